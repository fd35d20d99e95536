"""What the output of each document depends on, as one digest: equal digests, equal output."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from .. import __version__
from .uses import counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Concept
    from .categories import Group
    from .decide import Decision, Project


def fingerprints(decision: Decision, project: Project, groups: tuple[Group, ...]) -> dict[str, str]:
    """Return a digest for each document that has a part in the glossary."""
    contents = _Contents(decision)
    places = digest(sorted(decision.targets.items()), sorted(project.by_hand.items()))
    placements: dict[str, list[object]] = {}
    for placement in decision.placements:
        if printed := decision.printed[placement.docname, placement.number]:
            content = [(*entry, contents.of(entry.ident, placement.detail)) for entry in printed]
            placements.setdefault(placement.docname, []).append(
                (placement.number, placement.detail, content, places)
            )
    result = {}
    for docname in sorted({*project.pages, *placements}):
        page = project.pages.get(docname)
        parts: list[object] = list(placements.get(docname, ()))
        if page is not None:
            parts.append(_references(decision, project, docname))
            if page.cards:
                parts.append(groups)
        if any(parts):
            result[docname] = digest(__version__, parts)
    return result


def _references(decision: Decision, project: Project, docname: str) -> list[object]:
    """Return what became of the names that a document uses."""
    prefer = project.prefer.get(docname, ())
    outcome: list[object] = []
    for use in project.pages[docname].uses:
        meaning = decision.names.meaning(use.name, prefer)
        place = decision.targets.get(meaning.ident) or project.by_hand.get(meaning.by_hand)
        answered = use.any and bool(meaning) and project.answered(docname, use)
        outcome.append((use.name, use.any, counts(use.only, project.holds), meaning, place, answered))
    return outcome


class _Contents:
    """Digests of what is printed of each concept, each made once."""

    def __init__(self, decision: Decision) -> None:
        self._decision = decision
        self._known: dict[tuple[str, str], str] = {}

    def of(self, ident: str, detail: str) -> str:
        if (ident, detail) not in self._known:
            self._known[ident, detail] = digest(_content(self._decision.concepts[ident], detail))
        return self._known[ident, detail]


def _content(concept: Concept, detail: str) -> Mapping[str, object]:
    """Return what is printed of a concept; where it was read is not, so that it may move within its source."""
    entries = concept.entries if detail == "full" else concept.entries[:1]
    return {
        "names": (concept.name, concept.abbreviations, concept.synonyms, concept.categories),
        "see": concept.see,
        "entries": [(entry.definition, entry.article) for entry in entries],
        "origins": [str(entry.origin) for entry in entries[1:]],
    }


def digest(*parts: object) -> str:
    """Return a digest of plain data."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
