"""What is said of the names that documents use: ambiguous, deprecated, unknown, or printed nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from sphinxcontrib_aiglossary.problems import Kind

from .collect.page_metadata import preferred
from .collect.page_record import role_of
from .domain import domain_of
from .plan.unknown_names import did_you_mean
from .warnings_ import warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from .domain import AIGlossaryDomain
    from .plan.decide import Decision
    from .plan.resolution import Meaning

MAX_SHOWN: Final = 5
"""How many of many names a message lists."""

logger = logging.getLogger(__name__)


def say_meaning(domain: AIGlossaryDomain, node: pending_xref, meaning: Meaning) -> None:
    """Warn of a name that is ambiguous or deprecated, once in each document."""
    name = node["reftarget"]
    if meaning.candidates and _first(domain, Kind.AMBIGUOUS, node):
        shown = _some(map(repr, meaning.candidates), " or ")
        advice = "write the one that is meant, or state the preferred category in aiglossary_prefer"
        warn(Kind.AMBIGUOUS, f"{name!r} means {shown}, the first is linked; {advice}", node)
    if meaning.deprecated and _first(domain, Kind.DEPRECATED, node):
        term = meaning.by_hand or domain.concept(meaning.ident).name
        warn(Kind.DEPRECATED, f"{name!r} is a name to avoid; write {term!r}", node)


def on_missing_reference(app: Sphinx, _domain: Domain | None, node: pending_xref) -> bool | None:
    """Say why a name leads nowhere, in place of Sphinx's own warning.

    Sphinx asks only after ``nitpick_ignore`` has had its say.
    """
    domain = domain_of(app.env)
    role = role_of(node)
    if role is None or domain.decision is None:
        return None
    name = node["reftarget"]
    meaning = domain.decision.names.meaning(name, preferred(app.env, node.get("refdoc", "")))
    if meaning.ident:
        say_unplaced(domain, domain.decision, node, meaning)
        return True
    if role != "term":
        return None
    hint = did_you_mean(domain.decision.names.suggest(name))
    logger.warning("term not in glossary: %r%s", name, hint, location=node, type="ref", subtype="term")
    return True


def say_unplaced(domain: AIGlossaryDomain, decision: Decision, node: pending_xref, meaning: Meaning) -> None:
    """Warn of a concept in use that is printed nowhere, once in each document."""
    if not _first(domain, Kind.UNPLACED, node):
        return
    name, term = node["reftarget"], domain.concept(meaning.ident).name
    shown = repr(name) if name == term else f"{name!r} ({term})"
    filters = dict.fromkeys(
        f"{placement.docname}: {placement.filters}" for placement in decision.placements if placement.filters
    )
    held = f"what holds it back: {_some(filters, '; ')}"
    warn(Kind.UNPLACED, f"{shown} is in use, but no aiglossary directive prints it; {held}", node)


def _some(parts: Iterable[str], joint: str) -> str:
    """Join parts of a message; of many, the first few and the number of the others."""
    listed = list(parts)
    more = len(listed) - MAX_SHOWN
    return joint.join([*listed[:MAX_SHOWN], f"{more} more"] if more > 0 else listed)


def _first(domain: AIGlossaryDomain, kind: Kind, node: pending_xref) -> bool:
    """Tell whether something is to be said the first time in a document of this build."""
    cause = kind.subtype, str(node.get("refdoc", "")), str(node["reftarget"])
    if cause in domain.warned:
        return False
    domain.warned.add(cause)
    return True
