"""The reST and the MyST writer: what they write, and what plain Sphinx makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from export_helpers import CASES, SUFFIXES, build, concept, project
from sphinx.util.inventory import InventoryFile

from sphinxcontrib_aiglossary.exports.formats import EXPORTS

if TYPE_CHECKING:
    from pathlib import Path

FORMS = tuple(SUFFIXES)

NAMES = tuple((CASES / "names.txt").read_text("utf-8").splitlines())
"""Names with everything in them that a markup or Sphinx might take for its own."""


def export_case(form: str, name: str) -> str:
    """Return the export of one concept whose article is a case file."""
    article = (CASES / f"{name}.md").read_text("utf-8")
    return EXPORTS[form]([concept("hostile text", "It has every construct of Markdown.", article)], "full")


@pytest.mark.parametrize("form", FORMS)
def test_every_construct_of_markdown_is_written_as_expected(form: str) -> None:
    """Each block and each inline construct keeps its meaning and every one of its words."""
    assert export_case(form, "hostile") == (CASES / f"hostile.expected{SUFFIXES[form]}").read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_plain_sphinx_builds_every_construct_without_a_warning(form: str, tmp_path: Path) -> None:
    """Nitpicky, with warnings as errors, for HTML, LaTeX and text; the text is what a person would expect."""
    folder = project(tmp_path / "project", form, export_case(form, "hostile"))
    build(folder, "html")
    build(folder, "latex")
    text = (build(folder, "text") / "index.txt").read_text("utf-8")
    assert text == (CASES / f"hostile.expected-{form}.txt").read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_names_survive_whatever_characters_they_have(form: str, tmp_path: Path) -> None:
    """Names that look like bullets, directives, classifiers, roles or options are the terms of the inventory."""
    concepts = [concept(name, "Refers to [the first one](term:C++).") for name in NAMES]
    output = build(project(tmp_path / "project", form, EXPORTS[form](concepts, "full")), "html")
    with (output / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda _, uri: uri)
    assert sorted(inventory["std:term"]) == sorted(NAMES)


@pytest.mark.parametrize("form", FORMS)
def test_every_name_can_be_referred_to(form: str, tmp_path: Path) -> None:
    """References to the most hostile names become links."""
    seen = ", ".join(f"[other](term:{name.replace('(', '%28').replace(')', '%29')})" for name in NAMES)
    concepts = [concept("seen", f"See {seen}."), *(concept(name, "A name.") for name in NAMES)]
    output = build(project(tmp_path / "project", form, EXPORTS[form](concepts, "full")), "html")
    html = (output / "index.html").read_text("utf-8")
    assert html.count('<span class="xref std std-term">other</span>') == len(NAMES)


@pytest.mark.parametrize("form", FORMS)
def test_a_concept_without_any_text_is_still_a_term(form: str, tmp_path: Path) -> None:
    """What follows is not stacked onto it."""
    concepts = [concept("alpha"), concept("beta", "The second.")]
    output = build(project(tmp_path / "project", form, EXPORTS[form](concepts, "full")), "pseudoxml")
    assert (output / "index.pseudoxml").read_text("utf-8").count("<definition_list_item>") == 2


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_glossary_is_a_document_with_a_title(form: str, tmp_path: Path) -> None:
    """Nothing to convert is no reason to fail in the build."""
    output = build(project(tmp_path / "project", form, EXPORTS[form]([], "full")), "text")
    assert (output / "index.txt").read_text("utf-8") == "Glossary\n********\n"


def test_extensions_of_myst_change_nothing(tmp_path: Path) -> None:
    """With every syntax extension switched on, the text builds to the same page."""
    folder = project(tmp_path / "project", "myst", export_case("myst", "hostile"))
    extensions = [
        "amsmath",
        "attrs_block",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "dollarmath",
        "fieldlist",
    ]
    extensions += ["html_admonition", "html_image", "strikethrough", "substitution", "tasklist"]
    with (folder / "conf.py").open("a", encoding="utf-8") as file:
        file.write(f"myst_enable_extensions = {extensions}\nsuppress_warnings = ['myst.strikethrough']\n")
    text = (build(folder, "text") / "index.txt").read_text("utf-8")
    assert text == (CASES / "hostile.expected-myst.txt").read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_line_separators_of_unicode_do_not_break_lines(form: str, tmp_path: Path) -> None:
    """Docutils ends lines at characters that Markdown does not."""
    text = "one\u2028two\x0bthree\x85four **bold\u2029words**\n\n```text\nfive\u2028six\n```\n\n$a\x0cb$"
    concepts = [concept("breaks\u2028here", text)]
    output = build(project(tmp_path / "project", form, EXPORTS[form](concepts, "full")), "text")
    shown = (output / "index.txt").read_text("utf-8")
    assert "breaks here\n   one two three four **bold words**\n" in shown
    assert "five six" in shown


@pytest.mark.parametrize("form", FORMS)
def test_a_formula_is_never_taken_for_options(form: str, tmp_path: Path) -> None:
    """A display may begin with a colon, as options of a directive do."""
    concepts = [concept("ratio", "$$\n:b: = c\n$$")]
    output = build(project(tmp_path / "project", form, EXPORTS[form](concepts, "full")), "text")
    assert ":b: = c" in (output / "index.txt").read_text("utf-8")
