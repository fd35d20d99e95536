"""What readers get of the documentation and of real dumps: built as their authors would, and read back."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from book import MATHML, XHTML, Book, needs_epubcheck, words
from papers import compiled, needs_tex

from sphinxcontrib_aiglossary import builtin, pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxcontrib_aiglossary.model import Concept

ROOT = Path(__file__).resolve().parents[3]
DUMPS = ROOT.parent / "shared" / "seeds"

needs_dumps = pytest.mark.skipif(
    not DUMPS.is_dir(), reason="no folder `shared` with real dumps beside the project"
)
each = pytest.mark.parametrize("name", ["documentation", pytest.param("dumps", marks=needs_dumps)])

CONF = f"""
project = author = copyright = "dumps"
version = "1"
extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["{DUMPS.as_posix()}/*.txt"]
latex_engine = "xelatex"
"""
INDEX = """
Dumps
=====

.. aiglossary::
   :show: all
   :detail: full
"""
TITLES = {"documentation": "sphinxcontrib-aiglossary", "dumps": "dumps"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """A function that builds one of the projects with one builder, every warning an error, once for all tests."""

    @cache
    def publish(name: str, builder: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        source = ROOT / "docs"
        if name == "dumps":
            source = folder
            (source / "conf.py").write_text(CONF, encoding="utf-8")
            (source / "index.rst").write_text(INDEX, encoding="utf-8")
        output = folder / builder
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "-n",
            "-b",
            builder,
            "-d",
            str(folder / "trees"),
        ]
        done = subprocess.run(
            [*command, str(source), str(output)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return output

    return publish


@cache
def concepts(name: str) -> tuple[Concept, ...]:
    """What a project prints."""
    sources = [f"{DUMPS.as_posix()}/*.txt"] if name == "dumps" else [builtin.NAME]
    return pipeline.load(sources, ROOT).concepts


class _Terms(HTMLParser):
    """Collects the ids of the terms of a page, and where its links within the page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        href = found.get("href") or ""
        if tag == "a" and href.startswith("#"):
            self.wanted.append(href[1:])


@each
def test_a_site_defines_each_term_once_and_no_link_within_a_page_is_dead(
    published: Callable[[str, str], Path], name: str
) -> None:
    """All of the glossary, with its articles."""
    page = "glossary.html" if name == "documentation" else "index.html"
    terms = _Terms()
    terms.feed((published(name, "html") / page).read_text(encoding="utf-8"))
    assert len(terms.ids) == len(set(terms.ids))
    assert {f"term-{concept.ident}" for concept in concepts(name)} <= set(terms.ids)
    assert set(terms.wanted) <= {*terms.ids, ""}


@needs_tex
@each
def test_a_pdf_prints_every_term_and_nothing_beside_the_page(
    published: Callable[[str, str], Path], name: str
) -> None:
    """Without a missing character, with every term a destination."""
    paper = compiled(published(name, "latex"), TITLES[name])
    assert "Missing character" not in paper.log
    # A name in code may fill the gap between two columns of a table of the documentation
    assert paper.too_wide(10 if name == "documentation" else 3) == []
    printed = _letters(paper.text)
    assert [concept.name for concept in concepts(name) if _letters(concept.name) not in printed] == []
    destinations = paper.read("pdfinfo", "-dests")
    assert [
        concept.ident for concept in concepts(name) if f'"term-{concept.ident}"' not in destinations
    ] == []


@needs_epubcheck
@each
def test_an_epub_has_every_term_and_no_tex_and_no_fault(
    published: Callable[[str, str], Path], name: str
) -> None:
    """EPUBCheck finds neither an error nor a warning; each term is a defining instance, each formula MathML."""
    book = Book(path=published(name, "epub") / f"{TITLES[name]}.epub")
    assert book.complaints() == []
    page = book.page("glossary.xhtml" if name == "documentation" else "index.xhtml")
    defined = {term.get("id") for term in page.iter(f"{XHTML}dt") if term.find(f"{XHTML}dfn") is not None}
    assert {f"term-{concept.ident}" for concept in concepts(name)} <= defined
    formulas = [each for each in page.iter(f"{XHTML}span") if "math" in each.get("class", "").split()]
    assert len(formulas) > 50
    assert [words(each) for each in formulas if each.find(f"{MATHML}math") is None] == []


def _letters(text: str) -> str:
    """A text without what lines are divided by."""
    return re.sub(r"[\W_]+", "", text)
