"""The forms of a name: cased as a body has it, cut short, in the plural, written in one word."""

from __future__ import annotations

import re
from collections import Counter

from sphinxcontrib_aiglossary.grammar.acronyms import clips, expansion_length, words
from sphinxcontrib_aiglossary.grammar.casing import whole_forms
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.plurals import plurals

_RE_STYLED = re.compile(r"[^\W_][\w-]*")


def cased(item: str, body: str, *, short: bool = False) -> str:
    """Return an item of a headline, which is in lower case, in the casing of the body.

    Args:
        item: the item.
        body: the body.
        short: whether it is an abbreviation: capitals, if the body does not have it.
    """
    if not item:
        return item
    seen = Counter(whole_forms(item, body))
    if short:
        forms = [form for form, _ in seen.most_common() if form != form.lower()]
        return forms[0] if forms else item.upper() if item.islower() else item
    if seen:
        found = next(iter(seen))
        styled = [form for form in seen if any(char.isupper() for char in form[1:])]
        found = styled[0] if found.islower() and styled else found
    else:
        found = _styled(item, body)
    return found if any(char.isupper() for char in found) else found[:1].upper() + found[1:]


def _styled(item: str, body: str) -> str:
    """Return an item with those words in capitals that the body never has otherwise: ``LLM serving`` of ``llm serving``."""
    styles: dict[str, Counter[str]] = {word.lower(): Counter() for word in item.split()}
    for token in _RE_STYLED.findall(body):
        if (seen := styles.get(token.lower())) is not None:
            seen[token] += 1
    found: list[str] = []
    for word in item.split():
        form = next((form for form, _ in styles[word.lower()].most_common(1)), word)
        found.append(form if word.islower() and any(char.isupper() for char in form[1:]) else word)
    return " ".join(found)


def same(one: str, other: str) -> bool:
    """Return whether two names differ only in number and in what is cut short.

    As ``MoE training`` and ``Mixture of Experts training``, ``batchnorm`` and ``batch normalization``, or ``lognormal``
    and ``log normal``.
    """
    mine, theirs = words(one), words(other)
    if mine == theirs:
        return False
    # "log normal", "lognormal"
    if "".join(mine) == "".join(theirs):
        return True
    if written_short(one, other) or written_short(other, one):
        return True
    return key(one) in map(key, _plurals(other)) or key(other) in map(key, _plurals(one))


def written_short(one: str, other: str) -> bool:
    """Return whether a name is another one with words abbreviated or cut: ``bbox loss`` of ``bounding box loss``."""
    short, long = words(one), words(other)
    return short != long and (clips(one, other) or _spells_out(short, long))


def _plurals(name: str) -> tuple[str, ...]:
    """Return the plurals of a name, the Latin one too."""
    latin = (f"{name[:-2]}a",) if name.endswith("um") else ()
    return (*plurals(name), *latin)


def _spells_out(short: list[str], long: list[str]) -> bool:
    at = 0
    for word in short:
        if at < len(long) and word == long[at]:
            at += 1
        elif 2 <= len(word) <= 6 and (size := expansion_length(word, long[at:])):  # noqa: PLR2004 - an abbreviation
            at += size
        else:
            return False
    return at == len(long)
