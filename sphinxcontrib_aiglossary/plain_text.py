"""Markdown and formulas as one line of plain text, for places that can show nothing else."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from . import markdown

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_SIGNS: Final = {
    "cdot": "·",
    "times": "×",
    "pm": "±",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "sim": "~",
    "infty": "∞",
    "to": "→",
    "rightarrow": "→",
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
    "partial": "∂",
    "nabla": "∇",
    "in": "∈",
    "ldots": "…",
    "dots": "…",
    "cdots": "…",
    "quad": " ",
    "left": "",
    "right": "",
}
"""What common commands of TeX print."""

# "\frac{a}{b}", with simple parts
_RE_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
# "\text{set as text}"
_RE_TEXT = re.compile(r"\\(?:text|mathrm|mathbf|mathit|operatorname)(?:bf|it|rm)?\{([^{}]*)\}")
_RE_COMMAND = re.compile(r"\\([A-Za-z]+) ?")
# "x_{0}"
_RE_GROUP_OF_ONE = re.compile(r"\{([^{}\\]?)\}")
_RE_SPACING = re.compile(r"\\[,;:! ]")


def plain_line(text: str) -> str:
    """Return a Markdown text as one line without markup."""
    parts: list[str] = []
    for token in markdown.walk(markdown.parse(text.translate(markdown.BLANKS))):
        if token.type.startswith("math"):
            parts.append(readable(token.content))
        elif token.type in _BREAKS or (token.nesting < 0 and token.block):
            parts.append(" ")
        elif not token.children:
            parts.append(token.content)
    return " ".join("".join(parts).split())


def readable(formula: str) -> str:
    """Return TeX as it reads best in plain text: Greek letters and common signs for their commands."""
    shown = _RE_SPACING.sub(" ", _RE_TEXT.sub(r"\1", formula))
    shown = _RE_FRACTION.sub(lambda found: f"{_in_brackets(found[1])}/{_in_brackets(found[2])}", shown)
    shown = _RE_COMMAND.sub(_command, shown)
    return _RE_GROUP_OF_ONE.sub(r"\1", shown)


def _in_brackets(part: str) -> str:
    return part if len(part.split()) == 1 and part.strip("\\").isalnum() else f"({part})"


def _command(found: re.Match[str]) -> str:
    name = found[1]
    if name in _SIGNS:
        return _SIGNS[name]
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    # Unicode spells this one letter otherwise than TeX
    letter = name.upper().removeprefix("VAR").replace("LAMBDA", "LAMDA")
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {letter}")
    except KeyError:
        return found[0]


def shortened(text: str, width: int) -> str:
    """Return a line cut at a word, with an ellipsis, if it is longer than a number of characters."""
    if len(text) <= width:
        return text
    cut = text[:width]
    kept = cut if text[width].isspace() else (cut.rpartition(" ")[0] or cut)
    return kept.rstrip(" ,;:.–-(") + "…"
