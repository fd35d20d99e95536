"""Which concepts a project has written for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .filters import closed

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.store import Store

    from .decide import Decision


def find_unused(store: Store, decision: Decision) -> tuple[str, ...]:
    """Return the author's own concepts that no document uses, directly or through definitions, in print order.

    Those that may not be printed anyway, since they are excluded or defined by hand, are left out.
    """
    used = _used(store, decision)
    return tuple(ident for ident in store.own() if ident not in used and decision.names.allows(ident))


def count_unused(store: Store, decision: Decision) -> int:
    """Return how many concepts :func:`find_unused` finds, without a look at them."""
    if not store.own_length:
        return 0
    names = decision.names
    others = {*_used(store, decision), *names.replaced, *names.excluded.idents}
    return store.own_length - sum(map(store.is_own, others))


def _used(store: Store, decision: Decision) -> set[str]:
    return closed(store, decision.names, {ident for page in decision.used.values() for ident in page})
