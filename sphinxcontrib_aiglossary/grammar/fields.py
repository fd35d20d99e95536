"""Which names are names of a field of knowledge, by the taxonomy and a shipped vocabulary."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .acronyms import words

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.naming.keys import Key

_RE_JOINT = re.compile(r"\s*(?:&|/|\band\b)\s*")
_RE_QUALITY = re.compile(r"[a-z]{3,}(?:ful|ous|ive|able|ible|ient|less|est|ly)")
_MOST_WORDS = 6


class _Vocabulary(NamedTuple):
    fields: frozenset[str]
    heads: frozenset[str]
    manners: frozenset[str]
    no_field: frozenset[str]
    broad: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    sections: list[set[Key]] = []
    for line in Path(__file__).with_name("fields.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            sections.append(set())
        elif line.strip() and not line.startswith("#"):
            sections[-1].add(key(line))
    return _Vocabulary(*map(frozenset, sections))


@lru_cache(maxsize=4096)
def names_field(name: str) -> bool:
    """Return whether a name surely is one of a field: known, made with a field's last word, or joined of fields.

    >>> names_field("recommendation systems"), names_field("supply chain & logistics"), names_field("efficient")
    (True, True, False)
    """
    vocabulary = _vocabulary()
    if (folded := str(key(name))) in vocabulary.fields or taxonomy().knows(name):
        return True
    parts = folded.split()
    while len(parts) > 1 and parts[-1] in vocabulary.manners:
        parts.pop()
    if not 0 < len(parts) <= _MOST_WORDS:
        return False
    bare = " ".join(parts)
    if bare in vocabulary.fields or parts[-1] in vocabulary.heads:
        return True
    if len(parts) > 1 and parts[0] in vocabulary.manners and " ".join(parts[1:]) in vocabulary.fields:
        return True
    joined = _RE_JOINT.split(bare)
    return len(joined) > 1 and all(part and names_field(part) for part in joined)


def is_broad(name: str) -> bool:
    """Return whether a field is so broad that a name says no more with it: ``pooling in deep learning``."""
    return str(key(name)) in _vocabulary().broad


def may_name_field(name: str) -> bool:
    """Return whether nothing speaks against a name as one of a field.

    A quality (``efficient``), a command (``compile``), a product (``python``) and a number name none.
    """
    if names_field(name):
        return True
    folded = str(key(name))
    if folded in _vocabulary().no_field or not any(char.isalpha() for char in folded):
        return False
    found = words(name)
    return 0 < len(found) <= _MOST_WORDS and not (len(found) == 1 and _RE_QUALITY.fullmatch(found[0]))
