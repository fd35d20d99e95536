"""A random project on its way from edit to edit, and the comparison of what its builds leave."""

from __future__ import annotations

import json
import os
import shutil
from random import Random
from typing import TYPE_CHECKING, Any

from building import Project
from random_project import make_plan, read_log

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from building import Built
    from random_edits import Edit


class Walk:
    """One project that is edited and built again and again."""

    def __init__(self, folder: Path, seed: int, *, plain: bool = False) -> None:
        """Make the project up and build it.

        Args:
            folder: where everything lies.
            seed: decides on the project.
            plain: whether to leave the extension out.
        """
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.project = Project(folder)
        self.plan = make_plan(Random(seed))
        self.done: list[str] = []
        """What was done so far, to be shown when something differs."""
        self.events: dict[str, dict[str, set[int]]] = {}
        """What the last build did; see :func:`~random_project.read_log`."""
        self._plain = plain
        self.plan.write(self.project, plain=plain)
        self.build()

    @property
    def history(self) -> str:
        """What was done so far."""
        return "\n".join(self.done)

    @property
    def policy(self) -> tuple[object, ...]:
        """The settings whose change has every document read again."""
        return self.plan.config.get("autolink"), self.plan.config.get("autolink_exclude")

    def edit(self, edit: Edit, seed: int) -> set[str]:
        """Make one edit and return the documents that it changed."""
        self.done.append(edit(self.plan, Random(seed)))
        return self.plan.write(self.project, plain=self._plain)

    def touch_all(self) -> None:
        """Touch every document, so that all are read again."""
        for name, page in self.plan.pages.items():
            os.utime(self.project.src / (name + page.markup.suffix))

    def build(self, builder: str = "html", *, build: str = "build", jobs: int = 1) -> Built:
        """Build on what the last build left."""
        log = self.folder / "log"
        log.unlink(missing_ok=True)
        built = self.project.build(builder, build=build, jobs=jobs)
        self.events = read_log(log)
        return built

    def build_clean(self, builder: str = "html", *, jobs: int = 1) -> Built:
        """Build from nothing; the files of the last clean build are gone after that."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return self.build(builder, build="clean", jobs=jobs)

    def build_twice(self) -> tuple[Built, dict[str, bytes], Built]:
        """Build on what the last build left with one process, and with four; return the first with its files."""
        build, kept = self.folder / "build", self.folder / "kept"
        shutil.copytree(build, kept)
        serial = self.build()
        files = serial.files()
        shutil.rmtree(build)
        kept.rename(build)
        return serial, files, self.build(jobs=4)

    def workers(self, event: str) -> set[int]:
        """Return the processes beside this one that took part in the last build."""
        return {process for found in self.events[event].values() for process in found} - {os.getpid()}


def speaking(warnings: Iterable[str]) -> set[str]:
    """Return the documents that warnings are about."""
    return {warning.partition(":")[0].rpartition(".")[0] for warning in warnings}


def parts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an HTML output in finer parts: a page's text apart from what is around it, the keys of the search index."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        if name.endswith(".html"):
            before, _, rest = content.partition(b'<div class="body" role="main">')
            body, _, after = rest.partition(b'<div class="sphinxsidebar"')
            found |= {name: before + after, f"{name} body": body}
        elif name == "searchindex.js":
            index: dict[str, Any] = json.loads(content.removeprefix(b"Search.setIndex(").removesuffix(b")"))
            found |= {f"{name} {key}": json.dumps(value).encode() for key, value in index.items()}
        else:
            found[name] = content
    return found
