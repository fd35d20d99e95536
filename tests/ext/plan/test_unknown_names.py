"""Names that lead nowhere, names and categories that nobody knows: what is said, and how a project silences it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import Project

from sphinxcontrib_aiglossary.problems import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

CONF = """\
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = ["terms.yaml"]
"""

TERMS = """\
concepts:
  - term: Batch size
    categories: [Training]
    definition: Examples at once.
  - term: Batch size
    categories: [Fab operations]
    definition: Wafers at once.
  - term: Die
    categories: [Fab operations]
    synonyms: [chip]
    deprecated: [dice]
    definition: One piece.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Homonyms, one other concept, a hand-written entry, all printed."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write("terms.yaml", TERMS)
    project.write(
        "index.rst",
        "Root\n====\n\n.. toctree::\n   :glob:\n\n   p*\n\n.. glossary::\n\n   Wafer map\n      By hand.\n\n"
        ".. aiglossary::\n   :show: all\n",
    )
    return project


def page(project: Project, text: str, metadata: str = "") -> None:
    """Write the page that the tests look at."""
    project.write("page.rst", f"{metadata}Page\n====\n\n{text}\n")


def said(built: Built) -> list[str]:
    """What the warnings say, without their places."""
    return [warning.split("WARNING: ")[1] for warning in built.warnings]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("bach size", "; did you mean 'Batch size'?"),
        ("Chipps", "; did you mean 'chip'?"),
        (
            "batch size (optics)",
            "; did you mean 'Batch size (fab operations)' or 'Batch size (model training)'?",
        ),
        (
            "batch sizes (modell training)",
            "; did you mean 'Batch size (model training)' or 'Batch size (fab operations)'?",
        ),
        ("die (optics)", "; did you mean 'Die'?"),
        ("chips (optics)", "; did you mean 'chip'?"),
        ("dice (optics)", "; did you mean 'Die'?"),
        ("wafer maps (optics)", "; did you mean 'Wafer map'?"),
        ("wafr map", "; did you mean 'Wafer map'?"),
        ("nothing like it (optics)", ""),
        ("zebra crossing", ""),
    ],
)
def test_an_unknown_name_is_sphinxs_own_warning_with_what_may_be_meant(
    project: Project, name: str, hint: str
) -> None:
    """The qualified names where only the category is wrong; the bare name of a single concept."""
    page(project, f"A :term:`{name}`.")
    assert said(project.build()) == [f"term not in glossary: {name!r}{hint} [ref.term]"]


@pytest.mark.parametrize(
    "config",
    [
        {"suppress_warnings": ["ref.term"]},
        {"suppress_warnings": ["ref"]},
        {"nitpicky": True, "nitpick_ignore": [("std:term", "zebra")]},
        {"nitpicky": True, "nitpick_ignore_regex": [(r"std:.*", r"z.*a")]},
    ],
)
def test_an_unknown_name_is_silenced_as_in_plain_sphinx(project: Project, config: dict[str, Any]) -> None:
    """By kind of warning, or by name."""
    page(project, ":term:`zebra`")
    assert project.build(**config).warnings == ()


def test_a_concept_that_is_printed_nowhere_is_silenced_by_its_name_too(project: Project) -> None:
    """As any other reference that leads nowhere."""
    project.replace("index.rst", ":show: all", ":letters: x")
    page(project, ":term:`chip`")
    (warning,) = said(project.build())
    assert warning.endswith("[aiglossary.unplaced]")
    ignored = [("std:term", "chip")]
    assert project.build(build="n", nitpicky=True, nitpick_ignore=ignored).warnings == ()


def test_nothing_is_said_of_what_the_builder_leaves_out(project: Project) -> None:
    """Neither of unknown names, nor of ambiguous ones, names to avoid, or concepts that are printed nowhere."""
    project.replace("index.rst", ":show: all", ":letters: b")
    page(project, ".. only:: latex\n\n   :term:`batch size` :term:`dice` :term:`chip` :any:`die`\n")
    assert project.build(nitpicky=True).warnings == ()


def test_a_name_in_exclude_that_no_concept_has_is_said_with_a_suggestion(project: Project) -> None:
    """Plurals and synonyms are names."""
    page(project, "Text.")
    built = project.build(aiglossary_exclude=["chipp", "chip", "dies", "zebra"])
    assert built.warnings == (
        "conf.py:1: WARNING: aiglossary_exclude: no concept is called 'chipp'; did you mean 'chip'? [aiglossary.config]",
        "conf.py:1: WARNING: aiglossary_exclude: no concept is called 'zebra' [aiglossary.config]",
    )


def test_a_hand_written_name_in_exclude_is_known_and_is_no_longer_linked_by_itself(project: Project) -> None:
    """Roles lead to it all the same."""
    page(project, "A wafer map. A :term:`wafer map`.")
    built = project.build(aiglossary_exclude=["wafer-map"], aiglossary_autolink="all", nitpicky=True)
    assert built.warnings == ()
    assert built.html("page.html").count("#term-Wafer-map") == 1


def test_a_preferred_category_that_nobody_knows_is_said_with_a_suggestion(project: Project) -> None:
    """Of the project and of a page, whether it uses a name or not; groups, titles and other names are known."""
    page(project, "Text.", ":aiglossary-prefer: Fab operation, fab operations\n\n")
    project.write(
        "page2.md", "---\naiglossary-prefer: [Trainings, Zebras]\n---\n\n# Page\n\n{term}`batch size`\n"
    )
    built = project.build(
        aiglossary_prefer=["ml", "Semiconductor manufacturing", "Model training", "Zoology"]
    )
    assert built.warnings == (
        "conf.py:1: WARNING: aiglossary_prefer: no category is called 'Zoology' [aiglossary.config]",
        "page2.md:2: WARNING: aiglossary-prefer in the metadata: no category is called 'Zebras' [aiglossary.config]",
    )


@pytest.mark.parametrize(
    ("field", "advice"),
    [
        ("aiglossary-perfer", "did you mean aiglossary-prefer?"),
        ("aiglossary-zzz", "the fields are aiglossary-prefer, aiglossary-autolink"),
    ],
)
def test_a_misspelt_field_of_the_metadata_is_said_at_its_line(
    project: Project, field: str, advice: str
) -> None:
    """In both markups; otherwise the page would keep the wrong meaning in silence."""
    page(project, "Text.", f":orphan:\n:{field}: Fab operations\n\n")
    project.write("page2.md", f"---\n{field}: Fab operations\n---\n\n# Page\n")
    said = f"no field of the metadata is called {field}; {advice} [aiglossary.option]"
    assert project.build().ours == (f"page.rst:2: WARNING: {said}", f"page2.md:2: WARNING: {said}")


def test_an_unknown_category_of_a_placement_is_said_with_a_suggestion(project: Project) -> None:
    """A category that no concept in use has is known all the same."""
    project.replace("index.rst", ":show: all", ":categories: fab operations, Fab opertions")
    page(project, "Text.")
    hint = "no category is called 'Fab opertions'; did you mean 'Fab operations'?"
    assert project.build().warnings == (
        f"index.rst:14: WARNING: option :categories: {hint} [aiglossary.option]",
    )


FAULTS = """\
  - term: Die
    categories: [Fab operations]
    definition: Once more.
  - term: Linked
    definition: To [nothing](term:nothing).
  - term: Drawn
    definition: With 🜁, which no font of pdfLaTeX has.
  - trem: Misspelt
    definition: X.
"""


@pytest.mark.parametrize(
    "kind",
    # Of the others, one is never said by a build, and one needs another project, see ext/plan/test_other_targets.py
    [kind for kind in Kind if kind.severity != "info" and kind not in {Kind.HOUSE_RULE, Kind.ELSEWHERE}],
    ids=lambda kind: kind.subtype,
)
def test_every_kind_of_warning_that_a_build_says_is_silenced_by_its_name(
    project: Project, kind: Kind
) -> None:
    """One project with every fault; each kind is said, and not when it is suppressed."""
    project.write("terms.yaml", TERMS + FAULTS)
    project.replace("index.rst", ":show: all", ":letters: b, d\n   :colour: red")
    page(
        project,
        ":term:`batch size` :term:`dice` :term:`linked` :term:`drawn` :math:`\\mymacro x`\n\n"
        ".. glossary::\n\n   rivet\n   : Joins plates.\n",
    )
    config: dict[str, Any] = {
        "aiglossary_sources": ["terms.yaml", "missing.yaml"],
        "aiglossary_prefer": ["Zoology"],
        "aiglossary_warn_unused": True,
    }
    name = f"aiglossary.{kind.subtype}"
    builder = {Kind.CHARACTER: "latex", Kind.FORMULA: "epub"}.get(kind, "html")
    said = project.build(builder, build="all", **config).warnings
    others = tuple(warning for warning in said if f"[{name}]" not in warning)
    assert len(others) < len(said)
    assert project.build(builder, build="less", suppress_warnings=[name], **config).warnings == others
    assert project.build(build="none", suppress_warnings=["aiglossary"], **config).ours == ()
