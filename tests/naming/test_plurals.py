"""What follows from a name: plurals, possessives, its place in the alphabet."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_aiglossary.naming.plurals import letter, plurals, sort_key, without_possessive

CASES = Path(__file__).parents[1] / "cases" / "names"


def _plural_cases() -> list[tuple[str, tuple[str, ...]]]:
    lines = (CASES / "plurals.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" -> ") for line in lines if line and not line.startswith("# ")]
    return [(name, () if forms == "-" else tuple(forms.split(", "))) for name, forms in pairs]


@pytest.mark.parametrize(("name", "expected"), _plural_cases())
def test_the_plural_of_a_name_follows_from_its_head_noun(name: str, expected: tuple[str, ...]) -> None:
    """Each line of the case file is a name and its plurals."""
    assert plurals(name) == expected


def test_a_stated_plural_wins_over_the_rule() -> None:
    """The data may name a form that no rule gives."""
    assert plurals("person in the loop", "people in the loop") == ("people in the loop",)


def test_a_name_that_is_said_to_have_no_plural_has_none() -> None:
    """``plural: false`` holds although the rule would give a form."""
    assert plurals("mobility", plural=False) == ()


@pytest.mark.parametrize("name", ["GPU's", "GPU’s", "GPU'S", "GPU'", "GPU’"])
def test_a_possessive_ending_is_cut_off(name: str) -> None:
    """Both apostrophes count, with or without ``s``."""
    assert without_possessive(name) == "GPU"


@pytest.mark.parametrize("name", ["GPU", "'s", "'", ""])
def test_a_name_without_a_possessive_ending_is_told_from_one_with(name: str) -> None:
    """What would leave nothing is no possessive."""
    assert without_possessive(name) is None


def test_terms_are_sorted_symbols_then_digits_then_letters_then_other_scripts() -> None:
    """Case, accents, hyphens and markup do not count."""
    expected = [
        ".NET",
        "~5 V rail",
        "3D NAND",
        "ångström",
        "C",
        "C#",
        "C++",
        "Émile",
        "eMMC",
        "$k$-means",
        "Øresund",
        "β-VAE",
        "日本語",
    ]
    expected_last_first = [*reversed(expected)]
    assert sorted(expected_last_first, key=sort_key) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("émigré", "E"),
        ("3D NAND", "0-9"),
        ("→", "#"),
        ("β-VAE", "Β"),
        ("日本語", "日"),
        ("`die`", "D"),
        ("$$", "#"),
    ],
)
def test_a_term_is_listed_under_its_letter(term: str, expected: str) -> None:
    """Digits and symbols have a heading of their own, other scripts their own letters."""
    assert letter(term) == expected


def test_sorted_terms_come_grouped_by_letter() -> None:
    """No letter appears twice in the order of the sort keys."""
    terms = [
        "Zebra",
        "100 % & more",
        "Émile",
        "eMMC",
        "β-VAE",
        ".NET",
        "~5 V rail",
        "Ærø",
        "9-track",
        "æther",
        "#tag",
        "Łódź",
    ]
    letters = [letter(term) for term in sorted(terms, key=sort_key)]
    assert len(set(letters)) == sum(one != other for one, other in zip(letters, ["", *letters], strict=False))
