"""Hand-written glossaries, however they are written: they win over every source, and get what concepts get."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

CONF = """\
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
myst_enable_extensions = ["deflist", "attrs_block"]
aiglossary_sources = ["terms.yaml"]
"""

TERMS = """\
concepts:
  - term: Load lock
    abbreviations: [LL]
    synonyms: [entry chamber]
    deprecated: [airlock]
    definition: From the source.
  - term: Wafer
    definition: From the source.
"""

HAND = {
    "a directive in reST": ("hand.rst", "Hand\n====\n\n.. glossary::\n\n   Load-lock\n      By hand.\n"),
    "a directive in MyST": ("hand.md", "# Hand\n\n```{glossary}\nLoad-lock\n  By hand.\n```\n"),
    "a definition list of MyST": ("hand.md", "# Hand\n\n{.glossary}\nLoad-lock\n: By hand.\n"),
    "an orphan": ("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   Load-lock\n      By hand.\n"),
    "a term with markup": (
        "hand.rst",
        "Hand\n====\n\n.. glossary::\n\n   *Load*-**lock**\n      By hand.\n",
    ),
    "a term with a classifier": (
        "hand.rst",
        "Hand\n====\n\n.. glossary::\n\n   Load-lock : L\n      By hand.\n",
    ),
    "the second of two terms": (
        "hand.rst",
        "Hand\n====\n\n.. glossary::\n\n   Gate chamber\n   Load-lock\n      By hand.\n",
    ),
    "a term with its abbreviation": (
        "hand.rst",
        "Hand\n====\n\n.. glossary::\n\n   Load-lock (LL)\n      By hand.\n",
    ),
    "an abbreviation with its term": (
        "hand.rst",
        "Hand\n====\n\n.. glossary::\n\n   LL (load lock)\n      By hand.\n",
    ),
    "an included text": ("hand.rst", "Hand\n====\n\n.. include:: part.txt\n"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page, and a placement of the whole source."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n   :glob:\n\n   *\n")
    project.write("glo.md", "# Glossary\n\n```{aiglossary}\n:show: all\n```\n")
    project.write("part.txt", ".. glossary::\n\n   Load-lock\n      By hand.\n")
    return project


def page(project: Project, text: str) -> None:
    """Write the page that the tests look at."""
    project.write("page.rst", f"Page\n====\n\n{text}\n")


def by_hand(project: Project, *terms: str) -> None:
    """Write a glossary of entries by hand; a term may be several lines."""
    entries = "".join(
        "".join(f"   {line}\n" for line in term.splitlines()) + "      By hand.\n\n" for term in terms
    )
    project.write("hand.rst", f"Hand\n====\n\n.. glossary::\n\n{entries}")


def targets(built: Built) -> list[str]:
    """Where the links of the page to terms lead."""
    return re.findall(r'href="([^"]*#term-[^"]*)"', built.html("page.html"))


def names(built: Built) -> list[str]:
    """The terms that another project finds."""
    from sphinx.util.inventory import InventoryFile  # noqa: PLC0415 - one test helper needs it

    inventory = InventoryFile.loads((built.outdir / "objects.inv").read_bytes(), uri="").data
    return sorted(inventory["std:term"])


@pytest.mark.parametrize("kind", HAND)
def test_an_entry_wins_over_the_concept_of_its_term_however_it_is_written(
    project: Project, kind: str
) -> None:
    """All names of the concept lead to the entry, which alone is printed, registered and indexed."""
    project.write(*HAND[kind])
    page(
        project,
        ":term:`Load-lock` :term:`load locks` :term:`LL` :term:`entry chambers` :term:`LOAD LOCK’s` :any:`load_locks`",
    )
    built = project.build(nitpicky=True)
    assert [warning for warning in built.warnings if "toctree" not in warning] == []
    (target,) = set(targets(built))
    assert target.startswith("hand.html#term-")
    assert len(targets(built)) == 6
    assert re.findall("<dt[^>]*>([^<]+)", built.html("glo.html")) == ["Wafer"]
    assert {name.casefold() for name in names(built)}.isdisjoint({"load lock", "entry chamber"})
    assert "glo.html#term-load-lock" not in (built.outdir / "genindex.html").read_text(encoding="utf-8")


def test_a_name_to_avoid_leads_to_the_entry_with_advice(project: Project) -> None:
    """The advice names the entry."""
    by_hand(project, "Load-lock")
    page(project, ":term:`airlock`")
    built = project.build(nitpicky=True)
    assert targets(built) == ["hand.html#term-Load-lock"]
    assert built.warnings == (
        "page.rst:4: WARNING: 'airlock' is a name to avoid; write 'Load-lock' [aiglossary.deprecated]",
    )


def test_stacked_terms_are_names_of_one_entry_each_with_its_plural(project: Project) -> None:
    """And an entry of several concepts' terms replaces them all."""
    by_hand(project, "Load-lock\nWafer\nSample slot")
    page(project, ":term:`wafers` :term:`sample-slots` :term:`LLs` :term:`load lock`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert targets(built) == [
        "hand.html#term-Wafer",
        "hand.html#term-Sample-slot",
        "hand.html#term-Load-lock",
        "hand.html#term-Load-lock",
    ]
    assert "<dt" not in built.html("glo.html")


def test_entries_have_possessives_and_the_abbreviations_in_their_brackets(project: Project) -> None:
    """Without any concept of such a name."""
    by_hand(project, "Sample slot", "Token budget (TB)")
    page(
        project,
        ":term:`sample slot's` :term:`sample-slots’` :term:`TBs` :term:`token budget's` :term:`TB’s` :term:`TBs'`",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    slot, budget = "hand.html#term-Sample-slot", "hand.html#term-Token-budget-TB"
    assert targets(built) == [slot, slot, budget, budget, budget, budget]


def test_the_exact_name_goes_before_another_spelling(project: Project) -> None:
    """Two entries that differ in case only, as Sphinx allows."""
    by_hand(project, "Trace", "TRACE")
    page(project, ":term:`Trace` :term:`TRACE` :term:`traces`")
    built = project.build(nitpicky=True)
    first, second, third = targets(built)
    assert first != second
    assert third in {first, second}
    assert built.warnings == ()


def test_a_plural_by_hand_is_a_name_of_its_own(project: Project) -> None:
    """An entry ``Traces`` goes before the plural of ``Trace``."""
    by_hand(project, "Trace", "Traces")
    page(project, ":term:`traces` :term:`trace`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert targets(built) == ["hand.html#term-Traces", "hand.html#term-Trace"]


def test_a_concept_of_that_name_goes_before_the_plural_of_an_entry(project: Project) -> None:
    """The plural of ``Die`` is a concept here."""
    project.write("terms.yaml", "concepts:\n  - term: Dies\n    definition: Tools.\n")
    by_hand(project, "Die")
    page(project, ":term:`dies` :term:`die`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert targets(built) == ["glo.html#term-dies", "hand.html#term-Die"]


def test_a_misspelt_entry_is_suggested(project: Project) -> None:
    """Before the names of the sources."""
    by_hand(project, "Sample slot")
    page(project, ":term:`sampel slots` :term:`waffer`")
    said = [warning.split("WARNING: ")[1] for warning in project.build().warnings]
    assert said == [
        "term not in glossary: 'sampel slots'; did you mean 'Sample slot'? [ref.term]",
        "term not in glossary: 'waffer'; did you mean 'Wafer'? [ref.term]",
    ]


def test_homonyms_by_hand_are_told_apart_as_those_of_a_source(project: Project) -> None:
    """A bare name leads to the preferred category, else to the first with a warning; one entry needs neither."""
    by_hand(project, "Bus (logistics)", "Bus (Computing)", "Trace (analysis)")
    page(project, ":term:`bus` :term:`BUSES` :term:`traces` :term:`bus (computing)` :term:`bus (optics)`")
    built = project.build()
    assert targets(built) == [
        "hand.html#term-Bus-Computing",
        "hand.html#term-Bus-Computing",
        "hand.html#term-Trace-analysis",
        "hand.html#term-Bus-Computing",
    ]
    candidates = "'Bus (Computing)' or 'Bus (logistics)'"
    assert [warning.split("WARNING: ")[1].split(", the first")[0] for warning in built.warnings] == [
        f"'BUSES' means {candidates}",
        f"'bus' means {candidates}",
        f"term not in glossary: 'bus (optics)'; did you mean {candidates}? [ref.term]",
    ]
    page(project, ":term:`bus`")
    built = project.build(aiglossary_prefer=["Logistics"], nitpicky=True)
    assert targets(built) == ["hand.html#term-Bus-logistics"]
    assert built.warnings == ()


def test_an_entry_for_one_homonym_leaves_the_others(project: Project) -> None:
    """Its qualified name is defined by hand; the bare name is as ambiguous as before."""
    project.write(
        "terms.yaml",
        "concepts:\n"
        "  - term: Step\n    categories: [Training]\n    definition: Of a model.\n"
        "  - term: Step\n    categories: [Fab operations]\n    definition: Of a lot.\n",
    )
    by_hand(project, "Step (fab operations)")
    page(project, ":term:`step (model training)` :term:`Step (Fab operations)` :term:`step`")
    built = project.build()
    assert targets(built)[:2] == ["glo.html#term-step-model-training", "hand.html#term-Step-fab-operations"]
    assert "By hand" not in built.text("glo.html")
    assert "Of a lot" not in built.text("glo.html")
    (warning,) = built.warnings
    assert "'step' means 'Step (fab operations)' or 'Step (model training)'" in warning


def test_two_documents_that_define_one_term_are_left_to_sphinx(project: Project) -> None:
    """One warning, Sphinx's own; the concept is replaced all the same."""
    by_hand(project, "Load-lock")
    project.write("other.rst", "Other\n=====\n\n.. glossary::\n\n   Load-lock\n      Once more.\n")
    page(project, ":term:`load locks`")
    built = project.build()
    assert len(built.warnings) == 1
    assert "duplicate term description of Load-lock" in built.warnings[0]
    assert re.findall("<dt[^>]*>([^<]+)", built.html("glo.html")) == ["Wafer"]


def test_the_concept_comes_back_when_its_entry_goes(project: Project) -> None:
    """Forth and back in incremental builds, each as good as a clean one."""
    by_hand(project, "Load-lock")
    page(project, ":term:`LL`")
    assert targets(project.build()) == ["hand.html#term-Load-lock"]
    by_hand(project, "Sample slot")
    built = project.build()
    assert targets(built) == ["glo.html#term-load-lock"]
    assert built.files() == project.build(build="clean").files()
    by_hand(project, "Load-lock")
    built = project.build()
    assert targets(built) == ["hand.html#term-Load-lock"]
    assert built.files() == project.build(build="again").files()


ONLY = "Hand\n====\n\n.. only:: {}\n\n   .. glossary::\n\n      Load lock\n         By hand.\n\n      Trace\n         By hand.\n"


def test_an_entry_that_the_builder_leaves_out_leaves_its_concept_in(project: Project) -> None:
    """Each output has one of the two, also when one environment serves both in turn."""
    project.write("hand.rst", ONLY.format("latex"))
    page(project, ":term:`Load lock` :term:`LL`")
    html = project.build(nitpicky=True)
    assert html.warnings == ()
    assert targets(html) == ["glo.html#term-load-lock"] * 2
    assert "By hand" not in html.text("hand.html")
    assert names(html).count("Load lock") == 1
    latex = project.build("latex", nitpicky=True)
    assert latex.warnings == ()
    text = next(latex.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert text.count(r"\hyperref[\detokenize{hand:term-Load-lock}]") == 2
    assert text.count("From the source.") == 1
    again = project.build(nitpicky=True)
    assert again.warnings == ()
    assert again.files() == html.files()
    project.write("hand.rst", ONLY.format("html"))
    turned = project.build(nitpicky=True)
    assert turned.warnings == ()
    assert targets(turned) == ["hand.html#term-Load-lock"] * 2
    assert turned.files() == project.build(build="clean", nitpicky=True).files()


def test_an_entry_that_the_builder_leaves_out_goes_with_its_document(project: Project) -> None:
    """Nothing of it comes back, not even when the concept goes, too."""
    project.write("hand.rst", ONLY.format("latex"))
    page(project, ":term:`Load lock`")
    project.build()
    (project.src / "hand.rst").unlink()
    assert targets(project.build(nitpicky=True)) == ["glo.html#term-load-lock"]
    project.write("terms.yaml", "concepts:\n  - term: Wafer\n    definition: Another source.\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ("page.rst:4: WARNING: term not in glossary: 'Load lock' [ref.term]",)


def test_an_entry_of_an_orphan_leaves_its_concept_in_a_paper(project: Project) -> None:
    """The PDF lacks the document; an entry without a concept stays what plain Sphinx makes of it, text."""
    project.write(
        "hand.rst",
        ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   Load-lock\n      By hand.\n\n   Trace\n      By hand.\n",
    )
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   page\n   glo\n")
    page(project, ":term:`load locks` :term:`LL` :term:`traces`")
    html = project.build(nitpicky=True)
    assert html.warnings == ()
    assert targets(html) == [f"hand.html#term-{name}" for name in ("Load-lock", "Load-lock", "Trace")]
    latex = project.build("latex", nitpicky=True)
    assert latex.warnings == ()
    text = next(latex.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert text.count(r"\hyperref[\detokenize{glo:term-load-lock}]") == 2
    assert text.count("From the source.") == 2
    assert "hand:term" not in text


def test_an_entry_without_a_concept_that_the_builder_leaves_out_is_left_to_sphinx(project: Project) -> None:
    """It links to what is not there, and says nothing."""
    project.write("hand.rst", ONLY.format("latex"))
    page(project, ":term:`trace` :term:`traces`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert targets(built) == ["hand.html#term-Trace"] * 2


def test_a_link_of_a_definition_to_an_entry_is_no_fault_of_the_data(tmp_path: Path) -> None:
    """The data alone do not know the entry; a name that nobody has is a warning at its line, in every build."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    definition = "Baked in a [kiln](term:kilns), not in an [oven](term:oven)."
    project.write(
        "terms.yaml", f'concepts:\n  - term: brick\n    definition: "{definition}"\n    see: [Kiln]\n'
    )
    project.write("index.rst", "Root\n====\n\nA :term:`brick`.\n\n.. glossary::\n\n   kiln\n      Hot.\n")
    said = (
        "terms.yaml:2: WARNING: `definition` of “brick” refers to “oven”, which no concept is named; "
        "define it, or correct the name [aiglossary.link]"
    )
    assert project.build().warnings == (said,)
    assert project.build().warnings == (said,)
