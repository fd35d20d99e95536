"""Letter filters of a placement: ``a-f``, ``0-9``, ``#``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.naming.plurals import letter

if TYPE_CHECKING:
    from collections.abc import Sequence

# "a", "a-f", "a – f"
_RE_PART: Final = re.compile(r"(\S)(?:\s*[-–]\s*(\S))?")


def parse_letters(parts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the first and last letter of each part, folded.

    Raises:
        ValueError: if a part is neither one letter nor two, in order, joined by a hyphen.
    """
    ranges = []
    for part in parts:
        found = _RE_PART.fullmatch(unicodedata.normalize("NFC", part))
        if found is None or (low := _folded(found[1])) > (high := _folded(found[2] or found[1])):
            raise ValueError(f"has {part!r}, expected letters and ranges such as a-f")
        ranges.append((low, high))
    return tuple(ranges)


def _folded(character: str) -> str:
    """Return the letter under which terms with this first character are listed: ``e`` for ``É``, ``0`` for ``7``."""
    return letter(character)[:1].casefold()


def matches(heading: str, ranges: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the heading under which a term is sorted (``B``, ``0-9``, ``#``) lies in one of the ranges."""
    first = heading[:1].casefold()
    return any(low <= first <= high for low, high in ranges)
