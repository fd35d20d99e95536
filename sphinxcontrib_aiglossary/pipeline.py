"""From sources to entries to a glossary: read, interpret, repair, merge."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from . import lookup, sources
from .checks import check
from .files import source_files
from .markdown import without_controls
from .merge import merge
from .model import Entry, Origin
from .problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from .headlines import Headline
    from .lookup import Row
    from .model import Concept, Record
    from .repair import Restored
    from .sources import Reading

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody of the progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """What one source file says by itself, whatever the others say."""

    shown: str
    """The path as origins and messages name it."""
    digest: str
    """Hash of its bytes; empty if they cannot be read."""
    reading: Reading
    """What was read; of a dump's records without the bodies."""
    restored: tuple[Restored, ...] = ()
    """The body of each record, repaired."""


Known = Callable[[str, str], SourceFile | None]
"""Gives what is known of a file, by the path that is shown and the hash of its bytes; ``None`` if that is nothing."""


def nothing_known(shown: str, digest: str) -> None:
    """Know nothing of any file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """All that sources give."""

    concepts: tuple[Concept, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    """What categories and their groups are called, where that is translated."""
    rows: Sequence[Row] | None = None
    """The rows of all names, where they are known already."""
    files: tuple[SourceFile, ...] = ()
    """What was read of each file; nothing where the glossary was not read from files."""


def load(
    source_names: Sequence[str], base: Path, progress: Progress = silent, known: Known = nothing_known
) -> Glossary:
    """Read sources and merge their entries into concepts; parameters as for :func:`read_files`."""
    files, problems = read_files(source_names, base, progress, known)
    entries, undefined = interpret(files)
    concepts, doubled = merge(entries)
    rows, dropped = lookup.rows(concepts)
    found = (*problems, *undefined, *doubled, *dropped, *check(concepts, rows))
    return Glossary(concepts=concepts, entries=entries, problems=found, rows=rows, files=files)


def read_entries(
    source_names: Sequence[str], base: Path, progress: Progress = silent
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read every entry of some sources; parameters as for :func:`read_files`.

    Returns:
        The entries in the order of the sources, files of a glob by name; and all problems.
    """
    files, problems = read_files(source_names, base, progress)
    entries, undefined = interpret(files)
    return entries, (*problems, *undefined)


def read_files(
    source_names: Sequence[str], base: Path, progress: Progress = silent, known: Known = nothing_known
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Read all files of some sources, and repair what dumps say.

    Args:
        source_names: paths, globs relative to ``base``, or ``builtin``.
        base: the folder that relative names start from.
        progress: told after each file and each record.
        known: gives what is known of a file, which is not read again then.

    Returns:
        The files in the order of the sources, those of a glob by name; and all problems.
    """
    problems: list[Problem] = []
    paths = list(source_files(source_names, base, problems))
    files: list[SourceFile] = []
    for done, (path, shown) in enumerate(paths, 1):
        digest = _digest(path)
        found = known(shown, digest) if digest else None
        files.append(found or SourceFile(shown=shown, digest=digest, reading=sources.read_file(path, shown)))
        problems.extend(files[-1].reading.problems)
        progress("reading sources", done, len(paths))
    total = sum(len(file.reading.records) - len(file.restored) for file in files)
    done = 0
    for number, file in enumerate(files):
        if not file.restored and file.reading.records:
            files[number] = _restored(file, progress, done, total)
            done += len(file.reading.records)
        problems.extend(problem for each in files[number].restored for problem in each.problems)
    return tuple(files), tuple(problems)


def _digest(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size <= sources.MAX_BYTES:
            return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except (OSError, ValueError):
        pass
    return ""


def _restored(file: SourceFile, progress: Progress, done: int, total: int) -> SourceFile:
    """Return a file with its records repaired, of which so many are before it."""
    # Imported late: only dumps are to be repaired
    from . import repair  # noqa: PLC0415 - see above

    records = list(map(_printable, file.reading.records))
    restored: list[Restored] = []
    for number, record in enumerate(records):
        origin = Origin(record.origin.path, record.body_line)
        made_whole = repair.restore(record.body, origin)
        # Only now: a control character may be what is left of a TeX command.
        text = without_controls(made_whole.text)
        restored.append(made_whole if text == made_whole.text else replace(made_whole, text=text))
        # nobody asks for the raw text again, which is as large as what was made of it
        records[number] = replace(record, body="")
        progress("repairing records", done + number + 1, total)
    return replace(file, reading=replace(file.reading, records=tuple(records)), restored=tuple(restored))


def interpret(files: Sequence[SourceFile]) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of files, in their order, and the problems of those that define nothing.

    What a headline means, and which sentences say nothing, only all files together tell.
    """
    records = [record for file in files for record in file.reading.records]
    if not records:
        return tuple(entry for file in files for entry in file.reading.entries), ()
    # Imported late: only dumps have to be interpreted
    from . import definitions, headlines  # noqa: PLC0415 - see above

    restored = [each for file in files for each in file.restored]
    read = headlines.interpret(records, [each.text for each in restored])
    recurring = definitions.boilerplate([each.term for each in read], [each.text for each in restored])
    split = partial(definitions.split, recurring=recurring)
    made = (_entry(*each, split) for each in zip(records, read, restored, strict=True))
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in files:
        entries.extend(file.reading.entries)
        for _ in file.reading.records:
            entry, found = next(made)
            entries.append(entry)
            problems.extend(found)
    return tuple(entries), tuple(problems)


def _printable(record: Record) -> Record:
    """Return a record without control characters in its headline, which becomes names."""
    headline = without_controls(record.headline)
    return record if headline == record.headline else replace(record, headline=headline)


def _entry(
    record: Record, headline: Headline, restored: Restored, split: Callable[[str, str], tuple[str, str]]
) -> tuple[Entry, tuple[Problem, ...]]:
    definition, article = split(headline.term, restored.text)
    entry = Entry(
        origin=record.origin,
        term=headline.term,
        definition=definition,
        article=article,
        body=restored.text,
        abbreviations=headline.abbreviations,
        synonyms=headline.synonyms,
        keywords=headline.keywords,
        categories=(headline.category,) if headline.category else (),
        headline=record.headline,
        repairs=restored.repairs,
    )
    if definition or not restored.text:
        return entry, ()
    message = f"no sentence defines {headline.term!r}; its article is kept"
    return entry, (Problem(kind=Kind.UNDEFINED, origin=record.origin, message=message),)
