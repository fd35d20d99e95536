"""Files that are no glossary yet: tables, and what office programs and browsers write.

A plain dump has no mark of its own, and a row of a table looks much like its headlines. So a source is asked whether it
is something else before it is taken for a dump. Where a body surely follows its headline, it is a dump, whatever tables
it holds.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from itertools import islice, pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from . import shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ADVICE: Final = "write its terms as `concepts:` of a YAML file"
_BYTES: Final = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a text of a word processor (RTF)"),
    (b"PK\x03\x04", "an archive (ZIP), as spreadsheets and texts of office programs are"),
    (b"\x1f\x8b", "an archive (gzip)"),
    (b"\xd0\xcf\x11\xe0", "a file of an old office program"),
)
_SUFFIXES: Final = {
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".tab": "a table (TSV)",
    ".htm": "HTML",
    ".html": "HTML",
    ".xhtml": "HTML",
    ".xml": "XML",
    ".json": "JSON without `concepts`",
    ".jsonl": "JSON Lines",
    ".ndjson": "JSON Lines",
    ".org": "an Org file",
    ".rtf": "a text of a word processor (RTF)",
}
_SEPARATORS: Final = {"\t": "tabs", ";": "semicolons", "|": "bars", ",": "commas"}
_ROWS: Final = 400
"""Rows that are looked at."""
_FEW: Final = 4
"""Fewer rows are a table only below a header: a headline and a body may have as many commas by chance."""
_MOST: Final = 0.9
"""The share of rows that must look like rows of a table."""
_LONGEST_NAME: Final = 8
"""Words of a name, at most."""
_NAMES: Final = frozenset(
    [
        "abbreviation",
        "acronym",
        "concept",
        "entry",
        "headword",
        "id",
        "name",
        "nr",
        "term",
        "title",
        "word",
        "abkürzung",
        "begriff",
        "sigle",
        "terme",
        "término",
    ]
)
_TEXTS: Final = frozenset(
    [
        "body",
        "category",
        "definition",
        "desc",
        "description",
        "expansion",
        "explanation",
        "field",
        "meaning",
        "synonyms",
        "text",
        "topic",
        "translation",
        "bedeutung",
        "beschreibung",
        "définition",
        "definición",
    ]
) | {"long form", "full form"}

_RE_MARKUP: Final = re.compile(
    r"<(?:!doctype|html|head|body|dl|table|ul|ol|div|section|article|main|h[1-6]|p)\b", re.IGNORECASE
)
_RE_ORG: Final = re.compile(r"#\+\w+:|:PROPERTIES:")
_RE_SEPARATOR_LINE: Final = re.compile(r"sep=.\s*")


def told_by_bytes(data: bytes) -> str | None:
    """Return why a file that is not plain text cannot be used; ``None`` if its first bytes do not tell."""
    return next((_refused(what) for mark, what in _BYTES if data.startswith(mark)), None)


def told_by_text(text: str, shown: str) -> str | None:
    """Return why a text is no dump; ``None`` if it may be one.

    Args:
        text: the text.
        shown: the path of its file, which may tell the format by its suffix.
    """
    lines = list(islice(_lines(text), _ROWS))
    if not lines:
        return None
    if what := _told_by_start(lines[0], text):
        return _refused(what)
    table = _table(lines)
    if table is not None and not _holds_entry(lines, table):
        return _refused(f"a table, its values separated by {_SEPARATORS[table.separator]}")
    suffix = PurePosixPath(shown).suffix.lower()
    if suffix in _SUFFIXES and not _holds_entry(lines, None):
        return _refused(_SUFFIXES[suffix])
    return None


def _refused(what: str) -> str:
    return f"is {what}, which is not read; {_ADVICE}"


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line.strip())


def _told_by_start(first: str, text: str) -> str | None:
    start = first.lstrip()
    if start.startswith("<?xml"):
        return "XML"
    if _RE_MARKUP.match(start):
        return "HTML"
    if _RE_ORG.match(start):
        return "an Org file"
    if start.startswith(("{", "[")):
        for whole, what in ((text, "JSON without `concepts`"), (first, "JSON Lines")):
            try:
                json.loads(whole)
            except (ValueError, RecursionError):
                continue
            return what
    return None


class _Table(NamedTuple):
    separator: str
    size: int
    """How many values a row has."""


def _table(lines: Sequence[str]) -> _Table | None:
    """Return what kind of table some lines are, if they are one."""
    if _RE_SEPARATOR_LINE.fullmatch(lines[0]):  # how a spreadsheet is told the separator
        lines = lines[1:]
    for separator in _SEPARATORS:
        rows = _rows(lines, separator)
        if len(rows) < 2 or any(len(row) < 2 for row in rows[:2]):  # noqa: PLR2004 - two make a table
            continue
        size, times = Counter(map(len, rows)).most_common(1)[0]
        if _is_header(rows[0]):
            looks = sum(map(_is_named, rows))
        elif len(rows) < _FEW:
            continue
        elif separator == ",":
            # "a, b" is how headlines are written, and prose
            looks = sum(_is_named(row) and not row[1].startswith(" ") for row in rows)
        else:
            looks = times if size > 1 and all(len(row) == size for row in rows[:2]) else 0
        if looks >= _MOST * len(rows):
            return _Table(separator, size)
    return None


def _rows(lines: Sequence[str], separator: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, delimiter=separator, skipinitialspace=False) if row]
    except csv.Error:  # a value of more than 100,000 characters
        return []


def _is_header(row: Sequence[str]) -> bool:
    cells = [cell.strip().casefold() for cell in row]
    return cells[0] in _NAMES and any(cell in _TEXTS or cell in _NAMES for cell in cells[1:])


def _is_named(row: Sequence[str]) -> bool:
    """Return whether a row begins with a name, and has something more."""
    return len(row) > 1 and 0 < len(row[0].split()) <= _LONGEST_NAME


def _holds_entry(lines: Sequence[str], table: _Table | None) -> bool:
    """Return whether a line is a headline, and the line below a body about it that is no row of a table itself."""
    for line, below in pairwise(lines):
        if not shape.is_list(line.strip()) or not shape.opens(below.strip(), line.strip()):
            continue
        if table is None:
            return True
        row = next(iter(_rows([below], table.separator)), [])
        if len(row) != table.size or not shape.is_plain(row[0].strip()) or shape.reads_like_prose(row[0]):
            return True
    return False
