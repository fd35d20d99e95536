"""The printed concepts, read by need: all of them with all their texts would take more room than their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.model import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_aiglossary.store import Store

_HELD: Final = 500
"""So many concepts stay in memory: those of a page are asked for several times while it is made."""


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

    def __getitem__(self, ident: str) -> Concept:
        if (concept := self._held.get(ident)) is None:
            if ident not in self._idents:
                raise KeyError(ident)
            if len(self._held) >= _HELD:
                self._held.clear()
            concept = self._held[ident] = self._store.concept(ident)
        return concept

    def __contains__(self, ident: object) -> bool:
        return ident in self._idents

    def __iter__(self) -> Iterator[str]:
        return iter(self._idents)

    def __len__(self) -> int:
        return len(self._idents)
