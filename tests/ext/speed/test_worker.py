"""What a second process does: it compiles while documents are read, and renders articles while pages are written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from building import Project

from sphinxcontrib_aiglossary.ext.glossary_loader import LARGE
from sphinxcontrib_aiglossary.ext.html.article_cache import MANY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

needs_two_cores = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="another process is made only where a core is idle",
)


def large(folder: Path) -> Project:
    """A project with enough articles, each of which notes which process has rendered it.

    The build waits at its first page until the other process, if there is one, has done all that it can.
    """
    project = Project(folder)
    project.write("conf.py", CONF)
    text = "".join(
        f"  - term: Term {number:03}\n    definition: The *{number}* th one, as in term {number - 1:03}.\n"
        for number in range(1, MANY + 50)
    )
    project.write("terms.yaml", f"concepts:\n{text}")
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glo\n")
    project.write("glo.rst", "Terms\n=====\n\n.. aiglossary::\n   :show: all\n")
    return project


HELPED = "another process helps\n"
"""What a build says at its first page where that is so, if it is asked to."""


def build(
    project: Project, name: str, cores: Sequence[int] | None = None, *options: str
) -> tuple[dict[str, bytes], str, set[str]]:
    """Build in a process of its own; return the output, what was said, and the processes that have rendered.

    Args:
        project: the project.
        name: of the folder of the output.
        cores: those that may be used; ``None``: all.
        options: of ``sphinx-build``.
    """
    out = project.src.parent / name
    pids = out.with_suffix(".pids")
    command = [sys.executable, "-m", "sphinx", "-q", *options, "-d", str(out.with_suffix(".doctrees"))]
    done = subprocess.run(
        [*command, str(project.src), str(out)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PIDS": str(pids), "NO_COLOR": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, cores) if cores else None,
    )
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }
    return files, done.stderr, set(pids.read_text(encoding="utf-8").split()) if pids.exists() else set()


@needs_two_cores
def test_another_process_renders_where_a_core_is_idle(tmp_path: Path) -> None:
    """It does so in place of the one that builds; with one core that one does it, and the output is the same."""
    project = large(tmp_path)
    two, said, by = build(project, "two")
    one, said_alone, by_itself = build(project, "one", sorted(os.sched_getaffinity(0))[:1])
    assert len(by) == len(by_itself) == 1
    assert "builder" not in by
    assert by_itself == {"builder"}
    assert two == one
    assert said == said_alone == ""


@needs_two_cores
def test_what_an_article_has_to_say_is_said_once(tmp_path: Path) -> None:
    """By the process that builds, which renders that article itself."""
    project = large(tmp_path)
    project.replace("terms.yaml", "The *7* th one", "The *bad* one")
    _, said, by = build(project, "two")
    assert said.count("WARNING") == said.count("met a bad one") == 1
    assert "builder" in by
    assert len(by) == 2


@needs_two_cores
def test_formulas_that_may_be_images_stay_with_the_build(tmp_path: Path) -> None:
    """Nobody else may be writing a file that a page needs."""
    project = large(tmp_path)
    project.write("conf.py", CONF + OWN_FORMULAS)
    _, said, by = build(project, "two")
    assert said == ""
    assert by == {"builder"}


@needs_two_cores
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    """Neither by a build that ends nor by one that fails."""
    project = large(tmp_path)
    conf = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf.replace("child.join()", "pass"))
    _, said, _ = build(project, "ends")
    assert said == ""
    project.write("conf.py", conf.replace("child.join()", "raise ValueError('broken off')"))
    _, said, _ = build(project, "fails")
    assert "broken off" in said
    assert said.count("processes are left") == 0


def huge(folder: Path) -> Project:
    """A project with a large glossary, which tells after reading whether that is compiled, by whomever."""
    project = large(folder)
    project.write("conf.py", CONF.replace("terms.yaml", "huge.yaml") + LOOKING)
    text = "word " * (LARGE // 500)
    concepts = "".join(f"  - term: Thing {number}\n    definition: {text}\n" for number in range(101))
    project.write("huge.yaml", f"concepts:\n{concepts}")
    project.write("glo.rst", "Terms\n=====\n\nA :term:`thing 1`.\n")
    return project


@needs_two_cores
def test_a_large_glossary_is_compiled_while_documents_are_read(tmp_path: Path) -> None:
    """Where a core is idle; the output is that of one process, and so is what is wrong with the glossary."""
    project = huge(tmp_path)
    project.write("huge.yaml", (project.src / "huge.yaml").read_text(encoding="utf-8") + "    colour: x\n")
    two, said, _ = build(project, "two")
    one, said_alone, _ = build(project, "one", sorted(os.sched_getaffinity(0))[:1])
    assert two == one
    assert said == "compiled when documents were read\n" + said_alone
    assert said_alone.count("[aiglossary.") == said_alone.count("WARNING") == 1


@needs_two_cores
def test_a_build_that_fails_leaves_nothing_of_what_was_being_compiled(tmp_path: Path) -> None:
    """The process ends, and its file goes."""
    project = huge(tmp_path)
    project.write("conf.py", (project.src / "conf.py").read_text(encoding="utf-8") + FAILING)
    _, said, _ = build(project, "fails")
    assert "broken off" in said
    assert "processes are left" not in said
    left = (tmp_path / "fails.doctrees" / "aiglossary").glob("*.tmp")
    assert list(left) == []


@needs_two_cores
def test_workers_of_a_parallel_build_render_by_themselves(tmp_path: Path) -> None:
    """Then all cores are busy: no further process is made, and the output is that of one process."""
    project = large(tmp_path)
    for number in range(8):
        project.write(f"d{number}.rst", f":orphan:\n\n{number}\n=\n\nA page.\n")
    project.write("conf.py", CONF.replace("tell = False", "tell = True", 1))
    alone, said, _ = build(project, "alone")
    workers, said_by_workers, _ = build(project, "workers", None, "-j", "3")
    assert workers == alone
    assert said == HELPED
    assert said_by_workers == ""


@needs_two_cores
@pytest.mark.parametrize("detail", ["brief", "full"])
def test_nobody_helps_where_all_articles_are_there(tmp_path: Path, detail: str) -> None:
    """A build that only writes pages again needs no other process, whatever the pages print."""
    project = large(tmp_path)
    project.write("conf.py", CONF.replace("tell = False", "tell = True", 1))
    project.replace("glo.rst", "   :show: all\n", f"   :show: all\n   :detail: {detail}\n")
    _, said, _ = build(project, "out")
    assert said == HELPED
    project.write("more.rst", ":orphan:\n\nMore\n====\n\nText.\n")
    _, said, _ = build(project, "out")
    assert said == ""


CONF = """\
import multiprocessing
import os
import sys
from pathlib import Path

from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.writers.html5 import HTML5Translator

extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
builder = os.getpid()


class Noting(HTML5Translator):
    def visit_emphasis(self, node):
        if node.astext() == "bad":
            logging.getLogger("noting").warning("met a bad one")
        with open(os.environ["PIDS"], "a", encoding="utf-8") as pids:
            pids.write("builder\\n" if os.getpid() == builder else f"{os.getpid()}\\n")
        super().visit_emphasis(node)


tell = False


class Wait(SphinxPostTransform):
    default_priority = 2

    def run(self, **kwargs):
        app = self.env._app if hasattr(self.env, "_app") else self.env.app
        # Before, it is asked what it leaves out of a page
        phase = getattr(app.builder, "phase", None) or app.phase  # the latter before Sphinx 9
        if phase >= BuildPhase.RESOLVING:
            wait(app)


def wait(app):
    global tell
    if tell and multiprocessing.active_children():
        print("another process helps", file=sys.stderr)
    tell = False
    for child in [] if app.builder.parallel_ok else multiprocessing.active_children():
        child.join()


def look(app, exception):
    if os.getpid() == builder and multiprocessing.active_children():
        print("processes are left", file=sys.stderr)


def setup(app):
    app.set_translator("html", Noting)
    app.add_post_transform(Wait)
    app.connect("build-finished", look, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""

OWN_FORMULAS = """\

html_math_renderer = "own"
other = setup


def setup(app):
    app.add_html_math_renderer("own", inline_renderers=(lambda self, node: None, None))
    return other(app)
"""

LOOKING = """\


def look_after_reading(app, env):
    wait(app)
    if Path(app.doctreedir, "aiglossary", "glossary.sqlite").exists():
        print("compiled when documents were read", file=sys.stderr)


whole = setup


def setup(app):
    app.connect("env-updated", look_after_reading, priority=100)
    return whole(app)
"""

FAILING = """\


def fail(app, docname, text):
    # The other process has begun its file, or is done already
    while multiprocessing.active_children() and not list(Path(app.doctreedir, "aiglossary").glob("*.tmp")):
        pass
    raise ValueError("broken off")


looking = setup


def setup(app):
    app.connect("source-read", fail)
    return looking(app)
"""
