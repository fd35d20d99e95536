"""The printed concepts, read by need: all of them with all their texts would take more room than their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.model import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_aiglossary.store import Store

_HELD: Final = 250_000
"""Characters of texts that stay in memory: each concept is asked for several times, and those of a page one after the other."""


class Concepts(Mapping[str, Concept]):
    """Concepts by ident, in print order.

    Args:
        store: the glossary.
        idents: the printed ones; there are no others here.
    """

    def __init__(self, store: Store, idents: Iterable[str]) -> None:
        self._store = store
        self._idents = dict.fromkeys(idents)
        self._held: dict[str, Concept] = {}
        self._length = 0

    def __getitem__(self, ident: str) -> Concept:
        if (concept := self._held.get(ident)) is None:
            if ident not in self._idents:
                raise KeyError(ident)
            concept = self._store.concept(ident)
            self._length += sum(len(each.definition) + len(each.article) for each in concept.entries)
            if self._length > _HELD:
                self._held.clear()
                self._length = 0
            self._held[ident] = concept
        return concept

    def __contains__(self, ident: object) -> bool:
        return ident in self._idents

    def __iter__(self) -> Iterator[str]:
        return iter(self._idents)

    def __len__(self) -> int:
        return len(self._idents)
