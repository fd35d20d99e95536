"""Docutils nodes as Markdown: what is read of it again is what it was."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinxcontrib_aiglossary.ext.interop.nodes_to_markdown import write
from sphinxcontrib_aiglossary.ext.render.blocks import Anchors, render
from sphinxcontrib_aiglossary.ext.render.tree_builder import NOWHERE
from sphinxcontrib_aiglossary.model import Origin


def markdown(rest: str) -> str:
    """Return a text of reST as Markdown."""
    document = publish_doctree(rest, settings_overrides={"report_level": 5, "doctitle_xform": False})
    return write(document.children, lambda node: str(node.get("refuri", "")))


def again(text: str) -> nodes.Element:
    """Return what is read of a Markdown text."""
    return nodes.Element("", *render(text, Origin("a", 1), NOWHERE, Anchors()))


def words(node: nodes.Node) -> str:
    """Return the letters of a node and the signs between them, without space."""
    return re.sub(r"\s+", "", node.astext())


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("*one* and **two** and ``three``.", "*one* and **two** and `three`."),
        ("``a`b`` and :code:`c`", "``a`b`` and `c`"),
        (":math:`x_0^2`, :math:`\\frac{a}{b}`", "$x_0^2$, $\\frac{a}{b}$"),
        ("`text <https://example.org/a_(b)>`__ here", "[text](<https://example.org/a_(b)>) here"),
        ("`*a* <b c.html>`__", "[\\*a\\*](<bc.html>)"),
        ("- a\n- b\n\n  - c", "- a\n\n- b\n\n  - c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("x\n\n  quoted *text*\n", "x\n\n> quoted *text*"),
        ("::\n\n  code ```\n", "````\ncode ```\n````"),
        (".. code:: python\n\n  a = 1\n", "```\na = 1\n```"),
        (".. math::\n\n  a = b\n\n  c = d\n", "$$\na = b\n$$\n\n$$\nc = d\n$$"),
        ("| one\n| two", "one\\\ntwo"),
        ("=  =\na  b\n=  =\n1  \\|\n=  =", "| a | b |\n|---|---|\n| 1 | \\| |"),
        ("=  =\n1  2\n=  =", "|  |  |\n|---|---|\n| 1 | 2 |"),
        ("term\n  What it is.", "**term**\n\nWhat it is."),
        (".. note:: Mind.", "Mind."),
        (".. image:: a.png\n   :alt: a *b*", "a \\*b\\*"),
        (".. raw:: html\n\n   <b>x</b>", ""),
        (".. a comment", ""),
        ("a\\ *b*\\ c", "a*b*c"),
        ("*a*\\ **b**", "a**b**"),
        ("x\\ *(a)*\\ y", "x(a)y"),
    ],
)
def test_markup_becomes_that_of_markdown(rest: str, expected: str) -> None:
    """Nothing but a rare neighbourhood loses its emphasis, and no raw text of another format gets through."""
    assert markdown(rest) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2 \\* 3 \\* 4 _a_ __b__ \\`c\\` [d](e) ![f](g) <b>h</b> <!-- i --> &amp; &#64;",
        "costs $5 and $6, $x$ and $$y$$, a ~~b~~, {term}\\`c\\`, [^1]",
        "\\# no heading, \\+ no item",
        "1\\. no item",
        "\\- no item",
        "\\> no quote",
        "\\| a \\| b \\|",
        "\\=\\=\\=",
        "a backslash \\\\ and one before a star \\\\\\*",
        "    indented as code is",
        ":math:`5`, :math:`a$b`, :math:`\\input{x}`",
    ],
)
def test_text_stays_text(text: str) -> None:
    """What looks like markup of Markdown is read as the words that it was."""
    document = publish_doctree(text, settings_overrides={"report_level": 5, "doctitle_xform": False})
    read = again(markdown(text))
    assert words(read) == words(document)
    allowed = (nodes.Text, nodes.paragraph, nodes.math, nodes.literal, nodes.block_quote, nodes.Element)
    kinds = {type(node) for node in read.findall() if type(node) is not nodes.Element}
    assert kinds <= set(allowed)


@pytest.mark.parametrize(
    "rest",
    [
        "A *b* ``c``, :math:`d`, `e <https://f.example/>`__.\n\n- g\n\n  1. h\n  2. **i**\n\n- j\n\n.. math::\n\n   k = l\n",
        "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\n::\n\n  e\n\n..\n\n  f\n",
    ],
)
def test_writing_what_was_read_changes_nothing(rest: str) -> None:
    """So that a definition may go from site to site."""
    first = markdown(rest)
    assert write(again(first).children, lambda node: str(node.get("refuri", ""))) == first


def test_a_table_with_spans_keeps_its_words() -> None:
    """Markdown has no such table."""
    rest = "+---+---+\n| a | b |\n+---+---+\n| c     |\n+---+---+\n"
    assert markdown(rest) == "a – b\n\nc"
