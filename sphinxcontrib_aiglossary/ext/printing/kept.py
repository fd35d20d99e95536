"""What a build makes of its decision in any case, even if it writes no page: kept for the next build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.ext.articles.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

_VERSION: Final = "1"


class Kept:
    """Texts that follow from one decision."""

    def __init__(self, folder: Path, output: str, situation: str) -> None:
        """Bind them to a file.

        Args:
            folder: where it lies.
            output: tells the builder and the output directory from others.
            situation: stands for all that the decision follows from.
        """
        self._shelf = Shelf(folder / f"kept-{output}.sqlite", _VERSION)
        self._situation = situation
        self.idle = False
        """Whether this build writes no document: what is there is as the last one left it."""
        self.left: set[str] = set()
        """The pages of indices that are left as they are."""

    def get(self, name: str) -> str | None:
        """Return a text, ``None`` if it is to be made."""
        kept = self._shelf.get(name, self._situation)
        return kept[0] if kept else None

    def put(self, name: str, text: str) -> str:
        """Keep a text, and return it."""
        self._shelf.put(name, self._situation, (text, False))
        return text

    def close(self) -> None:
        """Close the file."""
        self._shelf.close()
