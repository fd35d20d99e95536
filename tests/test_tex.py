"""What counts as TeX that every output can set."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_aiglossary import tex

VALID = (Path(__file__).parent / "cases/formulas/valid.txt").read_text(encoding="utf-8").splitlines()
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
    r"\begin{gathered} a & b \end{gathered}": "more columns than gathered has",
    r"\begin{cases} a & b \\ c & d & e \end{cases}": "more columns than cases has",
    r"\begin{array}{l|r} a & b & c \end{array}": "more columns than array has",
    r"\begin{alignedat}{1} a &= b & c \end{alignedat}": "more columns than alignedat has",
    r"{\begin{pmatrix} {a & b} \end{pmatrix}}": "& outside an alignment",
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
