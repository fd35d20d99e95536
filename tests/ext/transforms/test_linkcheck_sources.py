"""The builder ``linkcheck`` checks links of definitions, and says where they were written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

CLOSED = "http://127.0.0.1:9/"
"""Nothing answers there, on no machine that runs tests."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page and two definitions with links, one of them with an address that the page has, too."""
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['data/terms.yaml']\n"
        "linkcheck_ignore = [r'https://']\nlinkcheck_retries = 1\n",
    )
    (project.src / "data").mkdir()
    project.write(
        "data/terms.yaml",
        "concepts:\n"
        "  - term: Wafer\n    definition: 'A [disc](https://example.org/disc), [closed](http://127.0.0.1:9/) to us.'\n"
        "  - term: Die\n    definition: 'Of a [wafer](term:wafer), [as said](https://example.org/page).'\n",
    )
    project.write(
        "index.rst",
        "Root\n====\n\nSee https://example.org/page and a :term:`die`.\n\n.. toctree::\n\n   words\n",
    )
    project.write("words.rst", "Words\n=====\n\n.. aiglossary::\n   :show: all\n")
    return project


def checked(built: Built) -> dict[str, tuple[str, int, str]]:
    """File, line and outcome of each address."""
    lines = (built.outdir / "output.json").read_text(encoding="utf-8").splitlines()
    found: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return {link["uri"]: (link["filename"], link["lineno"], link["status"]) for link in found}


def test_a_link_of_a_definition_stands_where_it_was_written(project: Project) -> None:
    """In the source with its line; an address that a page has first, there. Links to terms lead into the output."""
    built = project.build("linkcheck", nitpicky=True)
    assert checked(built) == {
        "https://example.org/page": ("index.rst", 4, "ignored"),
        "https://example.org/disc": ("data/terms.yaml", 2, "ignored"),
        CLOSED: ("data/terms.yaml", 2, "broken"),
        "#term-die": ("index.rst", 4, "unchecked"),
    }
    assert built.warnings == ()
    listed = (built.outdir / "output.txt").read_text(encoding="utf-8")
    assert listed.startswith(f"data/terms.yaml:2: [broken] {CLOSED}: ")


def test_links_of_a_page_that_is_left_out_are_left_out(project: Project) -> None:
    """Sphinx knows those of its definitions by the name of the page."""
    built = project.build("linkcheck", nitpicky=True, linkcheck_exclude_documents=["words"])
    assert built.warnings == ()
    assert checked(built)[CLOSED] == ("words.rst", 2, "ignored")
