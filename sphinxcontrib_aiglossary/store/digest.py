"""The digest under which a glossary is compiled: another one means that it must be compiled again."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary._version import __version__
from sphinxcontrib_aiglossary.caching.file_hashes import FileHashes
from sphinxcontrib_aiglossary.files import source_files
from sphinxcontrib_aiglossary.files.regular import hash_of_source

from .serialization import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KEPT: Final = "sources.json"


def digest_of_sources(sources: Sequence[str], base: Path, folder: Path | None = None) -> str:
    """Return the hash of all that shapes a compiled glossary: the program and the bytes of the sources.

    Args:
        sources: paths, globs relative to ``base``, or ``builtin``.
        base: the folder that relative names start from.
        folder: where the hashes of files are kept, so that an unchanged file need not be read.
    """
    hashed = hashlib.blake2b(f"{digest_of_program()} {SCHEMA} {sources}".encode(), digest_size=16)
    for _, shown, digest in files_with_digests(sources, base, folder):
        hashed.update(f"\0{shown}\0{digest}".encode("utf-8", "replace"))
    return hashed.hexdigest()


def files_with_digests(
    sources: Sequence[str], base: Path, folder: Path | None
) -> Iterator[tuple[Path, str, str]]:
    """Yield the path of each source file, the path as it is shown, and the hash of its bytes or why there is none.

    The arguments are those of :func:`digest_of_sources`.
    """
    files = list(source_files(sources, base, []))
    hashes = FileHashes(folder / _KEPT if folder else None, hash_of_source)
    for (path, shown), digest in zip(files, hashes.of(path for path, _ in files), strict=True):
        yield path, shown, digest


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
