"""Made-up concepts with articles, and documents that refer to them; as text with the inline markup of Markdown."""

from __future__ import annotations

from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final, NamedTuple

from .words import rng, sentence, vocabulary

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

CHANGING: Final = 0
"""The concept that changes in the course of the measurements."""
USED_ON: Final = 5
"""On how many documents it is used."""
_SHARES: Final = (15, 10, 18, 14, 8, 10, 6, 6, 9, 1, 1, 8, 14, 4, 4, 17, 1, 12, 20, 12, 2, 2, 3, 1, 1, 1)
"""How many of 200 terms begin with each letter, from A to Z: about as in English."""
_LETTER_OF_CHANGING: Final = "r"
"""Its page is as long as the pages of all concepts are on average."""
WORDS: Final = 800
REFERENCES: Final = 20
_FORMULAS: Final = (
    r"\frac{{a_{0}}}{{b^2}}",
    r"\sum_{{i=1}}^{{{0}}} x_i",
    r"\sqrt{{\sigma^2 + {0}}}",
    r"e^{{-{0} t}}",
)


class Block(NamedTuple):
    """One part of an article: ``heading``, ``prose``, ``points``, ``table``, ``code`` or ``formula``."""

    kind: str
    lines: tuple[str, ...]


class Concept(NamedTuple):
    """A made-up concept."""

    term: str
    abbreviation: str
    synonyms: tuple[str, ...]
    definition: str
    article: tuple[Block, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the term first."""
        return tuple(filter(None, (self.term, self.abbreviation, *self.synonyms)))

    @property
    def letter(self) -> str:
        """The first letter, under which the concept is filed."""
        return self.term[0].upper()


class Document(NamedTuple):
    """A made-up document: its paragraphs hold texts and, between them, the concepts referred to."""

    title: str
    paragraphs: tuple[tuple[str | Concept, ...], ...]


@cache
def _letters() -> tuple[str, ...]:
    """Return the first letters of as many concepts as :data:`_SHARES` tells, mixed; that of the one that changes first."""
    mixed = [letter for letter, share in zip(ascii_lowercase, _SHARES, strict=True) for _ in range(share)]
    rng("letters").shuffle(mixed)
    first = mixed.index(_LETTER_OF_CHANGING)
    return (*mixed[first:], *mixed[:first])


@cache
def term(number: int) -> str:
    """Return the name of a concept: two words."""
    words, letters = vocabulary(), _letters()
    letter = letters[number % len(letters)]
    firsts = words[ascii_lowercase.index(letter) :: len(ascii_lowercase)]
    before = letters[: number % len(letters)].count(letter) + number // len(letters) * letters.count(letter)
    second = words[(number * 11 + number // len(words)) % len(words)]
    return f"{firsts[before % len(firsts)]} {second}{rng('term', number).choice(('', '', 's', 'er'))}"


@cache
def concept(number: int) -> Concept:
    """Return one of the concepts, the same every time: four names, and an article of about 2,000 characters."""
    chance = rng("concept", number)
    name = term(number)
    others = [term(chance.randrange(300)) for _ in range(2)]
    first, second = name.split()
    synonyms = (f"{second} of {first}", f"{first} by {second}", f"{second} for {first}")
    is_short = number % 2
    return Concept(
        term=name,
        abbreviation=f"{first[0]}{second[0]}{number}".upper() if is_short else "",
        synonyms=synonyms[:2] if is_short else synonyms,
        definition=f"A **{name}** is {sentence(chance, 14).lower()}, unlike the {others[0]}, in edition 0.",
        article=tuple(_article(chance, others[1])),
    )


def _article(chance: random.Random, other: str) -> list[Block]:
    symbol = chance.choice(_FORMULAS).format(chance.randint(2, 9))
    prose = [f"{sentence(chance, 16)}." for _ in range(10)]
    prose[1] += f" The `{chance.choice(vocabulary())}` of the {other} is ${symbol}$."
    table = [
        ("Part", "Value", "Remark"),
        *((sentence(chance, 4)[:20], str(chance.randint(1, 999)), sentence(chance, 4)) for _ in range(3)),
    ]
    code = [
        f"{chance.choice(vocabulary())} = {chance.choice(vocabulary())}({chance.randint(1, 99)})"
        for _ in range(4)
    ]
    blocks = [
        Block("prose", (" ".join(prose[:3]),)),
        Block("heading", (sentence(chance, 4),)),
        Block("prose", (" ".join(prose[3:6]),)),
        Block(
            "points",
            tuple(f"**{sentence(chance, 4)[:18].strip()}**: {sentence(chance, 9)}" for _ in range(4)),
        ),
        Block("heading", (sentence(chance, 4),)),
        Block("prose", (" ".join(prose[6:]),)),
    ]
    extra = chance.choice(("table", "code", "formula"))
    if extra == "table":
        blocks.append(Block(extra, tuple("|".join(row) for row in table)))
    elif extra == "code":
        blocks.append(Block(extra, tuple(code)))
    else:
        blocks.append(Block(extra, (symbol,)))
    return blocks


def concepts(number: int) -> tuple[Concept, ...]:
    """Return the first concepts."""
    return tuple(map(concept, range(number)))


def documents(number: int, known: Sequence[Concept], mentions: int = 0) -> tuple[Document, ...]:
    """Return documents of 800 words with 20 references each.

    Args:
        number: how many.
        known: the concepts referred to; the first one by five documents only.
        mentions: names that stand in each document as plain text, besides.
    """
    return tuple(_document(each, known, mentions) for each in range(number))


def _document(number: int, known: Sequence[Concept], mentions: int) -> Document:
    chance = rng("document", number)
    chosen = [known[1 + chance.randrange(len(known) - 1)] for _ in range(REFERENCES)]
    if number < USED_ON:
        chosen[0] = known[CHANGING]
    paragraphs: list[tuple[str | Concept, ...]] = []
    for each in chosen:
        before, after = (sentence(chance, WORDS // REFERENCES // 2) for _ in range(2))
        paragraphs.append((f"{before} ", each, f" {after.lower()}."))
    paragraphs += [(f"A plain {term(chance.randrange(10_000))} is mentioned here.",) for _ in range(mentions)]
    paragraphs.append(("This is edition 0.",))
    return Document(f"{sentence(chance, 4)} {number}", tuple(paragraphs))


def paragraphs(document: Document, reference: Callable[[Concept], str]) -> list[str]:
    """Return the paragraphs of a document, its references written in one way."""
    return [
        "".join(part if isinstance(part, str) else reference(part) for part in paragraph)
        for paragraph in document.paragraphs
    ]
