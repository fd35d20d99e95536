"""The rules of a good glossary that a machine can check: what ``aiglossary check --strict`` asks of authored concepts.

A build never asks for them: a glossary that breaks one still prints. They hold for what a person wrote (YAML); dumps
are as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.markup import faults
from sphinxcontrib_aiglossary.markup.markdown import parse, walk
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.problems import Kind, Problem
from sphinxcontrib_aiglossary.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Entry
    from sphinxcontrib_aiglossary.naming.keys import Key

MOST_WORDS_OF_DEFINITION: Final = 50
WORDS_OF_ARTICLE: Final = range(80, 301)
LEAST_LINKED: Final = 0.9
"""Share of the concepts that refer to another one by ``see``."""
MIN_GLOSSARY: Final = 10
"""Concepts that a glossary must have before a share of them says anything."""

# what printed words are made of; "p-n", "10 %", "E_i" and "don't" are a word each
_RE_WORD: Final = re.compile(r"\S*\w\S*")
# an ending goes if enough of the word stays: "locking", "loads", "processed", but not "ring", "gas"
_RE_ENDING: Final = re.compile(r"(?<=\w{4})(?:ings?|ed|e?s)$|(?<=\w{3})s$")
_SMALL: Final = frozenset(
    "a an and as at by for from in into is of on or that the to which with".split()  # noqa: SIM905 - one line to read
)


def check(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield what authored entries lack to be a good glossary.

    Args:
        entries: Of any sources; those of dumps are passed over.
    """
    authored = [entry for entry in entries if entry.authored]
    for entry in authored:
        for fault in _faults(entry):
            yield Problem(kind=Kind.HOUSE_RULE, origin=entry.origin, message=f"“{entry.term}”: {fault}")
    yield from _shared_names(authored)
    yield from _too_few_links(authored)


def _shared_names(authored: Sequence[Entry]) -> Iterator[Problem]:
    """Yield the full names that two concepts claim, but for homonyms, which their categories tell apart.

    An abbreviation may be one of several concepts.
    """
    owners: dict[Key, Entry] = {}
    for entry in authored:
        owners.setdefault(key(entry.term), entry)
    for entry in authored:
        for name in entry.synonyms:
            owner = owners.setdefault(key(name), entry)
            if owner is not entry and key(name) != key(entry.term):
                message = (
                    f"“{entry.term}”: its synonym “{name}” is a name of “{owner.term}”, too ({owner.origin})"
                )
                yield Problem(kind=Kind.HOUSE_RULE, origin=entry.origin, message=message)


def linked(entries: Iterable[Entry]) -> tuple[int, int]:
    """Return how many of the authored entries name a related concept, and how many there are."""
    flags = [bool(entry.see) for entry in entries if entry.authored]
    return sum(flags), len(flags)


def _too_few_links(authored: Sequence[Entry]) -> Iterator[Problem]:
    number, of = linked(authored)
    if of < MIN_GLOSSARY or number >= LEAST_LINKED * of:
        return
    first = next(entry for entry in authored if not entry.see)
    message = f"{number} of {of} concepts have `see`, which should be nine in ten; “{first.term}” is the first without"
    yield Problem(kind=Kind.HOUSE_RULE, origin=first.origin, message=message)


def _faults(entry: Entry) -> Iterator[str]:
    yield from _faults_of_definition(entry)
    yield from _faults_of_article(entry)
    yield from _faults_of_names(entry)


def _faults_of_definition(entry: Entry) -> Iterator[str]:
    if not entry.definition.strip():
        yield "the definition is missing"
        return
    number = count_words(entry.definition)
    if number > MOST_WORDS_OF_DEFINITION:
        yield f"the definition has {number} words, more than {MOST_WORDS_OF_DEFINITION}; move some to the article"
    if repeats(entry.term, entry.definition):
        yield "the definition repeats the term; begin with the kind of thing that it is"
    for fault in faults.find(entry.definition):
        yield f"the definition has {fault}"


def _faults_of_article(entry: Entry) -> Iterator[str]:
    if not entry.article.strip():
        return
    number = count_words(entry.article)
    if number not in WORDS_OF_ARTICLE:
        least, most = WORDS_OF_ARTICLE.start, WORDS_OF_ARTICLE.stop - 1
        yield f"the article has {number} words, expected {least} to {most}"
    for fault in faults.find(entry.article):
        yield f"the article has {fault}"


def _faults_of_names(entry: Entry) -> Iterator[str]:
    seen: set[Key] = set()
    for name in (entry.term, *entry.abbreviations, *entry.synonyms, *entry.deprecated):
        if (folded := key(name)) in seen:
            yield f"it has the name “{name}” twice; case, hyphens and spaces make no other name"
        seen.add(folded)
    if builtin.holds(entry.origin):
        # a category of one's own is no fault; it would be one in the glossary that the taxonomy is made for
        for title in entry.categories:
            if not taxonomy().knows(title):
                yield f"the category “{title}” is not in the taxonomy"
        if not entry.categories:
            yield "it has no category"


def count_words(text: str) -> int:
    r"""Return the number of words that a Markdown text prints, code blocks left out; a formula is one word.

    >>> count_words("The *mean* of `x` is $\\frac{1}{N} \\sum x_i$, for $N > 0$.")
    8
    """
    number = 0
    for token in walk(parse(text)):
        if token.type in {"text", "code_inline"}:
            number += len(_RE_WORD.findall(token.content))
        elif token.type in {"math_inline", "math_inline_double", "math_block"}:
            number += 1
    return number


def repeats(term: str, definition: str) -> bool:
    """Say whether a definition begins with the words of the term, or has no other words than these.

    >>> repeats("load lock", "A load lock is a chamber."), repeats("load lock", "The locking of loads.")
    (True, True)
    >>> repeats("load lock", "Chamber through which wafers pass from air to vacuum under load.")
    False
    """
    said = _stems(_printed(definition))
    term_words = _stems(term)
    return bool(term_words) and (said[: len(term_words)] == term_words or set(said) <= set(term_words))


def _stems(text: str) -> list[str]:
    """Return the words of a text without endings and without small words, unless these are all."""
    words = re.findall(r"\w+", key(text))
    content = [word for word in words if word not in _SMALL]
    return [_RE_ENDING.sub("", word) for word in content or words]


def _printed(text: str) -> str:
    return " ".join(
        token.content for token in walk(parse(text)) if token.type in {"text", "code_inline", "math_inline"}
    )
