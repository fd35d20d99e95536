"""What is printed of concepts: names, references, mentions, details."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from export_helpers import concept, entry

from sphinxcontrib_aiglossary.exports import rst
from sphinxcontrib_aiglossary.exports.items import items

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Detail


def names(*concepts: object) -> list[tuple[str, ...]]:
    """Return the names printed of each concept."""
    return [item.names for item in items(concepts, "full")]  # type: ignore[arg-type] # kept short for the tests


def body(*concepts: object, detail: Detail = "full") -> str:
    """Return the reST of the first concept, without its names and indentation."""
    text = rst.export(concepts, detail)  # type: ignore[arg-type] # kept short for the tests
    lines = text.partition(".. glossary::\n\n")[2].splitlines()
    own = [line[6:] for line in lines if line.startswith("      ") or not line]
    return "\n".join(own).partition("\n\nSTOP")[0].strip()


STOP = concept("stop sign", "STOP")


def test_synonyms_and_abbreviations_are_stacked_on_their_term() -> None:
    """They are names of one definition."""
    moe = concept("mixture of experts", "A model.", abbreviations=("MoE",), synonyms=("expert mixture",))
    assert names(moe) == [("mixture of experts", "MoE", "expert mixture")]


def test_a_name_is_printed_once_in_a_file() -> None:
    """A term goes before a synonym, what is earlier before what is later, and case does not count."""
    first = concept("exposure", synonyms=("dose", "shot"))
    second = concept("Dose", synonyms=("SHOT", "Exposure", "dosage", "Dosage"))
    assert names(first, second) == [("exposure", "shot"), ("Dose", "dosage")]


def test_homonyms_have_their_qualified_names_only() -> None:
    """Nobody else gets the bare name, either."""
    fab = concept("batch size", qualifier="fab")
    training = concept("batch size", qualifier="training")
    lot = concept("lot size", synonyms=("batch size",))
    assert names(fab, training, lot) == [("batch size (fab)",), ("batch size (training)",), ("lot size",)]


def test_concepts_that_nothing_tells_apart_are_numbered() -> None:
    """A second term of one name would be a warning of Sphinx."""
    assert names(concept("die", ident="a"), concept("Die", ident="b")) == [("die",), ("Die (2)",)]


def test_the_first_mention_of_another_concept_is_a_reference() -> None:
    """The text stays as written; further mentions, and those of the concept itself, stay text."""
    etch = concept("etching", "Etching treats wafers; a Wafer, etched by dry\netching, is clean.")
    others = (concept("wafer", "A."), concept("dry etching", "B."))
    assert body(etch, STOP, *others) == (
        "Etching treats :term:`wafers <wafer>`; a Wafer, etched by :term:`dry etching`, is clean."
    )


def test_a_reference_counts_as_the_first_mention() -> None:
    """Wherever it stands."""
    etch = concept("etching", "A wafer is [treated](term:wafer).")
    assert body(etch, STOP, concept("wafer", "A.")) == "A wafer is :term:`treated <wafer>`."


def test_a_reference_without_a_concept_stays_text() -> None:
    """A dangling role would be a warning."""
    assert (
        body(concept("etching", "See [that](term:nowhere) and [this](term:etching).")) == "See that and this."
    )


def test_a_reference_by_any_name_goes_to_a_printed_one() -> None:
    """By key, plural, abbreviation, deprecated name or the bare name of a homonym."""
    text = "[a](term:Work-Pieces), [b](term:WP), [c](term:old piece), [d](term:batch size)"
    piece = concept("work piece", "X.", abbreviations=("WP",), deprecated=("old piece",))
    batch = concept("batch size", "Y.", qualifier="fab")
    assert body(concept("text", text), STOP, piece, batch) == (
        ":term:`a <work piece>`, :term:`b <WP>`, :term:`c <work piece>`, :term:`d <batch size (fab)>`"
    )


def test_of_homonyms_the_one_in_a_category_of_the_entry_is_meant() -> None:
    """If that does not decide, a plain mention stays text."""
    homonyms = (
        concept("batch size", "X.", qualifier="fab", categories=("Fab operations",)),
        concept("batch size", "Y.", qualifier="training", categories=("Training",)),
    )
    text = concept("text", "The batch size.")
    assert body(text, STOP, *homonyms) == "The batch size."
    training = replace(text, categories=("Training",))
    assert body(training, STOP, *homonyms) == "The :term:`batch size <batch size (training)>`."


def test_brief_is_the_definition_and_nothing_else() -> None:
    """Without one, the first paragraph of the article stands in."""
    text = concept(
        "etching", "Short.", "Long.", see=("wafer",), others=[entry("etching", "Other.", "Words.")]
    )
    assert body(text, detail="brief") == "Short."
    assert body(concept("etching", "", "# Head\n\nFirst.\n\nSecond."), detail="brief") == "First."


def test_full_has_every_definition_and_the_related_concepts() -> None:
    """The other definitions of a merged concept stand under a heading of their own, with their origin."""
    text = concept(
        "etching",
        "Short.",
        "Long.",
        see=("wafer", "nowhere"),
        keywords=("chamber", "anything"),
        deprecated=("eating",),
        others=[entry("etching", "Other.", "Words.", line=7)],
    )
    assert body(text, STOP, concept("wafer", "A."), concept("chamber", "B.")) == (
        "Short.\n\nLong.\n\n.. rubric:: Another definition\n\n.. Read in fab.txt:7\n\nOther.\n\nWords.\n\n"
        "*See also:* :term:`wafer`, nowhere, :term:`chamber`.\n\n*Names to avoid:* eating."
    )


def test_code_that_its_lexer_cannot_read_is_not_a_warning() -> None:
    """Sphinx is told to highlight it anyway; sound code needs no word."""
    assert ":force:" in body(concept("code", '```json\n{"a": ...}\n```'))
    assert ":force:" not in body(concept("code", '```json\n{"a": 1}\n```'))


def test_rules_that_part_nothing_are_left_out() -> None:
    """At the edge, or above a heading; one between paragraphs is kept."""
    text = "---\n\nOne.\n\n---\n\nTwo.\n\n---\n\n# Three\n\n---"
    assert body(concept("rules", "", text)) == "One.\n\n\\* \\* \\*\n\nTwo.\n\n.. rubric:: Three"
