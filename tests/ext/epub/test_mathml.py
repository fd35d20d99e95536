"""Formulas as MathML: every command that a glossary may use, and whole formulas of real ones."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinxcontrib_aiglossary import builtin, store
from sphinxcontrib_aiglossary.ext.epub.mathml import NAMESPACE, mathml
from sphinxcontrib_aiglossary.markup import markdown, tex
from sphinxcontrib_aiglossary.markup.tex import commands

DUMPS = Path(__file__).parents[4] / "shared" / "seeds"

COMMANDS = sorted(
    {*commands.COMMANDS, *commands.ARGUMENTS, *commands.SPACING, *commands.FUNCTIONS, *commands.LARGE}
)
USES = (
    "\\{}",
    "\\{} x",
    "x \\{} y",
    "\\{}( x \\{}/ y",
    "\\{}{{a}}",
    "\\{}{{a}}{{b}}",
    "\\begin{{{}}}a\\end{{{}}}",
)
CHILDREN = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}


def tree(formula: str, *, display: bool = False) -> ET.Element:
    """A formula as MathML, parsed, without the namespace."""
    found = mathml(formula, display=display)
    assert found is not None, formula
    root = ET.fromstring(f"<div>{found}</div>")  # noqa: S314 - we wrote it
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        assert len(element) == CHILDREN.get(element.tag, len(element)), found
        assert element.tag in {"math", "mstyle", "mtable"} or "displaystyle" not in element.attrib, found
    assert "\\" not in "".join(root.itertext()).replace("∖", ""), found
    return root


def text(formula: str, *, display: bool = False) -> str:
    """The words of a formula."""
    return " ".join("".join(tree(formula, display=display).itertext()).split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_a_glossary_becomes_mathml(command: str) -> None:
    """Wherever our check takes it for valid TeX; a stack without braces is none for LaTeX."""
    for use in USES if command != "substack" else (r"\sum_{{\{}{{a \\ b}}}}",):
        formula = use.format(command, command)
        if tex.fault(formula) is None and command != "backslash":
            tree(formula)
            tree(formula, display=True)


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param([builtin.NAME], id="built-in"),
        pytest.param(
            sorted(map(str, DUMPS.glob("*.txt"))),
            id="dumps",
            marks=pytest.mark.skipif(not DUMPS.is_dir(), reason="no dumps beside this repository"),
        ),
    ],
)
def test_every_formula_of_a_glossary_becomes_mathml(sources: list[str], tmp_path: Path) -> None:
    """None is left as TeX."""
    opened = store.open_store(sources, tmp_path, tmp_path)
    entries = [entry for ident in opened.idents() for entry in opened.concept(ident).entries]
    tokens = [
        token
        for entry in entries
        for said in (entry.definition, entry.article)
        for token in markdown.walk(markdown.parse(said))
        if token.type.startswith("math")
    ]
    assert len(tokens) > 100
    for token in tokens:
        tree(token.content, display=token.type != "math_inline")


@pytest.mark.parametrize(
    ("formula", "rows"),
    [
        (r"a &= b \\ c &= d", [["a", "=b"], ["c", "=d"]]),
        (r"\begin{align}a &= b \\ c &= d\end{align}", [["a", "=b"], ["c", "=d"]]),
        (r"\begin{alignat*}{2}a &= b \\ c &= d\end{alignat*}", [["a", "=b"], ["c", "=d"]]),
        (r"\begin{gather}a \\ b\end{gather}", [["a"], ["b"]]),
        (r"\begin{array}{c|c}a & b \\ \hline c & d\end{array}", [["a", "b"], ["c", "d"]]),
        (r"\sum_{\substack{i < j \\ k}} x", [["i<j"], ["k"]]),
    ],
)
def test_tables_of_formulas_keep_rows_and_columns(formula: str, rows: list[list[str]]) -> None:
    """Whatever environment they were written in."""
    found = [["".join(cell.itertext()) for cell in row] for row in tree(formula, display=True).iter("mtr")]
    assert found == rows


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (r"E = mc^2 \label{energy} \nonumber", "E=mc2"),
        (r"a \dots b \iff \textbf{c}", "a…b⟺c"),
        (r"\bigl( x \Bigr)", "(x)"),
        (r"{\rm d} x", "dx"),
        ("日本 α ≤ β", "日本α≤β"),
        ("x < y & z", None),
        (r"\unknown{x}", None),
        (r"\frac{a}", None),
        ("", None),
    ],
)
def test_what_cannot_be_converted_is_none(formula: str, shown: str | None) -> None:
    """And what can reads as it should."""
    if shown is None:
        assert mathml(formula) is None
    else:
        assert text(formula) == shown


def test_blank_lines_part_formulas() -> None:
    """As Sphinx takes them."""
    assert len(tree("a = b\n\nc = d", display=True)) == 2


@pytest.mark.parametrize(
    ("formula", "shape"),
    [
        (r"\hat x_i", "msub(mover(x ˆ) i)"),
        (r"{\bar{x}}_i^2", "msubsup(mover(x ˉ) i 2)"),
        (r"\hat x^2_i", "msubsup(mover(x ˆ) i 2)"),
        (r"\underline{x}^2", "msup(munder(x _) 2)"),
        (r"\overline{AB}", "mover(mrow(A B) ‾)"),
        (r"\frac12", "mfrac(1 2)"),
        (r"\tfrac{a}23", "mstyle(mfrac(a 2))"),
        (r"x^12", "msup(x 1)"),
        (r"\sqrt[3]23", "mroot(2 3)"),
        (r"\frac{1}{22}", "mfrac(1 22)"),
        (r"\frac1{22}", "mfrac(1 22)"),
        (r"\underbrace{a}_{b}", "munder(munder(a ⏟) b)"),
        (r"\overbrace{a}^{b}", "mover(mover(a ⏞) b)"),
        (r"\sum_i^n", "munderover(∑ i n)"),
        (r"\mathop{x}\limits_a^b", "munderover(x a b)"),
        (r"\operatorname*{argmax}_{x}", "munder(argmax x)"),
        (r"\operatorname{argmax}_{x}", "msub(argmax x)"),
    ],
)
def test_scripts_stand_where_tex_has_them(formula: str, shape: str) -> None:
    """Beside a symbol with an accent, below a brace or a sum."""

    def shown(element: ET.Element) -> str:
        parts = " ".join(map(shown, element))
        return f"{element.tag}({parts})" if parts else (element.text or "")

    assert shown(tree(formula, display=True)[0][0]) == shape


def test_functions_keep_their_distance() -> None:
    """From their operands, not from brackets."""
    spaced = [
        "".join(each.text or "" if each.tag != "mspace" else " " for each in tree(r"2r\sin x\log(y)")[0])
    ]
    assert spaced == ["2r sin\u2061 x log\u2061(y)"]


def test_the_tex_stays_for_readers_without_mathml() -> None:
    """Such as screen readers that know TeX, and people who copy a formula."""
    assert tree("x <\n y")[0].get("alttext") == "x < y"


def test_a_formula_of_any_depth_is_only_a_formula() -> None:
    """The converter recurses; a build must not end with it."""
    mathml("{" * 5000 + "x" + "}" * 5000)
