"""What a build decides of the glossary."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.collect.page_metadata import line_of, preferred
from sphinxcontrib_aiglossary.ext.domain import configuration, domain_of, has_browser, is_one_file
from sphinxcontrib_aiglossary.ext.html.external_tooltips import OtherDefinitions
from sphinxcontrib_aiglossary.ext.html.handwritten_tooltips import Entries
from sphinxcontrib_aiglossary.ext.html.index_outputs import ONE_PAGE
from sphinxcontrib_aiglossary.ext.incremental.content_hashes import Contents
from sphinxcontrib_aiglossary.ext.incremental.hashing import Digests
from sphinxcontrib_aiglossary.ext.interop.external_terms import Others
from sphinxcontrib_aiglossary.ext.transforms.back_references import title_of

from .anchor_links import Addresses
from .assembled import assembled, starts
from .categories import by_concept
from .chapters import chapters
from .decide import decide
from .handwritten import in_output, shown_places
from .index_data import Listings
from .inputs import Project
from .other_targets import Answers
from .tooltips import Tips

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.incremental.result_cache import Kept

    from .assembled import Start
    from .categories import Category
    from .decide import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that one build decides."""

    by_hand: Mapping[str, tuple[str, str]]
    """The document and id of each term that is written by hand, whether or not it is part of the output."""
    project: Project
    decision: Decision
    digests: Digests
    """What stands for what is printed of each concept."""
    listings: Listings
    """What is listed of the printed concepts."""
    entries: Entries | None
    """The hand-written entries that pages show or publish; ``None`` where readers have no browser."""
    contents: Contents
    """What stands for what is shown of each concept."""
    tips: Tips | None
    """What each page shows beside its links; ``None`` where links show nothing."""
    others: OtherDefinitions | None
    """The definitions of other projects; ``None`` where readers have no browser."""
    categories: Mapping[str, Sequence[Category]] | None
    """The categories of each printed concept, by which pages are filtered; ``None`` where none is."""
    addresses: Addresses
    """What links mean that name a term by its id."""
    answers: Answers
    """Who else was asked for an answer to a name."""
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    """Definitions as plain text, each made once, by document and id."""


def reach_outcome(app: Sphinx, env: BuildEnvironment, kept: Kept, layout: str = "") -> Outcome:
    """Decide what is printed.

    Args:
        app: the application.
        env: what was read.
        kept: what an earlier build has kept of its decision.
        layout: the digest of the layout of an earlier build, if that one stands.
    """
    domain = domain_of(env)
    answers = Answers(domain)
    by_hand = domain.registration.by_hand()
    project = _project(app, env, by_hand, answers)
    decision = decide(domain.store, project, kept, layout)
    addresses = Addresses(decision, project)
    digests = Digests(domain.store, decision.layout, kept)
    listings = Listings(domain.store, decision, project, kept)
    settings, wanted = project.settings, project.settings.tips or project.settings.endnotes
    entries = Entries(env, app.builder) if has_browser(app.builder) else None
    others = Others(app, shown=wanted and settings.tips_elsewhere) if entries else None
    return Outcome(
        by_hand=by_hand,
        project=project,
        decision=decision,
        digests=digests,
        listings=listings,
        entries=entries,
        contents=Contents(decision, project, digests),
        tips=Tips(decision, project, addresses, entries.digest) if entries and wanted else None,
        others=OtherDefinitions(others, shows=settings.tips, prints=settings.endnotes) if others else None,
        categories=by_concept(listings.groups) if settings.filter and entries else None,
        addresses=addresses,
        answers=answers,
    )


def _project(
    app: Sphinx, env: BuildEnvironment, by_hand: Mapping[str, tuple[str, str]], answers: Answers
) -> Project:
    settings, _ = configuration(env)
    domain = domain_of(env)
    starting = starts(app.builder, env.config) if is_one_file(app.builder) else ()
    documents = _documents(env, domain, starting)
    shown = shown_places(by_hand, domain.pages, documents, domain.holds)
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
        by_hand=in_output(by_hand, shown, domain.store, settings.exclude),
        shown=shown,
        entries={
            (docname, name): terms
            for docname, page in domain.pages.items()
            for terms in page.entries
            for name in terms
        },
        holds=domain.holds,
        answered=answers,
        occurring=domain.occurring,
    )


def _documents(env: BuildEnvironment, domain: AIGlossaryDomain, starting: Sequence[Start]) -> Collection[str]:
    """Return the documents that the builder writes: a PDF lacks those that no toctree of its lists."""
    if not starting:
        return env.found_docs
    toctrees = {docname: page.toctrees for docname, page in domain.pages.items()}
    return assembled(starting, env.toctree_includes, toctrees, domain.holds)
