"""Repair of a dump's bodies: flattened Markdown becomes lines again, damage with a certain original is mended.

Nothing is made up and no word is lost: what cannot be known stays as it stands, and a problem says so.

A bold line that stands alone (``**Failure Modes**``) is a heading and comes out as one (``### Failure Modes``), so
that every reader of the text knows it without guessing; a bold label before a colon (``**Result**:``) stays bold.
Blocks are separated by blank lines, items of one list are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.problems import Kind, Problem

from . import blocks, latex, residue

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Origin, Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A body as Markdown, with what was done to it."""

    text: str
    """Markdown with every block on lines of its own; every word of the body."""
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]


def restore(body: str, origin: Origin) -> Restored:
    """Return the body of one record, flattened or in lines, as sound Markdown.

    Args:
        body: the text below the headline.
        origin: the line of the body, for the problems.
    """
    repairs: list[Repair] = []
    text = residue.clean(body, repairs)
    parts, losses = blocks.split(text, repairs)
    parts = latex.mend(parts, repairs)
    problems = [_repaired(repair, origin) for repair in repairs]
    problems += [Problem(kind=Kind.TRUNCATED, origin=origin, message=loss) for loss in losses]
    problems += [
        Problem(kind=Kind.MATH, origin=origin, message=f"{formula!r} is shown as text: {fault}")
        for formula, fault in latex.faults(parts)
    ]
    return Restored(text=blocks.join(parts), repairs=tuple(repairs), problems=tuple(problems))


def _repaired(repair: Repair, origin: Origin) -> Problem:
    """Say a repair as a problem."""
    return Problem(
        kind=Kind.REPAIRED,
        origin=origin,
        message=f"repaired {repair.kind}: {repair.before!r} is now {repair.after!r}",
        before=repair.before,
        after=repair.after,
    )
