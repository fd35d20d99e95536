"""The index of categories, and the list that leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

from sphinxcontrib_aiglossary.ext.plan.categories import by_category
from sphinxcontrib_aiglossary.model import Concept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Five concepts of four categories, two of them unknown to the taxonomy."""
    project = Project(tmp_path, "placements")
    project.write(
        "markdown.md", "# Markdown\n\n```{aiglossary-categories}\n```\n\n{ref}`aiglossary-categories`\n"
    )
    project.write("cards.rst", ":orphan:\n\nCards\n=====\n\n.. aiglossary-categories::\n")
    return project


def test_the_index_lists_groups_categories_and_printed_terms(project: Project) -> None:
    """Every term leads to its definition; what the taxonomy does not know comes last."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    page = built.html("aiglossary-categories.html")
    found = re.findall(r"<h3 [^>]*>(.*?) <span|<dt><a [^>]*>(.*?)</a>", page)
    names = [heading or term for heading, term in found]
    assert names[-4:] == ["A field nobody knows", "Zeta potential", "Memory", "3D NAND"]
    assert names.index("Inference serving") + 1 == names.index("Beam search")
    assert 'href="rest.html#term-beam-search"' in page


def test_the_list_counts_the_printed_concepts_and_leads_to_the_index(project: Project) -> None:
    """In reST and in Markdown."""
    built = project.build()
    for page in ("markdown.html", "cards.html"):
        assert re.search(
            r'href="aiglossary-categories\.html#category-inference-serving">(?:<[^>]+>)*Inference serving(?:<[^>]+>)*</a>',
            built.html(page),
        )
        assert "Inference serving 2" in built.text(page)


def test_the_list_is_plain_where_there_is_no_such_page(project: Project) -> None:
    """Text, LaTeX and one big page."""
    for builder in ("text", "latex", "singlehtml"):
        built = project.build(builder)
        files = [path for path in built.outdir.iterdir() if path.suffix in {".txt", ".tex", ".html"}]
        assert any("Inference serving (2)" in path.read_text(encoding="utf-8") for path in files), builder


def test_a_change_of_counts_writes_the_list_again(project: Project) -> None:
    """It is part of what its document depends on."""
    project.build()
    project.replace("terms.yaml", "categories: [Memory]", "categories: [Decoding]")
    grown = project.build()
    assert "Inference serving 3" in grown.text("cards.html")
    assert grown.files() == project.build(build="clean").files()


def test_a_title_with_an_ampersand_breaks_no_output(project: Project) -> None:
    """Headings and entries are escaped in HTML and in LaTeX."""
    project.replace("terms.yaml", "[A field nobody knows]", '["R & D, 100 % <b>"]')
    built = project.build()
    assert "R &amp; D, 100 % &lt;b&gt;" in built.html("aiglossary-categories.html")
    (path,) = project.build("latex").outdir.glob("*.tex")
    assert r"R \& D, 100 \% \textless{}b\textgreater{}" in path.read_text(encoding="utf-8")


def test_categories_stand_in_the_order_of_the_taxonomy() -> None:
    """A concept of two categories stands in both; nothing is listed that has no concept."""
    concepts = [
        Concept(ident="a", term="a", categories=("Odd", "Training")),
        Concept(ident="b", term="b", categories=("Odd",)),
    ]
    groups = by_category(concepts)
    assert groups[-1].title == "Other"
    assert groups[-1].categories[0].idents == ("a", "b")
    assert all(category.idents for group in groups for category in group.categories)


def test_the_categories_are_cards_in_html(project: Project) -> None:
    """Each card is one link with title and count; other builders print a list."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    page = built.html("cards.html")
    assert page.count("sd-card-body") == page.count("sd-stretched-link") == 4
    assert "Inference serving 2" in built.text("cards.html").replace("</p>", " ")
    (path,) = project.build("latex").outdir.glob("*.tex")
    assert "Inference serving (2)" in path.read_text(encoding="utf-8")
