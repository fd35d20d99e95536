"""A file that keeps rendered texts between builds; without one, or with a broken one, the memory of the process."""

from __future__ import annotations

import os
import sqlite3
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.caching.checked import remove
from sphinxcontrib_aiglossary.store.serialization import limit_cache

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS: Final = "CREATE TABLE settings (digest TEXT NOT NULL)"
_TEXTS: Final = """CREATE TABLE texts (
    name TEXT PRIMARY KEY, digest TEXT NOT NULL, text TEXT NOT NULL, flag INTEGER NOT NULL, hash TEXT NOT NULL
) WITHOUT ROWID"""
_TABLES: Final = (_SETTINGS, _TEXTS)
_AT_ONCE: Final = 64
"""Texts that wait in memory until they are written: one by one, writing takes longer than finding them."""

_LONG: Final = 500_000
"""Characters of a text that does not wait, such as that of an index of thousands of names."""


class _ForeignError(Exception):
    """A file has other tables, or a row that we did not write."""


class Shelf:
    """Texts by name, each valid for one digest of what it was made from.

    Any number of processes may use one file: each opens it for itself, as a connection must not cross a fork.
    """

    def __init__(self, path: Path, settings: str) -> None:
        """Bind a shelf to a file, which is opened by need.

        Args:
            path: the file; folders above it are made.
            settings: digest of what shapes every text; a file made under another one is emptied. Each text holds it
                too, as another build may empty the file for settings of its own while this one goes on.
        """
        self._path = path
        self._settings = settings
        self._memory: dict[str, tuple[str, str, bool]] = {}
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._inherited: list[sqlite3.Connection | None] = []

    def get(self, name: str, digest: str) -> tuple[str, bool] | None:
        """Return the text and flag kept under a name, unless they were made from something else."""
        digest = f"{self._settings} {digest}"
        row: tuple[str, str, bool] | None = self._memory.get(name)
        if row is None and (connection := self._opened()):
            try:
                query = "SELECT digest, text, flag, hash FROM texts WHERE name = ?"
                row = _checked(name, connection.execute(query, (name,)).fetchone())
            except Exception:  # noqa: BLE001 - whatever the damage of a file
                self._give_up()
        return (row[1], bool(row[2])) if row and row[0] == digest else None

    def put(self, name: str, digest: str, value: tuple[str, bool]) -> None:
        """Keep a text and a flag under a name, in place of what was kept there."""
        text, flag = value
        self._memory[name] = (f"{self._settings} {digest}", text, flag)
        if len(self._memory) >= _AT_ONCE or len(text) >= _LONG:
            self.flush()

    def names(self) -> frozenset[str]:
        """Return the names under which something is kept, whatever it was made from."""
        rows: list[tuple[Any]] = []
        if connection := self._opened():
            try:
                rows = connection.execute("SELECT name FROM texts").fetchall()
            except Exception:  # noqa: BLE001 - whatever the damage of a file
                self._give_up()
        return frozenset(self._memory).union(name for (name,) in rows)

    def flush(self) -> None:
        """Write what waits in memory; without a file it stays there."""
        if not self._memory or not (connection := self._opened()):
            return
        try:
            rows = [
                (name, digest, text, int(flag), hash_of_row(name, digest, text, int(flag)))
                for name, (digest, text, flag) in sorted(self._memory.items())
            ]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("REPLACE INTO texts VALUES (?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")
        except Exception:  # noqa: BLE001 - whatever the damage of a file
            self._give_up()
        else:
            self._memory.clear()

    def close(self) -> None:
        """Write what waits, and close the file."""
        self.flush()
        if self._connection and self._process == os.getpid():
            self._connection.close()
        self._connection = None
        self._process = 0

    def _opened(self) -> sqlite3.Connection | None:
        """Return this process' own connection; ``None`` when the file cannot be used."""
        if self._process != os.getpid():
            self._inherited.append(
                self._connection
            )  # kept: closing what a parent opened would disturb the parent
            self._process = os.getpid()
            self._connection = self._open() or self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection | None:
        """Open the file and empty it if it is out of date; remove it and return ``None`` when it is none of ours."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.is_file():
                # Whatever stands there: SQLite would wait for a pipe
                self._remove()
            connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        except (OSError, sqlite3.Error):
            return None
        try:
            self._prepare(connection)
        except Exception as error:  # noqa: BLE001 - whatever the damage of a file
            connection.close()
            if _is_no_shelf(error):
                self._remove()
            return None
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # A cache that a power cut destroys is made anew: no need to wait for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
        limit_cache(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        tables = tuple(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY name"))
        if not tables:
            for statement in _TABLES:
                connection.execute(statement)
        elif tables != _TABLES:
            raise _ForeignError
        if connection.execute("SELECT digest FROM settings").fetchall() != [(self._settings,)]:
            connection.execute("DELETE FROM settings")
            connection.execute("DELETE FROM texts")
            connection.execute("INSERT INTO settings VALUES (?)", (self._settings,))
        connection.execute("COMMIT")

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            remove(self._path.with_name(self._path.name + suffix))

    def _give_up(self) -> None:
        """Go on in memory for the rest of this process; a broken file is removed for the next one."""
        if self._connection:
            self._connection.close()
        self._connection = None
        self._remove()


def _checked(name: str, row: tuple[Any, ...] | None) -> tuple[str, str, bool] | None:
    """Return a row without its hash; raise where this is another one, as what was read is not what was written."""
    if row is None:
        return None
    digest, text, flag, said = row
    if hash_of_row(name, digest, text, flag) != said:
        raise _ForeignError
    return digest, text, bool(flag)


def hash_of_row(name: str, digest: str, text: str, flag: int) -> str:
    """Return the hash of the columns of a row; raise where one is of another type."""
    # Lengths tell where a column ends
    hashed = blake2b(f"{len(name)} {len(digest)} {flag!r} ".encode(), digest_size=16)
    for part in (name, digest, text):
        hashed.update(part.encode())
    return hashed.hexdigest()


def _is_no_shelf(error: Exception) -> bool:
    """Tell whether a file is no database or one with other tables, rather than locked or not to be written."""
    return not isinstance(error, sqlite3.OperationalError) or _code(error) == sqlite3.SQLITE_ERROR


def _code(error: sqlite3.Error) -> int:
    """Return the code of an error; what Python itself has against a value has none."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
