"""The compiled glossary: indexed on disk, read by need, compiled again when anything that shaped it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.naming.lookup import Match, NameKind

from .database import Database
from .digest import digest_of_sources, size_of_sources
from .store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinxcontrib_aiglossary.pipeline import Glossary, Progress, SourceFile
    from sphinxcontrib_aiglossary.translation import Translations

__all__ = [
    "Match",
    "NameKind",
    "Store",
    "digest_of_sources",
    "is_compiled",
    "open_store",
    "open_translated",
    "size_of_sources",
]

FILE: Final = "glossary.sqlite"
TRANSLATED: Final = "glossary-translated.sqlite"


def is_compiled(digest: str, folder: Path) -> bool:
    """Tell whether the glossary of sources with a digest lies in a folder."""
    return Database.holds(digest, folder / FILE)


def open_store(
    sources: Sequence[str],
    base: Path,
    folder: Path | None,
    progress: Progress | None = None,
    digest: str = "",
) -> Store:
    """Open the compiled glossary of some sources; compile it where it is missing, old or corrupt.

    Args:
        sources: Paths, globs relative to ``base``, or ``builtin``.
        base: The folder that relative names start from.
        folder: Where the compiled glossary is kept; in memory when it is ``None`` or cannot be written.
        progress: Told of the work done.
        digest: that of the sources, where it is known.
    """
    sources = tuple(sources)
    path = folder / FILE if folder is not None else None
    digest = digest or digest_of_sources(sources, base, folder)
    # Read to see whether the glossary has to be compiled at all, and not once more if so
    read: dict[tuple[str, str], SourceFile] = {}
    return Store(
        digest,
        path,
        lambda: _load(sources, base, path, progress, read),
        lambda: _retell(sources, base, path, digest, read),
    )


def open_translated(store: Store, translations: Translations, folder: Path | None) -> Store:
    """Open a compiled glossary in another language; compile it where it is missing, old or corrupt.

    Args:
        store: the glossary as its sources have it.
        translations: give the translations of its messages.
        folder: where the compiled glossary is kept; in memory when it is ``None`` or cannot be written.
    """
    path = folder / TRANSLATED if folder is not None else None
    digest = f"{store.digest} {translations.digest} {sorted(translations.kinds)}"
    return Store(digest, path, lambda: _translate(store, translations))


# Imported late, all of them: most builds find a compiled glossary, and need nothing of what reads and repairs sources.


def _load(
    sources: Sequence[str],
    base: Path,
    path: Path | None,
    progress: Progress | None,
    read: dict[tuple[str, str], SourceFile],
) -> Glossary:
    from sphinxcontrib_aiglossary import pipeline, processes  # noqa: PLC0415 - see above

    from .source_cache import known_files  # noqa: PLC0415 - see above

    def known(shown: str, digest: str) -> SourceFile | None:
        return read.pop((shown, digest), None) or compiled(shown, digest)

    with known_files(path) as compiled:
        return pipeline.load(sources, base, progress or pipeline.silent, known, processes.together)


def _retell(
    sources: Sequence[str],
    base: Path,
    path: Path | None,
    digest: str,
    read: dict[tuple[str, str], SourceFile],
) -> bool:
    from .text_updates import retell  # noqa: PLC0415 - see above

    if path is None or not retell(path, sources, base, digest, read):
        return False
    read.clear()
    return True


def _translate(store: Store, translations: Translations) -> Glossary:
    from sphinxcontrib_aiglossary.translation import translate_glossary  # noqa: PLC0415 - see above

    return translate_glossary(store.concepts(), store.problems, translations, store.ranks)
