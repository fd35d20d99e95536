"""What an earlier source says by a name goes before what later ones say by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

from sphinxcontrib_aiglossary.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

CONF = "extensions = ['sphinxcontrib_aiglossary']\n"
OWN = """\
category: Sailing
concepts:
  - {term: Heat, definition: One race of a regatta., abbreviations: [HT], plural: heats of a day}
  - {term: Spring, definition: A rope that keeps a ship from moving along a quay., synonyms: [back line], abbreviations: [SL]}
  - {term: Bow line, definition: The rope ahead., deprecated: [head line]}
  - {term: Log, definition: What measures speed., categories: [Instruments]}
  - {term: Log, definition: The book of a voyage., categories: [Books]}
"""
LATER = """\
category: Thermodynamics
concepts:
  - {term: heat, definition: Energy that flows between bodies of unlike temperature., abbreviations: [HT]}
  - {term: HT, definition: The tritiated molecule of hydrogen., categories: [Chemistry]}
  - {term: back line, definition: A line of players behind the others., categories: [Ball games]}
  - {term: Anchor, definition: The longer name of a fixed point., abbreviations: [SL], synonyms: [Bow line]}
  - {term: head line, definition: The line above a text., categories: [Printing]}
  - {term: Heats of a day, definition: A mean of the warmth that a day brings., categories: [Weather]}
"""
NAMES = ["heat", "HT", "Heat", "heats of a day", "SL", "back line", "Back lines", "Bow line", "bow lines"]
"""What both files have, or of which a name is the plural."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two files with terms, abbreviations and synonyms in common."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write("own.yaml", OWN)
    project.write("later.yaml", LATER)
    project.write("index.rst", page(*NAMES))
    return project


def page(*names: str) -> str:
    """Return a page that refers to names, one paragraph each."""
    return "\n\n".join(["Index\n=====", *(f":term:`{name}`" for name in names), ".. aiglossary::\n"])


def targets(built: Built) -> list[str]:
    """Return where the references of the page lead, in their order."""
    return re.findall(r'<p><a class="reference internal" href="#(.*?)"', built.html("index.html"))


FIRST = ["heat-sailing", "heat-sailing", "heat-sailing", "heat-sailing", *["spring"] * 3, *["bow-line"] * 2]
SWAPPED = [
    *(
        "heat-thermodynamics",
        "ht",
        "heat-thermodynamics",
        "heats-of-a-day",
        "anchor",
        "back-line",
        "back-line",
    ),
    *("anchor", "anchor"),
]


@pytest.mark.parametrize("second", ["later.yaml", "lat*.yaml"])
def test_each_name_means_what_the_earlier_source_says(project: Project, second: str) -> None:
    """As a term, an abbreviation, a synonym or a stated plural, in another case, without a warning."""
    built = project.build(aiglossary_sources=["own.yaml", second])
    assert built.warnings == ()
    assert [target.removeprefix("term-") for target in targets(built)] == FIRST


def test_the_order_of_the_sources_may_change_between_builds(project: Project) -> None:
    """The result is that of a clean build; another grouping of the same files counts as another order."""
    project.build(aiglossary_sources=["own.yaml", "later.yaml"])
    swapped = project.build(aiglossary_sources=["later.yaml", "own.yaml"])
    assert (
        swapped.files() == project.build(build="clean", aiglossary_sources=["later.yaml", "own.yaml"]).files()
    )
    assert [target.removeprefix("term-") for target in targets(swapped)] == SWAPPED
    # One source, whose files have an order by name only
    together = project.build(aiglossary_sources=["[lo]*.yaml"])
    assert any(
        "'heat' means 'Heat (sailing)' or 'heat (thermodynamics)'" in warning for warning in together.warnings
    )
    split = project.build(aiglossary_sources=["later.yaml", "own.yaml"])
    assert split.warnings == ()
    assert split.files() == swapped.files()


def test_homonyms_of_one_source_are_still_ambiguous(project: Project) -> None:
    """Whatever other sources there are."""
    project.write("index.rst", page("log"))
    (warning,) = project.build(aiglossary_sources=["later.yaml", "own.yaml"]).warnings
    assert "'log' means 'Log (books)' or 'Log (instruments)'" in warning


@pytest.mark.parametrize(
    ("names", "prefer"),
    [
        (["heat"], ["Thermodynamics"]),
        (["heat (thermodynamics)", "Heat (Thermodynamics)"], []),
        (["heat"], ["Books", "Thermodynamics"]),
    ],
)
def test_an_author_chooses_a_later_source_by_category(
    project: Project, names: list[str], prefer: list[str]
) -> None:
    """With `aiglossary_prefer` and with qualified names."""
    project.write("index.rst", page(*names))
    built = project.build(aiglossary_sources=["own.yaml", "later.yaml"], aiglossary_prefer=prefer)
    assert built.warnings == ()
    assert targets(built) == ["term-heat-thermodynamics"] * len(names)


def test_own_terms_go_before_built_in_ones(project: Project) -> None:
    """A term and an abbreviation that the built-in glossary has, too, in another field."""
    project.write(
        "own.yaml",
        "category: Catering\nconcepts:\n  - {term: Wafer, definition: A thin biscuit for ice cream.}\n"
        "  - {term: Menu of the evening, definition: What guests choose from., abbreviations: [MoE]}\n",
    )
    project.write("index.rst", page("wafer", "wafers", "MoE", "MoEs", "mixture of experts"))
    built = project.build(aiglossary_sources=["own.yaml", "builtin"])
    assert built.warnings == ()
    found = targets(built)
    assert "biscuit" in built.text("index.html")
    assert found[0] == found[1]
    assert found[2:] == ["term-menu-of-the-evening"] * 2 + ["term-mixture-of-experts"]


def test_plain_mentions_and_links_of_definitions_follow_the_order(project: Project) -> None:
    """Where two concepts of one source share a name, no mention is linked; here the first one is meant."""
    project.write(
        "more.yaml", "concepts:\n  - {term: Regatta, definition: 'Has [a race](term:heat), and a spring.'}\n"
    )
    project.write("index.rst", page("regatta", "spring") + "\nThe next Heat begins.\n")
    built = project.build(
        aiglossary_sources=["own.yaml", "later.yaml", "more.yaml"], aiglossary_autolink="first-in-page"
    )
    assert built.warnings == ()
    html = built.html("index.html")
    assert html.count('href="#term-heat-sailing"') == 2
    assert html.count('href="#term-spring"') == 2
    assert "term-heat-thermodynamics" not in html


def test_indexes_and_other_projects_find_what_comes_first(project: Project) -> None:
    """Where both are printed, the bare name leads to the first, and each stands in the index."""
    project.write("index.rst", "Index\n=====\n\n.. aiglossary::\n   :show: all\n")
    built = project.build(aiglossary_sources=["own.yaml", "later.yaml"])
    assert built.warnings == ()
    terms = (built.outdir / "aiglossary-terms.html").read_text("utf-8")
    assert "#term-heat-sailing" in terms
    assert "#term-heat-thermodynamics" in terms
    project.write("index.rst", page("HT") + "   :show: all\n\n:any:`heat`\n")
    again = project.build(aiglossary_sources=["own.yaml", "later.yaml"])
    assert (
        re.findall(r'<p><a class="[^"]*" href="#([^"]*)"', again.html("index.html"))[:2]
        == ["term-heat-sailing"] * 2
    )


def test_a_hand_written_term_still_goes_before_all_of_them(project: Project) -> None:
    """It stands for the concepts of each source that have its name."""
    project.write(
        "index.rst", page("heat", "Heats") + "   :show: all\n\n.. glossary::\n\n   Heat\n      By hand.\n"
    )
    built = project.build(aiglossary_sources=["own.yaml", "later.yaml"])
    assert built.warnings == ()
    assert targets(built) == ["term-Heat"] * 2
    assert "term-heat-" not in built.html("index.html")


def test_an_excluded_name_is_excluded_in_every_source(project: Project) -> None:
    """No source takes the place of an earlier one."""
    project.write("index.rst", page("regatta") + "   :show: all\n")
    built = project.build(aiglossary_sources=["own.yaml", "later.yaml"], aiglossary_exclude=["heat"])
    assert "term-heat-" not in built.html("index.html")


def test_the_command_line_shows_the_earlier_one_first(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And complains of nothing."""
    monkeypatch.chdir(project.src)
    for first, second in (("own.yaml", "later.yaml"), ("later.yaml", "own.yaml")):
        assert main(["show", "heat", "--source", first, second]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        assert (told.out.index("race") < told.out.index("Energy")) == (first == "own.yaml")
        assert main(["check", first, second]) == 0
        assert "ambiguous" not in capsys.readouterr().out
