"""Claims about formulas that every output can wrap."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.markdown import parse
from sphinxcontrib_aiglossary.markup.tex.portable import portable


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


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("f'_i^2", "{f'_i}^2"),
        ("f'_i'", "{f'_i}'"),
        ("f' ^2", "f'^2"),
        (r"\hat{y}'_t^{(k)}", r"{\hat{y}'_t{}}^{(k)}"),
        (r"{\hat{y}'_t}^{(k)}", r"{\hat{y}'_t{}}^{(k)}"),
        (r"\begin{bmatrix} a \\[b] c \end{bmatrix}", r"\begin{bmatrix} a \\{}[b] c \end{bmatrix}"),
        (r"\begin{bmatrix} a \\*[b] c \end{bmatrix}", r"\begin{bmatrix} a \\*{}[b] c \end{bmatrix}"),
        ("\\begin{array}{c} a \\\\\n[b \\end{array}", "\\begin{array}{c} a \\\\{}\n[b \\end{array}"),
        (r"\begin{matrix} a \\ [2pt] b \end{matrix}", r"\begin{matrix} a \\[2pt] b \end{matrix}"),
        (r"\begin{aligned}[x] = y\end{aligned}", r"\begin{aligned}{}[x] = y\end{aligned}"),
        (r"\begin{aligned}[t] x\end{aligned}", r"\begin{aligned}[t] x\end{aligned}"),
        (r"\boldsymbol{x_i}^2", r"{\boldsymbol{x_i}}^2"),
        (r"\boldsymbol{x}_i^2", r"\boldsymbol{x}_i^2"),
        (r"\underset{x}{y}_c", r"{\underset{x}{y}}_c"),
        (r"\hat{x \bar{y}'}'", r"{\hat{x \bar{y}'}{}}'"),
        (r"\mathrm{x_ij}", r"\mathrm{x_{i}j}"),
        (r"\hat α + x^β", r"\hat {α} + x^{β}"),
        (r"\hspace*{2em}x", r"\hspace{2em}x"),
        (r"\operatorname{\mathrm{a-b}}", r"\operatorname{\mathrm{a{\text{-}}b}}"),
        (r"\operatorname{a-b}", r"\operatorname{a-b}"),
        (r"\text{a \dots \mbox{b}}", r"\text{a \ldots {b}}"),
        (r"x\text{}'", r"x{}'"),
        ("a\u2003b\rc", "a b c"),
        (" a \\ ", "a"),
        (r"a \\label{x} b", r"a \quad label{x} b"),
        (r"a \\ b \\", r"a \quad b"),
    ],
)
def test_what_has_one_meaning_only_is_mended(formula: str, expected: str) -> None:
    """And then it is valid, and stays as it is."""
    assert portable(formula) == expected
    assert tex.fault(expected) is None
    assert portable(expected) == expected


def test_columns_beside_a_matrix_are_aligned() -> None:
    """A display formula is given what its signs ask for, also where it has environments."""
    formula = r"[x] &= \begin{matrix} 1 & 2 \end{matrix} \\ &= y"
    assert portable(formula, display=True) == rf"\begin{{aligned}}{{}}{formula}\end{{aligned}}"


def test_a_space_at_the_end_does_not_escape_what_closes_a_formula() -> None:
    """In HTML it would swallow the rest of the page."""
    (token,) = parse("$ a \\ $")[1].children or []
    assert (token.type, token.content) == ("math_inline", "a")


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
