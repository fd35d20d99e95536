"""The report of concepts that a project has written for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """\
concepts:
  - term: Wafer
    synonyms: [slice]
    definition: A disc of [silicon](term:silicon).
  - term: Silicon
    definition: An element, like [germanium](term:germanium).
  - term: Germanium
    definition: Another element.
    see: [Reticle]
  - term: Reticle
    definition: A mask for one exposure.
  - term: Pellicle
    definition: It keeps dust from a [reticle](term:reticle).
"""

WARN: Final[dict[str, Any]] = {"aiglossary_warn_unused": True}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Five concepts: one in use, two by its definition, two of no use."""
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n",
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   page\n   glo\n")
    project.write("page.rst", "Page\n====\n\nA :term:`slice`.\n")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n")
    return project


def said(name: str, line: int) -> str:
    """The warning of one concept."""
    advice = "refer to it, remove it, or set aiglossary_warn_unused = False"
    return f"terms.yaml:{line}: WARNING: no document uses '{name}'; {advice} [aiglossary.unused]"


def test_a_build_counts_the_concepts_that_no_document_uses(project: Project) -> None:
    """One line, no warning, whether they are printed or not; those that a definition in use links count as used."""
    built = project.build()
    assert built.warnings == ()
    line = "aiglossary: 2 of your concepts are used by no document; aiglossary_warn_unused = True names them"
    assert [each for each in built.status.splitlines() if "used by no document" in each] == [line]


def test_a_build_without_unused_concepts_says_nothing(project: Project) -> None:
    """Nor does one without concepts of the author: the built-in ones are nobody's duty."""
    project.write("page.rst", "Page\n====\n\nA :term:`slice`, a :term:`pellicle`.\n")
    assert "used by no document" not in project.build().status
    assert "used by no document" not in project.build(build="b", aiglossary_sources=["builtin"]).status


def test_each_unused_concept_is_warned_of_at_its_line_when_asked(project: Project) -> None:
    """In place of the line of information, with what to do."""
    built = project.build(**WARN)
    assert built.warnings == (said("Reticle", 10), said("Pellicle", 12))
    assert "used by no document" not in built.status
    assert project.build(build="s", suppress_warnings=["aiglossary.unused"], **WARN).warnings == ()


def test_the_report_is_the_same_in_parallel_and_when_nothing_changed(project: Project) -> None:
    """It is made anew from all documents in every build."""
    for number in range(12):
        project.write(f"more{number}.rst", ":orphan:\n\nMore\n====\n\nA :term:`wafer`.\n")
    first = project.build(**WARN)
    assert len(first.warnings) == 2
    assert project.build(**WARN).warnings == first.warnings
    assert project.build(build="parallel", jobs=4, **WARN).warnings == first.warnings


def test_a_use_added_elsewhere_ends_the_warning_and_its_end_brings_it_back(project: Project) -> None:
    """A use within a definition of a concept in use counts, too."""
    project.build(**WARN)
    project.write("index.rst", "Root\n====\n\nA :term:`pellicle`.\n\n.. toctree::\n\n   page\n   glo\n")
    assert project.build(**WARN).warnings == ()
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   page\n   glo\n")
    assert project.build(**WARN).warnings == (said("Reticle", 10), said("Pellicle", 12))


def test_a_concept_that_cannot_be_printed_is_not_reported(project: Project) -> None:
    """Neither an excluded one nor one that a hand-written entry replaces."""
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   pellicle\n      Mine.\n")
    assert project.build(aiglossary_exclude=["reticle"], **WARN).warnings == ()


def test_what_a_builder_leaves_out_uses_nothing(project: Project) -> None:
    """One environment serves both builders."""
    project.write("page.rst", "Page\n====\n\nA :term:`slice`.\n\n.. only:: latex\n\n   A :term:`pellicle`.\n")
    assert project.build("latex", **WARN).warnings == ()
    assert project.build(**WARN).warnings == (said("Reticle", 10), said("Pellicle", 12))


def test_a_concept_that_the_built_in_glossary_has_too_is_reported_at_the_authors_line(
    project: Project,
) -> None:
    """Wherever the source stands in the list."""
    project.write(
        "terms.yaml", "concepts:\n  - term: Expert parallelism\n    definition: A mode of our trainer.\n"
    )
    project.write("page.rst", "Page\n====\n\nText.\n")
    for sources in (["terms.yaml", "builtin"], ["builtin", "terms.yaml"]):
        built = project.build(aiglossary_sources=sources, **WARN)
        (warning,) = [each for each in built.warnings if "[aiglossary.unused]" in each]
        assert warning.lower() == said("expert parallelism", 2).lower()
