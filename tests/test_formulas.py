"""Claims about formulas that every output can wrap."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary import tex
from sphinxcontrib_aiglossary.markdown import parse
from sphinxcontrib_aiglossary.tex.portable import portable


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"a \& b", r"a \& b"),
        (r"\begin{gather*}a\\b\end{gather*}", r"\begin{gathered}a\\b\end{gathered}"),
        (r"\begin{equation}a\end{equation}", "a"),
        (r"a \\ b \tag{1} \nonumber", r"a \\ b \qquad\text{(1)}"),
        (r"a \tag*{see}", r"a \qquad\text{see}"),
        (r"a \nonumbers", r"a \nonumbers"),
        (r"a \label{eq:a}", "a"),
        ("a &= b", r"\begin{aligned}a &= b\end{aligned}"),
        (r"\begin{matrix}a & b\end{matrix}", r"\begin{matrix}a & b\end{matrix}"),
    ],
)
def test_a_formula_is_what_both_mathjax_and_latex_can_wrap(formula: str, expected: str) -> None:
    """Environments of their own and numbers are errors within Sphinx's wrapping; so is a bare alignment sign."""
    assert portable(formula, display=True) == expected


def test_an_alignment_sign_within_a_line_is_not_mended() -> None:
    """Between two dollars of a sentence an ampersand is prose more likely than a formula."""
    assert portable("R & D") == "R & D"


def test_tokens_hold_portable_formulas() -> None:
    """Every output reads the mended formula; one that stays faulty is shown as it was written."""
    (block,) = parse("$$\n\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}\n$$")
    assert block.type == "math_block"
    assert block.content == "\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}"
    assert tex.fault(block.content) is None
    (block,) = parse("$$\n\\begin{align}\na &= b\n$$")
    assert block.type == "fence"
    assert block.content.startswith("$$\n\\begin{align}")
