"""The items of glossaries in HTML: as Sphinx writes them, so that styles find them; our names are marked as defined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Built
    from playwright.sync_api import Page

TERMS = """
concepts:
  - term: Mixture of experts
    abbreviations: [MoE]
    synonyms: [Expert mixture]
    categories: [Lithography]
    definition: A layer of experts.
  - term: Router
    definition: Chooses [experts](term:mixture of experts).
"""
HAND = """
Hand
====

.. glossary::

   chuck
   clamp
      Holds a wafer.

      inner
         A list within.

   ``code`` and *more*
      Said of code.
"""
MYST = "# By hand, too\n\n{.glossary}\nlatch\n: Holds a bit.\n"
STYLE = """
dl.glossary { display: grid; grid-template-columns: 10rem 1fr; }
dl.glossary > dt + dd { color: rgb(1, 2, 3); }
dl.glossary > dt:first-child { color: rgb(4, 5, 6); }
"""
MARKED = "aiglossary-term aiglossary-category-lithography"
_RE_LIST = re.compile(r'<dl class="[^"]*\bglossary\b.*</dl>', re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Terms of a source and terms written by hand, in both markups, and a style of the project for glossaries."""
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary', 'myst_parser']\naiglossary_sources = ['terms.yaml']\n"
        "myst_enable_extensions = ['deflist', 'attrs_block']\nhtml_css_files = ['own.css']\n"
        "html_static_path = ['static']\n",
    )
    (project.src / "static").mkdir()
    project.write("static/own.css", STYLE)
    project.write("terms.yaml", TERMS)
    project.write(
        "index.rst",
        "Root\n====\n\nA :term:`router`.\n\n.. toctree::\n\n   hand\n   myst\n\n.. aiglossary::\n",
    )
    project.write("hand.rst", HAND)
    project.write("myst.md", MYST)
    return project


def listed(built: Built, page: str) -> str:
    """Return the glossary of a page as it stands there."""
    found = _RE_LIST.search((built.outdir / page).read_text(encoding="utf-8"))
    assert found
    return found[0]


def tags(html: str) -> list[str]:
    """Return the tags that are children of the list."""
    depth, found = 0, []
    for end, tag in re.findall(r"<(/?)(\w+)", html):
        depth += -1 if end else 1
        if depth == 2 and not end:
            found.append(tag)
    return found


@pytest.mark.parametrize(("builder", "suffix"), [("html", ".html"), ("dirhtml", "/index.html")])
def test_what_is_written_by_hand_stays_as_sphinx_writes_it(
    project: Project, builder: str, suffix: str
) -> None:
    """Byte for byte, in both markups."""
    built, plain = project.build(builder), project.build(builder, build="plain", extensions=["myst_parser"])
    assert built.warnings == ()
    for page in ("hand", "myst"):
        assert listed(built, page + suffix) == listed(plain, page + suffix)


def test_one_big_page_leaves_it_as_well(project: Project) -> None:
    """Between our own items."""
    built = project.build("singlehtml")
    text = (built.outdir / "index.html").read_text(encoding="utf-8")
    assert '<dt id="term-chuck">chuck<' in text
    assert "Holds a bit.</p>\n</dd>\n</dl>" in text


def test_our_terms_and_definitions_stand_in_the_list_as_those_of_sphinx(project: Project) -> None:
    """The first term of each has the id and the categories, and names are marked as what is defined."""
    html = listed(project.build(), "index.html")
    assert tags(html) == ["dt", "dt", "dd", "dt", "dd"]
    assert re.findall(r"<dt[^>]*><dfn>.*?</dfn>", html) == [
        f'<dt class="{MARKED}" id="term-mixture-of-experts"><dfn>Mixture of experts (MoE)</dfn>',
        '<dt class="aiglossary-synonym"><dfn>Expert mixture</dfn>',
        '<dt class="aiglossary-term" id="term-router"><dfn>Router</dfn>',
    ]


def test_styles_of_the_project_reach_every_glossary(opened: Callable[..., Page], project: Project) -> None:
    """Grids, neighbours and first children are what they are in plain Sphinx."""
    built = project.build()
    for name in ("index.html", "hand.html", "myst.html"):
        page = opened(built.outdir / name)
        term, definition = page.locator("dl.glossary > dt").first, page.locator("dl.glossary > dd").first
        assert term.evaluate("(each) => getComputedStyle(each).color") == "rgb(4, 5, 6)", name
        assert definition.evaluate("(each) => getComputedStyle(each).color") == "rgb(1, 2, 3)", name
        assert term.evaluate("(each) => getComputedStyle(each.parentElement).display") == "grid", name


def test_names_are_upright_wherever_they_show(opened: Callable[..., Page], project: Project) -> None:
    """In the glossary, and in what a link within it shows; a browser sets a ``dfn`` in italics."""
    page = opened(project.build().outdir / "index.html")
    page.locator("dd a.reference").hover()
    shown = page.locator("#aiglossary--tip dfn")
    expect(shown).to_be_visible()
    for name in (shown, page.locator("dt dfn").first):
        assert name.evaluate("(each) => getComputedStyle(each).fontStyle") == "normal"


def test_a_long_glossary_by_hand_stays_one_list(project: Project) -> None:
    """Only lists that we print are laid out in parts."""
    entries = "".join(f"   entry {number:03}\n      Number {number}.\n\n" for number in range(500))
    project.write("hand.rst", f"Hand\n====\n\n.. glossary::\n\n{entries}")
    built, plain = project.build(), project.build(build="plain", extensions=["myst_parser"])
    text = (built.outdir / "hand.html").read_text(encoding="utf-8")
    assert "aiglossary-filter.js" in text
    assert "aiglossary-part" not in text
    assert listed(built, "hand.html") == listed(plain, "hand.html")
