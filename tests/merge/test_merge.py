"""Merging: which entries are one concept, which of them is printed, and under which names."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinxcontrib_aiglossary.checks.consistency import check
from sphinxcontrib_aiglossary.merge import merge
from sphinxcontrib_aiglossary.model import Entry, Origin
from sphinxcontrib_aiglossary.naming.lookup import rows
from sphinxcontrib_aiglossary.problems import Kind

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.problems import Problem

CASES = Path(__file__).parents[1] / "cases" / "merge" / "cases.yaml"


def _entry(number: int, **fields: Any) -> Entry:
    named: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    if category := named.pop("category", None):
        named["categories"] = (category,)
    return Entry(origin=Origin("dump.txt", number + 1), **named)


def _authored(line: int, term: str, path: str = "own.yaml", **fields: Any) -> Entry:
    values = {"definition": f"A {term} of line {line}.", **fields}
    return Entry(origin=Origin(path, line), term=term, authored=True, **values)


def _cases() -> list[Any]:
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case["entries"], case["concepts"], id=case["claim"]) for case in cases]


def _groups(entries: list[Entry]) -> list[list[int]]:
    concepts, *_ = merge(entries)
    lines = {entry.origin: number for number, entry in enumerate(entries)}
    return sorted(sorted(lines[origin] for origin in concept.origins) for concept in concepts)


@pytest.mark.parametrize(("fields", "expected"), _cases())
def test_entries_become_concepts(fields: list[dict[str, Any]], expected: list[list[int]]) -> None:
    """Each case of the file is a claim, some entries, and which of them belong together."""
    entries = [_entry(number, **values) for number, values in enumerate(fields)]
    assert _groups(entries) == expected


@pytest.mark.parametrize(("fields", "expected"), _cases())
def test_merging_does_not_depend_on_the_order(
    fields: list[dict[str, Any]], expected: list[list[int]]
) -> None:
    """The entries of a case, shuffled, make the same concepts."""
    entries = [_entry(number, **values) for number, values in enumerate(fields)]
    shuffled = random.Random(7).sample(entries, len(entries))
    places = {entry.origin: number for number, entry in enumerate(entries)}
    concepts, *_ = merge(shuffled)
    assert sorted(sorted(places[origin] for origin in concept.origins) for concept in concepts) == expected


def _one(*entries: Entry) -> Concept:
    (concept,), *_ = merge(entries)
    return concept


def test_the_first_entry_with_a_definition_is_printed() -> None:
    """An entry that never defines its term keeps its place behind the one that does."""
    concept = _one(
        _entry(0, term="Glaze", body="Buy glaze here: glaze for pots and firing."),
        _entry(
            1, term="glaze", body="Glaze is glass on pots after firing.", definition="Glaze is glass on pots."
        ),
    )
    assert (concept.definition, concept.origin) == ("Glaze is glass on pots.", Origin("dump.txt", 2))
    assert [entry.origin.line for entry in concept.entries] == [2, 1]


def test_equal_bodies_are_kept_once_with_all_their_origins() -> None:
    """The folded entry gives its names and its line."""
    body = "Glaze is glass on pots after firing, and it seals the pores of the clay underneath it."
    concept = _one(
        _entry(0, term="Glaze", body=body),
        _entry(1, term="Glaze", body=body.replace(" ", "\n"), synonyms=["pottery glass"]),
    )
    assert len(concept.entries) == 1
    assert [origin.line for origin in concept.origins] == [1, 2]
    assert concept.synonyms == ("pottery glass",)


def test_names_are_united_and_each_is_given_once() -> None:
    """A name with the key of another one adds nothing."""
    concept = _one(
        _authored(1, "Stoneware clay", abbreviations=("SC",), synonyms=("stone ware", "Stoneware-Clay")),
        _authored(
            9, "stoneware clay", "<builtin>/x.yaml", abbreviations=("sc", "StC"), deprecated=("hard clay",)
        ),
    )
    assert concept.term == "Stoneware clay"
    assert concept.abbreviations == ("SC", "StC")
    assert concept.synonyms == ("stone ware",)
    assert concept.deprecated == ("hard clay",)


def test_the_most_common_name_of_a_dump_is_the_term() -> None:
    """Other names of the concept stay as synonyms, so they resolve."""
    text = "shapes clay on a turning wheel with both hands and a little water"
    concept = _one(
        _entry(0, term="Wheel Throwing Techniques", body=f"A set of techniques that {text}."),
        _entry(1, term="Wheel throwing", body=f"Wheel throwing {text}!"),
        _entry(2, term="Wheel throwing", body=f"What {text} is called throwing."),
    )
    assert (concept.term, concept.synonyms) == ("Wheel throwing", ("Wheel Throwing Techniques",))


def test_an_earlier_source_wins_and_the_others_are_kept() -> None:
    """An author's entry of a project goes before the built-in one, without any complaint."""
    mine = _authored(3, "Glaze", categories=("Pottery",))
    theirs = _authored(5, "glaze", "<builtin>/pots.yaml", categories=("Pottery", "Ceramics"))
    (concept,), problems, _ = merge([mine, theirs])
    assert concept.entries == (mine, theirs)
    assert [problem.kind for problem in problems if problem.kind is Kind.DUPLICATE] == []


def test_authored_homonyms_are_told_apart_by_category() -> None:
    """The qualifier is the first category that the other has not."""
    concepts, problems, _ = merge(
        [
            _authored(1, "Batch", categories=("Ceramics", "Kilns")),
            _authored(4, "batch", categories=("Ceramics", "Baking")),
        ]
    )
    assert [(concept.name, concept.ident) for concept in concepts] == [
        ("Batch (kilns)", "batch-kilns"),
        ("batch (baking)", "batch-baking"),
    ]
    assert problems == ()


def test_two_authored_concepts_that_nothing_tells_apart_are_reported() -> None:
    """Both origins are named, and nothing is lost: the second is kept behind the first."""
    first, second = _authored(1, "Glaze"), _authored(8, "glaze", synonyms=("shine",))
    (concept,), (problem,), _ = merge([first, second])
    assert concept.entries == (first, second)
    assert concept.synonyms == ("shine",)
    assert (problem.kind, problem.origin) == (Kind.DUPLICATE, second.origin)
    assert str(first.origin) in problem.message


def test_a_dump_adds_its_text_to_the_homonym_that_it_is_about() -> None:
    """Of two authored concepts of one name, text and category choose."""
    kiln = _authored(1, "Batch", categories=("Kilns",), definition="The pots that a kiln fires at one time.")
    bread = _authored(
        2, "Batch", categories=("Baking",), definition="The loaves that an oven bakes at one time."
    )
    dump = _entry(
        8, term="batch", body="A batch of loaves fills the oven; the baker bakes rye and wheat loaves."
    )
    concepts, *_ = merge([kiln, bread, dump])
    assert [len(concept.entries) for concept in concepts] == [1, 2]


def test_an_abbreviation_goes_to_the_concept_whose_words_it_abbreviates() -> None:
    """A dump gives it to a derived concept too, which is left with its own name."""
    concepts, *_ = merge(
        [
            _entry(
                0,
                term="Layered Glaze Firing Accounting",
                abbreviations=["LGF"],
                body="An accounting practice.",
            ),
            _entry(1, term="Layered Glaze Firing", abbreviations=["LGF"], body="A schedule for kilns."),
        ]
    )
    assert [concept.abbreviations for concept in concepts] == [(), ("LGF",)]


def test_an_abbreviation_that_nobody_has_a_better_right_to_stays_with_all() -> None:
    """It is ambiguous, and the reader is asked."""
    concepts, *_ = merge(
        [
            _authored(1, "Kiln shelf", abbreviations=("KS",)),
            _authored(2, "Kaolin slip", abbreviations=("KS",)),
        ]
    )
    assert [concept.abbreviations for concept in concepts] == [("KS",), ("KS",)]


def test_of_two_that_say_whether_to_link_the_earlier_wins_and_a_dump_says_nothing() -> None:
    """A dump cannot know; of two files the first of the sources is asked, as for every field."""
    body = "Glaze is glass on pots after firing."
    dump = _entry(0, term="Glaze", body=body, definition=body)
    first, second = (_authored(line, "glaze", f"{line}.yaml", autolink=line == 1) for line in (1, 2))
    assert [
        _one(*entries).autolink for entries in ([dump], [dump, first], [first, second], [second, first])
    ] == [
        None,
        True,
        True,
        False,
    ]


def _checked(*entries: Entry) -> list[Problem]:
    """Return what is wrong in the glossary of some entries."""
    concepts, *_ = merge(entries)
    found, dropped = rows(concepts)
    return [*dropped, *check(concepts, found)]


def test_a_plural_that_is_another_concepts_name_is_dropped_and_reported() -> None:
    """The real name keeps it."""
    problems = _checked(_authored(1, "datum"), _authored(2, "data"))
    assert [(problem.kind, problem.origin.line) for problem in problems] == [(Kind.VARIANT, 1)]
    assert "“data”" in problems[0].message


def test_a_link_to_no_concept_is_reported_with_its_field() -> None:
    """Definitions, articles and ``see`` are checked; code is not a link."""
    entry = _authored(
        4,
        "Glaze",
        definition="Melts on [clays](term:clay), see [x](term:nowhere).",
        article="`[y](term:code)` and [z](term:Glazes)",
        see=("clay", "kiln"),
    )
    problems = _checked(entry, _authored(9, "clay"))
    assert [(problem.kind, problem.origin.line, problem.message) for problem in problems] == [
        (
            Kind.LINK,
            4,
            "`definition` of “Glaze” refers to “nowhere”, which no concept is named; define it, or correct the name",
        ),
        (
            Kind.LINK,
            4,
            "`see` of “Glaze” refers to “kiln”, which no concept is named; define it, or correct the name",
        ),
    ]


def test_an_unknown_category_is_noted_once() -> None:
    """It keeps its own title."""
    entries = (
        _authored(1, "Glaze", categories=("pottery",)),
        _authored(2, "Clay", categories=("Pottery",)),
    )
    concepts, *_ = merge(entries)
    assert [problem.kind for problem in _checked(*entries)] == [Kind.CATEGORY]
    assert {concept.categories for concept in concepts} == {("Pottery",)}


def _idents(*terms: str) -> list[str]:
    concepts, *_ = merge([_authored(line, term) for line, term in enumerate(terms, 1)])
    return [concept.ident for concept in concepts]


def test_idents_are_readable_and_safe() -> None:
    """Signs are spoken, Greek letters have names, accents fall off."""
    terms = ["C", "C++", "C#", "β-VAE", "Émile Borel", "100 % & more", "x : y", "a; b", "AT&T", ".NET"]
    assert _idents(*terms) == [
        "c", "c-plus-plus", "c-sharp", "beta-vae", "emile-borel", "100-percent-and-more", "x-y", "a-b", "at-and-t", "net",
    ]  # fmt: skip


def test_a_term_in_another_script_has_a_stable_ident() -> None:
    """A short hash of its key, the same in every glossary; mixed terms keep their Latin part."""
    (alone,), (_, beside, mixed) = _idents("日本語"), _idents("Kanji", "日本語", "日本語 OCR")
    assert alone == beside
    assert alone.isascii()
    assert alone
    assert mixed.startswith("ocr-")


def test_the_ident_of_a_term_does_not_depend_on_its_neighbors() -> None:
    """Of two terms with one slug, the one that is spelled like it keeps it, in any order."""
    assert _idents("a/b", "a b") == [_idents("a b", "a/b")[1], "a-b"]
    assert _idents("A.B", "a b")[0].startswith("a-b-")


def test_terms_of_nothing_but_hyphens_and_underscores_have_idents_of_their_own() -> None:
    """The same in any order, as those of all terms."""
    idents = _idents("-", "_", "--")
    assert len(set(idents)) == 3
    assert _idents("--", "_", "-") == idents[::-1]


def test_no_entries_make_no_concepts() -> None:
    """Nothing comes of nothing."""
    assert merge([]) == ((), (), frozenset())


def test_many_entries_of_one_name_are_merged_without_comparing_all_of_them() -> None:
    """A thousand unlike texts under one term end, and none of them is lost."""
    entries = [_entry(n, term="Glaze", category=f"c{n}", body=f"w{n}x " * 3 + f"v{n}y") for n in range(1000)]
    concepts, *_ = merge(entries)
    assert sum(len(concept.origins) for concept in concepts) == len(entries)
