"""From sources to entries to a glossary: read, interpret, repair, merge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from . import sources
from .checks.consistency import check
from .files import ranks_of, source_files
from .files.regular import hash_of_source
from .markup.markdown import without_controls
from .merge import merge
from .model import Entry, Origin
from .naming import lookup
from .problems import Kind, Problem
from .processes import alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from .headlines import Headline
    from .model import Concept, Record
    from .naming.lookup import Row
    from .processes import Share
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
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The place of the source of each file, by the path of origins."""
    compared: tuple[Origin, ...] = ()
    """The origins of what a person wrote and merging has compared with other texts, see :attr:`.Merged.read`."""


def load(
    source_names: Sequence[str],
    base: Path,
    progress: Progress = silent,
    known: Known = nothing_known,
    share: Share = alone,
) -> Glossary:
    """Read sources and merge their entries into concepts; parameters as for :func:`read_files`."""
    files, problems = read_files(source_names, base, progress, known, share)
    entries, undefined = interpret(files, share)
    merged = merge(entries)
    ranks = ranks_of(source_names, base)
    rows, dropped = lookup.rows(merged.concepts, ranks)
    found = (*problems, *undefined, *merged.problems, *dropped, *check(merged.concepts, rows))
    return Glossary(
        concepts=merged.concepts,
        entries=entries,
        problems=found,
        rows=rows,
        files=files,
        ranks=ranks,
        compared=tuple(entries[number].origin for number in sorted(merged.read) if entries[number].authored),
    )


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
    source_names: Sequence[str],
    base: Path,
    progress: Progress = silent,
    known: Known = nothing_known,
    share: Share = alone,
) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Read all files of some sources, and repair what dumps say.

    Args:
        source_names: paths, globs relative to ``base``, or ``builtin``.
        base: the folder that relative names start from.
        progress: told after each file and each record.
        known: gives what is known of a file, which is not read again then.
        share: does the reading and the repairing, perhaps in several processes.

    Returns:
        The files in the order of the sources, those of a glob by name; and all problems.
    """
    problems: list[Problem] = []
    paths = list(source_files(source_names, base, problems))
    digests = [_digest(path) for path, _ in paths]
    found = [
        known(shown, digest) if digest else None for (_, shown), digest in zip(paths, digests, strict=True)
    ]
    unread = [number for number, file in enumerate(found) if file is None]
    readings = share(
        lambda each: sources.read_file(*paths[unread[each]]),
        [_size(paths[number][0]) for number in unread],
        lambda done: progress("reading sources", len(paths) - len(unread) + done, len(paths)),
    )
    read = dict(zip(unread, readings, strict=True))
    files = [
        file or SourceFile(shown=shown, digest=digest, reading=read[number])
        for number, (file, (_, shown), digest) in enumerate(zip(found, paths, digests, strict=True))
    ]
    problems.extend(problem for file in files for problem in file.reading.problems)
    files = _restored(files, progress, share)
    problems.extend(problem for file in files for each in file.restored for problem in each.problems)
    return tuple(files), tuple(problems)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _digest(path: Path) -> str:
    try:
        return hash_of_source(path)
    except (OSError, ValueError):
        return ""


def _restored(files: Sequence[SourceFile], progress: Progress, share: Share) -> list[SourceFile]:
    """Return files with all their records repaired."""
    records = [_printable(record) for file in files if not file.restored for record in file.reading.records]
    if not records:
        return list(files)
    # Imported late: only dumps are to be repaired
    from . import repair  # noqa: PLC0415 - see above

    def restored(number: int) -> Restored:
        record = records[number]
        made_whole = repair.restore(record.body, Origin(record.origin.path, record.body_line))
        # Only now: a control character may be what is left of a TeX command.
        text = without_controls(made_whole.text)
        return made_whole if text == made_whole.text else replace(made_whole, text=text)

    made = share(
        restored,
        [len(record.body) for record in records],
        lambda done: progress("repairing records", done, len(records)),
    )
    # Nobody asks for the raw text again, which is as large as what was made of it
    done = zip((replace(record, body="") for record in records), made, strict=True)
    return [file if file.restored else _with_records(file, done) for file in files]


def _with_records(file: SourceFile, done: Iterator[tuple[Record, Restored]]) -> SourceFile:
    """Return a file with the next of some records, as many as it has, and what was made of them."""
    found = list(islice(done, len(file.reading.records)))
    if not found:
        return file
    records, restored = zip(*found, strict=True)
    return replace(file, reading=replace(file.reading, records=records), restored=restored)


def interpret(
    files: Sequence[SourceFile], share: Share = alone
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of files, in their order, and the problems of those that define nothing.

    What a headline means, and which sentences say nothing, only all files together tell.

    Args:
        files: the files.
        share: does it, perhaps in several processes.
    """
    records = [record for file in files for record in file.reading.records]
    if not records:
        return tuple(entry for file in files for entry in file.reading.entries), ()
    # Imported late: only dumps have to be interpreted
    from . import headlines  # noqa: PLC0415 - see above
    from .markup import definitions  # noqa: PLC0415 - see above

    restored = [each for file in files for each in file.restored]
    texts = [each.text for each in restored]
    lengths = list(map(len, texts))
    interpreted = headlines.interpreter(records, texts)

    def opened(number: int) -> tuple[Headline, list[str]]:
        headline = interpreted(number)
        return headline, definitions.opening(headline.term, texts[number])

    read, openings = zip(*share(opened, lengths, _ignore), strict=True)
    recurring = definitions.boilerplate([each.term for each in read], openings)
    parts = share(
        lambda number: definitions.split(read[number].term, texts[number], recurring), lengths, _ignore
    )
    made = map(_entry, records, read, restored, parts)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in files:
        entries.extend(file.reading.entries)
        for entry, found in islice(made, len(file.reading.records)):
            entries.append(entry)
            problems.extend(found)
    return tuple(entries), tuple(problems)


def _ignore(_done: int) -> None:
    """Tell nobody how much of it is done."""


def _printable(record: Record) -> Record:
    """Return a record without control characters in its headline, which becomes names."""
    headline = without_controls(record.headline)
    return record if headline == record.headline else replace(record, headline=headline)


def _entry(
    record: Record, headline: Headline, restored: Restored, parts: tuple[str, str]
) -> tuple[Entry, tuple[Problem, ...]]:
    definition, article = parts
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
