"""The names that become links where a text merely mentions them, and those that did when documents were read last."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.caching.checked import read_json, remove, write_json
from sphinxcontrib_aiglossary.ext.plan.exclusions import Exclusions
from sphinxcontrib_aiglossary.naming.mentions import Mentions, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinxcontrib_aiglossary.config import Settings
    from sphinxcontrib_aiglossary.naming.mentions import Name
    from sphinxcontrib_aiglossary.store import Store

_FORM: Final = "aiglossary names 2"


class PlainNames:
    """The names, read by need.

    Args:
        store: the glossary.
        settings: hold the names that are excluded; a shorter name within one of them is found.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        exclude = (*settings.exclude, *settings.autolink_exclude)
        self._exclusions = Exclusions(store, exclude)
        self._starting: dict[str, tuple[Name, ...]] = {}
        shaping = f"{store.names_digest} {sorted(exclude)}"
        self.digest = blake2b(shaping.encode(), digest_size=16).hexdigest()
        """Changes if any of the names may have come or gone."""
        self.mentions = Mentions(self.starting)

    def starting(self, word: str) -> tuple[Name, ...]:
        """Return the names that begin with a folded word."""
        if word not in self._starting:
            self._starting[word] = tuple(filter(self._is_name, self._store.starting(word)))
        return self._starting[word]

    def _is_name(self, name: Name) -> bool:
        return not self._exclusions or any(
            match.ident == name.ident and not self._exclusions.hides(match)
            for match in self._store.candidates(name.asked)
        )

    def keep(self, folder: Path) -> None:
        """Keep the names by which documents were read, for the build that finds them changed.

        They are a file of our own: were they in the environment, each parallel process would hand them back.
        """
        path = _path(folder, self.digest)
        if not path.is_file():
            remove(path)
            write_json(path, _FORM, list(self._all()))

    def changed(self, folder: Path, digest: str) -> list[frozenset[str]] | None:
        """Return the words of each name that came or went since names had a digest; ``None`` if nobody knows.

        Names of other digests are no longer kept: no environment knows of them.
        """
        path = _path(folder, digest)
        for other in folder.glob("names-*.json"):
            if other != path:
                remove(other)
        before = read_json(path, _FORM, _shaped)
        if before is None:
            return None
        return [frozenset(words(asked)) for asked, *_ in before.symmetric_difference(self._all())]

    def _all(self) -> Iterator[tuple[str, str, bool]]:
        names = filter(self._is_name, self._store.plain_names())
        return ((name.asked, name.ident, name.exact) for name in names)


def _shaped(data: Any) -> set[tuple[str, str, bool]]:
    return {(str(asked), str(ident), bool(exact)) for asked, ident, exact in data}


def _path(folder: Path, digest: str) -> Path:
    return folder / f"names-{digest}.json"
