"""Odd sources and odd projects: each works, or gives one clear warning."""

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
aiglossary_sources = ["terms.yaml"]
"""

TERMS = """\
concepts:
  - term: Wafer
    categories: [Fab operations]
    definition: A disc.
  - term: Die
    categories: [Training]
    definition: A piece.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A root and a page with uses, a page with the placement."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\nA :term:`wafer`.\n\n.. toctree::\n\n   glo\n")
    glossary(project)
    return project


def glossary(project: Project, *options: str, placements: int = 1) -> None:
    """Write the page of the placement."""
    directive = "".join(["\n.. aiglossary::\n", *(f"   {option}\n" for option in options)])
    project.write("glo.rst", "Glossary\n========\n" + directive * placements)


def use(project: Project, text: str) -> None:
    """Write the text of the root."""
    project.write("index.rst", f"Root\n====\n\n{text}\n\n.. toctree::\n\n   glo\n")


def terms(built: Built, page: str = "glo.html") -> list[str]:
    """The terms that a page prints."""
    return re.findall(r"<dt[^>]*>([^<]+)", built.html(page))


def paper(project: Project) -> tuple[str, tuple[str, ...]]:
    """The text of the PDF, before it is set, and the warnings."""
    built = project.build("latex", nitpicky=True)
    return next(built.outdir.glob("*.tex")).read_text(encoding="utf-8"), built.warnings


def test_a_definition_that_uses_its_own_term_links_to_itself(project: Project) -> None:
    """It neither prints the term twice nor runs in circles."""
    project.write(
        "terms.yaml",
        "concepts:\n  - term: Wafer\n    definition: A [wafer](term:wafer) of wafers.\n    article: A wafer.\n",
    )
    glossary(project, ":detail: full")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Wafer"]
    assert built.html("glo.html").count('href="#term-wafer"') == 2  # with the permalink


def test_a_circle_of_related_concepts_is_printed_once_and_pulls_nothing_in(project: Project) -> None:
    """Also a concept that is related to itself."""
    project.write(
        "terms.yaml",
        "concepts:\n"
        "  - term: Wafer\n    see: [Die, Wafer]\n    definition: A disc.\n"
        "  - term: Die\n    see: [Lot]\n    definition: A piece.\n"
        "  - term: Lot\n    see: [Wafer]\n    definition: Some.\n",
    )
    glossary(project, ":detail: full")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Wafer"]
    use(project, ":term:`wafer` :term:`die` :term:`lot`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Die", "Lot", "Wafer"]


def test_a_thousand_homonyms_are_one_warning_that_can_be_read(project: Project) -> None:
    """And each resolves by its qualified name, the first by the bare one."""
    concepts = "".join(
        f"  - term: Step\n    categories: [Field {number}]\n    definition: Of field {number}.\n"
        for number in range(1000, 2000)
    )
    project.write("terms.yaml", f"concepts:\n{concepts}")
    use(project, ":term:`step` :term:`steps` :term:`step (field 1777)` :term:`step (field 17777)`")
    built = project.build()
    candidates = " or ".join(f"'Step (field {number})'" for number in range(1000, 1005))
    advice = "write the one that is meant, or state the preferred category in aiglossary_prefer"
    said = f"means {candidates} or 995 more, the first is linked; {advice} [aiglossary.ambiguous]"
    *ambiguous, unknown = built.warnings
    assert ambiguous == [f"index.rst:4: WARNING: 'step' {said}", f"index.rst:4: WARNING: 'steps' {said}"]
    suggested = r"'Step \(field 1777\)' or 'Step \(field \d+\)' or 'Step \(field \d+\)'"
    assert re.search(
        rf"not in glossary: 'step \(field 17777\)'; did you mean {suggested}\? \[ref.term\]$", unknown
    )
    assert terms(built) == ["Step (field 1000)", "Step (field 1777)"]
    glossary(project, ":show: all")
    assert len(terms(project.build(aiglossary_prefer=["Field 1234"], suppress_warnings=["ref.term"]))) == 1000


def test_a_name_that_five_hundred_others_begin_with_is_found_by_itself(project: Project) -> None:
    """Neither its plural nor a misspelling leads elsewhere."""
    concepts = "".join(f"  - term: Wafer w{number}\n    definition: No. {number}.\n" for number in range(500))
    project.write("terms.yaml", f"concepts:\n  - term: Wafer\n    definition: A disc.\n{concepts}")
    use(project, ":term:`wafer` :term:`wafers` :any:`Wafer` :term:`Wafer w77` :term:`wafer w777`")
    built = project.build(nitpicky=True)
    assert terms(built) == ["Wafer", "Wafer w77"]
    (warning,) = built.warnings
    assert warning.startswith(
        "index.rst:4: WARNING: term not in glossary: 'wafer w777'; did you mean 'Wafer w77"
    )


@pytest.mark.parametrize("option", [":categories:", ":categories: ,", ":categories: ,\n      ,"])
def test_an_empty_category_filter_is_left_out(project: Project, option: str) -> None:
    """It cannot mean that nothing is printed."""
    glossary(project, option)
    built = project.build()
    said = "option :categories: is empty, expected names separated by commas; it is left out"
    assert built.warnings == (f"glo.rst:4: WARNING: {said} [aiglossary.option]",)
    assert terms(built) == ["Wafer"]


def test_a_category_of_no_concept_in_use_prints_nothing(project: Project) -> None:
    """Which is what it asks for; what it holds back is said where it is used."""
    glossary(project, ":categories: Training")
    built = project.build()
    assert terms(built) == []
    assert "<dl" not in built.html("glo.html")
    held = "no aiglossary directive prints it; what holds it back: glo: :categories: Training"
    assert built.warnings == (
        f"index.rst:4: WARNING: 'wafer' (Wafer) is in use, but {held} [aiglossary.unplaced]",
    )
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glo\n")
    assert project.build().warnings == ()


def test_a_placement_in_an_orphan_page_is_as_good_as_any(project: Project) -> None:
    """In outputs that have the page; a PDF, which lacks it, gets the section for projects without a placement."""
    project.write("index.rst", "Root\n====\n\nA :term:`wafer`.\n")
    project.write("glo.rst", ":orphan:\n\nGlossary\n========\n\nA :term:`die`.\n\n.. aiglossary::\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Die", "Wafer"]
    assert "Glossary" not in built.text("index.html")
    text, warnings = paper(project)
    assert warnings == ()
    assert r"\label{\detokenize{index:term-wafer}}" in text
    assert text.count("A disc.") == 1
    assert "A piece." not in text


@pytest.mark.parametrize("expression", ["html", "not latex"])
def test_a_placement_in_a_page_that_a_builder_excludes_does_not_count_for_it(
    project: Project, expression: str
) -> None:
    """A table of contents for some builders only; that page's uses do not count, either."""
    project.write(
        "index.rst",
        f"Root\n====\n\nA :term:`wafer`.\n\n.. only:: {expression}\n\n   .. toctree::\n\n      glo\n\n"
        ".. toctree::\n\n   part\n",
    )
    project.write("glo.rst", "Glossary\n========\n\nA :term:`die`.\n\n.. aiglossary::\n")
    project.write("part.rst", "Part\n====\n\nA :term:`wafer`.\n")
    html = project.build(nitpicky=True)
    assert html.warnings == ()
    assert terms(html) == ["Die", "Wafer"]
    text, warnings = paper(project)
    assert warnings == ()
    assert text.count("A disc.") == 1
    assert text.count(r"\hyperref[\detokenize{index:term-wafer}]") == 2
    assert "A piece." not in text
    again = project.build(nitpicky=True)
    assert again.warnings == ()
    assert again.files() == html.files()


def test_a_placement_that_a_builder_excludes_does_not_count_for_it(project: Project) -> None:
    """Another one prints the terms there; if there is none, they stand at the end of the root."""
    project.write(
        "glo.rst",
        "Glossary\n========\n\n.. only:: html\n\n   .. aiglossary::\n\n.. only:: latex\n\n   .. aiglossary::\n"
        "      :show: all\n",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Wafer"]
    text, warnings = paper(project)
    assert warnings == ()
    assert text.count("A piece.") == 1
    assert text.count("A disc.") == 1
    singles = project.build("text", nitpicky=True)
    assert singles.warnings == ()
    assert "A disc." in (singles.outdir / "index.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_two_placements_with_the_same_term_in_one_page_give_it_one_id(project: Project, markup: str) -> None:
    """The first has it."""
    if markup == "md":
        (project.src / "glo.rst").unlink()
        project.write("glo.md", "# Glossary\n" + "\n```{aiglossary}\n```\n" * 2)
    else:
        glossary(project, placements=2)
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["Wafer", "Wafer"]
    assert built.html("glo.html").count('id="term-wafer"') == 1
    assert paper(project)[1] == ()


def test_a_document_that_is_deleted_between_reading_and_writing_is_printed_as_it_was_read(
    project: Project,
) -> None:
    """The next build moves its terms to the section at the end of the root, as a clean one does."""
    conf = (project.src / "conf.py").read_text(encoding="utf-8")
    # Plain Sphinx fails where it wants to copy the text of a document that is gone
    project.write("conf.py", f"{conf}html_copy_source = False\n\n{DELETING}")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert not (project.src / "glo.rst").exists()
    assert terms(built) == ["Wafer"]
    assert 'href="glo.html#term-wafer"' in built.html("index.html")
    project.write("index.rst", "Root\n====\n\nA :term:`wafer`.\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    clean = project.build(build="clean", nitpicky=True)
    assert built.html("index.html") == clean.html("index.html")
    assert 'href="#term-wafer"' in clean.html("index.html")


DELETING = """
def delete(app, env):
    (app.srcdir / "glo.rst").unlink(missing_ok=True)


def setup(app):
    app.connect("env-check-consistency", delete)
"""


def test_terms_of_nothing_but_hyphens_and_underscores_are_terms(project: Project) -> None:
    """Each one of its own, with a target of its own."""
    project.write(
        "terms.yaml",
        "concepts:\n"
        '  - term: "-"\n    definition: Minus.\n'
        '  - term: "_"\n    definition: Any value.\n'
        '  - term: "--"\n    definition: Less one.\n',
    )
    use(project, ":term:`-` :term:`_` :any:`_` :term:`--`")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert terms(built) == ["-", "--", "_"]
    found = re.findall(r'href="glo.html#(term-[^"]*)"', built.html("index.html"))
    assert len(found) == 4
    assert len(set(found)) == 3
    assert paper(project)[1] == ()


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_a_placement_as_a_substitution_is_said_once_by_docutils(project: Project, markup: str) -> None:
    """A directive of several blocks cannot stand within a line; nothing is said of an option nobody wrote."""
    text = ".. |all| aiglossary::\n   :show: all\n"
    if markup == "rst":
        use(project, text)
    else:
        project.write("page.md", f"---\norphan: true\n---\n\n# Page\n\n```{{eval-rst}}\n{text}```\n")
    assert project.build().ours == ()
