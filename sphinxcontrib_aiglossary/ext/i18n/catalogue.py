"""The project's translations of the glossary: found, compiled and read as Sphinx does it for the documents'."""

from __future__ import annotations

import gettext
from functools import cached_property
from hashlib import blake2b
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.pofile import read_po
from sphinx import locale
from sphinx.util import logging
from sphinx.util.i18n import CatalogInfo

from sphinxcontrib_aiglossary.markup.markdown import without_controls
from sphinxcontrib_aiglossary.model import Origin

from .ui_strings import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from babel.messages.catalog import Catalog
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinxcontrib_aiglossary.translation import MessageKind

_TARGETS: Final[dict[str, MessageKind]] = {"literal-block": "code", "math": "formula"}
"""What ``gettext_additional_targets`` calls the kinds of messages that are left out otherwise."""
_REGISTERED: Final = ("general", DOMAIN)


class _Messages(gettext.GNUTranslations):
    """Translations that we have registered with Sphinx."""

    def gettext(self, message: str) -> str:
        """Return a translation with blanks in the places of control characters, as texts of sources have them."""
        return without_controls(super().gettext(message))


class Catalogue:
    """The translations of one language, read when one is asked for.

    Args:
        files: compiled catalogues, the first of which goes before the others.
        kinds: the kinds of messages that are translated.
        confdir: the folder that the paths of origins are relative to.
    """

    def __init__(self, files: Sequence[Path], kinds: AbstractSet[MessageKind], confdir: Path) -> None:
        self._files = files
        self._confdir = confdir
        self.kinds = kinds
        """The kinds of messages that are translated."""

    @cached_property
    def digest(self) -> str:
        """Hash of the files; of their sources, too, since problems name lines of these."""
        hashed = blake2b(digest_size=16)
        for path in (each for file in self._files for each in (file, file.with_suffix(".po"))):
            hashed.update(b"\0" + (path.read_bytes() if path.is_file() else b""))
        return hashed.hexdigest()

    @cached_property
    def messages(self) -> gettext.NullTranslations:
        """All messages of the language; of broken files none, as Sphinx has it."""
        found: gettext.NullTranslations | None = None
        for file in self._files:
            try:
                with file.open("rb") as stream:
                    read = _Messages(stream)
            except Exception:  # noqa: BLE001, S112 - whatever the damage of a file
                continue
            if found is None:
                found = read
            else:
                found.add_fallback(read)
        return found or gettext.NullTranslations()

    def translate(self, message: str) -> str | None:
        """Return the translation of a message, ``None`` where there is none."""
        told = self.messages.gettext(message) if message else ""
        return told if told.strip() and told != message else None

    def origin(self, message: str) -> Origin | None:
        """Return where the translation of a message stands, ``None`` if that is not known."""
        for path, catalog in self._sources:
            if (found := catalog.get(message)) and found.string and found.lineno:
                shown = Path(relpath(path, self._confdir)).as_posix()
                return Origin(shown, found.lineno)
        return None

    @cached_property
    def _sources(self) -> list[tuple[Path, Catalog]]:
        read = []
        for path in (file.with_suffix(".po") for file in self._files):
            if not path.is_file():
                continue
            try:
                with path.open(encoding="utf-8-sig") as stream:
                    read.append((path, read_po(stream)))
            except Exception:  # noqa: BLE001, S112 - Sphinx has said what it is
                continue
        return read


def find_catalogue(app: Sphinx) -> Catalogue | None:
    """Return the translations into the language of a project; ``None`` if there are none, or none are wanted."""
    config = app.config
    # False for the builder `gettext`, which shows what there is to translate
    if not config.language or not app.builder.use_message_catalog:
        return None
    folders = [Path(app.srcdir, folder) for folder in config.locale_dirs]
    _compile(folders, config)
    found = (Path(file) for folder in folders for file in _compiled(folder, config.language))
    # Reading a pipe would not end
    files = [file for file in found if file.is_file()]
    return Catalogue(files, message_kinds(config), Path(app.confdir)) if files else None


def message_kinds(config: Config) -> frozenset[MessageKind]:
    """Return the kinds of messages that a project wants to translate."""
    wanted = config.gettext_additional_targets
    return frozenset({"text", *(kind for target, kind in _TARGETS.items() if target in wanted)})


def _compiled(folder: Path, language: str) -> Iterable[str]:
    """Return the compiled catalogues below a folder: those of the language before those that it falls back to."""
    return gettext.find(DOMAIN, folder, [language], all=True)


def _compile(folders: Iterable[Path], config: Config) -> None:
    """Compile the catalogues that are out of date.

    Sphinx does the same a little later, when the glossary was read already; it says then what is wrong with a file.
    Tried with Sphinx 8.2.3 and 9.0.4.
    """
    if not config.gettext_auto_build:
        return
    with logging.suppress_logging():
        for info in _outdated(folders, config.language):
            try:
                info.write_mo(config.language, config.gettext_allow_fuzzy_translations)
            except OSError:
                continue  # a folder that is read-only


def _outdated(folders: Iterable[Path], language: str) -> Iterator[CatalogInfo]:
    for folder in folders:
        for name in dict.fromkeys((language, language.partition("_")[0])):
            info = CatalogInfo(folder / name / "LC_MESSAGES", DOMAIN, "utf-8-sig")
            if Path(info.po_path).is_file() and info.is_outdated():
                yield info


def register_words(catalogue: Catalogue | None) -> None:
    """Let Sphinx translate the extension's own words by a catalogue of the project, before any other.

    Undocumented: this is where ``app.add_message_catalog`` puts a catalogue. What an earlier build of the same process
    put there goes first. Tried with Sphinx 8.2.3 and 9.0.4.
    """
    registered = locale.translators
    if isinstance(registered.get(_REGISTERED), _Messages):
        del registered[_REGISTERED]
    if catalogue is not None and isinstance(catalogue.messages, _Messages):
        if other := registered.get(_REGISTERED):
            catalogue.messages.add_fallback(other)
        registered[_REGISTERED] = catalogue.messages
