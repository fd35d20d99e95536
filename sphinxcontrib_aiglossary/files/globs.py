"""The files that a glob means; folders that contain themselves by links are searched once."""

from __future__ import annotations

import glob
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A `**` of the standard library goes round and round in links: with two of them in one folder for 2**40 times.


def expand(pattern: str, base: Path) -> list[str]:
    """Return the paths that match a glob, sorted.

    Args:
        pattern: a glob; ``**`` stands for any number of folders, hidden ones left out.
        base: the folder that a relative glob starts from, as its matches do.
    """
    return sorted(set(_matches(pattern.replace(os.sep, "/"), base)))


def _matches(pattern: str, base: Path) -> Iterator[str]:
    parts = pattern.split("/")
    if "**" not in parts:
        yield from glob.glob(pattern, root_dir=base)  # noqa: PTH207 - Path.glob takes no absolute pattern
        return
    at = parts.index("**")
    above, below = "/".join(parts[:at]), "/".join(parts[at + 1 :]) or "*"
    # "/**" is absolute
    tops = glob.glob(above, root_dir=base) if above else ["/" if at else ""]  # noqa: PTH207 - likewise
    for top in sorted(tops):
        for folder in _folders(top, base):
            yield from _matches(os.path.join(glob.escape(folder), below), base)  # noqa: PTH118 - keeps `..`


def _folders(top: str, base: Path) -> Iterator[str]:
    """Yield a folder and all those below it, each once, by its own name before any link to it."""
    seen: set[str] = set()
    waiting = [top]
    links: list[str] = []
    while waiting or links:
        folder = (waiting or links).pop()
        real = os.path.realpath(base / folder)
        if real in seen:
            continue
        seen.add(real)
        yield folder
        with suppress(OSError), os.scandir(base / folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name, reverse=True):
                if entry.is_dir() and not entry.name.startswith("."):
                    (links if entry.is_symlink() else waiting).append(
                        os.path.join(folder, entry.name)  # noqa: PTH118 - a path stays as the glob begins it
                    )
