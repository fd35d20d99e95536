"""How values lie in the file of a compiled glossary, and whether they can be trusted."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.caching.sealed import is_whole
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sphinxcontrib_aiglossary.pipeline import SourceFile

SCHEMA: Final = "10"
"""Raised when the tables change."""
_CHECKSUM: Final = 4
"""Bytes before each pickled value, so that damage is noticed and never unpickled."""
_CACHE: Final = 256
"""Kilobytes of a file that stay in memory."""
_OUTLINE: Final = tuple(field.name for field in fields(Concept) if field.name not in {"entries", "origins"})
_ENTRY: Final = tuple(field.name for field in fields(Entry))
_values_of_outline: Final = attrgetter(*_OUTLINE)
_values_of_entry: Final = attrgetter(*_ENTRY)


def outlined(concept: Concept) -> tuple[Any, ...]:
    """Return all of a concept but its entries and where they were read, as plain tuples, which pickle several times as fast."""
    values = dict(zip(_OUTLINE, _values_of_outline(concept), strict=True))
    values["original"] = outlined(concept.original) if concept.original else None
    return tuple(values.values())


def packed(concept: Concept) -> tuple[Any, ...]:
    """Return what :func:`outlined` leaves out, as plain tuples."""
    return _packed_entries(concept.entries), tuple((origin.path, origin.line) for origin in concept.origins)


def _packed_entries(entries: Iterable[Entry]) -> tuple[Any, ...]:
    return tuple(((entry.origin.path, entry.origin.line), _values_of_entry(entry)[1:]) for entry in entries)


def _unpacked_entries(entries: Iterable[Any]) -> tuple[Entry, ...]:
    return tuple(
        Entry(origin=Origin(*origin), **dict(zip(_ENTRY[1:], values, strict=True)))
        for origin, values in entries
    )


def file_packed(file: SourceFile) -> tuple[Any, ...]:
    """Return what was read of a file, its entries as plain tuples."""
    return _packed_entries(file.reading.entries), replace(file, reading=replace(file.reading, entries=()))


def file_unpacked(values: Sequence[Any]) -> SourceFile:
    """Return the file of :func:`file_packed` values."""
    entries, file = values
    whole: SourceFile = replace(file, reading=replace(file.reading, entries=_unpacked_entries(entries)))
    return whole


def unpacked(outline: Sequence[Any], rest: Sequence[Any] = ((), ())) -> Concept:
    """Return the concept of :func:`outlined` and :func:`packed` tuples; without the latter it has no entries."""
    named = dict(zip(_OUTLINE, outline, strict=True))
    entries, origins = rest
    # What a concept was called before it was translated stood where its translation comes from
    named["original"] = unpacked(named["original"], ((), origins)) if named["original"] else None
    return Concept(
        **named,
        entries=_unpacked_entries(entries),
        origins=tuple(Origin(*origin) for origin in origins),
    )


def frozen(value: object) -> bytes:
    """Return a value as bytes with a checksum."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big") + data


def thawed(data: bytes) -> Any:
    """Return the value of :func:`frozen`; raises ``sqlite3.DatabaseError`` where the bytes are damaged."""
    if zlib.crc32(data[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != data[:_CHECKSUM]:
        raise sqlite3.DatabaseError("a value is damaged")
    return pickle.loads(data[_CHECKSUM:])  # noqa: S301 - written by us, checked above


def opened(path: Path) -> sqlite3.Connection:
    """Open the file of a compiled glossary, which is only ever replaced as a whole, so that no locks are needed.

    Raises:
        OSError: it cannot be read.
        sqlite3.Error: likewise; or it is not, to the last byte, what was written.
    """
    if not is_whole(path):
        raise sqlite3.DatabaseError("the file has changed since it was written")
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        limit_cache(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def limit_cache(connection: sqlite3.Connection) -> None:
    """Let a connection hold less of its file in memory than SQLite's 2 MB: most rows are asked for once.

    A build has several files open, and in two processes.
    """
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")


def digest_of(connection: sqlite3.Connection) -> str | None:
    """Return the digest under which a glossary was compiled."""
    found = connection.execute("SELECT value FROM facts WHERE name = 'digest'").fetchone()
    return found[0] if found else None
