"""Which concepts a placement prints: those in use, with all that they use, or all; held back by its filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.reading.letters import matches, parse_letters
from sphinxcontrib_aiglossary.keys import key
from sphinxcontrib_aiglossary.names import letter
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .categories import fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.ext.reading.uses import Placement
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.store import Store

    from .resolve import Names


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


def select(placement: Placement, idents: Iterable[str], concepts: Mapping[str, Concept]) -> Iterator[str]:
    """Yield the concepts that pass the filters of a placement."""
    wanted = {key(taxonomy().title(name)) for name in placement.categories}
    wanted |= set(map(key, placement.categories))
    ranges = parse_letters(placement.letters or ())
    fits: dict[str, bool] = {}
    for ident in idents:
        if wanted and not wanted & fields(concepts[ident]):
            continue
        if ranges:
            heading = letter(concepts[ident].term)
            if heading not in fits:
                fits[heading] = matches(heading, ranges)
            if not fits[heading]:
                continue
        yield ident
