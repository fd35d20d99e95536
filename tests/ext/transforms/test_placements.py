"""What the options of the directive print, in both markups, and what a bad option does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Five concepts, one of them in use; a placement in reST, a document in Markdown."""
    return Project(tmp_path, "placements")


def rest(project: Project, *options: str) -> None:
    """Write the reST placement."""
    lines = "".join(f"   {option}\n" for option in options)
    project.write("rest.rst", f"reST\n====\n\n.. aiglossary::\n{lines}")


def terms(built: Built, page: str = "rest.html") -> list[str]:
    """The terms that a page prints."""
    return re.findall(r"<dt[^>]*>([^<]+)", built.html(page))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((":show: all",), ["3D NAND", "Annealing", "Beam search", "Émigré effect", "Zeta potential"]),
        ((), ["Beam search"]),
        ((":show: used",), ["Beam search"]),
        ((":show: all", ":letters: a-e"), ["Annealing", "Beam search", "Émigré effect"]),
        ((":show: all", ":letters: 0-9, z"), ["3D NAND", "Zeta potential"]),
        ((":show: all", ":letters: 7"), ["3D NAND"]),
        ((":show: all", ":letters: É"), ["Émigré effect"]),
        ((":show: all", ":letters: A – d"), ["Annealing", "Beam search"]),
        ((":SHOW: ALL", ":Letters: B"), ["Beam search"]),
        ((":show: all", ":categories: decoding"), ["Beam search", "Émigré effect"]),
        ((":show: all", ":categories: Memory, a field nobody KNOWS"), ["3D NAND", "Zeta potential"]),
        ((":show: all", ":categories: Decoding", ":letters: a-c"), ["Beam search"]),
        ((":show: all", ":categories: thermal processing basics"), ["Annealing"]),
        ((":local:",), []),
    ],
)
def test_the_options_choose_what_is_printed(
    project: Project, options: tuple[str, ...], expected: list[str]
) -> None:
    """Digits first, letters by their base letter, categories by any casing; filters add up."""
    rest(project, *options)
    built = project.build()
    assert [warning for warning in built.warnings if "unplaced" not in warning] == []
    assert terms(built) == expected


def test_markdown_takes_the_same_options(project: Project) -> None:
    """A fence in place of the directive; docutils folds the case of an option, MyST leaves that to us."""
    project.write("markdown.md", "# Markdown\n\n```{aiglossary}\n:Show: all\n:LETTERS: a, b\n```\n")
    built = project.build()
    assert built.warnings == ()
    assert terms(built, "markdown.html") == ["Annealing", "Beam search"]


def test_brief_prints_the_definition_and_full_the_article_too(project: Project) -> None:
    """Brief is the default."""
    rest(project, ":show: all")
    assert "milliseconds" not in project.build().text("rest.html")
    rest(project, ":show: all", ":detail: full")
    assert "milliseconds" in project.build().text("rest.html")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (":show: some", "option :show: is 'some', expected used or all"),
        (":letters: a-", "option :letters: has 'a-', expected letters and ranges such as a-f"),
        (":letters: f-a", "option :letters: has 'f-a', expected letters and ranges such as a-f"),
        (":categories:", "option :categories: is empty, expected names separated by commas"),
        (":local: yes", "option :local: takes no value, found 'yes'"),
        (":detial: full", "aiglossary has no option :detial:, only"),
    ],
)
def test_a_bad_option_is_left_out_with_a_warning_at_its_line(
    project: Project, option: str, said: str
) -> None:
    """The directive goes on to work, in reST and in Markdown."""
    rest(project, option)
    project.write("markdown.md", f"# Markdown\n\n{{term}}`beam search`\n\n```{{aiglossary}}\n{option}\n```\n")
    built = project.build()
    assert [warning.split(said)[0] for warning in built.ours] == [
        "markdown.md:5: WARNING: ",
        "rest.rst:4: WARNING: ",
    ]
    assert all(warning.endswith("; it is left out [aiglossary.option]") for warning in built.ours)
    assert terms(built) == ["Beam search"]


def test_a_category_that_nobody_knows_is_warned_of_in_every_build(project: Project) -> None:
    """It depends on the sources, which change without the document."""
    rest(project, ":categories: Astrology", ":show: all")
    expected = (
        "rest.rst:4: WARNING: option :categories: no category is called 'Astrology'; did you mean 'Metrology'? [aiglossary.option]",
    )
    assert project.build().ours[-1:] == expected
    assert project.build().ours == expected


def test_terms_printed_twice_are_linked_where_the_first_placement_stands_that_is_not_local(
    project: Project,
) -> None:
    """The page's own list comes after the project's glossary, and has no ids."""
    project.write(
        "rest.rst",
        "reST\n====\n\n:term:`beam search`\n\n.. aiglossary::\n   :local:\n\n.. aiglossary::\n   :local:\n",
    )
    project.write("markdown.md", "# Markdown\n\n{term}`beam search`\n\n```{aiglossary}\n```\n")
    built = project.build()
    assert built.warnings == ()
    assert terms(built) == ["Beam search", "Beam search"]
    assert 'href="markdown.html#term-beam-search"' in built.html("rest.html")
    assert "id=" not in built.html("rest.html").partition("<dl")[2]
    assert built.html("markdown.html").count('id="term-beam-search"') == 1


def test_only_the_uses_that_the_builder_shows_count(project: Project) -> None:
    """One environment serves HTML and LaTeX; each prints its own terms."""
    rest(project)
    project.write(
        "markdown.md",
        "# Markdown\n\n```{only} latex\nFor paper: {term}`annealing`.\n```\n\n```{only} html\n{term}`3D NAND`\n```\n",
    )
    built = project.build()
    assert built.warnings == ()
    assert terms(built) == ["3D NAND"]
    latex = project.build("latex")
    assert latex.warnings == ()
    text = next(latex.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "Heating a wafer" in text
    assert "Memory cells" not in text
    assert terms(project.build()) == ["3D NAND"]


def test_a_substitution_counts_where_it_is_used(project: Project) -> None:
    """``rst_epilog`` defines it in every document."""
    rest(project)
    epilog = ".. |heat| replace:: :term:`annealing`"
    built = project.build(rst_epilog=epilog)
    assert built.warnings == ()
    assert terms(built) == ["Beam search"]
    project.write(
        "index.rst", "Placements\n==========\n\n.. toctree::\n\n   rest\n   markdown\n\nBy |heat|.\n"
    )
    assert terms(project.build(rst_epilog=epilog)) == ["Annealing", "Beam search"]


def test_reading_order_decides_between_two_placements(project: Project) -> None:
    """The toctree says which is first, not the names of documents; toctrees that include each other are no trap."""
    project.write("markdown.md", "# Markdown\n\n```{aiglossary}\n:show: all\n```\n")
    built = project.build()
    assert 'id="term-annealing"' in built.html("rest.html")
    project.write("index.rst", "Placements\n==========\n\n.. toctree::\n\n   markdown\n   rest\n")
    built = project.build()
    assert 'id="term-annealing"' in built.html("markdown.html")
    assert 'id="term-annealing"' not in built.html("rest.html")
