"""Tables that no output of some width can hold, as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def as_list(table: nodes.table) -> nodes.bullet_list:
    """Return a table as a list with an item for each row, which names the columns before the cells."""
    head = next(table.findall(nodes.thead), None)
    titles = [cell.astext() for cell in head[0].children] if head else []
    listed = nodes.bullet_list(bullet="-")
    for row in table.findall(nodes.row):
        if row.parent is not head:
            listed += nodes.list_item("", *_cells(row, titles))
    return listed


def _cells(row: nodes.row, titles: Sequence[str]) -> Iterator[nodes.Node]:
    for number, cell in enumerate(row.children):
        for block in cell.children:
            title = titles[number] if number < len(titles) else ""
            if title and isinstance(block, nodes.Element):
                block.insert(0, [nodes.strong(title, title), nodes.Text(": ")])
            yield block
