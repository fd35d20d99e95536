"""Docutils nodes as Markdown in the dialect of our definitions: the way back of :mod:`..render.blocks`.

Paragraphs, emphasis, code, formulas, lists, quotes, tables and links stay what they are; of all else the words are kept.
No raw HTML is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxcontrib_aiglossary.exports.layout import (
    formula_lines,
    hang,
    inline_formula,
    one_line,
    stack,
    unbroken,
)
from sphinxcontrib_aiglossary.exports.myst_writer import escape_start, fence

from .inline_markdown import inline, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .inline_markdown import Address

_NOTHING: Final = (nodes.Invisible, nodes.raw, nodes.system_message, nodes.problematic, nodes.colspec)
_PLAIN: Final = ("text", "default", "none")
_RE_LANGUAGE = re.compile(r"[\w+#.-]+")


def write(content: Iterable[nodes.Node], address: Address) -> str:
    """Return block nodes as Markdown, without a final line break.

    Args:
        content: resolved nodes.
        address: returns where a link leads, as it is to be written; an empty text makes it no link.
    """
    return "\n\n".join(filter(None, _Blocks(address).blocks(content)))


class _Blocks:
    """Writes blocks; ``_on_X`` handles the node ``X``."""

    def __init__(self, address: Address) -> None:
        self._address = address

    def blocks(self, content: Iterable[nodes.Node]) -> Iterator[str]:
        """Yield the blocks of some nodes; neighbours that belong to a line make one paragraph."""
        line: list[nodes.Node] = []
        for node in content:
            if isinstance(node, (nodes.Text, nodes.Inline)) and not isinstance(node, nodes.image):
                line.append(node)
                continue
            if line:
                yield self._line(line)
                line = []
            if not isinstance(node, _NOTHING):
                yield self._block(node)
        if line:
            yield self._line(line)

    def _block(self, node: nodes.Node) -> str:
        for kind in type(node).__mro__:
            if handler := getattr(self, f"_on_{kind.__name__}", None):
                return str(handler(node))
        return ""

    def _joined(self, node: nodes.Element) -> str:
        return "\n\n".join(filter(None, self.blocks(node.children)))

    def _line(self, content: Iterable[nodes.Node]) -> str:
        return escape_start(inline(content, self._address).strip())

    def _on_TextElement(self, node: nodes.Element) -> str:  # noqa: N802 - named after the node
        return self._line(node.children)

    def _on_Element(self, node: nodes.Element) -> str:  # noqa: N802 - named after the node
        """Write the content of what Markdown does not have."""
        return self._joined(node)

    def _on_rubric(self, node: nodes.Element) -> str:
        return self._line([nodes.strong("", "", *node.deepcopy().children)])

    _on_title = _on_term = _on_field_name = _on_rubric

    def _on_option_group(self, node: nodes.Element) -> str:
        return escape_start(words(", ".join(option.astext() for option in node.children)))

    def _on_bullet_list(self, node: nodes.Element) -> str:
        return stack([hang("-", self._joined(item)) for item in _items(node)])

    def _on_enumerated_list(self, node: nodes.Element) -> str:
        start = int(node.get("start", 1))
        return stack(
            [hang(f"{number}.", self._joined(item)) for number, item in enumerate(_items(node), start)]
        )

    def _on_block_quote(self, node: nodes.Element) -> str:
        return "\n".join(f"> {line}".rstrip() for line in self._joined(node).split("\n"))

    def _on_literal_block(self, node: nodes.Element) -> str:
        code = unbroken(node.astext()).strip("\n")
        ticks = fence(code)
        language = str(node.get("language", ""))
        named = language not in _PLAIN and _RE_LANGUAGE.fullmatch(language)
        return f"{ticks}{language if named else ''}\n{code}\n{ticks}" if code.strip() else ""

    _on_doctest_block = _on_literal_block

    def _on_math_block(self, node: nodes.Element) -> str:
        # A blank line parts two formulas
        parts = re.split(r"\n[ \t]*\n", node.astext())
        return "\n\n".join(f"$$\n{formula_lines(part)}\n$$" for part in parts if part.strip())

    def _on_line_block(self, node: nodes.Element) -> str:
        lines = [self._line(line.children) for line in _outer_lines(node)]
        return "\\\n".join(filter(None, lines))

    def _on_image(self, node: nodes.Element) -> str:
        return escape_start(words(str(node.get("alt", ""))))

    def _on_transition(self, _node: nodes.Element) -> str:
        return ""

    def _on_table(self, node: nodes.Element) -> str:
        titles = [self._block(child) for child in node.children if isinstance(child, nodes.title)]
        rows = [self._cells(row) for row in node.findall(nodes.row)]
        columns = {len(row) for row in rows}
        whole = len(columns) == 1 and not any(
            "morecols" in cell or "morerows" in cell for cell in _entries(node)
        )
        if not whole:
            return "\n\n".join([*titles, *(" – ".join(filter(None, row)) for row in rows)])
        if not any(node.findall(nodes.thead)):
            rows.insert(0, [""] * columns.pop())
        lines = [f"| {' | '.join(row)} |" for row in rows]
        lines.insert(1, f"|{'---|' * len(rows[0])}")
        return "\n\n".join([*titles, "\n".join(lines)])

    def _cells(self, row: nodes.Element) -> list[str]:
        """Return the cells of a row, each in one line."""
        cells = (cell for cell in row.children if isinstance(cell, nodes.entry))
        return [self._cell(cell).replace("|", "\\|") for cell in cells]

    def _cell(self, cell: nodes.Element) -> str:
        parts = [
            f"${inline_formula(part.astext())}$"
            if isinstance(part, nodes.math_block)
            else one_line(inline(part.children, self._address)).strip()
            for part in cell.findall(
                lambda node: isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline)
            )
        ]
        return " ".join(filter(None, parts))


def _items(node: nodes.Element) -> Iterator[nodes.Element]:
    return (item for item in node.children if isinstance(item, nodes.list_item))


def _entries(node: nodes.Element) -> Iterator[nodes.Element]:
    return node.findall(nodes.entry)


def _outer_lines(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the lines of a block, and of blocks in it, but no line within a line, which extensions make."""
    for child in node.children:
        if isinstance(child, nodes.line):
            yield child
        else:
            yield from _outer_lines(child)
