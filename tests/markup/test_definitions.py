"""A body parted into definition and article: the files in ``cases/definitions``."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sphinxcontrib_aiglossary.markup import definitions
from sphinxcontrib_aiglossary.markup.definitions import full_text, lead_and_rest
from sphinxcontrib_aiglossary.model import Entry, Origin

CASES = Path(__file__).parents[1] / "cases" / "definitions"


def _case(name: str) -> tuple[str, str, str, str]:
    """Return term, body, definition and article of a case."""
    text = (CASES / f"{name}.txt").read_text("utf-8")
    term, body, definition, rest = re.split(r"^--- ?(?:body|definition|article)", text, flags=re.MULTILINE)
    body = body.strip()
    article = body if rest.startswith(": the whole body") else rest.strip()
    return term.removeprefix("term: ").strip(), body, definition.strip(), article


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_a_body_parts_as_its_case_says(name: str) -> None:
    """Promotion, remarks, titles, formulas, asides, labels: see the files."""
    term, body, definition, article = _case(name)
    assert definitions.split(term, body) == (definition, article)


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_no_word_is_lost_between_definition_and_article(name: str) -> None:
    """Either the article is the whole body, or definition and article make it up."""
    term, body, _, _ = _case(name)
    definition, article = definitions.split(term, body)
    assert article == body or re.findall(r"\w+", f"{definition} {article}") == re.findall(r"\w+", body)


def test_a_sentence_that_recurs_with_other_terms_is_no_definition() -> None:
    """The site opens many bodies with one sentence; what follows it defines the term."""
    said = {
        "Ashing": "Ashing is the burning of resist in a plasma.",
        "Descum": "A short descum takes the last film of resist off.",
        "Priming": "Priming makes a wafer stick to its resist.",
    }
    bodies = [f"{name} is a pillar of every modern fab. {sentence}" for name, sentence in said.items()]
    recurring = definitions.boilerplate(list(said), list(map(definitions.opening, said, bodies)))
    for (name, sentence), body in zip(said.items(), bodies, strict=True):
        assert definitions.split(name, body)[0] == f"{name} is a pillar of every modern fab."
        assert definitions.split(name, body, recurring) == (sentence, body)


def test_the_same_entry_read_thrice_is_no_boilerplate() -> None:
    """Several dumps hold the same records: only different terms make a sentence recurrent."""
    body = "Ashing is the burning of resist in a plasma."
    assert definitions.boilerplate(["Ashing"] * 5, [definitions.opening("Ashing", body)] * 5) == frozenset()


@pytest.mark.parametrize(
    "body", ["", "\n\n", "**", "$$", "```", ".", "—", "\n\n\n\n```\n\n", "((((", "**A** - ", "x " * 5000]
)
def test_an_odd_body_never_fails(body: str) -> None:
    """Nothing of it is lost either."""
    definition, article = definitions.split("Term", body)
    assert article == body or f"{definition}{article}".strip() == body.strip()


def test_a_definition_with_which_the_article_opens_is_read_once() -> None:
    """Cut out of a longer sentence it would stand there twice in a row; any other one goes before the article."""
    article = "**Lapping** is **grinding with loose grains** - it leaves no scratches.\n\nSlow."
    cut = Entry(
        origin=Origin("a"),
        term="Lapping",
        definition="Lapping is grinding with loose grains.",
        article=article,
    )

    assert full_text(cut) == article
    assert full_text(replace(cut, definition="Grinding.")) == f"Grinding.\n\n{article}"
    assert full_text(replace(cut, article="")) == cut.definition


@pytest.mark.parametrize(
    ("definition", "article", "lead", "rest"),
    [
        ("A disc.", "# Use\n\nIt turns.", "A disc.", "# Use\n\nIt turns."),
        ("A disc.", "**A disc.**", "A disc.", ""),
        ("A disc.", "A **disc**.\n\nIt turns.", "A disc.", "It turns."),
        ("A disc.", "A disc. It turns.\n\nFast.", "A disc.", "It turns.\n\nFast."),
        ("A disc.", "A **disc** - thin. It turns.\n\nFast.", "A **disc** - thin.", "It turns.\n\nFast."),
        ("A disc.", "**A disc. It** turns. Fast.", "**A disc. It** turns.", "Fast."),
        ("A disc.", "", "A disc.", ""),
        ("", "It turns.", "", "It turns."),
    ],
)
def test_what_is_read_first_and_the_rest_share_no_sentence(
    definition: str, article: str, lead: str, rest: str
) -> None:
    """The sentences that hold the definition are read once, and no pair of bold marks is torn apart."""
    entry = Entry(origin=Origin("a"), term="Disc", definition=definition, article=article)

    assert lead_and_rest(entry) == (lead, rest)
