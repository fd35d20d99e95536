"""Links of MyST, ``[text](name)`` and ``[](#name)``: they mean a concept where nothing else has that name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = ["terms.yaml"]
"""

TERMS = """\
concepts:
  - term: Load lock
    abbreviations: [LL]
    deprecated: [airlock]
    definition: A small chamber between air and vacuum.
  - term: Wafer
    definition: A disc of silicon.
  - term: Die
    categories: [Fab operations]
    definition: A piece of a disc.
  - term: Die
    categories: [Machine learning]
    definition: What a unit does.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page in Markdown, a glossary of the terms in use, a hand-written entry."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n   :glob:\n\n   *\n")
    project.write("glo.md", "# Glossary\n\n```{aiglossary}\n```\n")
    project.write("hand.md", "# By hand\n\n```{glossary}\nTrace map\n  Text.\n```\n")
    return project


def page(project: Project, text: str) -> None:
    """Write the page that the tests look at."""
    project.write("page.md", f"# Page\n\n{text}\n")


def links(html: str) -> list[tuple[str, str]]:
    """The links inside the paragraphs of a page, with their texts."""
    paragraphs = "".join(re.findall(r"<p>.*?</p>", html, re.DOTALL))
    found = re.findall(r'href="([^"]*)"[^>]*>(.*?)</a>', paragraphs)
    return [(target, re.sub("<[^>]+>", "", text)) for target, text in found]


def test_a_link_finds_a_concept_by_any_of_its_names_and_counts_as_a_use(project: Project) -> None:
    """With a text, without one, with an anchor's sign, with an entity for a space; hand-written entries too."""
    page(
        project,
        "[the **lock**](<load-locks>) [](LL) [x](#wafers) [y](load%20lock) [map](<trace maps>) [](<Trace Map>) [](<wafers'>) {term}`wafers’`",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built.html("page.html")) == [
        ("glo.html#term-load-lock", "the lock"),
        ("glo.html#term-load-lock", "LL"),
        ("glo.html#term-wafer", "x"),
        ("glo.html#term-load-lock", "y"),
        ("hand.html#term-Trace-map", "map"),
        ("hand.html#term-Trace-map", "Trace Map"),
        ("glo.html#term-wafer", "wafers'"),
        ("glo.html#term-wafer", "wafers’"),
    ]
    assert "<strong>lock</strong>" in built.html("page.html")
    assert re.findall("<dt[^>]*>([^<]+)", built.html("glo.html")) == ["Load lock (LL)", "Wafer"]


@pytest.mark.parametrize(
    ("rival", "text", "target"),
    [
        ("(wafer)=\n## A heading with a label\n", "[](wafer)", "other.html#wafer"),
        ("(wafer)=\nA paragraph with a label.\n", "[text](wafer)", "other.html#wafer"),
        ("```{py:function} wafer()\n```\n", "[text](wafer)", "other.html#wafer"),
    ],
)
def test_a_link_prefers_every_other_target_of_the_project(
    project: Project, rival: str, text: str, target: str
) -> None:
    """Nothing is ambiguous, and the concept is not in use."""
    project.write("other.md", f"# Other\n\n{rival}")
    page(project, text)
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [found for found, _ in links(built.html("page.html"))] == [target]
    assert "A disc of silicon" not in built.text("glo.html")
    page(project, f"{text} {{term}}`wafer`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [found for found, _ in links(built.html("page.html"))] == [target, "glo.html#term-wafer"]


def test_a_link_prefers_a_document_a_file_and_a_heading_of_its_own_page(project: Project) -> None:
    """The heading may be one that MyST gives no anchor."""
    project.write("wafer.md", "# A document\n")
    (project.src / "die").write_text("A file.", encoding="utf-8")
    page(project, "[](wafer) [file](die) [deep](#load-lock)\n\n## Load lock\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built.html("page.html"))[0][0] == "wafer.html"
    assert 'href="#load-lock"' in built.html("page.html")
    assert "<dt" not in built.html("glo.html")


def test_an_ordinary_link_that_leads_nowhere_is_said_by_myst_alone(project: Project) -> None:
    """As in a project without us."""
    page(project, "[text](nowhere) [text](#nothing) <https://example.org> [](index.rst)")
    said = [warning.split(": WARNING: ")[1] for warning in project.build(nitpicky=True).warnings]
    assert said == [
        "'myst' cross-reference target not found: 'nothing' [myst.xref_missing]",
        "'myst' cross-reference target not found: 'nowhere' [myst.xref_missing]",
    ]


def test_what_is_said_of_a_name_is_said_of_a_link_too(project: Project) -> None:
    """Names to avoid, ambiguous names, and concepts that no placement prints; what no builder shows says nothing."""
    page(project, "[x](airlock)\n\n[x](#die)\n\n[gone](wafer)\n\n```{only} latex\n[x](wafer)\n```\n")
    project.write("glo.md", "# Glossary\n\n```{aiglossary}\n:letters: a-l\n```\n")
    built = project.build(nitpicky=True)
    assert [re.sub(r"[:;].*", "", warning.split("WARNING: ")[1]) for warning in built.warnings] == [
        "'airlock' is a name to avoid",
        "'die' means 'Die (fab operations)' or 'Die (machine learning)', the first is linked",
        "'wafer' (Wafer) is in use, but no aiglossary directive prints it",
    ]
    assert [warning.split(": ")[0] for warning in built.warnings] == ["page.md:3", "page.md:5", "page.md:7"]
    assert "gone" in built.text("page.html")
    assert "#wafer" not in built.html("page.html")


def test_a_new_label_takes_a_link_over_in_an_incremental_build(project: Project) -> None:
    """The page with the link is written again although nobody touched it."""
    page(project, "[text](wafer)")
    project.write("other.md", "# Other\n")
    assert links(project.build().html("page.html")) == [("glo.html#term-wafer", "text")]
    project.write("other.md", "# Other\n\n(wafer)=\n## Label\n")
    built = project.build(nitpicky=True)
    assert links(built.html("page.html")) == [("other.html#wafer", "text")]
    assert built.files() == project.build(build="clean", nitpicky=True).files()
