"""Links where a page merely mentions a term: where, and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from building import Project
from mentioning import ALL, MYST, REST, links, say

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page in reST, one in Markdown, and a placement that prints what is in use."""
    return Project(tmp_path, "autolink")


# which mentions


SECTIONS = """\
A galley on a platen, a galley.

One
---

A galley, a galley.

Two
---

Galleys, galleys; a platen.

Deep
~~~~

A galley."""


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("off", []),
        ("first-in-page", ["galley", "platen"]),
        ("first-in-section", ["galley", "platen", "galley", "Galleys", "platen", "galley"]),
        ("all", ["galley", "platen", "galley", "galley", "galley", "Galleys", "galleys", "platen", "galley"]),
    ],
)
def test_the_policy_tells_how_often_a_concept_is_linked(
    project: Project, policy: str, expected: list[str]
) -> None:
    """Once in the page, once in each nearest section, at each mention, or never."""
    say(project, SECTIONS)
    built = project.build(aiglossary_autolink=policy, nitpicky=True)
    assert built.warnings == ()
    assert links(built) == expected


def test_a_link_looks_like_that_of_the_role_term(project: Project) -> None:
    """Byte for byte."""
    say(project, "A galley and :term:`galley`.")
    automatic, explicit = re.findall(
        "<a .*?</a>", project.build(**ALL).html("page.html").partition("<p>")[2]
    )[:2]
    assert automatic == explicit


def test_what_the_author_has_linked_counts_as_the_first_link(project: Project) -> None:
    """By whatever role and name, wherever it stands; not if it leads elsewhere, or if the builder leaves it out."""
    explicit = ":term:`CS`, :any:`platen`, :gls:`type metal`, :any:`forme`, then: composing stick, platen, type metal, forme."
    say(
        project,
        f"{explicit}\n\n.. py:function:: forme()\n\n.. only:: latex\n\n   A :term:`galley`.\n\nA galley.",
    )
    assert links(project.build()) == ["CS", "type metal", "forme", "galley"]
    say(
        project,
        "A :term:`galley` in a\n---------------------\n\nA galley.\n\nNext\n----\n\nA galley, :term:`galley`.",
    )
    assert links(project.build(build="t", aiglossary_autolink="first-in-section"))[-2:] == [
        "galley",
        "galley",
    ]


# which words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A galley proof of a galley.", ["galley proof", "galley"]),
        ("Galley-proofs, GALLEY PROOF, galley\nproof.", ["Galley-proofs", "GALLEY PROOF", "galley proof"]),
        ("A galleyproof, ungalleyed, galley2, my_galley.", []),
        ("The CS, not cs or Cs; many CSes.", ["CS", "CSes"]),
        ("A proof and proofs of a chase, many Chases.", ["chase", "Chases"]),
        ("A setting stick, a winkelhaken.", ["setting stick", "winkelhaken"]),
        ("A quoin, quoins.", []),
        ("A *galley* proof, **galley proof**, galley *proof*, pre\\ *galley*.", ["galley proof"]),
        ("Galleys' edges, chases’ bolts, 'quoins’ and *CSes'*.", ["Galleys", "chases", "CSes"]),
        ("The galley's edge, (platen)/forme.", ["galley", "platen", "forme"]),
        ("A dead letter.", []),
    ],
)
def test_whole_names_are_found_the_longest_first(project: Project, text: str, expected: list[str]) -> None:
    """Plurals, hyphens and case as in a role; abbreviations in their own case; everyday words where the data say so."""
    say(project, text)
    built = project.build(**ALL)
    assert built.warnings == ()
    assert links(built) == expected


def test_what_crosses_the_edge_of_emphasis_is_no_use(project: Project) -> None:
    """It would be printed, and no page would link it."""
    say(project, "A *galley* proof.")
    built = project.build(**ALL)
    assert links(built) == []
    assert "A first print" not in built.text("glo.html")


def test_of_two_equal_texts_the_right_one_is_linked(project: Project) -> None:
    """The first of them is part of a name that emphasis divides."""
    say(project, "galley *proof*`x`galley *y*", "other.md")
    built = project.build(**ALL)
    assert links(built, "other.html") == ["galley"]
    assert "</code><a" in built.html("other.html").replace("</span>", "")


def test_an_address_in_the_text_is_left_alone(project: Project) -> None:
    """Markdown does not make a link of it unless asked."""
    say(project, "See https://galley.example/platen and a forme.", "other.md")
    assert links(project.build(**ALL), "other.html") == ["forme"]


def test_a_preferred_category_settles_whose_the_name_is(project: Project) -> None:
    """Without one an ambiguous mention is no link, no use and no warning."""
    say(project, "A dead letter.")
    assert "dead letter" not in project.build(**ALL).text("glo.html")
    built = project.build(aiglossary_prefer=["Post"], **ALL)
    assert links(built) == ["dead letter"]
    assert "nobody takes" in built.text("glo.html")
    assert "put away" not in built.text("glo.html")


def test_an_excluded_name_is_no_mention_and_hides_none_within_it(project: Project) -> None:
    """The term takes all its names with it; a synonym only itself."""
    say(project, "A galley proof, a setting stick, a composing stick, CS.")
    built = project.build(aiglossary_exclude=["galley proof", "setting stick"], **ALL)
    assert built.warnings == ()
    assert links(built) == ["galley", "composing stick", "CS"]


# where


NOT_RUNNING: Final = [
    "Galley\n------\n\nText.",
    ".. rubric:: Galley",
    ".. figure:: /x.png\n\n   A galley.",
    ".. list-table:: Galley\n   :header-rows: 1\n\n   * - A galley\n   * - b",
    ".. admonition:: Galley\n\n   Text.",
    ".. topic:: Galley\n\n   Text.",
    "galley\n   Text.",
    ":galley: Text.",
    "A ``galley`` and :code:`galley`.",
    "::\n\n   galley",
    ".. parsed-literal::\n\n   galley",
    ".. code-block:: text\n   :caption: galley\n\n   galley",
    ">>> galley",
    "As :math:`galley` says.\n\n.. math:: galley",
    "A `galley <https://example.org>`_, galley_, :ref:`the galley <search>`, :doc:`galley <other>`.\n\n.. _galley: https://example.org",
    ":guilabel:`Galley`, :menuselection:`Galley --> Platen`, :kbd:`Galley`, :abbr:`Galley (platen)`, :dfn:`galley`.",
    ":file:`galley`, :samp:`galley`, :command:`galley`, :program:`galley`, :title:`galley`, `galley`.",
    ".. role:: mine\n\nA :mine:`galley`, :sub:`galley`, CS\\ :sub:`2`.",
    "A |galley|.\n\n.. |galley| image:: /x.png\n   :alt: galley",
    ".. |unused| replace:: galley",
    ".. raw:: html\n\n   galley",
    ".. py:function:: galley(platen: forme)",
    ".. epigraph::\n\n   Text.\n\n   -- galley",
    ".. productionlist::\n   galley: `platen`",
    ".. centered:: galley",
    ".. index:: galley",
    ".. comment galley",
    ".. sidebar:: galley\n\n   Text.",
    "-g, --galley  Text.",
    ".. contents:: Galley",
]
RUNNING: Final = [
    "- A galley",
    "1. Text.\n\n   A galley",
    "term\n   A galley.",
    ":field: galley",
    "| A galley",
    "   A galley.",
    ".. note:: A galley.",
    ".. versionadded:: 1.0\n   A galley.",
    ".. list-table::\n\n   * - a\n     - galley",
    ".. figure:: /x.png\n\n   Text.\n\n   A galley.",
    "Text [#]_.\n\n.. [#] A galley.",
    ".. py:function:: f(x)\n\n   :param x: a galley",
    "A *galley*.",
    "A |galley|.\n\n.. |galley| replace:: galley",
    "-g  A galley.",
    ".. topic:: T\n\n   A galley.",
    ".. glossary::\n\n   term\n      A galley.",
    ".. only:: html\n\n   A galley.",
    ".. container:: x\n\n   A galley.",
]


def each(project: Project, texts: list[str]) -> dict[str, list[str]]:
    """The links of texts, each of which is a page of one project."""
    project.write("x.png", "")
    for number, text in enumerate(texts):
        say(project, text, f"t{number}.rst")
    project.replace("index.rst", "   page\n", "".join(f"   t{number}\n" for number in range(len(texts))))
    say(project, "No names.", "other.md")
    (project.src / "page.rst").unlink()
    built = project.build(suppress_warnings=["image", "ref", "docutils"], **ALL)
    assert built.ours == ()
    assert ("A shallow tray" in built.text("glo.html")) == (texts is RUNNING)
    return {text: links(built, f"t{number}.html") for number, text in enumerate(texts)}


def test_nothing_is_linked_outside_of_running_text(project: Project) -> None:
    """Titles, captions, terms, code, formulas, references, the texts of roles; nor is it a use."""
    assert each(project, NOT_RUNNING) == {text: [] for text in NOT_RUNNING}


def test_running_text_is_linked_wherever_it_stands(project: Project) -> None:
    """Lists, tables, admonitions, footnotes, descriptions, quotes."""
    assert each(project, RUNNING) == {text: ["galley"] for text in RUNNING}


@pytest.mark.parametrize("policy", ["all", "first-in-page", "first-in-section"])
def test_both_markups_link_the_same(project: Project, policy: str) -> None:
    """A name may run over the end of a line, which Markdown has as a node of its own."""
    say(project, REST)
    say(project, MYST, "other.md")
    built = project.build(aiglossary_autolink=policy, nitpicky=True)
    assert built.warnings == ()
    assert links(built) == links(built, "other.html")
    assert links(built)[:3] == ["galley proof", "platen", "composing stick"]


def test_text_within_a_link_of_raw_html_is_not_linked(project: Project) -> None:
    """Links do not nest; other elements of HTML are nothing special."""
    say(project, 'A <a href="x">galley</a>, <b>platen</b>, <A HREF="x">forme</A>.', "other.md")
    assert links(project.build(**ALL), "other.html") == ["platen"]
