"""A project of three documents, and what is asked of its builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

TERMS = """\
concepts:
  - term: Wafer
    definition: A disc of [silicon](term:silicon).
  - term: Silicon
    definition: An element.
  - term: Reticle
    definition: A mask for one exposure.
"""


def small(tmp_path: Path) -> Project:
    """A project of two documents and a placement."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   a\n   b\n   glo\n")
    project.write("a.rst", "A\n=\n\nA :term:`wafer`.\n")
    project.write("b.rst", "B\n=\n\nNothing.\n")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n")
    return project


def assert_same_output(left: Built, right: Built, after: str) -> None:
    """Compare two outputs, naming what differs."""
    one, other = left.files(), right.files()
    assert one.keys() == other.keys(), f"after {after}"
    assert [name for name in one if one[name] != other[name]] == [], f"after {after}"


def written(outdir: Path, times: dict[str, int]) -> set[str]:
    """The pages of documents written since; Sphinx writes the general pages in every build."""
    general = {"genindex.html", "search.html", "aiglossary-categories.html"}
    return {name for name, time in times.items() if (outdir / name).stat().st_mtime_ns != time} - general
