"""Edits of a random project: those after which an incremental build is exact, and those where plain Sphinx is not."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final, get_args

import edits_of_data as data
import edits_of_pages as pages
import edits_of_structure as structure

from sphinxcontrib_aiglossary.config import AUTOLINK
from sphinxcontrib_aiglossary.naming.forms import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from random_project import Plan

    Edit = Callable[[Plan, Random], str]
    """Changes a project and returns what it did."""


DATA: Final[tuple[Edit, ...]] = (
    data.add_concept,
    data.rename_concept,
    data.remove_concept,
    data.move_concept,
    data.touch_source,
    data.change_definition,
    data.change_article,
    *(partial(data.change_names, kind=kind) for kind in ("synonyms", "abbreviations", "deprecated")),
    data.change_plural,
    data.change_categories,
    data.change_see,
    data.change_consent,
)
"""Edits of sources alone, except that a new concept is used somewhere."""

TEXTS: Final[tuple[Edit, ...]] = (
    data.touch_source,
    data.change_definition,
    data.change_article,
    data.change_see,
)
"""Edits of sources that change no name."""

EXACT: Final[tuple[Edit, ...]] = (
    *DATA,
    *(partial(data.change_value, name=name) for name in data.SETTINGS),
    *(partial(pages.add_use, role=role) for role in ("term", "any", "link", *get_args(Role))),
    pages.remove_block,
    pages.move_block,
    pages.change_body,
    pages.touch_document,
    partial(pages.wrap_block, directive="only", argument="html"),
    partial(pages.wrap_block, directive="only", argument="latex"),
    partial(pages.wrap_block, directive="aiglossary-nolink"),
    partial(pages.change_metadata, name="aiglossary-prefer", choices=("Training", "Lithography")),
    partial(pages.change_metadata, name="aiglossary-autolink", choices=AUTOLINK),
    pages.change_placement,
    pages.hide_placement,
    pages.toggle_placements,
    pages.toggle_by_hand,
    pages.toggle_table,
)
"""Edits after which an incremental build equals a clean one."""

LIKE_SPHINX: Final[tuple[Edit, ...]] = (
    structure.change_title,
    structure.change_section,
    structure.toggle_function,
    structure.reorder_toctree,
    structure.move_page,
    structure.add_page,
    structure.delete_page,
)
"""Edits after which plain Sphinx leaves stale pages."""


def deal(edits: tuple[Edit, ...], start: int, number: int) -> Iterator[tuple[Edit, int]]:
    """Yield edits with a seed each, so that the others stay the same when one is left out.

    Args:
        edits: the kinds; each comes once before one comes again.
        start: where in the endless deck to begin.
        number: how many.
    """
    for place in range(start, start + number):
        turn, card = divmod(place, len(edits))
        deck = list(edits)
        Random(turn).shuffle(deck)
        yield deck[card], place
