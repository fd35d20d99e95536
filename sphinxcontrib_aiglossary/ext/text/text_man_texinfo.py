"""Makes a printed glossary readable in a terminal: in plain text, in manual pages and in Info manuals.

The writers of Sphinx and docutils were made for other texts. Tried with Sphinx 8.2.3, 9.0.4 and 9.1.1, docutils 0.21 and 0.22.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.writers.text import Cell, Table

from .tables_as_lists import as_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx import addnodes

FORMATS: Final = ("man", "text", "texinfo")
UNLINKED: Final = ("man", "text")
"""Formats in which a document has no address."""

_LINE: Final = 60
"""Characters of a line in a definition: what all of them leave of 80."""
_FRAME: Final = 3
"""What a column of a table has besides its text."""
_WORD: Final = 16
"""A longer word of a cell is divided."""


def fit(tree: nodes.Element, writer: str) -> None:
    """Change the nodes of a glossary for one of the writers."""
    for table in list(tree.findall(nodes.table)):
        _fit_table(table, writer)
    for formula in list(tree.findall(nodes.math_block)):
        # Its lines would be joined
        tex = formula.astext()
        formula.replace_self(nodes.literal_block(tex, tex, language="none"))
    if writer == "man":
        for rubric in list(tree.findall(nodes.rubric)):
            _embolden(rubric)
        for lines in list(tree.findall(nodes.line_block)):
            lines.replace_self(_broken(lines))
    elif writer == "text":
        for reference in list(tree.findall(nodes.reference)):
            _show_address(reference)


def unlink(reference: addnodes.pending_xref, writer: str, *, automatic: bool) -> None:
    """Put its text in place of a link to a term.

    Args:
        reference: the link.
        writer: the format of the builder.
        automatic: whether nobody wrote the link: stars around it in plain text would then mean nothing.
    """
    content = reference.children
    if automatic and writer == "text":
        content = [child for each in content for child in (each.children or [each])]
    reference.replace_self(content)


def _fit_table(table: nodes.table, writer: str) -> None:
    """Give the columns widths that fit on a line, or make the table a list."""
    rows = [[cell.astext() for cell in row.children] for row in table.findall(nodes.row)]
    columns = list(zip(*rows, strict=True))
    least = [_longest_word(column) for column in columns]
    widths = [max(1, *(len(line) for cell in column for line in cell.splitlines())) for column in columns]
    room = _LINE - 1 - _FRAME * len(columns)
    if sum(least) > room:
        table.replace_self(as_list(table))
        return
    while sum(widths) > room:
        # The widest that can still give
        widest = max((n for n, width in enumerate(widths) if width > least[n]), key=widths.__getitem__)
        widths[widest] -= 1
    if writer == "man":
        table.replace_self(_drawn(table, widths))
        return
    for spec, width in zip(table.findall(nodes.colspec), widths, strict=True):
        spec["colwidth"] = width


def _drawn(table: nodes.table, widths: Sequence[int]) -> nodes.literal_block:
    """Return a table as the writer of plain text draws it.

    The program that sets the tables of manual pages knows nothing of the indentation, and leaves each column the same
    part of the line. Tried with Sphinx 8.2.3 and 9.0.4 (``Table`` of ``writers/text.py``).
    """
    for reference in list(table.findall(nodes.reference)):
        _show_address(reference)
    drawing = Table(list(widths))
    for number, row in enumerate(table.findall(nodes.row)):
        if number:
            drawing.add_row()
        if number and isinstance(row.parent, nodes.tbody) and row.parent[0] is row:
            drawing.set_separator()
        for cell in row.children:
            drawing.add_cell(Cell(cell.astext()))
    return nodes.literal_block(str(drawing), str(drawing), language="none")


def _longest_word(column: Sequence[str]) -> int:
    return min(_WORD, max((len(word) for cell in column for word in cell.split()), default=1))


def _embolden(rubric: nodes.rubric) -> None:
    """Make a heading bold, which is plain in a manual page."""
    bold = nodes.strong(rubric.astext(), rubric.astext())
    rubric.replace_self(nodes.paragraph("", "", bold, ids=rubric["ids"], classes=rubric["classes"]))


def _broken(lines: nodes.line_block) -> nodes.paragraph:
    """Return lines as a paragraph that is broken after each: a block of lines sticks to what is above it."""
    paragraph = nodes.paragraph()
    for number, line in enumerate(lines.children):
        if number:
            paragraph += nodes.raw("", "\n.br\n", format="manpage")
        paragraph += [child.deepcopy() for child in line.children]
    return paragraph


def _show_address(reference: nodes.reference) -> None:
    """Write the address of a link behind its text."""
    address = reference.get("refuri", "")
    if address and address not in {reference.astext(), f"mailto:{reference.astext()}"}:
        around = reference.parent
        around.insert(around.index(reference) + 1, nodes.Text(f" <{address}>"))
