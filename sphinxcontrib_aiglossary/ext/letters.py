"""Letter filters of a placement: ``a-f``, ``0-9``, ``#``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def parse_letters(parts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the first and last letter of each part, folded.

    Raises:
        ValueError: if a part is neither one letter nor two joined by a hyphen.
    """
    ranges = []
    for part in parts:
        folded = part.casefold()
        if len(folded) == 1:
            ranges.append((folded, folded))
        elif len(folded) == 3 and folded[1] == "-" and folded[0] <= folded[2]:  # noqa: PLR2004 - as in "a-f"
            ranges.append((folded[0], folded[2]))
        else:
            raise ValueError(f"has {part!r}, expected letters and ranges such as a-f")
    return tuple(ranges)


def matches(letter: str, ranges: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the heading under which a term is sorted (``B``, ``0-9``, ``#``) lies in one of the ranges."""
    first = letter[:1].casefold()
    return any(low <= first <= high for low, high in ranges)
