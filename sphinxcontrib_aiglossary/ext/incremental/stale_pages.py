"""Decides what a build prints, says what is wrong with it, and compares it with what was written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.util import logging

from sphinxcontrib_aiglossary.ext.collect.page_record import INDICES
from sphinxcontrib_aiglossary.ext.domain import domain_of, folder, is_one_file
from sphinxcontrib_aiglossary.ext.html import domain_indices
from sphinxcontrib_aiglossary.ext.html.index_outputs import has_pages
from sphinxcontrib_aiglossary.ext.plan.build_plan import reach_outcome
from sphinxcontrib_aiglossary.ext.plan.unused import count_unused, find_unused
from sphinxcontrib_aiglossary.ext.render.dropdown import is_book
from sphinxcontrib_aiglossary.ext.transforms import fallback_section
from sphinxcontrib_aiglossary.ext.warnings_ import mention_unused, report, report_unused, warn
from sphinxcontrib_aiglossary.problems import Kind

from .build_signature import Situation
from .hashing import digest
from .page_dependencies import find_shares, keep_shares, kept_shares
from .page_fingerprints import fingerprints, indices_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.build_plan import Outcome

    from .output_state import State
    from .result_cache import Kept

_UNUSED: Final = "unused"

logger = logging.getLogger(__name__)


def find_outdated(app: Sphinx, env: BuildEnvironment, now: Situation, kept: Kept) -> list[str]:
    """Decide what is printed, register it, and return the documents whose output is not up to date.

    Args:
        app: the application.
        env: what was read.
        now: the situation; the next build goes on from this one where it, or its outline, has not changed.
        kept: what an earlier build has kept of its decision.
    """
    domain = domain_of(env)
    layout = domain.state.layout if domain.state and domain.state.outline == now.outline else ""
    outcome = domain.settle(reach_outcome(app, env, kept, layout))
    decision, project = outcome.decision, outcome.project
    pages = list(filter(outcome.listings.has, INDICES))
    domain.registration.register(decision.registered, decision.old, outcome.by_hand, pages)
    if decision.autolinks:
        domain.plain_names.keep(folder(env))
    if isinstance(app.builder, MessageCatalogBuilder):
        # Imported late: it needs all that reads sources
        from sphinxcontrib_aiglossary.ext.i18n.gettext_builder import extract  # noqa: PLC0415 - see above

        extract(app.builder, decision, project, outcome.listings.groups)
    said = _report(domain, outcome, kept, now.outline, known=bool(layout))
    flipped = [env.config.root_doc] if fallback_section.patch_toc(env, domain) else []
    outdated = {*flipped}
    if state := domain.state:
        # What was said is to be said again
        standing = now._replace(whole="") if said else now
        marks = partial(_marks, domain, state, outcome, standing, known=bool(layout))
        known = {}
        if has_pages(app.builder):
            known[domain_indices.PAGES] = indices_fingerprint(outcome.listings, outcome.digests)
        elsewhere = outcome.others.digest if outcome.others else lambda _uri: ""
        if is_book(app.builder):
            marks = partial(_marks_of_book, marks, env.found_docs, has_terms=domain.has_terms)
        outdated.update(state.begin(marks, known, {*env.found_docs, domain_indices.PAGES}, elsewhere))
        state.layout = decision.layout.digest
    domain.forget()
    if outdated == {domain_indices.PAGES}:
        # Sphinx writes them with every document, and without one not at all
        outdated.add(env.config.root_doc)
    return [] if is_one_file(app.builder) else sorted(outdated - {domain_indices.PAGES})


def _marks_of_book(
    marks: Callable[[], dict[str, str]], documents: Collection[str], *, has_terms: bool
) -> dict[str, str]:
    """Return the digests of documents in an e-book: the first term changes how formulas are written on every page."""
    found = marks()
    return {name: digest(found.get(name, ""), "book") for name in documents} if has_terms else found


def _marks(
    domain: AIGlossaryDomain, state: State, outcome: Outcome, now: Situation, *, known: bool
) -> dict[str, str]:
    """Return the digest of each document, and let go of what making them has looked up."""
    kept = domain.kept
    shares = kept_shares(kept, now.outline) if kept and known else None
    if shares is None:
        shares = find_shares(
            outcome.decision,
            outcome.project,
            outcome.listings,
            outcome.addresses,
            tips=outcome.tips,
            categories=outcome.categories,
        )
        # What others answer may change at any time
        if outcome.answers.asked:
            now = Situation("", "")
        elif kept:
            keep_shares(kept, now.outline, shares)
    marks = fingerprints(shares, outcome.contents)
    outcome.digests.keep()
    domain.forget()
    state.outline, state.situation = now
    return marks


def _report(domain: AIGlossaryDomain, outcome: Outcome, kept: Kept, outline: str, *, known: bool) -> bool:
    """Say what is to be said of an outcome; return whether there was a warning."""
    decision, project = outcome.decision, outcome.project
    astray = [
        problem
        for problem in domain.store.warnings
        if problem.kind is Kind.LINK and not decision.names.meaning(problem.name)
    ]
    report(astray)
    for unknown in decision.unknown:
        warn(*unknown)
    unused = find_unused(domain.store, decision) if project.settings.warn_unused else ()
    report_unused(map(domain.store.concept, unused))
    if not project.settings.warn_unused:
        number = kept.data(_UNUSED, outline) if known else None
        if number is None:
            number = count_unused(domain.store, decision)
            kept.put_data(_UNUSED, outline, number)
        mention_unused(number)
    if decision.fallback:
        logger.info(
            "aiglossary: the terms in use are defined at the end of %s; an aiglossary directive places them elsewhere",
            project.root,
        )
    return bool(astray or decision.unknown or unused)
