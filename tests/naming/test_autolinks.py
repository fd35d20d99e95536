"""Which names a compiled glossary gives to be found in running text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.naming.mentions import Mentions, Name, first_word
from sphinxcontrib_aiglossary.store import Store, open_store

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
category: Kilns
concepts:
  - term: Slow kiln firing
    abbreviations: [SKF, slowfire, On]
    synonyms: [slow-cooling firing]
    deprecated: [slow burn]
    definition: Fires a pot.
  - term: pot
    definition: What a kiln fires.
  - term: token
    synonyms: [clay coin]
    autolink: true
    definition: Marks a pot.
  - term: slow hand
    autolink: false
    definition: Turns a wheel.
  - term: glaze
    plural: glazeware
    definition: Glass on a pot.
  - term: glaze
    categories: [Painting]
    definition: Thin color on a painting.
  - term: "1200"
    definition: How hot it is.
"""
DUMP = "slip casting, pottery\n\nSlip casting is the pouring of liquid clay into a mold of plaster.\n"

Open = Callable[..., Store]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Compile a glossary in memory."""

    def compiled(text: str, *more: str) -> Store:
        (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
        return open_store(["own.yaml", *more], tmp_path, None)

    return compiled


def _names(store: Store, word: str) -> list[tuple[str, str, bool]]:
    return [(name.asked, name.ident, name.exact) for name in store.starting(word)]


def test_names_are_given_by_their_first_word(opened: Open) -> None:
    """Terms, synonyms, names to avoid and their plurals, whatever stands behind the word; not those of `false`."""
    assert sorted(_names(opened(OWN), "slow")) == [
        ("Slow kiln firing", "slow-kiln-firing", False),
        ("Slow kiln firings", "slow-kiln-firing", False),
        ("slow burn", "slow-kiln-firing", False),
        ("slow burns", "slow-kiln-firing", False),
        ("slow-cooling firing", "slow-kiln-firing", False),
        ("slow-cooling firings", "slow-kiln-firing", False),
    ]


@pytest.mark.parametrize(
    ("word", "names"),
    [("skf", ["SKF"]), ("skfs", ["SKFs"]), ("slowfire", ["slowfire"]), ("slowfires", ["slowfires"])],
)
def test_an_abbreviation_and_its_plural_are_exact(opened: Open, word: str, names: list[str]) -> None:
    """With capitals or without, however long."""
    assert _names(opened(OWN), word) == [(name, "slow-kiln-firing", True) for name in names]


def test_an_everyday_word_is_no_name_unless_its_concept_says_so(opened: Open) -> None:
    """Nor is its plural, nor an abbreviation that spells one; the other names of the concept are."""
    store = opened(OWN)
    assert [_names(store, word) for word in ("pot", "pots", "on")] == [[], [], []]
    assert [name for word in ("token", "tokens", "clay") for name, _, _ in _names(store, word)] == [
        "token",
        "tokens",
        "clay coin",
        "clay coins",
    ]


def test_homonyms_come_in_print_order_and_without_their_qualifiers(opened: Open) -> None:
    """A text that says `glaze (kilns)` refers, it does not mention; a stated plural is a name."""
    store = opened(OWN)
    assert _names(store, "glaze") == [
        ("glaze", "glaze-kilns", False),
        ("glaze", "glaze-painting", False),
    ]
    assert _names(store, "glazes") == [("glazes", "glaze-painting", False)]
    assert _names(store, "glazeware") == [("glazeware", "glaze-kilns", False)]


def test_a_number_is_no_name_and_a_word_of_no_name_has_none(opened: Open) -> None:
    """A text full of figures does not ask for concepts."""
    store = opened(OWN)
    assert not list(Mentions(store.starting).find("1200 pots"))
    assert store.starting("nothing") == ()
    assert store.starting("") == ()


def test_the_names_of_a_store_are_found_in_a_text(opened: Open) -> None:
    """The store answers to the very words into which a text is cut."""
    mentions = Mentions(opened(OWN).starting)
    text = "Slow-cooling\nfirings, SKFs, skf, clay coin, pots, slow hand"
    assert [mention.text for mention in mentions.find(text)] == ["Slow-cooling\nfirings", "SKFs", "clay coin"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fires a pot.", "Fires a large pot."),
        ("What a kiln fires.", "What a kiln fires.\n    article: Much more."),
        ("term: pot", "term: jar"),
        ("[Painting]", "[Painting, Drawing]"),
    ],
)
def test_the_digest_of_names_does_not_change_with_anything_else(opened: Open, old: str, new: str) -> None:
    """Definitions, articles, further categories, names that are not looked for."""
    changed = opened(OWN.replace(old, new))
    assert changed.names_digest == opened(OWN).names_digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slow burn", "slow flame"),
        ("SKF,", "SKF, SLKF,"),
        ("autolink: false", "autolink: true"),
        ("    autolink: true\n", ""),
        ("plural: glazeware", "plural: false"),
        ("synonyms: [clay coin]", "abbreviations: [clay coin]"),
        ("[Painting]", "[Drawing]"),
        ("Slow kiln firing", "Slow Kiln firing"),
    ],
)
def test_the_digest_of_names_changes_with_each_name(opened: Open, old: str, new: str) -> None:
    """Its letters, whose it is, whether it is looked for, and whether its case counts."""
    assert OWN.replace(old, new) != OWN
    assert opened(OWN.replace(old, new)).names_digest != opened(OWN).names_digest


def test_the_author_wrote_what_stands_in_yaml_of_the_project(opened: Open, tmp_path: Path) -> None:
    """Not the built-in glossary, not a dump; what he defines anew of these is his."""
    (tmp_path / "dump.txt").write_text(DUMP, encoding="utf-8")
    own = OWN + "  - term: base model\n    categories: [Foundation models]\n    definition: My own words.\n"
    store = opened(own, "dump.txt", "builtin")
    assert len(store) > 100
    assert set(store.own()) == {*opened(own).idents()}
    assert list(store.own()) == [ident for ident in store.idents() if ident in store.own()]


def test_what_a_name_is_does_not_depend_on_where_it_is_kept(opened: Open, tmp_path: Path) -> None:
    """On disk and in memory."""
    in_memory = opened(OWN)
    on_disk = open_store(["own.yaml"], tmp_path, tmp_path / "cache")
    assert on_disk.names_digest == in_memory.names_digest
    assert on_disk.starting("token") == in_memory.starting("token") != ()
    assert isinstance(on_disk.starting("token")[0], Name)


def test_all_names_are_those_that_some_word_begins(opened: Open) -> None:
    """What a build compares with the names of the last one."""
    store = opened(OWN)
    by_word = [
        name
        for word in {first_word(name.asked) for name in store.plain_names()}
        for name in store.starting(word)
    ]
    assert sorted(map(str, by_word)) == sorted(map(str, store.plain_names())) != []
