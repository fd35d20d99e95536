"""The layout of the glossary: what each placement prints, where each concept is found, and by which names.

Of all that is decided this takes longest, and most edits change nothing of it: it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.ext.incremental.hashing import digest

from .anchors import Printed, Target, find_targets, give_anchors, link_names, registered_names
from .filters import filters, universe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.ext.incremental.result_cache import Kept
    from sphinxcontrib_aiglossary.store import Store

    from .inputs import Project
    from .name_resolver import Names

_KEPT: Final = "layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is printed where."""

    digest: str
    """Stands for all that it follows from: the glossary but for its texts, settings, names by hand, placements."""
    idents: Sequence[str]
    """Every concept that is printed, in print order."""
    printed: Mapping[tuple[str, int], tuple[Printed, ...]]
    """What each placement prints, in print order, by document and number."""
    targets: Mapping[str, Target]
    """Where each printed concept is found."""
    registered: Mapping[str, str]
    """The names by which the printed concepts are found, each with the one that it leads to."""
    link_names: Mapping[str, str]
    """A registered name of each printed concept that leads to it and to no other."""


def lay_out(
    store: Store,
    names: Names,
    project: Project,
    placements: Sequence[Placement],
    used: Mapping[str, AbstractSet[str]],
    kept: Kept,
) -> Layout:
    """Return what is printed where, as an earlier build kept it if that one rests on the same.

    Args:
        store: the glossary.
        names: tell what a name means.
        project: what is known of the project.
        placements: those that count, in reading order.
        used: the concepts that each document refers to.
        kept: keeps it.
    """
    universes = {
        _place(each): None
        if each.show == "all" and not each.local
        else sorted(universe(store, names, used, each))
        for each in placements
    }
    mark = digest(
        store.outline_digest,
        project.settings,
        sorted(project.by_hand.items()),
        [replace(placement, line=0) for placement in placements],
        [(docname, page.ids) for docname, page in project.pages.items() if page.ids],
        project.one_page,
        list(universes.items()),
    )
    layout = kept_layout(kept, mark)
    if layout is None:
        every = (
            [ident for ident in store.idents() if names.allows(ident)] if None in universes.values() else []
        )
        among = {place: set(every if idents is None else idents) for place, idents in universes.items()}
        layout = _made(store, names, project, placements, among, mark)
        kept.put_data(_KEPT, mark, _as_data(layout))
    return layout


def kept_layout(kept: Kept, mark: str) -> Layout | None:
    """Return the layout of a digest as an earlier build kept it; ``None`` if it is to be made."""
    if (data := kept.data(_KEPT, mark)) is None:
        return None
    printed = {
        (docname, number): tuple(Printed(*entry) for entry in entries)
        for docname, number, entries in data["printed"]
    }
    return Layout(
        digest=mark,
        idents=data["idents"],
        printed=printed,
        targets={
            entry.ident: Target(docname, entry.anchor)
            for (docname, _), entries in printed.items()
            for entry in entries
            if entry.anchor
        },
        registered=data["registered"],
        link_names=data["link_names"],
    )


def _place(placement: Placement) -> tuple[str, int]:
    return placement.docname, placement.number


def _made(
    store: Store,
    names: Names,
    project: Project,
    placements: Sequence[Placement],
    among: Mapping[tuple[str, int], AbstractSet[str]],
    mark: str,
) -> Layout:
    """Return the layout of placements that choose among some concepts each."""
    passes = {_place(each): filters(each) for each in placements}
    chosen: dict[tuple[str, int], list[str]] = {place: [] for place in passes}
    names_of = {}
    for concept in store.outlines(set().union(*among.values())):
        for place, idents in among.items():
            if concept.ident in idents and passes[place](concept):
                chosen[place].append(concept.ident)
                names_of[concept.ident] = concept.names
    targets = find_targets(project, placements, chosen)
    registered = registered_names(names_of, names)
    return Layout(
        digest=mark,
        idents=list(names_of),
        printed=give_anchors(placements, chosen, targets),
        targets=targets,
        registered=registered,
        link_names=link_names(names_of, registered),
    )


def _as_data(layout: Layout) -> object:
    return {
        "idents": layout.idents,
        "printed": [[*place, entries] for place, entries in layout.printed.items()],
        "registered": layout.registered,
        "link_names": layout.link_names,
    }
