"""The fields of knowledge: groups of categories, and the other names under which sources file the same category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import yaml

from . import builtin
from .keys import key

if TYPE_CHECKING:
    from .keys import Key

OTHER: Final = "Other"
"""The group of the categories that the taxonomy does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category."""

    title: str
    scope: str = ""
    """One line on what belongs to it."""
    also: tuple[str, ...] = ()
    """Other names of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Categories of one area, in the order in which they are shown."""

    title: str
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Groups of categories, found by any of their names."""

    groups: tuple[Group, ...] = ()

    @cached_property
    def _found(self) -> dict[Key, tuple[Category, Group]]:
        found: dict[Key, tuple[Category, Group]] = {}
        pairs = [(category, group) for group in self.groups for category in group.categories]
        for category, group in pairs:
            found.setdefault(key(category.title), (category, group))
        # a title goes before another category's further name
        for category, group in pairs:
            for name in category.also:
                found.setdefault(key(name), (category, group))
        return found

    def knows(self, name: str) -> bool:
        """Say whether a name, however it is cased or hyphenated, is a category."""
        return key(name) in self._found

    def title(self, name: str) -> str:
        """Return the title of a category; an unknown one keeps its own name, the first letter upper-cased."""
        if found := self._found.get(key(name)):
            return found[0].title
        name = " ".join(name.split())
        return name[:1].upper() + name[1:]

    def group(self, name: str) -> str:
        """Return the title of the group to which a category belongs; ``Other`` for an unknown one."""
        found = self._found.get(key(name))
        return found[1].title if found else OTHER

    def scope(self, name: str) -> str:
        """Return the line that says what belongs to a category; may be empty."""
        found = self._found.get(key(name))
        return found[0].scope if found else ""

    def also(self, name: str) -> tuple[str, ...]:
        """Return the other names of a category, its title left out."""
        found = self._found.get(key(name))
        return found[0].also if found else ()

    def names(self) -> tuple[str, ...]:
        """Return every name of every category, titles first."""
        categories = [category for group in self.groups for category in group.categories]
        titles = [category.title for category in categories]
        return tuple(dict.fromkeys([*titles, *(name for category in categories for name in category.also)]))


def parse(text: str) -> Taxonomy:
    """Read a taxonomy from its YAML text."""
    # BaseLoader: every scalar is text, nothing is constructed, whatever its name may suggest to the linter
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - see above
    return Taxonomy(
        tuple(
            Group(
                title=group["title"],
                categories=tuple(
                    Category(
                        title=item["title"], scope=item.get("scope", ""), also=tuple(item.get("also", ()))
                    )
                    for item in group.get("categories", ())
                ),
            )
            for group in data.get("groups", ())
        )
    )


@cache
def taxonomy() -> Taxonomy:
    """Return the taxonomy of the built-in glossary; an empty one where it is not installed."""
    path = builtin.folder() / builtin.TAXONOMY
    return parse(path.read_text(encoding="utf-8")) if path.is_file() else Taxonomy()
