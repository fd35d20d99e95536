"""The rules of a good glossary: each is found where it is broken, and the built-in glossary breaks none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from sphinxcontrib_aiglossary import builtin, pipeline
from sphinxcontrib_aiglossary.checks import strict
from sphinxcontrib_aiglossary.markup import faults as markup_faults
from sphinxcontrib_aiglossary.model import Entry, Origin

SHARED = Path(__file__).resolve().parents[3] / "shared"
DEFINITION = "Chamber through which a wafer goes from air to vacuum."
WORDS = "One word follows the other. " * 20

# "001#40-46" and "001#47": entries of a dump, by its prefix and their ordinals
_RE_PROVENANCE = re.compile(r"(\d+)#(\d+)(?:-(\d+))?")


def faults(*, path: str = "terms.yaml", **fields: object) -> list[str]:
    """Return what the rules say of a concept that is sound but for the fields given."""
    sound = {"term": "load lock", "definition": DEFINITION, "see": ("vent valve",), "authored": True}
    entry = Entry(origin=Origin(path, 3), **{**sound, **fields})  # type: ignore[arg-type] # fields by name
    return [problem.message for problem in strict.check([entry])]


def test_a_sound_concept_has_no_fault() -> None:
    """Names, a definition, an article of the usual length."""
    assert faults(abbreviations=("LL",), synonyms=("airlock",), article=WORDS, categories=("my own",)) == []


def test_a_dump_is_not_judged() -> None:
    """Nobody can mend the text of a dump."""
    assert faults(definition="", article="Short.", authored=False) == []


@pytest.mark.parametrize("definition", ["", " \n"])
def test_a_missing_definition_is_found(definition: str) -> None:
    """A definition of spaces is none."""
    assert faults(definition=definition) == ["“load lock”: the definition is missing"]


def test_a_definition_has_at_most_fifty_words() -> None:
    """Fifty are allowed; markup, dashes and the inside of a formula do not count."""
    assert faults(definition="**Chamber** — " + "word " * 48 + "$a + b$") == []
    (fault,) = faults(definition="word " * 51)
    assert "51 words, more than 50" in fault


@pytest.mark.parametrize(("words", "allowed"), [(79, False), (80, True), (300, True), (301, False)])
def test_an_article_has_a_length_of_substance(words: int, *, allowed: bool) -> None:
    """Code is no prose: a long block changes nothing."""
    code = "```text\n" + "x " * 400 + "\n```\n"
    assert [f"has {words} words" in fault for fault in faults(article="word " * words + "\n\n" + code)] == (
        [] if allowed else [True]
    )


@pytest.mark.parametrize(
    "definition",
    [
        "Load lock is a small chamber.",
        "A load-lock through which wafers go.",
        "**Load locks** are small chambers.",
        "[Load lock](term:airlock) of a tool.",
        "The locking of a load.",
        "Lock for loads.",
    ],
)
def test_a_definition_that_says_the_term_again_is_found(definition: str) -> None:
    """At its beginning, in another number, under markup, or as all that there is."""
    (fault,) = faults(definition=definition)
    assert "repeats the term" in fault


@pytest.mark.parametrize("definition", ["Lock in front of a chamber.", "Chamber, in short: the load lock."])
def test_a_definition_may_use_words_of_the_term(definition: str) -> None:
    """A part of the term may be the kind of thing that it is."""
    assert faults(definition=definition) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Text.\n\n```python\nx = 1\n", "a block of code without its closing fence, ```"),
        ("- item\n\n  ~~~\n  code\n", "a block of code without its closing fence, ~~~"),
        ("This is **bold and never ends.", r"a ** without its partner; write \*\* if it is meant as it stands"),
        ("This is __bold and never ends.", r"a __ without its partner; write \_\_ if it is meant as it stands"),
        ("The call `run() never ends.", "a ` without its partner"),
        ("See [the valve](term:vent valve", "a link without its end"),
        ("The rate $r is high.", r"a $ without its partner; write \$ if it is meant as it stands"),
        ("Text\n\n$$\nx = 1\n\nMore.", r"a $ without its partner; write \$ if it is meant as it stands"),
        ("The rate $x_{i$ is high.", "a formula that is not valid TeX, '$x_{i$': an opening brace without a closing one"),
        ("$$\n\\frac{1}\n$$\n", "a formula that is not valid TeX, '$$\\n\\\\frac{1}\\n$$': \\frac without all its arguments"),
        ("## Operation\n\nText.", "a heading of level 2; the first level of an article is ###"),
    ],
)  # fmt: skip
def test_markup_without_its_partner_is_found(text: str, fault: str) -> None:
    """Every output prints such a text, but not as it was meant."""
    assert list(markup_faults.find(text)) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        "```text\n** $ ` ](\n```\n",
        "```\n```\n",
        "- item\n\n  ```\n  code\n  ```\n\nText.",
        "Escaped: \\*\\* and \\$ and \\` stay.",
        "The power `a ** b` and **bold**, __bold__ and *slanted*.",
        "A* search costs $5K to $10K, at most $ 12.",
        "$x_i$ and\n\n$$\na &= b \\\\\nc &= d\n$$\n",
        "### Operation\n\n#### Pumps\n\n| a | b |\n| --- | --- |\n| $1$ | `c` |\n",
    ],
)
def test_markup_that_is_balanced_is_left_alone(text: str) -> None:
    """Code, escapes and prices look like markup and are none."""
    assert list(markup_faults.find(text)) == []


def test_a_name_given_twice_is_found() -> None:
    """Another spelling is no other name."""
    (fault,) = faults(synonyms=("Load-Lock",))
    assert "has the name “Load-Lock” twice" in fault


def test_a_synonym_that_is_the_name_of_another_concept_is_found() -> None:
    """Two concepts may share an abbreviation, and homonyms their term, but no full name is that of another one."""
    one = Entry(
        origin=Origin("a.yaml", 2),
        term="airlock",
        abbreviations=("AL",),
        definition=DEFINITION,
        authored=True,
    )
    two = replace(one, origin=Origin("a.yaml", 9), term="load lock", synonyms=("Airlock",))
    (problem,) = strict.check([one, two])
    assert str(problem.origin) == "a.yaml:9"
    assert "synonym “Airlock” is a name of “airlock”, too (a.yaml:2)" in problem.message


def test_only_the_built_in_glossary_has_to_keep_to_the_taxonomy() -> None:
    """An author may have categories of their own."""
    assert faults(categories=("Kite flying",)) == []
    path = f"{builtin.PREFIX}kites.yaml"
    (unknown,) = faults(categories=("Kite flying",), path=path)
    assert "“Kite flying” is not in the taxonomy" in unknown
    (none,) = faults(path=path)
    assert "has no category" in none


@pytest.mark.parametrize(("without", "found"), [(1, 0), (2, 1)])
def test_nine_in_ten_concepts_name_a_related_one(without: int, found: int) -> None:
    """The first concept without is named; below ten concepts a share says nothing."""
    entries = [
        Entry(
            origin=Origin("a.yaml", number),
            term=f"tool {number}",
            definition=DEFINITION,
            see=("x",) if number > without else (),
            authored=True,
        )
        for number in range(1, 11)
    ]
    problems = list(strict.check(entries))
    assert [str(problem.origin) for problem in problems] == ["a.yaml:1"] * found
    assert strict.linked(entries) == (10 - without, 10)
    assert list(strict.check(entries[:9])) == []


def test_the_built_in_glossary_keeps_every_rule() -> None:
    """No problem of any kind, the rules of the house included, and enough of it."""
    glossary = pipeline.load([builtin.NAME], Path())
    problems = [*glossary.problems, *strict.check(glossary.entries)]
    assert [str(problem) for problem in problems] == []
    assert len(glossary.concepts) >= 184
    assert sum(bool(concept.article) for concept in glossary.concepts) >= 120


@pytest.mark.skipif(
    not (SHARED / "concepts.yaml").exists(),
    reason="the list of concepts of the real dumps is not beside the project",
)
def test_the_built_in_glossary_defines_every_concept_of_the_dumps() -> None:
    """The provenance of the concepts names every entry of the list."""
    listed = yaml.safe_load((SHARED / "concepts.yaml").read_text("utf-8"))["concepts"]
    wanted = {entry for concept in listed for entry in _ordinals(concept["entries"])}
    entries, _ = pipeline.read_entries([builtin.NAME], Path())
    assert len(wanted) >= len(listed)
    assert wanted - {entry for concept in entries for entry in _ordinals(concept.seed)} == set()


def _ordinals(provenance: list[str] | tuple[str, ...]) -> set[tuple[str, int]]:
    """Return the entries that a provenance names, ranges written out."""
    found: set[tuple[str, int]] = set()
    for dump, first, last in (m.groups() for text in provenance for m in _RE_PROVENANCE.finditer(str(text))):
        found |= {(dump, ordinal) for ordinal in range(int(first), int(last or first) + 1)}
    return found
