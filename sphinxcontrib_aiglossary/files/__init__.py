"""The files of sources: what paths and globs name, each file once."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.model import Origin
from sphinxcontrib_aiglossary.problems import Kind, Problem

from . import globs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def source_files(
    source_names: Sequence[str], base: Path, problems: list[Problem]
) -> Iterator[tuple[Path, str]]:
    """Yield the files of the sources, each once, with the path that origins show."""
    return ((path, shown) for path, shown, _ in ranked_files(source_names, base, problems))


def ranked_files(
    source_names: Sequence[str], base: Path, problems: list[Problem]
) -> Iterator[tuple[Path, str, int]]:
    """Yield the files of the sources, each once, with the path that origins show and the place of their source.

    All files of a glob are of one source, and so are those of the built-in glossary: by what a file is called, nobody says
    which goes first.
    """
    seen: set[str] = set()
    for rank, name in enumerate(source_names):
        for path, shown in _matches(name, base, problems):
            if (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield path, shown, rank


def ranks_of(source_names: Sequence[str], base: Path) -> dict[str, int]:
    """Return the place of the source of each file, by the path that origins show."""
    return {shown: rank for _, shown, rank in ranked_files(source_names, base, [])}


def _matches(name: str, base: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    if name == builtin.NAME:
        yield from ((path, f"{builtin.PREFIX}{path.name}") for path in builtin.files())
        return
    if "\0" in name:
        # most calls of the system raise ValueError then, some do not
        problems.append(
            Problem(kind=Kind.SOURCE, origin=Origin(repr(name)), message="no file has a NUL in its name")
        )
        return
    path = base / name
    # Path.exists raises where a name is too long
    if not glob.has_magic(name) or os.path.exists(path):  # noqa: PTH110
        yield path, _shown(name)
        return
    files = [each for each in globs.expand(name, base) if not (base / each).is_dir()]
    if not files:
        message = f"no file matches {name!r}; a glob starts from {base.as_posix()}"
        problems.append(Problem(kind=Kind.SOURCE, origin=Origin(_shown(name)), message=message))
    yield from ((base / each, _shown(each)) for each in files)


def _shown(name: str) -> str:
    return name.replace(os.sep, "/")
