"""What abbreviations mean on the pages that introduce them: a text that spells one out says what it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.grammar.introductions import is_same_long_form, singular

from .resolution import Meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxcontrib_aiglossary.ext.collect.prose_mentions import Prose
    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition
    from sphinxcontrib_aiglossary.store import Store


class Introduced:
    """The abbreviations that one page introduces.

    Args:
        prose: its running text.
        holds: evaluates conditions.
        store: the glossary.
    """

    def __init__(self, prose: Prose, holds: Callable[[Condition], bool], store: Store) -> None:
        self._store = store
        self._long: defaultdict[str, list[str]] = defaultdict(list)
        for short, long, only in prose.introduced:
            if counts(only, holds):
                self._long[short].append(long)

    def __contains__(self, name: str) -> bool:
        return singular(name) in self._long

    def meaning(self, name: str, usual: Meaning, means: Callable[[str], Meaning]) -> tuple[str, Meaning]:
        """Return the name to ask for in place of an abbreviation, and what that means: nothing if we do not know it.

        Args:
            name: the abbreviation, or its plural, which the page introduces.
            usual: what it means elsewhere.
            means: tells what a name means on the page.
        """
        answers: dict[tuple[str, str], tuple[str, Meaning]] = {}
        for long in self._long[singular(name)]:
            for asked, found in self._answers(name, usual, long, means(long)):
                answers.setdefault((found.ident, found.by_hand), (asked, found))
        if len(answers) > 1:
            return name, Meaning()
        ((asked, found),) = answers.values()
        return asked, found

    def _answers(self, name: str, usual: Meaning, long: str, found: Meaning) -> Iterator[tuple[str, Meaning]]:
        """Yield what an abbreviation may mean by a long form, each with the name to ask for."""
        if found:
            yield (name, usual) if found.ident and found.ident == usual.ident else (long, found)
            return
        called = [ident for ident in usual.rivals or (usual.ident,) if self._is_called(ident, long)]
        if len(called) == 1 and not usual.candidates:
            yield name, usual
        elif len(called) == 1:
            # Of several concepts the one that is spelt out; it is asked for by a name that no other one has
            yield self._store.outline(called[0]).name, Meaning(ident=called[0])
        else:
            yield name, Meaning()

    def _is_called(self, ident: str, long: str) -> bool:
        """Tell whether a long form is a name of a concept in other words."""
        if not ident:
            return False
        concept = self._store.outline(ident)
        return any(is_same_long_form(name, long) for name in concept.names)
