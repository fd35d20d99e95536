"""The trees of documents as XML and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from building import Project
from hostile_concepts import CONCEPTS, LONG, MARKS, SIGNS
from hostile_concepts import write as hostile

if TYPE_CHECKING:
    from pathlib import Path


def test_xml_is_read_by_a_parser_and_has_every_word(tmp_path: Path) -> None:
    """Whatever signs a text has."""
    project = Project(tmp_path)
    hostile(project)
    built = project.build("xml", nitpicky=True)
    assert built.warnings == ()
    trees = {path.stem: ET.parse(path).getroot() for path in built.outdir.glob("*.xml")}  # noqa: S314 - our own
    text = "".join(trees["glossary"].itertext())
    assert [mark for mark in [*MARKS, LONG, SIGNS] if mark not in text] == []
    terms = {name for term in trees["glossary"].iter("term") for name in term.get("ids", "").split()}
    links = [link.get("refuri", "") for link in trees["page"].iter("reference")]
    assert len(links) == len(CONCEPTS)
    assert {link.partition("#")[2] for link in links} <= terms


def test_the_tree_as_text_has_every_word(tmp_path: Path) -> None:
    """With the nodes of a glossary and none of ours."""
    project = Project(tmp_path)
    hostile(project)
    built = project.build("pseudoxml", nitpicky=True)
    assert built.warnings == ()
    text = (built.outdir / "glossary.pseudoxml").read_text(encoding="utf-8")
    assert [mark for mark in [*MARKS, LONG, SIGNS] if mark not in text] == []
    assert "<glossary" in text
    assert "<aiglossary" not in text
    assert "<article" not in text
