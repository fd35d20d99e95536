"""What a name stands for: every name of every concept as rows, and the order in which they answer.

A name means what the earliest source says that has it. Within a source the order is: the name as it is written, its key, a
plural, a qualified name; a term goes before synonyms and abbreviations, these before names to avoid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.problems import Kind, Problem
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .keys import Key, key
from .plurals import plurals, without_possessive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinxcontrib_aiglossary.model import Concept, Plural


class NameKind(Enum):
    """What a name is to its concept; the order is that in which names answer."""

    TERM = 0
    QUALIFIED = 1
    SYNONYM = 2
    ABBREVIATION = 3
    DEPRECATED = 4
    VARIANT = 5


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that a name stands for."""

    ident: str
    name: str
    """The name that was found, as it is printed; for a plural the name that it is the plural of."""
    kind: NameKind
    rank: int = 0
    """The place of the first source that gives the concept this name."""


class Row(NamedTuple):
    """One way to ask for a concept."""

    key: Key
    asked: str
    """The name by which it is asked for: the name itself or its plural."""
    name: str
    """The name, as it is printed."""
    kind: NameKind
    concept: int
    """Place of the concept in the glossary."""
    homonym: bool
    """Whether other concepts have this term."""
    fields: str = ""
    """Keys of the categories by which the name may be qualified, between bars."""
    rank: int = 0
    """The place of the first source that gives the concept this name."""


RowsOf = Callable[[Key], Sequence[Row]]
"""Gives the rows of a key, in the order of the glossary."""

NO_RANKS: Final[Mapping[str, int]] = MappingProxyType({})
"""Stands for sources of which none goes before another."""

_RE_QUALIFIED: Final = re.compile(r"(?P<name>.*\S)\s*\((?P<category>[^()]+)\)\s*")
_TIERS: Final = {
    NameKind.TERM: 0,
    NameKind.QUALIFIED: 0,
    NameKind.SYNONYM: 1,
    NameKind.ABBREVIATION: 1,
    NameKind.DEPRECATED: 2,
    NameKind.VARIANT: 3,
}


def rows(
    concepts: Sequence[Concept], ranks: Mapping[str, int] = NO_RANKS
) -> tuple[list[Row], tuple[Problem, ...]]:
    """Return the rows of all concepts, and the plurals left out because they are a name of another concept.

    Args:
        concepts: the concepts.
        ranks: the place of the source of each file, by the path of origins; all are one source without.
    """
    found: list[Row] = []
    owners: dict[Key, list[int]] = defaultdict(list)
    first: dict[Key, int] = {}
    for number, concept in enumerate(concepts):
        rank_of = _ranks(concept, ranks)
        for row in _own_rows(number, concept):
            rank = rank_of(row.key)
            found.append(row._replace(rank=rank) if rank else row)
            owners[row.key].append(number)
            first[row.key] = min(rank, first.get(row.key, rank))
    problems: list[Problem] = []
    for row in list(found):
        concept = concepts[row.concept]
        for plural in _plurals(concept, row):
            folded = key(plural)
            owner = owners.get(folded)
            # What an author calls the plural is a name, and may be one of an earlier source
            stated = plural == concept.plural and row.rank < first.get(folded, 0)
            if owner is None or (stated and row.concept not in owner):
                kind = row.kind if row.kind is NameKind.DEPRECATED else NameKind.VARIANT
                found.append(
                    Row(folded, plural, row.name, kind, row.concept, row.homonym, row.fields, row.rank)
                )
            elif row.concept not in owner:
                problems.append(_dropped(concept, row.name, plural, concepts[owner[0]]))
    return found, tuple(problems)


def moved(found: Sequence[Row], places: Sequence[int]) -> list[Row]:
    """Return the rows of concepts as :func:`rows` gives them for the same concepts in another order.

    Args:
        found: rows of all concepts.
        places: where each concept stands in the other order.
    """
    # a plural is never asked for as the name itself is: that one has a row already
    in_order = sorted(found, key=lambda row: (row.asked != row.name, places[row.concept]))
    return [row._replace(concept=places[row.concept]) for row in in_order]


def _ranks(concept: Concept, ranks: Mapping[str, int]) -> Callable[[Key], int]:
    """Return what tells the place of the first source that gives a concept a name.

    A name that none of its entries has, as one in translation, goes with the first of them.
    """
    places = [ranks.get(entry.origin.path, 0) for entry in concept.entries]
    if not places or min(places) == max(places):
        place = min(places, default=0)
        return lambda _name: place
    found: dict[Key, int] = {}
    for place, entry in zip(places, concept.entries, strict=True):
        for name in (entry.term, *entry.synonyms, *entry.abbreviations, *entry.deprecated):
            found[key(name)] = min(place, found.get(key(name), place))
    return lambda name: found.get(name, min(places))


def _own_rows(number: int, concept: Concept) -> Iterator[Row]:
    """Yield the rows of all names of a concept, those before translation after the others."""
    yield from _rows_of_names(number, concept)
    if concept.original is not None:
        yield from _rows_of_names(number, replace(concept.original, titles=concept.titles))


def _rows_of_names(number: int, concept: Concept) -> Iterator[Row]:
    homonym = bool(concept.qualifier)
    fields = _fields(concept.qualifier, (*concept.categories, *concept.titles))
    yield Row(key(concept.term), concept.term, concept.term, NameKind.TERM, number, homonym, fields)
    if homonym:
        yield Row(key(concept.name), concept.name, concept.name, NameKind.QUALIFIED, number, homonym)
    for kind, names in (
        (NameKind.SYNONYM, concept.synonyms),
        (NameKind.ABBREVIATION, concept.abbreviations),
        (NameKind.DEPRECATED, concept.deprecated),
    ):
        for name in names:
            yield Row(key(name), name, name, kind, number, homonym, fields)


@lru_cache(maxsize=1000)
def _fields(qualifier: str, categories: tuple[str, ...]) -> str:
    """Return the keys of all names by which the categories of a concept go, between bars."""
    names = {qualifier, *categories}
    for category in categories:
        names.update(taxonomy().also(category))
    return f"|{'|'.join(sorted(map(key, filter(None, names))))}|"


def _plurals(concept: Concept, row: Row) -> tuple[str, ...]:
    if row.kind is NameKind.QUALIFIED:
        return ()
    if concept.original and concept.is_english(row.name):
        concept = concept.original
    plural: Plural = concept.plural if row.kind is NameKind.TERM and row.name == concept.term else None
    # "has none" is said of the thing, so it holds for all its names; a form is a form of the term only
    plural = False if concept.plural is False else plural
    return plurals(row.name, plural) if plural is not None or concept.is_english(row.name) else ()


def _dropped(concept: Concept, name: str, plural: str, owner: Concept) -> Problem:
    message = (
        f"“{plural}”, the plural of “{name}”, is dropped: it is a name of “{owner.name}” ({owner.origin})"
    )
    return Problem(kind=Kind.VARIANT, origin=concept.origin, message=message)


def find(name: str, rows_of: RowsOf) -> list[Row]:
    """Return the rows that answer to a name, all of one rank; several when the name is ambiguous."""
    found = candidates(name, rows_of)
    return [row for row in found if row.rank == found[0].rank]


def candidates(name: str, rows_of: RowsOf) -> list[Row]:
    """Return the rows that answer to a name in each source, those of the earliest first."""
    if found := _ranked(name, rows_of(key(name))):
        return found
    bare = without_possessive(name)
    if bare and (found := _ranked(bare, rows_of(key(bare)))):
        return found
    if parts := split_qualified(name):
        bare, asked = parts
        fields = {f"|{key(category)}|" for category in (asked, taxonomy().title(asked))}
        found = [row for row in rows_of(key(bare)) if any(field in row.fields for field in fields)]
        return [
            row._replace(kind=NameKind.QUALIFIED) if row.kind is NameKind.TERM else row
            for row in _ranked(bare, found)
        ]
    return []


def split_qualified(name: str) -> tuple[str, str] | None:
    """Return the name and the category of ``name (category)``; ``None`` for any other form."""
    found = _RE_QUALIFIED.fullmatch(name)
    return (found["name"], found["category"].strip()) if found else None


def _ranked(name: str, found: Sequence[Row]) -> list[Row]:
    """Return the rows that go first in each source, each concept once, in the order of the sources."""
    if len(found) > 1:
        best: dict[int, tuple[bool, int]] = {}
        for row in found:
            best[row.rank] = min(best.get(row.rank, _rank(name, row)), _rank(name, row))
        found = [row for row in found if _rank(name, row) == best[row.rank]]
        if len(best) > 1:
            found = sorted(found, key=attrgetter("rank"))
    return list({row.concept: row for row in reversed(found)}.values())[::-1]


def _rank(name: str, row: Row) -> tuple[bool, int]:
    # homonyms differ in casing only by chance: none of them may win by it
    written = row.asked == name or (row.homonym and row.kind is NameKind.TERM)
    return not written, _TIERS[row.kind]
