"""Names and categories that settings, pages and placements speak of and nobody knows."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.ext.collect.page_metadata import PREFER
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.lookup import split_qualified
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .exclusions import PageGlobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.store import Store

    from .inputs import Project

Location = str | tuple[str, int]
"""``path:line``, or a document with a line."""

SETTINGS: Final = "conf.py:1"

_ALIKE: Final = 0.75
"""How alike a category must be to be suggested; ``difflib``'s ratio."""


class Unknown(NamedTuple):
    """One of them, as a warning says it."""

    kind: Kind
    message: str
    location: Location


def find_unknown(store: Store, project: Project, placements: Iterable[Placement]) -> Iterator[Unknown]:
    """Yield what nobody knows; nothing for a glossary without concepts, of which more was said if it should have some."""
    if not len(store):
        return
    # What is defined by hand stays, but plain mentions of it are no links any more
    by_hand = {key(name) for name in project.by_hand}
    for name in project.settings.exclude:
        if not store.find(name) and key(name) not in by_hand:
            message = f"aiglossary_exclude: no concept is called {name!r}{did_you_mean(store.suggest(name))}"
            yield Unknown(Kind.CONFIG, message, SETTINGS)
    for name in project.settings.autolink_exclude:
        if not (
            store.find(name)
            or key(name) in by_hand
            or any(map(PageGlobs([name]).__contains__, project.order))
        ):
            message = f"aiglossary_autolink_exclude: no concept is called {name!r}, and no page{did_you_mean(store.suggest(name))}"
            yield Unknown(Kind.CONFIG, message, SETTINGS)
    asked: list[tuple[Kind, str, str, Location]] = [
        *((Kind.CONFIG, "aiglossary_prefer:", name, SETTINGS) for name in project.settings.prefer),
        *(
            (Kind.CONFIG, "aiglossary_autolink_categories:", name, SETTINGS)
            for name in project.settings.autolink_categories
        ),
        *(
            (Kind.CONFIG, f"{PREFER} in the metadata:", name, (docname, project.line_of(docname, PREFER)))
            for docname, prefer in project.prefer.items()
            for name in prefer
        ),
        *(
            (Kind.OPTION, "option :categories:", name, (placement.docname, placement.line))
            for placement in placements
            for name in placement.categories
        ),
    ]
    known = _categories(store, project) if asked else {}
    for kind, place, name, location in asked:
        if not {key(name), key(taxonomy().title(name))} & known.keys():
            close = (known[found] for found in get_close_matches(key(name), known, 1, _ALIKE))
            yield Unknown(
                kind, f"{place} no category is called {name!r}{did_you_mean(tuple(close))}", location
            )


def _categories(store: Store, project: Project) -> dict[str, str]:
    """Return every category and group by its key; hand-written entries may be of a category, too."""
    groups = (group.title for group in taxonomy().groups)
    by_hand = (parts[1] for parts in map(split_qualified, project.by_hand) if parts)
    return {key(name): name for name in (*by_hand, *taxonomy().names(), *groups, *store.categories())}


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Return the end of a warning that names what may have been meant."""
    return f"; did you mean {' or '.join(map(repr, suggestions))}?" if suggestions else ""
