"""The headings and the bar of letters of a placement with ``:letters:``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

SYMBOL = "  - {term: '→ arrow', definition: Leads on.}\n  - {term: β phase, definition: A form of metal.}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Concepts under digits, symbols, letters and a letter of another script; a placement in reST."""
    project = Project(tmp_path, "placements")
    terms = (project.src / "terms.yaml").read_text(encoding="utf-8")
    project.write("terms.yaml", terms.rstrip("\n") + "\n" + SYMBOL)
    place(project, ":show: all", ":letters:")
    return project


def place(project: Project, *options: str) -> None:
    """Write the placement."""
    lines = "".join(f"   {option}\n" for option in options)
    project.write("rest.rst", f"reST\n====\n\n.. aiglossary::\n{lines}")


def headings(built: Built, page: str = "rest.html") -> list[tuple[str, str, str]]:
    """Return level, id and text of each heading of a letter."""
    found = r'<h(\d) class="aiglossary-letter[^"]*" id="([^"]*)">([^<]*)</h\1>'
    return re.findall(found, built.html(page))


def bars(built: Built, page: str = "rest.html") -> list[list[tuple[str, str]]]:
    """Return address and text of each link of each bar."""
    found = re.findall(r'<nav aria-label="Letters of the glossary".*?</nav>', built.html(page), re.DOTALL)
    return [re.findall(r'href="#([^"]*)">([^<]*)<', bar) for bar in found]


def test_each_letter_has_a_heading_below_that_of_its_section_and_a_link(project: Project) -> None:
    """Symbols and digits first, an accent does not count, other scripts last; an id needs no escape in an address."""
    built = project.build()
    assert built.warnings == ()
    found = headings(built)
    assert found == [
        ("2", "aiglossary-letter-symbols", "#"),
        ("2", "aiglossary-letter-digits", "0-9"),
        ("2", "aiglossary-letter-a", "A"),
        ("2", "aiglossary-letter-b", "B"),
        ("2", "aiglossary-letter-e", "E"),
        ("2", "aiglossary-letter-z", "Z"),
        ("2", "aiglossary-letter-u3b2", "Β"),
    ]
    assert bars(built) == [[(ident, text) for _, ident, text in found]]
    page = built.html("rest.html")
    assert page.count('<dl class="glossary aiglossary ') == len(found)
    assert page.count('title="Link to this term"') == 7


@pytest.mark.parametrize("options", [(":letters: a-b", ":show: all"), (":letters: b, a", ":show: all")])
def test_letters_that_are_chosen_have_headings_too(project: Project, options: tuple[str, ...]) -> None:
    """In the order of the alphabet, whatever the order of the option."""
    place(project, *options)
    assert [text for *_, text in headings(project.build())] == ["A", "B"]


@pytest.mark.parametrize("options", [(":show: all",), (":show: all", ":letters: a"), (":letters:",)])
def test_without_the_option_or_with_one_letter_there_are_none(
    project: Project, options: tuple[str, ...]
) -> None:
    """A single heading would say what the reader sees."""
    place(project, *options)
    built = project.build()
    assert "aiglossary-letter" not in built.html("rest.html")
    assert "<dt" in built.html("rest.html")


def test_no_id_stands_twice_on_a_page(project: Project) -> None:
    """Neither in two placements, nor where an author has such an id, nor on the one page of all documents."""
    placement = ".. aiglossary::\n   :show: all\n   :letters:\n"
    indented = placement.replace(".. ", "  .. ").replace("   :", "     :")
    project.write(
        "rest.rst",
        f"reST\n====\n\n.. _aiglossary-letter-b:\n\nPart\n----\n\n{placement}\n* Item\n\n{indented}",
    )
    project.write("markdown.md", "# Markdown\n\n```{aiglossary}\n:show: all\n:letters:\n```\n")
    for builder, page in (("html", "rest.html"), ("singlehtml", "index.html")):
        built = project.build(builder)
        assert built.warnings == ()
        ids = re.findall(r' id="([^"]*)"', built.html(page))
        assert len(ids) == len(set(ids))
        assert {ident for bar in bars(built, page) for ident, _ in bar} <= {*ids}
        assert sum(ident.startswith("aiglossary-letter-b-") for ident in ids) == len(bars(built, page))


@pytest.mark.parametrize(
    ("builder", "name", "heading"),
    [
        ("text", "rest.txt", "-[ B ]-"),
        ("latex", "*.tex", r"\subsubsection*{\aiglossaryletter{\aiglossarybookmark"),
        ("man", "*.1", "\\fBB\\fP\n"),
        ("texinfo", "*.texi", "@subheading B"),
        ("xml", "rest.xml", '<rubric classes="aiglossary-letter no-search"'),
    ],
)
def test_other_outputs_have_the_headings_alone(
    project: Project, builder: str, name: str, heading: str
) -> None:
    """A bar of links is for pages that one reads on a screen."""
    built = project.build(builder, nitpicky=True, latex_engine="xelatex")
    assert built.warnings == ()
    (path,) = built.outdir.glob(name)
    text = path.read_text(encoding="utf-8")
    assert heading in text
    assert "Letters of the glossary" not in text


def test_nobody_finds_a_heading_by_searching_for_its_letter(project: Project) -> None:
    """The words of the definitions are in the index of the search, the letters are not."""
    terms = (project.build().outdir / "searchindex.js").read_text(encoding="utf-8").partition('"terms":{')[2]
    assert '"slurri":' in terms or "slurri:" in terms
    assert not re.search(r'[{,]"?[bz]"?:', terms.partition("}")[0])


def test_headings_come_and_go_with_the_terms_as_in_a_clean_build(project: Project) -> None:
    """A new letter, one letter only, a renamed term: byte for byte, from any number of processes."""
    changes: list[tuple[str, str, str]] = [
        ("terms.yaml", "term: Beam search", "term: Cut search"),
        ("rest.rst", "   :show: all\n", ""),
        ("markdown.md", "{term}`beam search`", "{term}`cut search` {term}`annealing`"),
        ("markdown.md", " {term}`annealing`", ""),
    ]
    project.write("markdown.md", "# M\n\n{term}`beam search`\n")
    project.build()
    for number, change in enumerate(changes):
        project.replace(*change)
        clean = project.build(build=f"clean{number}", jobs=4)
        assert project.build().files() == clean.files()


def test_a_fold_comes_and_goes_with_the_article_as_in_a_clean_build(project: Project) -> None:
    """Its title has the name of the concept, which alone may change."""
    place(project, ":show: all", ":detail: full")
    for number, (old, new) in enumerate(pairwise(["term: Annealing", "term: annealing", "term: ANNEALING"])):
        assert f"More on {old[6:]}" in project.build().html("rest.html")
        project.replace("terms.yaml", old, new)
        clean = project.build(build=f"clean{number}")
        assert project.build().files() == clean.files()
    project.replace("terms.yaml", "Minutes or milliseconds.", "Hours.")
    assert project.build().files() == project.build(build="clean").files()
