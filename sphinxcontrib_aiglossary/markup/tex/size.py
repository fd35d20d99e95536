"""How large a formula may be: beyond these bounds TeX stops, whatever the formula says.

TeX calculates with lengths below 16384 pt and nests at most 255 groups, of which the page around a formula has some;
MathJax expands its macros in a buffer of 5 kB. The widths here are upper bounds, in points of a font of 10 pt.
"""

from __future__ import annotations

import re
from typing import Final

from .commands import ARGUMENTS, FUNCTIONS, LARGE, names

LONGEST: Final = 4000
"""Characters of a formula."""
LARGEST: Final = 14_000
"""Width and height of a formula."""
LONGEST_LENGTH: Final = 1000
"""Of one length: more than any page has."""
DEEPEST: Final = 100
"""Groups of TeX that may be open."""
MOST_WORK: Final = 6
"""How often TeX may set the same thing, as a power of two: nested commands of :data:`WORK` multiply."""

SIGN: Final = 12
SYMBOL: Final = 24
FUNCTION: Final = 40
GAP: Final = 20
"""What stands between two columns."""
LINE: Final = 24
"""How much higher a line, an operator, a delimiter makes a formula."""
LEVEL: Final = 14
"""How much higher a group or a script makes it."""

WORK: Final = {
    **dict.fromkeys(names("overset underset xleftarrow xrightarrow"), 1),
    **dict.fromkeys(
        names("boldsymbol hphantom overleftarrow overrightarrow phantom vphantom widehat widetilde"), 2
    ),
}
"""Commands that TeX sets twice, and those that it sets once for each of four sizes, as powers of two."""

_POINTS: Final = {"em": 12.0, "ex": 6.0, "pt": 1.0, "mm": 2.85, "cm": 28.46, "in": 72.27}
_RE_LENGTH = re.compile(rf"\s*(-?\d{{0,9}}\.?\d{{1,9}})\s*({'|'.join(_POINTS)})\s*")


def points(length: str) -> float | None:
    """Return a length in points, without its sign, or ``None`` if it is none that every output takes.

    >>> points("-2pt"), points("20000pt"), points("b")
    (2.0, 20000.0, None)
    """
    found = _RE_LENGTH.fullmatch(length)
    return abs(float(found[1])) * _POINTS[found[2]] if found else None


def levels(kind: str, command: str) -> int:
    """Return how many groups of TeX what opens takes.

    Args:
        kind: a brace, ``left``, or the name of an environment.
        command: the command whose argument a brace holds, or nothing.
    """
    if kind == "{":
        return 4 if command else 1
    return 2 if kind == "left" else 8


def width(name: str) -> int:
    """Return the width of a command without arguments."""
    return FUNCTION if name in FUNCTIONS else SYMBOL


def height(name: str) -> int:
    """Return how much higher a command may make a formula."""
    return LINE if name in LARGE else LEVEL if name in ARGUMENTS else 0
