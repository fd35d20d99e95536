"""The names of the hand-written entries of a project."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.grammar.acronyms import declared
from sphinxcontrib_aiglossary.naming.keys import Key, key
from sphinxcontrib_aiglossary.naming.lookup import split_qualified
from sphinxcontrib_aiglossary.naming.plurals import plurals, without_possessive
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .exclusions import Exclusions, is_own, named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from sphinxcontrib_aiglossary.ext.collect.page_record import Page
    from sphinxcontrib_aiglossary.ext.std_terms import Place
    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition
    from sphinxcontrib_aiglossary.store import Match, Store


class HandWritten:
    """Finds hand-written entries by the same variants of their names as concepts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        ordered = sorted(self._names)
        self._keys: dict[Key, str] = {}
        self._plurals: dict[Key, str] = {}
        self._bare: dict[Key, list[str]] = defaultdict(list)
        for name in ordered:
            self._keys.setdefault(key(name), name)
            for plural in plurals(name):
                self._plurals.setdefault(key(plural), name)
            for part in _parts(name):
                for form in {key(part), *map(key, plurals(part))}:
                    self._bare[form].append(name)

    def called(self, name: str) -> str:
        """Return the entry of a name, as it is written there, in other spelling if need be; empty if there is none."""
        if not self._names:
            return ""
        return name if name in self._names else self._keys.get(key(name), "")

    def variant(self, name: str) -> str:
        """Return the entry of which a name is the plural or a possessive; empty if there is none."""
        if written := self._plurals.get(key(name)):
            return written
        bare = without_possessive(name)
        return (self.called(bare) or self._plurals.get(key(bare), "")) if bare else ""

    def bare(self, name: str) -> Sequence[str]:
        """Return the entries ``name (…)`` of a bare name, and those that hold it as an abbreviation."""
        return self._bare.get(key(name), ()) or self._bare.get(key(without_possessive(name) or name), ())

    def alike(self, name: str, most: int) -> Iterator[str]:
        """Yield the entries whose names look most like a name."""
        return (self._keys[Key(close)] for close in get_close_matches(key(name), self._keys, most))

    def replaced(self, store: Store) -> dict[str, str]:
        """Return the concepts that are defined by hand, with the name of the entry."""
        return {ident: name for name in sorted(self._names, reverse=True) for ident in _defined(store, name)}


def in_output(
    terms: Mapping[str, Place], shown: Mapping[str, Place], store: Store, exclude: Iterable[str]
) -> dict[str, Place]:
    """Return the hand-written terms without those that the builder leaves out and that something else can stand in for.

    Args:
        terms: all hand-written terms, with document and id.
        shown: those that the builder prints.
        store: the glossary.
        exclude: the names that the project excludes from it.
    """
    if len(shown) == len(terms):
        return dict(shown)
    others, excluded = HandWritten(shown), Exclusions(store, exclude)

    def is_answered(name: str) -> bool:
        if others.called(name) or others.variant(name):
            return True
        matches = (*store.candidates(name), *spelt_out(store, name))
        return not excluded.holds(name) and not all(map(excluded.hides, matches))

    return {
        name: shown.get(name, place)
        for name, place in terms.items()
        if name in shown or not is_answered(name)
    }


def shown_places(
    terms: Mapping[str, Place],
    pages: Mapping[str, Page],
    documents: Collection[str],
    holds: Callable[[Condition], bool],
) -> dict[str, Place]:
    """Return the hand-written terms that the builder prints, with document and id.

    Of several editions of one entry Sphinx knows the last, which may be another than the one that shows.

    Args:
        terms: all hand-written terms, as Sphinx knows them.
        pages: what each document says.
        documents: the documents that are part of the output.
        holds: evaluates conditions.
    """
    shown: dict[str, Place] = {}
    hidden = set()
    for docname, page in sorted(pages.items()):
        for name, anchor, only in page.terms:
            place = docname, anchor
            if docname not in documents or not counts(only, holds):
                hidden.add((name, place))
            elif name not in shown or terms.get(name) == place:
                shown[name] = place
    # Another extension may register terms that look like no entry
    rest = {
        name: place
        for name, place in terms.items()
        if name not in shown and place[0] in documents and (name, place) not in hidden
    }
    return {name: place for name, place in {**shown, **rest}.items() if name in terms}


def _defined(store: Store, name: str) -> Iterable[str]:
    """Return the concepts that an entry of a name defines."""
    return named(store, name) or (match.ident for match in spelt_out(store, name))


def _parts(name: str) -> tuple[str, ...]:
    """Return the names in ``name (category)``, ``long form (SHORT)`` or ``SHORT (long form)``: one or two."""
    if (parts := split_qualified(name)) is None:
        return ()
    return parts if declared(parts[1], parts[0]) or declared(*parts) else parts[:1]


def spelt_out(store: Store, name: str) -> Iterator[Match]:
    """Yield the concepts of a name with an abbreviation in parentheses, ``mixture of experts (MoE)``, or the reverse."""
    parts = split_qualified(name)
    for term, short in (parts, parts[::-1]) if parts else ():
        for match in store.candidates(term):
            if is_own(match, term) and key(short) in map(key, store.concept(match.ident).abbreviations):
                yield match


def preferred(names: Sequence[str], prefer: Iterable[str]) -> str:
    """Return which of several entries ``name (category)`` is in a preferred category; empty if none is."""
    for wish in prefer:
        wanted = {key(wish), key(taxonomy().title(wish))}
        for name in names:
            if (parts := split_qualified(name)) and key(parts[1]) in wanted:
                return name
    return ""
