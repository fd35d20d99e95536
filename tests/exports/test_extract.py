"""JSON Lines of what was read out of dumps."""

from __future__ import annotations

import json

from sphinxcontrib_aiglossary.exports import extract
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin, Repair

ENTRY = Entry(
    origin=Origin("dumps/page.txt", 7),
    term="Überzug",
    abbreviations=("UZ",),
    synonyms=("coat",),
    keywords=("film",),
    categories=("lithography",),
    body="Ein *Überzug*.\n\n- dünn",
    headline="überzug, uz, lithography",
    repairs=(Repair(kind="residue", before="x');", after="x"),),
)


def test_an_object_has_the_documented_keys() -> None:
    """One line of JSON for each entry, text as it is, the file by its base name."""
    concept = Concept(ident="uberzug", term="Überzug", origins=(ENTRY.origin,))
    (line,) = extract.lines([ENTRY], [concept])
    assert "\n" not in line
    assert "Überzug" in line
    assert json.loads(line) == {
        "file": "page.txt",
        "line": 7,
        "headline": "überzug, uz, lithography",
        "term": "Überzug",
        "abbreviations": ["UZ"],
        "synonyms": ["coat"],
        "keywords": ["film"],
        "category": "lithography",
        "body": "Ein *Überzug*.\n\n- dünn",
        "repairs": [{"kind": "residue", "before": "x');", "after": "x"}],
        "concept": "uberzug",
    }


def test_what_is_missing_is_null() -> None:
    """No category, no concept."""
    (line,) = extract.lines([Entry(origin=Origin("a.txt", 1), term="A")], [])
    data = json.loads(line)
    assert data["category"] is None
    assert data["concept"] is None


def test_what_a_person_wrote_is_not_extracted() -> None:
    """YAML is structured already."""
    assert list(extract.lines([Entry(origin=Origin("a.yaml", 1), term="A", authored=True)], [])) == []
