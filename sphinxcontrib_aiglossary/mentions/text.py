"""A text as words: what one is, how it is folded, which of them are parts of a longer one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

from sphinxcontrib_aiglossary.keys import key

HOLDING: Final = "_+#"
"""Symbols that are part of the word beside them: ``C++``, ``C#``, ``_id``."""

# A word with what stands before it. An underscore inside a word is part of it; one at its edge is a symbol, as it may
# be Markdown's emphasis. The matches follow each other without a gap.
_RE_WORD = re.compile(r"(\s+|[-\u2010\u2011](?=\w))?([^\W_]+(?:_+[^\W_]+)*|[^\w\s]|_)")


class Text:
    """A text as words and symbols, and what stands before each: white space, a hyphen or nothing."""

    __slots__ = ("_pairs", "folded")

    def __init__(self, text: str) -> None:
        self._pairs: list[tuple[str, str]] = _RE_WORD.findall(text)
        self.folded = [_folded(word) for _, word in self._pairs]

    def step(self, at: int) -> str:
        """Return the step in the trie from the word before; a hyphen is as good as a space."""
        return f" {self.folded[at]}" if self._pairs[at][0] else self.folded[at]

    def written(self, start: int, end: int) -> str:
        """Return some words in their own case."""
        return "".join(f" {word}" if gap else word for gap, word in self._pairs[start:end]).lstrip()

    def places(self) -> list[tuple[int, int]]:
        """Return where each word starts and ends."""
        ends = accumulate(len(gap) + len(word) for gap, word in self._pairs)
        return [(end - len(word), end) for end, (_, word) in zip(ends, self._pairs, strict=True)]

    def glued(self, at: int, symbols: str = HOLDING) -> bool:
        """Tell whether no name can begin or end before a word, as it makes one longer word with the one before.

        Args:
            at: number of the word.
            symbols: those that are part of the word beside them.
        """
        if not 0 < at < len(self._pairs) or self._pairs[at][0].isspace():
            return False
        return _holds(self._pairs[at - 1][1], symbols) and _holds(self._pairs[at][1], symbols)


def words(text: str) -> list[str]:
    """Return the words and symbols of a text, folded as names are compared; a name is found by them."""
    return Text(text).folded


def first_word(name: str) -> str:
    """Return the first of the :func:`words` of a name; ``""`` if it has none."""
    found = _RE_WORD.match(name)
    return _folded(found[2]) if found else ""


def _holds(word: str, symbols: str) -> bool:
    """Tell whether a piece of text is part of the word beside it: letters, digits, marks on letters, some symbols."""
    char = word[0]
    return char.isalnum() or char in symbols or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    # To a key, `a_b` is `a b`; in running text it is one word.
    return word.casefold() if "_" in word else key(word) or word
