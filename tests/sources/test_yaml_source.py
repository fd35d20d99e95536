"""The YAML form: every fault with its line, every sound concept read, nothing executed, nothing exploded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.model import Origin
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.sources import yaml_source
from sphinxcontrib_aiglossary.sources.yaml_source import YamlSource

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.sources.base import Reading

CASES = Path(__file__).parents[1] / "cases" / "yaml"


def _read(text: str) -> Reading:
    return YamlSource().read(text, "x.yaml")


def _said(text: str) -> list[str]:
    return [f"{problem.origin.line}: {problem.message}" for problem in _read(text).problems]


def test_every_fault_of_a_file_is_reported_in_one_run() -> None:
    """The case file has one fault of every sort, two of them ending the YAML itself."""
    reading = YamlSource().read((CASES / "faults.yaml").read_text(encoding="utf-8"), "faults.yaml")
    expected = (CASES / "faults.txt").read_text(encoding="utf-8").splitlines()
    assert [str(problem) for problem in reading.problems] == expected
    assert {problem.kind for problem in reading.problems} == {Kind.YAML}


def test_sound_concepts_load_beside_faulty_ones() -> None:
    """Whatever was faulty is left out; the rest of the concept, and of the file, stays."""
    reading = YamlSource().read((CASES / "faults.yaml").read_text(encoding="utf-8"), "faults.yaml")
    assert [entry.term for entry in reading.entries] == ["NO", "1e3", "Kettle", "Whisk", "Chopping board"]
    assert all(entry.authored for entry in reading.entries)


def test_scalars_are_text() -> None:
    """What YAML 1.1 takes for booleans, numbers, dates and nulls are names."""
    (entry,) = _read(
        "concepts:\n- term: NO\n  abbreviations: [ON, 1e3, null, 2024-01-01, 0x1F, ~, 'yes']\n"
    ).entries
    assert (entry.term, entry.abbreviations) == (
        "NO",
        ("ON", "1e3", "null", "2024-01-01", "0x1F", "~", "yes"),
    )


@pytest.mark.parametrize(("written", "expected"), [("false", False), ("'false'", "false"), ("oxen", "oxen")])
def test_plural_is_a_form_or_an_unquoted_false(written: str, expected: object) -> None:
    """A quoted ``false`` is a word."""
    reading = _read(f"concepts:\n- term: ox\n  plural: {written}\n")
    assert (reading.entries[0].plural, reading.problems) == (expected, ())


@pytest.mark.parametrize(("written", "expected"), [("true", True), ("False", False)])
def test_autolink_is_an_unquoted_true_or_false(written: str, expected: object) -> None:
    """It says whether plain mentions of the names may become links; without it a rule does."""
    reading = _read(f"concepts:\n- term: ox\n  autolink: {written}\n- term: yak\n")
    assert ([entry.autolink for entry in reading.entries], reading.problems) == ([expected, None], ())


@pytest.mark.parametrize(
    ("written", "found"),
    [("yes", "`yes`"), ("1", "`1`"), ("'true'", "text"), ("", "nothing"), ("{all: true}", "fields")],
)
def test_any_other_autolink_is_reported_and_left_out(written: str, found: str) -> None:
    """Nothing is guessed of a word that another program takes for a truth value."""
    text = f"concepts:\n- term: ox\n  autolink: {written}\n"
    assert _said(text) == [f"3: `autolink` expects `true` or `false`, found {found}"]
    assert _read(text).entries[0].autolink is None


def test_the_category_of_the_file_is_for_concepts_that_name_none() -> None:
    """It may stand below the concepts."""
    text = "concepts:\n- term: oven\n- term: saw\n  categories: [Woodwork]\ncategory: Kitchen\n"
    assert [entry.categories for entry in _read(text).entries] == [("Kitchen",), ("Woodwork",)]


def test_every_concept_knows_its_line() -> None:
    """The origin is the line of its first field."""
    text = "# a comment\nconcepts:\n\n- term: oven\n  definition: |\n    Hot.\n\n\n- synonyms: [x]\n  term: saw\n"
    assert [entry.origin for entry in _read(text).entries] == [Origin("x.yaml", 4), Origin("x.yaml", 9)]


def test_texts_keep_their_lines_and_names_lose_them() -> None:
    """A name folded over lines is one line; an article keeps its indentation and blank lines."""
    text = "concepts:\n- term: >\n    cutting\n    board\n  article: |2\n\n      code\n\n    text\n\n"
    (entry,) = _read(text).entries
    assert (entry.term, entry.article) == ("cutting board", "  code\n\ntext")


def test_reading_goes_on_after_a_syntax_fault() -> None:
    """Lines stay right, and every fault is met."""
    text = "concepts:\n" + "".join(f"- term: t{n}\n  definition: a: b\n- term: s{n}\n" for n in range(3))
    reading = _read(text)
    assert [(entry.term, entry.origin.line) for entry in reading.entries] == [
        ("s0", 4),
        ("s1", 7),
        ("s2", 10),
    ]
    assert [problem.origin.line for problem in reading.problems] == [3, 6, 9]


def test_endless_syntax_faults_end_the_reading() -> None:
    """A file of nothing but faults is not read again and again."""
    said = _said("concepts:\n" + "- a: b: c\n" * 500)
    assert len(said) == yaml_source.MAX_RESUMED + 1
    assert said[-1].endswith("the rest of the file is not read")


def test_an_alias_stands_for_what_it_names() -> None:
    """Anchors are YAML, and short ones are welcome."""
    text = "concepts:\n- term: oven\n  see: &both [pan, pot]\n- term: stove\n  see: *both\n"
    assert _read(text).entries[1].see == ("pan", "pot")


def test_an_alias_bomb_does_not_explode() -> None:
    """Nine levels of ten aliases each would be a billion values; one report, and the concepts load."""
    levels = "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    text = f"a: &a [x, x, x, x, x, x, x, x, x, x]\n{levels}concepts:\n- term: oven\n  see: *j\n- term: pan\n"
    reading = _read(text)
    assert [entry.term for entry in reading.entries] == ["oven", "pan"]
    assert sum("aliases repeat" in problem.message for problem in reading.problems) == 1


def test_an_alias_to_itself_is_reported() -> None:
    """An anchor counts from its end."""
    assert _said("concepts:\n- term: oven\n  see: &a [*a]\n") == ["3: the alias *a has no anchor before it"]


@pytest.mark.parametrize(
    ("deep", "terms"),
    [
        ("[" * 40 + "]" * 40, ["oven", "pan"]),
        ("[" * 100_000 + "]" * 100_000, ["pan"]),
        ("\n" + "".join(f"{' ' * n}- \n" for n in range(4, 300)), ["pan"]),
    ],
    ids=["deep", "very deep", "deep in lines"],
)
def test_deep_nesting_is_bounded(deep: str, terms: list[str]) -> None:
    """The stack of neither language overflows, no square of the depth is spent, and the next concept loads.

    Later versions of PyYAML have a bound of their own, much deeper than ours, and say so.
    """
    reading = _read(f"concepts:\n- term: oven\n  see: {deep}\n- term: pan\n")
    assert [entry.term for entry in reading.entries] == terms
    said = [problem.message for problem in reading.problems]
    assert sum("nested deeper" in each or "nesting depth" in each for each in said) == 1


def test_no_tag_is_obeyed(tmp_path: Path) -> None:
    """What would run a command in an unsafe loader is reported and does nothing."""
    made = tmp_path / "made"
    text = f"concepts:\n- term: oven\n  definition: !!python/object/apply:os.mkdir [{made}]\n  article: !mine x\n"
    reading = _read(text)
    assert len(reading.problems) == 2
    assert not made.exists()
    assert (reading.entries[0].definition, reading.entries[0].article) == ("", "")


def test_a_tag_that_says_text_is_text() -> None:
    """``!!str`` asks for what every scalar is anyway."""
    reading = _read("concepts: !!seq\n- term: !!str NO\n")
    assert ([entry.term for entry in reading.entries], reading.problems) == (["NO"], ())


def test_a_control_character_is_shown_and_reported() -> None:
    """The concept loads with a replacement character."""
    reading = _read("concepts:\n- term: oven\n- term: p\x07an\n")
    assert reading.entries[1].term == "p\ufffdan"
    assert [problem.origin.line for problem in reading.problems] == [3]


def test_an_escape_brings_no_control_character_into_a_name() -> None:
    """In double quotes YAML allows any character; XML, TeX and terminals do not."""
    reading = _read('concepts:\n- term: "a\\0b"\n  definition: "\\e[31mred\\tink"\n')
    assert [(entry.term, entry.definition) for entry in reading.entries] == [
        ("a\ufffdb", "\ufffd[31mred\tink")
    ]
    assert [str(problem) for problem in reading.problems] == [
        "x.yaml:2: warning: the character U+0000 cannot be printed; it is shown as U+FFFD [yaml]",
        "x.yaml:3: warning: the character U+001B cannot be printed; it is shown as U+FFFD [yaml]",
    ]


@pytest.mark.parametrize("name", ["\u200b", "\u202e \u00ad", "\u2060"])
def test_a_name_that_nobody_can_see_is_empty(name: str) -> None:
    """Joiners and marks of direction come along when text is copied."""
    assert _said(f"concepts:\n- term: '{name}'\n- term: oven\n  synonyms: ['{name}']\n") == [
        "2: `term` is empty",
        "4: `synonyms` has an empty item",
    ]


@pytest.mark.parametrize(
    ("value", "todo"),
    [
        ("hot: very", "put quotes round a text that holds `: `"),
        ("@home", "put quotes round a text that begins with `@`"),
        ("`oven`", "put quotes round a text that begins with a backtick"),
        ("*hot* place", "put quotes round a text that begins with `*` or `&`"),
        ("[pan](term:pan) is", "and put quotes round a text that begins with a quotation mark or a bracket"),
        ('"hot" place', "and put quotes round a text that begins with a quotation mark or a bracket"),
        (
            "> 200 degrees",
            "put quotes round a text that begins with `|` or `>`, or begin it on the next line",
        ),
        (r'"C:\oven"', "in double quotes write `\\\\` for a backslash, or use single quotes"),
        ("- hot", "put quotes round a text that begins with `- `, or begin the list on the next line"),
        ("x\n\tplural: y", "indent with spaces, not with tabs"),
        ("x\n \t- hot", "indent with spaces, not with tabs"),
    ],
)
def test_a_syntax_fault_says_what_to_do(value: str, todo: str) -> None:
    """The parser only says what it missed; the next concept loads."""
    reading = _read(f"concepts:\n- term: oven\n  definition: {value}\n- term: pan\n")
    assert reading.entries[-1].term == "pan"
    assert reading.problems[0].message.endswith(f"; {todo}") or f", {todo}" in reading.problems[0].message


def test_a_tag_above_the_list_of_concepts_is_reported() -> None:
    """The concepts load, since nothing else can be meant."""
    text = "!!python/object:os.system\nconcepts: !!python/tuple\n- term: oven\n"
    assert YamlSource().detect(text)
    assert [entry.term for entry in _read(text).entries] == ["oven"]
    assert _said(text) == [
        "1: the tag !!python/object:os.system is never obeyed; write plain text or a plain list",
        "2: the tag !!python/tuple is never obeyed; write plain text or a plain list",
    ]


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is on characters, and the message says what to do."""
    monkeypatch.setattr(yaml_source, "MAX_LENGTH", 10)
    assert _said("concepts:\n- term: oven\n") == ["0: larger than 10 characters; split the file"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "0: expected a list under `concepts:`, found none"),
        ("category: Kitchen\n", "0: expected a list under `concepts:`, found none"),
        ("concepts: {}\n", "1: `concepts` expects a list: each concept starts with `- term:`"),
        ("- term: oven\n", "1: expected `concepts:` above the list of concepts"),
        ("oven\n", "1: expected the fields `category` and `concepts`, found text"),
        ("? [a]\n: b\nconcepts:\n- term: oven\n", "1: expected the name of a field"),
        ("concepts:\n- term: oven\n  ? [a]\n  : b\n", "3: expected the name of a field"),
        ("concepts:\n- [oven]\n", "2: expected a concept with fields, `- term: …`"),
    ],
)
def test_a_file_of_another_shape_is_told_what_is_expected(text: str, expected: str) -> None:
    """One problem, with its line."""
    assert _said(text) == [expected]


def test_a_bare_list_of_concepts_loads_all_the_same() -> None:
    """What is meant is plain, so nothing is lost."""
    assert [entry.term for entry in _read("- term: oven\n").entries] == ["oven"]


@pytest.mark.parametrize("text", ["concepts:\n", "concepts: []\n"])
def test_an_empty_list_is_no_fault(text: str) -> None:
    """A file may wait for its first concept."""
    reading = _read(text)
    assert (reading.entries, reading.problems) == ((), ())


def test_several_documents_of_a_file_are_read() -> None:
    """Each has its own category, above or below its concepts, and a fault in one of them changes no other."""
    text = (
        "---\ncategory: Kitchen\nconcepts:\n- term: oven\n---\nconcepts:\n- term: saw\n- term: a: b\n- term: axe\n"
        "category: Woodwork\n...\n---\nconcepts:\n- term: moon\n"
    )
    reading = _read(text)
    assert [(entry.term, *entry.categories) for entry in reading.entries] == [
        ("oven", "Kitchen"),
        ("saw", "Woodwork"),
        ("axe", "Woodwork"),
        ("moon",),
    ]
    assert [problem.origin.line for problem in reading.problems] == [8]


@pytest.mark.parametrize(
    "text",
    [
        "category: X\nconcepts: []\n",
        "# comment\n---\nconcpets:\n- term: oven\n",
        "\n- term: oven\n",
        "'concepts':\n- {term: oven}\n",
        '{"concepts": [{"term": "oven"}]}',
        "title: My own\nconcepts:\n- term: oven\n",
        "\ufeffconcepts:\n",
    ],
)
def test_the_form_is_detected_by_its_content(text: str) -> None:
    """Misspelt fields included: their author wants to hear of them."""
    assert YamlSource().detect(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "oven, kitchen\n\nAn oven is hot.\n",
        "← Back\n\nGlossary\n",
        "# Oven\n\nHot.\n",
        "Note: hot\n\nx\n",
    ],
)
def test_other_text_is_not_taken_for_the_form(text: str) -> None:
    """A dump or a Markdown page is another source's."""
    assert not YamlSource().detect(text)


def test_a_formula_that_is_shown_as_text_is_said_and_one_that_is_mended_is_not() -> None:
    """At the concept, in the definition and in the article, as for dumps; a price is no formula."""
    reading = _read(
        "concepts:\n"
        "- term: Lens\n"
        "  definition: It costs $5, and $x^a^b$ and $f'_i^2$ are known.\n"
        "  article: |\n    $$\n    \\hline x\n    $$\n"
    )
    assert [(problem.kind, problem.origin.line) for problem in reading.problems] == [(Kind.MATH, 2)] * 2
    first, second = (problem.message for problem in reading.problems)
    assert first == "'$x^a^b$' is shown as text: two superscripts on one symbol"
    assert second.endswith(r"is shown as text: \hline outside an array")
    assert len(reading.entries) == 1
