"""What plain mentions mean: which of them are uses, and which become links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.reading.conditions import counts
from sphinxcontrib_aiglossary.grammar.everyday import is_everyday
from sphinxcontrib_aiglossary.lookup import split_qualified
from sphinxcontrib_aiglossary.mentions import Mentions, Name, first_word, is_abbreviation, words
from sphinxcontrib_aiglossary.names import plurals

from .meaning import Meaning

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinxcontrib_aiglossary.ext.reading.mentioned import Prose
    from sphinxcontrib_aiglossary.ext.reading.plain_names import PlainNames
    from sphinxcontrib_aiglossary.store import Store

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

    Concepts are noted while a page is read. Nobody knows of all hand-written terms then: they are found when it is
    printed, and every page that has all the words of one may mention it.
    """

    def __init__(self, store: Store, names: Names, project: Project) -> None:
        self._names = names
        self._project = project
        self._prose = {docname: page.prose for docname, page in project.pages.items() if page.prose}
        self._by_hand = _by_hand(store, names, project) if self._prose else {}
        self._finder: Mentions | None = None
        self.used = {
            docname: {found.meaning.ident for found in self.outcomes(docname) if found.counts} - {""}
            for docname in self._prose
        }
        """The concepts that each page mentions in the builder's output."""

    def __bool__(self) -> bool:
        return bool(self._prose)

    def policy(self, docname: str) -> str | None:
        """Return which mentions of a page become links, ``None`` where none do."""
        prose = self._prose.get(docname)
        return prose.policy if prose else None

    def outcomes(self, docname: str) -> Iterator[Outcome]:
        """Yield what becomes of the names that a page mentions, and of the hand-written terms that it may mention."""
        if prose := self._prose.get(docname):
            for name, idents, only in prose.mentions:
                yield Outcome(name, self._meaning(docname, name, idents), counts(only, self._project.holds))
            for hand in self._candidates(prose):
                yield Outcome(hand.asked, self._meaning(docname, hand.asked), counts=True)

    def _meaning(self, docname: str, name: str, idents: Collection[str] = ()) -> Meaning:
        """Return what a mention means: nothing if several concepts have the name and no preference settles it."""
        meaning = self._names.meaning(name, self._project.prefer.get(docname, ()))
        links = bool(meaning.by_hand) or meaning.ident in idents
        return meaning if links and not meaning.candidates else Meaning()

    def finder(self, names: PlainNames) -> Mentions:
        """Return what finds all names that may become links."""
        if self._finder is None:
            by_hand = self._by_hand
            self._finder = (
                Mentions(lambda word: (*names.starting(word), *by_hand.get(word, ())))
                if by_hand
                else names.mentions
            )
        return self._finder

    def meaning(self, docname: str, name: str, idents: Sequence[str]) -> Meaning:
        """Return what is to be linked where a page mentions a name.

        Args:
            docname: the page.
            name: as it stands there.
            idents: the concepts of the name. One that was not noted came to light behind a hand-written term.
        """
        return self._meaning(docname, name, self.used[docname].intersection(idents))

    def _candidates(self, prose: Prose) -> Iterator[Name]:
        """Yield the names of hand-written terms all of whose words are among the words of a page."""
        if self._by_hand:
            found = prose.word_set
            for word in sorted(found & self._by_hand.keys()):
                yield from (name for name in self._by_hand[word] if found.issuperset(words(name.asked)))


def _by_hand(store: Store, names: Names, project: Project) -> dict[str, list[Name]]:
    """Return the names of hand-written terms, with plurals, by their first words.

    Words of everyday English are none, nor is a term whose concept in the data is not to be linked by itself.
    """
    silent = {term for ident, term in names.replaced.items() if store.concept(ident).autolink is False}
    found: dict[str, list[Name]] = {}
    for term in sorted((project.by_hand.keys() & project.shown) - silent):
        bare = split_qualified(term)
        for name in (term, bare[0]) if bare else (term,):
            if not names.excluded.holds(name) and not is_everyday(name):
                exact = is_abbreviation(name)
                for form in (name, *plurals(name)):
                    found.setdefault(first_word(form), []).append(Name(form, "", exact))
    return found
