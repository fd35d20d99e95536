"""A made-up language: as many words as one wants, the same ones every time, some far more frequent than others."""

from __future__ import annotations

import random
from functools import cache
from string import ascii_lowercase
from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


COMMON: Final = _listed(
    "the of a to in is that for as with on by are be this from at which or an it when each not can has more one than "
    "between after before its during over only where most under such into about both same until per"
)
_STARTS: Final = _listed("b bl br c ch d dr f fl g gr h j k l m n p pl pr qu r s st t tr v w x y z")
_CORES: Final = _listed("a e i o u ai ea io ou")
_ENDS: Final = _listed("ck d l ll m n nd ng r rs s st t x ze ment tion ing er")
_WORDS: Final = 6000


def rng(*seed: object) -> random.Random:
    """Return chance that is the same every time."""
    return random.Random(repr(seed))  # noqa: S311 - a fixed sequence is wanted


@cache
def vocabulary() -> tuple[str, ...]:
    """Return words of two or three syllables, of any first letter."""
    chance = rng("vocabulary")
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        letter = ascii_lowercase[len(found) % len(ascii_lowercase)]
        starts = [start for start in _STARTS if start[0] == letter] or [letter]
        word = chance.choice(starts)
        for _ in range(chance.choice((1, 1, 2))):
            word += chance.choice(_CORES) + chance.choice(_STARTS)
        found[word + chance.choice(_CORES) + chance.choice(_ENDS)] = None
    return tuple(found)


def some_word(chance: random.Random) -> str:
    """Return a word: every second one is a common word, and of the others the first ones are the most frequent."""
    if chance.random() < 0.45:  # noqa: PLR2004 - about as in English
        return chance.choice(COMMON)
    return vocabulary()[int(_WORDS * chance.random() ** 3)]


def sentence(chance: random.Random, words: int) -> str:
    """Return a sentence without its full stop, about so many words long."""
    said = [some_word(chance) for _ in range(max(4, round(chance.gauss(words, words / 4))))]
    for _ in range(len(said) // 14):
        said[chance.randrange(len(said) - 1)] += ","
    return " ".join(said).capitalize()
