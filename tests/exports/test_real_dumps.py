"""The exports over whole raw dumps, where such dumps lie beside the project."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from export_helpers import build, project

from sphinxcontrib_aiglossary.exports.formats import EXPORTS
from sphinxcontrib_aiglossary.markup.definitions import full_text
from sphinxcontrib_aiglossary.naming.plurals import sort_key
from sphinxcontrib_aiglossary.pipeline import load

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.pipeline import Glossary

DUMPS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not DUMPS.is_dir(), reason="no raw dumps in ../shared/seeds")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    """All dumps, merged."""
    return load(["*.txt"], DUMPS)


@pytest.fixture(scope="module")
def exported(glossary: Glossary) -> dict[str, str]:
    """The glossary in every form."""
    concepts = sorted(glossary.concepts, key=lambda concept: sort_key(concept.name))
    return {form: export(concepts, "full") for form, export in EXPORTS.items()}


def words(text: str) -> Counter[str]:
    """Count the words of a text."""
    return Counter(re.findall(r"[^\W_]+", text))


@pytest.mark.parametrize("form", ["rst", "myst", "yaml"])
def test_no_word_of_a_definition_or_an_article_is_lost(
    form: str, glossary: Glossary, exported: dict[str, str]
) -> None:
    """Every one appears as often as in the sources; a definition with which its article opens, once."""
    texts = [full_text(entry) for concept in glossary.concepts for entry in concept.entries]
    assert words("\n".join(texts)) - words(exported[form]) == Counter()


@pytest.mark.parametrize("form", ["rst", "myst"])
def test_plain_sphinx_builds_whole_dumps_without_a_warning(
    form: str, exported: dict[str, str], tmp_path: Path
) -> None:
    """Nitpicky, with warnings as errors; what mentions other concepts links to them."""
    output = build(project(tmp_path / "project", form, exported[form]), "html")
    assert (output / "index.html").read_text("utf-8").count("std-term") > len(
        yaml.safe_load(exported["yaml"])["concepts"]
    ) / 4


def test_yaml_reads_back_with_every_term(
    glossary: Glossary, exported: dict[str, str], tmp_path: Path
) -> None:
    """Converted once, a dump is text of one's own."""
    (tmp_path / "own.yaml").write_text(exported["yaml"], "utf-8")
    again = load(["own.yaml"], tmp_path)
    assert sorted(each.term for each in again.concepts) == sorted(each.term for each in glossary.concepts)
    assert [each for each in again.problems if each.kind.severity == "error"] == []
