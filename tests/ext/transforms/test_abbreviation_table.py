"""What ``aiglossary-abbreviations`` prints."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from building import Project, differing

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

ALL = ["BS", "EP", "EP", "EPD", "VP"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three tables: of a page, of everything, of a category."""
    return Project(tmp_path, "indices")


def tables(built: Built, page: str) -> list[list[str]]:
    """The short forms of each table of a page."""
    found = re.findall(r"<table.*?</table>", built.html(page), re.DOTALL)
    return [re.findall(r'<span class="std std-term">(.*?)</span>', table) for table in found]


def test_a_table_lists_short_and_long_forms_with_links(project: Project) -> None:
    """In order of the short forms; one of several meanings has its category."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert tables(built, "markdown.html") == [ALL, ["EP"]]
    page = built.html("markdown.html")
    assert re.search(
        r'href="glossary\.html#term-expert-parallelism"[^>]*><span class="std std-term">EP<', page
    )
    assert re.search(r'href="hand\.html#term-vacuum-pump-VP"[^>]*><span class="std std-term">VP<', page)
    assert "EP endpoint detection (Metrology)" in built.text("markdown.html")


def test_a_local_table_lists_what_its_page_uses(project: Project) -> None:
    """All abbreviations of the terms in use, by hand or not; not of what their definitions use."""
    assert tables(project.build(), "index.html") == [["EP", "EPD", "VP"]]


@pytest.mark.parametrize(
    "builder", ["text", "man", "texinfo", "singlehtml", "dirhtml", "epub", "latex", "xml"]
)
def test_every_builder_prints_the_table(project: Project, builder: str) -> None:
    """Without a warning."""
    built = project.build(builder, nitpicky=True)
    assert built.warnings == ()
    suffixes = {".txt", ".texi", ".html", ".xhtml", ".xml", ".tex", ".1"}
    texts = [path.read_text(encoding="utf-8") for path in built.outdir.rglob("*") if path.suffix in suffixes]
    assert any(re.search(r"Meaning.*vacuum pump", text, re.DOTALL) for text in texts)


def test_one_big_page_links_within_itself(project: Project) -> None:
    """A link to another file would lead nowhere."""
    page = project.build("singlehtml").html("index.html")
    assert re.search(r'href="#term-expert-parallelism"[^>]*><span class="std std-term">EP<', page)


def test_a_table_is_written_again_when_what_it_prints_changes(project: Project) -> None:
    """And only then: a change elsewhere leaves its page alone."""
    project.build()
    project.replace("terms.yaml", "How many wafers.", "How many wafers there are.")
    page = project.src.parent / "build" / "html" / "markdown.html"
    before = page.stat().st_mtime_ns
    project.build()
    assert page.stat().st_mtime_ns == before
    project.replace("terms.yaml", "[BS]", "[BSZ]")
    built = project.build()
    assert tables(built, "markdown.html")[0] == ["BSZ", *ALL[1:]]
    assert differing(built.files(), project.build(build="clean").files()) == set()
    project.replace("hand.rst", "(VP)", "(XQ)")
    built = project.build()
    assert "VP" not in built.text("markdown.html")
    assert differing(built.files(), project.build(build="clean").files()) == set()


def test_a_table_without_rows_is_nothing(project: Project) -> None:
    """As with a placement."""
    project.replace("markdown.md", "Mixture of experts", "Memory")
    assert len(tables(project.build(), "markdown.html")) == 1


def test_a_bad_option_is_left_out_with_a_warning(project: Project) -> None:
    """The message lists what there is; a category that nobody knows is one, too."""
    project.replace(
        "markdown.md", ":categories: Mixture of experts", ":letters: a\n:categories: Mixtures of expert"
    )
    project.replace("index.rst", "   :local:", "   :local: yes\n   :Categories:")
    said = [warning.partition(" WARNING: ")[2] for warning in project.build().ours]
    assert [message.removesuffix(" [aiglossary.option]") for message in said] == [
        "option :categories: is empty, expected names separated by commas; it is left out",
        "option :local: takes no value, found 'yes'; it is left out",
        "aiglossary-abbreviations has no option :letters:, only :categories:, :local:; it is left out",
        "option :categories: no category is called 'Mixtures of expert'; did you mean 'Mixture of experts'?",
    ]


@pytest.mark.parametrize("expression", ["latex", "html"])
def test_a_table_for_other_builders_counts_for_nothing(project: Project, expression: str) -> None:
    """Its page is as if it were not there."""
    project.write(
        "only.rst", f":orphan:\n\nOnly\n====\n\n.. only:: {expression}\n\n   .. aiglossary-abbreviations::\n"
    )
    assert tables(project.build(), "only.html") == ([ALL] if expression == "html" else [])


@pytest.mark.skipif(not all(map(shutil.which, ("makeinfo",))), reason="Texinfo is not installed")
def test_a_manual_with_tables_and_indices_is_valid(project: Project) -> None:
    """The program that makes Info files of it has no complaint."""
    built = project.build("texinfo")
    done = subprocess.run(
        ["makeinfo", "--no-split", "manual.texi"],
        cwd=built.outdir,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
