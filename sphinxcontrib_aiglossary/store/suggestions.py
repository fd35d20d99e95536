"""Names of a compiled glossary that look like one that was not found."""

from __future__ import annotations

import sys
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.naming import lookup
from sphinxcontrib_aiglossary.naming.keys import Key, key
from sphinxcontrib_aiglossary.naming.lookup import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.naming.lookup import Match

    from .database import Database
    from .store import Store

MAX_CANDIDATES: Final = 500
"""Names of one place that are compared for one suggestion."""
_ALIKE: Final = 0.72
"""How alike a suggestion must be; ``difflib``'s ratio."""
_VERY_ALIKE: Final = 0.88
"""How alike a suggestion must be for no other place to be searched."""


def suggested(name: str, most: int, store: Store, database: Database) -> tuple[str, ...]:
    """Return names to suggest, see :meth:`.Store.suggest`.

    Args:
        name: the name that was not found.
        most: so many at most.
        store: the glossary.
        database: its file.
    """
    parts = lookup.split_qualified(name)
    if parts and (found := store.candidates(parts[0])):
        return _distinct(name, found, most, store)
    folded = key(name)
    shown: dict[str, str] = {}
    close: list[str] = []
    for candidates in _candidates(folded, database):
        shown.update((candidate, printed) for candidate, printed in candidates if candidate not in shown)
        close = get_close_matches(folded, shown, most, _ALIKE)
        if close and SequenceMatcher(None, folded, close[0]).ratio() >= _VERY_ALIKE:
            break
    return tuple(dict.fromkeys(shown[candidate] for candidate in close))


def _distinct(name: str, found: Sequence[Match], most: int, store: Store) -> tuple[str, ...]:
    """Return the names that tell several concepts apart, those most like a name first; of one, the name found."""
    if len(found) == 1 and found[0].kind is not NameKind.DEPRECATED:
        return (found[0].name,)
    names = {key(own): own for own in (store.concept(match.ident).name for match in found)}
    return tuple(names[Key(close)] for close in get_close_matches(key(name), names, most, 0))


def _candidates(folded: Key, database: Database) -> Iterator[list[tuple[Any, ...]]]:
    """Yield keys with the names to be shown: the likeliest places first, the number of each bounded.

    They begin with the same three letters, end with the same four, or begin with the same letter; and they are about as
    long.
    """
    nearest = "ORDER BY abs(length(key) - ?), key LIMIT ?"
    shared = "SELECT key, name FROM names WHERE kind < 4 AND length(key) BETWEEN ? AND ? AND"
    shortest, longest = int(len(folded) * 0.6), int(len(folded) / 0.6) + 1
    bounds = shortest, longest
    ending = len(folded), MAX_CANDIDATES
    yield database.rows(f"{shared} key >= ? AND key < ? {nearest}", *bounds, *_range(folded[:3]), *ending)
    yield database.rows(f"{shared} substr(key, -4) = ? {nearest}", *bounds, folded[-4:], *ending)
    yield database.rows(f"{shared} key >= ? AND key < ? {nearest}", *bounds, *_range(folded[:1]), *ending)


def _range(start: str) -> tuple[str, str]:
    return start, start + chr(sys.maxunicode)
