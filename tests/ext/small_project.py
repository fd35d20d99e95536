"""A project of three documents, and what is asked of its builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import Project, differing

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
    differ = differing(left.files(), right.files())
    assert differ == set(), f"after {after}: {sorted(differ)}"


def written(outdir: Path, times: dict[str, int]) -> set[str]:
    """The pages of documents written since; Sphinx writes the general pages in every build."""
    indices = {f"aiglossary-{name}.html" for name in ("categories", "abbreviations", "terms")}
    general = {"genindex.html", "search.html", *indices}
    return {name for name, time in times.items() if (outdir / name).stat().st_mtime_ns != time} - general


STOP = """

import os
import signal
from pathlib import Path

ORDERS = Path(__file__).parent.with_name("orders")


def setup(app):
    if ORDERS.exists():
        order, event, priority, docname = ORDERS.read_text(encoding="utf-8").split()

        def stop(app, *given):
            if docname in ("any", *(each for each in given if isinstance(each, str))):
                if order == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                if order == "pause":
                    for name in ("reached", "resumed"):
                        (ORDERS.with_name(name)).read_text(encoding="utf-8")
                    return
                raise RuntimeError("as ordered")

        app.connect(event, stop, int(priority))
"""
"""To be added to a configuration: stands for another extension that breaks a build off, or has it wait at two pipes."""


def order(project: Project, orders: str) -> None:
    """Have builds broken off, or not.

    Args:
        project: with :data:`STOP` in its configuration.
        orders: ``kill``, ``fail`` or ``pause``, the event, the priority of the handler, and a document or ``any``; or nothing.
    """
    file = project.src.with_name("orders")
    file.unlink(missing_ok=True)
    if orders:
        file.write_text(orders, encoding="utf-8")
