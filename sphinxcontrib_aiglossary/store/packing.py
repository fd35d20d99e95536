"""How values lie in the file of a compiled glossary, and whether they can be trusted."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA: Final = "5"
"""Raised when the tables change."""
_CHECKSUM: Final = 4
"""Bytes before each pickled value, so that damage is noticed and never unpickled."""
_CONCEPT: Final = tuple(field.name for field in fields(Concept))
_ENTRY: Final = tuple(field.name for field in fields(Entry))
_values_of_concept: Final = attrgetter(*_CONCEPT)
_values_of_entry: Final = attrgetter(*_ENTRY)


def packed(concept: Concept) -> tuple[Any, ...]:
    """Return a concept as plain tuples, which pickle several times as fast."""
    values = dict(zip(_CONCEPT, _values_of_concept(concept), strict=True))
    values["origins"] = tuple((origin.path, origin.line) for origin in concept.origins)
    values["original"] = packed(concept.original) if concept.original else None
    values["entries"] = tuple(
        ((entry.origin.path, entry.origin.line), _values_of_entry(entry)[1:]) for entry in concept.entries
    )
    return tuple(values.values())


def unpacked(values: Sequence[Any]) -> Concept:
    """Return the concept of :func:`packed` tuples."""
    named = dict(zip(_CONCEPT, values, strict=True))
    named["origins"] = tuple(Origin(*origin) for origin in named["origins"])
    named["original"] = unpacked(named["original"]) if named["original"] else None
    named["entries"] = tuple(
        Entry(origin=Origin(*origin), **dict(zip(_ENTRY[1:], rest, strict=True)))
        for origin, rest in named["entries"]
    )
    return Concept(**named)


def frozen(value: object) -> bytes:
    """Return a value as bytes with a checksum."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big") + data


def thawed(data: bytes) -> Any:
    """Return the value of :func:`frozen`; raises ``sqlite3.DatabaseError`` where the bytes are damaged."""
    if zlib.crc32(data[_CHECKSUM:]).to_bytes(_CHECKSUM, "big") != data[:_CHECKSUM]:
        raise sqlite3.DatabaseError("a value is damaged")
    return pickle.loads(data[_CHECKSUM:])  # noqa: S301 - written by us, checked above


def digest_of(connection: sqlite3.Connection) -> str | None:
    """Return the digest under which a glossary was compiled."""
    found = connection.execute("SELECT value FROM facts WHERE name = 'digest'").fetchone()
    return found[0] if found else None
