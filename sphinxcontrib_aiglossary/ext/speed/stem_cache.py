"""The stems of words for the search: each word is stemmed once in the life of a project, as that takes most of indexing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sphinx

from sphinxcontrib_aiglossary.caching.checked import read_json, write_json
from sphinxcontrib_aiglossary.ext.compat.versions import version_of
from sphinxcontrib_aiglossary.ext.html.search_index import splits_at_blanks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.builders import Builder

_FILE: Final = "stems.json"
_FORM: Final = "aiglossary stems 2"
_MOST: Final = 500_000
"""Words that are kept; more would be those of many years."""
_OF_SPHINX: Final = "sphinx.search."
"""Languages that change with Sphinx alone; what others do may change at any time."""


class Stems(dict[str, str]):
    """Stems by word: those of a file, and those that were asked for.

    Args:
        stem: returns the stem of a word.
        path: the file, ``None`` if there is none; it may be removed at any time.
        made_by: stands for what makes the stems: those of others are not taken.
    """

    def __init__(self, stem: Callable[[str], str], path: Path | None, made_by: str) -> None:
        self._stem = stem
        self._path = path
        self._made_by = made_by
        super().__init__(self._kept())
        self._known = len(self)

    def __missing__(self, word: str) -> str:
        stem = self[word] = self._stem(word)
        return stem

    def _kept(self) -> dict[str, str]:
        made_by, stems = (read_json(self._path, _FORM, _shaped) if self._path else None) or ("", {})
        return stems if made_by == self._made_by else {}

    def keep(self) -> None:
        """Write the file if there are new words."""
        if self._path is None or not self._known < len(self) <= _MOST:
            return
        # Where nothing can be written, each build stems the words again
        write_json(self._path, _FORM, {"made_by": self._made_by, "stems": self})


def _shaped(data: Any) -> tuple[str, dict[str, str]]:
    return str(data["made_by"]), {str(word): str(stem) for word, stem in data["stems"].items()}


def remember_stems(builder: Builder, folder: Path) -> None:
    """Let the search take the stems of words from a file, and stem each new word once.

    Undocumented: ``IndexBuilder.feed`` (8.2.3, 9.0.4, 9.1.1) takes the stemmer from this attribute, and forgets after
    each page what it has stemmed.

    Args:
        builder: the builder; nothing happens where it has no search, or one that looks for words in a text.
        folder: where the file lies.
    """
    language: Any = getattr(getattr(builder, "indexer", None), "lang", None)
    # Where words are not parted by blanks, a stem may depend on what was read before: Sphinx's Chinese is such
    if language is None or _stems_of(language) or not splits_at_blanks(builder):
        return
    kind = type(language)
    path = folder / _FILE if kind.__module__.startswith(_OF_SPHINX) else None
    made_by = " ".join([kind.__module__, kind.__qualname__, sphinx.__version__, *_versions()])
    language.stem = Stems(language.stem, path, made_by).__getitem__


def _versions() -> list[str]:
    """Return the versions of what stems for Sphinx: the second one does the work of the first where it is installed."""
    return [version_of("snowballstemmer", "snowballstemmer"), version_of("Stemmer", "pystemmer")]


def keep_stems(builder: Builder) -> None:
    """Keep the stems that a build has made."""
    language = getattr(getattr(builder, "indexer", None), "lang", None)
    if stems := _stems_of(language):
        stems.keep()


def _stems_of(language: Any) -> Stems | None:
    stems = getattr(getattr(language, "stem", None), "__self__", None)
    return stems if isinstance(stems, Stems) else None
