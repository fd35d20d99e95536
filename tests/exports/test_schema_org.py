"""A glossary in the words of schema.org."""

from __future__ import annotations

import json

import pytest

from sphinxcontrib_aiglossary.exports.schema_org import Place, as_script, term_set
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

ORIGIN = Origin("terms.yaml", 1)
PLACE = Place("glossary.html", "term-x")


def concept(definition: str = "A thing.", **fields: object) -> Concept:
    """Return a concept that is defined so."""
    entry = Entry(origin=ORIGIN, term="x", definition=definition)
    return Concept(ident="x", term="x", origins=(ORIGIN,), entries=(entry,), **fields)  # type: ignore[arg-type]


def only_term(one: Concept) -> dict[str, object]:
    """Return what is said of the only term of a page."""
    (term,) = term_set("Glossary", "glossary.html", "en", [(one, PLACE)])["hasDefinedTerm"]
    return dict(term)


def test_a_term_has_its_other_names_and_its_place() -> None:
    """Those to avoid are not among them."""
    named = concept(abbreviations=("XY",), synonyms=("ex",), deprecated=("old ex",))
    assert only_term(named) == {
        "@type": "DefinedTerm",
        "@id": "glossary.html#term-x",
        "name": "x",
        "alternateName": ["XY", "ex"],
        "description": "A thing.",
        "inDefinedTermSet": "glossary.html",
        "url": "glossary.html#term-x",
    }


def test_a_homonym_is_told_apart_by_its_category() -> None:
    """It has the bare name, as a program would look for it."""
    term = only_term(concept(qualifier="fab", categories=("Fab operations", "Other")))
    assert term["name"] == "x"
    assert term["disambiguatingDescription"] == "Fab operations"


def test_a_category_of_a_term_with_one_meaning_tells_nothing_apart() -> None:
    """Schema.org means it for those only that could be taken for each other."""
    assert "disambiguatingDescription" not in only_term(concept(categories=("Fab operations",)))


def test_a_description_is_plain_text() -> None:
    """Formulas are as readable as plain text lets them be, links are their words."""
    term = only_term(concept("The **mean** $\\theta_0$ of [`x`](term:y)."))
    assert term["description"] == "The mean θ₀ of x."


def test_a_term_without_a_definition_has_no_description() -> None:
    """An empty one would say that there is nothing to say."""
    assert "description" not in only_term(concept(""))


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "a & b > c", "\u2028"]
)
def test_no_text_ends_the_element_that_it_stands_in(text: str) -> None:
    """The JSON says the same without a sign that means something to HTML."""
    data = term_set(text, "glossary.html", "", [])
    written = as_script(data)
    assert not set(written) & set("<>&\u2028")
    assert json.loads(written) == data
