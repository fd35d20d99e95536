"""Which concepts a project has written for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .select import closed

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.store import Store

    from .decide import Decision


def find_unused(store: Store, decision: Decision) -> tuple[str, ...]:
    """Return the author's own concepts that no document uses, directly or through definitions, in print order.

    Those that may not be printed anyway, since they are excluded or defined by hand, are left out.
    """
    own = [ident for ident in store.own() if decision.names.allows(ident)]
    if not own:
        return ()
    used = closed(store, decision.names, {ident for page in decision.used.values() for ident in page})
    return tuple(ident for ident in own if ident not in used)
