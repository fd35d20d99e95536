"""A hand-written definition is copied to other pages as its own page shows it, and does no harm there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import differing
from defining_project import defining_project, tips, titles

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

HIDDEN = {
    "todo": "Shown first.\n\n.. todo:: Secret plan.",
    "false": "Shown first.\n\n.. ifconfig:: edition == 'paid'\n\n   Secret price.",
    "true": ".. ifconfig:: edition == 'free'\n\n   Shown to all.",
    "broken": "Shown first.\n\n.. ifconfig:: no_such_name + 1\n\n   Secret by accident.",
    "only": "Shown first.\n\n.. only:: latex\n\n   Secret of the PDF.",
    "visitor": "Shown first.\n\n.. answer::\n\n   Secret solution.",
    "transform": "Shown first.\n\n.. container:: members\n\n   Secret of members.",
    "listener": "Shown first.\n\n.. note:: Secret draft.\n   :class: draft",
    "comment": "Shown first.\n\n.. Secret comment.",
    "nested": "Shown first.\n\n.. note:: Shown, too.\n\n   .. todo:: Secret in a note.",
    "whole": ".. todo:: Secret from beginning to end.",
}
"""By the way in which something is hidden."""


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a project in whose definitions something is hidden."""
    return defining_project(tmp_path_factory.mktemp("hidden"), HIDDEN).build()


def test_what_a_page_hides_is_nowhere_else_either(hidden: Built) -> None:
    """Not in a title, nor beside a link, nor in what other projects read; whatever hides it."""
    for name in ("index.html", "aiglossary.json"):
        assert "Secret" not in (hidden.outdir / name).read_text("utf-8"), name
    assert "Secret" not in re.sub("<head>.*?</head>", "", hidden.html("glossary.html"))


def test_what_a_page_shows_is_copied(hidden: Built) -> None:
    """What stands around something hidden stays, in titles, beside links and in the published file."""
    shown = dict.fromkeys(HIDDEN, "Shown first.") | {
        "true": "Shown to all.",
        "nested": "Shown first. Shown, too.",
    }
    del shown["whole"]
    assert titles(hidden) == shown
    assert all("Shown" in tip for tip in tips(hidden).values())
    published = (hidden.outdir / "aiglossary.json").read_text("utf-8")
    assert published.count("Shown") == len(shown) + 1


def test_a_switch_of_another_extension_changes_the_copies_with_the_page(tmp_path: Path) -> None:
    """The next build is the clean one, also in several processes."""
    project = defining_project(tmp_path, {"plan": HIDDEN["todo"]})
    project.build()
    next_one = project.build(todo_include_todos=True)
    clean = project.build(build="clean", todo_include_todos=True, jobs=2)

    assert differing(next_one.files(), clean.files()) == set()
    assert "Secret plan." in titles(clean)["plan"]
    assert "Secret plan." in (clean.outdir / "aiglossary.json").read_text("utf-8")


TOLD = """
def is_late(app, node, docname):
    return docname == "glossary" and node.tagname == "paragraph" and "Secret" in node.astext() or None


def setup(app):
    app.connect("aiglossary-hidden", is_late)
"""


def test_an_author_tells_which_part_of_a_definition_is_hidden(tmp_path: Path) -> None:
    """As what a theme hides, or a script."""
    definitions = {"told": "Shown first.\n\nSecret by a style.\n\n* Shown last.\n* Secret, too."}
    built = defining_project(tmp_path, definitions, TOLD).build()

    assert titles(built) == {"told": "Shown first. Shown last."}
    assert "Secret" not in (built.outdir / "aiglossary.json").read_text("utf-8")


def test_a_node_whose_extension_needs_its_ids_may_stand_in_a_definition(tmp_path: Path) -> None:
    """It is shown beside links as its page shows it, and no listener meets it on the page of the link."""
    definitions = {"line": "A line.\n\n.. job::\n\n   Polish it.\n\n.. jobs::"}
    built = defining_project(tmp_path, definitions).build()

    assert built.warnings == ("WARNING: all jobs are known",)
    assert titles(built) == {"line": "A line. Job job-0: Polish it."}
    assert 'id="' not in tips(built)["line"]
    assert "All jobs of the project." in built.text("glossary.html")
    assert "All jobs of the project." not in (built.outdir / "index.html").read_text("utf-8")


def test_extensions_finish_their_data_after_the_environment_is_saved(tmp_path: Path) -> None:
    """What they do when pages are resolved, and say then, is not done before: the next build can read on."""
    project = defining_project(tmp_path, {"line": "A line.\n\n.. job::\n\n   Polish it."})
    first = project.build()
    project.replace("glossary.rst", "Polish it.", "Etch it.")
    second = project.build()

    assert first.warnings == second.warnings == ("WARNING: all jobs are known",)
    assert titles(second) == {"line": "A line. Job job-0: Etch it."}
    assert differing(second.files(), project.build(build="clean").files()) == set()


def test_nodes_of_extensions_leave_their_words_and_no_style(tmp_path: Path) -> None:
    """Style or script of an extension may hide what is shown on its own page only by a click."""
    definitions = {
        "open": ".. container:: tabs\n\n   .. flap:: Above\n\n      Inside.\n\n   .. container:: closed\n\n      Beside."
    }
    built = defining_project(tmp_path, definitions).build()

    tip = tips(built)["open"]
    assert "Inside." in tip
    assert "Beside." in tip
    assert '<p class="rubric">Above</p>' in tip
    assert not re.search("hidden|tabs|closed|<h", tip)


NUMBERED = {
    "figure": ".. figure:: dot.png\n   :name: dot\n\n   A caption.\n\nSee :numref:`dot`.",
    "figure without a name": ".. figure:: dot.png\n\n   Another caption.",
    "table": ".. table:: A title\n   :name: grid\n\n   = =\n   a b\n   = =\n\nSee :numref:`grid`.",
    "list table": ".. list-table:: Rows\n\n   * - c\n     - d",
    "code": ".. code-block:: python\n   :caption: A file\n   :name: file\n   :linenos:\n\n   x = 1",
    "formula": ".. math:: a = b\n   :label: sum\n\nSee :eq:`sum`.",
    "citation": "As in [Ref]_ and [#]_.\n\n.. [Ref] A book.\n.. [#] A note.",
    "target": ".. _deep:\n\nDeep, see deep_ and _`a phrase`.",
    "grammar": '.. productionlist::\n   sum: `digit` "+" `digit`\n   digit: "0" | "1"',
    "function": ".. py:function:: add(a, b=[c])\n\n   Adds.\n\n   :param int a: a number",
    "index": ".. index:: pair: one; two\n\nText :index:`marked` here.",
    "headings": ".. topic:: A topic\n\n   Of it.\n\n.. admonition:: Of its own\n\n   Said.\n\n.. rubric:: Below\n\n.. contents::",
    "bad code": ".. code-block:: nosuchlanguage\n\n   x\n\n.. code-block:: json\n\n   { not json\n\nAnd :py:`in $ line`.",
    "bad links": "See :ref:`nowhere`, :doc:`none`, :term:`nobody`, :numref:`nothing`, :download:`missing.zip`.",
}
"""What Sphinx's writers want to number, to link or to complain of."""
PROLOG = '\nrst_prolog = ".. role:: py(code)\\n   :language: nosuchlanguage\\n"\nnitpicky = True\n'


@pytest.mark.parametrize("numfig", [True, False])
def test_copies_bring_no_warning(tmp_path: Path, *, numfig: bool) -> None:
    """All that is wrong with a definition is said once, on its page: as often as if nobody referred to it."""
    (tmp_path / "used").mkdir()
    (tmp_path / "unused").mkdir()
    used = defining_project(tmp_path / "used", NUMBERED, PROLOG + "aiglossary_endnotes = True\n")
    unused = defining_project(tmp_path / "unused", NUMBERED, PROLOG)
    unused.write("index.rst", "Start\n=====\n\n.. toctree::\n\n   glossary\n")

    said = used.build(numfig=numfig).warnings
    assert said == unused.build(numfig=numfig).warnings
    assert not any("Any IDs not assigned" in warning for warning in said)
    assert sum("nosuchlanguage" in warning for warning in said) == 2


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a project with numbered definitions."""
    return defining_project(tmp_path_factory.mktemp("numbered"), NUMBERED, PROLOG).build(numfig=True)


def test_copies_look_like_what_they_are_copied_from(numbered: Built) -> None:
    """A figure is a figure, code has its caption, a heading is one within the definition."""
    shown = tips(numbered)
    assert '<span class="caption-text">A caption.</span>' in shown["figure"]
    assert "<caption>" in shown["table"]
    assert '<div class="code-block-caption">' in shown["code"]
    assert "highlight-python" in shown["code"]
    assert "<h" not in shown["headings"]
    assert "As in" in shown["citation"]
    assert "A book." not in shown["citation"]
    assert 'id="' not in "".join(shown.values())


def test_titles_part_what_is_parted_on_the_page(tmp_path: Path) -> None:
    """Blocks, items, cells, fields and lines of a definition do not run together; raw source is not text."""
    definitions = {
        "list": "Parts:\n\n* one\n* two\n\n#. three",
        "cells": ".. list-table::\n\n   * - a\n     - b\n   * - c\n     - d",
        "fields": "Name\n   Meaning\nOther\n   Thing\n\n:field: value\n:more: words",
        "lines": "| one line\n| next line\n\n.. note:: Note.\n\n.. epigraph:: Quote.",
        "inline": "**Bold**\\ ly *done*: H\\ :sub:`2`\\ O, :math:`x_0`.",
        "raw": "Text.\n\n.. raw:: html\n\n   <b>html source</b>\n\n.. raw:: latex\n\n   \\source",
        "signature": ".. py:function:: add(a, b=[c])\n\n   Adds.",
        "option": "-o FILE  writes\n--all  all\n--to=FILE  moves",
        "card": ".. role:: unread\n   :class: sd-hide-link-text\n\nA card.\\ :unread:`https://example.org`",
        "footnote": "One [#]_ two.\n\n.. [#] Note.",
    }
    assert titles(defining_project(tmp_path, definitions).build()) == {
        "list": "Parts: one two three",
        "cells": "a b c d",
        "fields": "Name Meaning Other Thing field: value more: words",
        "lines": "one line next line Note. Quote.",
        "inline": "Boldly done: H2O, x₀.",
        "raw": "Text.",
        "signature": "add(a, b=[c]) Adds.",
        "option": "-o FILE writes --all all --to=FILE moves",
        "card": "A card.",
        "footnote": "One two.",
    }


def test_a_dead_link_of_a_definition_is_no_link_beside_others(tmp_path: Path) -> None:
    """A checker of links finds it once, on its own page; what leads somewhere still does."""
    definitions = {
        "links": "A `dead <#gone>`__, a `right <#term-links>`__, a `raw <#by-hand>`__ one.\n\n"
        ".. raw:: html\n\n   <b id='by-hand'></b>"
    }
    built = defining_project(tmp_path, definitions).build()

    assert re.findall('href="([^"]*)"', tips(built)["links"]) == [
        "glossary.html#term-links",
        "glossary.html#by-hand",
    ]
    assert 'href="#gone"' in built.html("glossary.html")
    assert "gone" not in (built.outdir / "aiglossary.json").read_text("utf-8")


NAMED = """
version = "1"
copyright = "me"


def nothing(self, node):
    pass


def setup(app):
    from docutils import nodes

    pair = nothing, nothing
    app.add_node(type("other", (nodes.inline,), {}), epub=pair, singlehtml=pair, dirhtml=pair)
"""


@pytest.mark.parametrize("builder", ["epub", "singlehtml", "dirhtml"])
def test_a_node_registered_for_a_builder_leaves_ours_their_writers(tmp_path: Path, builder: str) -> None:
    """Sphinx then forgets the handlers of the format, and would stop at the first of our nodes."""
    project = defining_project(tmp_path, {"crate": "A box."}, NAMED)
    project.write("terms.yaml", "concepts:\n  - term: pallet\n    definition: A board.\n    article: Long.\n")
    project.replace(
        "index.rst", ".. toctree::", ":term:`pallet`\n\n.. aiglossary::\n   :detail: full\n\n.. toctree::"
    )
    built = project.build(builder, aiglossary_sources=["terms.yaml"])

    assert built.warnings == ("WARNING: all jobs are known",)
    pages = [path.read_text("utf-8") for path in built.outdir.rglob("*.*html")]
    assert any("<dfn>" in page and "A board." in page for page in pages)
