"""The parts of a body on its way to sound Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartKind = Literal["paragraph", "heading", "bullet", "number", "quote", "rule", "table", "math", "fence"]


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a body."""

    kind: PartKind
    text: str
    """Paragraph, heading, list item, quote: one line, without its marker. Table: its rows. Math: the formula.
    Fence: the code."""
    info: str = ""
    """A fence's language, or a list item's marker with its indentation."""
