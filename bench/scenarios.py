"""What is done with a project, and the projects with which it is done."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from .projects import by_hand, edit, floor, mkdocs, ours
from .running import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .projects import Project, Size
    from .running import Cost

CLEAN: Final = "clean"
"""Nothing is there yet."""
COMPILED: Final = "compiled"
"""Nothing is there but the compiled glossary."""
WARM: Final = "warm"
"""The output was removed, doctrees and caches were not."""
NOTHING: Final = "nothing"
"""Nothing has changed."""
CONCEPT: Final = "concept"
"""One definition has changed."""
DOCUMENT: Final = "document"
"""One document has changed."""
ACTIONS: Final = (CLEAN, NOTHING, DOCUMENT, CONCEPT, WARM, COMPILED)
"""In the order in which they are done: each finds a built project, except for the first."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A project that can be written, and what is measured with it."""

    write: Callable[[Path, Size], Project]
    size: Size
    actions: tuple[str, ...] = (CLEAN,)
    peer: bool = False
    """Whether it is built by the programs of other projects."""


def setups(size: Size, many: int, used: int, names: Size) -> dict[str, Setup]:
    """Return all projects of the table.

    Args:
        size: concepts and documents.
        many: concepts of the large glossary of which few are used.
        used: concepts that are used of a glossary that is not printed as a whole.
        names: size of the project with automatic links.
    """
    some = size._replace(used=used)
    all_full = ":show: all\n:detail: full"
    autolink = "aiglossary_autolink = 'page'"
    return {
        "floor": Setup(floor, size, (CLEAN, NOTHING, DOCUMENT)),
        "rst-26": Setup(partial(by_hand, pages=True), size, (CLEAN, NOTHING, CONCEPT)),
        "rst-1": Setup(by_hand, size, (CLEAN, NOTHING, CONCEPT)),
        "myst-26": Setup(partial(by_hand, pages=True, markup="md"), size),
        "myst-1": Setup(partial(by_hand, markup="md"), size),
        "rst-brief": Setup(partial(by_hand, brief=True), size),
        "rst-used": Setup(partial(by_hand, brief=True), some),
        "tippy": Setup(partial(by_hand, tippy=True), size, peer=True),
        "mkdocs": Setup(partial(mkdocs, glossary=False), size, peer=True),
        "ezglossary": Setup(partial(mkdocs, glossary=True), size, peer=True),
        "full": Setup(
            partial(ours, pages=True, options=all_full), size, (CLEAN, NOTHING, DOCUMENT, CONCEPT, WARM)
        ),
        "brief": Setup(partial(ours, options=":show: all"), size),
        "used": Setup(ours, some, (CLEAN, NOTHING, DOCUMENT, COMPILED)),
        "used-many": Setup(ours, some._replace(concepts=many), (CLEAN, COMPILED)),
        "unlinked": Setup(ours, names),
        "linked": Setup(partial(ours, settings=autolink), names),
    }


class Bench:
    """A project with its builds.

    Args:
        folder: where all of it lies.
        setup: what it is.
        programs: the folder of the programs that build it.
    """

    def __init__(self, folder: Path, setup: Setup, programs: Path) -> None:
        self._folder = folder
        self._project = setup.write(folder / "source", setup.size)
        self._actions = setup.actions
        self._html = folder / "html"
        self._doctrees = folder / "doctrees"
        self._edition = 0
        source = str(folder / "source")
        if (folder / "source" / "mkdocs.yml").exists():
            config = str(folder / "source" / "mkdocs.yml")
            self._command = [str(programs / "mkdocs"), "build", "-q", "-f", config, "-d", str(self._html)]
        else:
            options = ["-q", "-b", "html", "-d", str(self._doctrees)]
            self._command = [str(programs / "sphinx-build"), *options, source, str(self._html)]

    def measure(self, action: str) -> Cost | None:
        """Do what an action stands for, build, and return the cost of the build; ``None`` if it is not measured."""
        if action not in self._actions:
            return None
        self._edition += 1
        match action:
            case "clean":
                shutil.rmtree(self._html, ignore_errors=True)
                shutil.rmtree(self._doctrees, ignore_errors=True)
            case "compiled":
                self._keep_store()
            case "warm":
                shutil.rmtree(self._html)
            case "document" if self._project.document:
                edit(self._project.document, self._edition)
            case "concept" if self._project.concept:
                edit(self._project.concept, self._edition)
        return run(self._command, self._folder / "log.txt")

    def _keep_store(self) -> None:
        store = self._doctrees / "aiglossary" / "glossary.sqlite"
        kept = store.replace(self._folder / store.name)
        shutil.rmtree(self._html)
        shutil.rmtree(self._doctrees)
        store.parent.mkdir(parents=True)
        kept.replace(store)
