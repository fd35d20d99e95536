"""Databases that tell whether they are as they were written: the hash of all their bytes stands among them.

Where SQLite finds no fault, a changed letter, a missing row or a number in place of another is still a lie.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.files.regular import open_regular

from .file_hashes import FileHashes

if TYPE_CHECKING:
    from pathlib import Path

_MARK: Final = b"sealed:"
_DIGITS: Final = 2 * sha256().digest_size
_END: Final = 2 * 4096
"""Where the hash ends: the only row of the first table stands at the end of the second page."""
_START: Final = _END - _DIGITS
_CHUNK: Final = 1 << 20
_CHEAP: Final = 16 << 20
"""Bytes that are read again by whoever opens a file, in some hundredths of a second.

The hash of a larger file is kept with what the file system says of it, which tells all but a failing disk.
"""

SEAL: Final = """
PRAGMA page_size = 4096;
PRAGMA auto_vacuum = NONE;
CREATE TABLE seal (value TEXT NOT NULL);
INSERT INTO seal VALUES ('sealed:' || printf('%064d', 0));
"""
"""What a new database begins with. The row is never touched by SQLite again."""


def seal(path: Path) -> None:
    """Write the hash of a database into it, whether it had one or not.

    Raises:
        ValueError: it does not begin with :data:`SEAL`.
        OSError: it cannot be written.
    """
    found = _hash(path).encode()
    with path.open("r+b") as file:
        file.seek(_START)
        file.write(found)


def is_whole(path: Path, *, passing: bool = False) -> bool:
    """Tell whether a database was sealed, and has not changed since.

    Args:
        path: the database.
        passing: whether it is a copy that is going to change, of which nothing is kept.
    """
    try:
        with open_regular(path) as file:
            file.seek(_START)
            said = file.read(_DIGITS).decode("ascii")
            size = file.seek(0, 2)
        kept = path.with_name(f"{path.stem}-hash.json") if size > _CHEAP and not passing else None
        return [said] == FileHashes(kept, _hash).of([path])
    except (OSError, ValueError):
        return False


def _hash(path: Path) -> str:
    """Return the hash of all bytes of a file but those of the hash in it."""
    hashed = sha256()
    with open_regular(path) as file:
        start = file.read(_START)
        if not start.endswith(_MARK):
            raise ValueError("there is no place for the hash")
        hashed.update(start)
        file.seek(_END)
        while chunk := file.read(_CHUNK):
            hashed.update(chunk)
    return hashed.hexdigest()
