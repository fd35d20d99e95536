"""A concept in one line of plain text, for places that hold nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .markdown import parse
from .tex.readable import readable

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Concept

LENGTH: Final = 160
"""Characters of a summary: two or three lines of a page."""
_ENOUGH: Final = 2000
"""Characters of Markdown that are read: a definition is seldom as long."""

_RE_SPACE = re.compile(r"\s+")
_RE_MARKUP = re.compile(r"[\\`*_\[\]$&#<>~|!]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)
"""What may be Markdown; a text without it is plain already."""
_RE_STRONG = re.compile(r"\*\*(?=\w)([^\\`*_\[\]$&#<>~|!\n]*)(?<=\w)\*\*")
"""Words between stars, which are strong whatever stands around them: nearly all markup that definitions have."""
_RE_END = re.compile(r"[\s,;:(\[–—-]+$")


def summary(concept: Concept, length: int = LENGTH) -> str:
    """Return what a concept is, in one line without markup; nothing if nothing is known.

    Args:
        concept: the concept.
        length: how many characters at most, the dots at the end included.
    """
    return summary_of(concept.definition or concept.article.partition("\n\n")[0], length)


def summary_of(text: str, length: int = LENGTH) -> str:
    """Return a Markdown text in one line without markup, not longer than a number of characters."""
    return shortened(plain(text[:_ENOUGH]), length)


@lru_cache(maxsize=2**12)
def plain(text: str) -> str:
    r"""Return a Markdown text as one line of plain text; code and formulas stay, blocks of code do not.

    >>> plain("A **gate** of `x` and $x^2$, see\n[dies](term:die).")
    'A gate of x and x², see dies.'
    """
    if "**" in text:
        text = _RE_STRONG.sub(r"\1", text)
    if _RE_MARKUP.search(text):
        text = " ".join(_inline(token) for token in parse(text) if token.type in {"inline", "math_block"})
    return _RE_SPACE.sub(" ", text).strip()


def _inline(token: Token) -> str:
    if token.type.startswith("math"):
        return readable(token.content)
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(map(_inline, token.children)) if token.children else token.content


def shortened(text: str, length: int) -> str:
    """Return a line of text that ends at a word if it is too long.

    >>> shortened("a word and, perhaps", 12), shortened("日本語日本語", 4)
    ('a word and…', '日本語…')
    """
    if len(text) <= length:
        return text
    cut = text[:length]
    end = max(cut.rfind(" "), 0)
    if end < length // 2:  # a word that is longer than all the rest
        end = length - 1
        while end > 1 and unicodedata.combining(text[end]):
            end -= 1
    return _RE_END.sub("", cut[:end]) + "…"
