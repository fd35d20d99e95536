"""Which dollar signs of a Markdown text enclose a formula, and which are prices.

One decision serves the repair of dumps and the Markdown parser, so that what was repaired as a formula is also read
as one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 1500
"""No inline formula is longer; keeps a stray dollar sign from swallowing a paragraph."""

# what only TeX has: `x_i`, `10^4`, `\times`, `{`
_RE_TEX = re.compile(r"[\\^_{}]")
# `50K`, `1.5 million`, `10-50`: what follows the dollar sign of a price
_RE_AMOUNT = re.compile(r"\s*[~≈<>≤≥+-]?\d")
# a number and nothing else: `$0.00$`, `$128$`
_RE_NUMBER = re.compile(r"\s*[~≈<>≤≥+-]?\d[\d.,]*\s*")
# a word of a sentence; single letters and pairs may be variables
_RE_WORD = re.compile(r"[A-Za-z]{2,}")
_RE_PROSE = re.compile(r"(?:(?<![\\A-Za-z_{])[A-Za-z]{2,}[,;]?\s+){3}[A-Za-z]{2,}")
# text inside a formula is no sign of prose: `\text{for all}`
_RE_TEXT = re.compile(r"\\?(?:text|ext|mbox|mathrm|operatorname)[a-z]*\s?\{[^{}]*\}")
# Markdown that never stands in a formula
_RE_MARKUP = re.compile(r"\*\*|`|\n\s*\n|\s-\s+[A-Z][a-z]+[\s:]|\]\(")


def is_formula(content: str, after: str = "") -> bool:
    """Return whether what stands between two dollar signs is a formula, valid or not.

    Args:
        content: the text between the signs.
        after: the character after the closing sign, if any.

    >>> is_formula("10^4"), is_formula("50K-200K per year; comparable, up to ")
    (True, False)
    """
    if not content.strip() or _RE_MARKUP.search(content):
        return False
    if content[-1].isspace() and not content[0].isspace():
        return False
    if _RE_AMOUNT.match(content):
        return _is_number_formula(content, after)
    return not _RE_PROSE.search(_RE_TEXT.sub("", content)) and not after.isdigit()


def _is_number_formula(content: str, after: str) -> bool:
    """Tell `$10^4$` and `$3x + 1$` from two prices with words between them."""
    bare = _RE_TEXT.sub("", content)
    if _RE_TEX.search(bare):
        return not _RE_PROSE.search(bare)
    if after.isdigit() or content.rstrip()[-1] in "-–—/,;:(+~|":
        return False
    # Between two prices there is room: `$6ND$` is none
    return bool(_RE_NUMBER.fullmatch(content)) or len(content.split()) == 1 or not _RE_WORD.search(bare)


def formula_end(text: str, start: int) -> int:
    """Return the position of the dollar sign that closes the formula opened at ``start``, or -1 if there is none."""
    end = _dollar(text, start + 1, min(len(text), start + LONGEST))
    if end < 0:
        return -1
    return end if is_formula(text[start + 1 : end], text[end + 1 : end + 2]) else -1


def formulas(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end, both dollar signs included, of every inline formula of a text."""
    position = 0
    while (opening := _dollar(text, position, len(text))) >= 0:
        end = formula_end(text, opening)
        if end > 0:
            yield opening, end + 1
        position = (end if end > 0 else opening) + 1


def _dollar(text: str, start: int, stop: int) -> int:
    """Return the position of the first dollar sign that is not escaped and not one of several, or -1."""
    at = text.find("$", start, stop)
    while at >= 0:
        if text[at - 1 : at] not in {"\\", "$"} and text[at + 1 : min(at + 2, stop)] != "$":
            return at
        at = text.find("$", at + 1, stop)
    return -1
