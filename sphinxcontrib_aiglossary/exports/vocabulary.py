"""Which concept of an exported glossary prints which name, and what a reference to a name becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.naming.autolinks import is_found
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.mentions import Mentions
from sphinxcontrib_aiglossary.naming.plurals import plurals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.naming.keys import Key
    from sphinxcontrib_aiglossary.naming.mentions import Mention


class Vocabulary:
    """The names of a whole glossary, each printed once.

    Sphinx compares terms without regard to case and takes no second term of one name. So a term goes before a
    synonym, what is earlier before what is later, and homonyms have their qualified names only.

    Args:
        concepts: in print order.
    """

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts = {concept.ident: concept for concept in concepts}
        self._printed: dict[str, dict[Key, str]] = {concept.ident: {} for concept in concepts}
        self._claim(concepts)
        self._idents: dict[Key, dict[str, None]] = {}
        for ident, name in self._resolving():
            self._idents.setdefault(key(name), {})[ident] = None
        self.mentions = Mentions.of(
            (name, concept.ident)
            for concept in concepts
            for name in _mentioned(concept)
            if key(name) and is_found(name, concept)
        )

    def printed(self, concept: Concept) -> tuple[str, ...]:
        """Return the names that stand above the definition of a concept, the leading one first."""
        return tuple(self._printed[concept.ident].values())

    def resolve(self, name: str, citing: Concept) -> tuple[str, str] | None:
        """Return what a reference to a name goes to: the ident of the concept and its printed name.

        Of several concepts, the one in a category of the citing concept is meant, else the first.
        """
        idents = tuple(self._idents.get(key(name), {}))
        if not idents:
            return None
        ident = self._akin(idents, citing) or idents[0]
        return ident, self._target(ident, name)

    def choose(self, mention: Mention, citing: Concept) -> tuple[str, str] | None:
        """Return what a plain mention goes to, or ``None`` when several concepts may be meant."""
        idents = mention.idents
        ident = idents[0] if len(idents) == 1 else self._akin(idents, citing)
        return (ident, self._target(ident, mention.text)) if ident else None

    def _claim(self, concepts: Sequence[Concept]) -> None:
        taken = {key(concept.term) for concept in concepts if concept.qualifier}
        for concept in concepts:
            name, number = _line(concept.name), 2
            while key(name) in taken:
                name = f"{_line(concept.name)} ({number})"
                number += 1
            taken.add(key(name))
            self._printed[concept.ident][key(name)] = name
        for concept in concepts:
            for name in map(_line, (*concept.abbreviations, *concept.synonyms)):
                if key(name) and key(name) not in taken:
                    taken.add(key(name))
                    self._printed[concept.ident][key(name)] = name

    def _resolving(self) -> Iterator[tuple[str, str]]:
        """Yield ident and name in order of rank: printed names, other full names, plurals."""
        for ident, printed in self._printed.items():
            yield from ((ident, name) for name in printed.values())
        for concept in self._concepts.values():
            for name in (concept.term, *concept.abbreviations, *concept.synonyms, *concept.deprecated):
                yield concept.ident, name
        for concept in self._concepts.values():
            for name in _mentioned(concept):
                yield concept.ident, name

    def _akin(self, idents: Sequence[str], citing: Concept) -> str | None:
        akin = [
            ident
            for ident in idents
            if not set(self._concepts[ident].categories).isdisjoint(citing.categories)
        ]
        return akin[0] if len(akin) == 1 else None

    def _target(self, ident: str, name: str) -> str:
        printed = self._printed[ident]
        return printed.get(key(name)) or next(iter(printed.values()))


def _mentioned(concept: Concept) -> Iterator[str]:
    yield from dict.fromkeys((concept.term, concept.name))
    yield from plurals(concept.term, concept.plural)
    for name in (*concept.abbreviations, *concept.synonyms):
        yield name
        yield from plurals(name, None)


def _line(name: str) -> str:
    return " ".join(name.split())
