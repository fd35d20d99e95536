"""Tables: as many cells in every row, for every writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .tree_builder import Tree, attach

if TYPE_CHECKING:
    from markdown_it.token import Token


class Tables(Tree):
    """Handles the tokens of tables."""

    def _on_table_open(self, _token: Token) -> None:
        table = nodes.table(classes=["colwidths-auto"])
        self.add(table)
        group = nodes.tgroup()
        attach(table, group)
        self.stack.append(group)

    def _on_table_close(self, _token: Token) -> None:
        group = self.stack[-1]
        self.close()
        _complete(group)

    def _on_thead_open(self, _token: Token) -> None:
        self.open(nodes.thead())

    def _on_tbody_open(self, _token: Token) -> None:
        self.open(nodes.tbody())

    def _on_tr_open(self, _token: Token) -> None:
        self.open(nodes.row())

    def _on_th_open(self, token: Token) -> None:
        # The plugin writes `text-align:center`; the class is MyST's, for which themes have rules.
        style = str(token.attrs.get("style", ""))
        align = style.partition("text-align:")[2]
        entry = nodes.entry(classes=[f"text-{align}"] if align else [])
        self.add(entry)
        paragraph = nodes.paragraph()
        attach(entry, self.page.place(paragraph, self.origin))
        self.stack.append(paragraph)

    def _on_th_close(self, _token: Token) -> None:
        paragraph = self.stack[-1]
        self.close()
        if not paragraph.children:
            paragraph.parent.remove(paragraph)

    _on_td_open, _on_td_close = _on_th_open, _on_th_close
    _on_thead_close = _on_tbody_close = _on_tr_close = Tree.close


def _complete(group: nodes.Element) -> None:
    """Give a table its columns: as many in every row, each with a width for the writers that print characters."""
    head, body = group[0], group[1] if len(group) > 1 else None
    if body is None:  # a head alone is no table for LaTeX
        group[:] = [nodes.tbody("", *head.children)]
    elif not head.astext().strip():
        group.remove(head)
    rows = list(group.findall(nodes.row))
    columns = max(len(row) for row in rows)
    for row in rows:
        row.extend(nodes.entry() for _ in range(columns - len(row)))
    widths = [max(1, *(min(len(row[column].astext()), 40) for row in rows)) for column in range(columns)]
    group["cols"] = columns
    group[:0] = [nodes.colspec(colwidth=width) for width in widths]
