"""Which concept a name of a document leads to, and what is said if it leads nowhere."""

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
    """Homonyms, rival abbreviations, awkward terms; a reST root, a placement in Markdown."""
    return Project(tmp_path, "names")


def links(built: Built, page: str = "page.html") -> list[tuple[str, str]]:
    """Every link of a page to a term, with its text."""
    found = re.findall(
        r'href="([^"]*#term-[^"]*)"><(?:span|code)[^>]*>(.*?)</(?:span|code)></a>',
        built.html(page),
        re.DOTALL,
    )
    return [(target, re.sub("<[^>]+>", "", text)) for target, text in found]


def say(project: Project, text: str, page: str = "page.rst", title: str = "Page\n====\n\n") -> None:
    """Write a page."""
    project.write(page, f":orphan:\n\n{title}{text}\n")


def test_names_resolve_whatever_their_casing_hyphens_plural_or_possessive(project: Project) -> None:
    """The role keeps the text and finds the concept."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "index.html") == [
        ("glo.html#term-key-value-cache", "key value caches"),
        ("glo.html#term-key-value-cache", "KV cache’s"),
        ("glo.html#term-key-value-cache", "KV caches’"),
        ("glo.html#term-key-value-cache", "KV caches’"),
        ("glo.html#term-key-value-cache", "what it keeps"),
        ("glo.html#term-batch-size-fab-operations", "Batch size (Fab operations)"),
        ("glo.html#term-c", "C"),
        ("glo.html#term-c-plus-plus", "C++"),
        ("glo.html#term-x-y", "x : y"),
        ("glo.html#term-a-b", "a; b"),
        ("glo.html#term-100-percent-and-more", "100 % &amp; more"),
        ("glo.html#term-f419ed", "日本語"),
    ]


def plain(text: str) -> str:
    """A text with straight quotes and single spaces: Sphinx makes quotes curly, and leaves line breaks."""
    return " ".join(text.split()).replace("\u2019", "'")


FORMS = {
    "the plural of a phrase": ("mixtures of experts", "term-mixture-of-experts"),
    "the plural of an abbreviation": ("KV caches", "term-key-value-cache"),
    "an irregular plural": ("Mask Matrices", "term-mask-matrix"),
    "the plural of a short word": ("dies", "term-die"),
    "the plural of a synonym": ("attention caches", "term-key-value-cache"),
    "the plural of the data": ("octopodes", "term-octopus"),
    "another case": ("KEY-VALUE CACHE", "term-key-value-cache"),
    "a space for a hyphen": ("key value cache", "term-key-value-cache"),
    "a hyphen for a space": ("mixture-of-experts", "term-mixture-of-experts"),
    "a dash": ("key\u2013value cache", "term-key-value-cache"),
    "a hyphen that does not break": ("key\u2011value\u00a0cache", "term-key-value-cache"),
    "an underscore": ("mask_matrix", "term-mask-matrix"),
    "a curly quote": ("Young\u2019s modulus", "term-youngs-modulus"),
    "a straight quote": ("Young's moduli", "term-youngs-modulus"),
    "full width": ("\uff2b\uff36 \uff23\uff21\uff23\uff28\uff25", "term-key-value-cache"),
    "a ligature": ("re\ufb02ow", "term-reflow"),
    "another micro sign": ("\u03bcm scale", "term-mum-scale"),
    "a possessive": ("octopus's", "term-octopus"),
    "a curly possessive": ("mask matrix\u2019s", "term-mask-matrix"),
    "a possessive plural": ("octopodes\u2019", "term-octopus"),
    "a line break": ("mixture\n  of experts", "term-mixture-of-experts"),
}

FORMED = """\
  - term: Mask matrix
    definition: Where attention may look.
  - term: Octopus
    plural: octopodes
    definition: An animal.
  - term: Young\u2019s modulus
    definition: How stiff something is.
  - term: Reflow
    definition: Melting once more.
  - term: \u00b5m scale
    definition: A thousandth.
  - term: Weights
    definition: What a model learns.
"""


@pytest.mark.parametrize("role", [":term:", ":any:", "{term}", "{any}"])
def test_a_name_is_found_in_every_form(project: Project, role: str) -> None:
    """In both markups and by both roles; the text is what the author wrote."""
    terms = (project.src / "terms.yaml").read_text(encoding="utf-8")
    project.write("terms.yaml", terms + FORMED)
    lines = "".join(f"- {role}`{name}`\n" for name, _ in FORMS.values())
    if role.startswith("{"):
        project.write("page.md", f"---\norphan: true\n---\n\n# Page\n\n{lines}")
    else:
        say(project, lines)
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [target for target, _ in links(built)] == [f"glo.html#{anchor}" for _, anchor in FORMS.values()]
    assert [plain(text) for _, text in links(built)] == [plain(name) for name, _ in FORMS.values()]


@pytest.mark.parametrize("name", ["weight", "octopuses", "mixture of expert", "matrix masks", "key value"])
def test_nothing_is_made_singular_or_guessed(project: Project, name: str) -> None:
    """A term in the plural has no singular, a stated plural has no other beside it, and words are never left out."""
    terms = (project.src / "terms.yaml").read_text(encoding="utf-8")
    project.write("terms.yaml", terms + FORMED)
    say(project, f"A :term:`{name}`.")
    built = project.build()
    assert links(built) == []
    assert f"term not in glossary: '{name}'" in built.warnings[0]


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_the_default_role_any_finds_terms_with_capitals(project: Project, markup: str) -> None:
    """In reStructuredText, and in Markdown by a directive for it."""
    text = "`Mixture of Experts`, `KV Caches`, `Wafer Map`, `Batch size (Fab operations)`"
    if markup == "rst":
        say(project, text)
    else:
        project.write("page.md", f"---\norphan: true\n---\n\n# Page\n\n```{{eval-rst}}\n{text}\n```\n")
    built = project.build(nitpicky=True, default_role="any")
    assert built.warnings == ()
    assert [target for target, _ in links(built)] == [
        "glo.html#term-mixture-of-experts",
        "glo.html#term-key-value-cache",
        "hand.html#term-Wafer-map",
        "glo.html#term-batch-size-fab-operations",
    ]


def test_an_ambiguous_name_is_warned_of_once_and_leads_to_the_first(project: Project) -> None:
    """The warning names the candidates; a page says it once however often it uses the name."""
    say(project, "A :term:`batch size` and a :term:`batch size`.")
    built = project.build()
    assert len(built.warnings) == 1
    assert "page.rst:6: WARNING: 'batch size' means 'Batch size (fab operations)' or" in built.warnings[0]
    assert built.warnings[0].endswith("[aiglossary.ambiguous]")
    assert links(built)[0][0] == "glo.html#term-batch-size-fab-operations"


def test_the_preferred_category_of_page_or_project_settles_an_ambiguous_name(project: Project) -> None:
    """The page goes before the project."""
    say(project, "A :term:`batch size`.")
    say(
        project,
        "A :term:`batch size`.",
        "other.rst",
        ":aiglossary-prefer: Fab operations\n\nOther\n=====\n\n",
    )
    project.write(
        "third.md",
        "---\norphan: true\naiglossary-prefer: [Fab operations]\n---\n\n# Third\n\n{term}`batch size`\n",
    )
    built = project.build(aiglossary_prefer=["Training"])
    assert built.warnings == ()
    assert links(built)[0][0] == "glo.html#term-batch-size-model-training"
    assert links(built, "other.html")[0][0] == "glo.html#term-batch-size-fab-operations"
    assert links(built, "third.html")[0][0] == "glo.html#term-batch-size-fab-operations"


@pytest.mark.parametrize(
    "wish",
    ["fab operations", "FAB", "factory-scheduling", "Operations, business and environment", "Fab operations"],
)
def test_a_preference_is_a_category_by_any_of_its_names_or_a_group(project: Project, wish: str) -> None:
    """The first wish that a candidate meets decides; one that none meets decides nothing."""
    say(project, "A :term:`batch size`.")
    built = project.build(aiglossary_prefer=["Metrology", wish, "Training"])
    assert built.warnings == ()
    assert links(built)[0][0] == "glo.html#term-batch-size-fab-operations"
    assert (
        project.build(build="none", aiglossary_prefer=["Metrology"])
        .warnings[0]
        .endswith("[aiglossary.ambiguous]")
    )


def test_a_deprecated_name_resolves_with_advice(project: Project) -> None:
    """It leads to the concept whose term is to be written."""
    say(project, "A :term:`kv store`.")
    built = project.build()
    assert links(built)[0][0] == "glo.html#term-key-value-cache"
    assert built.warnings == (
        "page.rst:6: WARNING: 'kv store' is a name to avoid; write 'Key-value cache' [aiglossary.deprecated]",
    )


def test_a_missing_name_is_sphinxs_own_warning_with_a_suggestion(project: Project) -> None:
    """``suppress_warnings`` and ``nitpick_ignore`` go on to work."""
    say(project, "A :term:`mixtur of exprts`.")
    (warning,) = project.build().warnings
    assert warning == (
        "page.rst:6: WARNING: term not in glossary: 'mixtur of exprts'; did you mean 'Mixture of experts'? [ref.term]"
    )
    assert project.build(build="s", suppress_warnings=["ref.term"]).warnings == ()
    ignored = [("std:term", "mixtur of exprts")]
    assert project.build(build="n", nitpicky=True, nitpick_ignore=ignored).warnings == ()


def test_a_hand_written_entry_wins_over_the_concept_of_its_term(project: Project) -> None:
    """The concept is neither printed nor registered; its other names lead to the entry, as do plurals."""
    project.replace("hand.rst", "Wafer map", "Key-Value Cache")
    say(project, "A :term:`attention cache`, :term:`key value caches`, :term:`Key-Value Cache`.")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert {target for target, _ in links(built)} == {"hand.html#term-Key-Value-Cache"}
    assert "Key-value cache" not in built.text("glo.html")


def test_a_hand_written_entry_takes_a_synonym_and_leaves_the_concept(project: Project) -> None:
    """Only that name leads to the entry."""
    project.replace("hand.rst", "Wafer map", "attention cache")
    say(project, "A :term:`attention cache`, a :term:`KV cache`.")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [target for target, _ in links(built)] == [
        "hand.html#term-attention-cache",
        "glo.html#term-key-value-cache",
    ]


def test_hand_written_entries_get_plurals_and_folding(project: Project) -> None:
    """The same service without any concept of that name."""
    say(project, "Some :term:`wafer-maps` and :term:`WAFER MAP`.")
    built = project.build()
    assert built.warnings == ()
    assert {target for target, _ in links(built)} == {"hand.html#term-Wafer-map"}


def test_an_excluded_term_is_gone_and_an_excluded_synonym_is_no_name(project: Project) -> None:
    """The rest of the names stay."""
    say(project, "A :term:`die`, an :term:`attention cache`, a :term:`KV cache`.")
    built = project.build(aiglossary_exclude=["die", "attention cache"])
    said = [warning.split("WARNING: ")[1] for warning in built.warnings if warning.startswith("page.rst")]
    assert said == [
        "term not in glossary: 'attention cache' [ref.term]",
        "term not in glossary: 'die' [ref.term]",
    ]
    assert [target for target, _ in links(built)] == ["glo.html#term-key-value-cache"]
    assert "One piece of a wafer" not in built.text("glo.html")


def test_a_used_concept_that_no_placement_prints_is_said_with_the_filters(project: Project) -> None:
    """And not as a missing term."""
    project.replace("glo.md", ":show: all", ":letters: a-c")
    say(project, "A :term:`die`.")
    built = project.build()
    unplaced = [warning for warning in built.warnings if warning.startswith("page.rst")]
    said = (
        "'die' (Die) is in use, but no aiglossary directive prints it; what holds it back: glo: :letters: a-c"
    )
    assert unplaced == [f"page.rst:6: WARNING: {said} [aiglossary.unplaced]"]


def test_the_role_any_finds_terms_whatever_their_casing(project: Project) -> None:
    """Plain Sphinx misses every term with a capital."""
    say(
        project,
        "Any :any:`Mixture of experts`, :any:`mixture of experts`, :any:`日本語`, :any:`attention caches`.",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert [target for target, _ in links(built)] == [
        "glo.html#term-mixture-of-experts",
        "glo.html#term-mixture-of-experts",
        "glo.html#term-f419ed",
        "glo.html#term-key-value-cache",
    ]


def test_the_role_any_prefers_every_other_target(project: Project) -> None:
    """A function of that name is not made ambiguous, and such a reference is no use of the concept."""
    project.replace("glo.md", ":show: all", ":show: used")
    say(project, ".. py:function:: token()\n\n:any:`token`\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert 'href="#token"' in built.html("page.html")
    assert "A piece of text" not in built.text("glo.html")
    say(project, ".. py:function:: token()\n\n:any:`token` :term:`token`\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert 'href="#token"' in built.html("page.html")
    assert "A piece of text" in built.text("glo.html")


def test_all_names_are_in_inventory_and_index(project: Project) -> None:
    """Another project can refer to synonyms and abbreviations, and the index lists them."""
    built = project.build()
    index = (built.outdir / "genindex.html").read_text(encoding="utf-8")
    assert '"glo.html#term-key-value-cache"><strong>attention cache</strong></a>' in index
    assert '"glo.html#term-batch-size-model-training"><strong>(model training)</strong></a>' in index
    from sphinx.util.inventory import InventoryFile  # noqa: PLC0415 - keeps the tests of one thing together

    inventory = InventoryFile.loads((built.outdir / "objects.inv").read_bytes(), uri="").data
    assert inventory["std:term"]["KV cache"].uri == "glo.html#term-key-value-cache"
    assert (
        inventory["std:term"]["Batch size (fab operations)"].uri == "glo.html#term-batch-size-fab-operations"
    )


def test_a_printed_term_never_takes_an_id_of_the_document(project: Project) -> None:
    """A heading and a hand-written entry on the page of the placement have such ids already."""
    project.write(
        "glo.md",
        "# Glossary\n\n(term-die)=\n## Term die\n\n```{glossary}\ntoken ring\n  A net.\n```\n\n```{aiglossary}\n:show: all\n```\n",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    ids = re.findall(r' id="([^"]+)"', built.html("glo.html"))
    assert len(ids) == len(set(ids))
    assert "term-die-2" in ids
