"""What every placement prints, and where each concept is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
from sphinxcontrib_aiglossary.ext.visibility.conditions import counts

from .abbreviation_forms import Wording
from .layout import kept_layout, lay_out
from .mentions import AutoLinks
from .name_resolver import Names
from .printed_concepts import Concepts
from .renamed import find_misnamed, old_places
from .resolution import Meaning
from .unknown_names import find_unknown
from .usage import Used, Written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.ext.incremental.result_cache import Kept
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.store import Store

    from .anchors import Printed, Target
    from .inputs import Project
    from .layout import Layout
    from .unknown_names import Unknown

FALLBACK: Final = -1
"""The number of the placement that stands in when the project has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome, valid for one builder and one build."""

    layout: Layout
    documents: Collection[str]
    """The documents that are part of the output."""
    names: Names
    autolinks: AutoLinks
    concepts: Mapping[str, Concept]
    """Every concept that is printed, in print order."""
    placements: Sequence[Placement]
    """Those that count for the builder, in reading order."""
    printed: Mapping[tuple[str, int], tuple[Printed, ...]]
    """What each placement prints, in print order, by document and number."""
    targets: Mapping[str, Target]
    """Where each printed concept is found."""
    whole: AbstractSet[str]
    """The concepts of which all is printed there, and not the definition alone."""
    old: Mapping[str, tuple[str, str]]
    """The document and id to which each name leads that was given up."""
    link_names: Mapping[str, str]
    """A registered name of each printed concept that leads to it and to no other."""
    used: Mapping[str, AbstractSet[str]]
    """The concepts that each document refers to in the builder's output."""
    users: Mapping[str, Sequence[str]]
    """The documents that refer to each concept, in reading order; empty where no placement lists them."""
    wording: Wording
    """The texts of the roles that print a form of a name."""
    unknown: Sequence[Unknown]
    """What settings, pages and placements speak of and nobody knows."""

    @property
    def fallback(self) -> Placement | None:
        """The placement that stands in for a missing one, if it prints anything."""
        return next(
            (p for p in self.placements if p.number == FALLBACK and self.printed[p.docname, FALLBACK]), None
        )

    @property
    def registered(self) -> dict[str, Target]:
        """The names by which the printed concepts are found, with the place of each."""
        return {name: self.targets[ident] for name, ident in self.layout.registered.items()}

    def linked(self, name: str) -> Meaning:
        """Return what a link within a definition leads to: a concept that is printed goes before one that is not."""
        meaning = self.names.meaning(name)
        rivals = (ident for ident in (meaning.ident, *meaning.rivals) if ident in self.targets)
        return next((Meaning(ident=ident) for ident in rivals), meaning)

    def mentioned(self, name: str, idents: Sequence[str]) -> Meaning:
        """Return what a plain mention within a definition means.

        Where no preference decides between several concepts, it means the one that is printed or defined by hand; of
        two such, none.

        Args:
            name: the name that is mentioned.
            idents: the concepts that have it and let it be linked.
        """
        meaning = self.names.meaning(name)
        if meaning.candidates or (meaning.ident and meaning.ident not in self.targets):
            by_hand = self.names.replaced
            answers = {Meaning(ident=ident) for ident in meaning.rivals if ident in self.targets}
            answers |= {Meaning(by_hand=by_hand[ident]) for ident in meaning.rivals if ident in by_hand}
            meaning = answers.pop() if len(answers) == 1 else Meaning()
        return meaning if meaning.by_hand or meaning.ident in idents else Meaning()


def decide(store: Store, project: Project, kept: Kept, known: str = "") -> Decision:
    """Decide what is printed where.

    Args:
        store: the glossary.
        project: what is known of the project.
        kept: what an earlier build has kept of its decision.
        known: the digest of the layout, if it is known to be that of an earlier build.
    """
    names = Names(store, project.settings, project.by_hand)
    written = Written(names, project)
    autolinks = AutoLinks(store, names, project, written)
    used = Used(written, autolinks)
    placements = _placements(project)
    layout = kept_layout(kept, known) or lay_out(store, names, project, placements, used, kept)
    printed, targets = layout.printed, layout.targets
    return Decision(
        layout=layout,
        documents=project.documents,
        names=names,
        autolinks=autolinks,
        concepts=Concepts(store, layout.idents),
        placements=placements,
        printed=printed,
        targets=targets,
        whole={
            entry.ident
            for placement in placements
            if placement.detail == "full"
            for entry in printed[placement.docname, placement.number]
            if entry.anchor
        },
        old=old_places(names, project, targets),
        link_names=layout.link_names,
        used=used,
        users=_users(project, used) if any(placement.uses for placement in placements) else {},
        wording=Wording(names, store.concept, project),
        unknown=(
            *find_unknown(store, project, (*placements, *project.tables)),
            *find_misnamed(store, names),
        ),
    )


def _users(project: Project, used: Mapping[str, AbstractSet[str]]) -> dict[str, list[str]]:
    """Return the documents that refer to each concept, in reading order."""
    users: dict[str, list[str]] = {}
    for docname in project.order:
        for ident in used.get(docname, ()):
            users.setdefault(ident, []).append(docname)
    return users


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
