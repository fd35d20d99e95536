"""From source names to entries: which files are read, in which order, and what is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import pipeline
from sphinxcontrib_aiglossary.problems import Kind

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
Showing page 1 of 1 (2 entries)

spin coating (sc),spin coating,sc,lithography

**Spin Coating (SC)** is the **spreading of resist by fast rotation** — quick. **Key Points** - It is even. - It is cheap.

loops,iterate,again

**Loops** ``` [Try] → [Look] ```
"""
PLAIN = """\
soft bake, lithography
**Soft bake** is **a minute on a hot plate that dries the resist** - It is short.
"""
YAML = """\
category: Lithography
concepts:
  - term: Reticle
    definition: A plate with the pattern of one layer.
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with one source of each format."""
    (tmp_path / "b-page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "a-plain.txt").write_text(PLAIN, "utf-8")
    (tmp_path / "own.yaml").write_text(YAML, "utf-8")
    return tmp_path


def _terms(base: Path, *names: str) -> list[str]:
    return [entry.term for entry in pipeline.read_entries(names, base)[0]]


def test_sources_keep_their_order_and_a_glob_reads_by_name(base: Path) -> None:
    """Earlier sources win a clash, so the order must not depend on the file system."""
    assert _terms(base, "own.yaml", "*.txt") == ["Reticle", "Soft bake", "Spin Coating", "Loops"]
    assert _terms(base, "*.txt", "own.yaml") == ["Soft bake", "Spin Coating", "Loops", "Reticle"]


def test_a_file_named_twice_is_read_once(base: Path) -> None:
    """By name, by glob, by an absolute path."""
    assert _terms(base, "a-plain.txt", "*plain.txt", str(base / "a-plain.txt")) == ["Soft bake"]


def test_an_entry_holds_what_headline_body_and_repair_give(base: Path) -> None:
    """The origin is the headline's line; the body is restored; the category is as the source writes it."""
    entries, _ = pipeline.read_entries(["b-page.txt"], base)
    entry = entries[0]
    assert str(entry.origin) == "b-page.txt:3"
    assert (entry.term, entry.abbreviations, entry.categories) == ("Spin Coating", ("SC",), ("lithography",))
    assert entry.definition == "Spin Coating (SC) is the spreading of resist by fast rotation."
    assert "- It is even.\n- It is cheap." in entry.body
    assert entry.article == entry.body
    assert not entry.authored


def test_a_term_without_a_defining_sentence_is_reported(base: Path) -> None:
    """The entry stays, with its article."""
    entries, problems = pipeline.read_entries(["b-page.txt"], base)
    undefined = [problem for problem in problems if problem.kind is Kind.UNDEFINED]
    assert [str(problem.origin) for problem in undefined] == ["b-page.txt:7"]
    assert entries[1].definition == ""
    assert entries[1].article == entries[1].body != ""


def test_a_glob_without_a_match_is_a_problem(base: Path) -> None:
    """And the other sources are read nevertheless."""
    entries, problems = pipeline.read_entries(["*.md", "gone.txt", "own.yaml"], base)
    assert [entry.term for entry in entries] == ["Reticle"]
    assert [(problem.kind, problem.origin.path) for problem in problems] == [
        (Kind.SOURCE, "*.md"),
        (Kind.SOURCE, "gone.txt"),
    ]


def test_a_file_whose_name_holds_brackets_is_found(base: Path) -> None:
    """A name that exists is that file, whatever a glob would make of it."""
    (base / "dump[1].txt").write_text(PLAIN, "utf-8")
    assert _terms(base, "dump[1].txt") == ["Soft bake"]


def test_the_builtin_glossary_is_read_but_its_taxonomy_is_no_source(base: Path) -> None:
    """``builtin`` is the shipped folder, in a wheel as in a working copy."""
    entries, problems = pipeline.read_entries(["builtin"], base)
    assert len(entries) >= 30
    assert all(entry.authored for entry in entries)
    assert not any("categories.yaml" in entry.origin.path for entry in entries)
    assert all(entry.origin.path.startswith("<builtin>/") for entry in entries)
    assert [str(problem) for problem in problems] == []


def test_progress_counts_up_to_the_end(base: Path) -> None:
    """A shell shows how much of what is done."""
    told: list[tuple[str, int, int]] = []
    pipeline.read_entries(["*.txt"], base, lambda *step: told.append(step))
    assert told == [
        ("reading sources", 1, 2),
        ("reading sources", 2, 2),
        ("repairing records", 1, 3),
        ("repairing records", 2, 3),
        ("repairing records", 3, 3),
    ]


def test_loading_merges_what_is_one_concept(base: Path) -> None:
    """The same dump under two names gives each concept once, with both origins."""
    (base / "copy.txt").write_text(PLAIN, "utf-8")
    glossary = pipeline.load(["a-plain.txt", "copy.txt"], base)
    (concept,) = glossary.concepts
    assert [str(origin) for origin in concept.origins] == ["a-plain.txt:1", "copy.txt:1"]
    assert len(glossary.entries) == 2


def test_control_characters_of_a_dump_reach_no_output(tmp_path: Path) -> None:
    """Terminals, XML and TeX choke on them; where one is the rest of a TeX command, the command comes back."""
    dump = (
        "edge\x07bead, lithography\n\n**Edge\x1b Bead** is **a rim of resist**, $\x0crac{a}{b}$ wide\x00.\n"
    )
    (tmp_path / "dump.txt").write_text(dump.replace("\x00", "\x0b"), encoding="utf-8")
    glossary = pipeline.load(["dump.txt"], tmp_path)
    (concept,) = glossary.concepts
    printed = f"{concept.name}{concept.entries[0].headline}{concept.entries[0].body}"
    assert [char for char in printed if ord(char) < 32 and char != "\n"] == []
    assert r"$\frac{a}{b}$" in printed
