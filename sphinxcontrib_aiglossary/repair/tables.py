"""Tables: rows that were flattened onto one line, and pipes inside cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.model import Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

# `|---|:--:|`: the only sure sign of a table
_RE_RULE = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+")
_RE_PIPE = re.compile(r"(?<!\\)\|")
# a pipe between cells has space, another pipe or nothing on either side: not `p(M|D)`, not `|x - y|`
_RE_SPACED = re.compile(r"(?<![^\s|])(?<!\\)\|(?![^\s|])")
_RE_ROW = re.compile(r"[ \t]*\n?[ \t]*\|")
WIDEST: Final = 4000
"""No row is longer; bounds the searches around a rule."""


class Table(NamedTuple):
    """A table found in a text."""

    start: int
    end: int
    rows: tuple[str, ...]


def find(text: str, repairs: list[Repair]) -> Iterator[Table]:
    """Yield the tables of a text, flattened or in lines, with their rows on lines of their own.

    Args:
        text: Markdown outside code and display math.
        repairs: takes the pipes that were escaped.
    """
    position = 0
    while rule := _RE_RULE.search(text, position):
        columns = len(_RE_PIPE.findall(rule[0])) - 1
        head = _header(text, position, rule.start(), columns)
        if head is None:
            position = rule.end()
            continue
        start, spaced = head
        header = text[start : rule.start()].strip()
        rows = [_escaped(header, columns, repairs), rule[0]]
        end = rule.end()
        while (row_end := _row_end(text, end, columns, spaced=spaced)) > 0:
            row = text[end:row_end].strip()
            rows.append(_escaped(row, columns, repairs))
            end = row_end
        yield Table(start, end, tuple(rows))
        position = end


def _header(text: str, low: int, rule: int, columns: int) -> tuple[int, bool] | None:
    """Return where the header row before a rule begins, and whether its pipes stand between spaces."""
    low = max(low, rule - WIDEST)
    low = max(low, _line_start(text, low, rule))
    pipes = [m.start() for m in _RE_PIPE.finditer(text, low, rule)]
    spaced = [at for at in pipes if _RE_SPACED.match(text, at)]
    for found, is_spaced in ((spaced, True), (pipes, False)):
        if len(found) > columns and not text[found[-1] + 1 : rule].strip():
            return found[-columns - 1], is_spaced
    return None


def _line_start(text: str, low: int, rule: int) -> int:
    """Return the start of the line of the header row: the rule's own line, or the one above."""
    line = max(low, text.rfind("\n", low, rule) + 1)
    if text[line:rule].strip():
        return line
    return max(low, text.rfind("\n", low, max(low, line - 1)) + 1)


def _row_end(text: str, start: int, columns: int, *, spaced: bool) -> int:
    """Return the end of the row that begins at or after ``start``, or -1 if none does."""
    opening = _RE_ROW.match(text, start)
    if not opening:
        return -1
    line_end = text.find("\n", opening.end(), opening.end() + WIDEST)
    line_end = min(len(text), opening.end() + WIDEST) if line_end < 0 else line_end
    pattern = _RE_SPACED if spaced else _RE_PIPE
    last = opening.end()
    for count, pipe in enumerate(pattern.finditer(text, opening.end(), line_end), start=1):
        last = pipe.end()
        if count == columns:
            return last
    # a short row: everything up to its last pipe, when nothing follows on the line
    return last if last > opening.end() and not text[last:line_end].strip() else -1


def _escaped(row: str, columns: int, repairs: list[Repair]) -> str:
    """Escape the pipes inside the cells of a row that has too many."""
    if len(_RE_PIPE.findall(row)) <= columns + 1:
        return row
    keep = {m.start() for m in _RE_SPACED.finditer(row)}
    if len(keep) != columns + 1:
        return row
    after = _RE_PIPE.sub(lambda m: "|" if m.start() in keep else r"\|", row)
    repairs.append(Repair(kind="table-pipe", before=row, after=after))
    return after
