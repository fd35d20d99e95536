"""What scripts that set formulas in a finished page find in our text: our formulas, and nothing else.

MathJax looks for delimiters in all text of a page, and so does the auto-render extension of KaTeX. What looks like a
formula in a definition and is none stays text, so that no command in it runs.

MathJax (3 and 4) passes over elements with a class of :data:`IGNORED` until it meets one of :data:`PROCESSED`; the second
names are those of MathJax 2 and of MyST-Parser. KaTeX knows no such classes; it looks for a pair of delimiters in each
piece of text, which an element around a delimiter takes apart. A single ``$`` is a delimiter for neither of them, unless
the author says so, and mostly a price: of that the classes have to take care.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

IGNORED: Final = ("mathjax_ignore", "tex2jax_ignore")
PROCESSED: Final = ("mathjax_process", "tex2jax_process")
IGNORING: Final = f'class="{" ".join(IGNORED)}"'

_RE_DELIMITER: Final = re.compile(r"(\\[()\[\]]|\\(?:begin|end|(?:eq)?ref)\b|\$\$)")
_VERBATIM: Final = (nodes.literal, nodes.math, nodes.math_block, nodes.FixedTextElement, nodes.raw)
"""Nodes whose text no script reads, or that are formulas."""


def shielded(text: str) -> list[nodes.Node]:
    """Return a text as nodes in which nobody finds a formula; mostly that is one node."""
    if not may_delimit(text):
        return [nodes.Text(text)]
    return [
        nodes.inline(part, part, classes=list(IGNORED)) if delimits else nodes.Text(part)
        for part, delimits in _parts(text)
    ]


def shielded_html(text: str) -> str:
    """Return a text as HTML in which nobody finds a formula.

    >>> shielded_html("a < b")
    'a &lt; b'
    """
    if not may_delimit(text):
        return escape(text)
    return "".join(
        f"<span {IGNORING}>{escape(part)}</span>" if delimits else escape(part)
        for part, delimits in _parts(text)
    )


def shield(tree: nodes.Node) -> None:
    """Let the formulas of a tree be found, and nothing in its text."""
    for node in list(tree.findall()):
        if isinstance(node, (nodes.math, nodes.math_block)):
            node["classes"].extend(PROCESSED)
        elif isinstance(node, nodes.Text) and may_delimit(node) and not _is_verbatim(node):
            node.parent.replace(node, shielded(node))


def may_delimit(text: str) -> bool:
    """Tell whether a text may hold a delimiter of formulas."""
    return "\\" in text or "$$" in text


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and of each whether it delimits formulas."""
    for number, part in enumerate(_RE_DELIMITER.split(text)):
        if part:
            yield part, number % 2 == 1


def _is_verbatim(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None:
        if isinstance(node, _VERBATIM):
            return True
        node = node.parent
    return False
