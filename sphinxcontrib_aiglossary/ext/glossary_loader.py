"""Opens the glossary of a project in its language; one that is to be compiled does not keep the documents waiting."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary import store as glossary

from .i18n.catalogue import find_catalogue, register_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from .i18n.catalogue import Catalogue
    from .speed.worker import Ahead

LARGE: Final = 1_000_000
"""Bytes of sources whose compiling is worth a process of its own."""
_NEEDED: Final = (
    "sphinxcontrib_aiglossary.ext.incremental.stale_pages",
    "sphinxcontrib_aiglossary.ext.html.article_renderer",
    "markdown_it",
)
"""What it takes to decide anew, and to render what has changed; other builds do without."""


class Opening:
    """The glossary of a project, opened by need and once in each process.

    Args:
        app: the application.
        sources: paths, globs relative to the folder of the configuration, or ``builtin``.
        folder: where the compiled glossary is kept.
    """

    def __init__(self, app: Sphinx, sources: Sequence[str], folder: Path) -> None:
        self._app = app
        self._sources = sources
        self._base = Path(app.confdir)
        self._folder = folder
        self._ahead: Ahead | None = None

    def prepare(self) -> None:
        """Get ready for documents to be read.

        Where one process reads them and a core is idle, another process compiles a large glossary in the meantime. Where
        several processes read them, it is compiled before, as each of them may need it.
        """
        # Documents may show the words of this extension as soon as they are read
        _ = self.catalogue
        if self._app.parallel > 1:
            _ = self.store
        elif not glossary.is_compiled(self._digest, self._folder):
            # Imported late: most builds find a compiled glossary
            from .speed.worker import Ahead, has_idle_core  # noqa: PLC0415 - see above

            if glossary.size_of_sources(self._sources, self._base) >= LARGE and has_idle_core():
                self._ahead = Ahead([lambda: self.store])

    @cached_property
    def catalogue(self) -> Catalogue | None:
        """The translations into the language of the project, which the words of this extension are taken from, too."""
        found = find_catalogue(self._app)
        register_words(found)
        return found

    @cached_property
    def store(self) -> glossary.Store:
        """The compiled glossary in the language of the project."""
        if self._ahead:
            # While another process compiles
            for name in _NEEDED:
                import_module(name)
            self._ahead.wait()
        found = glossary.open_store(self._sources, self._base, self._folder, digest=self._digest)
        return glossary.open_translated(found, self.catalogue, self._folder) if self.catalogue else found

    @cached_property
    def _digest(self) -> str:
        return glossary.digest_of_sources(self._sources, self._base, self._folder)

    def stop(self) -> None:
        """End a process that is still compiling, as nobody has asked for its outcome."""
        if self._ahead:
            self._ahead.stop()
