"""Links where a page merely mentions a term: where, how often, and what they count for."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

ALL: dict[str, Any] = {"aiglossary_autolink": "all"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page in reST, one in Markdown, and a placement that prints what is in use."""
    return Project(tmp_path, "autolink")


def say(project: Project, text: str, page: str = "page.rst") -> None:
    """Write a page with a title."""
    project.write(page, f"# Page\n\n{text}\n" if page.endswith(".md") else f"Page\n====\n\n{text}\n")


def links(built: Built, page: str = "page.html") -> list[str]:
    """The texts of a page that link to a term, on one line each."""
    found = re.findall(
        r'href="[^"]*#term-[^"]*"><span class="xref std std-term">(.*?)</span>', built.html(page), re.DOTALL
    )
    return [" ".join(text.split()) for text in found]


def read(built: Built) -> set[str]:
    """The documents that a build has read."""
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", built.status))


def written(built: Built) -> set[str]:
    """The documents that a build has written."""
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", built.status))


def texts(built: Built) -> dict[str, bytes]:
    """What a builder has written of the two pages, without times."""
    return {
        name: re.sub(rb"POT-Creation-Date.*", b"", data)
        for name, data in built.files().items()
        if name.startswith(("page.", "other.", "autolink.tex"))
    }


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
        ("The galley's edge, (platen)/forme.", ["galley", "platen", "forme"]),
        ("See https://galley.example/platen and platen.", ["platen"]),
        ("A dead letter.", []),
    ],
)
def test_whole_names_are_found_the_longest_first(project: Project, text: str, expected: list[str]) -> None:
    """Plurals, hyphens and case as in a role; abbreviations in their own case; everyday words where the data say so."""
    say(project, text)
    built = project.build(**ALL)
    assert built.warnings == ()
    assert links(built) == expected


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


REST = """\
A galley
proof on *a platen*, the **composing stick**. A ``galley`` stays, as does `galley <https://example.org>`__.

- A winkelhaken, CS.

  > no quote here: forme

Galley
------

.. note:: Type-metal.

.. aiglossary-nolink::

   A dead galley.

   - A platen.
"""
MYST = """\
A galley
proof on *a platen*, the **composing stick**. A `galley` stays, as does [galley](https://example.org).

- A winkelhaken, CS.

  \\> no quote here: forme

## Galley

```{note}
Type-metal.
```

```{aiglossary-nolink}
A dead galley.

- A platen.
```
"""


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


# opting out and in


def test_the_metadata_of_a_page_go_before_the_configuration(project: Project) -> None:
    """In both markups; YAML takes a bare `off` for a truth value."""
    project.write("page.rst", ":aiglossary-autolink: all\n\nPage\n====\n\nA galley, a galley.\n")
    project.write("other.md", "---\naiglossary-autolink: off\n---\n\n# Other\n\nA platen.\n")
    built = project.build()
    assert built.warnings == ()
    assert links(built) == ["galley", "galley"]
    assert links(built, "other.html") == []
    assert "platen" not in built.text("glo.html")
    project.write(
        "other.md", "---\naiglossary-autolink: first-in-section\n---\n\n# Other\n\nA platen, platens.\n"
    )
    assert links(project.build(build="b", aiglossary_autolink="off"), "other.html") == ["platen"]


@pytest.mark.parametrize(
    ("page", "text", "line"),
    [
        ("page.rst", ":orphan:\n:aiglossary-autolink: some\n\nPage\n====\n\nA galley, galley.\n", 2),
        ("other.md", "---\ntocdepth: 2\naiglossary-autolink: some\n---\n\n# Page\n\nA galley, galley.\n", 3),
    ],
)
def test_a_bad_value_in_metadata_is_one_located_warning(
    project: Project, page: str, text: str, line: int
) -> None:
    """The project's value is used."""
    project.write(page, text)
    built = project.build()
    (said,) = built.ours
    assert said.startswith(
        f"{page}:{line}: WARNING: metadata aiglossary-autolink is 'some', expected 'off' or "
    )
    assert said.endswith("the project's value 'first-in-page' is used [aiglossary.option]")
    assert links(built, page.partition(".")[0] + ".html") == ["galley"]


@pytest.mark.parametrize("builder", ["html", "xml", "pseudoxml", "text", "gettext", "latex"])
def test_a_region_without_links_leaves_no_trace(project: Project, builder: str) -> None:
    """The output is that of the bare content without automatic links; explicit references in it are links."""
    project.write("other.md", "# Other\n")
    content = "A galley.\n\n- A platen, a :term:`forme`.\n\nEnd."
    region = ".. aiglossary-nolink::\n\n" + indent(content, "   ")
    say(project, region)
    marked = project.build(builder, build="marked", gettext_location=False, **ALL)
    say(project, content)
    plain = project.build(builder, build="plain", gettext_location=False, aiglossary_autolink="off")
    assert marked.warnings == plain.warnings == ()
    assert texts(marked) == texts(plain) != {}


def test_an_empty_region_is_one_warning(project: Project) -> None:
    """In both markups; what follows is not part of it."""
    say(project, ".. aiglossary-nolink::\n\nA galley.")
    say(project, "```{aiglossary-nolink}\n```\n\nA platen.", "other.md")
    built = project.build()
    said = "WARNING: aiglossary-nolink is empty; write the text into it [aiglossary.option]"
    assert built.warnings == (f"other.md:3: {said}", f"page.rst:4: {said}")
    assert links(built) == ["galley"]
    assert links(built, "other.html") == ["platen"]


def test_a_region_has_no_options(project: Project) -> None:
    """One is a warning in both markups, and no part of the text."""
    say(project, ".. aiglossary-nolink::\n   :show: all\n\n   A galley.")
    say(project, "```{aiglossary-nolink}\n:show: all\n\nA platen.\n```", "other.md")
    built = project.build()
    said = "WARNING: aiglossary-nolink has no option :show:; it is left out [aiglossary.option]"
    assert built.warnings == (f"other.md:3: {said}", f"page.rst:4: {said}")
    assert built.text("page.html").endswith("A galley.")
    assert built.text("other.html").endswith("A platen.")
    assert links(built) == links(built, "other.html") == []


# hand-written terms


BY_HAND = """\
Hand
====

.. glossary::

   imposing stone
   stone
      A table on which a forme is made ready; the imposing stone is flat.

   proof
      An everyday word.

   galley
      Ours. A galley, a galley proof.

   OSP
      Short.
"""


def test_hand_written_terms_are_linked_from_every_page(project: Project) -> None:
    """With plurals and every spelling, whoever defines them; everyday words and excluded names are not."""
    project.write("hand.rst", f":orphan:\n\n{BY_HAND}")
    say(project, "Imposing-stones, a proof, galleys, an OSP, an osp, a galley proof.")
    built = project.build(**ALL)
    assert built.warnings == ()
    assert links(built) == ["Imposing-stones", "galleys", "OSP", "galley proof"]
    assert "hand.html#term-galley" in built.html("page.html")
    assert "galley" not in re.sub("galley proof", "", built.text("glo.html").casefold())
    excluded = project.build(build="x", aiglossary_exclude=["imposing stone"], **ALL)
    assert links(excluded) == ["galleys", "OSP", "galley proof"]


def test_a_definition_does_not_link_the_term_that_it_defines(project: Project) -> None:
    """By none of its names; other terms it does."""
    project.write("hand.rst", f":orphan:\n\n{BY_HAND}")
    project.write(
        "mark.md", "---\norphan: true\n---\n\n# M\n\n```{glossary}\nmallet\n  A mallet, a forme.\n```\n"
    )
    built = project.build(**ALL)
    assert links(built, "hand.html") == ["forme", "galley proof"]
    assert links(built, "mark.html") == ["forme"]


# uses


def test_mentions_are_uses(project: Project) -> None:
    """Of the project and of the page; what their definitions use comes with them."""
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :uses:\n")
    say(project, "A CS.\n\n.. aiglossary::\n   :local:")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    everything = re.findall(r'<dt class="aiglossary-term"[^>]*>([^<]+)', built.html("glo.html"))
    assert everything == ["composing stick (CS)", "platen", "type metal"]
    assert re.findall(r'<dt class="aiglossary-term"[^>]*>([^<]+)', built.html("page.html")) == [
        "composing stick (CS)",
        "type metal",
    ]
    assert "set. Used in: Page" in built.text("glo.html")


def test_a_mention_never_warns(project: Project) -> None:
    """Not of a name to avoid, not of several meanings, not of a concept that no placement prints."""
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :letters: z\n\nA :term:`quoin`.\n")
    say(project, "A winkelhaken, a dead letter, a galley.")
    built = project.build(nitpicky=True, **ALL)
    assert [said.split("WARNING: ")[1][:7] for said in built.warnings] == ["'quoin'"]
    assert links(built) == []


def test_what_the_builder_leaves_out_is_neither_linked_nor_used_nor_the_first(project: Project) -> None:
    """One environment, two builders."""
    say(project, ".. only:: latex\n\n   A galley and a platen.\n\nA galley.\n\n.. only:: html\n\n   A forme.")
    project.write("other.md", "# Other\n")
    html = project.build()
    assert links(html) == ["galley", "forme"]
    assert "platen" not in html.text("glo.html")
    tex = (project.build("latex").outdir / "autolink.tex").read_text(encoding="utf-8")
    assert tex.count(r"\sphinxtermref") == 2
    assert "The plate that presses" in tex
    assert "All that is printed" not in tex


@pytest.mark.parametrize(("builder", "file"), [("singlehtml", "index.html"), ("latex", "autolink.tex")])
def test_an_assembled_file_links_first_mentions_page_by_page(
    project: Project, builder: str, file: str
) -> None:
    """As the pages of HTML do; a page that is off stays off."""
    say(project, "A galley, a galley.")
    say(project, "A galley, a galley.", "other.md")
    project.write("last.rst", ":aiglossary-autolink: off\n\nLast\n====\n\nA galley.\n")
    project.replace("index.rst", "   glo\n", "   last\n   glo\n")
    text = (project.build(builder).outdir / file).read_text(encoding="utf-8")
    assert len(re.findall(r'std-term">galley<|std-term}{galley}', text)) == 2


def test_what_stands_in_another_file_of_the_output_is_not_linked(project: Project) -> None:
    """Two manuals, one of them with the glossary: in the other one the text stays plain."""
    manuals = [(name, name, name, "A", name, "", "") for name in ("page", "glo")]
    built = project.build("texinfo", texinfo_documents=manuals)
    assert built.warnings == ()
    assert "A galley." in (built.outdir / "page.texi").read_text(encoding="utf-8")
    assert "A shallow tray" in (built.outdir / "glo.texi").read_text(encoding="utf-8")


# exact builds


def pages(project: Project) -> None:
    """Two dozen pages with various words."""
    words = [
        "galley",
        "platen",
        "composing",
        "stick",
        "type",
        "metal",
        "forme",
        "CS",
        "imposing",
        "stone",
        "proof",
    ]
    names = []
    for number in range(24):
        chosen = words[number % 5 :: 1 + number % 4]
        text = f"P{number}\n===\n\n{' '.join(chosen)}.\n\n{' and '.join(reversed(chosen))}.\n"
        project.write(f"p{number}.rst", text)
        names.append(f"   p{number}\n")
    project.replace("index.rst", "   glo\n", f"   glo\n{''.join(names)}")


def test_parallel_and_serial_builds_agree(project: Project) -> None:
    """Byte for byte, as after an edit."""
    pages(project)
    config: dict[str, Any] = {"aiglossary_autolink": "first-in-section"}
    one = project.build(build="one", **config)
    four = project.build(build="four", jobs=4, **config)
    assert one.warnings == four.warnings
    assert one.files() == four.files()
    project.write("p3.rst", "P3\n===\n\nA galley proof, an imposing stone.\n")
    assert (
        project.build(build="four", jobs=4, **config).files() == project.build(build="new", **config).files()
    )


CHANGES = [
    # added, renamed, removed, a synonym, an abbreviation; what is read again
    ("  - term: galley\n", "  - term: shallow tray\n    definition: New.\n  - term: galley\n", set()),
    ("  - term: galley\n", "  - term: ink knife\n    definition: New.\n  - term: galley\n", {"page"}),
    (
        "  - term: galley\n",
        "  - term: galley edge\n    definition: New.\n  - term: galley\n",
        {"page", "other"},
    ),
    ("  - term: platen\n", "  - term: pressing plate\n", {"other"}),
    ("    synonyms: [setting stick]\n", "", {"page"}),
    ("    synonyms: [setting stick]\n", "    synonyms: [setting stick, ink knife]\n", {"page"}),
    ("abbreviations: [CS]", "abbreviations: [CS, QX]", {"other", "page"}),
    ("    autolink: false\n", "", {"other"}),
    # the definition, the category, the order
    ("A shallow tray for", "A flat tray for", set()),
    ("category: Letterpress", "category: Printing", set()),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_a_change_of_names_reads_exactly_the_pages_that_it_can_touch(
    project: Project, old: str, new: str, expected: set[str]
) -> None:
    """Those that have all words of a name that came or went; and the outcome is that of a clean build."""
    say(project, "A galley, a setting stick, the ink on a knife at its edge, qx.")
    say(project, "A galley has an edge. A platen, a quoin, QX.", "other.md")
    project.build()
    project.replace("terms.yaml", old, new)
    built = project.build()
    assert read(built) == expected
    assert built.files() == project.build(build="clean").files()
    assert read(project.build()) == set()


def test_a_change_of_names_without_any_page_is_remembered(project: Project) -> None:
    """Sphinx keeps its environment only if a page was read or written."""
    project.build()
    for name in ("unheard", "unseen", "unknown"):
        project.replace(
            "terms.yaml",
            "  - term: galley\n",
            f"  - term: {name} of\n    definition: New.\n  - term: galley\n",
        )
        assert read(project.build()) == set()
    project.replace("terms.yaml", "  - term: platen\n", "  - term: pressing plate\n")
    built = project.build()
    assert read(built) == {"other"}
    assert built.files() == project.build(build="clean").files()


def test_a_change_of_names_reads_nothing_where_mentions_are_no_links(project: Project) -> None:
    """The default."""
    project.build(aiglossary_autolink="off")
    project.replace("terms.yaml", "  - term: galley\n", "  - term: shallow galley\n")
    assert read(project.build(aiglossary_autolink="off")) == set()


def test_a_lost_file_of_names_reads_every_page_with_links(project: Project) -> None:
    """Nobody knows what changed; without a change it is not missed."""
    project.write(
        "index.rst",
        (project.src / "index.rst")
        .read_text()
        .replace("Workshop", ":aiglossary-autolink: off\n\nWorkshop", 1),
    )
    folder = project.build().outdir.parent / "doctrees" / "aiglossary"
    for kept in folder.glob("names-*"):
        kept.unlink()
    assert read(project.build()) == set()
    for kept in folder.glob("names-*"):
        kept.write_text("[[")
    project.replace("terms.yaml", "  - term: galley\n", "  - term: shallow galley\n")
    built = project.build()
    assert read(built) == {"page", "other", "glo"}
    assert built.files() == project.build(build="clean").files()


def test_excluding_a_name_reads_the_pages_that_have_it(project: Project) -> None:
    """And taking it back does."""
    say(project, "A galley proof.")
    project.build()
    for exclude in (["galley proof"], [], ["platen", "CS"]):
        built = project.build(aiglossary_exclude=exclude)
        assert read(built) == ({"other"} if "platen" in exclude else {"page"})
        assert (
            built.files() == project.build(build=f"clean{len(exclude)}", aiglossary_exclude=exclude).files()
        )


def test_a_hand_written_term_writes_the_pages_that_may_mention_it(project: Project) -> None:
    """Its page is read; the others are only written. Likewise when it moves and when it goes."""
    say(project, "An imposing stone, a galley.")
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\nText.\n")
    project.build()
    steps = [BY_HAND, BY_HAND.replace("imposing stone\n   stone", "imposing stone"), "Hand\n====\n"]
    for number, text in enumerate(steps):
        project.write("hand.rst", f":orphan:\n\n{text}")
        built = project.build()
        assert read(built) == {"hand"}
        assert "other" not in written(built)
        assert built.files() == project.build(build=f"clean{number}").files()


def test_metadata_and_configuration_switch_links_on_and_off(project: Project) -> None:
    """Each build is like a clean one."""
    for number, (policy, field) in enumerate(
        [("off", ""), ("off", "all"), ("all", "off"), ("all", ""), ("off", "")]
    ):
        metadata = f":aiglossary-autolink: {field}\n\n" if field else ""
        project.write("page.rst", f"{metadata}Page\n====\n\nA galley, a galley.\n")
        built = project.build(aiglossary_autolink=policy)
        clean = project.build(build=f"clean{number}", aiglossary_autolink=policy)
        assert built.files() == clean.files()
        assert len(links(built)) == (2 if (field or policy) == "all" else 0)


def test_two_builders_share_one_folder_of_doctrees(project: Project) -> None:
    """HTML, then a PDF after a change of names, then HTML again: each is like a clean one."""
    pages(project)
    project.build()
    project.replace("terms.yaml", "  - term: platen\n", "  - term: stone\n")
    tex = project.build("latex")
    assert tex.files() == project.build("latex", build="clean").files()
    built = project.build()
    assert read(built) == set()
    assert built.files() == project.build(build="clean").files()


def test_links_are_no_part_of_messages_to_be_translated(project: Project) -> None:
    """The catalogs are those of a project without links."""
    say(project, REST)
    say(project, MYST, "other.md")
    linked, plain = (
        texts(project.build("gettext", build=policy, aiglossary_autolink=policy)) for policy in ("all", "off")
    )
    assert linked == plain
    assert b"composing stick" in linked["page.pot"]
