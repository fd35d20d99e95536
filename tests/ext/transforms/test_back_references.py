"""Which documents a placement with ``:uses:`` names under its terms."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

TERMS = """\
concepts:
  - {term: Wafer, abbreviations: [WF], definition: 'A disc of [silicon](term:silicon).'}
  - {term: Silicon, definition: An element.}
  - {term: Reticle, definition: A mask.}
"""

SUFFIXES = {".txt", ".1", ".texi"}

ROOT = "Root & all\n==========\n\nA :term:`wafer`.\n\n.. toctree::\n\n   b\n   a\n   glo\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A placement that lists uses, three documents that use a term, one that does not."""
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary', 'myst_parser']\naiglossary_sources = ['terms.yaml']\n"
        "project = 'Uses'\nversion = '1'\ncopyright = 'me'\n",
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", ROOT)
    project.write("a.rst", "The ``A`` *page*\n================\n\nSome :term:`WF`, :term:`wafers`.\n")
    project.write("b.md", "# B\n\nA {term}`wafer` and {term}`silicon`.\n")
    project.write("c.rst", ":orphan:\n\nC\n=\n\nNothing.\n")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n   :uses:\n")
    return project


def uses(built: Built, page: str = "glo.html") -> dict[str, list[tuple[str, str]]]:
    """What a page lists under each of its terms: addresses with titles."""
    listed = {}
    for term, text in re.findall(r"<dt[^>]*>([^<]+).*?<dd>(.*?)</dd>", built.html(page), re.DOTALL):
        paragraph = re.search(r'<p class="aiglossary-uses[^>]*>Used in: (.*?)</p>', text)
        found = (
            re.findall(r'href="([^"]*)"><span class="doc">(.*?)</span>', paragraph[1]) if paragraph else []
        )
        listed[term] = found
    return listed


def pages_that_use(built: Built, term: str = "Wafer (WF)", page: str = "glo.html") -> list[str]:
    """The titles of the documents that a page lists under a term."""
    return [title for _, title in uses(built, page)[term]]


def test_the_documents_that_use_a_term_are_listed_under_it_in_reading_order(project: Project) -> None:
    """Each once, by whatever name, under its title; links within definitions are no uses."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert uses(built) == {
        "Reticle": [],
        "Silicon": [("b.html", "B")],
        "Wafer (WF)": [("index.html", "Root &amp; all"), ("b.html", "B"), ("a.html", "The A page")],
    }
    assert built.html("glo.html").count("aiglossary-uses") == 2


def test_markdown_takes_the_option_too(project: Project) -> None:
    """A placement without it lists nothing."""
    project.write(
        "d.md", "---\norphan: true\n---\n\n# D\n\n```{aiglossary}\n:uses:\n```\n\n```{aiglossary}\n```\n"
    )
    built = project.build()
    assert built.html("d.html").count("aiglossary-uses") == 2


def test_the_page_that_prints_is_listed_if_its_text_uses_the_term(project: Project) -> None:
    """What it prints of the glossary is no use."""
    project.write("glo.rst", "Glossary\n========\n\nThe :term:`reticle`.\n\n.. aiglossary::\n   :uses:\n")
    built = project.build()
    assert uses(built)["Reticle"] == [("#", "Glossary")]


def test_copies_of_a_term_list_the_same(project: Project) -> None:
    """A local glossary prints once more what another placement defines."""
    local = ":orphan:\n\nLocal\n=====\n\nA :term:`WF`.\n\n.. aiglossary::\n   :local:\n   :uses:\n"
    project.write("local.rst", local)
    built = project.build()
    titles = ["Root &amp; all", "B", "The A page", "Local"]
    assert pages_that_use(built) == titles
    assert pages_that_use(built, page="local.html") == titles


def test_a_document_without_a_title_is_listed_by_its_name(project: Project) -> None:
    """Sphinx's stand-in would name nothing."""
    project.write("c.rst", ":orphan:\n\nA :term:`reticle`.\n")
    assert uses(project.build())["Reticle"] == [("c.html", "c")]


def test_a_use_that_the_builder_leaves_out_is_not_listed(project: Project) -> None:
    """One environment serves both builders."""
    project.write("c.rst", ":orphan:\n\nC\n=\n\n.. only:: text\n\n   A :term:`reticle`.\n")
    assert uses(project.build())["Reticle"] == []
    text = (project.build("text").outdir / "glo.txt").read_text(encoding="utf-8")
    assert text.count("Used in: C\n") == 1
    assert uses(project.build())["Reticle"] == []


def test_every_format_lists_the_documents_and_links_where_it_can(project: Project) -> None:
    """The addresses are those of the format; an assembled file lists only documents that are part of it."""
    project.write("c.rst", ":orphan:\n\nC\n=\n\nA :term:`wafer`.\n")
    all_of_them = "Root & all, B, The A page, C"
    part = "Root & all, B, The A page"
    folders = project.build("dirhtml", nitpicky=True)
    assert [address for address, _ in uses(folders, "glo/index.html")["Wafer (WF)"]] == [
        "../",
        "../b/",
        "../a/",
        "../c/",
    ]
    single = project.build("singlehtml", nitpicky=True)
    addresses = [address for address, _ in uses(single, "index.html")["Wafer (WF)"]]
    assert addresses == ["#", "#document-b", "#document-a"]
    assert all(f'id="{address[1:]}"' in single.html("index.html") for address in addresses[1:])
    book = project.build("epub", epub_uid="x")
    chapter = (book.outdir / "glo.xhtml").read_text(encoding="utf-8")
    assert '<a class="reference internal" href="a.xhtml"><span class="doc">The A page</span></a>' in chapter
    for builder, listed in {"text": all_of_them, "man": part, "texinfo": part}.items():
        built = project.build(builder, nitpicky=True)
        assert built.warnings == ()
        texts = [path.read_text("utf-8") for path in built.outdir.iterdir() if path.suffix in SUFFIXES]
        lines = [re.sub(r"@ref\{\w+,,(.*?)\}", r"\1", line) for text in texts for line in text.splitlines()]
        assert [line.strip() for line in lines if "Used in: Root" in line] == [f"Used in: {listed}"]


def test_a_use_added_or_removed_elsewhere_rewrites_the_page_that_lists_it(project: Project) -> None:
    """An incremental build leaves what a clean one leaves."""
    first = project.build()
    project.write("c.rst", ":orphan:\n\nC\n=\n\nA :term:`wafer`.\n")
    grown = project.build()
    assert pages_that_use(grown)[-1] == "C"
    assert grown.files() == project.build(build="clean", jobs=4).files()
    project.write("c.rst", ":orphan:\n\nC\n=\n\nNothing.\n")
    assert project.build().files() == first.files()


def test_a_changed_title_rewrites_the_page_that_lists_it(project: Project) -> None:
    """Plain Sphinx would leave the old title in such a list."""
    project.build()
    project.write("b.md", "# Another\n\nA {term}`wafer` and {term}`silicon`.\n")
    grown = project.build()
    assert pages_that_use(grown, "Silicon") == ["Another"]
    project.write("c.rst", ":orphan:\n\nOther\n=====\n\nNothing.\n")
    glossary = grown.outdir / "glo.html"
    time = glossary.stat().st_mtime_ns
    project.build()
    assert glossary.stat().st_mtime_ns == time


def test_a_deleted_document_is_listed_no_more_and_the_order_is_that_of_the_toctree(project: Project) -> None:
    """Whatever was written before."""
    project.build()
    (project.src / "b.md").unlink()
    project.write("index.rst", ROOT.replace("   b\n", ""))
    assert pages_that_use(project.build()) == ["Root &amp; all", "The A page"]
    project.write("b.rst", "B\n=\n\nA :term:`wafer`.\n")
    project.write("index.rst", ROOT.replace("   b\n   a\n", "   a\n   b\n"))
    assert pages_that_use(project.build()) == ["Root &amp; all", "The A page", "B"]


def test_parallel_builds_list_the_same(project: Project) -> None:
    """A dozen documents, read and written by several processes."""
    for number in range(12):
        project.write(f"d{number}.rst", f":orphan:\n\nD{number}\n===\n\nA :term:`reticle`.\n")
    parallel = project.build(build="parallel", jobs=4)
    assert pages_that_use(parallel, "Reticle") == sorted(f"D{number}" for number in range(12))
    assert parallel.files() == project.build().files()


def test_a_search_for_a_title_does_not_find_the_glossary(project: Project) -> None:
    """The lists are ways through the pages, and no part of their text."""
    project.write("c.rst", ":orphan:\n\nPhotolithography\n================\n\nA :term:`wafer`.\n")
    built = project.build()
    assert pages_that_use(built)[-1] == "Photolithography"
    text = (built.outdir / "searchindex.js").read_text(encoding="utf-8")
    words = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert "disc" in words
    assert "photolithographi" not in words


def test_roles_of_first_use_and_automatic_links_are_uses(project: Project) -> None:
    """Whatever makes the link, the document is listed, and a PDF labels the place."""
    project.write("c.rst", "C\n=\n\nThe reticle is clean.\n")
    project.write("d.rst", "D\n=\n\nA :gls:`reticle`.\n")
    project.write("index.rst", ROOT.replace("   glo", "   c\n   d\n   glo"))
    assert pages_that_use(project.build(), "Reticle") == ["D"]
    built = project.build(aiglossary_autolink="all")
    assert pages_that_use(built, "Reticle") == ["C", "D"]
    assert built.files() == project.build(build="clean", aiglossary_autolink="all").files()
    paper = project.build("latex", aiglossary_autolink="all").outdir / "uses.tex"
    text = paper.read_text(encoding="utf-8")
    assert re.findall(r"\\aiglossaryuse\{reticle\}\{(\d+)\}", text) == ["1", "2"]
