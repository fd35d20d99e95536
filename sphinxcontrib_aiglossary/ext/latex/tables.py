"""Tables on paper: long ones break across pages, wide ones shrink, and what no page holds becomes a list."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxcontrib_aiglossary.ext.text.tables_as_lists import as_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE: Final = 80
"""Characters of a line between the margins of a definition, in the size of text."""
_GAP: Final = 3
"""What stands between two columns, in characters."""
_SIZES: Final = (("footnotesize", 100), ("scriptsize", 115), ("tiny", 160))
"""Smaller sizes of letters with the characters of a line."""
_WIDEST: Final = 60
"""A column gets no larger share."""
_WORD: Final = 24
"""A longer word is divided."""
_TALL: Final = 20
"""A table of more lines may break across pages."""
_ROW: Final = 40
"""A row of more lines fits on no page: rows do not break."""
_COLUMNS: Final = 30
"""A table of more columns is no table on paper."""


def fit_table(table: nodes.table) -> None:
    """Let a table break across pages, shrink, or become a list, if it must."""
    rows = [[cell.astext() for cell in row.children] for row in table.findall(nodes.row)]
    columns = list(zip(*rows, strict=True))
    widths = [_width(column) for column in columns]
    words = [max(map(_longest, column)) for column in columns]
    natural = sum(max(map(len, column)) for column in columns) + _GAP * len(columns)
    size, line = _size(sum(words), len(columns))
    gap = _GAP if size is None else 1
    room = line - gap * len(columns)
    heights = [_height(row, widths, room) for row in rows]
    if len(columns) > _COLUMNS or max(heights) > _ROW:
        table.replace_self(as_list(table))
        return
    if size is not None or natural > _LINE or sum(heights) > _TALL:
        _give_widths(table, [width + gap for width in widths])
    if sum(heights) > _TALL:
        table["classes"].append("longtable")
    if size is not None:
        _shrink(table, size)


def _width(column: Sequence[str]) -> int:
    """Return the share of a column: its longest word, or more where it has much text."""
    share = round(sqrt(sum(map(len, column)) * max(map(len, column)) / len(column)))
    return max(1, min(max(map(len, column)), max(min(_WIDEST, share), *map(_longest, column))))


def _longest(cell: str) -> int:
    return min(_WORD, max(map(len, cell.split()), default=1))


def _size(words: int, columns: int) -> tuple[str | None, int]:
    """Return the size of letters in which the words fit, ``None`` for that of text, and the characters of a line."""
    if words + _GAP * columns <= _LINE:
        return None, _LINE
    return next(((size, line) for size, line in _SIZES if words + columns <= line), _SIZES[-1])


def _height(row: Sequence[str], widths: Sequence[int], room: int) -> int:
    """Return how many lines a row has."""
    total = sum(widths)
    return max(1 + len(cell) * total // max(1, width * room) for cell, width in zip(row, widths, strict=True))


def _give_widths(table: nodes.table, widths: Sequence[int]) -> None:
    table["classes"] = [name for name in table["classes"] if name != "colwidths-auto"]
    table["classes"].append("colwidths-given")
    for spec, width in zip(table.findall(nodes.colspec), widths, strict=True):
        spec["colwidth"] = width


def _shrink(table: nodes.table, size: str) -> None:
    around = table.parent
    place = around.index(table)
    around.insert(place + 1, nodes.raw("", r"\end{aiglossarytable}", format="latex"))
    around.insert(place, nodes.raw("", rf"\begin{{aiglossarytable}}{{{size}}}", format="latex"))
