"""What a raw Markdown text names is at least what may be linked in its tokens."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import builtin, pipeline
from sphinxcontrib_aiglossary.markup.markdown import parse
from sphinxcontrib_aiglossary.naming.mentions import Mentions, link_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.naming.mentions import Mention

DUMPS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

NAMES = (
    "wafer", "wafers", "wafer map", "mixed-precision training", "IT", "C", "C++", "C#", "x : y", "a & b", "x > y", "R&D",
    "_id", "__init__", "wafer_map", "a_ b", "α", "µm", ".NET",
)  # fmt: skip
MENTIONS = Mentions.of((name, name) for name in NAMES)

FRAGMENTS = (
    "wafer", "map", "s", "mixed", "precision", "training", "IT", "C", "++", "#", "x", ":", "y", "a", "b", "init", "α",
    " ", " ", " ", "\n", "\n\n", "\t", "  \n", "\\\n", "\n> ", "> ", "\n    > ", "- ", "1. ", "|", "\n|---|\n", "---\n",
    "_", "__", "*", "**", "`", "``", "$", "$$", "50K", "\\frac{1}{", "}", "[", "](u)", "](term:x)", "![", "~~",
    "&", "&amp;", "&nbsp;", "&#45;", "&gt;", "&alpha;", "\\", "\\_", "\\-", "\\*", "-", "\u2010", "\u00a0", "e\u0301",
)  # fmt: skip


def _linkable(text: str, mentions: Mentions) -> dict[str, tuple[str, ...]]:
    """Return the names in the parsed text, with their concepts."""
    found: dict[str, tuple[str, ...]] = {}

    def choose(mention: Mention) -> None:
        found[mention.name] = mention.idents

    link_mentions(parse(text), mentions, choose)
    return found


def _missed(texts: Sequence[str], mentions: Mentions) -> list[tuple[str, str]]:
    """Return what is linkable in the tokens and not found in the raw text."""
    return [
        (text, name)
        for text in texts
        for name, idents in _linkable(text, mentions).items()
        if mentions.every(text).get(name) != idents
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (r"mixed\-precision training", "mixed precision training"),
        ("mixed&#45;precision&nbsp;training", "mixed precision training"),
        ("R&amp;D", "R&D"),
        (r"R\&D", "R&D"),
        ("_wafer map_", "wafer map"),
        ("__wafer__", "wafer"),
        ("> a wafer\n> map", "wafer map"),
        ("- > a wafer\n  >   map", "wafer map"),
        ("a wafer\n     > map", "wafer"),
        ("x\n     > y", "x > y"),
        (r"\_\_init\_\_", "__init__"),
        (r"a $\frac{1} wafer{$ b", "wafer"),
        ("| a |\n|---|\n|wafer|", "wafer"),
        ("**wafer**", "wafer"),
        ("*C++*", "C++"),
    ],
)
def test_a_name_behind_marks_of_markdown_is_named(text: str, name: str) -> None:
    """Escapes, entities, underscores around emphasis, marks of quotes, formulas that are none."""
    assert name in _linkable(text, MENTIONS)
    assert name in MENTIONS.every(text)


def test_names_within_names_and_in_code_are_named_too() -> None:
    """What a text names is a superset, found without parsing."""
    assert set(MENTIONS.every("a wafer map in `C++`")) == {"wafer", "wafer map", "C++"}


def test_a_text_names_all_that_may_be_linked_in_it() -> None:
    """Of texts put together from marks and words at random."""
    chance = random.Random(7)
    texts = ["".join(chance.choices(FRAGMENTS, k=chance.randint(1, 25))) for _ in range(4000)]
    assert sum(bool(_linkable(text, MENTIONS)) for text in texts) > 1000
    assert _missed(texts, MENTIONS) == []


def _mentions_of(concepts: Sequence[Concept]) -> Mentions:
    """Return all names of concepts, everyday words too."""
    return Mentions.of(
        (name, concept.ident)
        for concept in concepts
        for name in (concept.term, *concept.abbreviations, *concept.synonyms, *concept.deprecated)
    )


def test_the_built_in_texts_name_all_that_may_be_linked_in_them() -> None:
    """Definitions and articles alike."""
    concepts = pipeline.load([builtin.NAME], Path()).concepts
    texts = [text for concept in concepts for text in (concept.definition, concept.article)]
    assert _missed(texts, _mentions_of(concepts)) == []


@pytest.mark.skipif(
    not DUMPS.exists(), reason="the folder `shared` with real dumps is not beside the project"
)
def test_the_texts_of_dumps_name_all_that_may_be_linked_in_them() -> None:
    """Definitions, articles and whole bodies, as they were restored."""
    concepts = pipeline.load(["*.txt"], DUMPS).concepts
    entries = [entry for concept in concepts for entry in concept.entries]
    texts = [text for entry in entries for text in (entry.definition, entry.article, entry.body)]
    assert _missed(texts, _mentions_of(concepts)) == []
