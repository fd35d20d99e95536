"""What one volume of a project prints: every concept that its documents use, also where its glossary is in another.

A volume is a file that is assembled of many documents, of which a project may have several: a PDF, a manual page, a
Texinfo manual.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.collect.page_record import ID_PREFIX, VOLUMES, Placement
from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_fallback, aiglossary_placement
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of
from sphinxcontrib_aiglossary.ext.plan.anchors import Printed, Target
from sphinxcontrib_aiglossary.ext.plan.assembled import shown_in
from sphinxcontrib_aiglossary.ext.plan.decide import FALLBACK
from sphinxcontrib_aiglossary.ext.plan.filters import closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.decide import Decision

APPENDED: Final = -2
"""The number of the placement at the end of a volume that lacks what it uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What a volume prints, and where it defines that."""

    format: str
    """The format of the builder."""
    appended: Placement
    """What stands at its end: what it lacks otherwise."""
    printed: Mapping[tuple[str, int], tuple[Printed, ...]]
    """What each placement prints, by document and number."""
    targets: Mapping[str, Target]
    """Where each concept is found: in this volume if it is there."""
    here: AbstractSet[str]
    """The concepts that this volume defines."""
    documents: AbstractSet[str]
    """The documents whose text is in it."""


class OpenVolume(SphinxPostTransform):
    """Settles what a volume prints."""

    formats = VOLUMES
    # Before anything asks where a term is printed, as the automatic links do
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Settle it for the volume that this tree becomes."""
        domain = domain_of(self.env)
        if domain.decision is not None:
            # A manual page does not say with which document it starts
            self.document.setdefault("docname", self.env.docname)
            shown = shown_in(self.document, self.env.docname, domain.holds)
            domain.volume = volume_of(domain, domain.decision, self.document, shown)


def volume_of(
    domain: AIGlossaryDomain, decision: Decision, document: nodes.document, documents: AbstractSet[str]
) -> Volume:
    """Return what a volume prints.

    Args:
        domain: ours.
        decision: what all volumes together print.
        document: the tree of the volume.
        documents: those whose text is in it.
    """
    printed, moved = _placed(decision, _places(document))
    here = {entry.ident for entries in printed.values() for entry in entries if entry.anchor}
    docname = document["docname"]
    lacking = _lacking(domain, decision, documents, here)
    printed[docname, APPENDED] = tuple(Printed(ident, ID_PREFIX + ident) for ident in lacking)
    moved.update({ident: Target(docname, ID_PREFIX + ident) for ident in lacking})
    return Volume(
        format=app_of(domain.env).builder.format,
        appended=Placement(
            docname=docname, number=APPENDED, uses=any(each.uses for each in decision.placements)
        ),
        printed=printed,
        targets={**decision.targets, **moved},
        here=here.union(lacking),
        documents=documents,
    )


def _places(document: nodes.document) -> list[tuple[str, int]]:
    placements = (node["placement"] for node in document.findall(aiglossary_placement))
    places = [(placement["docname"], placement["number"]) for placement in placements]
    return [*places, *((node["docname"], FALLBACK) for node in document.findall(aiglossary_fallback))]


def _placed(
    decision: Decision, places: Iterable[tuple[str, int]]
) -> tuple[dict[tuple[str, int], tuple[Printed, ...]], dict[str, Target]]:
    """Return what the placements of a volume print; a concept whose first placement is in another gets its id here."""
    shown = {place: decision.printed[place] for place in places if place in decision.printed}
    given = {entry.ident for entries in shown.values() for entry in entries if entry.anchor}
    moved: dict[str, Target] = {}
    for place, entries in shown.items():
        for entry in entries:
            if entry.ident not in given and entry.ident not in moved:
                moved[entry.ident] = Target(place[0], ID_PREFIX + entry.ident)
        shown[place] = tuple(
            Printed(entry.ident, ID_PREFIX + entry.ident)
            if not entry.anchor and moved.get(entry.ident, ("",))[0] == place[0]
            else entry
            for entry in entries
        )
    return shown, moved


def _lacking(
    domain: AIGlossaryDomain, decision: Decision, docnames: Iterable[str], here: AbstractSet[str]
) -> list[str]:
    """Return what documents use and their volume does not print, in print order; not what the filters hold back."""
    used = {ident for docname in docnames for ident in decision.used.get(docname, ())}
    wanted = closed(domain.store, decision.names, used) - here
    return [ident for ident in decision.concepts if ident in wanted]
