"""Plain mentions of concepts: which words are one, and where they become links."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.markup.markdown import parse, walk
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.mentions import Mentions, Name, first_word, link_mentions, words

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.naming.mentions import Mention

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


def test_words_of_running_text_are_not_remembered_as_names() -> None:
    """There are many more of them, and most come once."""
    before = key.cache_info().currsize
    text = " ".join(f"wafer{number} GPU{number}" for number in range(100))
    assert NAMES.every(text + " wafers") == {"wafers": ("wafer",)}
    assert key.cache_info().currsize == before


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


def test_an_address_is_left_alone() -> None:
    """A link in the midst of it would mislead; the words beside it are mentions like any other."""
    text = "wafer (https://example.org/wafer/wafer-map?x=wafer) wafer"
    assert [each for each in linked(text) if each[0] == "link_open"] == [("link_open", "term:wafer")] * 2


@pytest.mark.parametrize(
    "text",
    [
        *("www.wafer.org", r"C:\wafer\x", "path/wafer/x", "./wafer", "a/b/wafer", "wafer/map.txt"),
        *("wafer.txt", "x.wafer", "wafer()", "wafer[0]", "wafer=", "x=wafer", "$wafer", "@wafer", "--wafer"),
    ],
)
def test_a_name_within_a_path_or_an_expression_is_no_mention(text: str) -> None:
    """Authors do not always mark code as code."""
    mentions = Mentions.of([("wafer", "wafer")])
    assert not list(mentions.find(text))
    assert not list(mentions.find(f"See {text} and ({text})."))


@pytest.mark.parametrize(
    "text",
    [
        "wafer.",
        "(wafer)",
        "wafer/mask",
        "“wafer”",
        "wafer's",
        "wafer:",
        "[wafer]",
        "wafer…",
        "mask—wafer",
        "wafer.\nIt",
    ],
)
def test_punctuation_beside_a_name_is_prose(text: str) -> None:
    """Also a slash between two words, and the end of a sentence."""
    assert list(Mentions.of([("wafer", "wafer")]).find(f"See {text} here"))


PARTS = (
    "wafer",
    "map",
    "C",
    "++",
    " ",
    "-",
    "\n",
    "\n> ",
    "\n\n",
    "> ",
    "- ",
    "*",
    "**",
    "_",
    "`",
    "\\",
    "&amp;",
    "$",
    "](x)",
    "[",
)


@pytest.mark.parametrize("seed", range(20))
def test_no_link_is_put_around_a_name_that_a_look_at_the_raw_text_has_missed(seed: int) -> None:
    """Whatever marks, escapes and line breaks Markdown has in it: what is found at a glance is all that is parsed."""
    random = Random(seed)
    for _ in range(100):
        text = "".join(random.choices(PARTS, k=12))
        met: list[str] = []

        def choose(mention: Mention, met: list[str] = met) -> str:
            met.append(mention.name)
            return mention.idents[0]

        link_mentions(parse(text), NAMES, choose)
        assert set(met) <= set(NAMES.every(text)), text


def test_a_name_over_the_end_of_a_line_is_linked() -> None:
    """A soft break is as good as a space."""
    assert ("link_open", "term:wafer-map") in linked("the wafer\nmap")


def test_names_are_asked_for_once_when_a_text_has_their_first_word() -> None:
    """A small text needs no large glossary; in whatever case, behind whatever stands before it."""
    asked: list[str] = []

    def starting(word: str) -> list[Name]:
        asked.append(word)
        return [Name("wafer map", "map", exact=False)] if word == "wafer" else []

    mentions = Mentions(starting)
    for text in ("A wafer map.", "Wafer\nmap, a\u2010wafer map", "(wafer-map)"):
        assert [mention.idents for mention in mentions.find(text)] in ([("map",)], [("map",), ("map",)])
    assert sorted(asked) == ["(", ")", ",", ".", "a", "map", "wafer"]


def test_an_exact_name_is_found_in_its_own_case_with_any_space_in_it() -> None:
    """However long it is, and whether or not it has capitals."""
    names = {"op": [Name("op Amp", "op", exact=True)], "litho": [Name("litho", "litho", exact=True)]}
    mentions = Mentions(lambda word: names.get(word, []))
    text = "op Amp, op\nAmp, op-Amp, Op Amp, op amp, litho, Litho"
    assert [mention.text for mention in mentions.find(text)] == ["op Amp", "op\nAmp", "op-Amp", "litho"]


def test_a_mention_tells_the_words_of_the_name_without_their_gaps() -> None:
    """Spaces, line ends and hyphens are one; case is kept."""
    (mention,) = NAMES.find("the Mixed-Precision\n  training of")
    assert (mention.name, mention.start, mention.end) == ("Mixed Precision training", 4, 30)


def test_a_name_that_many_others_begin_with_is_found_beside_them() -> None:
    """The longest of them wins at each place."""
    names = [("expert", "expert"), *((f"expert w{number}", f"w{number}") for number in range(500))]
    mentions = Mentions.of(names)
    text = "expert w499, expert w500, experts, expert"
    assert [mention.text for mention in mentions.find(text)] == ["expert w499", "expert", "expert"]
    assert mentions.every(text) == {"expert": ("expert",), "expert w499": ("w499",)}


@pytest.mark.parametrize("text", [" ", "\n", "\n> ", "_", "*", "-", "a_", "\\", "&", "&#", "wafer-"])
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    """With its square, half a million characters that no name is made of would take the rest of the day."""
    long = text * (500_000 // len(text))
    assert list(NAMES.find(long)) == []
    assert set(NAMES.every(long)) <= {"wafer"}


def test_words_are_folded_as_names_are_compared() -> None:
    """Symbols are words; an underscore is part of a word only inside it."""
    assert words("Mixed-Precision of a_b, _C++_!") == [
        "mixed",
        "precision",
        "of",
        "a_b",
        ",",
        "_",
        "c",
        "+",
        "+",
        "_",
        "!",
    ]
    assert [first_word(name) for name in ("Mixed-Precision", ".NET", "ﬁlm", "")] == ["mixed", ".", "film", ""]
