"""What plain mentions mean: which of them are uses, and which become links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.grammar.acronyms import declared
from sphinxcontrib_aiglossary.grammar.everyday import is_everyday
from sphinxcontrib_aiglossary.naming.lookup import split_qualified
from sphinxcontrib_aiglossary.naming.mentions import Mentions, Name, first_word, is_abbreviation, words
from sphinxcontrib_aiglossary.naming.plurals import plurals

from .exclusions import Exclusions
from .introduced_abbreviations import Introduced
from .resolution import Meaning
from .subject_fields import Fields

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.ext.collect.mention_names import PlainNames
    from sphinxcontrib_aiglossary.ext.collect.prose_mentions import Prose
    from sphinxcontrib_aiglossary.store import Store

    from .inputs import Project
    from .name_resolver import Names


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

    A concept is linked only in its own sense: not where the page spells an abbreviation out in another way. One that the
    author did not write down is not linked where its name is part of a longer one, nor is a built-in one of a field that
    the project does not touch. What is defined by hand is always meant.

    Args:
        store: the glossary.
        names: tell what a name means.
        project: what the pages say.
        written: the concepts to which the author of each document refers.
    """

    def __init__(
        self, store: Store, names: Names, project: Project, written: Mapping[str, AbstractSet[str]]
    ) -> None:
        self._store = store
        self._names = names
        self._project = project
        self._prose = {docname: page.prose for docname, page in project.pages.items() if page.prose}
        self._by_hand = _by_hand(store, names, project) if self._prose else {}
        self._fields = Fields(store, names, project, written) if self._prose else None
        self._introduced = {
            docname: Introduced(prose, project.holds, store)
            for docname, prose in self._prose.items()
            if prose.introduced
        }
        self._own: dict[str, bool] = {}
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
            for name, idents, only, in_compound in prose.mentions:
                meaning = self._meaning(docname, name, idents, in_compound=in_compound)[1]
                yield Outcome(name, meaning, counts(only, self._project.holds))
            for hand in self._candidates(prose):
                yield Outcome(hand.asked, self._meaning(docname, hand.asked)[1], counts=True)

    def _meaning(
        self, docname: str, name: str, idents: Collection[str] = (), *, in_compound: bool = False
    ) -> tuple[str, Meaning]:
        """Return the name to ask for where one is mentioned, and what it means.

        That is nothing if several concepts have the name and no preference settles it, or if the text says otherwise.
        """
        prefer = self._project.prefer.get(docname, ())
        meaning = self._names.meaning(name, prefer)
        asked, known = name, meaning.ident in idents
        introduced = self._introduced.get(docname) if idents and not meaning.by_hand else None
        if introduced and name in introduced:
            asked, meaning = introduced.meaning(name, meaning, lambda long: self._names.meaning(long, prefer))
            known = True
        if meaning.candidates or not (
            meaning.by_hand or (known and self._is_meant(meaning, asked, in_compound=in_compound))
        ):
            meaning = Meaning()
        return asked, meaning

    def _is_meant(self, meaning: Meaning, name: str, *, in_compound: bool) -> bool:
        """Tell whether a mention means a concept, for all that its neighbors and the fields of the project tell."""
        ident = meaning.ident
        if not ident or self._fields is None:
            return False
        # What the author has written down, the author means
        if ident not in self._own:
            self._own[ident] = self._store.is_own(ident)
        return self._own[ident] or (not in_compound and self._fields.hold(ident, name))

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

    def meaning(
        self, docname: str, name: str, idents: Sequence[str], *, in_compound: bool
    ) -> tuple[str, Meaning]:
        """Return what is to be linked where a page mentions a name: the name to ask for, and what it means.

        Args:
            docname: the page.
            name: as it stands there.
            idents: the concepts of the name. One that was not noted came to light behind a hand-written term.
            in_compound: whether the name is part of a longer one there.
        """
        asked, meaning = self._meaning(docname, name, idents, in_compound=in_compound)
        return asked, meaning if meaning.by_hand or meaning.ident in self.used[docname] else Meaning()

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
    silenced = Exclusions(store, project.settings.autolink_exclude)
    silent = {term for ident, term in names.replaced.items() if store.concept(ident).autolink is False}
    found: dict[str, list[Name]] = {}
    for term in sorted((project.by_hand.keys() & project.shown) - silent):
        for name in (term, *_spelt_out(term)):
            if not (names.excluded.holds(name) or silenced.holds(name) or is_everyday(name)):
                exact = is_abbreviation(name)
                for form in (name, *plurals(name)):
                    found.setdefault(first_word(form), []).append(Name(form, "", exact))
    return found


def _spelt_out(term: str) -> tuple[str, ...]:
    """Return the name in ``long form (SHORT)`` or ``SHORT (long form)``, ``()`` for others.

    What else stands in parentheses, as in ``Name (the package)``, tells an entry from what the bare name means.
    """
    parts = split_qualified(term)
    return parts[:1] if parts and (declared(*parts) or declared(*parts[::-1])) else ()
