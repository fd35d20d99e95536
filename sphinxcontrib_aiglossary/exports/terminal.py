"""A concept as plain text for a terminal: its names, its fields, its definition."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Final

from .items import definition
from .layout import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Concept

WIDEST: Final = 88
"""Longer lines are hard to read."""


def describe(concept: Concept, width: int = 0) -> str:
    """Return the definition of a concept under its names.

    Args:
        concept: what to describe.
        width: columns of the terminal; asked of it by default.
    """
    width = width or min(WIDEST, shutil.get_terminal_size().columns)
    also = ", ".join((*concept.abbreviations, *concept.synonyms))
    lines = [one_line(concept.name) + (f" ({one_line(also)})" if also else "")]
    if concept.categories:
        lines.append(f"[{', '.join(concept.categories)}]")
    texts = [
        _block(token, width)
        for token in definition(concept)
        if token.type in {"inline", "fence", "math_block"}
    ]
    return "\n".join([*lines, "", "\n\n".join(texts) or "No definition is known."])


def _block(token: Token, width: int) -> str:
    if token.type != "inline":
        return textwrap.indent(token.content.strip("\n"), "    ")
    text = one_line("".join(map(_text, token.children or ()))).strip()
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _text(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type.startswith("math_inline"):
        return f"{token.markup}{token.content}{token.markup}"
    return token.content
