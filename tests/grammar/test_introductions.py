"""Abbreviations that a text spells out."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.grammar.introductions import (
    introductions,
    is_same_long_form,
    is_short_form,
    singular,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blind spot indicator (BSI) blinks.", "blind spot indicator"),
        ("The blind spot\nindicator\n(BSI) blinks.", "blind spot indicator"),
        ("Blind-spot indicators (BSIs) blink.", "Blind-spot indicators"),
        ("A BSI (blind spot indicator) blinks.", "blind spot indicator"),
        ("A BSI (blind spot indicator, as in trucks) blinks.", "blind spot indicator"),
        ("A “blind spot indicator” (“BSI”) blinks.", "blind spot indicator"),
        ("A blind spot indicator (or BSI for short) blinks.", "blind spot indicator"),
        ("A blind spot indicator (abbreviated as BSI; see below) blinks.", "blind spot indicator"),
        ("A blind spot indicator [BSI] blinks.", "blind spot indicator"),
        ("BSI stands for blind spot indicator.", "blind spot indicator"),
        ("BSI is short for the bus signal interface, which is old.", "bus signal interface"),
        ("Bus. Signals (interface) of the band saw inspector (BSI)", "band saw inspector"),
        ("BSI: blind spot indicator. It blinks.", "blind spot indicator"),
        ("**BSI** – Blind spot indicator", None),
        ("BSI - blind spot indicator", "blind spot indicator"),
        ("BSI: a bar in the south", None),
        ("The BSI (see page 3), the BSI (new), BSI, (BSI).", None),
        ("We like this (BSI).", None),
        ("A basin (BSI).", None),
        ("Of other things (BSX): blind spot indicator", None),
    ],
)
def test_a_long_form_is_found_beside_its_abbreviation(text: str, expected: str | None) -> None:
    """Before it or in the parentheses, in the plural, quoted, over line ends, in words; else there is none."""
    assert list(introductions(text, {"BSI"})) == ([("BSI", expected)] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "The blind spot indicator, or BSI, blinks.",
        "A blind spot indicator (the “BSI”) blinks.",
        "Blind Spot Indicator – BSI – blinks.",
        "The blind-spot indicator / BSI blinks.",
        "The blind spot indicator, abbreviated BSI, blinks.",
        "Each blind spot indicator, commonly known as a BSI, blinks.",
        "A blind spot indicator, BSI for short, blinks.",
        "BSI = blind spot indicator",
        "BSI—blind spot indicator—blinks.",
        "A BSI, i.e. a blind spot indicator, blinks.",
        "A BSI, that is, the blind spot indicator, blinks.",
        "BSI, short for blind spot indicator, blinks.",
        "BSI means blind spot indicator here.",
        "BSI refers to the blind spot indicator.",
    ],
)
def test_words_beside_an_abbreviation_that_give_its_letters_are_its_long_form(text: str) -> None:
    """In whatever words and signs the two are joined, as far as one sentence goes."""
    ((short, long),) = introductions(text, {"BSI"})
    assert (short, long.lower().replace("-", " ")) == ("BSI", "blind spot indicator")


@pytest.mark.parametrize(
    "text",
    [
        "It is a blind spot indicator. BSI blinks.",
        "This is the BSI. Blind spot indicators blink.",
        "A BSI is not blind.",
        "The BSI, both quick and idle, blinks.",
        "A BSI (blinking) slowly idles.",
    ],
)
def test_words_that_begin_with_other_letters_or_another_sentence_are_no_long_form(text: str) -> None:
    """Letters alone are soon found; one word for each of them is not."""
    assert list(introductions(text, {"BSI"})) == []


def test_two_letters_need_more_than_a_verb_between() -> None:
    """Two words that begin with them stand beside each other soon enough."""
    assert list(introductions("An EP is easily parted.", {"EP"})) == []
    assert list(introductions("The EP, or entry point, is parted.", {"EP"})) == [("EP", "entry point")]


def test_mixed_case_and_inner_letters_are_found() -> None:
    """As the letters of a short form may stand within words."""
    found = dict(introductions("Low-drift adaptation (LoDA) of heart ultrasound (HUS)", {"LoDA", "HUS"}))
    assert found == {"LoDA": "Low-drift adaptation", "HUS": "heart ultrasound"}


def test_long_forms_are_one_if_one_says_no_more_than_the_other() -> None:
    """Endings and small words do not count; another word in place of one does."""
    assert is_same_long_form("blind spot indicators", "Blind-Spot Indicator")
    assert is_same_long_form("indication of a blind spot", "blind spot indicator of trucks")
    assert not is_same_long_form("blind spot indicator", "bus signal indicator")
    assert not is_same_long_form("blind spot", "blind inspector")
    assert not is_same_long_form("blind", "blind spot")


def test_a_short_form_has_a_capital_and_few_letters() -> None:
    """A word in lower case abbreviates nothing that a text would spell out."""
    assert [
        word for word in ("BSI", "MoE", "x2A", "basin", "B S", "B", "ABCDEFGHIJKL") if is_short_form(word)
    ] == [
        "BSI",
        "MoE",
        "x2A",
    ]
    assert [singular(word) for word in ("BSIs", "GPS", "loss")] == ["BSI", "GPS", "loss"]
