"""The file of a compiled glossary: its tables, how they are filled, and whether a file can be trusted."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sqlite3
import tempfile
import zlib
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary import builtin, lookup
from sphinxcontrib_aiglossary.autolinks import found_by
from sphinxcontrib_aiglossary.checks import by_key, uses
from sphinxcontrib_aiglossary.mentions import first_word
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin
from sphinxcontrib_aiglossary.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.lookup import Row
    from sphinxcontrib_aiglossary.pipeline import Glossary

SCHEMA: Final = "4"
"""Raised when the tables change."""

_CHECKSUM: Final = 4
"""Bytes before each pickled value, so that damage is noticed and never unpickled."""
_TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE concepts (
    number INTEGER PRIMARY KEY, ident TEXT NOT NULL, names TEXT NOT NULL, uses TEXT NOT NULL, own INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE names (
    key TEXT NOT NULL, asked TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, concept INTEGER NOT NULL,
    homonym INTEGER NOT NULL, fields TEXT NOT NULL, first TEXT, exact INTEGER
);
"""
_INDICES: Final = """
CREATE UNIQUE INDEX concepts_by_ident ON concepts (ident);
CREATE INDEX names_by_key ON names (key);
CREATE INDEX names_by_ending ON names (substr(key, -4)) WHERE kind < 4;
CREATE INDEX names_by_first ON names (first) WHERE first NOT NULL;
"""
_CONCEPT: Final = tuple(field.name for field in fields(Concept))
_ENTRY: Final = tuple(field.name for field in fields(Entry))
_values_of_concept: Final = attrgetter(*_CONCEPT)
_values_of_entry: Final = attrgetter(*_ENTRY)


def write_file(path: Path, glossary: Glossary, digest: str) -> None:
    """Write a compiled glossary in one step: whoever reads the file finds the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(unfinished)) as connection:
            write(connection, glossary, digest)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write(connection: sqlite3.Connection, glossary: Glossary, digest: str) -> None:
    """Fill an empty database with a glossary."""
    concepts = sorted(glossary.concepts, key=_place)
    found, _ = lookup.rows(concepts)
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO concepts VALUES (?, ?, ?, ?, ?, ?)", _concept_rows(concepts, found))
    names = list(_name_rows(concepts, found))
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", names)
    connection.executescript(_INDICES)
    facts = {
        "problems": frozen(glossary.problems),
        "length": frozen(len(concepts)),
        "titles": frozen(dict(sorted(glossary.titles.items()))),
        "categories": frozen(tuple(sorted({title for concept in concepts for title in concept.categories}))),
        "names_digest": frozen(_names_digest(concepts, names)),
        "digest": digest,
    }
    connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
    connection.commit()


def _place(concept: Concept) -> tuple[object, ...]:
    """Return what concepts are sorted by: homonyms by their qualifiers, however their terms are cased."""
    script, letters, term = sort_key(concept.term)
    return script, letters, concept.qualifier, term, concept.ident


def _concept_rows(concepts: Sequence[Concept], found: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    index = by_key(found)
    for number, concept in enumerate(concepts):
        names = dict.fromkeys([concept.name, concept.term, *concept.synonyms, *concept.abbreviations])
        names |= dict.fromkeys(concept.former_names)
        used = (concepts[other].ident for other in uses(concept, index) if other != number)
        own = any(entry.authored and not builtin.holds(entry.origin) for entry in concept.entries)
        # a name holds no line break: YAML and headlines both fold them
        yield number, concept.ident, "\n".join(names), "\n".join(used), own, frozen(_packed(concept))


def _name_rows(concepts: Sequence[Concept], found: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    for row in found:
        concept = concepts[row.concept]
        name = found_by(row, concept)
        mentioned = (first_word(name.asked), name.exact) if name else (None, None)
        yield row.key, row.asked, row.name, row.kind.value, *row[4:], *mentioned


def _names_digest(concepts: Sequence[Concept], rows: Sequence[tuple[Any, ...]]) -> str:
    """Return the hash of all names that are found in running text: in their order, whose they are, how they are found."""
    found = [
        f"{asked}\t{concepts[number].ident}\t{exact}"
        for _, asked, _, _, number, *_, exact in rows
        if exact is not None
    ]
    return hashlib.blake2b("\n".join(found).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _packed(concept: Concept) -> tuple[Any, ...]:
    """Return a concept as plain tuples, which pickle several times as fast."""
    values = dict(zip(_CONCEPT, _values_of_concept(concept), strict=True))
    values["origins"] = tuple((origin.path, origin.line) for origin in concept.origins)
    values["original"] = _packed(concept.original) if concept.original else None
    values["entries"] = tuple(
        ((entry.origin.path, entry.origin.line), _values_of_entry(entry)[1:]) for entry in concept.entries
    )
    return tuple(values.values())


def unpacked(values: Sequence[Any]) -> Concept:
    """Return the concept of :func:`_packed` tuples."""
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
