"""From sources to entries to a glossary: read, interpret, repair, merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from . import definitions, headlines, lookup, repair, sources
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

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody of the progress."""


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


def load(source_names: Sequence[str], base: Path, progress: Progress = silent) -> Glossary:
    """Read sources and merge their entries into concepts; parameters as for :func:`read_entries`."""
    entries, problems = read_entries(source_names, base, progress)
    concepts, doubled = merge(entries)
    rows, dropped = lookup.rows(concepts)
    found = (*problems, *doubled, *dropped, *check(concepts, rows))
    return Glossary(concepts=concepts, entries=entries, problems=found, rows=rows)


def read_entries(
    source_names: Sequence[str], base: Path, progress: Progress = silent
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read every entry of some sources.

    Args:
        source_names: paths, globs relative to ``base``, or ``builtin``.
        base: the folder that relative names start from.
        progress: told after each file and each record.

    Returns:
        The entries in the order of the sources, files of a glob by name; and all problems.
    """
    problems: list[Problem] = []
    files = list(source_files(source_names, base, problems))
    records, finished = _read_files(files, problems, progress)
    restored: list[Restored] = []
    for done, record in enumerate(records, 1):
        origin = Origin(record.origin.path, record.body_line)
        made_whole = repair.restore(record.body, origin)
        # Only now: a control character may be what is left of a TeX command.
        text = without_controls(made_whole.text)
        restored.append(made_whole if text == made_whole.text else replace(made_whole, text=text))
        problems.extend(restored[-1].problems)
        # nobody asks for the raw text again, which is as large as what was made of it
        records[done - 1] = replace(record, body="")
        progress("repairing records", done, len(records))
    read = headlines.interpret(records, [each.text for each in restored])
    recurring = definitions.boilerplate([each.term for each in read], [each.text for each in restored])
    made = (_entry(*each, recurring) for each in zip(records, read, restored, strict=True))
    entries: list[Entry] = []
    for already, number in finished:
        entries.extend(already)
        for _ in range(number):
            entry, found = next(made)
            entries.append(entry)
            problems.extend(found)
    return tuple(entries), tuple(problems)


def _read_files(
    files: Sequence[tuple[Path, str]], problems: list[Problem], progress: Progress
) -> tuple[list[Record], list[tuple[tuple[Entry, ...], int]]]:
    """Return the records of all files; and the finished entries of each with the number of its records."""
    records: list[Record] = []
    finished: list[tuple[tuple[Entry, ...], int]] = []
    for done, (path, shown) in enumerate(files, 1):
        reading = sources.read_file(path, shown)
        problems.extend(reading.problems)
        records.extend(map(_printable, reading.records))
        finished.append((reading.entries, len(reading.records)))
        progress("reading sources", done, len(files))
    return records, finished


def _printable(record: Record) -> Record:
    """Return a record without control characters in its headline, which becomes names."""
    headline = without_controls(record.headline)
    return record if headline == record.headline else replace(record, headline=headline)


def _entry(
    record: Record, headline: Headline, restored: Restored, recurring: frozenset[str]
) -> tuple[Entry, tuple[Problem, ...]]:
    definition, article = definitions.split(headline.term, restored.text, recurring)
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
