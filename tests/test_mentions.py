"""Plain mentions of concepts: which words are one, and where they become links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.markdown import parse, walk
from sphinxcontrib_aiglossary.mentions import Mentions, link_mentions

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.mentions import Mention

NAMES = Mentions.of(
    [
        ("wafer", "wafer"),
        ("wafers", "wafer"),
        ("wafer map", "wafer-map"),
        ("mixed-precision training", "mixed"),
        ("IT", "it"),
        ("C", "c"),
        ("C++", "cpp"),
        ("x : y", "xy"),
        ("日本語", "ja"),
        ("yield", "yield-fab"),
        ("yield", "yield-finance"),
        ("42", "number"),
    ]
)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the mentioned words with the idents."""
    return [(mention.text, mention.idents) for mention in NAMES.find(text)]


def linked(text: str) -> list[tuple[str, str]]:
    """Return kind and content of inline tokens after all mentions were linked; neither marks nor empty ones."""

    def choose(mention: Mention) -> str:
        return mention.idents[0]

    tokens = parse(text)
    link_mentions(tokens, NAMES, choose)
    return [
        (token.type, str(token.attrs.get("href", token.content)))
        for token in walk(tokens)
        if token.type == "link_open" or (token.type != "inline" and token.content)
    ]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("A wafer map of wafers.", [("wafer map", ("wafer-map",)), ("wafers", ("wafer",))]),
        ("Wafer MAP", [("Wafer MAP", ("wafer-map",))]),
        ("mixed precision\ntraining", [("mixed precision\ntraining", ("mixed",))]),
        ("the wafer's edge/wafer", [("wafer", ("wafer",)), ("wafer", ("wafer",))]),
        ("it is IT", [("IT", ("it",))]),
        ("C, not C++ or C#", [("C", ("c",)), ("C++", ("cpp",))]),
        ("(x : y)", [("x : y", ("xy",))]),
        ("日本語。", [("日本語", ("ja",))]),
        ("yield", [("yield", ("yield-fab", "yield-finance"))]),
    ],
)
def test_the_longest_name_at_each_place_is_found(
    text: str, mentions: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Whatever the case, with hyphens as spaces; short names with capitals in their own case."""
    assert found(text) == mentions


@pytest.mark.parametrize("text", ["wafering", "sub-wafer", "wafer-like", "wafer_id", "c", "42", "µwafer", ""])
def test_parts_of_words_are_no_mentions(text: str) -> None:
    """Nor are numbers, nor names in another case where case makes the name."""
    assert found(text) == []


def test_code_formulas_links_and_headings_are_left_alone() -> None:
    """A link inside of them would break or confuse them."""
    text = "# wafer\n\n`wafer` $wafer$ [wafer](https://example.org) ![wafer](p.png)\n\n```\nwafer\n```\n"
    assert not [each for each in linked(text) if each[1].startswith("term:")]


def test_a_mention_in_emphasis_a_list_or_a_table_is_linked() -> None:
    """The link goes inside of the emphasis."""
    assert linked("- a **wafer**\n") == [("text", "a "), ("link_open", "term:wafer"), ("text", "wafer")]
    assert ("link_open", "term:wafer") in linked("| a |\n|---|\n| wafer |\n")


def test_a_name_across_the_edge_of_emphasis_is_not_linked() -> None:
    """Nor a word that emphasis parts: `**wafer**ing` does not mention a wafer."""
    assert not [each for each in linked("*wafer* map and **wafer**ing") if each[1].startswith("term:")]


def test_a_name_over_the_end_of_a_line_is_linked() -> None:
    """A soft break is as good as a space."""
    assert ("link_open", "term:wafer-map") in linked("the wafer\nmap")
