"""The variants of all names: plurals that resolve, those left out that are a name of another concept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..keys import key
from ..names import plurals
from ..problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..keys import Key
    from ..model import Concept, Plural


def variants(concepts: Sequence[Concept]) -> tuple[list[tuple[int, str, str]], tuple[Problem, ...]]:
    """Return the variants of the names of all concepts, and those that had to be dropped.

    Returns:
        Number of the concept, its name, the variant of it; then the problems.
    """
    owners: dict[Key, set[int]] = defaultdict(set)
    for number, concept in enumerate(concepts):
        for name, _ in _names(concept):
            owners[key(name)].add(number)
    found: list[tuple[int, str, str]] = []
    problems: list[Problem] = []
    for number, concept in enumerate(concepts):
        for name, plural in _names(concept):
            for variant in plurals(name, plural):
                owner = owners.get(key(variant))
                if owner is None:
                    found.append((number, name, variant))
                elif number not in owner:
                    problems.append(_dropped(concept, name, variant, concepts[min(owner)]))
    return found, tuple(problems)


def _names(concept: Concept) -> Iterator[tuple[str, Plural]]:
    yield concept.term, concept.plural
    # "has none" is said of the thing, so it holds for all its names; a form is a form of the term only
    others: Plural = False if concept.plural is False else None
    for name in (*concept.synonyms, *concept.abbreviations, *concept.deprecated):
        yield name, others


def _dropped(concept: Concept, name: str, variant: str, owner: Concept) -> Problem:
    message = (
        f"“{variant}”, the plural of “{name}”, is dropped: it is a name of “{owner.name}” ({owner.origin})"
    )
    return Problem(kind=Kind.VARIANT, origin=concept.origin, message=message)
