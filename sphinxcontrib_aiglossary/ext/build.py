"""The stages of a build: note what documents say, decide, register, compare with what was written, keep that."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinxcontrib_aiglossary.ext.deciding import registration
from sphinxcontrib_aiglossary.ext.deciding.assembling import assembled, starts
from sphinxcontrib_aiglossary.ext.deciding.by_hand import in_output
from sphinxcontrib_aiglossary.ext.deciding.categories import by_concept
from sphinxcontrib_aiglossary.ext.deciding.decide import decide
from sphinxcontrib_aiglossary.ext.deciding.elsewhere import is_answered
from sphinxcontrib_aiglossary.ext.deciding.fingerprints import fingerprints, indices_fingerprint
from sphinxcontrib_aiglossary.ext.deciding.listings import make_listings
from sphinxcontrib_aiglossary.ext.deciding.order import chapters
from sphinxcontrib_aiglossary.ext.deciding.project import Project
from sphinxcontrib_aiglossary.ext.deciding.state import State
from sphinxcontrib_aiglossary.ext.deciding.tips import Tips
from sphinxcontrib_aiglossary.ext.deciding.unused import find_unused
from sphinxcontrib_aiglossary.ext.others import Others
from sphinxcontrib_aiglossary.ext.printing import fallback, indices, search
from sphinxcontrib_aiglossary.ext.printing.one_page import ONE_PAGE
from sphinxcontrib_aiglossary.ext.printing.tips.entries import Entries
from sphinxcontrib_aiglossary.ext.printing.tips.others import OtherDefinitions
from sphinxcontrib_aiglossary.ext.printing.uses import title_of
from sphinxcontrib_aiglossary.ext.reading.definitions import read_definitions
from sphinxcontrib_aiglossary.ext.reading.mentioned import read_prose
from sphinxcontrib_aiglossary.ext.reading.metadata import OFF, line_of, policy_of, preferred, warn_of_unknown
from sphinxcontrib_aiglossary.ext.reading.roles import note_forms, read_conditional, read_entries
from sphinxcontrib_aiglossary.ext.reading.uses import Page, read_page
from sphinxcontrib_aiglossary.problems import Kind

from .config import misspelt_values
from .domain import configuration, domain_of, folder, has_browser, is_one_file
from .extracting import extract
from .problems import report, report_unused, warn
from .words import words_as_shown

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.deciding.assembling import Start
    from sphinxcontrib_aiglossary.ext.deciding.decide import Decision

    from .domain import AIGlossaryDomain

logger = logging.getLogger(__name__)


def open_glossary(app: Sphinx) -> None:
    """Open the store before documents are read, perhaps in parallel, and say what is wrong with data and settings."""
    _, problems = configuration(app.env)
    # Links that no concept answers may lead to entries written by hand, which are not known yet
    of_data = (problem for problem in domain_of(app.env).store.problems if problem.kind is not Kind.LINK)
    report((*problems, *misspelt_values(app.config), *of_data))


def close_glossary(app: Sphinx, _exception: Exception | None) -> None:
    """Close the files that deciding has opened."""
    domain_of(app.env).close()


def strip_registrations(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Take out what the last build registered, before a hand-written glossary meets it."""
    domain = domain_of(env)
    registration.strip(env, domain.registered)
    domain.registered = ()


def note_document(app: Sphinx, document: nodes.document) -> None:
    """Note what a document says."""
    env = app.env
    page = replace(
        read_page(document),
        definitions=read_definitions(document),
        forms=note_forms(document),
        entries=read_entries(document),
        conditional=read_conditional(document),
    )
    if env.docname == env.config.root_doc:
        fallback.leave_room(document, env.docname)
    if page != Page():
        domain_of(env).pages[env.docname] = page


def note_mentions(app: Sphinx, document: nodes.document) -> None:
    """Note what the running text of a document mentions, where mentions become links."""
    env = app.env
    warn_of_unknown(env, env.docname)
    settings, _ = configuration(env)
    policy = policy_of(env, env.docname, settings.autolink)
    if policy != OFF:
        domain = domain_of(env)
        prose = read_prose(document, env.docname, policy, domain.plain_names)
        domain.pages[env.docname] = replace(domain.pages.get(env.docname, Page()), prose=prose)


def reread_mentioning(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Return the documents whose words can form a name that came or went since they were read."""
    domain = domain_of(env)
    before, names = domain.names, domain.plain_names
    domain.names = names.digest
    prose = {docname: page.prose for docname, page in domain.pages.items() if page.prose}
    if before == names.digest or not prose:
        return []
    changed = names.changed(folder(env), before)
    return [
        docname
        for docname, said in prose.items()
        if changed is None or any(map(said.word_set.issuperset, changed))
    ]


def decide_glossary(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Decide what is printed, register it, and return the documents whose output is not up to date."""
    domain = domain_of(env)
    strip_registrations(app, env, [])
    project = _project(app, env, domain)
    decision = domain.decision = decide(domain.store, project)
    if decision.autolinks:
        domain.plain_names.keep(folder(env))
    domain.registered = registration.register(env, decision.registered, decision.old)
    report(
        problem
        for problem in domain.store.problems
        if problem.kind is Kind.LINK and not decision.names.meaning(problem.name)
    )
    listings = domain.listings = make_listings(decision, project, domain.store.title)
    extract(app.builder, decision, project, listings.groups)
    domain.warned.clear()
    for unknown in decision.unknown:
        warn(*unknown)
    unused = find_unused(domain.store, decision)
    report_unused(domain.store, unused, each=project.settings.warn_unused)
    if decision.fallback:
        logger.info(
            "aiglossary: the terms in use are defined at the end of %s; an aiglossary directive places them elsewhere",
            project.root,
        )
    flipped = [env.config.root_doc] if fallback.patch_toc(env, domain) else []
    _prepare_tips(app, domain, decision, project)
    domain.categories = None
    if project.settings.filter and has_browser(app.builder):
        domain.categories = by_concept(listings.groups)
    marks = fingerprints(decision, project, listings, domain.tips, domain.categories)
    if indices.has_pages(app.builder):
        marks[indices.PAGES] = indices_fingerprint(decision, project, listings)
    domain.state = State(folder(env), app.builder.name, app.outdir, words_as_shown())
    elsewhere = domain.others.digest if domain.others else lambda _uri: ""
    outdated = {*domain.state.begin(marks, {*env.found_docs, indices.PAGES}, elsewhere), *flipped}
    if outdated == {indices.PAGES}:
        # Sphinx writes them with every document, and without one not at all
        outdated.add(env.config.root_doc)
    return [] if is_one_file(app.builder) else sorted(outdated - {indices.PAGES})


def _prepare_tips(app: Sphinx, domain: AIGlossaryDomain, decision: Decision, project: Project) -> None:
    """Decide which definitions pages bring along, and which are published, where readers have a browser."""
    domain.tips = domain.entries = domain.others = None
    domain.titles.clear()
    if not has_browser(app.builder):
        return
    settings = project.settings
    domain.entries = Entries(app.env, app.builder)
    wanted = settings.tips or settings.endnotes
    if wanted:
        domain.tips = Tips(decision, project, domain.entries.digest)
    others = Others(app, shown=wanted and settings.tips_elsewhere)
    domain.others = OtherDefinitions(others, shows=settings.tips, prints=settings.endnotes)


def _project(app: Sphinx, env: BuildEnvironment, domain: AIGlossaryDomain) -> Project:
    settings, _ = configuration(env)
    starting = starts(app.builder, env.config) if is_one_file(app.builder) else ()
    documents = _documents(app, env, domain, starting)
    root, first = env.config.root_doc, [start.docname for start in starting]
    return Project(
        settings=settings,
        root=root if not starting or root in {*documents, *first} else first[0],
        chapters=chapters(env.config.root_doc, env.toctree_includes, env.found_docs),
        documents=documents,
        one_page=app.builder.name == ONE_PAGE,
        pages={name: page for name, page in sorted(domain.pages.items()) if name in documents},
        prefer={docname: prefer for docname in sorted(env.metadata) if (prefer := preferred(env, docname))},
        line_of=partial(line_of, env),
        title=cache(partial(title_of, env)),
        by_hand=in_output(
            registration.terms_of_project(env), domain.pages, documents, app.tags.eval_condition, domain.store
        ),
        entries={
            (docname, name): terms
            for docname, page in domain.pages.items()
            for terms in page.entries
            for name in terms
        },
        holds=app.tags.eval_condition,
        answered=cache(lambda docname, use: is_answered(domain, docname, use)),
        occurring=domain.occurring,
    )


def _documents(
    app: Sphinx, env: BuildEnvironment, domain: AIGlossaryDomain, starting: Sequence[Start]
) -> Collection[str]:
    """Return the documents that the builder writes: a PDF lacks those that no toctree of its lists."""
    if not starting:
        return env.found_docs
    toctrees = {docname: page.toctrees for docname, page in domain.pages.items()}
    return assembled(starting, env.toctree_includes, toctrees, app.tags.eval_condition)


def note_written(app: Sphinx, _document: nodes.document, docname: str) -> None:
    """Note that a document is being written; this happens in the main process, whoever writes it."""
    search.remember_stems(app.builder)
    if state := domain_of(app.env).state:
        state.note(docname)


def mend_output(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Mend the search index before it is saved, and remove indices that list nothing; adds no page."""
    if indexer := getattr(app.builder, "indexer", None):
        search.mend(indexer, app.env)
    indices.remove_old(app.builder, app.env)
    if state := domain_of(app.env).state:
        state.note(indices.PAGES)
    return []


def keep_state(app: Sphinx, exception: Exception | None) -> None:
    """Keep what was written, unless the build failed."""
    state = domain_of(app.env).state
    if state and exception is None:
        state.finish(app.env.found_docs if is_one_file(app.builder) else ())
