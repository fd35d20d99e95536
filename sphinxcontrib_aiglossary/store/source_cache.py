"""What an older compiled glossary knows of source files that are still the same: they need not be read again."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.pipeline import nothing_known

from . import serialization
from .digest import digest_of_program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinxcontrib_aiglossary.pipeline import Known, SourceFile


@contextlib.contextmanager
def known_files(path: Path | None) -> Iterator[Known]:
    """Open a compiled glossary; what it knows is good for the program that has made it.

    Args:
        path: the file, which may be missing or damaged; ``None`` if there is none.
    """
    if path is None or not path.is_file():
        yield nothing_known
        return
    connection = None
    try:
        connection = serialization.opened(path)
        found = connection.execute("SELECT value FROM facts WHERE name = 'program'").fetchone()
    except (sqlite3.Error, OSError):
        found = None
    with contextlib.closing(connection) if connection else contextlib.nullcontext():
        yield _Known(connection) if connection and found == (digest_of_program(),) else nothing_known


class _Known:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, shown: str, digest: str) -> SourceFile | None:
        query = "SELECT data FROM files WHERE shown = ? AND digest = ?"
        try:
            found = self._connection.execute(query, (shown, digest)).fetchone()
            file: SourceFile | None = (
                serialization.file_unpacked(serialization.thawed(found[0])) if found else None
            )
        except sqlite3.Error:
            return None
        return file
