"""Terms that were renamed: what leads to the old name still arrives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from papers import compiled, needs_tex
from small_project import assert_same_output
from sphinx.util.inventory import InventoryFile

from sphinxcontrib_aiglossary.ext.plan.renamed import Renamed

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

TERMS = """
concepts:
  - term: Load lock
    abbreviations: [LL]
    definition: A chamber.
  - term: Wafer
    synonyms: [slice]
    deprecated: [disk]
    definition: A disc, see the [old](term:airlock).
  - term: batch size
    categories: [Model training]
    definition: How many examples.
  - term: batch size
    categories: [Fab operations]
    definition: How many wafers.
"""
INDEX = """
Root
====

An :term:`airlock`, two :term:`Air-Locks <airlocks>`, a :term:`clamp`.

.. toctree::

   glossary
   hand
"""
HAND = "Hand\n====\n\n.. glossary::\n\n   chuck\n      Holds a wafer.\n"
HOMONYMS = "'batch size (fab operations)' or 'batch size (model training)'"
RENAMED = {"airlock": "sluice", "sluice": "load lock", "clamp": "chuck"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One term of a source and one written by hand were renamed, the first one twice."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", INDEX)
    project.write("hand.rst", HAND)
    project.write("glossary.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n")
    return project


def page(built: Built, name: str) -> str:
    """Return the whole HTML of a page."""
    return (built.outdir / name).read_text(encoding="utf-8")


def test_an_old_name_resolves_and_the_author_hears_the_new_one(project: Project) -> None:
    """In the plural and in other spelling, too; a new name that is written by hand is as good."""
    built = project.build(aiglossary_renamed=RENAMED)
    assert built.warnings == (
        "index.rst:5: WARNING: 'airlock' is a name to avoid; write 'Load lock' [aiglossary.deprecated]",
        "index.rst:5: WARNING: 'airlocks' is a name to avoid; write 'Load lock' [aiglossary.deprecated]",
        "index.rst:5: WARNING: 'clamp' is a name to avoid; write 'chuck' [aiglossary.deprecated]",
    )
    assert re.findall(r'href="([^"]*#term[^"]*)"', built.html("index.html")) == [
        "glossary.html#term-load-lock",
        "glossary.html#term-load-lock",
        "hand.html#term-chuck",
    ]


def test_a_definition_may_use_an_old_name(project: Project) -> None:
    """Without a word: the source may be somebody else's."""
    built = project.build(aiglossary_renamed=RENAMED)
    assert 'see the <a class="reference internal" href="#term-load-lock">' in built.html("glossary.html")


def test_an_old_address_leads_to_the_new_name(project: Project) -> None:
    """As we made it, and as Sphinx made it of a term written by hand in capitals."""
    built = project.build(aiglossary_renamed={**RENAMED, "MS Clamp": "chuck"})
    assert (
        'id="term-load-lock"><span id="term-airlock"></span><span id="term-sluice"></span><dfn>Load lock (LL)</dfn>'
    ) in page(built, "glossary.html")
    assert (
        'id="term-chuck"><span id="term-clamp"></span><span id="term-ms-clamp"></span><span id="term-MS-Clamp"></span>'
    ) in page(built, "hand.html")


def test_no_old_address_takes_an_id_that_the_page_has(project: Project) -> None:
    """What is there stays."""
    project.replace("glossary.rst", ".. aiglossary", ".. _term-sluice:\n\nA paragraph.\n\n.. aiglossary")
    built = project.build(aiglossary_renamed=RENAMED)
    text = page(built, "glossary.html")
    assert text.count('id="term-sluice"') == 1
    assert '<span id="term-airlock"></span><dfn>' in text


def test_other_projects_find_the_old_name(project: Project) -> None:
    """The inventory has it, with the address of the new one."""
    built = project.build(aiglossary_renamed=RENAMED)
    terms = InventoryFile.loads((built.outdir / "objects.inv").read_bytes(), uri="").data["std:term"]
    uris = {name: getattr(item, "uri", None) or item[2] for name, item in terms.items()}
    for old in ("airlock", "sluice", "clamp"):
        assert uris[old] == uris[{"clamp": "chuck"}.get(old, "Load lock")]


def test_an_old_name_is_not_listed_anywhere(project: Project) -> None:
    """Neither in the index nor in the search nor in what programs are told."""
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glossary\n   hand\n")
    project.replace("terms.yaml", "the [old](term:airlock)", "the [new](term:load lock)")
    built = project.build(aiglossary_renamed=RENAMED)
    assert built.warnings == ()
    for name in ("genindex.html", "aiglossary-terms.html", "searchindex.js", "glossary.html", "hand.html"):
        text = re.sub(r'<span id="[^"]*"></span>', "", page(built, name))
        assert not re.search("airlock|sluice|clamp", text), name


def test_an_incremental_build_equals_a_clean_one(project: Project) -> None:
    """Renaming and renaming back."""
    project.build()
    renamed = project.build(aiglossary_renamed=RENAMED)
    assert_same_output(renamed, project.build(build="clean", aiglossary_renamed=RENAMED, jobs=4), "renaming")
    assert_same_output(project.build(), project.build(build="back"), "renaming back")


def test_a_new_entry_by_hand_takes_its_name_back(project: Project) -> None:
    """What is a name goes before what was one, and no duplicate is seen."""
    project.build(aiglossary_renamed=RENAMED)
    project.replace("hand.rst", "   chuck\n", "   clamp\n      Presses.\n\n   chuck\n")
    built = project.build(aiglossary_renamed=RENAMED)
    said = "aiglossary_renamed: 'clamp' is still a name; leave it out there, or rename that"
    assert [warning for warning in built.warnings if "clamp" in warning] == [
        f"conf.py:1: WARNING: {said} [aiglossary.config]"
    ]
    assert 'href="hand.html#term-clamp"' in built.html("index.html")


def test_a_name_that_stays_a_synonym_keeps_its_old_address(project: Project) -> None:
    """The author renames the term and leaves the old name beside it: nothing is wrong."""
    built = project.build(aiglossary_renamed={**RENAMED, "slice": "wafer", "disk": "wafer"})
    assert not [warning for warning in built.warnings if "conf.py" in warning]
    assert '<span id="term-slice"></span><span id="term-disk"></span>' in page(built, "glossary.html")


@pytest.mark.parametrize(
    ("renamed", "said"),
    [
        ({"old": "wafre"}, "no concept is called 'wafre', to which 'old' leads; did you mean 'Wafer'?"),
        ({"wafers": "load lock"}, "'wafers' is still a name of 'Wafer'; leave it out there, or rename that"),
        (
            {"old": "older", "older": "old", "oldest": "old"},
            "'old' and 'older' lead to each other; give each old name the one that holds now",
        ),
        ({"old": "Old"}, "'old' leads back to itself; give each old name the one that holds now"),
        (
            {"old": "batch size"},
            f"'batch size', to which 'old' leads, means {HOMONYMS}; write the one that is meant",
        ),
    ],
)
def test_what_is_wrong_is_said_once(project: Project, renamed: dict[str, str], said: str) -> None:
    """With what to do; the build goes on."""
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glossary\n   hand\n")
    project.replace("terms.yaml", "the [old](term:airlock)", "the [new](term:load lock)")
    built = project.build(aiglossary_renamed=renamed)
    assert built.warnings == (f"conf.py:1: WARNING: aiglossary_renamed: {said} [aiglossary.config]",)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["old"], "is ['old'], expected a dictionary of strings"),
        ({"old": 1}, "holds 1, expected strings only"),
        ({" ": "wafer"}, "holds an empty string"),
    ],
)
def test_a_value_of_the_wrong_kind_is_said_and_left_out(project: Project, value: Any, said: str) -> None:
    """As for every value of the configuration."""
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glossary\n   hand\n")
    project.replace("terms.yaml", "the [old](term:airlock)", "the [new](term:load lock)")
    built = project.build(aiglossary_renamed=value)
    assert built.warnings == (
        f"conf.py:1: WARNING: aiglossary_renamed {said}; the default {{}} is used [aiglossary.config]",
    )


def test_the_first_of_two_spellings_counts() -> None:
    """They are one name."""
    assert Renamed((("air-lock", "one"), ("Air lock", "two"))).last("air lock") == "one"


@needs_tex
def test_an_old_address_leads_to_the_new_name_in_a_pdf(project: Project) -> None:
    """As a label within the document, which a link from elsewhere in it may use."""
    built = project.build("latex", aiglossary_renamed=RENAMED, latex_engine="xelatex")
    (tex,) = built.outdir.glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    assert r"\detokenize{glossary:term-airlock}" in text
    assert not re.search(r"\\index\{[^|]*(airlock|sluice|clamp)", text)
    assert "Load lock" in compiled(built.outdir, tex.stem).text
