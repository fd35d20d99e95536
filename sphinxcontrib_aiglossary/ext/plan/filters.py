"""Which concepts a placement prints: those in use, with all that they use, or all; held back by its filters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.collect.letter_option import matches, parse_letters
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.plurals import letter
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .categories import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.store import Store

    from .name_resolver import Names


def universe(
    store: Store, names: Names, used: Mapping[str, AbstractSet[str]], placement: Placement
) -> set[str]:
    """Return the concepts among which a placement of those in use chooses."""
    pages = [used.get(placement.docname, set())] if placement.local else used.values()
    return closed(store, names, {ident for page in pages for ident in page})


def closed(store: Store, names: Names, idents: Iterable[str]) -> set[str]:
    """Return concepts with all that their definitions use, and so on."""
    waiting = [ident for ident in idents if names.allows(ident)]
    reached = set(waiting)
    while waiting:
        for ident in store.uses(waiting.pop()):
            if ident not in reached and names.allows(ident):
                reached.add(ident)
                waiting.append(ident)
    return reached


def filters(placement: Placement) -> Callable[[Concept], bool]:
    """Return what tells whether a concept passes the filters of a placement."""
    wanted = {key(taxonomy().title(name)) for name in placement.categories}
    wanted |= set(map(key, placement.categories))
    ranges = parse_letters(placement.letters or ())
    fits = cache(lambda heading: matches(heading, ranges))

    def passes(concept: Concept) -> bool:
        return bool(not wanted or wanted & fields(concept)) and (not ranges or fits(letter(concept.term)))

    return passes
