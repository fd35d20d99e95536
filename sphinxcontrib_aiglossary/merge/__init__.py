"""Entries become concepts: one meaning, all its names, every text that was read about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..checks import check
from ..keys import key
from ..model import Concept
from ..taxonomy import taxonomy
from .clusters import Clustering
from .shapes import abbreviates, exact
from .slugs import idents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..keys import Key
    from ..model import Entry, Plural
    from ..problems import Problem
    from .clusters import Cluster

__all__ = ["merge"]

_ACRONYM_START: Final = 2


def merge(entries: Sequence[Entry]) -> tuple[tuple[Concept, ...], tuple[Problem, ...]]:
    """Merge the entries of all sources into concepts.

    Args:
        entries: In the order of the sources: an earlier one gives the printed definition.

    Returns:
        The concepts in the order of their first entries, and the problems met.
    """
    clustering = Clustering(entries)
    concepts = [_concept(entries, cluster) for cluster in clustering.clusters]
    concepts = _qualified(_without_borrowed_abbreviations(concepts))
    names = idents([(concept.term, concept.qualifier) for concept in concepts])
    concepts = [replace(concept, ident=ident) for concept, ident in zip(concepts, names, strict=True)]
    return tuple(concepts), (*clustering.problems, *check(concepts))


def _concept(entries: Sequence[Entry], cluster: Cluster) -> Concept:
    members = [entries[number] for number in cluster.members]
    kept = [entries[number] for number in cluster.members if number not in cluster.folded]
    printed = next((number for number, entry in enumerate(kept) if entry.definition), 0)
    kept = [kept[printed], *kept[:printed], *kept[printed + 1 :]]
    term = _term(kept)
    seen = {key(term)}
    abbreviations = _others([entry.abbreviations for entry in members], seen)
    terms = [(entry.term,) for entry in members if exact(entry.term) != exact(term)]
    synonyms = _others([*(entry.synonyms for entry in members), *terms], seen)
    origins = dict.fromkeys([kept[0].origin, *(entry.origin for entry in members)])
    return Concept(
        ident="",
        term=term,
        abbreviations=abbreviations,
        synonyms=synonyms,
        deprecated=_others((entry.deprecated for entry in members), seen),
        plural=_plural(kept),
        categories=_categories([*kept, *members]),
        see=_others((entry.see for entry in members), {key(term)}),
        keywords=_others((entry.keywords for entry in members), set()),
        entries=tuple(kept),
        origins=tuple(origins),
    )


def _term(kept: Sequence[Entry]) -> str:
    """Return the preferred name: an author's, else the one that most of the entries have."""
    for entry in kept:
        if entry.authored:
            return entry.term
    forms = Counter(exact(entry.term) for entry in kept)
    # of equally common names the one without a further word, else the first
    form = max(forms, key=lambda name: (forms[name], any(other.startswith(f"{name} ") for other in forms)))
    spellings = Counter(entry.term for entry in kept if exact(entry.term) == form)
    return max(spellings, key=lambda name: spellings[name])


def _others(fields: Iterable[Iterable[str]], seen: set[Key]) -> tuple[str, ...]:
    """Return the names of several entries, each key once; those seen before are left out."""
    names: list[str] = []
    for field in fields:
        for name in field:
            if (folded := key(name)) not in seen:
                seen.add(folded)
                names.append(name)
    return tuple(names)


def _plural(kept: Sequence[Entry]) -> Plural:
    return next((entry.plural for entry in kept if entry.plural is not None), None)


def _categories(entries: Iterable[Entry]) -> tuple[str, ...]:
    title = taxonomy().title
    return tuple(dict.fromkeys(title(name) for entry in entries for name in entry.categories))


def _without_borrowed_abbreviations(concepts: Sequence[Concept]) -> list[Concept]:
    """Leave an abbreviation to the concept whose own words it abbreviates.

    A dump gives ``FB`` to ``foo bar training`` as well as to ``foo bar``; as a name it means the second.
    """
    owners: dict[Key, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for short in concept.abbreviations:
            owners[key(short)].append(concept)
    shared = {
        short: {id(owner) for owner in claimants if _is_own(short, owner)}
        for short, claimants in owners.items()
        if len(claimants) > 1
    }

    def keeps(concept: Concept, short: str) -> bool:
        rightful = shared.get(key(short))
        authored = any(entry.authored and short in entry.abbreviations for entry in concept.entries)
        return not rightful or id(concept) in rightful or authored

    return [
        replace(
            concept, abbreviations=tuple(short for short in concept.abbreviations if keeps(concept, short))
        )
        if concept.abbreviations
        else concept
        for concept in concepts
    ]


def _is_own(short: str, concept: Concept) -> bool:
    return any(abbreviates(short, name) for name in (concept.term, *concept.synonyms))


def _qualified(concepts: Sequence[Concept]) -> list[Concept]:
    """Give homonyms the qualifiers that tell them apart: a category that the others have not."""
    homonyms: dict[Key, list[int]] = defaultdict(list)
    for number, concept in enumerate(concepts):
        homonyms[key(concept.term)].append(number)
    result = list(concepts)
    for numbers in homonyms.values():
        if len(numbers) == 1:
            continue
        times = Counter(title for number in numbers for title in concepts[number].categories)
        taken: set[str] = set()
        for number in numbers:
            titles = concepts[number].categories
            own = [title for title in titles if times[title] == 1] or [t for t in titles if t not in taken]
            if own:
                taken.add(own[0])
                result[number] = replace(concepts[number], qualifier=_lowered(own[0]))
    return result


def _lowered(title: str) -> str:
    """Return a category's title inside a name: ``Machine learning`` → ``machine learning``, ``AI safety`` as it is."""
    first = title.partition(" ")[0]
    return (
        title
        if first[1:] != first[1:].lower() or len(first) < _ACRONYM_START
        else title[0].lower() + title[1:]
    )
