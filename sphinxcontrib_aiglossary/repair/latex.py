"""The formulas of a body: each is repaired, and each repair is noted."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.dollars import formulas
from sphinxcontrib_aiglossary.model import Repair

from . import bare
from .formula import mend_formula

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Part

# environments of a whole display, which may not stand inside another one
_RE_ENVIRONMENT = re.compile(
    r"\\(?P<what>begin|end)\{(?P<name>align|eqnarray|split|gather|multline|equation)\*?\}"
)


def mend(parts: Iterable[Part], repairs: list[Repair]) -> list[Part]:
    """Return the parts with their formulas repaired; every changed formula is added to ``repairs``."""
    parts = list(parts)
    damaged = any(mend_formula(formula) != formula for formula in formulas_in(parts))
    return [_mend_part(part, repairs, damaged=damaged) for part in parts]


def formulas_in(parts: Iterable[Part]) -> Iterator[str]:
    """Yield every formula of the parts, without its dollar signs."""
    return chain.from_iterable(map(_formulas, parts))


def _formulas(part: Part) -> Iterable[str]:
    """Return the formulas of a part, without their dollar signs."""
    if part.kind == "math":
        return [part.text]
    if part.kind == "fence":
        return []
    return [part.text[start + 1 : end - 1] for start, end in formulas(part.text)]


def _mend_part(part: Part, repairs: list[Repair], *, damaged: bool) -> Part:
    """Repair the formulas of one part."""
    if part.kind == "fence":
        return part
    if part.kind == "math":
        after = mend_formula(part.text, damaged=damaged)
        if after != part.text:
            repairs.append(Repair(kind="latex-escape", before=part.text, after=after))
        inner = _RE_ENVIRONMENT.sub(_inner_environment, after)
        if inner != after:
            repairs.append(Repair(kind="latex-environment", before=after, after=inner))
        return replace(part, text=inner)
    pieces, position = [], 0
    for start, end in formulas(part.text):
        formula = part.text[start + 1 : end - 1]
        after = mend_formula(formula, damaged=damaged)
        if after != formula:
            repairs.append(Repair(kind="latex-escape", before=f"${formula}$", after=f"${after}$"))
        pieces += [part.text[position:start], "$", after, "$"]
        position = end
    return replace(part, text=bare.mend("".join([*pieces, part.text[position:]]), repairs))


def _inner_environment(found: re.Match[str]) -> str:
    """Name the environment that does the same inside a display formula."""
    if found["name"] == "equation":
        return ""
    inner = "gathered" if found["name"] in {"gather", "multline"} else "aligned"
    return f"\\{found['what']}{{{inner}}}"
