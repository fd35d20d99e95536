"""What the output of each document depends on, as one digest: equal digests, equal output."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sphinxcontrib_aiglossary import __version__
from sphinxcontrib_aiglossary.ext.articles.linking import names_in
from sphinxcontrib_aiglossary.ext.reading.uses import counts

from .categories import FEWEST
from .digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinxcontrib_aiglossary.model import Concept

    from .categories import Category
    from .decide import Decision
    from .digests import Digests
    from .listed import Line
    from .listings import Listings
    from .meaning import Meaning
    from .project import Project
    from .tips import Tips

MAX_NAME: Final = 300
"""Longer is no name."""

_RE_TERM = re.compile("term:", re.IGNORECASE)  # [experts](term:expert), [experts](<term:expert>)


def fingerprints(
    decision: Decision,
    project: Project,
    listings: Listings,
    digests: Digests,
    tips: Tips | None = None,
    categories: Mapping[str, Sequence[Category]] | None = None,
) -> dict[str, str]:
    """Return a digest for each document that has a part in the glossary.

    Args:
        decision: what is printed.
        project: what is known of the project.
        listings: what is listed of it.
        digests: stand for what is printed of each concept.
        tips: what links show, where they show anything.
        categories: those of each concept, where pages are filtered by them.
    """
    contents = _Contents(decision, project, digests)
    names = _registered_names(decision)  # some builders write the index entries into the document
    parts: dict[str, list[object]] = {}
    for placement in decision.placements:
        if printed := decision.printed[placement.docname, placement.number]:
            told = project.settings.structured_data
            shown = [
                (
                    *entry,
                    decision.targets[entry.ident] if told else None,
                    names.get((placement.docname, entry.anchor)),
                    contents.of(entry.ident, placement.detail),
                    placement.uses and _users(decision, project, entry.ident),
                    _names((categories or {}).get(entry.ident, ())),
                )
                for entry in printed
            ]
            parts.setdefault(placement.docname, []).append(
                (placement.number, placement.detail, placement.letters is not None, shown, told)
            )
    printing = set(parts)
    for docname, found in _old(decision):
        parts.setdefault(docname, []).append(found)
    sizes = _sizes(decision, project)
    for docname in project.pages:
        if said := list(_said(decision, project, listings, docname)):
            parts.setdefault(docname, []).extend(said)
        if tips and (tipped := tips.of(docname)):
            parts.setdefault(docname, []).append(("tips", tips.shows, tips.prints, tipped))
        elif tips and docname in printing:
            parts[docname].append(("tips", tips.shows))
        if categories is not None and sizes[docname] >= FEWEST:
            parts.setdefault(docname, []).append("filter")
    return {docname: digest(__version__, parts[docname]) for docname in sorted(parts)}


def _sizes(decision: Decision, project: Project) -> Counter[str]:
    """Return how many entries each document prints, those written by hand included."""
    sizes = Counter({docname: len(page.definitions) for docname, page in project.pages.items()})
    for (docname, _), printed in decision.printed.items():
        sizes[docname] += len(printed)
    return sizes


def _users(decision: Decision, project: Project, ident: str) -> list[tuple[str, str]]:
    return [(name, project.title(name)) for name in decision.users.get(ident, ())]


def _names(categories: Iterable[Category]) -> list[tuple[str, str]]:
    return [(category.title, category.anchor) for category in categories]


def _said(decision: Decision, project: Project, listings: Listings, docname: str) -> Iterator[object]:
    """Yield what became of all that a document says."""
    if references := _references(decision, project, docname):
        yield references
    if texts := decision.wording.pages.get(docname):
        yield "texts", texts
    if mentions := _mentions(decision, project, docname):
        yield decision.autolinks.policy(docname), mentions
    if listed := _listed(decision, project, listings, docname):
        yield listed


def _registered_names(decision: Decision) -> dict[tuple[str, str], list[str]]:
    """Return the registered names by the document and id they lead to."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, target in decision.registered.items():
        names.setdefault(target, []).append(name)
    return names


def _old(decision: Decision) -> Iterator[tuple[str, object]]:
    """Yield by document the names that lead there and were given up."""
    for old, (docname, anchor) in decision.old.items():
        yield docname, ("old", old, anchor)


def _references(decision: Decision, project: Project, docname: str) -> list[object]:
    """Return what became of the names that a document uses."""
    prefer = project.prefer.get(docname, ())
    outcome: list[object] = []
    for use in project.pages[docname].uses:
        # A concept that had the name too is neither linked nor spoken of
        meaning = replace(decision.names.meaning(use.name, prefer), rivals=())
        by_hand = project.by_hand.get(meaning.by_hand)
        lives = counts(use.only, project.holds)
        if lives and meaning and not (use.gives_way and project.answered(docname, use)):
            outcome.append((use.name, use.role, meaning, decision.targets.get(meaning.ident) or by_hand))
        else:
            # An entry written by hand is among those that answer for `any`
            outcome.append((use.name, use.role, lives, by_hand if lives else None))
    return outcome


def _mentions(decision: Decision, project: Project, docname: str) -> list[object]:
    """Return where the names lead that a document merely mentions, or may mention."""
    outcome: list[object] = []
    for name, meaning, live in decision.autolinks.outcomes(docname):
        place = decision.targets.get(meaning.ident) or project.by_hand.get(meaning.by_hand)
        outcome.append((name, place if live else None))
    return outcome


def _listed(decision: Decision, project: Project, listings: Listings, docname: str) -> list[object]:
    """Return what a document prints or takes of the lists: cards, tables, and links to indices that are there."""
    page, outcome = project.pages[docname], list[object]()
    if page.cards:
        outcome.append(
            [
                (group.title, [(each.title, len(each.idents)) for each in group.categories])
                for group in listings.groups
            ]
        )
    for table in page.tables:
        lines = listings.tables.get((docname, table.number), ())
        outcome.append([_line(decision, project, line) for line in lines])
    outcome += [(name, listings.has(name)) for name in page.indices]
    return outcome


def indices_fingerprint(listings: Listings, digests: Digests) -> str:
    """Return a digest of what the pages of the indices show; that of the categories shows definitions."""
    described = sorted(
        {ident for group in listings.groups for category in group.categories for ident in category.idents}
    )
    return digest(__version__, listings.digest, [digests.texts[ident] for ident in described])


def _line(decision: Decision, project: Project, line: Line) -> tuple[object, ...]:
    meaning = line.meaning
    place = decision.targets.get(meaning.ident) or project.by_hand.get(meaning.by_hand)
    return line.name, line.says, line.aside, place


class _Contents:
    """Digests of what is printed of each concept, links included."""

    def __init__(self, decision: Decision, project: Project, digests: Digests) -> None:
        self._decision = decision
        self._project = project
        self._digests = digests

    def of(self, ident: str, detail: str) -> str:
        return self._digests.of(detail, ident, lambda: self._made(ident, detail))

    def _made(self, ident: str, detail: str) -> str:
        concept = self._decision.concepts[ident]
        # Where a text was read is not printed, so that it may move within its source; only others are quoted
        entries = concept.entries if detail == "full" else concept.entries[:1]
        texts = [text for entry in entries for text in (entry.definition, entry.article)]
        repeated = [(entry.repeated, entry.headings) for entry in entries]
        linked = self._decision.linked
        places = [(name, self._place(linked(name))) for name in (*concept.see, *link_names(texts))]
        mentions = self._mentions(concept, detail)
        # Programs are told the category of a homonym
        names = (
            concept.name,
            concept.abbreviations,
            concept.synonyms,
            concept.qualifier and concept.categories[:1],
        )
        origins = [str(entry.origin) for entry in entries[1:]]
        return digest(names, texts, repeated, places, mentions, origins)

    def _mentions(self, concept: Concept, detail: str) -> object:
        """Return where the names in the texts lead; nothing if none of them leads anywhere."""
        occurring = self._project.occurring(concept, detail)
        others = [(name, idents) for name, idents in names_in(occurring) if concept.ident not in idents]
        places = [self._place(self._decision.mentioned(name, idents)) for name, idents in others]
        # A name that leads nowhere still hides a shorter one within it
        return (occurring, places) if any(places) else ()

    def _place(self, meaning: Meaning) -> tuple[str, str] | None:
        return self._decision.targets.get(meaning.ident) or self._project.by_hand.get(meaning.by_hand)


def link_names(texts: Iterable[str]) -> Iterator[str]:
    """Yield all names to which links of Markdown texts may refer, and perhaps a few more: parsing would take long."""
    for text in texts:
        for found in _RE_TERM.finditer(text):
            rest = text[found.end() : found.end() + MAX_NAME].partition("\n")[0]
            ends = {end for end in (rest.find(">"), rest.find(" "), _closing(rest), len(rest)) if end > 0}
            yield from (unquote(rest[:end]).strip() for end in sorted(ends))


def _closing(text: str) -> int:
    """Return where a parenthesis closes that was opened before the text; -1 if it does not."""
    depth = 1
    for position, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return position
    return -1
