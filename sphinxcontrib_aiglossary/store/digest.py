"""The digest under which a glossary is compiled: another one means that it must be compiled again."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary import __version__, builtin
from sphinxcontrib_aiglossary.files import source_files

from .packing import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence


def digest_of_sources(sources: Sequence[str], base: Path) -> str:
    """Return the hash of all that shapes a compiled glossary: the program and the bytes of the sources."""
    hashed = hashlib.blake2b(f"{digest_of_program()} {SCHEMA} {sources}".encode(), digest_size=16)
    for path, shown in source_files(sources, base, []):
        hashed.update(f"\0{shown}\0".encode("utf-8", "replace"))
        try:
            with path.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    hashed.update(chunk)
        except OSError as error:
            hashed.update(f"{type(error).__name__}".encode())
    return hashed.hexdigest()


def size_of_sources(sources: Sequence[str], base: Path) -> int:
    """Return how many bytes there are to be read."""
    size = 0
    for path, _ in source_files(sources, base, []):
        with suppress(OSError, ValueError):
            size += path.stat().st_size
    return size


@cache
def digest_of_program() -> str:
    """Return the hash of the program: its version, and its text, lists of words and taxonomy, which change between versions."""
    hashed = hashlib.blake2b(f"{__version__} {sys.version_info[:2]}".encode(), digest_size=16)
    package = Path(__file__).parent.parent
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.txt"))):
        if "ext" not in path.relative_to(package).parts:
            hashed.update(path.read_bytes())
    hashed.update((builtin.folder() / builtin.TAXONOMY).read_bytes())
    return hashed.hexdigest()
