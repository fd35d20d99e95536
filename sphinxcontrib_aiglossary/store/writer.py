"""Writes the file of a compiled glossary: its tables and how they are filled."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.caching.atomic import replacing
from sphinxcontrib_aiglossary.caching.checked import remove
from sphinxcontrib_aiglossary.caching.sealed import SEAL, is_whole, seal
from sphinxcontrib_aiglossary.checks.consistency import rows_by_key, uses
from sphinxcontrib_aiglossary.naming import lookup
from sphinxcontrib_aiglossary.naming.autolinks import found_by
from sphinxcontrib_aiglossary.naming.mentions import first_word
from sphinxcontrib_aiglossary.naming.plurals import sort_key

from .digest import digest_of_program
from .serialization import file_packed, frozen, outlined, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.naming.lookup import Row
    from sphinxcontrib_aiglossary.pipeline import Glossary, SourceFile

_PRAGMAS: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
"""
_TABLES: Final = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE files (shown TEXT PRIMARY KEY, digest TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE concepts (
    number INTEGER PRIMARY KEY, ident TEXT NOT NULL, texts TEXT NOT NULL, names TEXT NOT NULL, uses TEXT NOT NULL,
    own INTEGER NOT NULL, outline BLOB NOT NULL, data BLOB NOT NULL
);
CREATE TABLE names (
    key TEXT NOT NULL, asked TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, concept INTEGER NOT NULL,
    homonym INTEGER NOT NULL, fields TEXT NOT NULL, rank INTEGER NOT NULL, first TEXT, exact INTEGER
);
"""
_INDICES: Final = """
CREATE UNIQUE INDEX concepts_by_ident ON concepts (ident);
CREATE INDEX texts_by_ident ON concepts (ident, texts);
CREATE INDEX names_by_key ON names (key);
CREATE INDEX names_by_ending ON names (substr(key, -4)) WHERE kind < 4;
CREATE INDEX names_by_first ON names (first) WHERE first NOT NULL;
"""


class Content(NamedTuple):
    """What a compiled glossary holds; texts become bytes only when they are written."""

    concepts: Sequence[Concept]
    """In the order in which they are printed."""
    names: Sequence[Row]
    """The rows of all their names."""
    outlines: Sequence[tuple[Any, ...]]
    """The columns of each concept that texts have no part in."""
    files: Sequence[SourceFile]
    """What was read of each source file."""
    facts: Mapping[str, Any]
    """What is noted of the glossary as a whole, apart from what its names tell."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the table of concepts."""
        for number, (concept, outline) in enumerate(zip(self.concepts, self.outlines, strict=True)):
            yield number, concept.ident, _digest_of_texts(concept), *outline, _data(concept)


def content(glossary: Glossary, digest: str) -> Content:
    """Return what is to be written of a glossary that was made of sources with a digest."""
    concepts, names = _in_print_order(glossary)
    hashed = hashlib.blake2b(digest_of_program().encode(), digest_size=16)
    outlines = list(_outlines(concepts, names, hashed.update))
    # Another order of the sources gives the same names another meaning
    hashed.update(repr([row.rank for row in names]).encode())
    titles = dict(sorted(glossary.titles.items()))
    foreign = tuple(concept.ident for concept in concepts if _is_builtin(concept))
    hashed.update(repr((titles, foreign)).encode("utf-8", "surrogatepass"))
    facts = {
        "problems": frozen(glossary.problems),
        "warnings": frozen(tuple(each for each in glossary.problems if not each.is_note)),
        "notes": frozen(len({each for each in glossary.problems if each.is_note})),
        "length": frozen(len(concepts)),
        "own_length": frozen(sum(own for _names, _uses, own, _outline in outlines)),
        "titles": frozen(titles),
        "builtin": frozen(foreign),
        "categories": frozen(tuple(sorted({title for concept in concepts for title in concept.categories}))),
        "outline_digest": frozen(hashed.hexdigest()),
        "order": frozen(tuple(file.shown for file in glossary.files)),
        "ranks": frozen(dict(glossary.ranks)),
        "compared": frozen(glossary.compared),
        "program": digest_of_program(),
        "digest": digest,
    }
    files = [file for file in glossary.files if file.digest]
    return Content(concepts=concepts, names=names, outlines=outlines, files=files, facts=facts)


def write_file(path: Path, glossary: Glossary, digest: str) -> None:
    """Write a compiled glossary in one step: whoever reads the file finds the old one or the new one."""
    new = content(glossary, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file():
        remove(path)
    with replacing(path) as unfinished:
        if not _updated(path, unfinished, new):
            unfinished.write_bytes(b"")
            with contextlib.closing(sqlite3.connect(unfinished)) as connection:
                fill(connection, new)
        seal(unfinished)


def _updated(old: Path, path: Path, new: Content) -> bool:
    """Copy a file and bring its texts up to date, if nothing but texts has changed; tell whether that was done."""
    if not old.is_file():
        return False
    try:
        shutil.copyfile(old, path)
        if not is_whole(path, passing=True):
            return False
        with contextlib.closing(sqlite3.connect(path)) as connection:
            query = "SELECT value FROM facts WHERE name = 'outline_digest'"
            if connection.execute(query).fetchone() != (new.facts["outline_digest"],):
                return False
            _take_over(connection, new)
    except (OSError, ValueError, sqlite3.DatabaseError):
        return False
    return True


def _take_over(connection: sqlite3.Connection, new: Content) -> None:
    held = connection.execute("SELECT data FROM concepts ORDER BY number")
    changed = [
        (number, concept)
        for number, (concept, (before,)) in enumerate(zip(new.concepts, held, strict=True))
        if _data(concept) != before
    ]
    known = dict(connection.execute("SELECT shown, digest FROM files"))
    gone = known.keys() - {file.shown for file in new.files}
    connection.executemany("DELETE FROM files WHERE shown = ?", ((shown,) for shown in sorted(gone)))
    files = [file for file in new.files if known.get(file.shown) != file.digest]
    update(connection, changed, files, new.facts)


def update(
    connection: sqlite3.Connection,
    concepts: Iterable[tuple[int, Concept]],
    files: Iterable[SourceFile],
    facts: Mapping[str, Any],
) -> None:
    """Bring a compiled glossary up to date of which nothing but texts has changed.

    Args:
        connection: to its file.
        concepts: those told in other words or read in other lines, with their numbers.
        files: what was read of the source files that have changed.
        facts: what is noted of the glossary as a whole; other facts stay.
    """
    connection.commit()
    connection.executescript(_PRAGMAS)
    rows = ((_digest_of_texts(concept), _data(concept), number) for number, concept in concepts)
    connection.executemany("UPDATE concepts SET texts = ?, data = ? WHERE number = ?", rows)
    _keep_files(connection, files)
    connection.executemany("REPLACE INTO facts VALUES (?, ?)", facts.items())
    connection.commit()


def fill(connection: sqlite3.Connection, new: Content) -> None:
    """Fill an empty database with a glossary."""
    connection.executescript(_PRAGMAS + SEAL + _TABLES)
    connection.executemany("INSERT INTO concepts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", new.rows())
    digest_of_names = hashlib.blake2b(digest_size=16)
    names = _name_rows(new.concepts, new.names, digest_of_names.update)
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", names)
    connection.executescript(_INDICES)
    _keep_files(connection, new.files)
    facts = {**new.facts, "names_digest": frozen(digest_of_names.hexdigest())}
    connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
    connection.commit()


def _keep_files(connection: sqlite3.Connection, files: Iterable[SourceFile]) -> None:
    rows = ((file.shown, file.digest, frozen(file_packed(file))) for file in files)
    connection.executemany("REPLACE INTO files VALUES (?, ?, ?)", rows)


def _in_print_order(glossary: Glossary) -> tuple[list[Concept], list[Row]]:
    """Return the concepts as they are printed, and the rows of all their names."""
    order = sorted(
        range(len(glossary.concepts)), key=[_place(each) for each in glossary.concepts].__getitem__
    )
    concepts = [glossary.concepts[number] for number in order]
    if glossary.rows is None:
        return concepts, lookup.rows(concepts, glossary.ranks)[0]
    places = [0] * len(order)
    for place, number in enumerate(order):
        places[number] = place
    return concepts, lookup.moved(glossary.rows, places)


def _place(concept: Concept) -> tuple[object, ...]:
    """Return what concepts are sorted by: homonyms by their qualifiers, however their terms are cased."""
    script, letters, term = sort_key(concept.term)
    return script, letters, concept.qualifier, term, concept.ident


def _outlines(
    concepts: Sequence[Concept], found: Sequence[Row], told: Callable[[bytes], object]
) -> Iterator[tuple[Any, ...]]:
    """Yield the columns of each concept that texts have no part in.

    Args:
        concepts: the concepts.
        found: the rows of their names.
        told: takes what stands for these columns.
    """
    rows_of = rows_by_key(found)
    for number, concept in enumerate(concepts):
        used = (concepts[other].ident for other in uses(concept, rows_of) if other != number)
        own = any(entry.authored and not builtin.holds(entry.origin) for entry in concept.entries)
        # a name holds no line break: YAML and headlines both fold them
        listed = "\n".join(concept.names), "\n".join(used), own
        outline = outlined(concept)
        told(repr((outline, listed)).encode("utf-8", "surrogatepass"))
        yield *listed, frozen(outline)


def _is_builtin(concept: Concept) -> bool:
    """Tell whether all that is known of a concept comes from the built-in glossary."""
    return bool(concept.origins) and all(map(builtin.holds, concept.origins))


def _data(concept: Concept) -> bytes:
    return frozen(packed(concept))


def _digest_of_texts(concept: Concept) -> str:
    """Return the hash of all that is printed of the entries of a concept: of others than the first the origin, too."""
    hashed = hashlib.blake2b(digest_size=16)
    for number, entry in enumerate(concept.entries):
        origin = str(entry.origin) if number else ""
        texts = [text.encode("utf-8", "surrogatepass") for text in (entry.definition, entry.article)]
        # Lengths tell where a text ends
        hashed.update(f"{[*map(len, texts)]} {entry.repeated} {entry.headings} {origin!r}".encode())
        for text in texts:
            hashed.update(text)
    return hashed.hexdigest()


def _name_rows(
    concepts: Sequence[Concept], found: Sequence[Row], told: Callable[[bytes], object]
) -> Iterator[tuple[Any, ...]]:
    """Yield what the table of names holds.

    Args:
        concepts: the concepts.
        found: the rows of their names.
        told: takes what stands for all names that are found in running text: in their order, whose they are, how they
            are found.
    """
    joint = ""
    for row in found:
        name = found_by(row, concepts[row.concept])
        mentioned: tuple[str | None, bool | None] = None, None
        if name:
            mentioned = first_word(name.asked), name.exact
            told(f"{joint}{name.asked}\t{name.ident}\t{name.exact}".encode("utf-8", "surrogatepass"))
            joint = "\n"
        yield row.key, row.asked, row.name, row.kind.value, *row[4:], *mentioned
