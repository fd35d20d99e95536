"""Writes files in one step: whoever reads one finds the old one or the new one."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the path of a file that replaces another one once it is written.

    Its name is its own, as two builds may write at once. Nothing stays behind where writing fails.
    """
    # The name is known before there is a file, so that at no time it could stay behind
    unfinished = path.with_name(f"{path.stem}-{secrets.token_hex(8)}.tmp")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file; ``OSError`` where that is not possible."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(data)
