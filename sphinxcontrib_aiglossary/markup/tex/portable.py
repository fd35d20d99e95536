"""Formulas as MathJax and LaTeX set them alike, whatever wraps them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .commands import COMPOUND
from .group import Fault
from .reader import Reader

_INNER: Final = {
    "align": "aligned",
    "alignat": "alignedat",
    "displaymath": "",
    "eqnarray": "aligned",
    "equation": "",
    "flalign": "aligned",
    "gather": "gathered",
    "math": "",
    "multline": "gathered",
    "split": "aligned",
}
"""Environments that stand for a formula of their own, and what they become within a formula."""

_RE_REWRITTEN = re.compile(
    r"\\(?P<part>begin|end)\s*\{(?P<outer>" + "|".join(_INNER) + r")\*?\}"
    r"|\\tag(?P<star>\*?)\s*\{(?P<label>[^{}]*)\}"
    r"|(?P<numbering>\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z]))"
    r"|(?P<sign>[_^])\s*\\(?P<bare>" + "|".join(sorted(COMPOUND, key=len, reverse=True)) + r")(?![A-Za-z])"
    r"|\\.",
    re.DOTALL,
)
"""``\\begin{align*}``, ``\\tag{1}``, ``\\label{a}``, ``_\\max``, which MathJax takes and TeX refuses; and every other
command, so that ``\\\\label`` is the end of a line and a word"""
_RE_COLUMN = re.compile(r"(?<!\\)&")
_RE_GAP = re.compile(r"\s*")
_RE_SPACE = re.compile(r"[^\S \t\n]")
"""What TeX takes for the end of a paragraph, or not for a space."""


def portable(formula: str, *, display: bool = False) -> str:
    r"""Return a formula that can stand between ``\(`` and ``\)`` and in Sphinx's ``split``.

    Sphinx puts every display formula of a PDF into ``equation*`` and ``split``, where ``align`` and ``\tag`` are
    errors; MathJax refuses ``&`` outside an environment, which a display formula without one is given. What TeX
    stops at, but has one meaning only, is mended.

    >>> portable(r"\begin{align}a &= b \tag{1}\end{align}")
    '\\begin{aligned}a &= b \\qquad\\text{(1)}\\end{aligned}'
    >>> portable("f'_i^2"), portable(r"a \\ b")
    ("{f'_i}^2", 'a \\quad b')
    """
    text = _RE_SPACE.sub(" ", formula).strip()
    if "\\" in text:
        text = without_last_space(_RE_REWRITTEN.sub(_rewritten, text).strip())
    return _mended(text, display=display)


def in_one_line(formula: str) -> str:
    r"""Return a valid formula with spaces in place of the ``\\`` that are in no group."""
    reader = Reader(formula)
    try:
        reader.read()
    except Fault:
        return formula
    return _spaced(reader)


def without_last_space(formula: str) -> str:
    r"""Return a formula, stripped, without the backslash of ``\ `` at its end, which would escape what follows."""
    end = len(formula)
    while end:
        last = end
        while last and formula[last - 1] == "\\":
            last -= 1
        if (end - last) % 2 == 0:
            break
        end -= 1
        while end and formula[end - 1].isspace():
            end -= 1
    return formula[:end]


@lru_cache(maxsize=4096)
def _mended(text: str, *, display: bool) -> str:
    reader = Reader(text, mends=True)
    try:
        reader.read()
    except Fault:
        # Nothing is certain but that a display formula without an environment wants one for its columns
        is_aligned = display and "\\begin" not in text and _RE_COLUMN.search(text)
        return f"\\begin{{aligned}}{text}\\end{{aligned}}" if is_aligned else text
    if display:
        text = reader.mended()
        if reader.is_braced and "\\begin" in text:
            # As the only thing in `split`, the braces are lost
            return "{}" + text
        # LaTeX takes a bracket behind \begin{aligned} for an option
        gap = "{}" if text.startswith("[") else ""
        return f"\\begin{{aligned}}{gap}{text}\\end{{aligned}}" if reader.columns else text
    return text if reader.columns else _spaced(reader)


def _spaced(reader: Reader) -> str:
    """Return a formula with its edits, and with spaces in place of its line ends."""
    for start, end in reader.line_ends:
        gap = _RE_GAP.match(reader.formula, end)
        reader.edits.append((start, gap.end() if gap else end, "\\quad "))
    text = reader.mended()
    return text if not reader.line_ends else text.strip().removesuffix("\\quad").strip()


def _rewritten(match: re.Match[str]) -> str:
    if match["outer"]:
        name = _INNER[match["outer"]]
        return f"\\{match['part']}{{{name}}}" if name else ""
    if match["label"] is not None:
        label = match["label"] if match["star"] else f"({match['label']})"
        return f"\\qquad\\text{{{label}}}"
    if match["bare"]:
        return f"{match['sign']}{{\\{match['bare']}}}"
    return "" if match["numbering"] else match[0]
