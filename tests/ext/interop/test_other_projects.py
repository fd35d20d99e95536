"""Two projects, both built, that know each other by their inventories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

BASE = "https://example.org/"

TERMS = """\
concepts:
  - term: Step
    categories: [Training]
    abbreviations: [ST]
    definition: Of a model.
  - term: Step
    categories: [Fab operations]
    definition: Of a lot.
  - term: Aisle
    synonyms: [Step, walkway]
    definition: Its synonym is the term of others.
  - term: Key-value cache
    abbreviations: [KV cache]
    definition: What a decoder keeps.
"""

TRAINING = "term-step-model-training"
FAB = "term-step-fab-operations"


@pytest.fixture
def owner(tmp_path: Path) -> Project:
    """The project that prints the glossary."""
    (tmp_path / "owner").mkdir()
    owner = Project(tmp_path / "owner")
    owner.write("conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n")
    owner.write("terms.yaml", TERMS)
    owner.write("index.rst", "Owner\n=====\n\nA :term:`Step (training)`.\n\n.. aiglossary::\n   :show: all\n")
    return owner


def guest(tmp_path: Path, inventory: Built, *extensions: str) -> Project:
    """Return a project that refers to the first one, with a glossary of its own if it has the extension."""
    (tmp_path / "guest").mkdir(exist_ok=True)
    project = Project(tmp_path / "guest")
    mapping = {"owner": (BASE, str(inventory.outdir / "objects.inv"))}
    loaded = ["sphinx.ext.intersphinx", *extensions]
    project.write(
        "conf.py",
        f"extensions = {loaded!r}\nintersphinx_mapping = {mapping!r}\naiglossary_sources = ['terms.yaml']\n",
    )
    project.write(
        "terms.yaml", "concepts:\n  - term: Aisle\n    synonyms: [walkway]\n    definition: Ours.\n"
    )
    return project


def anchors(built: Built, page: str = "index.html") -> list[str]:
    """The anchors in the other project to which a page links."""
    return re.findall(rf'href="{BASE}index.html#([^"]*)"', built.html(page))


REFERENCES = [
    (":term:`Step (model training)`", "{term}`Step (model training)`", TRAINING),
    (":term:`step (Fab Operations)`", "{term}`step (Fab Operations)`", FAB),
    (":term:`Step`", "{term}`Step`", FAB),
    (":term:`STEP`", "{term}`STEP`", FAB),
    (":term:`owner:Step (model training)`", "{term}`owner:Step (model training)`", TRAINING),
    (":term:`kv CACHE`", "{term}`kv CACHE`", "term-key-value-cache"),
    (":any:`KV cache`", "{any}`KV cache`", "term-key-value-cache"),
    (":any:`Step (model training)`", "{any}`Step (model training)`", TRAINING),
    (":external+owner:std:term:`walkway`", "{external+owner:std:term}`walkway`", "term-aisle"),
    (":external:term:`ST`", "{external:term}`ST`", TRAINING),
]


@pytest.mark.parametrize("extensions", [(), ("sphinxcontrib_aiglossary",)], ids=["plain", "with us"])
def test_another_project_finds_names_bare_and_qualified_in_any_case(
    owner: Project, tmp_path: Path, extensions: tuple[str, ...]
) -> None:
    """From reST and from Markdown, whether that project has our extension or not."""
    project = guest(tmp_path, owner.build(), "myst_parser", *extensions)
    wanted = [anchor for _, _, anchor in REFERENCES]
    rest = "\n".join(f"- {reference}" for reference, _, _ in REFERENCES)
    project.write("index.rst", f"Guest\n=====\n\n.. toctree::\n\n   page\n\n{rest}\n")
    links = "[](inv:owner:std:term#Aisle) [text](inv:owner#walkway) [text](<Step (model training)>)"
    markdown = "\n".join(f"- {reference}" for _, reference, _ in REFERENCES)
    project.write("page.md", f"# Page\n\n{markdown}\n- {links}\n")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert anchors(built) == wanted
    assert anchors(built, "page.html") == [*wanted, "term-aisle", "term-aisle", TRAINING]


@pytest.mark.parametrize(
    ("prefer", "options", "anchor"),
    [
        ([], "", FAB),
        (["Training"], "", TRAINING),
        (["Training"], "\n   :categories: Fab operations, Machine learning", FAB),
        (["Fab operations"], "\n   :categories: Training", TRAINING),
    ],
)
def test_the_bare_name_points_at_the_preferred_else_the_first_printed_concept(
    owner: Project, tmp_path: Path, prefer: list[str], options: str, anchor: str
) -> None:
    """Of those that are printed; another concept's synonym comes after them."""
    owner.write("index.rst", f"Owner\n=====\n\n.. aiglossary::\n   :show: all{options}\n")
    project = guest(tmp_path, owner.build(aiglossary_prefer=prefer))
    project.write("index.rst", "Guest\n=====\n\n:term:`Step`\n")
    assert anchors(project.build(nitpicky=True)) == [anchor]


def test_a_hand_written_entry_stands_once_in_the_inventory(owner: Project, tmp_path: Path) -> None:
    """The concept that it replaces has no names there."""
    owner.write(
        "index.rst",
        "Owner\n=====\n\n.. glossary::\n\n   key value cache\n      By hand.\n\n.. aiglossary::\n   :show: all\n",
    )
    project = guest(tmp_path, owner.build())
    project.write("index.rst", "Guest\n=====\n\n:term:`Key value cache` :term:`KV cache`\n")
    built = project.build()
    assert anchors(built) == ["term-key-value-cache"]
    assert [warning.split("WARNING: ")[1] for warning in built.warnings] == [
        "term not in glossary: 'KV cache' [ref.term]"
    ]


@pytest.fixture
def rivals(tmp_path: Path) -> Project:
    """Our project, which has a concept of a name that the other project defines twice."""
    (tmp_path / "theirs").mkdir()
    theirs = Project(tmp_path / "theirs")
    theirs.write("conf.py", "")
    theirs.write(
        "index.rst",
        "Owner\n=====\n\n.. py:function:: aisle()\n\n.. glossary::\n\n   Aisle\n      Theirs.\n",
    )
    return guest(tmp_path, theirs.build(), "sphinxcontrib_aiglossary", "myst_parser")


def test_the_role_any_and_links_of_myst_prefer_another_projects_target(rivals: Project) -> None:
    """The inventory answers first, and such a reference is no use of the concept."""
    rivals.write("index.rst", "Guest\n=====\n\n.. toctree::\n\n   page\n\n:any:`Aisle`\n")
    rivals.write("page.md", "# Page\n\n{any}`Aisle` [text](Aisle)\n")
    built = rivals.build(nitpicky=True)
    assert [warning for warning in built.warnings if "myst.iref_ambiguous" not in warning] == []
    assert anchors(built) == ["term-Aisle"]
    assert anchors(built, "page.html") == ["term-Aisle", "term-Aisle"]
    assert "Ours." not in built.text("index.html")


def test_the_role_term_finds_the_own_glossary_first_and_another_project_by_its_name(rivals: Project) -> None:
    """As with plain Sphinx: a local term goes before an inventory, a name in front of it decides."""
    rivals.write("index.rst", "Guest\n=====\n\n:term:`aisle` :external+owner:std:term:`aisle`\n")
    built = rivals.build(nitpicky=True)
    assert built.warnings == ()
    assert 'href="#term-aisle"' in built.html("index.html")
    assert anchors(built) == ["term-Aisle"]
