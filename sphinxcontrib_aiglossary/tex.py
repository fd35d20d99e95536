"""Whether a formula is TeX that every output can set."""

from __future__ import annotations


def fault(formula: str) -> str | None:
    """Return why a formula is not valid TeX, or ``None`` if it is.

    Args:
        formula: the text between the dollar signs.
    """
    depth = 0
    for char in formula:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return "a closing brace without an opening one"
    return "an opening brace without a closing one" if depth else None
