"""From sources to entries to a glossary: read, interpret, repair, merge."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from . import builtin, definitions, headlines, repair, sources
from .markdown import BLANKS
from .merge import merge
from .model import Entry, Origin
from .problems import Kind, Problem
from .sources import globs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from .headlines import Headline
    from .model import Concept, Record
    from .repair import Restored
    from .sources import Reading

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

BUILTIN: Final = builtin.NAME
"""The name of the built-in glossary among the sources."""


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


def load(source_names: Sequence[str], base: Path, progress: Progress = silent) -> Glossary:
    """Read sources and merge their entries into concepts; parameters as for :func:`read_entries`."""
    entries, problems = read_entries(source_names, base, progress)
    concepts, more = merge(entries)
    return Glossary(concepts=concepts, entries=entries, problems=(*problems, *more))


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
    readings: list[Reading] = []
    for done, (path, shown) in enumerate(files, 1):
        readings.append(sources.read_file(path, shown))
        problems.extend(readings[-1].problems)
        progress("reading sources", done, len(files))
    records = [_printable(record) for reading in readings for record in reading.records]
    restored: list[Restored] = []
    for done, record in enumerate(records, 1):
        origin = Origin(record.origin.path, record.body_line)
        made_whole = repair.restore(record.body, origin)
        # Only now: a control character may be what is left of a TeX command.
        restored.append(replace(made_whole, text=made_whole.text.translate(BLANKS)))
        problems.extend(restored[-1].problems)
        progress("repairing records", done, len(records))
    read = headlines.interpret(records, [each.text for each in restored])
    recurring = definitions.boilerplate([each.term for each in read], [each.text for each in restored])
    made = (_entry(*each, recurring) for each in zip(records, read, restored, strict=True))
    entries: list[Entry] = []
    for reading in readings:
        entries.extend(reading.entries)
        for _ in reading.records:
            entry, found = next(made)
            entries.append(entry)
            problems.extend(found)
    return tuple(entries), tuple(problems)


def _printable(record: Record) -> Record:
    """Return a record without control characters in its headline, which becomes names."""
    return replace(record, headline=record.headline.translate(BLANKS))


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


def source_files(
    source_names: Sequence[str], base: Path, problems: list[Problem]
) -> Iterator[tuple[Path, str]]:
    """Yield the files of the sources, each once, with the path that origins show."""
    seen: set[str] = set()
    for name in source_names:
        for path, shown in _matches(name, base, problems):
            if (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield path, shown


def _matches(name: str, base: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    if name == BUILTIN:
        yield from ((path, f"{builtin.PREFIX}{path.name}") for path in builtin.files())
        return
    if "\0" in name:
        # most calls of the system raise ValueError then, some do not
        problems.append(
            Problem(kind=Kind.SOURCE, origin=Origin(repr(name)), message="no file has a NUL in its name")
        )
        return
    path = base / name
    # Path.exists raises where a name is too long
    if not glob.has_magic(name) or os.path.exists(path):  # noqa: PTH110
        yield path, _shown(name)
        return
    files = [each for each in globs.expand(name, base) if not (base / each).is_dir()]
    if not files:
        message = f"no file matches {name!r}; a glob starts from {base.as_posix()}"
        problems.append(Problem(kind=Kind.SOURCE, origin=Origin(_shown(name)), message=message))
    yield from ((base / each, _shown(each)) for each in files)


def _shown(name: str) -> str:
    return name.replace(os.sep, "/")
