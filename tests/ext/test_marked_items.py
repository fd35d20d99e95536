"""The items of glossaries in HTML: one element around each, and its names marked as what is defined."""

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
      Holds a :term:`router`.

      inner
         A list within.
"""
MYST = "# By hand, too\n\n{.glossary}\nlatch\n: Holds a bit.\n"
_RE_ITEM = re.compile(r'<div class="aiglossary-item" id="(item--[^"]*)">\n(<dt.*?</dd>)\n</div>', re.DOTALL)
_RE_NAME = re.compile(r'<dt[^>]*?(?: id="([^"]*)")?><dfn>(.*?)</dfn>')


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Terms of a source and terms written by hand, in both markups."""
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary', 'myst_parser']\naiglossary_sources = ['terms.yaml']\n"
        "myst_enable_extensions = ['deflist', 'attrs_block']\n",
    )
    project.write("terms.yaml", TERMS)
    project.write(
        "index.rst",
        "Root\n====\n\nA :term:`router`.\n\n.. toctree::\n\n   hand\n   myst\n\n.. aiglossary::\n",
    )
    project.write("hand.rst", HAND)
    project.write("myst.md", MYST)
    return project


def items(built: Built, page: str) -> dict[str, list[tuple[str, str]]]:
    """Return the ids and names of the terms of each item by its own id."""
    text = (built.outdir / page).read_text(encoding="utf-8")
    found = {ident: _RE_NAME.findall(item) for ident, item in _RE_ITEM.findall(text)}
    assert text.count("<dfn>") == sum(map(len, found.values())), "names outside items"
    return found


@pytest.mark.parametrize(("builder", "suffix"), [("html", ".html"), ("dirhtml", "/index.html")])
def test_each_item_is_an_element_of_its_own_whoever_wrote_it(
    project: Project, builder: str, suffix: str
) -> None:
    """Its terms keep the ids to which all links lead; what is no item of a glossary stays as it was."""
    built = project.build(builder)
    assert built.warnings == ()
    assert items(built, "index.html") == {
        "item--term-mixture-of-experts": [
            ("term-mixture-of-experts", "Mixture of experts (MoE)"),
            ("", "Expert mixture"),
        ],
        "item--term-router": [("term-router", "Router")],
    }
    assert items(built, f"hand{suffix}") == {
        "item--term-chuck": [("term-chuck", "chuck"), ("term-clamp", "clamp")]
    }
    assert items(built, f"myst{suffix}") == {"item--term-latch": [("term-latch", "latch")]}


def test_one_big_page_has_the_same_items(project: Project) -> None:
    """And each of their ids once."""
    built = project.build("singlehtml")
    names = ["mixture-of-experts", "router", "chuck", "latch"]
    assert sorted(items(built, "index.html")) == sorted(f"item--term-{name}" for name in names)


def test_pages_with_terms_have_the_style_that_keeps_names_upright(project: Project) -> None:
    """A browser sets a ``dfn`` in italics."""
    built = project.build()
    for page in ("index.html", "hand.html", "myst.html"):
        assert 'href="_static/aiglossary.css' in (built.outdir / page).read_text(encoding="utf-8"), page


def test_names_are_upright_wherever_they_show(opened: Callable[..., Page], project: Project) -> None:
    """In the glossary, and in what a link within it shows."""
    page = opened(project.build().outdir / "index.html")
    page.locator("dd a.reference").hover()
    shown = page.locator("#aiglossary--tip dfn")
    expect(shown).to_be_visible()
    for name in (shown, page.locator("dt dfn").first):
        assert name.evaluate("(each) => getComputedStyle(each).fontStyle") == "normal"


def test_no_other_output_knows_of_items(project: Project) -> None:
    """A text has the names and the definitions, and an EPUB no element between list and term."""
    text = (project.build("text").outdir / "index.txt").read_text(encoding="utf-8")
    assert "Mixture of experts (MoE)" in text
    assert "item--" not in text
    assert "aiglossary-item" not in (project.build("epub").outdir / "index.xhtml").read_text(encoding="utf-8")
