"""The names that a project uses in another sense, and what is left out of its glossary with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx.util.matching import Matcher

from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.store import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxcontrib_aiglossary.store import Match, Store

OWN: Final = frozenset({NameKind.TERM, NameKind.QUALIFIED})
"""The names that stand for a concept itself."""


def named(store: Store, name: str) -> tuple[str, ...]:
    """Return the concepts whose term, or qualified term, is a name."""
    return tuple(match.ident for match in store.candidates(name) if is_own(match, name))


def is_own(match: Match, name: str) -> bool:
    """Tell whether a concept was found by its term, or qualified term, in whatever spelling."""
    return match.kind in OWN and key(match.name) == key(name)


class Exclusions:
    """Tells what ``aiglossary_exclude`` leaves out.

    Args:
        store: the glossary.
        exclude: the names.
    """

    def __init__(self, store: Store, exclude: Iterable[str]) -> None:
        self._keys = frozenset(map(key, exclude))
        self.idents = frozenset(ident for name in exclude for ident in named(store, name))
        """The concepts whose term is excluded; all their names go with them."""

    def __bool__(self) -> bool:
        return bool(self._keys)

    def holds(self, name: str) -> bool:
        """Tell whether a name is excluded."""
        return bool(self._keys) and key(name) in self._keys

    def hides(self, match: Match) -> bool:
        """Tell whether a name no longer stands for a concept."""
        return match.ident in self.idents or self.holds(match.name)


_RE_SUFFIX: Final = re.compile(r"\.[a-z]+$")


class PageGlobs:
    """Tells the pages on which ``aiglossary_autolink_exclude`` wants no links of mentions.

    Args:
        exclude: names and globs; what is a name is a glob that matches no page. They are globs as in
            ``exclude_patterns``: of documents, with suffix or without, and of folders.
    """

    def __init__(self, exclude: Iterable[str]) -> None:
        globs = [form for item in exclude for form in (item, _RE_SUFFIX.sub("", item.rstrip("/")))]
        self._matches = Matcher([*globs, *(f"{item}/**" for item in globs)])

    def __contains__(self, docname: str) -> bool:
        return self._matches(docname)
