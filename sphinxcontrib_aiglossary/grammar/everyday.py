"""Which names are words of everyday English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.plurals import plurals


@cache
def _words() -> frozenset[str]:
    lines = Path(__file__).with_name("everyday.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset({*words, *(plural for word in words for plural in plurals(word))})


def is_everyday(name: str) -> bool:
    """Tell whether a name is a single word that any text has, or the plural of one, in whatever case.

    Fields of engineering take their names from the words that everybody has: a die, a gate, a token, a batch, and a
    text that says *via* or *die* seldom means one. Where such a word stands says nothing of its meaning, and neither
    do capitals, in which a headline, a key of a keyboard or a word to be stressed is written as well as ``IT``,
    ``CAN`` and ``MAP``.

    >>> is_everyday("die"), is_everyday("Gates"), is_everyday("IT"), is_everyday("gate oxide"), is_everyday("wafer")
    (True, True, True, False, False)
    """
    return " " not in name and key(name) in _words()
