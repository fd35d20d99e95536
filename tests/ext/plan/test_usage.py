"""A glossary of exactly the terms in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Uses in reST and Markdown, and one placement."""
    return Project(tmp_path, "used-only")


def terms(built: Built, page: str = "glossary.html") -> list[str]:
    """The terms that a page prints."""
    return re.findall(r"<dt[^>]*>([^<]+)", built.html(page))


def test_the_terms_in_use_are_printed_with_those_that_they_use(project: Project) -> None:
    """The closure over links in definitions, and nothing else."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Expert", "Mixture of experts (MoE)", "sparse expert model", "Silicon", "Wafer"]


def test_a_plural_an_abbreviation_and_a_synonym_lead_to_the_concept(project: Project) -> None:
    """The text stays as written; only the target changes."""
    built = project.build()
    index = built.html("index.html")
    assert 'href="glossary.html#term-mixture-of-experts"><span class="xref std std-term">MoE</span>' in index
    assert 'href="glossary.html#term-wafer"><span class="xref std std-term">wafers</span>' in index
    assert built.html("page.html").count("glossary.html#term-mixture-of-experts") == 2


@pytest.mark.filterwarnings(
    "ignore:'sphinx.environment.BuildEnvironment.app'"
)  # MyST's `include` asks for it
def test_uses_count_wherever_they_stand_and_nothing_else_does(tmp_path: Path) -> None:
    """Each concept of the project says by its name where its one use is."""
    project = Project(tmp_path, "uses")
    built = project.build(nitpicky=True)
    assert [warning for warning in built.warnings if "is not referenced" not in warning] == []
    known = re.findall("term: (.*)", (project.src / "terms.yaml").read_text(encoding="utf-8"))
    assert sorted(terms(built)) == sorted(name for name in known if name.startswith("in "))
    assert len(terms(built)) == 46
    latex = project.build("latex")
    text = next(latex.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\label{\detokenize{glossary:term-not-in-a-part-for-another-builder}}" in text
    assert r"\label{\detokenize{glossary:term-in-a-part-for-this-builder}}" not in text


def test_what_definitions_use_is_followed_to_the_end_and_in_circles(project: Project) -> None:
    """Links in the definition pull their targets in; `see`, the article, and plain mentions do not."""
    project.write(
        "terms.yaml",
        "concepts:\n"
        "  - term: Wafer\n    see: [By see]\n"
        "    definition: Uses [two](term:two), not the named one.\n"
        "    article: Links [the article's](term:by article).\n"
        "  - term: Two\n    definition: Uses [threes](term:threes).\n"
        "  - term: Three\n    definition: Uses [four](term:fourth) and [itself](term:three).\n"
        "  - term: Four\n    synonyms: [fourth]\n    definition: Uses [the first](term:wafer).\n"
        "  - term: By see\n    definition: Not in use.\n"
        "  - term: By article\n    definition: Not in use.\n"
        "  - term: Named one\n    definition: Not in use.\n",
    )
    project.write("index.rst", "Guide\n=====\n\nA :term:`wafer`.\n\n.. toctree::\n\n   page\n   glossary\n")
    project.write("page.md", "# Page\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Four", "fourth", "Three", "Two", "Wafer"]


@pytest.mark.parametrize(
    ("rival", "name"),
    [
        (".. _wafer:\n\nWafer\n-----\n", "wafer"),
        (".. py:class:: Wafer\n", "Wafer"),
        (".. option:: --wafer\n", "--wafer"),
        (".. envvar:: WAFER\n", "WAFER"),
        (".. rst:directive:: wafer\n", "wafer"),
        (".. glossary::\n\n   wafer\n      By hand.\n", "wafer"),
        (":doc:`page`\n", "page"),
    ],
)
def test_the_role_any_counts_only_where_nothing_else_answers_the_name(
    project: Project, rival: str, name: str
) -> None:
    """A label, an object of a domain, an option, a document, a hand-written entry."""
    project.write(
        "terms.yaml",
        f"concepts:\n  - term: '{name}'\n    synonyms: [no rival]\n    definition: Of the source.\n",
    )
    project.write("page.md", "# Page\n")
    project.write(
        "index.rst", f"Guide\n=====\n\n.. toctree::\n\n   page\n   glossary\n\n{rival}\nAny :any:`{name}`.\n"
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert "<dt" not in built.html("glossary.html")
    if "glossary" not in rival:
        project.replace("index.rst", f"Any :any:`{name}`", "Any :any:`no rivals`")
        built = project.build(nitpicky=True)
        assert built.warnings == ()
        assert terms(built) == [name, "no rival"]


def test_every_concept_in_use_is_printed_once_by_placements_that_share_the_work(project: Project) -> None:
    """By letter and by category; a concept that falls between them is said with all that holds it back."""
    project.write(
        "glossary.rst",
        "Terms\n=====\n\n.. aiglossary::\n   :letters: a-l\n\n.. aiglossary::\n   :categories: mixture of experts\n",
    )
    built = project.build(nitpicky=True)
    assert terms(built) == ["Expert", "Expert", "Mixture of experts (MoE)", "sparse expert model"]
    assert built.html("glossary.html").count('id="term-expert"') == 1
    (warning,) = built.warnings
    assert warning.startswith(
        "index.rst:4: WARNING: 'Wafers' (Wafer) is in use, but no aiglossary directive prints it"
    )
    held = "what holds it back: glossary: :letters: a-l; glossary: :categories: mixture of experts"
    assert warning.endswith(f"; {held} [aiglossary.unplaced]")


def test_copies_have_neither_id_nor_index_entry(project: Project) -> None:
    """The first placement is the target; the second prints the same terms for the eye."""
    project.write("glossary.rst", "Terms\n=====\n\n.. aiglossary::\n\n.. aiglossary::\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert len(terms(built)) == 10
    assert len(set(re.findall(' id="(term-[^"]*)"', built.html("glossary.html")))) == 4
    assert built.html("glossary.html").count(' id="term-') == 4
    index = (built.outdir / "genindex.html").read_text(encoding="utf-8")
    assert index.count("glossary.html#term-wafer") == 1


def test_of_placements_for_their_own_page_the_first_in_reading_order_is_the_target(project: Project) -> None:
    """Each prints what its page uses, with what those use; a project-wide placement goes before all of them."""
    project.write("glossary.rst", "Terms\n=====\n")
    project.replace("index.rst", "   glossary\n", "   glossary\n   last\n")
    project.write("page.md", "# Page\n\n{term}`silicon`\n\n```{aiglossary}\n:local:\n```\n")
    project.write("last.rst", "Last\n====\n\n:term:`wafer`\n\n.. aiglossary::\n   :local:\n")
    project.replace("index.rst", "Every :term:`MoE` and all :term:`wafers <Wafers>` matter.", "Text.")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built, "page.html") == ["Silicon"]
    assert terms(built, "last.html") == ["Silicon", "Wafer"]
    assert 'id="term-silicon"' in built.html("page.html")
    assert 'id="term-silicon"' not in built.html("last.html")
    assert 'href="page.html#term-silicon"' in built.html("last.html")
    project.write("glossary.rst", "Terms\n=====\n\n.. aiglossary::\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert 'href="glossary.html#term-silicon"' in built.html("page.html")
    assert "id=" not in built.html("page.html").partition("<dl")[2]
