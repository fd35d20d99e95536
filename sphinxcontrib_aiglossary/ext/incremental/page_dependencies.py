"""The share that each document has in the glossary: what it prints, shows and links of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxcontrib_aiglossary.ext.plan.categories import FEWEST
from sphinxcontrib_aiglossary.ext.visibility.conditions import counts

from .content_hashes import TIP
from .hashing import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.ext.plan.anchor_links import Addresses
    from sphinxcontrib_aiglossary.ext.plan.categories import Category
    from sphinxcontrib_aiglossary.ext.plan.decide import Decision
    from sphinxcontrib_aiglossary.ext.plan.index_data import Listings
    from sphinxcontrib_aiglossary.ext.plan.index_records import Line
    from sphinxcontrib_aiglossary.ext.plan.inputs import Project
    from sphinxcontrib_aiglossary.ext.plan.tooltips import Tips

    from .result_cache import Kept

_KEPT: Final = "shares"


class Share(NamedTuple):
    """What one document takes of the glossary."""

    digest: str
    """Stands for all of it but what texts say."""
    shows: Sequence[tuple[str, str]]
    """The concepts of which texts are shown, each after the kind of what is shown, see :class:`.contents.Contents`."""


def kept_shares(kept: Kept, outline: str) -> dict[str, Share] | None:
    """Return the shares that an earlier build has kept; ``None`` if they are to be made.

    Args:
        kept: keeps them.
        outline: stands for all that they follow from.
    """
    data: dict[str, Any] | None = kept.data(_KEPT, outline) if outline else None
    return {docname: Share(*found) for docname, found in data.items()} if data is not None else None


def keep_shares(kept: Kept, outline: str, shares: Mapping[str, Share]) -> None:
    """Keep shares for the next build; parameters as for :func:`kept_shares`."""
    kept.put_data(_KEPT, outline, shares)


def find_shares(
    decision: Decision,
    project: Project,
    listings: Listings,
    addresses: Addresses,
    *,
    tips: Tips | None = None,
    categories: Mapping[str, Sequence[Category]] | None = None,
) -> dict[str, Share]:
    """Return the share of each document that has one.

    Args:
        decision: what is printed.
        project: what is known of the project.
        listings: what is listed of it.
        addresses: what links mean that name a term by its id.
        tips: what links show, where they show anything.
        categories: those of each concept, where pages are filtered by them.
    """
    names = _registered_names(decision)
    parts: defaultdict[str, list[object]] = defaultdict(list)
    shows: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for placement in decision.placements:
        printed = decision.printed[placement.docname, placement.number]
        if printed:
            parts[placement.docname].append(_printed(decision, project, placement, names, categories or {}))
            shows[placement.docname] += ((placement.detail, entry.ident) for entry in printed)
    printing = set(parts)
    for docname, found in _old(decision):
        parts[docname].append(found)
    sizes = _sizes(decision, project)
    for docname in project.pages:
        parts[docname] += _said(decision, project, listings, docname)
        if addressed := list(addresses.of(docname)):
            parts[docname].append(
                ("addresses", [(found, decision.targets.get(found.ident)) for found in addressed])
            )
        tipped = tips.of(docname) if tips else ()
        if tips and tipped:
            parts[docname].append(("tips", tips.shows, tips.prints, tipped))
            shows[docname] += ((TIP, tip.ident) for tip in tipped if tip.ident)
        elif tips and docname in printing:
            parts[docname].append(("tips", tips.shows))
        if categories is not None and sizes[docname] >= FEWEST:
            parts[docname].append("filter")
    return {
        docname: Share(digest(found), shows[docname]) for docname, found in sorted(parts.items()) if found
    }


def _printed(
    decision: Decision,
    project: Project,
    placement: Placement,
    names: Mapping[tuple[str, str], Sequence[str]],
    categories: Mapping[str, Sequence[Category]],
) -> object:
    """Return what a placement prints, but for its texts."""
    told = project.settings.structured_data
    shown = [
        (
            *entry,
            decision.targets[entry.ident] if told else None,
            # Some builders write the index entries into the document
            names.get((placement.docname, entry.anchor)),
            placement.uses and _users(decision, project, entry.ident),
            _names(categories.get(entry.ident, ())),
        )
        for entry in decision.printed[placement.docname, placement.number]
    ]
    return placement.number, placement.detail, placement.letters is not None, shown, told


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
    """Yield what became of all that a document says, and what of it does not show."""
    if hidden := _hidden(project, docname):
        yield "hidden", hidden
    if references := _references(decision, project, docname):
        yield references
    if texts := decision.wording.pages.get(docname):
        yield "texts", texts
    if mentions := _mentions(decision, project, docname):
        yield decision.autolinks.policy(docname), mentions
    if listed := _listed(decision, project, listings, docname):
        yield listed


def _hidden(project: Project, docname: str) -> list[object]:
    """Return what keeps parts of a document from showing: Sphinx does not write it anew whenever that changes."""
    conditions = project.pages[docname].conditions
    # For `only` the tags stand, and what it does to names is told anyway
    return [each for each in conditions if each.kind != "only" and not project.holds(each)]


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


def _line(decision: Decision, project: Project, line: Line) -> tuple[object, ...]:
    meaning = line.meaning
    place = decision.targets.get(meaning.ident) or project.by_hand.get(meaning.by_hand)
    return line.name, line.says, line.aside, place
