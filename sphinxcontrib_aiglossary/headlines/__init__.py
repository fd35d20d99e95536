"""Read headlines: term, abbreviations, synonyms, keywords, category; from the whole corpus at once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.grammar import fields
from sphinxcontrib_aiglossary.grammar.acronyms import abbreviates, words
from sphinxcontrib_aiglossary.grammar.leads import agreement
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.sources.shape import split_items

from . import forms, naming

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinxcontrib_aiglossary.model import Record
    from sphinxcontrib_aiglossary.naming.keys import Key


_SIGN = 5
"""Letters that a sign has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline as its body and the corpus explain it."""

    term: str
    """The name that the body defines, in its casing."""
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    """Items that only point at related topics, as they stand in the headline."""
    category: str | None = None
    """The last item, as it stands in the headline, if it names a field and is no keyword."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """What all headlines together tell of an item."""

    closing: Counter[Key]
    """How often an item is the second and last one: the place of a category."""
    first: frozenset[Key]
    """What is the first item of some headline: the place of a term."""


def interpreter(records: Sequence[Record], bodies: Sequence[str]) -> Callable[[int], Headline]:
    """Return what interprets the headlines of a corpus, by the numbers of records.

    Args:
        records: all records, of all sources: each is evidence for the others.
        bodies: their bodies, restored or raw, in the same order.
    """
    split = [split_items(record.headline) for record in records]
    corpus = _Corpus(
        closing=Counter(key(items[-1]) for items in split if len(items) == 2),  # noqa: PLR2004 - term, category
        first=frozenset(key(items[0]) for items in split),
    )
    return lambda number: _headline(split[number], ", " in records[number].headline, bodies[number], corpus)


def _headline(items: Sequence[str], spaced: bool, body: str, corpus: _Corpus) -> Headline:  # noqa: FBT001 - a fact
    name = naming.name(items[0], body)
    term = name.term
    abbreviations = list(name.abbreviations)
    synonyms: list[str] = []
    free = [items[0]] if name.strange and items[0] else []
    known = {key(term), key(name.first), key(items[0])}
    for item in items[1:]:
        if not item or key(item) in known:
            continue
        known.add(key(item))
        if plural := next((short for short in abbreviations if key(short) == f"{key(item)}s"), ""):
            abbreviations[abbreviations.index(plural)] = plural[:-1]
        elif _shortens(item, name) or _symbol(item, name):
            abbreviations.append(forms.cased(item, body, short=True))
        elif abbreviates(term, item):
            # The headline gives the long form of its term: that is the term, and the short one its abbreviation.
            abbreviations.append(term)
            term = forms.cased(item, body)
        elif forms.same(item, term) or _aside(item, name):
            synonyms.append(_restyled(forms.cased(item, body), abbreviations))
        else:
            free.append(item)
    category = _category(items, free, term, corpus, spaced=spaced)
    if not name.strange and not _carried(name, items, (term, *synonyms, *abbreviations)):
        another = forms.same(name.first, term) or (category and _two_names(items, term))
        (synonyms if another else free).insert(0, forms.cased(items[0], body) if another else items[0])
    keywords = free[:-1] if category else free
    if category and len(keywords) == 1 and not name.strange:
        term, more, keywords = _other_name(term, items[0], keywords[0])
        synonyms += (forms.cased(each, body) if each == items[0] else each for each in more)
    return Headline(
        term=term,
        abbreviations=_unique(abbreviations, {key(term)}),
        synonyms=_unique(synonyms, {key(term)}),
        keywords=_unique(keywords, set()),
        category=category,
    )


def _unique(names: Sequence[str], known: set[Key]) -> tuple[str, ...]:
    found: dict[Key, str] = {}
    for each in names:
        if each and key(each) not in known:
            found.setdefault(key(each), each)
    return tuple(found.values())


def _restyled(synonym: str, abbreviations: Sequence[str]) -> str:
    """Return a synonym with the abbreviations in it in their casing: ``MoE training`` for ``Moe training``."""
    styles = {short.lower(): short for short in abbreviations}
    return " ".join(styles.get(word.lower(), word) for word in synonym.split())


def _shortens(item: str, name: naming.Name) -> bool:
    if " " in item:
        return False
    long_forms = (name.term, name.first, name.expanded)
    return key(item) in {key(short) for short in name.abbreviations} or any(
        abbreviates(item, long) for long in long_forms
    )


def _aside(item: str, name: naming.Name) -> bool:
    """Return whether the lead gives an item as a further name of the term, in the singular or the plural."""
    return any(key(item) == key(other) or forms.same(item, other) for other in name.asides)


def _symbol(item: str, name: naming.Name) -> bool:
    """Return whether an item is the sign that the lead sets in parentheses: ``D0`` of ``**Defect density (D0)**``."""
    return len(item) <= _SIGN and " " not in item and key(item) in map(key, name.asides)


def _carried(name: naming.Name, items: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether the names hold what the first item says.

    They do when one of them is the same, or the same words turned round; and when the term is made of the item: it
    completes its words, or leaves out the search words behind them. A term that another item gives is not made of it.
    """
    first = re.sub(r"\s*\([^()]*\)", "", name.first)
    if any(sorted(words(first)) == sorted(words(other)) for other in names):
        return True
    if len(items) == 2 and forms.written_short(first, names[0]):  # noqa: PLR2004 - term, category: no search words
        return False
    if key(names[0]) in map(key, items[1:]) and key(first) != key(name.term):
        return False
    long = " ".join((*names, name.expanded))
    if agreement(first, long) >= 1:
        return True
    return len(items) > 2 and agreement(names[0], items[0]) >= 1  # noqa: PLR2004 - search words follow in no other


def _two_names(items: Sequence[str], term: str) -> bool:
    """Return whether an ordered headline gives its term two names: its first item, and another one or the body's."""
    return len(items) == 2 or key(term) in map(key, items[1:])  # noqa: PLR2004 - term, category


def _other_name(term: str, first: str, item: str) -> tuple[str, list[str], list[str]]:
    """Read the item between term and category: term, synonyms and keywords that it makes.

    A name of the same words is a synonym. If the first item only turns the words of the body's name round, as an
    index does, and the second completes that name, then the second is the term.
    """
    mine, other = words(term), words(item)
    inverted = words(first) != mine and sorted(words(first)) == sorted(mine)
    if inverted and other[: len(mine)] == mine:
        rest = item.split()[len(term.split()) :]
        styled = [word.capitalize() if term.istitle() else word for word in rest]
        return " ".join([term, *styled]), [term], []
    if agreement(item, term) >= 1 or (agreement(term, item) >= 1 and len(other) <= len(mine) + 1):
        return term, [item], []
    return term, [], [item]


def _category(
    items: Sequence[str], free: Sequence[str], term: str, corpus: _Corpus, *, spaced: bool
) -> str | None:
    """Return the last item if it is the category: what is left when all names of the term are taken away.

    An unknown name is believed only in a headline that is ordered: of two items, written with spaces, or with its
    abbreviation in parentheses. With one more item left, the ordered headline needs a sure one. Three free items and more are keywords.
    """
    others = free[1:] if free and free[0] == items[0] else free
    if not others or others[-1] != items[-1]:
        return None
    last = items[-1]
    sure = fields.names_field(last) or corpus.closing[key(last)] > 1
    if len(others) == 1:
        # the second of two items, or the last one behind the names of the term
        ordered = spaced or "(" in items[0] or len(items) == 2  # noqa: PLR2004 - term, category
        plausible = ordered and fields.may_name_field(last)
        plausible = plausible and agreement(term, last) < 1 and key(last) not in corpus.first
        return last if sure or plausible else None
    if len(others) == 2 and spaced and sure:  # noqa: PLR2004 - names of the term, one more, category
        return last
    return None
