"""The stages of a build: note what documents say, decide, register, compare with what was written, keep that."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.problems import Kind

from .collect.anchor_links import read_addresses
from .collect.foreign_syntax import warn_of_abbreviations, warn_of_colon_lines
from .collect.handwritten_entries import read_definitions
from .collect.page_metadata import OFF, policy_of, warn_of_unknown
from .collect.page_record import Page, read_page
from .collect.prose_mentions import read_prose
from .collect.roles import note_forms, read_entries, read_terms
from .config import misspelt_values
from .domain import configuration, domain_of, folder, is_one_file
from .html import domain_indices, search_index
from .i18n.ui_strings import words_as_shown
from .incremental.build_signature import shape, situation
from .incremental.output_state import State
from .incremental.result_cache import Kept
from .other_extensions.environment import ForeignData
from .speed import stem_cache
from .speed.gc_tuning import give_back
from .speed.skip_unchanged_files import spare_files
from .transforms import fallback_section
from .visibility.probe import reach_of
from .visibility.skeleton import mark_hideable, read_skeleton
from .warnings_ import mention_notes, report

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .plan.build_plan import Outcome


def open_glossary(app: Sphinx) -> None:
    """Say which settings are misspelt, and see to it that the glossary is compiled while documents are read."""
    report(misspelt_values(app.config))
    domain_of(app.env).opening.prepare()


def close_glossary(app: Sphinx, _exception: Exception | None) -> None:
    """Close the files that deciding has opened."""
    domain_of(app.env).close()


def strip_registrations(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take out what the last build registered, before a hand-written glossary meets it."""
    if docnames:
        domain_of(env).registration.withhold()


def put_back_registrations(_app: Sphinx, env: BuildEnvironment) -> None:
    """Let the names of the glossary stand in Sphinx's domain, as the environment was saved."""
    domain_of(env).registration.put_back()


def leave_room(app: Sphinx, document: nodes.document) -> None:
    """Leave room in the root document for what stands in for a placement."""
    if app.env.docname == app.config.root_doc:
        fallback_section.leave_room(document, app.env.docname)


def note_document(app: Sphinx, document: nodes.document) -> None:
    """Note what a document says."""
    env = app.env
    warn_of_colon_lines(env, document)
    definitions = read_definitions(document, domain_of(env).reach)
    mark_hideable(document, env.docname, domain_of(env).reach)
    page = replace(
        read_page(document),
        definitions=definitions,
        forms=note_forms(document),
        entries=read_entries(document),
        terms=read_terms(document),
        addresses=read_addresses(document),
    )
    if page != Page():
        domain_of(env).pages[env.docname] = page


def note_mentions(app: Sphinx, document: nodes.document) -> None:
    """Note what the running text of a document mentions, where mentions become links."""
    env = app.env
    warn_of_unknown(env, env.docname)
    warn_of_abbreviations(env, document)
    settings, _ = configuration(env)
    domain = domain_of(env)
    without = settings.autolink_exclude and env.docname in domain.pages_without_links
    policy = policy_of(env, env.docname, OFF if without else settings.autolink)
    if policy != OFF:
        prose = read_prose(document, env.docname, policy, domain.plain_names)
        domain.pages[env.docname] = replace(domain.pages.get(env.docname, Page()), prose=prose)


def note_skeleton(app: Sphinx, document: nodes.document) -> None:
    """Note what other extensions may leave out of a document, with what it says there."""
    env = app.env
    domain = domain_of(env)
    page = domain.pages.get(env.docname, Page())
    if skeleton := read_skeleton(document, page.conditions):
        domain.pages[env.docname] = replace(page, skeleton=skeleton)


def reread_reachable(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Return the documents of which other extensions may leave out more than when they were read."""
    domain = domain_of(env)
    reach, domain.reach = domain.reach, max(domain.reach, reach_of(app))
    return sorted(domain.pages) if domain.reach > reach else []


def reread_mentioning(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Return the documents whose words can form a name that came or went since they were read."""
    domain = domain_of(env)
    prose = {docname: page.prose for docname, page in domain.pages.items() if page.prose}
    names = domain.plain_names if prose else None
    if names is None or domain.names == names.digest:
        return []
    changed = names.changed(folder(env), domain.names)
    return [
        docname
        for docname, said in prose.items()
        if changed is None or any(map(said.word_set.issuperset, changed))
    ]


def decide_glossary(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Decide what is printed, and return the documents whose output is not up to date.

    Where nothing has changed, the last decision stands: it is reached again only if something asks for it.
    """
    domain = domain_of(env)
    domain.foreign_data = ForeignData(env)
    try:
        return _decide(app, env)
    finally:
        # Sphinx is about to save it
        domain.foreign_data.put_back()


def _decide(app: Sphinx, env: BuildEnvironment) -> list[str]:
    domain = domain_of(env)
    state = domain.state = State(folder(env), app.builder.name, app.outdir, words_as_shown())
    kept = domain.kept = Kept(folder(env), state.name, shape(app))
    # Links that no concept answers may lead to entries written by hand
    report(problem for problem in domain.store.warnings if problem.kind is not Kind.LINK)
    mention_notes(domain.store.notes)
    # Conditions of the last build of this application may have changed
    domain.conditions = None
    now = situation(app, env)
    domain.warned.clear()
    domain.names = domain.plain_names.digest
    spare_files(app.builder, env, kept)
    registration = domain.registration
    if state.stands(now.whole, registration.digest):
        domain.postpone(partial(_reach_outcome, app, env, kept, state.layout))
        outdated = []
    else:
        # Imported late: an author often builds, and finds nothing changed
        from .incremental.stale_pages import find_outdated  # noqa: PLC0415 - see above

        outdated = find_outdated(app, env, now, kept)
    if not outdated and not registration.is_withheld:
        # Sphinx does not save the environment, and tells nobody so
        registration.put_back()
    return outdated


def _reach_outcome(app: Sphinx, env: BuildEnvironment, kept: Kept, layout: str) -> Outcome:
    from .plan.build_plan import reach_outcome  # noqa: PLC0415 - likewise

    return reach_outcome(app, env, kept, layout)


def leave_foreign_data(app: Sphinx, _document: nodes.document, _docname: str) -> None:
    """Let other extensions finish their data, with all that they have to say, on the first page that is resolved."""
    domain = domain_of(app.env)
    if domain.foreign_data:
        domain.foreign_data.put_back()
        domain.foreign_data = None


def note_written(app: Sphinx, _document: nodes.document, docname: str) -> None:
    """Note that a document is being written; this happens in the main process, whoever writes it."""
    stem_cache.remember_stems(app.builder, folder(app.env))
    domain = domain_of(app.env)
    if domain.state:
        domain.state.note(docname)
        if domain.pages.get(docname, Page()).placements:
            domain.forget()
            give_back()


def mend_output(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Mend the search index before it is saved, and see to the pages of indices; adds no page."""
    if indexer := getattr(app.builder, "indexer", None):
        search_index.mend(indexer, app.env)
    domain_indices.note_pages(app.builder, app.env)
    return []


def keep_state(app: Sphinx, exception: Exception | None) -> None:
    """Keep what was written, unless the build failed."""
    domain = domain_of(app.env)
    stem_cache.keep_stems(app.builder)
    if domain.state and exception is None:
        also = app.env.found_docs if is_one_file(app.builder) else ()
        domain.state.finish({*also, domain_indices.PAGES}, domain.registration.digest)
