"""What stands for what is shown of each concept, links included: in a placement, or beside a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from sphinxcontrib_aiglossary.ext.render.xrefs import names_in

from .hashing import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_aiglossary.ext.plan.decide import Decision
    from sphinxcontrib_aiglossary.ext.plan.inputs import Project
    from sphinxcontrib_aiglossary.ext.plan.resolution import Meaning
    from sphinxcontrib_aiglossary.model import Concept

    from .hashing import Digests

TIP: Final = "tip"
"""What is shown beside a link; all else that is shown of a concept has the name of a placement's detail."""
MAX_NAME: Final = 300
"""Longer is no name."""

_RE_TERM = re.compile("term:", re.IGNORECASE)  # [experts](term:expert), [experts](<term:expert>)


class Contents:
    """Digests of what is shown of each concept, links included.

    Args:
        decision: what is printed where.
        project: what is known of the project.
        digests: keeps them.
    """

    def __init__(self, decision: Decision, project: Project, digests: Digests) -> None:
        self._decision = decision
        self._project = project
        self._digests = digests

    def of(self, kind: str, ident: str) -> str:
        """Return what stands for what is shown of a concept.

        Args:
            kind: the detail of a placement, or :data:`TIP`.
            ident: the concept.
        """
        return self._digests.of(kind, ident, lambda: self._made(kind, self._decision.concepts[ident]))

    def has_more(self, ident: str) -> bool:
        """Tell whether more is printed of a concept than its definition."""
        if ident not in self._decision.whole:
            return False
        more = self._digests.of(
            "more", ident, lambda: "more" if has_more(self._decision.concepts[ident]) else ""
        )
        return bool(more)

    def _made(self, kind: str, concept: Concept) -> str:
        return digest(*(self._in_tip(concept) if kind == TIP else self._in_placement(concept, kind)))

    def _in_placement(self, concept: Concept, detail: str) -> tuple[object, ...]:
        # Where a text was read is not printed, so that it may move within its source; only others are quoted
        entries = concept.entries if detail == "full" else concept.entries[:1]
        texts = [text for entry in entries for text in (entry.definition, entry.article)]
        # Programs are told the category of a homonym
        names = (
            concept.name,
            concept.abbreviations,
            concept.synonyms,
            concept.qualifier and concept.categories[:1],
        )
        return (
            names,
            texts,
            [(entry.repeated, entry.headings) for entry in entries],
            self._links((*concept.see, *link_names(texts))),
            self._mentions(concept, detail),
            [str(entry.origin) for entry in entries[1:]],
        )

    def _in_tip(self, concept: Concept) -> tuple[object, ...]:
        text = (
            concept.definition if concept.definition.strip() else concept.article.strip().partition("\n\n")[0]
        )
        names = concept.name, concept.abbreviations, concept.categories[:1]
        return (
            names,
            text,
            self._links(link_names([text])),
            self._mentions(concept, "brief"),
            has_more(concept),
        )

    def _links(self, names: Iterable[str]) -> list[tuple[str, object]]:
        return [(name, self._place(self._decision.linked(name))) for name in names]

    def _mentions(self, concept: Concept, detail: str) -> object:
        """Return where the names in the texts lead; nothing if none of them leads anywhere."""
        occurring = self._project.occurring(concept, detail)
        others = [(name, idents) for name, idents in names_in(occurring) if concept.ident not in idents]
        places = [self._place(self._decision.mentioned(name, idents)) for name, idents in others]
        # A name that leads nowhere still hides a shorter one within it
        return (occurring, places) if any(places) else ()

    def _place(self, meaning: Meaning) -> tuple[str, str] | None:
        return self._decision.targets.get(meaning.ident) or self._project.by_hand.get(meaning.by_hand)


def has_more(concept: Concept) -> bool:
    """Tell whether a full placement prints more of a concept than its definition."""
    return bool(concept.article.strip() or concept.entries[1:] or concept.see)


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
