"""YAML and JSON: what is written can be read again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml
from export_helpers import CASES, concept, entry

from sphinxcontrib_aiglossary.exports import json_export, yaml_export
from sphinxcontrib_aiglossary.pipeline import load

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxcontrib_aiglossary.model import Concept

GLOSSARY = (
    concept(
        "etching",
        "Removal of material: by *plasma*, or by acid.",
        "First line.\n\n- a list\n- goes on\n\n```python\ndef f():\n    return 1\n```",
        abbreviations=("ETCH", "NO"),
        synonyms=("material removal, by plasma",),
        categories=("Etch", "Deposition"),
        see=("wafer",),
        deprecated=("eating",),
        autolink=False,
    ),
    concept(
        "1e3", "# not a comment, 'quoted' and \"quoted\"", plural=False, categories=("Machine learning",)
    ),
    concept(
        "wafer",
        "A disk of silicon: 日本語 😀.",
        plural="wafers of silicon",
        autolink=True,
        categories=("Etch",),
    ),
    concept("batch size", "Wafers in a run.", categories=("Fab operations",)),
    concept("x : y", "- not a list", categories=()),
)


def by_person(concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Return concepts as if a person had written them."""
    return tuple(
        replace(each, entries=tuple(replace(one, authored=True) for one in each.entries)) for each in concepts
    )


def test_yaml_is_written_for_a_person_to_carry_on_with() -> None:
    """In groups by category, texts as blocks, quotes only where they are needed."""
    written = yaml_export.export(by_person(GLOSSARY))
    assert written == (CASES / "glossary.expected.yaml").read_text("utf-8")


def test_yaml_read_back_gives_the_same_concepts(tmp_path: Path) -> None:
    """Names, texts and fields, each one."""
    (tmp_path / "terms.yaml").write_text(yaml_export.export(by_person(GLOSSARY)), "utf-8")
    glossary = load(["terms.yaml"], tmp_path)
    assert [problem for problem in glossary.problems if problem.kind.severity != "info"] == []
    assert yaml_export.export(sorted(glossary.concepts, key=_order)) == yaml_export.export(
        sorted(by_person(GLOSSARY), key=_order)
    )
    fields = (
        "term",
        "abbreviations",
        "synonyms",
        "categories",
        "plural",
        "definition",
        "see",
        "deprecated",
        "autolink",
    )
    for read, written in zip(
        sorted(glossary.concepts, key=_order), sorted(GLOSSARY, key=_order), strict=True
    ):
        assert [getattr(read, name) for name in fields] == [getattr(written, name) for name in fields]
        assert read.article.strip() == written.article.strip()


def _order(each: Concept) -> str:
    return each.term


def test_yaml_keeps_the_other_definitions_in_the_article() -> None:
    """The form has one definition; no word is lost, and the records are named."""
    merged = concept(
        "etching", "Short.", "Long.", others=[entry("etching", "Other.", "Words. \nMore.", line=9)]
    )
    data = yaml.safe_load(yaml_export.export([merged]))
    assert data["concepts"] == [
        {
            "term": "etching",
            "definition": "Short.",
            "article": "Long.\n\n## Another definition\n\nOther.\n\nWords.\nMore.\n",
            "seed": ["fab.txt:1", "fab.txt:9"],
        }
    ]


def test_yaml_of_nothing_is_an_empty_list() -> None:
    """It is still a source."""
    assert yaml.safe_load(yaml_export.export([])) == {"concepts": []}


def test_brief_data_have_no_articles() -> None:
    """In YAML and JSON alike."""
    merged = concept("etching", "Short.", "Long.", others=[entry("etching", "Other.")])
    assert "article" not in yaml.safe_load(yaml_export.export([merged], "brief"))["concepts"][0]
    definitions = json.loads(json_export.export([merged], "brief"))["concepts"][0]["definitions"]
    assert definitions == [{"definition": "Short.", "path": "dumps/fab.txt", "line": 1}]


def test_json_has_a_version_and_every_field_of_each_concept() -> None:
    """As the documentation of the module lists them."""
    document = json.loads(json_export.export(GLOSSARY))
    assert document["version"] == 1
    assert [each["term"] for each in document["concepts"]] == [each.term for each in GLOSSARY]
    assert document["concepts"][0] == {
        "ident": "etching",
        "term": "etching",
        "name": "etching",
        "qualifier": "",
        "abbreviations": ["ETCH", "NO"],
        "synonyms": ["material removal, by plasma"],
        "deprecated": ["eating"],
        "plural": None,
        "autolink": False,
        "categories": ["Etch", "Deposition"],
        "see": ["wafer"],
        "keywords": [],
        "definitions": [
            {
                "definition": GLOSSARY[0].definition,
                "article": GLOSSARY[0].article,
                "path": "dumps/fab.txt",
                "line": 1,
            }
        ],
        "origins": ["dumps/fab.txt:1"],
    }
