"""A cluster: the entries of one concept while they are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

MAX_HOMONYMS: Final = 12
"""Meanings of one name that are told apart; more are not found in any language."""
MAX_COMPARED: Final = 4
"""Entries of a cluster that speak for it."""
OTHER_DOMAIN: Final = 0.2
"""Likeness that texts of two domains must have to be about one concept; see :mod:`.likeness`."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Entries of one concept, by number, in the order of the sources."""

    members: list[int]
    authored: bool = False
    """Holds what a person wrote: its names are certain, and it never joins another of its kind."""
    titles: set[str] = field(default_factory=set)
    """The categories of its entries."""
    folded: dict[int, int] = field(default_factory=dict)
    """Entries whose text an earlier member has already, and that member."""
    joined: Cluster | None = None
    """The cluster into which this one went."""

    def alive(self) -> Cluster:
        """Return the cluster in which the entries of this one are now."""
        cluster = self
        while cluster.joined is not None:
            cluster = cluster.joined
        return cluster
