"""Plain mentions are linked in the sense that the text gives them, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from building import Project
from mentioning import links, read, say, written

if TYPE_CHECKING:
    from pathlib import Path

TERMS: Final = """\
category: Letterpress
concepts:
  - term: final press run
    abbreviations: [FPR]
    definition: The last copies.
  - term: galley
    definition: A tray.
  - term: late ink mixing engine
    definition: A mixer.
"""
FIELDS: Final[dict[str, Any]] = {
    "aiglossary_sources": ["terms.yaml", "builtin"],
    "aiglossary_autolink": "all",
    "aiglossary_autolink_categories": [
        "Model architecture",
        "Language models and generative AI",
        "AI safety, evaluation and governance",
        "Model training",
        "Process engineering",
    ],
}
"""Names of the built-in glossary are found in some fields."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page in reST, one in Markdown, and sources that know of letterpress, learning and chips."""
    project = Project(tmp_path, "autolink")
    project.write("terms.yaml", TERMS)
    say(project, "Nothing.", "other.md")
    return project


# part of a longer name


def test_a_name_within_a_longer_one_stays_plain(project: Project) -> None:
    """Before a noun, a number, a capital, behind one, beside a hyphen; in both markups, over line ends and emphasis."""
    text = (
        "A mixture of experts router, an LLM\ncache, MoE-based, a *model card* field, Mixtral Studio, Mixtral 2,\n"
        "the Grand Mixtral, an un-MoE. An LLM generates; the mixture of experts grows, Mixtral and a model card."
    )
    expected = ["LLM", "mixture of experts", "Mixtral", "model card"]
    say(project, text)
    say(project, text, "other.md")
    built = project.build(**FIELDS)
    assert built.warnings == ()
    assert links(built) == links(built, "other.html") == expected


def test_the_first_mention_that_stands_alone_is_the_first(project: Project) -> None:
    """One within a longer name does not use up the link of its page."""
    say(project, "An LLM cache, then an LLM, then an LLM.")
    built = project.build(**{**FIELDS, "aiglossary_autolink": "first-in-page"})
    assert built.html("page.html").count("#term-large-language-model") == 1
    assert links(built) == ["LLM"]
    assert "LLM cache, then" in built.text("page.html")


def test_what_the_author_has_defined_is_linked_within_longer_names(project: Project) -> None:
    """Who writes a term down for a project means it: in YAML, or by hand."""
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   Mixtral\n      Ours.\n")
    say(project, "A galley edge, a Mixtral edge.")
    assert links(project.build(**FIELDS)) == ["galley", "Mixtral"]


# abbreviations


@pytest.mark.parametrize(
    "said",
    [
        "A local inventory manual error (LIME) is rare.",
        "LIME (local inventory\nmanual error) is rare.",
        ":abbr:`LIME (local inventory manual error)` is rare.",
        "LIME stands for local inventory manual error.",
        "A *local inventory manual error* (**LIME**) is rare.",
        "A local inventory manual error\n(LIME)\n------------------------------------------------\n\nIt is rare.",
        "- LIME: local inventory manual error",
        "LIME\n   Local inventory manual error.",
        "====  ============================\nLIME  Local inventory manual error\n====  ============================",
        ".. figure:: x.png\n\n   A local inventory manual error (LIME)",
    ],
)
def test_a_page_that_spells_an_abbreviation_out_says_what_it_is(project: Project, said: str) -> None:
    """Wherever it does, for the whole page and for plurals; other pages have it in the sense of the glossary."""
    said = said.replace(
        "A local inventory manual error\n(LIME)\n---", "A local inventory manual error (LIME)\n---"
    )
    say(project, f"First, LIME.\n\n{said}\n\nThe LIME again.")
    say(project, "The LIME explains.", "other.md")
    built = project.build(**FIELDS)
    assert [said for said in built.warnings if "image" not in said] == []
    assert links(built) == []
    assert links(built, "other.html") == ["LIME"]


def test_a_long_form_of_the_glossary_is_linked_as_such(project: Project) -> None:
    """In its own words or in other ones; and one that is another concept's name leads to that."""
    say(
        project,
        "A mixture of the experts (MoE), an MoE.\n\nThe late ink mixing engine (LIME), a LIME.\n",
    )
    built = project.build(**FIELDS)
    assert built.warnings == ()
    assert links(built) == ["MoE", "MoE", "late ink mixing engine", "LIME", "LIME"]
    assert built.html("page.html").count("#term-late-ink-mixing-engine") == 3


def test_the_title_of_an_html_element_says_what_an_abbreviation_is(project: Project) -> None:
    """As Markdown has no other notation for it."""
    text = "An <abbr lang='en' title='first proof round'>FPR</abbr> here, the FPR there; a galley."
    say(project, text, "other.md")
    assert links(project.build(**FIELDS), "other.html") == ["galley"]


def test_two_long_forms_on_one_page_leave_an_abbreviation_plain(project: Project) -> None:
    """Nobody knows which of them is meant."""
    say(project, "A mixture of experts (MoE), a motor of escalators (MoE), an MoE.")
    assert links(project.build(**FIELDS)) == ["mixture of experts"]


def test_an_abbreviation_that_a_builder_leaves_out_says_nothing(project: Project) -> None:
    """It is not in the output."""
    say(project, "A LIME.\n\n.. only:: latex\n\n   A local inventory manual error (LIME).")
    assert links(project.build(**FIELDS)) == ["LIME"]


def test_an_entry_written_by_hand_keeps_its_abbreviation(project: Project) -> None:
    """Its author knows what it is, however a page puts it."""
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   LIME\n      Ours.\n")
    say(project, "A local inventory manual error (LIME).")
    assert links(project.build(**FIELDS)) == ["LIME"]


# fields


PLAIN: Final[dict[str, Any]] = {**FIELDS, "aiglossary_autolink_categories": []}
MENTIONS: Final = "A galley, an LLM, a Bayesian neural network, a bathtub curve."


def test_names_of_fields_that_the_project_does_not_touch_stay_plain(project: Project) -> None:
    """But for its own, and those that can mean nothing else."""
    say(project, MENTIONS)
    assert links(project.build(**PLAIN)) == ["galley", "Bayesian neural network"]


@pytest.mark.parametrize(
    ("page", "text", "config"),
    [
        ("other.md", "# Other\n\n{term}`BART`\n", {}),
        ("other.md", "# Other\n\n{gls}`BART`\n", {}),
        ("other.md", "# Other\n\n[](BART)\n", {"suppress_warnings": ["myst"]}),
        ("other.md", "# Other\n", {"aiglossary_autolink_categories": ["Foundation models"]}),
        ("other.md", "# Other\n", {"aiglossary_autolink_categories": ["language models and generative AI"]}),
        ("terms.yaml", TERMS + "  - term: broadside\n    categories: [Prompting]\n    definition: B.\n", {}),
        ("terms.yaml", TERMS.replace("A mixer.", "Unlike [BART](term:BART)."), {}),
        ("other.md", "# Other\n\n```{aiglossary}\n:categories: Foundation models\n```\n", {}),
        ("hand.rst", ":orphan:\n\nH\n=\n\n.. glossary::\n\n   Levenshtein Transformer\n      Ours.\n", {}),
    ],
)
def test_a_field_that_the_project_touches_is_one_of_its_own(
    project: Project, page: str, text: str, config: dict[str, Any]
) -> None:
    """By a reference on a page or in a definition, by a setting, a placement, a concept of its own, or by hand."""
    say(project, MENTIONS)
    project.write(page, text)
    built = project.build(**{**PLAIN, **config})
    assert built.ours == ()
    assert links(built) == ["galley", "LLM", "Bayesian neural network"]


def test_an_unknown_category_is_a_warning(project: Project) -> None:
    """With what may have been meant; a value of another type, too."""
    built = project.build(**{**FIELDS, "aiglossary_autolink_categories": ["Fundation models"]})
    (said,) = built.ours
    assert "aiglossary_autolink_categories: no category is called 'Fundation models'" in said
    assert said.endswith("did you mean 'Foundation models'? [aiglossary.config]")
    built = project.build(build="b", **{**FIELDS, "aiglossary_autolink_categories": ["Prompting", 3]})
    assert "aiglossary_autolink_categories holds 3, expected strings only" in built.ours[0]


def test_the_first_reference_to_a_field_writes_the_pages_that_mention_it(project: Project) -> None:
    """And the last one that goes; nothing is read again for it, and every build equals a clean one, parallel or not."""
    say(project, MENTIONS)
    project.write("far.md", "---\norphan: true\n---\n\n# Far\n\nNothing at all.\n")
    project.build(**PLAIN)
    say(project, "A {term}`BART`.", "other.md")
    built = project.build(**PLAIN)
    assert read(built) == {"other"}
    assert written(built) >= {"other", "page"}
    assert "far" not in written(built)
    assert links(built) == ["galley", "LLM", "Bayesian neural network"]
    assert built.files() == project.build(build="clean", **PLAIN).files()
    assert built.files() == project.build(build="parallel", jobs=4, **PLAIN).files()
    say(project, "A BART.", "other.md")
    built = project.build(**PLAIN)
    assert read(built) == {"other"}
    assert links(built) == ["galley", "Bayesian neural network"]
    assert built.files() == project.build(build="new", **PLAIN).files()


def test_a_changed_setting_leaves_what_a_clean_build_leaves(project: Project) -> None:
    """Another list of fields has no page read again; excluded names and pages have all of them read."""
    say(project, MENTIONS)
    project.build(**PLAIN)
    built = project.build(**FIELDS)
    assert read(built) == set()
    assert links(built) == ["galley", "LLM", "Bayesian neural network"]
    assert built.files() == project.build(build="clean", **FIELDS).files()
    config = {**FIELDS, "aiglossary_autolink_exclude": ["galley", "oth*"]}
    built = project.build(**config)
    assert links(built) == ["LLM", "Bayesian neural network"]
    assert built.files() == project.build(build="new", **config).files()


# names and pages


def test_a_name_in_parentheses_tells_an_entry_from_the_bare_name(project: Project) -> None:
    """An abbreviation there does not: it is a name of the same thing. Roles find both."""
    glossary = ".. glossary::\n\n   Bodkin (the package)\n      P.\n\n   drying rack (DR)\n      R.\n"
    project.write("hand.rst", f":orphan:\n\nHand\n====\n\n{glossary}")
    say(project, "A bodkin, a Bodkin (the package), a drying rack, a :term:`bodkin`.")
    built = project.build(**FIELDS)
    assert built.warnings == ()
    assert links(built) == ["Bodkin (the package)", "drying rack", "bodkin"]


def test_excluded_names_are_linked_by_roles_only(project: Project) -> None:
    """In YAML, in the built-in glossary and by hand; a synonym alone takes the others not with it."""
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   bodkin\n      A point.\n")
    say(project, "A galley, a bodkin, an LLM, a large language model, FPR; :term:`galley`, :term:`LLM`.")
    config = {**FIELDS, "aiglossary_autolink_exclude": ["galley", "bodkin", "LLM"]}
    built = project.build(**config)
    assert built.warnings == ()
    assert links(built) == ["large language model", "FPR", "galley", "LLM"]


@pytest.mark.parametrize("item", ["changes", "changes.md", "chang*", "news/*", "news", "news/", "**/old.rst"])
def test_globs_exclude_pages(project: Project, item: str) -> None:
    """By document, file or folder; the metadata of a page go before."""
    project.write("changes.md", "---\norphan: true\n---\n\n# C\n\nA galley.\n")
    (project.src / "news").mkdir()
    project.write("news/old.rst", ":orphan:\n\nO\n=\n\nA galley.\n")
    project.write("news/new.rst", ":orphan:\n:aiglossary-autolink: all\n\nN\n=\n\nA galley.\n")
    say(project, "A galley.")
    built = project.build(**{**FIELDS, "aiglossary_autolink_exclude": [item]})
    assert built.warnings == ()
    assert links(built) == links(built, "news/new.html") == ["galley"]
    found = [links(built, page) for page in ("changes.html", "news/old.html")]
    assert found == ([[], ["galley"]] if item.startswith("ch") else [["galley"], []])


def test_an_exclusion_that_means_nothing_is_a_warning(project: Project) -> None:
    """It is neither a name nor a page."""
    (said,) = project.build(**{**FIELDS, "aiglossary_autolink_exclude": ["gally", "page", "galley"]}).ours
    assert "aiglossary_autolink_exclude: no concept is called 'gally', and no page" in said
    assert said.endswith("did you mean 'galley'? [aiglossary.config]")
