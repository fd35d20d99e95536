"""What indices and overviews consist of: lines under letters, categories in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.ext.reading.uses import ABBREVIATIONS, CATEGORIES, TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .categories import Group
    from .meaning import Meaning


class Line(NamedTuple):
    """One name in an index."""

    name: str
    meaning: Meaning
    """The printed concept or the hand-written entry that has the name."""
    says: str = ""
    """What an abbreviation stands for; for another name the one under which it is explained, empty for that itself."""
    aside: str = ""
    """What tells an abbreviation from others: a category."""


class Letter(NamedTuple):
    """The lines under one letter."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    """All that is listed for one builder."""

    groups: tuple[Group, ...] = ()
    """The printed concepts by category."""
    abbreviations: tuple[Letter, ...] = ()
    """The printed abbreviations."""
    terms: tuple[Letter, ...] = ()
    """All printed names."""
    tables: Mapping[tuple[str, int], tuple[Line, ...]]
    """The abbreviations in each table that a document holds, by document and number."""

    def of(self, index: str) -> tuple[Group, ...] | tuple[Letter, ...]:
        """Return what an index lists."""
        if index == CATEGORIES:
            return self.groups
        return {ABBREVIATIONS: self.abbreviations, TERMS: self.terms}[index]


NOTHING_LISTED: Final = Listings(tables={})
