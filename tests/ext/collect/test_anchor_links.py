"""Links that name a term by its id: ``[text](page.md#term-…)``, or an address in reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project
from small_project import assert_same_output

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

CONF = """\
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = ["terms.yaml"]
aiglossary_renamed = {"tuyere hole": "tuyere"}
myst_heading_anchors = 2
"""
TERMS = """\
concepts:
  - term: Tuyere
    definition: A pipe for air.
  - term: Clinker breaker
    abbreviations: [CB]
    definition: Turns in the fire pot.
"""
HAND = """\
By hand
=======

.. glossary::

   swage
      Shapes a bar.

   Cold chisel
   hot chisel
      Cuts it.
"""
TUYERE, BREAKER = "glo.html#term-tuyere", "glo.html#term-clinker-breaker"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A glossary of all terms, one by hand, and a page in a folder."""
    project = Project(tmp_path)
    (project.src / "sub").mkdir()
    project.write("conf.py", CONF)
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   page\n   sub/page\n   glo\n   hand\n")
    project.write("glo.md", "# Glossary\n\n```{aiglossary}\n:show: all\n```\n")
    project.write("hand.rst", HAND)
    project.write("page.md", "# Page\n\nText.\n")
    project.write("sub/page.rst", "Other\n=====\n\nText.\n")
    return project


def links(built: Built, page: str = "page.html") -> list[tuple[str, str, str]]:
    """Return address, title and text of the links in the paragraphs of a page."""
    text = (built.outdir / page).read_text("utf-8").partition("<template")[0]
    paragraphs = "".join(re.findall(r"<p>.*?</p>", text, re.DOTALL))
    found = re.findall(r'<a class="reference[^>]* href="([^"]*)"(?: title="([^"]*)")?>(.*?)</a>', paragraphs)
    return [(href, title, re.sub("<[^>]+>", "", shown)) for href, title, shown in found if "term-" in href]


def shown(built: Built, page: str = "page.html") -> list[str]:
    """Return the addresses of the links that show a definition."""
    return re.findall(r'data-for="([^"]*)"', (built.outdir / page).read_text("utf-8"))


@pytest.mark.parametrize(
    "link",
    [
        "[pipe](glo.md#term-tuyere)",
        "[pipe](./glo.md#term-tuyere)",
        "[pipe](/glo.md#term-tuyere)",
        "[pipe](sub/../glo.md#term-tuyere)",
        "[pipe](project:glo.md#term-tuyere)",
        "[pipe][it]\n\n[it]: glo.md#term-tuyere",
        "[pipe](#term-tuyere)",
        "[pipe](glo.md#term-tuyere-hole)",
    ],
)
def test_a_link_to_the_id_of_a_term_shows_what_the_role_shows(project: Project, link: str) -> None:
    """However the path is written, also to an id of another page and to the id under an old name."""
    project.write("page.md", f"# Page\n\nA {link}\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built) == [(TUYERE, "A pipe for air.", "pipe")]
    assert shown(built) == [TUYERE]


def test_a_link_without_a_text_is_called_after_the_term(project: Project) -> None:
    """From a source or by hand, each of several terms by its own name."""
    project.write(
        "page.md",
        "# Page\n\n[](glo.md#term-clinker-breaker) <project:hand.rst#term-swage> [](hand.rst#term-hot-chisel) "
        "[](#term-Cold-chisel)\n",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built) == [
        (BREAKER, "Turns in the fire pot.", "Clinker breaker"),
        ("hand.html#term-swage", "Shapes a bar.", "swage"),
        ("hand.html#term-hot-chisel", "Cuts it.", "hot chisel"),
        ("hand.html#term-Cold-chisel", "Cuts it.", "Cold chisel"),
    ]


def test_markup_and_a_title_of_the_author_stay(project: Project) -> None:
    """The title goes before the definition, which the page still shows."""
    project.write("page.md", '# Page\n\n[a **pipe**](glo.md#term-tuyere "Mine")\n')
    built = project.build()
    assert links(built) == [(TUYERE, "Mine", "a pipe")]
    assert "<strong>pipe</strong>" in built.html("page.html")
    assert shown(built) == [TUYERE]


def test_a_link_within_the_page_of_the_term_leads_there(project: Project) -> None:
    """To a printed term and to one by hand."""
    project.write(
        "glo.md",
        "# Glossary\n\n[pipe](#term-tuyere) [](glo.md#term-clinker-breaker) [](#term-anvil)\n\n"
        "```{aiglossary}\n:show: all\n```\n\n```{glossary}\nanvil\n  A block.\n```\n",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [each[:2] for each in links(built, "glo.html")] == [
        ("#term-tuyere", "A pipe for air."),
        ("#term-clinker-breaker", "Turns in the fire pot."),
        ("#term-anvil", "A block."),
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_an_address_in_restructuredtext_shows_the_definition_too(project: Project, builder: str) -> None:
    """Also by a name that stands elsewhere; the address is the author's, as the builder spells it."""
    glo = "../../glo/" if builder == "dirhtml" else "../glo.html"
    dotted = "./" + glo
    project.write(
        "sub/page.rst",
        f"Other\n=====\n\nA `pipe <{glo}#term-tuyere>`__, `it`_, `dots <{dotted}#term-tuyere>`__.\n\n"
        f".. _it: {glo}#term-clinker-breaker\n",
    )
    built = project.build(builder, nitpicky=True)
    assert built.warnings == ()
    page = "sub/page/index.html" if builder == "dirhtml" else "sub/page.html"
    assert links(built, page) == [
        (f"{glo}#term-tuyere", "A pipe for air.", "pipe"),
        (f"{glo}#term-clinker-breaker", "Turns in the fire pot.", "it"),
        (f"{dotted}#term-tuyere", "A pipe for air.", "dots"),
    ]
    assert shown(built, page) == [href for href, _, _ in links(built, page)]


def test_an_address_of_another_site_is_not_ours(project: Project) -> None:
    """It may end like one of ours."""
    project.write("page.md", "# Page\n\n[x](https://example.org/glo.html#term-tuyere)\n")
    built = project.build()
    assert [title for _, title, _ in links(built)] == [""]
    assert shown(built) == []


def test_what_the_document_has_itself_goes_before(project: Project) -> None:
    """A heading whose anchor looks like the id of a term, and a label."""
    project.write(
        "glo.md",
        "# Glossary\n\n```{aiglossary}\n:show: all\n```\n\n## Term tuyere\n\n(term-clinker-breaker)=\n## Breaker\n",
    )
    project.write("page.md", "# Page\n\n[](glo.md#term-tuyere) [](#term-clinker-breaker)\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [text for _, _, text in links(built)] == ["Term tuyere", "Breaker"]
    assert shown(built) == []


def test_an_id_that_no_term_has_is_left_to_myst(project: Project) -> None:
    """And a term that is not printed has none: such a link is no use."""
    project.write("glo.md", "# Glossary\n\n```{aiglossary}\n```\n")
    project.write("page.md", "# Page\n\n[a](glo.md#term-tuyere) {term}`CB` [b](glo.md#term-none)\n")
    warnings = project.build().warnings
    assert [warning.partition("WARNING: ")[2] for warning in warnings] == [
        "local id not found in doc 'glo': 'term-none' [myst.xref_missing]",
        "local id not found in doc 'glo': 'term-tuyere' [myst.xref_missing]",
    ]


@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext", "xml"]
)
def test_every_builder_accepts_the_links(project: Project, builder: str) -> None:
    """With ids or without."""
    text = "[pipe](glo.md#term-tuyere) [](hand.rst#term-swage) [](#term-clinker-breaker)"
    project.write("page.md", f"# Page\n\n{text}\n")
    project.write("glo.md", f"# Glossary\n\n{text}\n\n```{{aiglossary}}\n:show: all\n```\n")
    built = project.build(builder, nitpicky=True, epub_show_urls="no", version="1", epub_copyright="me")
    assert [each for each in built.warnings if "term-" in each or "aiglossary" in each] == []


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_link_follows_its_term_in_incremental_builds(project: Project, builder: str) -> None:
    """The term goes, comes back, and says something else; nothing on the page was touched."""
    project.write("page.md", "# Page\n\n[](glo.md#term-tuyere) [](hand.rst#term-swage)\n")
    project.build(builder)
    edits = (
        ("glo.md", ":show: all", ":show: used"),
        ("glo.md", ":show: used", ":show: all"),
        ("terms.yaml", "A pipe for air.", "A nozzle."),
        ("hand.rst", "Shapes a bar.", "Shapes a rod."),
        ("hand.rst", "   swage\n", "   swedge\n"),
    )
    for number, (name, old, new) in enumerate(edits):
        project.replace(name, old, new)
        grown, clean = project.build(builder), project.build(builder, build=f"clean-{number}")
        assert_same_output(grown, clean, new)


def test_processes_agree_on_the_links(project: Project) -> None:
    """What a page says is merged from the processes that read it."""
    for number in range(8):
        project.write(
            f"p{number}.md",
            f"---\norphan: true\n---\n# P{number}\n\n[](glo.md#term-tuyere) [](#term-swage)\n",
        )
    assert_same_output(project.build(jobs=4), project.build(build="serial"), "four processes")
