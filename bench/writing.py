"""Projects on disk: written once, kept for later runs, and changed in one place."""

from __future__ import annotations

import json
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from . import corpus, markup, projects, scenarios, words
from .projects import Project

if TYPE_CHECKING:
    from .scenarios import Setup

_RE_EDITION: Final = re.compile(r"(i[ns] edition )(\d+)")
_MADE_BY: Final = tuple(str(module.__file__) for module in (words, corpus, markup, projects, scenarios))


def written(folder: Path, setup: Setup) -> Project:
    """Return the project of a setup; write it unless an earlier run has.

    A process of its own writes it. The peak memory of a command counts what its parent held when it was started, so the
    process that measures must stay small.

    Args:
        folder: takes the project as ``source``, and beside it what there is to know of it.
        setup: what the project is.
    """
    known = folder / "project.json"
    made = sha256(repr(setup.size).encode())
    for path in _MADE_BY:
        made.update(Path(path).read_bytes())
    if known.exists() and (kept := json.loads(known.read_text(encoding="utf-8")))["made"] == made.hexdigest():
        return Project(kept["concept"], kept["document"])
    shutil.rmtree(folder, ignore_errors=True)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        project = process.submit(setup.write, folder / "source", setup.size).result()
    known.write_text(json.dumps({**project._asdict(), "made": made.hexdigest()}), encoding="utf-8")
    return project


def edit(path: Path) -> None:
    """Change one sentence of a file: the first one that counts editions (of a glossary, that of the changing concept)."""
    text = path.read_text(encoding="utf-8")
    path.write_text(
        _RE_EDITION.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text, count=1), encoding="utf-8"
    )
