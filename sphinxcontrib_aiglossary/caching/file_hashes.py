"""Hashes of files, kept with what the file system says of them: a file that looks the same is not read again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from .checked import read_json, write_json

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from pathlib import Path

_FORM: Final = "aiglossary file hashes 2"
_SURE: Final = 3_000_000_000
"""Nanoseconds for which a file must have been left alone before it was read.

A younger one may be written again with the same size and time, as clocks of file systems are coarse: that of FAT counts
steps of two seconds. Git knows such entries of its index as racy.
"""


class FileHashes:
    """The hashes of some files.

    Args:
        path: the file that keeps them; ``None`` if they are not kept.
        find: returns the hash of a file; raises ``OSError`` or ``ValueError`` where it has none.
    """

    def __init__(self, path: Path | None, find: Callable[[Path], str]) -> None:
        self._path = path
        self._find = find
        self._known = (read_json(path, _FORM, _shaped) if path else None) or {}

    def of(self, files: Iterable[Path]) -> list[str]:
        """Return the hash of each file, and keep them; that of one that cannot be read says why."""
        found, kept = [], {}
        for file in files:
            try:
                marks, now = _marks(file.stat()), time.time_ns()
                known = self._known.get(str(file))
                if known is None or known[:-1] != marks:
                    known = [*marks, self._find(file)]
                    is_sure = now - max(marks[:2]) >= _SURE
                else:
                    is_sure = True
                if is_sure:
                    kept[str(file)] = known
                found.append(str(known[-1]))
            except (OSError, ValueError) as error:
                found.append(type(error).__name__)
        if self._path and kept != self._known:
            write_json(self._path, _FORM, kept)
            self._known = kept
        return found


def _marks(stat: os.stat_result) -> list[int]:
    """Return what changes with a file: when it was written, when anything of it changed, its size and number."""
    return [stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino]


def _shaped(data: Any) -> dict[str, list[int | str]]:
    return {str(name): list(found) for name, found in data.items()}
