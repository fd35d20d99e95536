"""Sphinx's own search page as a reader meets it: a name leads to its definition first, and quotes it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pytest
from building import Project
from playwright.sync_api import expect
from serving import served
from small_project import assert_same_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

TERMS = """
concepts:
  - term: Mixture of experts
    abbreviations: [MoE]
    synonyms: [Gated expert network]
    definition: A layer in which a [router](term:router) picks a few networks.
    article: |
      ## Costs

      Memory for all of them.
  - term: Router
    definition: What picks the networks that compute.
  - term: batch size
    categories: [Model training]
    definition: How many examples make one step.
  - term: batch size
    categories: [Fab operations]
    definition: How many wafers make one run.
  - term: Load lock
    abbreviations: [LL]
    definition: Not printed, since it is written by hand.
"""
INDEX = """
Root
====

A :term:`MoE`, a :term:`batch size (Model training)`, a :term:`batch size (Fab operations)`.

.. toctree::

   moe
   hand
   glossary
"""
MOE = """
MoE, MoE and MoE again
======================

MoE, MoE, MoE. A gated expert network. :index:`More on MoE`. :term:`Load locks <load lock>`.
"""
HAND = """
Hand
====

.. glossary::

   load lock
   airlock
      A chamber between two pressures.

   2.5D stack
      Dies side by side.
"""
_RE_SPACE = re.compile(r"\s+")


class Row(NamedTuple):
    """One result."""

    href: str
    title: str
    quoted: str


def found_project(folder: Path) -> Project:
    """Return a project whose pages mention what its glossaries define."""
    project = Project(folder)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", INDEX)
    project.write("moe.rst", MOE)
    project.write("hand.rst", HAND)
    project.write("glossary.rst", "Glossary\n========\n\n.. aiglossary::\n   :detail: full\n")
    return project


@pytest.fixture(scope="module")
def search(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., list[Row]]]:
    """A function that searches the project for words, built by a builder with a theme, and follows the first result."""
    folder = tmp_path_factory.mktemp("found")
    project = found_project(folder)
    hosts = ExitStack()

    def build(builder: str, theme: str) -> Path:
        outdir = folder / f"{builder}-{theme}"
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, "-D", f"html_theme={theme}"]
        # A process of its own: of a theme's use of what Sphinx deprecates nothing is to be said here
        subprocess.run([*command, str(project.src), str(outdir)], check=True)
        return outdir

    @cache
    def site(builder: str, theme: str) -> str:
        build(builder, theme)
        # The second build writes one page only
        project.replace("moe.rst", "A gated", "The gated")
        host = hosts.enter_context(served(build(builder, theme)))
        project.replace("moe.rst", "The gated", "A gated")
        return f"{host.url}search{'/' if builder == 'dirhtml' else '.html'}"

    def look_for(query: str, builder: str = "html", theme: str = "alabaster") -> list[Row]:
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{site(builder, theme)}?q={quote(query)}")
        expect(page.locator("#search-results .search-summary")).to_contain_text("finished")
        rows = page.locator("#search-results ul.search > li")
        expect(rows.locator("p.context")).to_have_count(rows.count())
        shown = [
            Row(
                each.locator("a").first.get_attribute("href") or "",
                each.locator("a").first.inner_text(),
                _RE_SPACE.sub(" ", each.locator("p.context").inner_text()),
            )
            for each in rows.all()
        ]
        rows.first.locator("a").first.click()
        anchor = shown[0].href.partition("#")[2]
        expect(page.locator(f'[id="{anchor}"]')).to_be_in_viewport()
        page.close()
        assert errors == []
        return shown

    with hosts:
        yield look_for


MOE_ROW = Row(
    "glossary.html#term-mixture-of-experts",
    "Glossary",
    "Mixture of experts (MoE) Gated expert network A layer in which a router picks a few networks.",
)
HAND_ROW = Row("hand.html#term-load-lock", "Hand", "load lock airlock A chamber between two pressures.")


@pytest.mark.parametrize(
    "query",
    ["MoE", "moe", "mixture of experts", "Mixture of Experts", "gated expert network", "gated expert"],
)
def test_every_name_leads_to_the_definition_first_and_quotes_it(
    search: Callable[..., list[Row]], query: str
) -> None:
    """Before pages that have it in their title and thrice in their text; so does the greater part of a name."""
    first, *others = search(query)
    assert first.href == MOE_ROW.href
    assert first.title == MOE_ROW.title
    assert first.quoted.startswith(MOE_ROW.quoted)
    assert not any("#term-" in row.href for row in others), "a term has one row"


@pytest.mark.parametrize("query", ["load lock", "airlock", "LL"])
def test_a_term_written_by_hand_is_found_and_quoted_as_well(
    search: Callable[..., list[Row]], query: str
) -> None:
    """By the other names of the concept that it replaces, too."""
    first, *others = search(query)
    assert (first.href, first.title) == HAND_ROW[:2]
    assert first.quoted.removeprefix("...") == HAND_ROW.quoted
    assert not any("#term-" in row.href for row in others), "a term has one row"


def test_a_name_with_a_dot_is_quoted_too(search: Callable[..., list[Row]]) -> None:
    """Its id has the dot, which is none in a selector."""
    first = search("2.5D stack")[0]
    assert first == Row("hand.html#term-2.5D-stack", "Hand", "2.5D stack Dies side by side.")


def test_each_homonym_has_one_row(search: Callable[..., list[Row]]) -> None:
    """Their common name finds them all, before all else; a qualified one finds its own."""
    rows = [row for row in search("batch size")[:2] if "#term-" in row.href]
    assert sorted(row.quoted for row in rows) == [
        "batch size (fab operations) How many wafers make one run.",
        "batch size (model training) How many examples make one step.",
    ]
    first = search("batch size (fab operations)")[0]
    assert first.href == "glossary.html#term-batch-size-fab-operations"


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"])
def test_every_theme_quotes_the_definition(search: Callable[..., list[Row]], theme: str) -> None:
    """They use Sphinx's search, each in a page of its own."""
    assert search("moe", theme=theme)[0] == search("moe")[0]


def test_addresses_without_suffix_lead_to_the_definition(search: Callable[..., list[Row]]) -> None:
    """As ``dirhtml`` writes them."""
    first = search("moe", "dirhtml")[0]
    assert first.href.removeprefix("../") == "glossary/#term-mixture-of-experts"
    assert first.quoted.startswith(MOE_ROW.quoted)


def test_what_a_written_term_is_found_by_is_up_to_date_after_every_edit(tmp_path: Path) -> None:
    """Another name of the concept that it replaces changes no text of a page and has the search changed."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   hand\n")
    project.write("hand.rst", HAND)
    project.build()
    project.replace("terms.yaml", "[LL]", "[LL, LLK]")
    built = project.build()
    assert '"llk":[[0,"term-load-lock",true]]' in (built.outdir / "searchindex.js").read_text("utf-8")
    assert_same_output(built, project.build(build="clean"), "a new name")
