"""What a name of a document means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a name means; both fields empty: nothing that we know."""

    ident: str = ""
    """The concept."""
    by_hand: str = ""
    """The name of the hand-written entry that answers instead of a concept."""
    deprecated: bool = False
    """Whether the name is one to avoid."""
    candidates: tuple[str, ...] = ()
    """The qualified names of all concepts of that name, if nothing decides between them."""
    rivals: tuple[str, ...] = ()
    """All concepts of that name, decided or not."""

    def __bool__(self) -> bool:
        return bool(self.ident or self.by_hand)
