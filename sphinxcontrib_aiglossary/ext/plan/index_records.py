"""What indices and overviews consist of: lines under letters, categories in groups."""

from __future__ import annotations

from typing import Any, NamedTuple

from .categories import Category, Group
from .resolution import Meaning


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


class Lines(NamedTuple):
    """What the indices from A to Z list."""

    abbreviations: tuple[Letter, ...]
    """The printed abbreviations."""
    terms: tuple[Letter, ...]
    """All printed names."""

    def data(self) -> list[object]:
        """Return them as plain data."""
        return [
            [
                (
                    letter.title,
                    [(name, meaning.ident, meaning.by_hand, *more) for name, meaning, *more in letter.lines],
                )
                for letter in letters
            ]
            for letters in self
        ]

    @classmethod
    def of(cls, data: Any) -> Lines:
        """Return the lines of plain data."""
        return cls(
            *(
                tuple(
                    Letter(
                        title,
                        tuple(
                            Line(name, Meaning(ident=ident, by_hand=by_hand), *more)
                            for name, ident, by_hand, *more in lines
                        ),
                    )
                    for title, lines in letters
                )
                for letters in data
            )
        )


class Overview(NamedTuple):
    """What is known of all that is listed without a look at each line."""

    groups: tuple[Group, ...]
    """The printed concepts by category."""
    indices: tuple[str, ...]
    """The indices that list anything."""
    digest: str
    """Stands for all that they list."""

    @classmethod
    def of(cls, data: Any) -> Overview:
        """Return the overview of plain data: that of its tuples."""
        groups, indices, digest = data
        return cls(
            tuple(
                Group(
                    name,
                    tuple(Category(title, tuple(idents), anchor) for title, idents, anchor in categories),
                )
                for name, categories in groups
            ),
            tuple(indices),
            digest,
        )
