"""A placement in a document below the root, in builders of many files and in those of one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from building import Project

from sphinxcontrib_aiglossary.ext.plan.chapters import chapters

if TYPE_CHECKING:
    from pathlib import Path


WITHOUT_TEXT = ("gettext", "dummy", "changes", "linkcheck")
"""Builders whose output has no text of documents."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Uses in reST and Markdown, and one placement."""
    return Project(tmp_path, "used-only")


def test_a_paper_prints_the_glossary_with_links_and_index(project: Project) -> None:
    """The tree is assembled of all documents: the placeholder knows whose it is."""
    built = project.build("latex", nitpicky=True)
    assert built.warnings == ()
    (path,) = built.outdir.glob("*.tex")
    text = path.read_text(encoding="utf-8")
    assert r"\label{\detokenize{glossary:term-mixture-of-experts}}" in text
    assert r"\hyperref[\detokenize{glossary:term-mixture-of-experts}]" in text
    assert r"\index{sparse expert model@\spxentry{sparse expert model}|spxpagem}" in text
    assert r"\aiglossaryindexentry{Wafer}" in text
    assert "Etching" not in text


def test_one_big_page_prints_the_glossary_with_links_that_lead_there(project: Project) -> None:
    """Every link to a term has its target on the page."""
    built = project.build("singlehtml", nitpicky=True)
    assert built.warnings == ()
    page = built.html("index.html")
    assert page.count('id="term-wafer"') == 1
    assert 'href="#term-wafer"' in page


@pytest.mark.parametrize(
    "builder",
    ["text", "man", "texinfo", "epub", "dirhtml", "xml", "pseudoxml", "json", "pickle", *WITHOUT_TEXT],
)
@pytest.mark.filterwarnings("ignore:.sphinxcontrib.serializinghtml")
def test_every_builder_works(project: Project, builder: str) -> None:
    """Without a warning, and with the definitions where there is text."""
    built = project.build(
        builder, nitpicky=True, epub_uid="x", version="1", epub_copyright="me", copyright="me"
    )
    assert [warning for warning in built.warnings if "epub" not in warning] == []
    texts = [path.read_bytes() for path in built.outdir.rglob("*") if path.is_file()]
    assert builder in WITHOUT_TEXT or any(b"on which chips are made" in text for text in texts)


def test_builders_with_one_environment_take_turns(project: Project) -> None:
    """As ``make html latexpdf`` does it; nothing is rewritten in the end, and nothing is stale."""
    first = project.build()
    project.build("latex")
    project.build("text")
    again = project.build()
    assert again.files() == first.files()
    assert "no targets are out of date" in again.status


def test_the_reading_order_is_that_of_the_toctrees_and_ends() -> None:
    """Toctrees that include each other are walked once; what is in none of them comes at the end, each a chapter."""
    includes = {"index": ["b", "gone", "a"], "b": ["c"], "c": ["b", "index"]}
    assert chapters("index", includes, ["a", "b", "c", "index", "z", "y"]) == {
        "index": "index",
        "b": "b",
        "c": "b",
        "a": "a",
        "y": "y",
        "z": "z",
    }


def test_a_deep_chain_of_toctrees_is_no_recursion() -> None:
    """Ten thousand documents, each in the toctree of the one before."""
    names = [f"d{number}" for number in range(10_000)]
    includes = {name: [following] for name, following in pairwise(names)}
    assert list(chapters("d0", includes, names)) == names


@pytest.mark.parametrize("metadata", ["", ":aiglossary-prefer: Model training\n\n"])
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_a_link_within_a_definition_means_the_same_in_every_builder(
    tmp_path: Path, builder: str, metadata: str
) -> None:
    """Whatever the page prefers that prints it, and without a word about a text that the page did not write."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write(
        "terms.yaml",
        "concepts:\n"
        "  - {term: Disc, definition: 'Cut into [parts](term:slice).', categories: [Lithography]}\n"
        "  - {term: Slice, definition: 'Of a disc.', categories: [Lithography]}\n"
        "  - {term: Slice, definition: 'Of a batch.', categories: [Model training]}\n",
    )
    project.write("index.rst", f"{metadata}Root\n====\n\n.. aiglossary::\n   :show: all\n")
    built = project.build(builder)
    assert built.warnings == ()
    (path,) = built.outdir.glob("index.html" if builder == "html" else "*.tex")
    before, _, _ = path.read_text(encoding="utf-8").partition("parts")
    assert "term-slice-lithography" in before[-150:]
