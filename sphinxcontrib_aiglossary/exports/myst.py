"""A glossary as MyST Markdown: a ``glossary`` directive that plain Sphinx with ``myst_parser`` builds."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from .items import items
from .layout import one_line
from .myst_writer import escape, fence, write
from .rst import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Concept, Detail

    from .items import Item

HEAD: Final = "% Needs `myst_parser` in `extensions`, and none of the extensions of MyST.\n"


def export(concepts: Sequence[Concept], detail: Detail = "full") -> str:
    """Return a document with one ``glossary`` directive.

    Args:
        concepts: in print order.
        detail: definitions only, or everything.
    """
    head = f"{HEAD}\n# {TITLE}\n"
    if not concepts:
        return head
    printed = "\n\n".join(_item(item) for item in items(concepts, detail))
    ticks = fence(printed)
    return f"{head}\n{ticks}{{glossary}}\n{printed}\n{ticks}\n"


def _item(item: Item) -> str:
    body = write(item.tokens) or "% Nothing is known of this term yet."
    return "\n".join([*map(term_line, item.names), textwrap.indent(body, "  ")])


def term_line(name: str) -> str:
    r"""Return the line of a term.

    >>> term_line("x : y")
    'x \\: y'
    """
    # ` : ` would begin a classifier, a leading colon or dash the options of the directive, and `.. ` a comment.
    line = re.sub(r" :(?= )", r" \:", escape(one_line(name).strip()))
    return f"\\{line}" if line.startswith((".", ":", "-")) else line
