"""A glossary as reStructuredText: a ``glossary`` directive that plain Sphinx builds, without this extension."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from .items import items
from .layout import one_line
from .rst_inline import escape
from .rst_writer import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Concept, Detail

    from .items import Item

TITLE: Final = "Glossary"


def export(concepts: Sequence[Concept], detail: Detail = "full") -> str:
    """Return a document with one ``glossary`` directive.

    Args:
        concepts: in print order.
        detail: definitions only, or everything.
    """
    head = f"{TITLE}\n{'=' * len(TITLE)}\n"
    if not concepts:
        return head
    printed = (textwrap.indent(_item(item), "   ") for item in items(concepts, detail))
    return f"{head}\n.. glossary::\n\n" + "\n\n".join(printed) + "\n"


def _item(item: Item) -> str:
    body = write(item.tokens) or ".. Nothing is known of this term yet."
    return "\n".join([*map(term_line, item.names), textwrap.indent(body, "   ")])


def term_line(name: str) -> str:
    r"""Return the line of a term.

    >>> term_line("x : y")
    'x \\: y'
    """
    # ` : ` would begin a classifier, and `.. ` a comment.
    line = re.sub(r" :(?= )", r" \:", escape(one_line(name).strip()))
    return f"\\{line}" if line.startswith(".") else line
