"""Whether a short name is made of the letters of a long one: ``MoE`` of ``Mixture of Experts``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL_WORDS: Final = frozenset(
    "a an and as at by for from in into of on or over per the to under versus via vs with within".split()  # noqa: SIM905 - one line reads better than a column
)
"""Words that may give no letter to an abbreviation, and are no evidence that two names are the same."""

_RE_WORD = re.compile(r"[^\W_]+")
_NAME: Final = 100
"""Characters of a text whose words are remembered."""
# letters whose lower case is more than one letter, or depends on those around it
_RE_CONTEXT = re.compile("[\u0130\u03a3]")


def words(text: str) -> list[str]:
    """Return the words of a name in lower case: ``Mip-NeRF`` has ``mip`` and ``nerf``."""
    return list(words_of_name(text)) if len(text) <= _NAME else _words(text)


@lru_cache(maxsize=4096)
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of a short text; the names of a record are compared over and over."""
    return tuple(_words(name))


def _words(text: str) -> list[str]:
    if not text.isascii() and _RE_CONTEXT.search(text):
        return [word.lower() for word in _RE_WORD.findall(text)]
    found: list[str] = _RE_WORD.findall(text.lower())
    return found


def abbreviates(short: str, long: str) -> bool:
    """Return whether ``short`` abbreviates ``long``.

    The letters of the short name stand in the long one in order; every word of the long one but the small ones gives
    its first letter and may give more (``SiC``: silicon carbide), two for each word at most. If only first letters are
    taken, one word may give none (``XPS``: X-ray photoelectron spectroscopy). A plural ``s`` is ignored.

    >>> abbreviates("MoE", "mixture of experts")
    True
    """
    letters = "".join(words(short))
    parts = words(long)
    if not 2 <= len(letters) <= 12 or len(parts) < 2 or len(words(short)) > 2:  # noqa: PLR2004 - ML … LVCSRNNLM
        return False
    if letters in parts:
        parts = [part for part in parts if part != letters]
    if _spells(letters, parts) or _skips_one(letters, parts):
        return True
    return letters.endswith("s") and len(letters) > 2 and _spells(letters[:-1], parts)  # noqa: PLR2004


def declared(short: str, long: str) -> bool:
    """Return whether what stands in parentheses behind a name is its abbreviation, if a free one.

    There a word may give no letter, too: ``Graph Attention Networks (GATs)``.
    """
    if abbreviates(short, long):
        return True
    letters = re.sub(r"s$", "", short).lower()
    capitals = sum(char.isupper() for char in short)
    if not 2 <= len(letters) <= 8 or capitals < 2 or not letters.isalpha() or len(words(long)) < 2:  # noqa: PLR2004
        return False
    rest = iter("".join(words(long)))
    return letters[0] == words(long)[0][0] and all(letter in rest for letter in letters)


def _skips_one(letters: str, parts: Sequence[str]) -> bool:
    """Return whether three letters or more are the first ones of all words but one, which is not the first word."""
    big = [part[0] for part in parts if part not in SMALL_WORDS]
    if len(letters) < 3 or len(big) != len(letters) + 1:  # noqa: PLR2004 - two letters fit too much
        return False
    initials = "".join(big)
    return any(initials[:at] + initials[at + 1 :] == letters for at in range(1, len(initials)))


def _spells(letters: str, parts: Sequence[str]) -> bool:
    """Return whether the words give the letters: the first letter of each, or more of a word, in order."""
    big = [part for part in parts if part not in SMALL_WORDS]
    if not len(big) <= len(letters) <= 2 * len(big):
        return False
    # How many letters may be used up after each word; a few numbers, so this is linear in the words.
    states = {0}
    for part in parts:
        following = set(states) if part in SMALL_WORDS else set()
        for used in states:
            following.update(_taken(letters, used, part))
        states = following
        if not states:
            return False
    return len(letters) in states


def _taken(letters: str, used: int, part: str) -> list[int]:
    """Return how many letters may be used up once this word has given its own."""
    if part.isdigit() and letters.startswith(part, used):
        return [used + len(part)]
    if used >= len(letters):
        return []
    ends: list[int] = []
    if part[0] == letters[used]:
        ends.append(used + 1)
        inner, position = used + 1, 1
    elif part[:1] == "e" and letters[used] == part[1:2] == "x":
        # "explainable" and "extreme" are abbreviated by their second letter.
        ends.append(used + 1)
        inner, position = used + 1, 2
    else:
        return []
    while inner < len(letters) and (found := part.find(letters[inner], position)) >= 0:
        inner, position = inner + 1, found + 1
        ends.append(inner)
    return ends


def clips(short: str, long: str) -> bool:
    """Return whether a name only cuts words of another short, or writes them in one: ``batch norm``, ``batchnorm``.

    >>> clips("batch norm", "batch normalization"), clips("BatchNorm", "batch normalization"), clips("log", "logic")
    (True, True, False)
    """
    cut, full = words(short), words(long)
    if len(full) < 2 or cut == full:  # noqa: PLR2004 - one word cut short may be anything
        return False
    if len(cut) == len(full):
        pairs = list(zip(cut, full, strict=True))
        # an ending tells other things apart: "batch normal" is not "batch normalization", "norm" is
        return all(a == b or (3 <= len(a) <= len(b) / 2 and b.startswith(a)) for a, b in pairs)  # noqa: PLR2004
    return len(cut) == 1 and _joins(cut[0], full)


def _joins(joint: str, parts: Sequence[str]) -> bool:
    """Return whether a word is made of the words, or of beginnings of three letters and more of each."""
    ends = {0}
    for part in parts:
        following: set[int] = set()
        for start in ends:
            end = start
            while end < len(joint) and end - start < len(part) and joint[end] == part[end - start]:
                end += 1
            following.update(range(start + min(3, len(part)), end + 1))
        ends = following
    return len(joint) in ends


def expansion_length(short: str, parts: Sequence[str]) -> int:
    """Return how many words at the start of ``parts`` the short name abbreviates; 0 for none."""
    letters = "".join(words(short))
    for length in range(2, min(len(parts), len(letters) + 4) + 1):
        if parts[length - 1] in SMALL_WORDS:
            continue
        if _spells(letters, list(parts[:length])):
            return length
    return 0


def akin(one: str, other: str) -> bool:
    """Return whether two words are forms of one word: ``parallel`` and ``parallelism``, ``scrubber`` and ``scrubbers``."""
    if one == other:
        return True
    if one + "s" == other or other + "s" == one:
        return True
    short = min(len(one), len(other))
    shared = max(4, short - 2)
    return short >= 4 and one[:shared] == other[:shared]  # noqa: PLR2004 - shorter words have no stem to share
