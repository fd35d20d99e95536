"""The key of a name: the one normalized form by which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NewType

Key = NewType("Key", str)
"""A string made by :func:`fold` and by nothing else."""

KEPT: Final = 2**15
"""Names whose keys are remembered: the same ones are asked for again and again."""

_RE_QUOTE = re.compile("[‘’‚‛′`´]")
_RE_DOUBLE_QUOTE = re.compile("[“”„‟″]")
_RE_JOINT = re.compile(r"[\s_\u00ad\u200b\u2010-\u2015\u2212\ufe58\ufe63-]+")


def fold(name: str) -> Key:
    """Return the key of a name, and do not remember it: for words of running text, of which most come once.

    Folded are case, compatibility forms (full width, ligatures, ``µ``/``μ``: Unicode NFKC), curly quotes, and runs of
    spaces, hyphens, dashes and underscores, which all become one space: ``Mixed‑Precision training`` and
    ``mixed precision Training`` are one name. Symbols stay: ``C``, ``C++`` and ``C#`` are three names. So do hyphens,
    dashes and underscores that are all there is, as in ``_``.

    >>> fold("Mixed\u2011Precision  Training")
    'mixed precision training'
    """
    if name.isascii():
        # nearly every name; the same steps, without Unicode and expressions
        folded = " ".join(name.lower().replace("-", " ").replace("_", " ").replace("`", "'").split())
    else:
        text = unicodedata.normalize("NFKC", name).casefold()
        text = _RE_DOUBLE_QUOTE.sub('"', _RE_QUOTE.sub("'", text))
        folded = unicodedata.normalize("NFC", _RE_JOINT.sub(" ", text).strip())
    return Key(folded or " ".join(name.split()))


@lru_cache(maxsize=KEPT)
def key(name: str) -> Key:
    """Return the key of a name, see :func:`fold`: two names with one key are the same name."""
    return fold(name)
