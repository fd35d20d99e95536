"""The fields of knowledge: groups of categories, and the other names under which sources file the same category."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from . import builtin
from .naming.keys import Key, key
from .naming.plurals import plurals

OTHER: Final = "Other"
"""The group of the categories that the taxonomy does not know."""

# words around the name of a field that say how it is treated, and leave it the same field
_MANNERS: Final = frozenset(
    """
    advanced applied approaches basic basics concepts engineering essentials foundations fundamentals general
    introduction methodologies methods modern overview practices principles strategies systems techniques technologies
    technology theory tools topics
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of strings
)
# "natural language processing (nlp)"
_RE_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
# "supply chain & logistics", "power/signal integrity"
_RE_AND: Final = re.compile(r"\s*[&/+]\s*")


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

    @cached_property
    def _folded(self) -> dict[Key, tuple[Category, Group]]:
        """The categories by the looser form of their names."""
        folded: dict[Key, tuple[Category, Group]] = {}
        for name, category in self._found.items():
            for form in _with_plurals(_plain(name)):
                folded.setdefault(form, category)
        return folded

    def _find(self, name: str) -> tuple[Category, Group] | None:
        """Return the category that a name means: by its key, else without the words that say how a field is treated.

        A name that joins two known fields means the first of them.
        """
        if found := self._found.get(key(name)):
            return found
        plain = _plain(name)
        for form in (plain, *_with_plurals(_without_manners(plain))):
            if found := self._folded.get(form):
                return found
        first, *others = plain.split(" and ")
        return self._find(first) if others and all(map(self._find, (first, *others))) else None

    def knows(self, name: str) -> bool:
        """Say whether a name, however it is cased or hyphenated, is listed as one of a category."""
        return key(name) in self._found

    def title(self, name: str) -> str:
        """Return the title of a category; an unknown one keeps its own name, the first letter upper-cased."""
        if found := self._find(name):
            return found[0].title
        name = " ".join(name.split())
        return name[:1].upper() + name[1:]

    def group(self, name: str) -> str:
        """Return the title of the group to which a category belongs; ``Other`` for an unknown one."""
        found = self._find(name)
        return found[1].title if found else OTHER

    def scope(self, name: str) -> str:
        """Return the line that says what belongs to a category; may be empty."""
        found = self._find(name)
        return found[0].scope if found else ""

    def also(self, name: str) -> tuple[str, ...]:
        """Return the other names of a category, its title left out."""
        found = self._find(name)
        return found[0].also if found else ()

    def names(self) -> tuple[str, ...]:
        """Return every name of every category, titles first."""
        categories = [category for group in self.groups for category in group.categories]
        titles = [category.title for category in categories]
        return tuple(dict.fromkeys([*titles, *(name for category in categories for name in category.also)]))


def _plain(name: str) -> Key:
    """Return the key of a field's name without asides, every joint written as ``and``.

    >>> _plain("Coffee & Tea (CAT)")
    'coffee and tea'
    """
    return key(_RE_AND.sub(" and ", _RE_ASIDE.sub("", name)))


def _without_manners(plain: Key) -> Key:
    """Return the plain form of a field's name without manners; never without all its words."""
    words = plain.split(" ")
    while len(words) > 1 and words[-1] in _MANNERS:
        words.pop()
    while len(words) > 1 and words[0] in _MANNERS:
        words.pop(0)
    return Key(" ".join(words))


def _with_plurals(name: Key) -> tuple[Key, ...]:
    return (name, *map(key, plurals(name)))


def parse(text: str) -> Taxonomy:
    """Read a taxonomy from its YAML text."""
    import yaml  # noqa: PLC0415 - a build that prints no category does not ask for the taxonomy

    # Base: every scalar is text, nothing is constructed, whatever its name may suggest to the linter
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader) or {}  # noqa: S506 - see above
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
