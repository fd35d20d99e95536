"""Which concept or hand-written entry a name of a document means."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.lookup import split_qualified
from sphinxcontrib_aiglossary.store import NameKind
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .categories import fields
from .exclusions import OWN, Exclusions
from .handwritten import HandWritten, preferred, spelt_out
from .renamed import Renamed
from .resolution import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinxcontrib_aiglossary.config import Settings
    from sphinxcontrib_aiglossary.store import Match, Store


class Names:
    """Resolves the names that documents use, hand-written entries first."""

    def __init__(self, store: Store, settings: Settings, by_hand: Iterable[str]) -> None:
        self._store = store
        self._prefer = settings.prefer
        self.excluded = Exclusions(store, settings.exclude)
        self._by_hand = HandWritten(by_hand)
        self.replaced = self._by_hand.replaced(store)
        """The concepts that are defined by hand, with the name of the entry: neither printed nor registered."""
        self.renamed = Renamed(settings.renamed)
        self._known: dict[tuple[str, tuple[str, ...]], Meaning] = {}

    def allows(self, ident: str) -> bool:
        """Tell whether a concept may be printed."""
        return ident not in self.replaced and ident not in self.excluded.idents

    def is_free(self, name: str) -> bool:
        """Tell whether a name of a concept may be registered."""
        return not self._by_hand.called(name) and not self.excluded.holds(name)

    @cached_property
    def also_by_hand(self) -> dict[str, tuple[str, ...]]:
        """The other names that lead to a hand-written entry, by its own: those of the concept that it replaces."""
        also: dict[str, tuple[str, ...]] = {}
        for ident, written in sorted(self.replaced.items()):
            names = [name for name in self._store.names(ident) if not self._by_hand.called(name)]
            led = [name for name in names if self.meaning(name).by_hand == written]
            also[written] = (*also.get(written, ()), *led)
        return also

    def suggest(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Return the names that look most like an unknown one, hand-written ones before the others."""
        parts = split_qualified(name)
        right = self.meaning(parts[0]) if parts else Meaning()
        if right.by_hand:
            return right.candidates[:most] or (right.by_hand,)
        written = () if right else self._by_hand.alike(name, most)
        known = [found for found in (*written, *self._store.suggest(name, most)) if self.meaning(found)]
        return tuple(dict.fromkeys(known))[:most]

    def meaning(self, name: str, prefer: tuple[str, ...] = ()) -> Meaning:
        """Return what a name means.

        Args:
            name: as the document writes it.
            prefer: the categories that the page prefers; the project's come after them.
        """
        asked = name, prefer
        if asked not in self._known:
            found = self._meaning(name, prefer + self._prefer)
            if not found and (last := self.renamed.last(name)):
                found = replace(self._meaning(last, prefer + self._prefer), deprecated=True)
            self._known[asked] = found
        return self._known[asked]

    def existing(self, name: str) -> Meaning:
        """Return what a name means by itself, whatever was renamed."""
        return self._meaning(name, self._prefer)

    def _meaning(self, name: str, prefer: Sequence[str]) -> Meaning:
        if written := self._by_hand.called(name):
            return Meaning(by_hand=written)
        if self.excluded.holds(name):
            return Meaning()
        matches = [match for match in self._store.candidates(name) if not self.excluded.hides(match)]
        exact = any(key(match.name) == key(name) for match in matches)
        if not exact and (written := self._by_hand.variant(name)):
            return Meaning(by_hand=written)
        if not matches and (entries := self._by_hand.bare(name)):
            return self._choose_entry(entries, prefer)
        if not matches:
            matches = [match for match in spelt_out(self._store, name) if not self.excluded.hides(match)]
        return self._choose(matches, prefer)

    def _choose_entry(self, entries: Sequence[str], prefer: Sequence[str]) -> Meaning:
        """Choose among hand-written entries ``name (category)``."""
        if len(entries) == 1:
            return Meaning(by_hand=entries[0])
        if written := preferred(entries, prefer):
            return Meaning(by_hand=written)
        return Meaning(by_hand=entries[0], candidates=tuple(entries))

    def _choose(self, matches: Sequence[Match], prefer: Sequence[str]) -> Meaning:
        """Choose among the concepts of a name: by preferred category, else by source and by the kind of the name.

        Args:
            matches: the concepts, those of the earliest source first.
            prefer: the preferred categories.
        """
        if not matches:
            return Meaning()
        of_source = [
            _of_best_kind([match for match in matches if match.rank == rank])
            for rank in dict.fromkeys(match.rank for match in matches)
        ]
        rivals = of_source[0]
        every = list(chain(*of_source))
        answers = list(dict.fromkeys(map(self._answer, rivals)))
        idents = tuple(match.ident for match in rivals)
        if len(set(map(self._answer, every))) > 1 and (chosen := self._preferred(every, prefer)):
            return replace(self._answer(chosen), rivals=tuple(dict.fromkeys((chosen.ident, *idents))))
        if len(answers) == 1:
            return replace(answers[0], rivals=idents)
        names = tuple(self._store.concept(match.ident).name for match in rivals)
        return replace(answers[0], candidates=names, rivals=idents)

    def _preferred(self, rivals: Sequence[Match], prefer: Sequence[str]) -> Match | None:
        for wish in prefer:
            wanted = {key(wish), key(taxonomy().title(wish))}
            for match in rivals:
                concept = self._store.concept(match.ident)
                if wanted & {key(concept.qualifier), *fields(concept)}:
                    return match
        return None

    def _answer(self, match: Match) -> Meaning:
        deprecated = match.kind is NameKind.DEPRECATED
        if written := self.replaced.get(match.ident):
            return Meaning(by_hand=written, deprecated=deprecated)
        return Meaning(ident=match.ident, deprecated=deprecated)


def _of_best_kind(matches: Sequence[Match]) -> list[Match]:
    """Return the concepts that a name stands for itself, else those that it may stand for, each once."""
    rivals = list({match.ident: match for match in reversed(matches)}.values())[::-1]
    return (
        [match for match in rivals if match.kind in OWN]
        or [match for match in rivals if match.kind is not NameKind.DEPRECATED]
        or rivals
    )
