"""A compiled glossary brought up to date without compiling, where YAML tells the same concepts in other words.

That is what happens while an author writes. It is safe where nothing but that one concept shows the words: what merging
compared with other texts, links, and whatever there was to complain of are left to compiling.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary import sources
from sphinxcontrib_aiglossary.caching.atomic import replacing
from sphinxcontrib_aiglossary.caching.sealed import seal
from sphinxcontrib_aiglossary.checks.consistency import links
from sphinxcontrib_aiglossary.files import ranks_of
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.pipeline import SourceFile

from .digest import digest_of_program, files_with_digests
from .serialization import file_unpacked, frozen, opened, thawed, unpacked
from .writer import update

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinxcontrib_aiglossary.model import Concept, Entry, Origin
    from sphinxcontrib_aiglossary.problems import Problem


def retell(
    path: Path,
    source_names: Sequence[str],
    base: Path,
    digest: str,
    read: dict[tuple[str, str], SourceFile],
) -> bool:
    """Bring the file of a compiled glossary up to date; tell whether that was possible.

    Args:
        path: the file.
        source_names: paths, globs relative to ``base``, or ``builtin``.
        base: the folder that relative names start from.
        digest: that of the sources as they are now.
        read: takes the files that are read for it, by the path that is shown and the hash of their bytes.
    """
    try:
        with closing(opened(path)) as connection:
            files = files_with_digests(source_names, base, path.parent)
            told = _told(connection, files, ranks_of(source_names, base), read)
        if told is None:
            return False
        with replacing(path) as unfinished:
            shutil.copyfile(path, unfinished)
            with closing(sqlite3.connect(unfinished)) as connection:
                facts = {"digest": digest, "compared": frozen(told.compared)}
                update(connection, sorted(told.concepts.items()), told.files, facts)
            seal(unfinished)
    except (OSError, ValueError, LookupError, sqlite3.DatabaseError):
        return False
    return True


@dataclass(slots=True)
class _Told:
    """What is to be written."""

    compared: tuple[Origin, ...]
    """The origins of what merging has compared with other texts."""
    files: list[SourceFile] = field(default_factory=list)
    """The files that have changed."""
    concepts: dict[int, Concept] = field(default_factory=dict)
    """The concepts told in them, by number."""


class _Changed(NamedTuple):
    before: Entry
    after: Entry

    @property
    def is_retold(self) -> bool:
        """Whether it is told in other words, and not only in another line."""
        return replace(self.after, origin=self.before.origin) != self.before


def _told(
    connection: sqlite3.Connection,
    files: Iterable[tuple[Path, str, str]],
    ranks: Mapping[str, int],
    read: dict[tuple[str, str], SourceFile],
) -> _Told | None:
    """Return what is to be written of source files, given with the path as shown and a digest; ``None`` to compile.

    The places of their sources are given by that path.
    """
    facts = dict(connection.execute("SELECT name, value FROM facts"))
    digests = dict(connection.execute("SELECT shown, digest FROM files"))
    files = list(files)
    order = tuple(shown for _, shown, _ in files)
    if (
        facts["program"] != digest_of_program()
        or thawed(facts["order"]) != order
        or thawed(facts["ranks"]) != ranks
    ):
        return None
    problems: Sequence[Problem] = thawed(facts["problems"])
    told = _Told(compared=thawed(facts["compared"]))
    for path, shown, digest in files:
        if digests[shown] == digest:
            continue
        new = SourceFile(shown=shown, digest=digest, reading=sources.read_file(path, shown))
        read[shown, digest] = new
        (data,) = connection.execute("SELECT data FROM files WHERE shown = ?", (shown,)).fetchone()
        changes = _changes(file_unpacked(thawed(data)), new)
        # Problems name lines, which may have moved
        if changes is None or any(shown in f"{problem.origin} {problem.message}" for problem in problems):
            return None
        told.files.append(new)
        if not all(_tell(connection, change, told) for change in changes):
            return None
        moved = {before.origin: after.origin for before, after in changes}
        told.compared = tuple(moved.get(origin, origin) for origin in told.compared)
    return told


def _changes(old: SourceFile, new: SourceFile) -> list[_Changed] | None:
    """Return the entries of a file that have changed; ``None`` if that is more than their texts and their lines."""
    before, after = old.reading, new.reading
    if (
        any((before.records, before.problems, after.records, after.problems))
        or len(before.entries) != len(after.entries)
        # Of two entries in one line it is not clear whose concept is whose
        or len({entry.origin for entry in before.entries}) != len(before.entries)
    ):
        return None
    changes = []
    for entry, now in zip(before.entries, after.entries, strict=True):
        if entry == now:
            continue
        texts = replace(now, origin=entry.origin, definition=entry.definition, article=entry.article)
        if texts != entry or any(links(one) != links(other) for one, other in _texts(entry, now)):
            return None
        changes.append(_Changed(entry, now))
    return changes


def _texts(entry: Entry, now: Entry) -> Iterator[tuple[str, str]]:
    yield entry.definition, now.definition
    yield entry.article, now.article


def _tell(connection: sqlite3.Connection, change: _Changed, told: _Told) -> bool:
    """Tell the concept of an entry as it is told now; return whether no other concept has to do with it."""
    before, after = change
    number, concept = _concept_of(connection, before, told)
    if change.is_retold and (before.origin in told.compared or concept.entries != (before,)):
        return False
    told.concepts[number] = replace(
        concept,
        entries=tuple(after if entry == before else entry for entry in concept.entries),
        origins=tuple(after.origin if origin == before.origin else origin for origin in concept.origins),
    )
    return True


def _concept_of(connection: sqlite3.Connection, entry: Entry, told: _Told) -> tuple[int, Concept]:
    """Return the concept into which an entry went, with its number; ``LookupError`` if there is none."""
    query = "SELECT DISTINCT number, outline, data FROM names JOIN concepts ON number = concept WHERE names.key = ?"
    for number, outline, data in connection.execute(query, (key(entry.term),)):
        concept = told.concepts.get(number) or unpacked(thawed(outline), thawed(data))
        if entry.origin in concept.origins:
            return number, concept
    raise LookupError(entry.term)
