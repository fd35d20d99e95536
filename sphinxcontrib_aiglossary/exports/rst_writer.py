"""Markdown tokens to reStructuredText that docutils reads as the same blocks, with Sphinx's directives for code."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from markdown_it.tree import SyntaxTreeNode

from . import rst_inline
from .layout import formula_lines, hang, one_line, stack, unbroken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

SEPARATOR: Final = ".."
"""An empty comment keeps apart what reStructuredText would join."""


def write(tokens: Sequence[Token]) -> str:
    """Return the reST text of block tokens, without a final line break; every paragraph is one line."""
    return "\n\n".join(_blocks(SyntaxTreeNode(tokens).children))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    before = ""
    for node in nodes:
        text = _WRITERS[node.type](node)
        if not text:
            continue
        lists = node.type in {"bullet_list", "ordered_list"} and before == node.type
        if lists or (node.type == "blockquote" and before != "paragraph"):
            yield SEPARATOR
        yield text
        before = node.type


def _paragraph(node: SyntaxTreeNode) -> str:
    lines = _lines(node)
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"| {line}".rstrip() for line in lines)


def _heading(node: SyntaxTreeNode) -> str:
    text = " ".join(line for line in _lines(node) if line)
    return f".. rubric:: {text}" if text else ""


def _lines(node: SyntaxTreeNode) -> list[str]:
    tokens = [token for child in node.children for token in child.to_tokens()]
    return rst_inline.lines([child for token in tokens for child in token.children or ()])


def _bullet_list(node: SyntaxTreeNode) -> str:
    return _items(node, ["-"] * len(node.children))


def _ordered_list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1))
    return _items(node, [f"{start + number}." for number in range(len(node.children))])


def _items(node: SyntaxTreeNode, markers: Sequence[str]) -> str:
    bodies = ["\n\n".join(_blocks(item.children)) for item in node.children]
    return stack([hang(marker, body) for marker, body in zip(markers, bodies, strict=True)])


def _blockquote(node: SyntaxTreeNode) -> str:
    return textwrap.indent("\n\n".join(_blocks(node.children)), "   ")


def _table(node: SyntaxTreeNode) -> str:
    rows = [row for part in node.children for row in part.children]
    options = "   :header-rows: 1\n" if len(rows) > 1 else ""
    lines: list[str] = []
    for row in rows:
        cells = [hang("-", _paragraph(cell)) for cell in row.children]
        lines += [hang("*", "\n".join(cells))]
    return f".. list-table::\n{options}\n{textwrap.indent(chr(10).join(lines), '   ')}"


def _code(node: SyntaxTreeNode) -> str:
    if not node.content.strip():
        return ""
    option = "   :force:\n" if node.meta.get("force") else ""
    code = unbroken(node.content).strip("\n")
    return f".. code-block:: {node.info}\n{option}\n{textwrap.indent(code, '   ')}"


def _math(node: SyntaxTreeNode) -> str:
    formula = formula_lines(node.content)
    if not formula:
        return ""
    return f".. math::\n\n{textwrap.indent(formula, '   ')}"


def _comment(node: SyntaxTreeNode) -> str:
    return f".. {one_line(node.content)}"


_WRITERS: Final[Mapping[str, Callable[[SyntaxTreeNode], str]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _bullet_list,
    "ordered_list": _ordered_list,
    "blockquote": _blockquote,
    "table": _table,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "hr": lambda _: r"\* \* \*",
    "comment": _comment,
}
