"""What plain mentions mean: which of them are uses, and which become links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.reading.uses import counts
from sphinxcontrib_aiglossary.mentions import Name, first_word, is_abbreviation, words
from sphinxcontrib_aiglossary.names import plurals

from .resolve import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_aiglossary.ext.reading.mentioned import Prose

    from .project import Project
    from .resolve import Names


class Outcome(NamedTuple):
    """What becomes of one name that a page may mention."""

    name: str
    meaning: Meaning
    counts: bool
    """Whether it stands in the builder's output."""


class AutoLinks:
    """The mentions of all pages on which mentions become links.

    Concepts are noted while a page is read. Nobody knows of all hand-written terms then: those of which a page has all
    the words are looked for when it is printed.
    """

    def __init__(self, names: Names, project: Project) -> None:
        self._names = names
        self._project = project
        self._prose = {docname: page.prose for docname, page in project.pages.items() if page.prose}
        self._by_hand = _by_hand(names, project) if self._prose else {}

    def __bool__(self) -> bool:
        return bool(self._prose)

    def policy(self, docname: str) -> str | None:
        """Return which mentions of a page become links, ``None`` where none do."""
        prose = self._prose.get(docname)
        return prose.policy if prose else None

    def meaning(self, docname: str, name: str, idents: tuple[str, ...] = ()) -> Meaning:
        """Return what a mention means: nothing if several concepts have the name and no preference settles it.

        Args:
            docname: the page.
            name: as it stands there.
            idents: the concepts that let the name be linked; a hand-written term always does.
        """
        meaning = self._names.meaning(name, self._project.prefer.get(docname, ()))
        links = bool(meaning.by_hand) or meaning.ident in idents
        return meaning if links and not meaning.candidates else Meaning()

    def outcomes(self, docname: str) -> Iterator[Outcome]:
        """Yield what becomes of the names that a page mentions, and of the hand-written terms that it may mention."""
        if prose := self._prose.get(docname):
            for name, idents, only in prose.mentions:
                yield Outcome(name, self.meaning(docname, name, idents), counts(only, self._project.holds))
            for hand in self._candidates(prose):
                yield Outcome(hand.asked, self.meaning(docname, hand.asked), counts=True)

    def used(self, docname: str) -> set[str]:
        """Return the concepts that a page mentions in the builder's output."""
        return {found.meaning.ident for found in self.outcomes(docname) if found.counts} - {""}

    def names(self, docname: str) -> Iterator[Name]:
        """Yield the names to be looked for in the text of a page."""
        if prose := self._prose.get(docname):
            for mentioned in prose.mentions:
                # Every way of writing it that the page has was noted
                yield from (Name(mentioned.name, ident, exact=True) for ident in mentioned.idents)
            yield from self._candidates(prose)

    def _candidates(self, prose: Prose) -> Iterator[Name]:
        """Yield the names of hand-written terms all of whose words are among the words of a page."""
        if self._by_hand:
            found = prose.word_set
            for word in sorted(found & self._by_hand.keys()):
                yield from (name for name in self._by_hand[word] if found.issuperset(words(name.asked)))


def _by_hand(names: Names, project: Project) -> dict[str, list[Name]]:
    """Return the names of hand-written terms, with plurals, by their first words."""
    found: dict[str, list[Name]] = {}
    for term in sorted(project.by_hand):
        if names.excluded.holds(term):
            continue
        for name in (term, *plurals(term)):
            found.setdefault(first_word(name), []).append(Name(name, "", is_abbreviation(term)))
    return found
