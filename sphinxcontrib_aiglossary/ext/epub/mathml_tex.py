r"""Commands of TeX that MathJax knows and docutils does not, in words that it knows.

Every command that :mod:`sphinxcontrib_aiglossary.markup.tex` accepts comes through; a test proves it.
"""

from __future__ import annotations

import re
from typing import Final

from sphinxcontrib_aiglossary.markup.tex.commands import ARGUMENTS

_SAME: Final = {
    "cdotp": r"\cdot ",
    "dots": r"\ldots ",
    "dotsb": r"\cdots ",
    "dotsc": r"\ldots ",
    "dotsi": r"\cdots ",
    "dotsm": r"\cdots ",
    "dotso": r"\ldots ",
    "enspace": r"\hspace{0.5em}",
    "hphantom": r"\phantom ",
    "iff": r"\;\Longleftrightarrow\;",
    "mathstrut": "",
    "nonumber": "",
    "notag": "",
    "stackrel": r"\overset ",
    "textbf": r"\text ",
    "textit": r"\text ",
    "textsf": r"\text ",
    "texttt": r"\text ",
    "vphantom": "",
}
_CLASSES: Final = ("mathbin", "mathop", "mathord", "mathrel")
"""They change the space around a symbol."""
_SIZES: Final = tuple(
    f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")
)
_SWITCHES: Final = (
    *("bf", "cal", "it", "rm", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle"),
    *("limits", "nolimits"),
)


def _commands(names: tuple[str, ...]) -> str:
    return rf"\\(?:{'|'.join(sorted(names, key=len, reverse=True))})(?![A-Za-z])\s*"


_RE_SAME = re.compile(rf"\\({'|'.join(sorted(_SAME, key=len, reverse=True))})(?![A-Za-z])\s*")
_RE_STACK = re.compile(r"\\substack\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_RE_STARRED = re.compile(r"\\operatorname\*\s*(\{[^{}]*\})(\s*[_^])?")
"""``\\operatorname*{argmax}_x``, of which what follows stands below."""
_RE_VERTICAL_PHANTOM = re.compile(r"\\vphantom\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|.)")
_RE_BEGIN = re.compile(
    r"\\begin\s*\{(alignedat|aligned|array|gathered)\}(?:\s*\[[tbc]\])?(?:(?<=[ty]\})\s*\{[^{}]*\})?"
)
"""The columns of an array stand in a second pair of braces, and so does their number."""
_RE_END = re.compile(r"\\end\s*\{(alignedat|array|gathered)\}")
_RE_ALIGNED = re.compile(r"(?<=\\begin\{)aligned(?=\})|(?<=\\end\{)aligned(?=\})")
"""What docutils 0.20 lacks; a table has the same rows and columns."""
_RE_LINE = re.compile(r"\\hline(?![A-Za-z])")
_TABLES: Final = {"aligned": "aligned", "alignedat": "aligned", "array": "matrix", "gathered": "matrix"}
_RE_CLASSES = re.compile(_commands(_CLASSES))
# a full stop after a size stands for no sign at all
_RE_SIZES = re.compile(_commands(_SIZES) + r"\.?")
_RE_SWITCHES = re.compile(_commands(_SWITCHES))
_RE_SIZE_OF_ONE = re.compile(_commands(("big", "Big", "bigg", "Bigg", "bigm", "Bigm", "biggm", "Biggm")))
_RE_FOREIGN = re.compile(r"[^\x00-\x7f]+")


_BRACED: Final = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_TAKES_ANY: Final = _commands(tuple(ARGUMENTS))
_TAKES_TWO: Final = _commands(tuple(name for name, number in ARGUMENTS.items() if number > 1))
_DIGITS: Final = tuple(
    (re.compile(pattern), braced)
    for pattern, braced in (
        (rf"({_TAKES_TWO})(\d)\s*(\d)", r"\1{\2}{\3}"),
        (rf"((?:[_^]|{_TAKES_ANY}(?:\[[^][]*\])?)\s*)(\d)(?=[\d.,])", r"\1{\2}"),
        (rf"({_TAKES_TWO}(?:{_BRACED}|\\[A-Za-z]+|\w)\s*)(\d)(?=[\d.,])", r"\1{\2}"),
    )
)
"""Numbers as arguments: TeX takes the first digit only, docutils all."""


def translated(formula: str) -> str:
    r"""Return a formula without the commands that docutils lacks.

    >>> translated(r"a \iff b, \dots")
    'a \\;\\Longleftrightarrow\\;b, \\ldots '
    """
    text = formula
    for pattern, braced in _DIGITS:
        text = pattern.sub(braced, text)
    text = _RE_STARRED.sub(
        lambda m: rf"\mathrm{m[1]}\limits{m[2]}" if m[2] else rf"\operatorname{m[1]}", text
    )
    text = _RE_VERTICAL_PHANTOM.sub("", text)
    text = _RE_STACK.sub(r"{\\begin{matrix}\1\\end{matrix}}", text)
    text = _RE_BEGIN.sub(lambda match: rf"\begin{{{_TABLES[match[1]]}}}", _RE_LINE.sub("", text))
    text = _RE_END.sub(lambda match: rf"\end{{{_TABLES[match[1]]}}}", text)
    text = _RE_SAME.sub(lambda m: _SAME[m[1]], text)
    return _RE_SIZE_OF_ONE.sub("", _RE_CLASSES.sub("", text))


def plain(formula: str) -> str:
    """Return a formula without what only changes its looks; letters that docutils does not know become text."""
    text = _RE_ALIGNED.sub("matrix", _RE_SWITCHES.sub("", _RE_SIZES.sub("", formula)))
    return _RE_FOREIGN.sub(lambda match: rf"\text{{{match[0]}}}", text)
