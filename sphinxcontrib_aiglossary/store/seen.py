"""Digests of files, kept with what the file system says of them: a file that looks the same is not read again."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

_VERSION: Final = 1
_CHUNK: Final = 1 << 20
_SURE: Final = 3_000_000_000
"""Nanoseconds for which a file must have been left alone before it was read.

A younger one may be written again with the same size and time, as clocks of file systems are coarse: that of FAT counts
steps of two seconds. Git knows such entries of its index as racy.
"""


class Seen:
    """The digests of the bytes of some files.

    Args:
        path: the file that keeps them; ``None`` if they are not kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _load(path) if path else {}

    def digests(self, files: Iterable[Path]) -> list[str]:
        """Return the digest of each file, and keep them; that of one that cannot be read says why."""
        found, kept = [], {}
        for file in files:
            try:
                marks, now = _marks(file.stat()), time.time_ns()
                known = self._known.get(str(file))
                if known is None or known[:-1] != marks:
                    known = [*marks, _digest(file)]
                    is_sure = now - max(marks[:2]) >= _SURE
                else:
                    is_sure = True
                if is_sure:
                    kept[str(file)] = known
                found.append(str(known[-1]))
            except (OSError, ValueError) as error:
                found.append(type(error).__name__)
        if self._path and kept != self._known:
            _save(self._path, kept)
            self._known = kept
        return found


def _marks(stat: os.stat_result) -> list[int]:
    """Return what changes with a file: when it was written, when anything of it changed, its size and number."""
    return [stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino]


def _digest(file: Path) -> str:
    hashed = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()


def _load(path: Path) -> dict[str, list[int | str]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] == _VERSION:
            return {str(name): list(found) for name, found in data["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass  # a missing or damaged file knows nothing
    return {}


def _save(path: Path, files: dict[str, list[int | str]]) -> None:
    text = json.dumps({"version": _VERSION, "files": files}, indent=0, sort_keys=True)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
