"""Which definitions each page shows beside its links, and what they depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.articles.linking import names_in
from sphinxcontrib_aiglossary.ext.reading.uses import counts

from .digests import digest
from .fingerprints import link_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxcontrib_aiglossary.model import Concept

    from .decide import Decision
    from .digests import Digests
    from .meaning import Meaning
    from .project import Project

Place = tuple[str, str]
"""Document and id."""


class Tip(NamedTuple):
    """One definition that a page may show."""

    docname: str
    """Where the term is defined, and its id."""
    anchor: str
    ident: str = ""
    """The concept; empty for an entry written by hand."""
    more: bool = False
    """Whether more is printed there than the definition."""
    digest: str = ""
    """Stands for all that is shown."""


class Tips:
    """The tips of all pages.

    Args:
        decision: what is printed where.
        project: what the pages say.
        digests: stand for what is printed of each concept.
        linked: returns what stands for an entry written by hand in which something leads elsewhere.

    Attributes:
        shows: whether links show them.
        prints: whether they are printed.
    """

    def __init__(
        self, decision: Decision, project: Project, digests: Digests, linked: Callable[[Place], str]
    ) -> None:
        self._digests = digests
        self._decision = decision
        self._project = project
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
        yield from (found.meaning for found in self._decision.autolinks.outcomes(docname) if found.counts)

    def _tip(self, meaning: Meaning) -> Tip | None:
        place = self._place(meaning)
        if place is None:
            return None
        if place not in self._known:
            self._known[place] = (
                self._of_concept(place, meaning.ident) if meaning.ident else self._of_entry(place)
            )
        return self._known[place]

    def _place(self, meaning: Meaning) -> Place | None:
        return self._decision.targets.get(meaning.ident) or self._project.by_hand.get(meaning.by_hand)

    def _of_entry(self, place: Place) -> Tip:
        written = self._written.get(place)
        shown = self._linked(place) if written and written.linked else ""
        return Tip(*place, digest=digest(written and written.digest, shown))

    def _of_concept(self, place: Place, ident: str) -> Tip:
        more = ident in self._decision.whole and bool(
            self._digests.of("more", ident, lambda: self._more(ident))
        )
        return Tip(*place, ident, more, self._digests.of("tip", ident, lambda: self._shown(ident)))

    def _more(self, ident: str) -> str:
        """Return a text if a full placement prints more of a concept than its definition, an empty one if not."""
        return "more" if has_more(self._decision.concepts[ident]) else ""

    def _shown(self, ident: str) -> str:
        """Return what stands for all that is shown of a concept."""
        concept = self._decision.concepts[ident]
        text = (
            concept.definition if concept.definition.strip() else concept.article.strip().partition("\n\n")[0]
        )
        decision = self._decision
        places = [(name, self._place(decision.linked(name))) for name in link_names([text])]
        names = concept.name, concept.abbreviations, concept.categories[:1]
        return digest(names, text, places, self._mentions(concept))

    def _mentions(self, concept: Concept) -> object:
        """Return where the names lead that a definition merely mentions; nothing if none of them leads anywhere."""
        found = self._project.occurring(concept, "brief")
        others = [(name, idents) for name, idents in names_in(found) if concept.ident not in idents]
        places = [self._place(self._decision.mentioned(name, idents)) for name, idents in others]
        return (found, places) if any(places) else ()


def has_more(concept: Concept) -> bool:
    """Tell whether a full placement prints more of a concept than its definition."""
    return bool(concept.article.strip() or concept.entries[1:] or concept.see)
