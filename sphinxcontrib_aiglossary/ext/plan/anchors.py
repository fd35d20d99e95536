"""Where each printed concept is found, and the names that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.collect.page_record import ID_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement

    from .inputs import Project
    from .name_resolver import Names


class Target(NamedTuple):
    """Where a term is defined."""

    docname: str
    anchor: str


class Printed(NamedTuple):
    """One concept in one placement."""

    ident: str
    anchor: str
    """The id of the printed term; empty where the concept is printed once more."""


def find_targets(
    project: Project, placements: Sequence[Placement], chosen: Mapping[tuple[str, int], Sequence[str]]
) -> dict[str, Target]:
    """Return where each concept is found: the first placement that prints it, those of one page last."""
    targets: dict[str, Target] = {}
    taken = {docname: set(page.ids) for docname, page in project.pages.items()}
    shared = set().union(*taken.values())
    for placement in sorted(placements, key=lambda placement: placement.local):
        docname = placement.docname
        for ident in chosen[docname, placement.number]:
            if ident not in targets:
                targets[ident] = Target(
                    docname, _anchor(ident, shared if project.one_page else taken.setdefault(docname, set()))
                )
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


def give_anchors(
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


def registered_names(names_of: Mapping[str, Sequence[str]], names: Names) -> dict[str, str]:
    """Return the names of the printed concepts, each with the one that it leads to.

    A name of several leads where it leads in the project, so that another project finds the preferred concept, too; if
    that one is printed nowhere, to the first of the others.

    Args:
        names_of: the names of each printed concept, in print order.
        names: tell what a name means.
    """
    claims: dict[str, list[str]] = {}
    for ident, its in names_of.items():
        for name in its:
            if names.is_free(name):
                claims.setdefault(name, []).append(ident)
    registered: dict[str, str] = {}
    for name, rivals in claims.items():
        meant = names.meaning(name).ident if len(rivals) > 1 else ""
        registered[name] = meant if meant in rivals else rivals[0]
    return registered


def link_names(names_of: Mapping[str, Sequence[str]], registered: Mapping[str, str]) -> dict[str, str]:
    """Return for each printed concept a registered name that leads to it and to no other.

    Args:
        names_of: the names of each printed concept.
        registered: the names by which they are found, each with the one that it leads to.
    """
    return {
        ident: name
        for ident, its in names_of.items()
        for name in reversed(its)
        if registered.get(name) == ident
    }
