"""Which definitions each page shows beside its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.incremental.hashing import digest
from sphinxcontrib_aiglossary.ext.visibility.conditions import counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .anchor_links import Addresses
    from .decide import Decision
    from .inputs import Project
    from .resolution import Meaning

Place = tuple[str, str]
"""Document and id."""


class Tip(NamedTuple):
    """One definition that a page may show."""

    docname: str
    """Where the term is defined, and its id."""
    anchor: str
    ident: str = ""
    """The concept; empty for an entry written by hand."""
    whole: bool = False
    """Whether all of the concept is printed there."""
    digest: str = ""
    """Stands for all that is shown of an entry written by hand."""


class Tips:
    """The tips of all pages.

    Args:
        decision: what is printed where.
        project: what the pages say.
        addresses: what links mean that name a term by its id.
        linked: returns what stands for an entry written by hand in which something leads elsewhere.

    Attributes:
        shows: whether links show them.
        prints: whether they are printed.
    """

    def __init__(
        self, decision: Decision, project: Project, addresses: Addresses, linked: Callable[[Place], str]
    ) -> None:
        self._decision = decision
        self._project = project
        self._addresses = addresses
        self._linked = linked
        self.shows, self.prints = project.settings.tips, project.settings.endnotes
        self._known: dict[Place, Tip] = {}
        self._written = {
            (docname, anchor): definition
            for docname, page in project.pages.items()
            for definition in page.definitions
            for anchor in definition.anchors
        }

    def of(self, docname: str) -> tuple[Tip, ...]:
        """Return what the links of a page may show, sorted by place."""
        found = {tip[:2]: tip for meaning in self._meanings(docname) if (tip := self._tip(meaning))}
        return tuple(found[place] for place in sorted(found))

    def _meanings(self, docname: str) -> Iterator[Meaning]:
        """Yield what the names on a page may mean; a link tells which of them it does."""
        page = self._project.pages.get(docname)
        prefer = self._project.prefer.get(docname, ())
        for use in page.uses if page else ():
            if counts(use.only, self._project.holds):
                meaning = self._decision.names.meaning(use.name, prefer)
                # An entry written by hand is among those that answer for `any`
                if meaning.by_hand or not (use.gives_way and self._project.answered(docname, use)):
                    yield meaning
        yield from self._addresses.of(docname)
        yield from (found.meaning for found in self._decision.autolinks.outcomes(docname) if found.counts)

    def _tip(self, meaning: Meaning) -> Tip | None:
        place = self._place(meaning)
        if place is None or (meaning.by_hand and meaning.by_hand not in self._project.shown):
            return None
        if place not in self._known:
            ident = meaning.ident
            self._known[place] = (
                Tip(*place, ident, ident in self._decision.whole) if ident else self._of_entry(place)
            )
        return self._known[place]

    def _place(self, meaning: Meaning) -> Place | None:
        return self._decision.targets.get(meaning.ident) or self._project.by_hand.get(meaning.by_hand)

    def _of_entry(self, place: Place) -> Tip:
        written = self._written.get(place)
        shown = self._linked(place) if written and written.linked else ""
        return Tip(*place, digest=digest(written and written.digest, shown))
