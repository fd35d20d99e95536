"""What is wrong in the Markdown of a definition or an article, although every output can print it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .markdown import parse, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

TOP_HEADING: Final = 3
"""An article stands below the headings of a page."""

# an escaped sign is meant as it stands; "." is punctuation, too, so that emphasis around it is read as before
_RE_ESCAPED: Final = re.compile(r"\\[*_$\]]")
# the dollar sign of a price: "$5", "$ 5", "$~5"
_RE_PRICE: Final = re.compile(r"\$\s?[~≈<>≤≥+-]?\d")


def find(text: str) -> Iterator[str]:
    """Yield what is not balanced or not valid in a Markdown text: fences, marks, formulas, headings too high."""
    tokens = list(walk(parse(text)))
    for token in tokens:
        if reason := token.meta.get("math_fault"):
            yield f"a formula that is not valid TeX, {token.content.strip()!r}: {reason}"
        elif token.type == "fence" and not _closed(token):
            yield f"a block of code without its closing fence, {token.markup}"
        elif token.type == "heading_open" and int(token.tag[1:]) < TOP_HEADING:
            yield f"a heading of level {token.tag[1:]}; the first level of an article is {'#' * TOP_HEADING}"
    literal = walk(parse(_RE_ESCAPED.sub(".", text))) if "\\" in text else tokens
    texts = [token.content for token in literal if token.type == "text" and "math_fault" not in token.meta]
    yield from _unbalanced("\n".join(texts), ticks="\\`" not in text)


def _closed(token: Token) -> bool:
    """Say whether a fence ends in a line of its own; a fence that is never closed runs to the end of its container."""
    first, end = token.map or (0, 0)
    return end - first - token.content.count("\n") >= 2  # noqa: PLR2004 - the two lines of the fence itself


def _unbalanced(text: str, *, ticks: bool) -> Iterator[str]:
    """Yield the marks that were left in the text because their partner is missing."""
    for mark in ("**", "__"):
        if mark in text:
            yield f"a {mark} without its partner; write \\{mark[0]}\\{mark[0]} if it is meant as it stands"
    if ticks and "`" in text:
        yield "a ` without its partner"
    if "](" in text:
        yield "a link without its end"
    if "$" in _RE_PRICE.sub("", text):
        yield "a $ without its partner; write \\$ if it is meant as it stands"
