"""Other texts in place of those that a build keeps, to see in a page where it comes from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.incremental.sqlite_cache import hash_of_row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def change_texts(path: Path, change: Callable[[str], str], name: str = "%") -> int:
    """Change texts as if they had been written so, with a right hash, and return how many they are.

    Args:
        path: the file.
        change: returns another text.
        name: a pattern of ``LIKE`` for the names of the texts.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        query = "SELECT name, digest, text, flag FROM texts WHERE name LIKE ?"
        rows = connection.execute(query, (name,)).fetchall()
        for found, digest, text, flag in rows:
            now = change(text)
            connection.execute(
                "UPDATE texts SET text = ?, hash = ? WHERE name = ?",
                (now, hash_of_row(found, digest, now, flag), found),
            )
    return len(rows)
