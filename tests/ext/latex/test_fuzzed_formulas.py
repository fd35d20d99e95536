"""What the checker accepts, TeX and MathJax set: asked of them, with formulas made by chance.

``AIGLOSSARY_FUZZING`` multiplies the number of formulas, each hundred with a seed of its own.
"""

from __future__ import annotations

import os
import random
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from formula_engines import ENGINES, MATHJAX, Engine, mathjax_failures, missing
from formula_fuzzer import BEYOND_ASCII, Maker

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex.portable import portable

if TYPE_CHECKING:
    from pathlib import Path

    from formula_engines import Formula

_TIMES: Final = int(os.environ.get("AIGLOSSARY_FUZZING", "1"))
_BATCH: Final = 100

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")


@cache
def formulas() -> tuple[Formula, ...]:
    """Return accepted formulas, the same in every run."""
    return tuple(
        formula for seed in range(3 * _TIMES) for formula in Maker(random.Random(seed)).accepted(_BATCH)
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_no_accepted_formula_stops_tex(tmp_path: Path, engine: str) -> None:
    """In a line, in a cell, in a list and on lines of its own, with the preamble of a PDF."""
    assert Engine(engine, tmp_path, BEYOND_ASCII).failures(formulas()) == []


@pytest.mark.parametrize("version", MATHJAX)
def test_no_accepted_formula_is_an_error_for_mathjax(version: str) -> None:
    """Nor has it a command that MathJax shows in red."""
    assert mathjax_failures(version, formulas()) == []


def test_what_is_mended_once_is_mended_for_good() -> None:
    """A text that is exported and read again has the same formulas."""
    for formula, display in formulas():
        again = portable(formula, display=display)
        assert again == formula
        assert tex.fault(again) is None
