"""The forms of a name in a sentence: long, short, or *long (short)*; singular or plural.

A form follows from the names of a concept and from what the author wrote: casing, number and possessive are his.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinxcontrib_aiglossary.grammar.acronyms import abbreviates, declared

from .keys import key
from .lookup import split_qualified
from .plurals import plurals, without_possessive

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sphinxcontrib_aiglossary.model import Concept, Plural

    from .keys import Key

Role = Literal["gls", "glspl", "acrshort", "acrlong", "acrfull"]
"""The roles, named after the commands of LaTeX's ``glossaries``."""


class _Found(NamedTuple):
    """A name as the data have it."""

    name: str
    """In the singular."""
    kind: Literal["full", "short", "avoided"]
    plural: bool = False
    """Whether its plural was written."""


class _Written(NamedTuple):
    """A name as an author wrote it, without qualifier and possessive ending."""

    found: _Found
    name: str
    text: str
    ending: str = ""
    """``'s`` or an apostrophe."""


class Forms:
    """The forms of one concept or hand-written entry."""

    def __init__(
        self,
        full: Sequence[str],
        short: Sequence[str],
        avoided: Sequence[str] = (),
        plural: Plural = None,
        foreign: Collection[str] = (),
    ) -> None:
        """Note the names.

        Args:
            full: the term, then its synonyms.
            short: the abbreviations.
            avoided: names that are understood and stand for no other.
            plural: what the data say of the plural of the term.
            foreign: those of the names whose plurals are not made by the rules of English.
        """
        self._foreign = frozenset(foreign)
        self._full, self._short, self._plural = tuple(full), tuple(short), plural
        singular = [
            *(_Found(name, "full") for name in full),
            *(_Found(name, "short") for name in short),
            *(_Found(name, "avoided") for name in avoided),
        ]
        self._known: dict[Key, _Found] = {}
        for found in singular:
            self._known.setdefault(key(found.name), found)
        for found in singular:
            for form in self._plurals(found.name):
                self._known.setdefault(key(form), found._replace(plural=True))

    def word(self, role: Role, name: str, text: str, *, expand: bool) -> str:
        """Return the text of a role.

        Args:
            role: what the author asks for.
            name: the name that he wrote.
            text: the same as it would be printed: with curly quotes, and for ``glspl`` in the plural by rule.
            expand: whether this is the first use, which says what the short form stands for.
        """
        written = self._take_apart(name, text)
        if written is None:
            return text
        plural = role == "glspl" or written.found.plural
        itself = self._itself(written, plural=plural)
        long, short = self._pair(written.found, itself, plural=plural)
        if not long or not short or key(long) == key(short):
            said = itself
        elif role == "acrlong":
            said = long
        elif role == "acrfull" or (expand and role != "acrshort"):
            said = f"{long} ({short})"
        else:
            said = short
        return said + _possessive(said, written.ending, plural=plural)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return each short form with the long form that it stands for."""
        pairs = ((short, self._pair(_Found(short, "short"), short, plural=False)[0]) for short in self._short)
        return tuple((short, long) for short, long in pairs if key(short) != key(long))

    def _take_apart(self, name: str, text: str) -> _Written | None:
        """Find what was written, in the order in which names are resolved."""
        if found := self._known.get(key(name)):
            return _Written(found, name, text)
        if (bare := without_possessive(name)) and (found := self._known.get(key(bare))):
            shown = without_possessive(text) or text
            return _Written(found, bare, shown, text[len(shown) :])
        if (parts := split_qualified(name)) and (found := self._known.get(key(parts[0]))):
            shown, _ = split_qualified(text) or (text, "")
            return _Written(found, parts[0], shown)
        return None

    def _itself(self, written: _Written, *, plural: bool) -> str:
        """Return the name that was written, in the number that was asked for."""
        found = written.found
        forms = self._plurals(found.name)
        if not plural or found.plural or key(written.text) in map(key, forms):
            return written.text
        if not forms:
            return written.text if key(written.text) == key(written.name) else written.name
        # The data know another plural than the rule
        capital = written.name[0].isupper() and not found.name[0].isupper()
        return forms[0][0].upper() + forms[0][1:] if capital else forms[0]

    def _pair(self, found: _Found, itself: str, *, plural: bool) -> tuple[str, str]:
        """Return the long and the short form, empty where there is none; a full name stays as it was written."""

        def formed(name: str) -> str:
            return next(iter(self._plurals(name)), name) if plural else name

        if found.kind == "full":
            return itself, formed(_fitting(self._short, lambda short: abbreviates(short, found.name)))
        if found.kind == "short":
            # Of several plurals that of the author
            short = itself if plural and itself in self._plurals(found.name) else formed(found.name)
            return formed(_fitting(self._full, lambda long: abbreviates(found.name, long))), short
        return formed(next(iter(self._full), "")), formed(next(iter(self._short), ""))

    def _plurals(self, name: str) -> tuple[str, ...]:
        # "has none" is said of the thing, so it holds for all its names; a form is a form of the term only
        stated = self._plural is False or name in self._full[:1]
        plural = self._plural if stated else None
        return () if plural is None and name in self._foreign else plurals(name, plural)


def _fitting(names: Sequence[str], fits: Callable[[str], bool]) -> str:
    """Return the first name that fits, else the first one: a concept may have several abbreviations of several names."""
    return next(filter(fits, names), next(iter(names), ""))


def _possessive(said: str, ending: str, *, plural: bool) -> str:
    """Return a possessive ending as it stands behind a text: the machines', the machines (Ms)', the machine (M)'s.

    Args:
        said: the text.
        ending: what the author wrote behind the name; his apostrophe is kept, straight or curly.
        plural: whether the text is a plural.
    """
    if not ending:
        return ""
    # Brackets do not change how the word in them ends
    last = re.split(r"[\s(]", said.rstrip(")"))[-1]
    if not last.lower().endswith("s"):
        return f"{ending[0]}s" if plural or len(ending) == 1 else ending
    # "mixture of experts" is one, and its last word is a plural all the same
    return ending[0] if plural or len(ending) == 1 or not plurals(last) else ending


def concept_forms(concept: Concept) -> Forms:
    """Return the forms of a concept."""
    full = concept.term, *concept.synonyms
    names = *full, *concept.abbreviations
    former = tuple(name for name in concept.former_names if name not in names)
    foreign = [name for name in names if not concept.is_english(name)]
    return Forms(full, concept.abbreviations, (*concept.deprecated, *former), concept.plural, foreign)


def entry_forms(names: Sequence[str], lent: Sequence[Concept] = ()) -> Forms:
    """Return the forms of a hand-written entry.

    Args:
        names: the terms that share the entry; ``long form (SHORT)`` is two names, either may be the one in brackets,
            ``name (category)`` is one.
        lent: the concepts whose term the entry defines; their other names are its names, too.
    """
    lent_short = {key(name) for concept in lent for name in concept.abbreviations}

    def shortens(short: str, *longs: str) -> bool:
        return key(short) in lent_short or any(declared(short, long) for long in longs)

    full: list[str] = []
    short: list[str] = []
    for name in names:
        before, inside = split_qualified(name) or (name, "")
        if inside and shortens(inside, before):
            full.append(before)
            short.append(inside)
        elif inside and shortens(before, inside):
            full.append(inside)
            short.append(before)
        elif shortens(before, *(other for other in names if other != name)):
            short.append(before)
        else:
            full.append(before)
    plural = None
    for concept in lent:
        if key(concept.term) in map(key, full[:1]):
            plural = concept.plural
        full += concept.synonyms
        short += concept.abbreviations
    return Forms(full, short, [name for concept in lent for name in concept.deprecated], plural)


def plural_by_rule(name: str) -> str:
    """Return the plural of a name of which nothing is known but how it is written; without a plural, the name.

    >>> plural_by_rule("GPU's"), plural_by_rule("batch size (fab)"), plural_by_rule("physics")
    ("GPUs'", 'batch sizes (fab)', 'physics')
    """
    if bare := without_possessive(name):
        form = plural_by_rule(bare)
        return form + _possessive(form, name[len(bare) :], plural=True)
    if parts := split_qualified(name):
        form, inside = plural_by_rule(parts[0]), parts[1]
        return f"{form} ({plural_by_rule(inside) if declared(inside, parts[0]) else inside})"
    return next(iter(plurals(name)), name)
