"""The groups and categories of concepts: what the index page and the cards show, and what filters ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.slugs import idents
from sphinxcontrib_aiglossary.taxonomy import OTHER, taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxcontrib_aiglossary.model import Concept


FEWEST: Final = 10
"""Entries of a page that can be filtered: fewer are seen at a glance."""


class Category(NamedTuple):
    """One category with its printed concepts, in print order."""

    title: str
    idents: tuple[str, ...]
    anchor: str
    """The id of the category on the page of the index, to which the cards lead."""


class Group(NamedTuple):
    """One group of categories."""

    title: str
    categories: tuple[Category, ...]

    @property
    def size(self) -> int:
        """How many concepts it has; one of several categories counts once."""
        return len({ident for category in self.categories for ident in category.idents})


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
    if not members:
        return ()  # without a look at the taxonomy, which has to be parsed
    groups = []
    for group in taxonomy().groups:
        known = [category.title for category in group.categories if category.title in members]
        groups.append((group.title, known))
    listed = {title for _, titles in groups for title in titles}
    groups.append(
        (OTHER, sorted(members.keys() - listed, key=lambda title: (shown(title).casefold(), title)))
    )
    every = [title for _, titles in groups for title in titles]
    anchors = dict(zip(every, idents([(title, "") for title in every]), strict=True))

    def category(title: str) -> Category:
        return Category(shown(title), tuple(members[title]), f"category-{anchors[title]}")

    return tuple(Group(shown(name), tuple(map(category, titles))) for name, titles in groups if titles)


def by_concept(groups: Iterable[Group]) -> dict[str, list[Category]]:
    """Return the categories of each concept that has any, in the order of the taxonomy."""
    found: dict[str, list[Category]] = {}
    for group in groups:
        for category in group.categories:
            for ident in category.idents:
                found.setdefault(ident, []).append(category)
    return found


def fields(concept: Concept) -> set[str]:
    """Return the keys of a concept's categories and of their groups."""
    groups = (taxonomy().group(title) for title in concept.categories)
    return set(map(key, filter(None, (*concept.categories, *groups))))
