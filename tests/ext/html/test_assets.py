"""Styles and scripts: on the pages that need them, in the output if there is such a page, and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

STYLE, DESIGN = "aiglossary.css", "sphinx-design.min.css"
TIPS, FILTER = (
    {"aiglossary-tips.css", "aiglossary-tips.js"},
    {"aiglossary-filter.css", "aiglossary-filter.js"},
)
BOOK, SEARCH = "aiglossary-epub.css", "aiglossary-search.js"
_RE_FILE = re.compile(r'(?:href|src)="[^"]*_static/((?:aiglossary|sphinx-design|design)[\w.-]*)')

TERMS = """\
concepts:
  - term: Kiln
    categories: [Lithography]
    definition: An oven.
    article: It is hot.
  - term: Trough
    definition: A long [kiln](term:kiln).
"""
PLAIN = "Plain\n=====\n\n.. container:: box\n\n   Said plainly.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page for each thing that needs a file of ours, and one that needs none."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write(
        "index.rst", "Root\n====\n\n.. toctree::\n\n   plain\n   uses\n   hand\n   cards\n   brief\n   full\n"
    )
    project.write("plain.rst", PLAIN)
    project.write("uses.rst", "Uses\n====\n\nA :term:`kiln` and a :term:`trough`.\n")
    project.write("hand.rst", "Hand\n====\n\n.. glossary::\n\n   sieve\n      Has holes.\n")
    project.write("cards.rst", "Cards\n=====\n\n.. aiglossary-categories::\n")
    project.write("brief.rst", "Brief\n=====\n\n.. aiglossary::\n")
    project.write("full.rst", "Full\n====\n\n.. aiglossary::\n   :detail: full\n")
    return project


def linked(built: Built) -> dict[str, set[str]]:
    """Return for each page which files of ours it links, also through sphinx-design."""
    pages = sorted(path for path in built.outdir.rglob("*") if path.suffix in {".html", ".xhtml"})
    found = {
        path.relative_to(built.outdir).as_posix(): set(_RE_FILE.findall(path.read_text("utf-8")))
        for path in pages
    }
    return {name.replace("/index.html", ".html"): files for name, files in found.items()}


def copied(built: Built) -> set[str]:
    """Return which files of ours, and of sphinx-design, the output has."""
    return {
        path.name
        for path in built.outdir.rglob("*")
        if re.match(r"(aiglossary|sphinx-design|design).*(css|js)$", path.name)
    }


EXPECTED = {
    "index.html": set[str](),
    "plain.html": set[str](),
    "search.html": {SEARCH},
    "hand.html": set[str](),
    "genindex.html": set[str](),
    "uses.html": TIPS,
    "cards.html": {DESIGN},
    "brief.html": {STYLE} | TIPS,
    "full.html": {STYLE, DESIGN} | TIPS,
    "aiglossary-terms.html": {STYLE},
    "aiglossary-categories.html": {STYLE},
}


@pytest.mark.parametrize(("builder", "jobs"), [("html", 1), ("html", 2), ("dirhtml", 1)])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_each_page_links_what_it_needs_and_nothing_more(project: Project, builder: str, jobs: int) -> None:
    """Whoever writes it; the style of sphinx-design only where there are cards or dropdowns, its script nowhere."""
    built = project.build(builder, jobs=jobs)
    found = linked(built)
    assert built.warnings == ()
    assert {name: found[name] for name in EXPECTED} == EXPECTED
    assert copied(built) == {STYLE, DESIGN, SEARCH} | TIPS
    page = (built.outdir / ("full.html" if builder == "html" else "full/index.html")).read_text("utf-8")
    assert all(f"/{name}?v=" in page for name in (STYLE, DESIGN, *TIPS)), "without a checksum"


def test_one_big_page_links_what_all_documents_need(project: Project) -> None:
    """There it is one list, and the files are there although Sphinx copies its own last."""
    built = project.build("singlehtml")
    assert linked(built) == {"index.html": {STYLE, DESIGN} | TIPS}
    assert copied(built) == {STYLE, DESIGN} | TIPS


def test_a_book_links_what_it_needs(project: Project) -> None:
    """Cards have their style, formulas theirs; what needs a browser is not there, and nothing is folded."""
    project.write("plain.rst", PLAIN + "\n:math:`x`\n")
    built = project.build("epub")
    found = linked(built)
    assert (found["index.xhtml"], found["plain.xhtml"], found["full.xhtml"]) == (set(), {BOOK}, {STYLE})
    assert found["cards.xhtml"] == {DESIGN}
    assert copied(built) == {STYLE, DESIGN, BOOK}
    packed = (built.outdir / "content.opf").read_text("utf-8")
    assert all(name in packed for name in (STYLE, DESIGN, BOOK))


def test_other_writers_get_no_style(project: Project) -> None:
    """LaTeX has nothing to do with it."""
    built = project.build("latex")
    assert copied(built) == set()
    assert not any("aiglossary-synonym" in path.read_text("utf-8") for path in built.outdir.glob("*.tex"))


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_a_file_comes_and_goes_with_the_last_page_that_needs_it(project: Project, builder: str) -> None:
    """As in a clean build, also where a page is removed or only the glossary changes."""
    project.build(builder)
    project.replace("full.rst", "   :detail: full\n", "")
    (project.src / "cards.rst").unlink()
    project.replace("index.rst", "   cards\n", "")
    fewer = project.build(builder)
    assert DESIGN not in copied(fewer)
    clean = project.build(builder, build="clean")
    assert copied(fewer) == copied(clean)
    for page in ("brief.rst", "full.rst"):
        project.write(page, page + "\n=========\n")
    project.write("uses.rst", "Uses\n====\n\nNone.\n")
    project.write("hand.rst", "Hand\n====\n\nNone.\n")
    assert copied(project.build(builder)) == set()
    project.write("full.rst", "Full\n====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n")
    assert STYLE in copied(project.build(builder))


def test_a_lost_file_is_copied_again(project: Project) -> None:
    """Although no page is written that needs it."""
    built = project.build()
    (built.outdir / "_static" / STYLE).unlink()
    assert STYLE in copied(project.build())


def test_a_file_of_the_project_with_such_a_name_stays(project: Project) -> None:
    """What we did not copy is not ours to remove."""
    (project.src / "own").mkdir()
    for name in (STYLE, DESIGN):
        project.write(f"own/{name}", "p { color: red }\n")
    project.write("index.rst", "Root\n====\n\nNo term.\n")
    for _ in range(2):
        built = project.build(html_static_path=["own"], include_patterns=["index.rst"])
        assert (built.outdir / "_static" / STYLE).read_text("utf-8") == "p { color: red }\n"
        assert (built.outdir / "_static" / DESIGN).read_text("utf-8") == "p { color: red }\n"


def test_a_second_build_of_one_application_links_the_same_files(project: Project, tmp_path: Path) -> None:
    """What one page links is not taken for a file of all pages."""
    app = SphinxTestApp("html", srcdir=project.src, builddir=tmp_path / "twice", freshenv=True)
    pages = []
    for _ in range(2):
        app.build(force_all=True)
        pages.append({path.name: path.read_text("utf-8") for path in app.outdir.glob("*.html")})
    app.cleanup()
    assert pages[0] == pages[1]


OWN = """
from docutils import nodes
from docutils.parsers.rst import Directive

class Own(Directive):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self):
        return [nodes.paragraph("", f"own {self.name}")]

def setup(app):
    for name in ("card", "div", "dropdown", "grid", "tab-set", "button-link"):
        app.add_directive(name, Own)
"""
NAMES = ("card", "div", "dropdown", "grid", "tab-set", "button-link")


@pytest.mark.parametrize(
    "order", [["ours", "sphinxcontrib_aiglossary"], ["sphinxcontrib_aiglossary", "ours"]]
)
def test_directives_of_the_project_are_its_own(project: Project, order: list[str]) -> None:
    """In both markups: none of the names of sphinx-design is taken, and its containers keep their class."""
    project.write("ours.py", OWN)
    project.replace(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary']",
        f"import sys\nsys.path.insert(0, '{project.src}')\nextensions = {['myst_parser', *order]}",
    )
    project.write(
        "own.rst", ":orphan:\n\nOwn\n===\n\n" + "".join(f".. {name}:: x\n\n   y\n\n" for name in NAMES)
    )
    project.write(
        "mine.md",
        "---\norphan: true\n---\n# Mine\n\n" + "".join(f"```{{{name}}} x\ny\n```\n\n" for name in NAMES),
    )
    built = project.build(source_suffix={".rst": "restructuredtext", ".md": "markdown"})
    assert built.warnings == ()
    for page in ("own.html", "mine.html"):
        assert all(f"<p>own {name}</p>" in built.html(page) for name in NAMES), page
    assert '<div class="box docutils container">' in built.html("plain.html")
    assert DESIGN in linked(built)["cards.html"]


@pytest.mark.parametrize(
    "order", [["sphinx_design", "sphinxcontrib_aiglossary"], ["sphinxcontrib_aiglossary", "sphinx_design"]]
)
def test_a_project_that_lists_sphinx_design_has_all_of_it(project: Project, order: list[str]) -> None:
    """Before us or after us; its style is on each page once, and our cards and dropdowns look like its own."""
    project.write(
        "own.rst", ":orphan:\n\nOwn\n===\n\n.. card:: Title\n\n   Text.\n\n.. dropdown:: More\n\n   Text.\n"
    )
    built = project.build(extensions=order)
    assert built.warnings == ()
    for page in ("plain.html", "cards.html", "full.html", "own.html"):
        assert (built.outdir / page).read_text("utf-8").count(f"/{DESIGN}?") == 1, page
    own = built.html("own.html")
    assert '<div class="sd-card sd-sphinx-override sd-mb-3 sd-shadow-sm docutils">' in own
    alone = project.build(build="alone", exclude_patterns=["own.rst"])
    for page in ("cards.html", "full.html"):
        assert alone.html(page) == built.html(page)


THEMES = ["furo", "pydata_sphinx_theme", "sphinx_rtd_theme", "sphinx_book_theme"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_every_theme_links_them_on_the_same_pages(project: Project, theme: str) -> None:
    """Also those that order styles themselves."""
    found = linked(project.build(html_theme=theme))
    assert {name: found[name] for name in EXPECTED} == EXPECTED
