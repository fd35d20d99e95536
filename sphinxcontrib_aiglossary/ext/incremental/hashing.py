"""Digests of plain data, and what is kept of each printed concept: digests of what is printed of it, and other texts."""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxcontrib_aiglossary.ext.plan.layout import Layout
    from sphinxcontrib_aiglossary.store import Store

    from .result_cache import Kept

_DIGESTS: Final = "digests"


def digest(*parts: object) -> str:
    """Return a digest of plain data."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Digests:
    """Texts of each printed concept that are kept: most of them stand for what is printed of it, links included.

    While the layout stays as it is, they change with the texts of the concept itself and with nothing else.

    Args:
        store: the glossary.
        layout: what is printed where.
        kept: keeps them.
        name: tells them from others that are kept.
        shaping: stands for what else than the layout shapes all of them.
    """

    def __init__(
        self, store: Store, layout: Layout, kept: Kept, name: str = _DIGESTS, shaping: str = ""
    ) -> None:
        self._store = store
        self._layout = layout
        self._kept = kept
        self._name = name
        self._shaping = f"{layout.digest}{shaping}"
        self._changed = False

    @cached_property
    def _found(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self._kept.data(self._name, self._shaping) or {}
        return found

    @cached_property
    def texts(self) -> dict[str, str]:
        """What stands for the texts of each printed concept alone."""
        return self._store.texts(self._layout.targets)

    def of(self, kind: str, ident: str, make: Callable[[], str]) -> str:
        """Return what stands for something that is shown of a concept.

        Args:
            kind: what is shown.
            ident: the concept.
            make: makes it anew.
        """
        name, texts = f"{kind} {ident}", self.texts[ident]
        found = self._found.get(name)
        if found is None or found[0] != texts:
            found = self._found[name] = [texts, make()]
            self._changed = True
        return found[1]

    def keep(self) -> None:
        """Keep them for the next build, and let go of them in this one; they are read again by need."""
        if self._changed:
            self._kept.put_data(self._name, self._shaping, self._found)
            self._changed = False
        for name in ("_found", "texts"):
            self.__dict__.pop(name, None)
