"""The files that we keep between builds: damaged, of another version, not to be written, shared by two builds at once."""

from __future__ import annotations

import json
import multiprocessing
import os
import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest
from building import Built
from small_project import STOP, TERMS, assert_same_output, order, small
from sphinx.cmd.build import build_main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Project


def cut(path: Path) -> None:
    """Keep the first half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    """Keep nothing."""
    path.write_bytes(b"")


def fill(path: Path) -> None:
    """Write something else."""
    path.write_bytes(Random(1).randbytes(path.stat().st_size))


def spoil(path: Path) -> None:
    """Write something else behind the beginning, which tells what it is."""
    content = path.read_bytes()
    start = min(len(content) // 2, 4096)
    path.write_bytes(content[:start] + Random(1).randbytes(len(content) - start))


def block(path: Path) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


def age(path: Path) -> None:
    """Give it the shape of another version, whose digests nobody can know."""
    if path.suffix == ".json":
        path.write_text(json.dumps({"version": 0, "written": {"glo": "same"}}), encoding="utf-8")
        return
    with closing(sqlite3.connect(path)) as connection, connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
            connection.execute(f"CREATE TABLE {table} (other TEXT)")


DAMAGES = (cut, empty, fill, spoil, block, age)


DISC = TERMS
SLICE = TERMS.replace("A disc", "A slice").replace("Reticle\n", "Reticle\n    synonyms: [nothing else]\n")


@pytest.mark.parametrize(
    "name",
    [
        "glossary.sqlite",
        "fragments-html.sqlite",
        "mentions.sqlite",
        "kept-html-*.sqlite",
        "names-*.json",
        "written-html-*.json",
        "stems.json",
    ],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, name: str) -> None:
    """It is made anew and nothing is said, whether nothing else has changed or texts and names have."""
    project = small(tmp_path)
    project.write(
        "conf.py", (project.src / "conf.py").read_text(encoding="utf-8") + "aiglossary_autolink = 'all'\n"
    )
    project.write("b.rst", "B\n=\n\nNothing else.\n")
    project.replace("glo.rst", ".. aiglossary::\n", ".. aiglossary::\n   :detail: full\n")
    disc = project.build(build="disc")
    project.write("terms.yaml", SLICE)
    slice_ = project.build(build="slice")
    for damage in DAMAGES:
        for old, new, clean in ((DISC, DISC, disc), (DISC, SLICE, slice_), (SLICE, DISC, disc)):
            project.write("terms.yaml", old)
            (project.src / "glo.rst").touch()
            project.build()
            paths = list((tmp_path / "build/doctrees/aiglossary").glob(name))
            assert paths
            for path in paths:
                damage(path)
            (project.src / "glo.rst").touch()
            project.write("terms.yaml", new)
            grown = project.build()
            assert grown.warnings == ()
            assert_same_output(grown, clean, str(damage.__doc__))
            for path in paths:
                if path.is_dir():
                    path.rmdir()


def test_without_a_folder_of_our_own_builds_are_as_exact(tmp_path: Path) -> None:
    """Where it cannot be made, nothing is kept, and nothing is said."""
    project = small(tmp_path)
    (tmp_path / "build/doctrees").mkdir(parents=True)
    (tmp_path / "build/doctrees/aiglossary").write_text("no folder", encoding="utf-8")
    assert project.build().warnings == ()
    project.replace("terms.yaml", "A disc", "A slice")
    grown = project.build()
    assert grown.warnings == ()
    assert_same_output(grown, project.build(build="clean"), "the edit")
    project.write("b.rst", "B\n=\n\nA :term:`reticle`.\n")
    assert_same_output(project.build(jobs=4), project.build(build="clean-2"), "another edit")


def start(project: Project, doctrees: str, outdir: str, *options: str) -> Callable[[], Built]:
    """Start a build in a process of its own; return what waits for its end."""
    folder = project.src.parent
    arguments = ["-q", "-d", str(folder / doctrees), *options, str(project.src), str(folder / outdir)]
    process = multiprocessing.get_context("fork").Process(target=build_main, args=(arguments,))
    process.start()

    def wait() -> Built:
        process.join()
        assert process.exitcode == 0
        return Built(outdir=folder / outdir, warnings=(), status="")

    return wait


OTHER = "-Dmathjax_inline=<<,>>"
"""An option that shapes what is printed of a concept."""


@pytest.mark.parametrize("jobs", ["-j1", "-j4"])
def test_two_builds_at_once_do_not_take_each_others_texts(tmp_path: Path, jobs: str) -> None:
    """One waits in the middle of its pages while another one, with other settings and sources, begins and ends."""
    project = small(tmp_path)
    project.write("conf.py", (project.src / "conf.py").read_text(encoding="utf-8") + STOP)
    project.write(
        "terms.yaml", TERMS.replace("A disc of", "A disc, $d$, of").replace("An element", "Element $e$")
    )
    for letter in "abcdefgh":
        project.write(f"x{letter}.rst", ":orphan:\n\nX\n=\n\n.. aiglossary::\n   :local:\n\n:term:`wafer`\n")
    start(project, "doctrees", "one", jobs)()
    start(project, "doctrees", "two", jobs, OTHER)()
    project.replace("terms.yaml", "A disc", "A slice")
    for name in ("reached", "resumed"):
        os.mkfifo(tmp_path / name)
    order(project, "pause html-page-context 500 glo")
    one = start(project, "doctrees", "one", jobs)
    (tmp_path / "reached").write_text("", encoding="utf-8")
    order(project, "")
    clean = start(project, "clean-doctrees-1", "clean-one", jobs)()
    project.replace("terms.yaml", "Element $e$", "No element $e$")
    two = start(project, "doctrees", "two", jobs, OTHER)()
    (tmp_path / "resumed").write_text("", encoding="utf-8")
    assert_same_output(one(), clean, "the first edit")
    clean = start(project, "clean-doctrees-2", "clean-two", jobs, OTHER)()
    assert_same_output(two, clean, "the second edit")
    assert_same_output(start(project, "doctrees", "three", jobs, OTHER)(), clean, "both edits")
