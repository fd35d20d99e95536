"""How alike the texts of two entries are, and which domain a text belongs to.

Computed only for entries whose names give a reason to compare them, so a large glossary costs little. Measured on dumps:
texts about one thing reach a likeness of 0.07 even when one of them has but two sentences; unrelated texts have a median
of 0.03, and different things of one field seldom more than 0.4.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from sphinxcontrib_aiglossary.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Entry

Domain = Literal["learning", "chips"]

MAX_WORDS: Final = 400
"""Words of a text that are compared; what an entry is about, its beginning tells."""
MAX_SAMPLE: Final = 400
"""Entries from which the weight of words is estimated."""

_TINY: Final = 1e-9
"""What is left of a square when all of it has been taken away."""

_RE_WORD: Final = re.compile(r"[^\W\d_][^\W_]+")
_STOP: Final = frozenset(
    """
    a about after all also an and any are as at be been before being between both but by can do does during each either
    for from had has have how if in into is it its just may more most must no nor not of on one only or other over same
    should so some such than that the their them then there these they this those through to too under up used uses using
    very via was well were what when where whether which while who whose why will with within without would
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of strings
)
_EVIDENCE: Final[dict[Domain, frozenset[str]]] = {
    "learning": frozenset(
        """
        accuracy agent ai attention backpropagation classifier dataset decoder embedding encoder epoch gradient
        hyperparameter inference label language learning llm loss network neural optimizer overfitting parameter
        pretrained prompt pytorch reinforcement token training transformer vision
        """.split()  # noqa: SIM905 - likewise
    ),
    "chips": frozenset(
        """
        anneal capacitance chamber circuit cleanroom cmos defect deposition device die dopant doping dielectric etch etching
        fab film foundry implant lithography lot mask metal oxide packaging photoresist plasma recipe silicon soc
        substrate throughput tool transistor voltage wafer yield
        """.split()  # noqa: SIM905 - likewise
    ),
}
"""Words by which a text shows its domain; a text needs several of them, and few of the other domain."""
_MIN_EVIDENCE: Final = 3
_GROUPS: Final[tuple[tuple[re.Pattern[str], Domain], ...]] = (
    (re.compile(r"semiconductor|chip|metrology|manufacturing", re.IGNORECASE), "chips"),
    (re.compile(r"learning|language|\bAI\b", re.IGNORECASE), "learning"),
)
"""The domain that the title of a group of the taxonomy names."""


def words(text: str) -> Iterator[str]:
    """Return the words of a text that carry meaning, lower case, a plural ``s`` cut off."""
    return filter(None, map(_meaning, _RE_WORD.findall(text.casefold())))


# Texts of one field have most of their words in common
@lru_cache(maxsize=1 << 14)
def _meaning(word: str) -> str:
    """Return what of a word carries meaning; empty if none of it does."""
    if word in _STOP:
        return ""
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word  # noqa: PLR2004 - "gas" stays


def text_of(entry: Entry) -> str:
    """Return all that an entry says."""
    return entry.body or f"{entry.definition}\n{entry.article}"


class Texts:
    """The texts of some entries, counted when they are asked for."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._counts: dict[int, Counter[str]] = {}
        self._weights: dict[int, dict[str, float]] = {}
        self._squares: dict[int, float] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._domains: dict[int, Domain | None] = {}
        self._sampled: tuple[int, Counter[str]] | None = None
        self.read: set[int] = set()
        """The entries of which anybody has looked at a text: other texts of the others would change nothing."""

    def entry(self, number: int) -> Entry:
        """Return an entry whose texts are going to be looked at."""
        self.read.add(number)
        return self._entries[number]

    def likeness(self, one: int, other: int) -> float:
        """Return how alike two texts are beyond the words of their terms, from 0 to 1."""
        left, right = sorted((self._weighed(one), self._weighed(other)), key=len)
        shared = self._named(one) | self._named(other)
        product = sum(
            weight * right[word] for word, weight in left.items() if word in right and word not in shared
        )
        norm = self._norm(one, shared) * self._norm(other, shared)
        return product / norm if norm else 0.0

    def closest(self, some: Sequence[int], others: Sequence[int]) -> float:
        """Return the greatest likeness between an entry of one group and an entry of another."""
        return max(self.likeness(one, other) for one in some for other in others)

    def _named(self, number: int) -> frozenset[str]:
        """Return the words of a term."""
        found = self._names.get(number)
        if found is None:
            found = self._names[number] = frozenset(words(self._entries[number].term))
        return found

    def _norm(self, number: int, left_out: frozenset[str]) -> float:
        weights = self._weighed(number)
        square = self._squares[number] - sum(weights.get(word, 0.0) ** 2 for word in left_out)
        return math.sqrt(square) if square > _TINY else 0.0

    def empty(self, number: int) -> bool:
        """Say whether an entry has no text to compare."""
        return not self._count(number)

    def domain(self, number: int) -> Domain | None:
        """Return the domain of an entry: by its text where that is plain, else by its category."""
        if number not in self._domains:
            self._domains[number] = self._domain(number)
        return self._domains[number]

    def _domain(self, number: int) -> Domain | None:
        count = self._count(number)
        found = {domain: sum(word in count for word in evidence) for domain, evidence in _EVIDENCE.items()}
        for domain, hits in found.items():
            others = max(hits for other, hits in found.items() if other != domain)
            if hits >= _MIN_EVIDENCE and hits >= _MIN_EVIDENCE * others:
                return domain
        titles = [taxonomy().group(name) for name in self._entries[number].categories]
        return next((d for title in titles for pattern, d in _GROUPS if pattern.search(title)), None)

    def _count(self, number: int) -> Counter[str]:
        count = self._counts.get(number)
        if count is None:
            text = text_of(self.entry(number))[: MAX_WORDS * 12]
            count = self._counts[number] = Counter(islice(words(text), MAX_WORDS))
        return count

    def _weighed(self, number: int) -> dict[str, float]:
        """Return the words of a text, each with its weight: rare words and repeated words tell more."""
        weights = self._weights.get(number)
        if weights is None:
            rare, frequency = self._sample()
            weights = self._weights[number] = {
                word: (1 + math.log(times)) * math.log(rare / (frequency[word] + 1))
                for word, times in self._count(number).items()
            }
            self._squares[number] = sum(weight * weight for weight in weights.values())
        return weights

    def _sample(self) -> tuple[int, Counter[str]]:
        """Return in how many sampled texts each word stands, and more than how many texts there are."""
        if self._sampled is None:
            step = max(1, len(self._entries) // MAX_SAMPLE)
            numbers = range(0, len(self._entries), step)
            self._sampled = len(numbers) + 10, Counter(word for n in numbers for word in self._count(n))
        return self._sampled
