"""What a build has made of its decision, kept for the next one: each text with a digest of all that it follows from."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from .sqlite_cache import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_VERSION: Final = "2"


class Kept:
    """Texts and plain data of one builder and output directory."""

    def __init__(self, folder: Path, output: str, shape: str) -> None:
        """Bind them to a file.

        Args:
            folder: where it lies.
            output: tells the builder and the output directory from others.
            shape: stands for what shapes every text and no digest tells of.
        """
        self._shelf = Shelf(folder / f"kept-{output}.sqlite", f"{_VERSION} {shape}")
        self.around: Callable[[], str] | None = None
        """Gives what stands for all that a theme puts around the content of a page; ``None`` where no page is left."""
        self.left: set[str] = set()
        """The pages of indices that are left as they are."""

    def get(self, name: str, digest: str) -> str | None:
        """Return a text, ``None`` if it is to be made."""
        kept = self._shelf.get(name, digest)
        return kept[0] if kept else None

    def put(self, name: str, digest: str, text: str) -> str:
        """Keep a text, and return it."""
        self._shelf.put(name, digest, (text, False))
        return text

    def data(self, name: str, digest: str) -> Any:
        """Return plain data, ``None`` if it is to be made: lists, dictionaries, texts and numbers."""
        try:
            return json.loads(self.get(name, digest) or "null")
        except ValueError:
            return None  # a damaged file may give any text

    def put_data(self, name: str, digest: str, data: object) -> None:
        """Keep plain data."""
        self.put(name, digest, json.dumps(data, separators=(",", ":")))

    def shows(self, file: Path, digest: str) -> bool:
        """Tell whether a file is there and shows what a digest stands for: nobody else has written it since."""
        age = _age(file)
        return bool(age) and self.get(_name(file), digest) == age

    @contextmanager
    def writing(self, file: Path, digest: str) -> Iterator[None]:
        """Note what a file shows while it is written."""
        self.expect(file)
        yield
        self.note(file, digest)

    def expect(self, file: Path) -> None:
        """Note that a file is going to be written: of a build that is killed nobody knows what it left."""
        self.put(_name(file), "", "")
        self.flush()

    def note(self, file: Path, digest: str) -> None:
        """Note what a file shows that was written."""
        self.put(_name(file), digest, _age(file))

    def flush(self) -> None:
        """Write at once what waits to be written."""
        self._shelf.flush()

    def close(self) -> None:
        """Close the file."""
        self._shelf.close()


def _name(file: Path) -> str:
    """Return a name of a file of the output: with ``dirhtml`` each page is an ``index.html`` in a folder of its own."""
    return "/".join(file.parts[-2:])


def _age(file: Path) -> str:
    """Return what tells a file from one that is written later; empty if there is none."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"
