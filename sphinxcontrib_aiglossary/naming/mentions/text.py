"""A text as words: what one is, how it is folded, which of them are parts of a longer one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Final

from sphinxcontrib_aiglossary.naming.keys import fold

HOLDING: Final = "_+#"
"""Symbols that are part of the word beside them: ``C++``, ``C#``, ``_id``."""

_HYPHENS: Final = "-\u2010\u2011"
# A word or a symbol with what stands before it: white space or a hyphen. An underscore inside a word is part of it; one
# at its edge is a symbol, as it may be Markdown's emphasis. The matches follow each other without a gap.
_RE_PIECE = re.compile(rf"(?:\s++|[{_HYPHENS}](?=\w))?+(?:[^\W_]++(?:_++[^\W_]++)*+|\W|_)")


class Text:
    """A text as pieces: a word or a symbol each, with what stands before it."""

    __slots__ = ("pieces",)

    def __init__(self, text: str) -> None:
        # Millions of words are cut for every one that is looked at: whatever can wait is left for later. White space at
        # the end would be tried as the start of a piece at each of its characters.
        self.pieces: list[str] = _RE_PIECE.findall(text.rstrip())

    def step(self, at: int) -> str:
        """Return the :func:`step_to` a word; ``""`` behind the last one."""
        return step_to(self.pieces[at]) if at < len(self.pieces) else ""

    def written(self, start: int = 0, end: int | None = None) -> str:
        """Return some words in their own case."""
        pieces = ((piece, _word(piece)) for piece in self.pieces[start:end])
        return "".join(word if word == piece else f" {word}" for piece, word in pieces).lstrip()

    def ends(self) -> list[int]:
        """Return where each word ends."""
        return list(accumulate(map(len, self.pieces)))

    def length(self, at: int) -> int:
        """Return the length of a word."""
        return len(_word(self.pieces[at]))

    def glued(self, at: int, symbols: str = HOLDING) -> bool:
        """Tell whether no name can begin or end before a word, as it makes one longer word with the one before.

        Args:
            at: number of the word.
            symbols: those that are part of the word beside them.
        """
        if not 0 < at < len(self.pieces) or self.pieces[at][0].isspace():
            return False
        return _holds(self.pieces[at - 1][-1], symbols) and _holds(_word(self.pieces[at])[0], symbols)


def words(text: str) -> list[str]:
    """Return the words and symbols of a text, folded as names are compared; a name is found by them."""
    return [folded(piece) for piece in Text(text).pieces]


def first_word(name: str) -> str:
    """Return the first of the :func:`words` of a name; ``""`` if it has none."""
    found = _RE_PIECE.match(name)
    return folded(found[0]) if found else ""


def folded(piece: str) -> str:
    """Return the word of a piece as names are compared."""
    return step_to(piece).lstrip()


# As many words as a long page has: whoever looks up those of all pages remembers what it found
@lru_cache(maxsize=1 << 11)
def step_to(piece: str) -> str:
    """Return the step in a trie from the word before: the folded word, behind a space where a gap or hyphen is."""
    word = _word(piece)
    # To a key, `a_b` is `a b`; in running text it is one word.
    found = word.casefold() if "_" in word else fold(word) or word
    return found if word == piece else f" {found}"


def _word(piece: str) -> str:
    """Return the word of a piece without what stands before it."""
    return piece[1:] if piece[:1] in _HYPHENS and len(piece) > 1 else piece.lstrip()


def _holds(char: str, symbols: str) -> bool:
    """Tell whether a character is part of the word beside it: a letter, a digit, a mark on a letter, some symbols."""
    return char.isalnum() or char in symbols or unicodedata.category(char)[0] == "M"
