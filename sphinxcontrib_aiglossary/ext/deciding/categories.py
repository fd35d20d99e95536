"""The groups and categories of concepts: what the index page and the cards show, and what filters ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.keys import key
from sphinxcontrib_aiglossary.taxonomy import OTHER, taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxcontrib_aiglossary.model import Concept


class Category(NamedTuple):
    """One category with its printed concepts, in print order."""

    title: str
    idents: tuple[str, ...]


class Group(NamedTuple):
    """One group of categories."""

    title: str
    categories: tuple[Category, ...]


def by_category(concepts: Iterable[Concept], shown: Callable[[str], str] = str) -> tuple[Group, ...]:
    """Sort concepts, given in print order, into the groups and categories of the taxonomy.

    Categories that the taxonomy does not know come last, by title.

    Args:
        concepts: the concepts.
        shown: gives a title as it is shown, perhaps in another language.
    """
    members: dict[str, list[str]] = {}
    for concept in concepts:
        for title in dict.fromkeys(concept.categories):
            members.setdefault(title, []).append(concept.ident)
    groups = []
    for group in taxonomy().groups:
        known = [category.title for category in group.categories if category.title in members]
        groups.append((group.title, known))
    listed = {title for _, titles in groups for title in titles}
    groups.append(
        (OTHER, sorted(members.keys() - listed, key=lambda title: (shown(title).casefold(), title)))
    )
    return tuple(
        Group(shown(name), tuple(Category(shown(title), tuple(members[title])) for title in titles))
        for name, titles in groups
        if titles
    )


def fields(concept: Concept) -> set[str]:
    """Return the keys of a concept's categories and of their groups."""
    groups = (taxonomy().group(title) for title in concept.categories)
    return set(map(key, filter(None, (*concept.categories, *groups))))
