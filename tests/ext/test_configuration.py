"""Configuration and data: what is wrong is said once, with its place, and the build goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Project, differing

from sphinxcontrib_aiglossary.config import VALUES, Settings, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Uses in reST and Markdown, and one placement."""
    return Project(tmp_path, "used-only")


def test_the_defaults_are_those_of_the_declaration() -> None:
    """Nothing is stated twice."""
    chosen, problems = settings({})
    assert chosen == Settings()
    assert problems == ()
    assert [value.name for value in VALUES] == [f"aiglossary_{name}" for name in Settings.__slots__]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("terms.yaml", "is 'terms.yaml', expected a list of strings"),
        (None, "is None, expected a list of strings"),
        ([1], "holds 1, expected strings only"),
        (["a", " "], "holds an empty string"),
        (["a", "b\ud800"], "holds 'b\\ud800', which has half of a surrogate pair and can be written nowhere"),
    ],
)
@pytest.mark.parametrize("name", [value.name for value in VALUES if isinstance(value.default, tuple)])
def test_a_bad_value_is_one_problem_and_the_default(name: str, value: object, said: str) -> None:
    """Every value is checked by its own declaration."""
    chosen, (problem,) = settings({name: value})
    assert chosen == Settings()
    assert problem.message.startswith(f"{name} {said}; the default ")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("first_use", "section", "is 'section', expected 'page' or 'chapter' or 'document' or 'off'"),
        ("autolink", True, "is True, expected 'off' or 'first-in-page' or 'first-in-section' or 'all'"),
        ("autolink", ["all"], "is ['all'], expected 'off' or 'first-in-page' or 'first-in-section' or 'all'"),
        ("autolink_definitions", "no", "is 'no', expected True or False"),
        ("warn_unused", 1, "is 1, expected True or False"),
    ],
)
def test_a_value_of_another_kind_is_one_problem_and_the_default(name: str, value: object, said: str) -> None:
    """Choices and switches are as strict as lists."""
    chosen, (problem,) = settings({f"aiglossary_{name}": value})
    assert chosen == Settings()
    assert problem.message.startswith(f"aiglossary_{name} {said}; the default ")


class Odd(list[str]):
    """Fails whoever looks at it."""

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError("no")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    def __repr__(self) -> str:
        return "\ud800"

    __hash__ = None


@pytest.mark.parametrize("name", [value.name for value in VALUES])
def test_an_object_that_fails_is_one_problem_and_the_default(name: str) -> None:
    """What ``conf.py`` sets is any object."""
    chosen, (problem,) = settings({name: Odd("x")})
    assert chosen == Settings()
    problem.message.encode()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"slice": "\udc00"}, "holds '\\udc00', which has half of a surrogate pair"),
        ({1: "Wafer"}, "holds 1, expected strings only"),
        ([("slice", "Wafer")], "is [('slice', 'Wafer')], expected a dictionary of strings"),
    ],
)
def test_a_bad_mapping_is_one_problem_and_the_default(value: object, said: str) -> None:
    """Old names and new ones are checked alike."""
    chosen, (problem,) = settings({"aiglossary_renamed": value})
    assert chosen == Settings()
    assert problem.message.startswith(f"aiglossary_renamed {said}")


ODD_CONF = """
from types import MappingProxyType

class Name(str):
    def __repr__(self):
        return f"<{id(self)}>"

aiglossary_renamed = MappingProxyType({Name("slice of silicon"): Name("Wafer")})
aiglossary_exclude = frozenset({Name("Etching")})
aiglossary_prefer = (Name("Lithography"),)
aiglossary_autolink = Name("off")
"""


def test_values_that_no_environment_can_keep_are_used_as_plain_ones(project: Project) -> None:
    """A read-only mapping, and texts of a class of ``conf.py``: Sphinx would break off when it saves them."""
    sound = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", sound + ODD_CONF)
    for _ in range(2):
        built = project.build()
        assert built.warnings == ()
    plain = (
        ODD_CONF.replace("MappingProxyType(", "(")
        .replace("Name(", "(")
        .replace("class (str)", "class Name(str)")
    )
    project.write("conf.py", sound + plain)
    assert differing(project.build().files(), project.build(build="plain").files()) == set()


def test_a_bad_value_is_a_typed_warning_and_the_build_goes_on(project: Project) -> None:
    """Sphinx's own check stays silent about it."""
    sound = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", sound + "aiglossary_exclude = 'wafer'\n")
    built = project.build()
    (warning,) = built.warnings
    assert warning.startswith(
        "conf.py:1: WARNING: aiglossary_exclude is 'wafer', expected a list of strings; "
    )
    assert warning.endswith("the default [] is used [aiglossary.config]")
    assert "Wafer" in built.text("glossary.html")


def test_a_misspelt_value_is_a_warning(project: Project) -> None:
    """Sphinx ignores what it does not know, and the author wonders why nothing happens."""
    sound = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write(
        "conf.py", sound + "aiglossary_exlude = ['wafer']\naiglossary_theme = 1\nmy_aiglossary_x = 1\n"
    )
    assert project.build().warnings == (
        (
            "conf.py:1: WARNING: no configuration value is called aiglossary_exlude; did you mean aiglossary_exclude? "
            "[aiglossary.config]"
        ),
        (
            "conf.py:1: WARNING: no configuration value is called aiglossary_theme; the values are "
            f"{', '.join(value.name for value in VALUES)} [aiglossary.config]"
        ),
    )


def test_a_missing_source_is_a_warning_and_the_others_are_read(project: Project) -> None:
    """It says the same in an incremental build, and with four processes."""
    sources = ["gone.yaml", "terms.yaml"]
    first = project.build(aiglossary_sources=sources)
    assert len(first.warnings) == 1
    assert first.warnings[0].startswith("gone.yaml:1: WARNING: ")
    assert first.warnings[0].endswith("[aiglossary.source]")
    assert "Wafer" in first.text("glossary.html")
    assert project.build(aiglossary_sources=sources).warnings == first.warnings
    assert project.build(build="parallel", jobs=4, aiglossary_sources=sources).warnings == first.warnings


def test_a_fault_in_yaml_is_located_and_the_sound_concepts_load(project: Project) -> None:
    """A misspelt field, at its line."""
    project.replace("terms.yaml", "abbreviations: [MoE]", "abbreviatons: [MoE]")
    built = project.build()
    faults = [warning for warning in built.warnings if "[aiglossary.yaml]" in warning]
    assert len(faults) == 1
    assert faults[0].startswith("terms.yaml:8: WARNING: ")
    assert "Wafer" in built.text("glossary.html")


def test_of_many_faults_the_first_hundred_are_said_and_how_many_more(project: Project) -> None:
    """Of each kind and file: nobody reads thousands, and they have one cause."""
    sound = "concepts:\n- term: Wafer\n  definition: A disc.\n"
    project.write("terms.yaml", sound + "- term:\n" * 250)
    project.write("few.yaml", "concepts:\n" + "- term:\n" * 100)
    built = project.build(aiglossary_sources=["terms.yaml", "few.yaml"])
    said = [warning for warning in built.ours if warning.startswith("terms.yaml:")]
    assert len(said) == 101
    assert [each for each in said if "more of this kind" in each] == [
        "terms.yaml:104: WARNING: 150 more of this kind in this file; mend those above first [aiglossary.yaml]"
    ]
    assert len([warning for warning in built.ours if warning.startswith("few.yaml:")]) == 100
    assert project.build(aiglossary_sources=["terms.yaml", "few.yaml"]).ours == built.ours


def test_no_source_leaves_the_services_for_hand_written_glossaries(project: Project) -> None:
    """Plurals and suggestions without any concept; no section appears."""
    for name in ("glossary.rst", "page.md"):
        (project.src / name).unlink()
    project.write(
        "index.rst",
        "Guide\n=====\n\n:term:`widgets` :term:`widgit`\n\n.. glossary::\n\n   Widget\n      A thing.\n",
    )
    built = project.build(aiglossary_sources=[])
    assert built.warnings == (
        "index.rst:4: WARNING: term not in glossary: 'widgit'; did you mean 'Widget'? [ref.term]",
    )
    assert 'href="#term-Widget"' in built.html("index.html")
    assert 'id="aiglossary"' not in built.html("index.html")


def test_another_source_or_exclusion_changes_the_output_without_reading_documents_again(
    project: Project,
) -> None:
    """The state of the output tells what to write."""
    project.build()
    built = project.build(aiglossary_exclude=["MoE"])
    assert "0 added, 0 changed, 0 removed" in built.status
    assert [warning for warning in built.warnings if "'MoE'" in warning]
    assert built.files() == project.build(build="clean", aiglossary_exclude=["MoE"]).files()


def test_what_needs_no_action_is_one_line_of_information(project: Project) -> None:
    """So that ``-W`` stays usable; ``aiglossary check`` lists it."""
    project.replace("terms.yaml", "term: Etching", "term: Wafers")
    for _ in range(2):
        built = project.build()
        assert built.warnings == ()
        assert "aiglossary: 1 note on the sources; run `aiglossary check` to list it" in built.status
