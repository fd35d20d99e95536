"""Concepts in one line of plain text, and formulas in it."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.markup.summary import LENGTH, plain, shortened, summary
from sphinxcontrib_aiglossary.markup.tex import fault
from sphinxcontrib_aiglossary.markup.tex.readable import readable
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin


def concept(definition: str = "", article: str = "") -> Concept:
    """A concept with a text."""
    entry = Entry(origin=Origin("x", 1), term="x", definition=definition, article=article)
    return Concept(ident="x", term="x", entries=(entry,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain, with 5 % & more.", "Plain, with 5 % & more."),
        (
            "**Bold**, _slanted_ and `code_x`\nin [one](term:batch size (fab)) line.",
            "Bold, slanted and code_x in one line.",
        ),
        ("Not <b>HTML</b> and &amp; no price of $5.", "Not <b>HTML</b> and & no price of $5."),
        ("See ![a picture](x.png).", "See a picture."),
        ("Of $a^b^c$, which is no formula.", "Of $a^b^c$, which is no formula."),
        ("A sum:\n\n$$\n\\sum_i x_i\n$$\n", "A sum: ∑ᵢxᵢ"),
        ("- one\n- two", "one two"),
        ("```\ncode\n```", ""),
        ("", ""),
    ],
)
def test_no_markup_is_left_of_a_text(text: str, expected: str) -> None:
    """Its words are all there, in one line; blocks of code are not."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"O(n\log n)", "O(n log n)"),
        (r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", "softmax(QKᵀ/(√dₖ))V"),
        (r"\hat{y} = \sigma(Wx+b)", "ŷ = σ(Wx+b)"),
        (r"10\,\text{kg of }x \ge 90^\circ", "10 kg of x ≥ 90°"),
        (r"\theta_{t+1} \leftarrow \theta_t - \eta\nabla L", "θₜ₊₁ ← θₜ−η∇L"),
        (r"\begin{cases}1 & x>0\\0 & x \le 0\end{cases}", "1 x > 0 0 x ≤ 0"),
        (r"\mathbb{E}[X] \in \mathbb{R}^{n}, \sqrt[3]{8}, \binom{n}{k}", "𝔼[X] ∈ ℝⁿ, ³√8, C(n, k)"),
        (
            r"\max_\theta x, \operatorname*{arg\,max}_i \frac{1}{N}\sum_i \text{50\% of \textit{it}}",
            "max_θ x, arg maxᵢ1/N ∑ᵢ50% of it",
        ),
        (r"\begin{array}{lr} a & b \end{array}", "a b"),
        (r"\left. f \right|_{x_q}", "f|_(x_q)"),
        (r"1{,}000\% \{b\} \unheardof", "1,000%{b} unheardof"),
    ],
)
def test_a_formula_can_be_read_without_tex(formula: str, expected: str) -> None:
    """Signs become characters, what has none is called by its name."""
    assert readable(formula) == expected


@pytest.mark.parametrize("formula", [r"\frac{a", "x^", r"\sqrt[3", "}", "{" * 40])
def test_what_is_no_formula_does_no_harm(formula: str) -> None:
    """It never comes so far, but a fault in the data should end no build."""
    assert fault(formula)
    assert isinstance(readable(formula), str)


def test_a_summary_ends_at_a_word() -> None:
    """With dots, and no sign before them; a text without spaces ends anywhere but within a letter."""
    said = summary(concept("word " * 60))
    assert said == "word " * 31 + "word…"
    assert len(said) <= LENGTH
    assert shortened("one, two three", 8) == "one, two three"[:3] + "…"
    assert shortened("字" * 300, 10) == "字" * 9 + "…"
    assert shortened("e\u0301" * 10, 10) == "e\u0301" * 4 + "…"


def test_a_concept_without_a_definition_has_that_of_its_article() -> None:
    """As the glossary prints it: the first paragraph."""
    assert summary(concept(article="First **one**.\n\nSecond.")) == "First one."
    assert summary(Concept(ident="x", term="x")) == ""
