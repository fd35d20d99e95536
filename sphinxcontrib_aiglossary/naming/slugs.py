"""The ident of a concept: readable, safe in HTML and file names, the same whatever the order of the sources."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from .keys import key
from .plurals import BASE_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPOKEN: Final = {"+": " plus ", "#": " sharp ", "&": " and ", "%": " percent ", "@": " at "}
_RE_OUTSIDE: Final = re.compile(r"[^a-z0-9]+")
_HASH_LENGTH: Final = 6


def idents(names: Sequence[tuple[str, str]]) -> list[str]:
    """Return an ident for every name, given as term and qualifier.

    A slug that two names share stays with the name that it spells in full; the others get a hash of their name.

    >>> idents([("C", ""), ("C++", ""), ("C#", ""), ("batch size", "fab"), ("β-VAE", "")])
    ['c', 'c-plus-plus', 'c-sharp', 'batch-size-fab', 'beta-vae']
    """
    slugs = [slug(f"{term} {qualifier}") for term, qualifier in names]
    times = Counter(slugs)
    found: list[str] = []
    taken: set[str] = set()
    for (term, qualifier), text in zip(names, slugs, strict=True):
        full = f"{term} ({qualifier})" if qualifier else term
        ident = text
        if not text or (times[text] > 1 and key(full) != text.replace("-", " ")):
            ident = f"{text}-{_hash(full)}".strip("-")
        number = 2
        while ident in taken:
            ident = f"{text}-{_hash(f'{full} {number}')}".strip("-")
            number += 1
        taken.add(ident)
        found.append(ident)
    return found


def slug(name: str) -> str:
    """Return a name in ``[a-z0-9-]``; what has no such form, like ``日本語``, ends in a hash of the name.

    >>> slug("Mixture of Experts"), slug("100 % & more")
    ('mixture-of-experts', '100-percent-and-more')
    """
    text: str = key(name).replace("'", "")
    lost = False
    if not text.isascii():
        text, lost = _ascii(text.translate(BASE_LETTERS))
    for sign, word in _SPOKEN.items():
        text = text.replace(sign, word)
    text = _RE_OUTSIDE.sub("-", text).strip("-")
    return f"{text}-{_hash(name)}".strip("-") if lost or not text else text


def _ascii(text: str) -> tuple[str, bool]:
    """Return a text in ASCII, Greek letters by their names, and whether a letter was lost on the way."""
    written, lost = [], False
    for character in unicodedata.normalize("NFKD", text):
        if character.isascii():
            written.append(character)
        elif (name := unicodedata.name(character, "")).startswith("GREEK SMALL LETTER "):
            written.append(
                name.removeprefix("GREEK SMALL LETTER ").split(" ")[0].removeprefix("FINAL").lower()
            )
        elif unicodedata.combining(character):
            continue
        else:
            lost = lost or character.isalpha()
            written.append(" ")
    return "".join(written), lost


def _hash(name: str) -> str:
    return hashlib.blake2b(key(name).encode("utf-8", "replace"), digest_size=8).hexdigest()[:_HASH_LENGTH]
