"""What counts as TeX that every output can set."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary import tex

VALID = [
    "x",
    r"\frac{1}{N} \sum_{i=1}^{N} x_i^{(j)}",
    r"\left\| x - y \right\|_2^2",
    r"\left. f \right|_{0}",
    r"\left( \left[ a \right] \right\}",
    r"\begin{cases} a & x > 0 \\ b & x \leq 0 \end{cases}",
    r"\begin{array}{lr} \hline a & b \end{array}",
    r"\begin{alignedat}{2} a &= b \end{alignedat}",
    r"\sqrt[3]{x} + \sqrt x",
    r"x_\text{max} + x^\frac12",
    r"\operatorname*{arg\,max}_\theta",
    r"\text{50\% of a_1}".replace("_", r"\_"),
    r"f''(x)^2 + f'^2",
    r"t_{95\%, \nu_{eff}} \# \& \$",
    r"\max_{w} \quad \text{subject to} \quad \|w\| = 1",
    r"{}^2 + ^2",
    "σ ≤ µ × 日",
    r"\sum\limits_{i} \operatorname*{max}\limits_x \hspace{1em} \text{a \textbf{b}\ c}",
    r"a \\ b",
    r"\mathcal F \bigl( x \bigr) \not= y",
    "a % b".replace("%", r"\%"),
]
FAULTS = {
    "": "an empty formula",
    "  ": "an empty formula",
    "x\n \ny": "a blank line inside a formula",
    "x_{i": "an opening brace without a closing one",
    "x}": "a closing brace without an opening one",
    r"\left( x": r"\left without \right",
    r"x \right)": r"\right without \left",
    r"\left( {x \right) }": r"\right without \left",
    r"\left x \right": r"\left without a delimiter",
    r"\begin{cases} a": r"\begin{cases} without \end",
    r"\begin{cases} a \end{matrix}": r"\end{matrix} without \begin",
    r"\begin{tikzpicture} a \end{tikzpicture}": "an unknown environment tikzpicture",
    r"\begin{align} a \end{align}": "an unknown environment align",
    r"\begin{array} a \end{array}": "array without its columns",
    "a & b": "& outside an alignment",
    "a # b": "# without a backslash",
    "a % b": "% without a backslash",
    "a $ b": "$ without a backslash",
    "a^b^c": "two superscripts on one symbol",
    "a_b_c": "two subscripts on one symbol",
    "x^2'": "two superscripts on one symbol",
    "x^": "^ without its operand",
    "x_": "_ without its operand",
    "{x^}": "^ without its operand",
    "x^_2": "^ without its operand",
    r"\frac{1}": r"\frac without all its arguments",
    r"\sqrt": r"\sqrt without all its arguments",
    r"\sqrt[3": "an optional argument without its end",
    r"\heta": r"an unknown command \heta",
    r"\href{x}{y}": r"an unknown command \href",
    r"\section{x}": r"an unknown command \section",
    r"x^\sqrt{2}": r"\sqrt needs braces around it here",
    r"\text{a_b}": r"_ without a backslash inside \text",
    r"\text x": r"\text without its argument",
    r"\hline": r"\hline outside an array",
    "\x08eta": "a control character",
    r"x_\max": r"\max needs braces around it here",
    r"\sqrt\log x": r"\log needs braces around it here",
    r"x^\, 2": "^ without its operand",
    r"x^\quad 2": "^ without its operand",
    r"\text{a \sigma}": r"a command of mathematics inside \text",
    r"x \limits_a": r"\limits without an operator",
    r"\binom{n}\Big/ x": "braces are missing around an operand",
    r"a \hspace{b} c": r"\hspace without a length",
}


@pytest.mark.parametrize("formula", VALID)
def test_a_valid_formula_has_no_fault(formula: str) -> None:
    """TeX with amsmath compiles it, and MathJax shows no error."""
    assert tex.fault(formula) is None


@pytest.mark.parametrize(("formula", "reason"), FAULTS.items(), ids=list(FAULTS))
def test_the_fault_of_a_formula_is_named(formula: str, reason: str) -> None:
    """The reason is what a reader of the problem can act on."""
    assert tex.fault(formula) == reason
