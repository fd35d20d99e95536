"""What every placement prints, and where each concept is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.ext.reading.letters import matches, parse_letters
from sphinxcontrib_aiglossary.ext.reading.uses import ID_PREFIX, Placement, counts
from sphinxcontrib_aiglossary.keys import key
from sphinxcontrib_aiglossary.names import letter
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .resolve import Meaning, Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.config import Settings
    from sphinxcontrib_aiglossary.ext.reading.uses import Page, Use
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.store import Store

FALLBACK: Final = -1
"""The number of the placement that stands in when the project has none."""


class Target(NamedTuple):
    """Where a term is defined."""

    docname: str
    anchor: str


class Printed(NamedTuple):
    """One concept in one placement."""

    ident: str
    anchor: str
    """The id of the printed term; empty where the concept is printed once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """All that a decision rests on, besides the glossary."""

    settings: Settings
    root: str
    order: Sequence[str]
    """The documents in reading order."""
    pages: Mapping[str, Page]
    prefer: Mapping[str, tuple[str, ...]]
    """The categories that a document's metadata prefers."""
    by_hand: Mapping[str, tuple[str, str]]
    """The hand-written terms of the project, with document and id."""
    holds: Callable[[str], bool]
    """Evaluates the expression of an ``only`` directive for the builder."""
    answered: Callable[[str, Use], bool]
    """Tells whether anything but a concept answers a name of the role ``any``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome, valid for one builder and one build."""

    names: Names
    concepts: Mapping[str, Concept]
    """Every concept that is printed, in print order."""
    placements: Sequence[Placement]
    """Those that count for the builder, in reading order."""
    printed: Mapping[tuple[str, int], tuple[Printed, ...]]
    """What each placement prints, in print order, by document and number."""
    targets: Mapping[str, Target]
    """Where each printed concept is found."""
    registered: Mapping[str, Target]
    """The names by which the printed concepts are found."""
    link_names: Mapping[str, str]
    """A registered name of each printed concept that leads to it and to no other."""
    unknown: Sequence[tuple[Placement, str]]
    """Categories that a placement asks for and nobody knows."""

    @property
    def fallback(self) -> Placement | None:
        """The placement that stands in for a missing one, if it prints anything."""
        return next(
            (p for p in self.placements if p.number == FALLBACK and self.printed[p.docname, FALLBACK]), None
        )

    def linked(self, name: str) -> Meaning:
        """Return what a link within a definition leads to: a concept that is printed goes before one that is not."""
        meaning = self.names.meaning(name)
        rivals = (ident for ident in (meaning.ident, *meaning.rivals) if ident in self.targets)
        return next((Meaning(ident=ident) for ident in rivals), meaning)


class _Concepts(dict[str, "Concept"]):
    """The concepts of the glossary, each read once."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, ident: str) -> Concept:
        concept = self[ident] = self._store.concept(ident)
        return concept


def decide(store: Store, project: Project) -> Decision:
    """Decide what is printed where."""
    names = Names(store, project.settings, project.by_hand)
    concepts = _Concepts(store)
    used = {docname: _used(names, project, docname) for docname in project.pages}
    placements = _placements(project)
    rank = {ident: number for number, ident in enumerate(store.idents())}
    chosen = {
        (placement.docname, placement.number): sorted(
            _select(placement, _universe(store, names, used, placement), concepts), key=rank.__getitem__
        )
        for placement in placements
    }
    targets = _targets(project, placements, chosen)
    ordered = sorted(targets, key=rank.__getitem__)
    registered = _registered(store, names, ordered, targets)
    return Decision(
        names=names,
        concepts={ident: concepts[ident] for ident in ordered},
        placements=placements,
        printed=_printed(placements, chosen, targets),
        targets=targets,
        registered=registered,
        link_names=_link_names(store, registered, targets),
        unknown=_unknown(placements, concepts),
    )


def _used(names: Names, project: Project, docname: str) -> set[str]:
    """Return the concepts that a document refers to in this builder's output."""
    prefer = project.prefer.get(docname, ())
    found = set()
    for use in project.pages[docname].uses:
        meaning = names.meaning(use.name, prefer)
        if meaning.ident and counts(use.only, project.holds):
            if use.any and project.answered(docname, use):
                continue
            found.add(meaning.ident)
    return found


def _placements(project: Project) -> tuple[Placement, ...]:
    """Return the placements that count, in reading order; the fallback if there is none."""
    order = {docname: number for number, docname in enumerate(project.order)}
    live = [
        placement
        for page in project.pages.values()
        for placement in page.placements
        if counts(placement.only, project.holds)
    ]
    live.sort(key=lambda placement: (order[placement.docname], placement.number))
    return tuple(live) or (Placement(docname=project.root, number=FALLBACK),)


def _universe(
    store: Store, names: Names, used: Mapping[str, AbstractSet[str]], placement: Placement
) -> Iterator[str]:
    """Yield the concepts among which a placement chooses."""
    if placement.show == "all" and not placement.local:
        return filter(names.allows, store.idents())
    pages = [used.get(placement.docname, set())] if placement.local else used.values()
    return iter(_closed(store, names, {ident for page in pages for ident in page}))


def _closed(store: Store, names: Names, idents: Iterable[str]) -> set[str]:
    """Return concepts with all that their definitions use, and so on."""
    waiting = [ident for ident in idents if names.allows(ident)]
    reached = set(waiting)
    while waiting:
        for ident in store.uses(waiting.pop()):
            if ident not in reached and names.allows(ident):
                reached.add(ident)
                waiting.append(ident)
    return reached


def _select(placement: Placement, universe: Iterable[str], concepts: Mapping[str, Concept]) -> Iterator[str]:
    """Yield the concepts that pass the filters of a placement."""
    wanted = {key(taxonomy().title(name)) for name in placement.categories}
    wanted |= set(map(key, placement.categories))
    ranges = parse_letters(placement.letters)
    for ident in universe:
        if wanted and not wanted & _fields(concepts[ident]):
            continue
        if ranges and not matches(letter(concepts[ident].term), ranges):
            continue
        yield ident


def _fields(concept: Concept) -> set[str]:
    """Return the keys of a concept's categories and of their groups."""
    groups = (taxonomy().group(title) for title in concept.categories)
    return set(map(key, filter(None, (*concept.categories, *groups))))


def _targets(
    project: Project, placements: Sequence[Placement], chosen: Mapping[tuple[str, int], Sequence[str]]
) -> dict[str, Target]:
    """Return where each concept is found: the first placement that prints it, those of one page last."""
    targets: dict[str, Target] = {}
    taken = {docname: set(page.ids) for docname, page in project.pages.items()}
    for placement in sorted(placements, key=lambda placement: placement.local):
        docname = placement.docname
        for ident in chosen[docname, placement.number]:
            if ident not in targets:
                targets[ident] = Target(docname, _anchor(ident, taken.setdefault(docname, set())))
    return targets


def _anchor(ident: str, taken: set[str]) -> str:
    """Return the id of a printed concept, which the document must not have already."""
    anchor = base = ID_PREFIX + ident
    number = 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


def _printed(
    placements: Sequence[Placement],
    chosen: Mapping[tuple[str, int], Sequence[str]],
    targets: Mapping[str, Target],
) -> dict[tuple[str, int], tuple[Printed, ...]]:
    """Give each concept its id where it is found, and nowhere else."""
    given: set[str] = set()
    printed = {}
    for placement in sorted(placements, key=lambda placement: placement.local):
        entries = []
        for ident in chosen[placement.docname, placement.number]:
            first = ident not in given
            given.add(ident)
            entries.append(Printed(ident, targets[ident].anchor if first else ""))
        printed[placement.docname, placement.number] = tuple(entries)
    return printed


def _registered(
    store: Store, names: Names, idents: Sequence[str], targets: Mapping[str, Target]
) -> dict[str, Target]:
    """Return the names of the printed concepts; a concept's own name goes before another one's synonym."""
    registered: dict[str, Target] = {}
    for ident in idents:
        own, *_ = store.names(ident)
        if names.is_free(own):
            registered.setdefault(own, targets[ident])
    for ident in idents:
        for name in store.names(ident):
            if names.is_free(name):
                registered.setdefault(name, targets[ident])
    return registered


def _link_names(
    store: Store, registered: Mapping[str, Target], targets: Mapping[str, Target]
) -> dict[str, str]:
    return {
        ident: name
        for ident, target in targets.items()
        for name in reversed(store.names(ident))
        if registered.get(name) == target
    }


def _unknown(
    placements: Sequence[Placement], concepts: Mapping[str, Concept]
) -> tuple[tuple[Placement, str], ...]:
    """Return the categories that neither the taxonomy nor a concept knows."""
    asked = [(placement, name) for placement in placements for name in placement.categories]
    if not asked:
        return ()
    known: set[str] = {
        key(name) for name in (*taxonomy().names(), *(group.title for group in taxonomy().groups))
    }
    known.update(*(_fields(concept) for concept in concepts.values()))
    title = taxonomy().title
    return tuple((placement, name) for placement, name in asked if not {key(name), key(title(name))} & known)
