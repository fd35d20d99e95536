"""The formulas of a body: each is repaired, and each repair is noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex.dollars import formulas
from sphinxcontrib_aiglossary.markup.tex.portable import portable
from sphinxcontrib_aiglossary.model import Repair

from . import bare
from .formula import mend_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Part


def mend(parts: Iterable[Part], repairs: list[Repair]) -> list[Part]:
    """Return the parts with their formulas repaired; every changed formula is added to ``repairs``."""
    parts = list(parts)
    damaged = any(mend_formula(formula) != formula for part in parts for formula in _formulas(part))
    return [_mend_bare(_mend_part(part, repairs) if damaged else part, repairs) for part in parts]


def faults(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Yield every formula that no output can set, with the reason."""
    for part in parts:
        for formula in _formulas(part):
            if fault := tex.fault(portable(formula, display=part.kind == "math")):
                yield formula, fault


def _formulas(part: Part) -> Iterable[str]:
    """Return the formulas of a part, without their dollar signs."""
    if part.kind == "math":
        return [part.text]
    if part.kind == "fence" or "$" not in part.text:
        return []
    return [part.text[start + 1 : end - 1] for start, end in formulas(part.text)]


def _mend_part(part: Part, repairs: list[Repair]) -> Part:
    """Repair the formulas of one part; backslashes were lost in the same text."""
    if part.kind == "math":
        after = mend_formula(part.text, damaged=True)
        if after != part.text:
            repairs.append(Repair(kind="latex-escape", before=part.text, after=after))
        return replace(part, text=after)
    if part.kind == "fence" or "$" not in part.text:
        return part
    pieces, position = [], 0
    for start, end in formulas(part.text):
        formula = part.text[start + 1 : end - 1]
        after = mend_formula(formula, damaged=True)
        if after != formula:
            repairs.append(Repair(kind="latex-escape", before=f"${formula}$", after=f"${after}$"))
        pieces += [part.text[position:start], "$", after, "$"]
        position = end
    return replace(part, text="".join([*pieces, part.text[position:]]))


def _mend_bare(part: Part, repairs: list[Repair]) -> Part:
    """Restore the formulas of one part that stand without dollar signs."""
    if part.kind in {"fence", "math"}:
        return part
    text = bare.mend(part.text, repairs)
    return part if text == part.text else replace(part, text=text)
