"""Formulas as MathJax and LaTeX set them alike, whatever wraps them."""

from __future__ import annotations

import re
from typing import Final

from .commands import COMPOUND

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

_RE_OUTER = re.compile(r"\\(begin|end)\s*\{(" + "|".join(_INNER) + r")\*?\}")
"""``\\begin{align*}``"""
_RE_TAG = re.compile(r"\\tag(\*?)\s*\{([^{}]*)\}")
"""``\\tag{1}``"""
_RE_NUMBERING = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_RE_BARE = re.compile(r"([_^])\s*\\(" + "|".join(sorted(COMPOUND, key=len, reverse=True)) + r")(?![A-Za-z])")
"""``_\\max``, which MathJax takes and TeX refuses"""
_RE_COLUMN = re.compile(r"(?<!\\)&")


def portable(formula: str, *, display: bool = False) -> str:
    r"""Return a formula that can stand between ``\(`` and ``\)`` and in Sphinx's ``split``.

    Sphinx puts every display formula of a PDF into ``equation*`` and ``split``, where ``align`` and ``\tag`` are
    errors; MathJax refuses ``&`` outside an environment, which a display formula without one is given.

    >>> portable(r"\begin{align}a &= b \tag{1}\end{align}")
    '\\begin{aligned}a &= b \\qquad\\text{(1)}\\end{aligned}'
    """
    text = formula.strip()
    if "\\" in text:
        text = _RE_OUTER.sub(_inner, text)
        text = _RE_BARE.sub(r"\1{\\\2}", text)
        text = _RE_TAG.sub(_visible_tag, _RE_NUMBERING.sub("", text)).strip()
    if display and "\\begin" not in text and _RE_COLUMN.search(text):
        return f"\\begin{{aligned}}{text}\\end{{aligned}}"
    return text


def _inner(match: re.Match[str]) -> str:
    name = _INNER[match[2]]
    return f"\\{match[1]}{{{name}}}" if name else ""


def _visible_tag(match: re.Match[str]) -> str:
    label = match[2] if match[1] else f"({match[2]})"
    return f"\\qquad\\text{{{label}}}"
