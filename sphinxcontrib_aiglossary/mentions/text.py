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

_HYPHENS: Final = "-\u2010\u2011"

# A word with what stands before it. An underscore inside a word is part of it; one at its edge is a symbol, as it may
# be Markdown's emphasis. The matches follow each other without a gap.
_RE_PIECE = re.compile(rf"(?:\s+|[{_HYPHENS}](?=\w))?(?:[^\W_]+(?:_+[^\W_]+)*|[^\w\s]|_)")


class Text:
    """A text as words and symbols, each with what stands before it: white space, a hyphen or nothing."""

    __slots__ = ("pieces",)

    def __init__(self, text: str) -> None:
        # Millions of words are cut for every one that is looked at: whatever can wait is left for later
        self.pieces: list[str] = _RE_PIECE.findall(text)

    def step(self, at: int) -> str:
        """Return the step in the trie from the word before; a hyphen is as good as a space."""
        piece = self.pieces[at]
        return folded(piece) if _word(piece) == piece else f" {folded(piece)}"

    def written(self, start: int, end: int) -> str:
        """Return some words in their own case."""
        words = ((_word(piece), piece) for piece in self.pieces[start:end])
        return "".join(word if word == piece else f" {word}" for word, piece in words).lstrip()

    def places(self) -> list[tuple[int, int]]:
        """Return where each word starts and ends."""
        ends = list(accumulate(map(len, self.pieces)))
        return [(end - len(_word(piece)), end) for end, piece in zip(ends, self.pieces, strict=True)]

    def glued(self, at: int, symbols: str = HOLDING) -> bool:
        """Tell whether no name can begin or end before a word, as it makes one longer word with the one before.

        Args:
            at: number of the word.
            symbols: those that are part of the word beside them.
        """
        if not 0 < at < len(self.pieces) or self.pieces[at][0].isspace():
            return False
        return _holds(_word(self.pieces[at - 1]), symbols) and _holds(_word(self.pieces[at]), symbols)


def words(text: str) -> list[str]:
    """Return the words and symbols of a text, folded as names are compared; a name is found by them."""
    return list(map(folded, Text(text).pieces))


def first_word(name: str) -> str:
    """Return the first of the :func:`words` of a name; ``""`` if it has none."""
    found = _RE_PIECE.match(name)
    return folded(found[0]) if found else ""


def _word(piece: str) -> str:
    """Return a word without what stands before it."""
    word = piece.lstrip()
    return word[1:] if word == piece and len(word) > 1 and word[0] in _HYPHENS else word


def _holds(word: str, symbols: str) -> bool:
    """Tell whether a piece of text is part of the word beside it: letters, digits, marks on letters, some symbols."""
    char = word[0]
    return char.isalnum() or char in symbols or unicodedata.category(char)[0] == "M"


@lru_cache(maxsize=100_000)
def folded(piece: str) -> str:
    """Return a word, with or without what stands before it, as names are compared."""
    word = _word(piece)
    # To a key, `a_b` is `a b`; in running text it is one word.
    return word.casefold() if "_" in word else key(word) or word
