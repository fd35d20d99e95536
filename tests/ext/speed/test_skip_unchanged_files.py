"""The general index and the inventory are written when they would differ from what is there, and left alone otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_project import small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that prints all."""
    project = small(tmp_path)
    project.replace("glo.rst", ".. aiglossary::\n", ".. aiglossary::\n   :show: all\n")
    return project


ADDING = """
def add(app, env):
    entries = env.domains.index_domain.entries["glo"]
    for name in (app.srcdir / "clays.txt").read_text().split():
        entries.append(("single", name, "glossary", "", None))


def setup(app):
    app.connect("env-check-consistency", add, priority=900)
"""


@pytest.mark.parametrize("name", ["genindex.html", "searchindex.js"])
def test_an_entry_counts_that_another_extension_adds_behind_ours(project: Project, name: str) -> None:
    """Ours stand on that page already, so that they are taken for granted."""
    project.write("conf.py", (project.src / "conf.py").read_text("utf-8") + ADDING)
    for number, clays in enumerate(["kaolin", "bentonite", "", "kaolin bentonite"]):
        project.write("clays.txt", clays)
        project.write("a.rst", f"A\n=\n\nIn case {number} a :term:`wafer`.\n")
        grown = project.build().files()[name].decode()
        assert [clay for clay in ("kaolin", "bentonite") if clay in grown] == clays.split()
        assert grown == project.build(build=f"clean {number}").files()[name].decode()


def written(project: Project, name: str = "genindex.html") -> int:
    """Build, and return when a file was written."""
    return (project.build().outdir / name).stat().st_mtime_ns


@pytest.mark.parametrize("name", ["genindex.html", "objects.inv"])
@pytest.mark.parametrize(
    "change",
    [
        lambda _project: None,
        lambda project: project.write("a.rst", "A\n=\n\nA hot :term:`wafer`.\n"),
        lambda project: project.replace("terms.yaml", "An element", "A hard element"),
    ],
    ids=["nothing", "a text", "a definition"],
)
def test_it_is_left_alone_where_it_would_be_the_same(
    project: Project, change: Callable[[Project], object], name: str
) -> None:
    """Both list names, so that most edits change nothing in them."""
    before = written(project, name)
    change(project)
    assert written(project, name) == before
    assert project.build().files() == project.build(build="clean").files()


@pytest.mark.parametrize(
    "change",
    [
        lambda project: project.replace("terms.yaml", "Wafer\n", "Slice\n    synonyms: [wafer]\n"),
        lambda project: project.write("a.rst", "A\n=\n\n.. index:: clay\n\nA :term:`wafer`.\n"),
        lambda project: project.write("a.rst", "Other\n=====\n\nA :term:`wafer`.\n"),
        lambda project: project.write("a.rst", "A\n=\n\nA :term:`wafer`.\n\nMore\n----\n\nText.\n"),
        lambda project: project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glo\n   b\n   a\n"),
        lambda project: project.replace("conf.py", "extensions", "html_sidebars = {'**': []}\nextensions"),
        lambda project: project.replace("conf.py", "extensions", "html_title = 'Vessels'\nextensions"),
    ],
    ids=["a name", "an entry", "a title", "a section", "the order", "the sidebars", "the project's title"],
)
def test_it_is_written_where_it_would_differ(project: Project, change: Callable[[Project], object]) -> None:
    """By its entries, or by what the theme puts around them."""
    before = written(project)
    change(project)
    grown = project.build()
    assert (grown.outdir / "genindex.html").stat().st_mtime_ns != before
    page = grown.files()["genindex.html"]
    assert page == project.build(build="clean").files()["genindex.html"]


@pytest.mark.parametrize(
    "change",
    [
        lambda project: project.replace("terms.yaml", "Wafer\n", "Slice\n    synonyms: [wafer]\n"),
        lambda project: project.write("a.rst", "A\n=\n\n.. _clay:\n\nClay\n----\n\nA :term:`wafer`.\n"),
        lambda project: project.write("a.rst", "Other\n=====\n\nA :term:`wafer`.\n"),
        lambda project: project.replace("conf.py", "extensions", "version = '2'\nextensions"),
    ],
    ids=["a name", "a label", "a title", "the version"],
)
def test_an_inventory_is_written_where_it_would_differ(
    project: Project, change: Callable[[Project], object]
) -> None:
    """It tells other projects of every target, whoever has set it."""
    before = written(project, "objects.inv")
    change(project)
    grown = project.build()
    assert (grown.outdir / "objects.inv").stat().st_mtime_ns != before
    assert grown.files()["objects.inv"] == project.build(build="clean").files()["objects.inv"]


@pytest.mark.parametrize("name", ["genindex.html", "objects.inv"])
def test_it_is_made_again_where_it_was_removed(project: Project, name: str) -> None:
    """Nothing else has changed."""
    first = project.build()
    files = first.files()
    (first.outdir / name).unlink()
    project.write("a.rst", "A\n=\n\nA hot :term:`wafer`.\n")
    project.build()
    project.write("a.rst", "A\n=\n\nA :term:`wafer`.\n")
    assert project.build().files() == files


def test_pages_in_folders_of_their_own_are_told_apart(project: Project) -> None:
    """Each of them is called ``index.html``."""
    names = [f"{page}/index.html" for page in ("genindex", "aiglossary-terms", "aiglossary-abbreviations")]

    def times() -> list[int]:
        outdir = project.build("dirhtml").outdir
        return [(outdir / name).stat().st_mtime_ns for name in names if (outdir / name).exists()]

    before = times()
    project.write("a.rst", "A\n=\n\nA hot :term:`wafer`.\n")
    assert times() == before
    assert len(before) >= 2


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub"])
def test_other_builders_write_theirs(project: Project, builder: str) -> None:
    """In the second build as in the first."""
    files = project.build(builder).files().keys()
    project.write("a.rst", "A\n=\n\nA hot :term:`wafer`.\n")
    assert project.build(builder).files().keys() == files


def test_an_index_in_parts_is_written_by_sphinx(project: Project) -> None:
    """One page for each letter."""
    project.replace("conf.py", "extensions", "html_split_index = True\nextensions")
    first = project.build()
    files = first.files()
    (first.outdir / "genindex-W.html").unlink()
    assert project.build().files() == files
