"""Which dollar signs enclose formulas, and which are prices."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.markup import markdown
from sphinxcontrib_aiglossary.markup.tex import dollars

PRICES = [
    "$50K-200K per year; parts are $5M",
    "from $5 to $10",
    "$5-$10 or $5/$10",
    "$1.5 million and $2 billion",
    "$3,000, $4,000",
    "a $20 fee, a $30 fine",
    "US$5 or US$6",
    "$HOME and $PATH",
    "a lone $ sign",
    r"escaped \$x\$",
    "$5M (wood) vs $2M (gas)",
]
FORMULAS = {
    "about $6ND$ operations": "6ND",
    "an index $C = min( frac{USL - mu}{3sigma}, 1 )$ here": "C = min( frac{USL - mu}{3sigma}, 1 )",
    "$2^{10}$": "2^{10}",
    "up to $10^4$ pots": "10^4",
    r"$1.5\times$ more": r"1.5\times",
    "($N = 20-100$)": "N = 20-100",
    "$k=3$": "k=3",
    "$N$": "N",
    "$0.00$": "0.00",
    r"$100\%$": r"100\%",
    "$3x + 1$": "3x + 1",
    "$ x $": " x ",
    "costs $5 and $x$": "x",
    r"$\text{heat for all the pots} > 0$": r"\text{heat for all the pots} > 0",
}


@pytest.mark.parametrize("text", PRICES)
def test_a_price_is_no_formula(text: str) -> None:
    """Its dollar signs enclose nothing."""
    assert list(dollars.formulas(text)) == []


@pytest.mark.parametrize(("text", "formula"), FORMULAS.items(), ids=list(FORMULAS))
def test_a_formula_is_found_between_its_signs(text: str, formula: str) -> None:
    """Numbers and all; a price before it takes nothing of it."""
    assert [text[start + 1 : end - 1] for start, end in dollars.formulas(text)] == [formula]


def test_markup_between_two_prices_is_read() -> None:
    """A price is a sign and a number; what stands behind it is Markdown like any other text."""
    tokens = list(markdown.walk(markdown.parse("It costs $5 **per** pot and $6 in `May`.")))
    assert [t.type for t in tokens if t.type in {"strong_open", "code_inline"}] == [
        "strong_open",
        "code_inline",
    ]
    assert not any(t.type.startswith("math") for t in tokens)


def test_a_formula_that_tex_would_refuse_is_shown_as_it_stands() -> None:
    """The text keeps its dollar signs, and the reason is kept for the problem."""
    (token,) = [t for t in markdown.walk(markdown.parse("A $x_{i$ here.")) if t.meta.get("math_fault")]
    assert (token.type, token.content) == ("text", "$x_{i$")


def test_a_display_formula_may_stand_inside_a_paragraph() -> None:
    """Two signs on either side, on one line."""
    tokens = markdown.walk(markdown.parse("So $$a = b$$ holds."))
    assert [t.content for t in tokens if t.type == "math_inline_double"] == ["a = b"]


def test_an_unclosed_display_formula_ends_with_its_paragraph() -> None:
    """A blank line ends it, so that it swallows no heading."""
    kinds = [t.type for t in markdown.parse("$$\na = b\n\n# Next\n\n$$c$$\n")]
    assert "heading_open" in kinds
