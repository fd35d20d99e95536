"""Opens files that are files: whatever reads a pipe or a device may wait for ever, or read without end."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 256 * 1024 * 1024
"""The largest source that is read; a larger one is not a glossary."""

_CHUNK: Final = 1 << 20
# A pipe that has taken the place of a file in the meantime must not hold us up
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotAFileError(OSError):
    """A folder, a pipe, a device or a socket stands where a file should."""


class TooLargeError(OSError):
    """A file has more than :data:`MAX_BYTES`."""

    def __init__(self, size: int) -> None:
        super().__init__(f"has {size:,} bytes, more than the {MAX_BYTES:,} that are read")
        self.size = size


def open_regular(path: Path) -> IO[bytes]:
    """Open a file for reading.

    Raises:
        NotAFileError: there is something else.
        OSError: it cannot be read.
    """
    # Opening a device may already do something
    _check(path.stat())
    return open(path, "rb", opener=_opened)


def _opened(path: str, _flags: int) -> int:
    descriptor = os.open(path, _FLAGS)
    try:
        _check(os.fstat(descriptor))
    except NotAFileError:
        os.close(descriptor)
        raise
    return descriptor


def _check(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotAFileError("is not a file")


def read_source(path: Path) -> bytes:
    """Return the bytes of a source.

    Raises:
        NotAFileError: there is something else.
        TooLargeError: it is no glossary.
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        _check_size(os.fstat(file.fileno()).st_size)
        data = file.read(MAX_BYTES + 1)
    # The system says 0 of what it makes up while it is read
    _check_size(len(data))
    return data


def hash_of_source(path: Path) -> str:
    """Return the hash of the bytes of a source; raises what :func:`read_source` does."""
    hashed = blake2b(digest_size=16)
    size = 0
    with open_regular(path) as file:
        _check_size(os.fstat(file.fileno()).st_size)
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
            size += len(chunk)
            _check_size(size)
    return hashed.hexdigest()


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise TooLargeError(size)
