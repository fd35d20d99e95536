"""Whatever breaks a build off, the next one leaves what a clean one would."""

from __future__ import annotations

import multiprocessing
import signal
from typing import TYPE_CHECKING

import pytest
from small_project import STOP, assert_same_output, order, small

if TYPE_CHECKING:
    from pathlib import Path

    from building import Project

EVENTS = (
    "source-read 500 b",
    "env-updated 100 any",
    "env-updated 900 any",
    "doctree-resolved 100 b",
    "doctree-resolved 900 index",
    "html-page-context 500 glo",
    "html-collect-pages 900 any",
    "build-finished 100 any",
    "build-finished 900 any",
)


def stoppable(tmp_path: Path) -> Project:
    """A project whose builds can be broken off, built once."""
    project = small(tmp_path)
    project.write("conf.py", (project.src / "conf.py").read_text(encoding="utf-8") + STOP)
    project.build()
    return project


def edit(project: Project) -> None:
    """Change a text, a use, and with it what is printed."""
    project.replace("terms.yaml", "A disc", "A slice")
    project.write("b.rst", "B\n=\n\nA :term:`reticle`.\n")


def undo(project: Project) -> None:
    """Take the edit back."""
    project.replace("terms.yaml", "A slice", "A disc")
    project.write("b.rst", "B\n=\n\nNothing.\n")


def kill(project: Project) -> None:
    """Build in a process of its own that is killed on the way."""
    process = multiprocessing.get_context("fork").Process(target=project.build)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.mark.parametrize("event", EVENTS)
def test_a_killed_build_is_made_good_by_the_next_one(tmp_path: Path, event: str) -> None:
    """Whether the edit that it was about stays or is taken back, which leaves nothing to be done at first sight."""
    project = stoppable(tmp_path)
    edit(project)
    order(project, f"kill {event}")
    kill(project)
    order(project, "")
    assert_same_output(project.build(), project.build(build="clean"), "the edit")
    undo(project)
    order(project, f"kill {event}")
    kill(project)
    order(project, "")
    edit(project)
    assert_same_output(project.build(), project.build(build="clean"), "an edit taken back and made again")


@pytest.mark.parametrize("event", EVENTS)
def test_a_build_that_another_extension_broke_is_made_good_by_the_next_one(
    tmp_path: Path, event: str
) -> None:
    """Likewise for an exception in any event; nothing is said of the first build in the second."""
    project = stoppable(tmp_path)
    edit(project)
    order(project, f"fail {event}")
    with pytest.raises(Exception, match="as ordered"):
        project.build()
    order(project, "")
    grown = project.build()
    assert grown.warnings == ()
    assert_same_output(grown, project.build(build="clean"), "the edit")
    undo(project)
    order(project, f"fail {event}")
    with pytest.raises(Exception, match="as ordered"):
        project.build()
    order(project, "")
    edit(project)
    assert_same_output(project.build(), project.build(build="clean"), "an edit taken back and made again")


@pytest.mark.parametrize("event", ["source-read 500 c9", "html-page-context 500 index"])
def test_a_parallel_build_that_lost_a_process_is_made_good_by_the_next_one(
    tmp_path: Path, event: str
) -> None:
    """Some documents are read or written, others not.

    The lost process is the last one: where Sphinx is still to start another, it passes over the loss.
    """
    project = stoppable(tmp_path)
    names = [f"c{number}" for number in range(10)]
    project.write("index.rst", "Root\n====\n\n.. toctree::\n   :glob:\n\n   *\n")
    for name in names:
        project.write(f"{name}.rst", f"{name}\n==\n\nA :gls:`wafer`.\n")
    project.build(jobs=4)
    project.replace("terms.yaml", "A disc", "A slice")
    for name in names:
        project.write(f"{name}.rst", f"{name}\n==\n\nNo :gls:`reticle`.\n")
    order(project, f"kill {event}")
    with pytest.raises(EOFError):
        project.build(jobs=4)
    order(project, "")
    grown = project.build(jobs=4)
    assert grown.warnings == ()
    assert_same_output(grown, project.build(build="clean"), "the edit")
