"""Glossaries and abbreviations in the form of another tool: what is said where they are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = []
myst_enable_extensions = ["deflist", "attrs_block", "colon_fence"]
"""
INDENT = "indent the definition below its term, without a mark"
LIST = "or write a definition list under {.glossary}, which takes one term each [aiglossary.glossary]"
DIRECTIVE = "use the directive glossary, which takes several terms for one definition indented below them"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without any source."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    return project


def said(project: Project, text: str, name: str = "index.md", jobs: int = 1) -> list[str]:
    """Return our warnings of a page."""
    project.write(name, text)
    return [each.replace(" WARNING:", "") for each in project.build(jobs=jobs).ours]


def test_a_marked_definition_in_the_directive_is_named_at_its_line(project: Project) -> None:
    """Once for a glossary; also where Sphinx itself says nothing, as no empty line stands between."""
    text = "# Page\n\nText.\n\n```{glossary}\nRivet\n: Joins plates.\nBolt\n: Has a nut.\n```\n"
    assert said(project, text) == [
        f"index.md:7: ': Joins plates.' is read as a term, and 1 more like it; {INDENT}, {LIST}"
    ]


@pytest.mark.parametrize("mark", [":", "~"])
def test_where_the_directive_stands_does_not_matter(project: Project, mark: str) -> None:
    """In a list, in a fence of colons, with an option."""
    text = f"# Page\n\n- item\n\n  :::{{glossary}}\n  :sorted:\n\n  Rivet\n  {mark} Joins plates.\n  :::\n"
    assert said(project, text) == [f"index.md:9: '{mark} Joins plates.' is read as a term; {INDENT}, {LIST}"]


def test_a_glossary_in_an_included_file_is_located_there(project: Project) -> None:
    """The author looks for the line that he wrote."""
    project.write("part.txt", "Words.\n\n.. glossary::\n\n   Rivet\n   : Joins plates.\n")
    (warning,) = said(project, "Page\n====\n\n.. include:: part.txt\n", "index.rst")
    # docutils before 0.22 names an included file as seen from the working folder
    place, line, _ = warning.split(":", 2)
    assert (place.rpartition("/")[2], line) == ("part.txt", "6")


def test_restructuredtext_has_no_other_form_to_offer(project: Project) -> None:
    """The directive reads it in the same way."""
    text = "Page\n====\n\n.. glossary::\n\n   Rivet\n   : Joins plates.\n"
    assert said(project, text, "index.rst") == [
        f"index.rst:7: ': Joins plates.' is read as a term; {INDENT} [aiglossary.glossary]"
    ]


def test_several_terms_above_a_definition_end_a_list_of_myst(project: Project) -> None:
    """Within the list and at its beginning; each list is named once."""
    text = (
        "# Page\n\n{.glossary}\nrivet\n: Joins plates.\n\nbolt\nscrew\n: Has a thread.\n\nnut\n: Has one, too.\n\n"
        "pin\npeg\n: Has none.\n\nText: no glossary.\n\n{.glossary}\nclamp\ncramp\nvice\n: Holds.\n"
    )
    ends = "where the list under {.glossary} ends: it takes one term each"
    assert said(project, text) == [
        f"index.md:24: ': Holds.' is read as text, {ends}; {DIRECTIVE} [aiglossary.glossary]",
        f"index.md:9: ': Has a thread.' is read as text, and 1 more like it, {ends}; {DIRECTIVE} [aiglossary.glossary]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```{glossary}\nbolt\nscrew\n  : Has a thread.\n```\n",
        "```{glossary}\n:\n  A mark.\n\n:term:\n  A role.\n```\n",
        "{.glossary}\nbolt\n: Has a thread.\n: Two of them.\n\nnut\n~ Fits.\n",
        "bolt\nscrew\n: Has a thread.\n",
        "{.glossary}\nbolt\n: Has a thread.\n\n## Heading\n\nfirst\nsecond\n: third\n",
    ],
)
def test_what_is_read_as_it_is_meant_is_left_alone(project: Project, text: str) -> None:
    """A colon within a definition or as a term, right lists, a paragraph that has nothing to do with a glossary."""
    assert said(project, f"# Page\n\n{text}") == []


def test_it_is_said_by_whichever_process_reads_the_page_and_can_be_switched_off(project: Project) -> None:
    """As every warning."""
    for number in range(8):
        project.write(f"p{number}.md", "---\norphan: true\n---\n# P\n\n```{glossary}\nRivet\n: Joins.\n```\n")
    text = "# Page\n\nText.\n"
    assert len(said(project, text, jobs=4)) == 8
    project.write("conf.py", CONF + "suppress_warnings = ['aiglossary.glossary']\n")
    assert said(project, text) == []


ADVICE = "name them in a YAML source, as abbreviations of a concept [aiglossary.glossary]"


def test_abbreviations_that_a_page_declares_are_named_once_for_each_form(project: Project) -> None:
    """In its metadata, and in lines that its readers see."""
    front = "---\ntitle: x\nabbreviations:\n  WIG: Welding in gas\n---\n"
    text = f"{front}# Page\n\nA WIG.\n*[WIG]: Welding in gas\n*[MIG]: Metal in gas\n\n*[MAG]: Metal in air\n"
    assert said(project, text) == [
        f"index.md:3: the field abbreviations of a page is not read; {ADVICE}",
        f"index.md:9: '*[WIG]: Welding in gas' is read as text, and 2 more like it; {ADVICE}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\nabbreviations: yes\n---\n# Page\n",
        "# Page\n\n* [WIG]: a list\n\n*[a](#page): emphasis*\n\n`*[WIG]: code`\n\n```\n*[WIG]: Code\n```\n",
    ],
)
def test_what_only_looks_like_an_abbreviation_is_left_alone(project: Project, text: str) -> None:
    """A field for something else, a list, emphasis, code."""
    assert said(project, text) == []
