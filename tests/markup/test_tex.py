"""What counts as TeX that every output can set."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, SupportsIndex

import pytest

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex.commands import names
from sphinxcontrib_aiglossary.markup.tex.reader import Reader

VALID = (Path(__file__).parents[1] / "cases/formulas/valid.txt").read_text(encoding="utf-8").splitlines()
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
    r"a \hspace{16384pt}": "a length that no page has",
    r"\begin{matrix} a \\[500in] b \end{matrix}": "a length that no page has",
    r"\sum'_i^n": "two superscripts on one symbol",
    r"x'\quad_i^2": "two superscripts on one symbol",
    "f'_i^2": "two superscripts on one symbol",
    r"\sqrt'": "a prime in the place of an argument",
    r"\mathop'": "a prime in the place of an argument",
    r"\left( a \\ b \right)": r"\\ inside braces, an argument or \left … \right",
    r"\overline{a \\[ b}": r"\\ inside braces, an argument or \left … \right",
    r"x_{a \\ b}": r"\\ inside braces, an argument or \left … \right",
    r"\begin{matrix} a \\ [b] \end{matrix}": r"\\ before [",
    r"\begin{matrix} a \\ * b \end{matrix}": r"\\ before *",
    r"\begin{array}{c} a \hline b \end{array}": r"\hline that does not begin a row",
    r"\begin{array}{} a \end{array}": "array without its columns",
    r"\begin{array}{|} a \end{array}": "array without its columns",
    r"\begin{alignedat}{0} a \end{alignedat}": "alignedat without its columns",
    r"\begin{aligned}[x] \end{aligned}": "[ at the beginning of aligned",
    r"{\hat{y}'_t}^{2}": "braces around an accent, which are none for TeX",
    r"\vec{{\bar{a}_b} c}": "a script of an accent in braces within another accent",
    r"\widehat{" * 4 + "x" + "}" * 4: r"too many nested commands like \widehat",
    r"\boldsymbol{a^b}^c": r"a script behind \boldsymbol",
    "a \\": "a backslash at the end",
    "a\x0cb": "a control character",
    "a\x7fb": "a control character",
    "a\uffffb": "a control character",
    r"\hat α": "α needs braces around it here",
    "x^~": "^ without its operand",
    r"\sqrt\quad": "braces are missing around an operand",
    r"\text{\ddots}": r"a command of mathematics inside \text",
    r"\hat{" * 130 + "x" + "}" * 130: "groups nested deeper than TeX can follow",
    "{" * 260 + "}" * 260: "groups nested deeper than TeX can follow",
    r"\phantom{" * 9 + "x" + "}" * 9: r"too many nested commands like \phantom",
    "x" * 4001: "more than 4000 characters",
    "W" * 3000: "larger than what TeX can calculate with",
    r"a \\" * 900: "larger than what TeX can calculate with",
}


FORBIDDEN = names(
    """
    href unicode require class cssId style data html htmlClass htmlData htmlId htmlStyle bbox action toggle mmlToken
    def gdef edef xdef let newcommand renewcommand newenvironment DeclareMathOperator input include openout write
    immediate special catcode csname expandafter loop read jobname directlua url hbox vbox halign everymath scantokens
    usepackage documentclass includegraphics label ref eqref tag char
    """
)


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_a_command_that_links_loads_writes_or_defines_is_no_formula(name: str) -> None:
    """A source cannot make a renderer do more than set a formula, whatever stands around."""
    assert tex.fault(f"\\{name}{{javascript:alert(1)}}{{x}}") == f"an unknown command \\{name}"
    assert tex.fault(f"\\frac{{\\{name} x}}{{2}}") == f"an unknown command \\{name}"
    assert tex.fault(f"\\text{{\\{name}{{x}}}}") == r"a command of mathematics inside \text"


class Text(str):
    """Counts the characters that are taken out of it."""

    __slots__ = ()
    taken: ClassVar[int] = 0

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        """Return a part."""
        part = super().__getitem__(place)
        Text.taken += len(part)
        return part


@pytest.mark.parametrize("unit", [r"\sum\limits ", r"\sqrt[2]{x} ", "f'_i^2 ", r"\operatorname{a}\limits_b "])
def test_no_part_of_a_formula_is_read_for_each_of_its_commands(unit: str) -> None:
    """Twice as long a formula is twice the work."""
    work = []
    for count in (40, 80):
        Text.taken = 0
        Reader(Text(unit * count), mends=True).read()
        work.append(Text.taken)
    assert work[1] <= 2 * work[0]


@pytest.mark.parametrize("formula", VALID)
def test_a_valid_formula_has_no_fault(formula: str) -> None:
    """TeX with amsmath compiles it, and MathJax shows no error."""
    assert tex.fault(formula) is None


@pytest.mark.parametrize(("formula", "reason"), FAULTS.items(), ids=[formula[:60] for formula in FAULTS])
def test_the_fault_of_a_formula_is_named(formula: str, reason: str) -> None:
    """The reason is what a reader of the problem can act on."""
    assert tex.fault(formula) == reason
