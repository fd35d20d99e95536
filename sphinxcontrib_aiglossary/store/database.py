"""The file of a compiled glossary: opened, compiled, and compiled again where it is damaged."""

from __future__ import annotations

import contextlib
import gc
import os
import sqlite3
from typing import TYPE_CHECKING, Any, TypeVar

from sphinxcontrib_aiglossary.caching.checked import remove

from . import serialization

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinxcontrib_aiglossary.pipeline import Glossary


T = TypeVar("T")


class Database:
    """A compiled glossary that answers queries.

    Args:
        digest: hash of all that shapes the glossary: the bytes of the sources, the program.
        path: the file; ``None`` keeps the glossary in memory.
        load: makes the glossary.
        retell: brings the file up to date without making the glossary; tells whether that was possible.
    """

    def __init__(
        self, digest: str, path: Path | None, load: Callable[[], Glossary], retell: Callable[[], bool]
    ) -> None:
        self._digest = digest
        self._path = path
        self._load = load
        self._retell = retell
        self._connection, self._pid = self._open() or self._compile(), os.getpid()

    @classmethod
    def holds(cls, digest: str, path: Path) -> bool:
        """Tell whether a file is a compiled glossary with a digest."""
        connection = _opened(path, digest)
        if connection:
            connection.close()
        return connection is not None

    def _open(self) -> sqlite3.Connection | None:
        return _opened(self._path, self._digest) if self._path else None

    def _compile(self) -> sqlite3.Connection:
        with _collector_paused():
            return self._compiled()

    def _compiled(self) -> sqlite3.Connection:
        if self._path and self._path.is_file() and self._retell() and (connection := self._open()):
            return connection
        from . import writer  # noqa: PLC0415 - an up-to-date glossary needs nothing of what makes one

        glossary = self._load()
        if self._path is not None:
            with contextlib.suppress(OSError, sqlite3.OperationalError):
                writer.write_file(self._path, glossary, self._digest)
                if connection := self._open():
                    return connection
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        writer.fill(connection, writer.content(glossary, self._digest))
        return connection

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Return what a query finds; a file damaged behind our back is compiled again."""
        if self._pid != os.getpid() and self._path is not None and (connection := self._open()):
            # a connection to a file must not be carried over a fork; the parent's stays the parent's
            self._connection, self._pid = connection, os.getpid()
        try:
            return self._connection.execute(query, parameters).fetchall()
        except sqlite3.DatabaseError:
            self._recompile()
            return self._connection.execute(query, parameters).fetchall()

    def values(self, query: str, parameter: str | int) -> list[Any]:
        """Return the values of the one row that a query finds; ``KeyError`` when it finds none."""

        def find() -> list[Any]:
            found = self.rows(query, parameter)
            if not found:
                raise KeyError(parameter)
            return list(map(serialization.thawed, found[0]))

        return self._whole(find)

    def table(self, query: str, *parameters: Any) -> list[tuple[str, Any]]:
        """Return the two columns of all rows that a query finds, a text and a value."""
        return self._whole(
            lambda: [(name, serialization.thawed(value)) for name, value in self.rows(query, *parameters)]
        )

    def _whole(self, find: Callable[[], T]) -> T:
        """Return what is found; a file with damaged values is compiled again."""
        try:
            return find()
        except sqlite3.DatabaseError:
            self._recompile()
            return find()

    def _recompile(self) -> None:
        self.close()
        if self._path is not None:
            # What is damaged would be taken over
            remove(self._path)
        self._connection, self._pid = self._compile(), os.getpid()

    def close(self) -> None:
        """Close the file, which cannot be asked afterwards."""
        self._connection.close()

    def __del__(self) -> None:
        if hasattr(self, "_connection"):
            self.close()

    def fact(self, name: str) -> Any:
        """Return what is noted of the glossary as a whole."""
        return self.values("SELECT value FROM facts WHERE name = ?", name)[0]


def _opened(path: Path, digest: str) -> sqlite3.Connection | None:
    """Open a file if it has a digest and has not changed since it was written."""
    connection = None
    try:
        connection = serialization.opened(path)
        if serialization.digest_of(connection) == digest:
            return connection
    except (sqlite3.DatabaseError, OSError):
        pass
    if connection is not None:
        connection.close()
    return None


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking a growing glossary again and again: a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
