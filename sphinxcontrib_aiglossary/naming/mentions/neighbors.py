"""Whether a name in running text is part of a longer one: ``Mistral AI``, ``base model node count``, ``GPU-bound``.

Nobody tags the text: parts of speech are told by closed classes, endings and capitals, and a word of which nothing is
known counts as a noun. A wrong link misleads, a missing one is but a pity, and most names stand alone somewhere.
"""

from __future__ import annotations

import re
from typing import Final

from sphinxcontrib_aiglossary.grammar.everyday import is_everyday
from sphinxcontrib_aiglossary.grammar.function_words import (
    is_apart,
    is_attribute,
    is_function_word,
    is_preposition,
    is_quantity,
)

_HYPHENS: Final = "\u2010\u2011-"
_RE_BEHIND = re.compile(rf"(?:\s+|[{_HYPHENS}](?=\w))([^\W_][\w{_HYPHENS}]*)")
_RE_BEFORE = re.compile(rf"(?<![\w{_HYPHENS}])([^\W_][\w{_HYPHENS}]*)\s+$")
_RE_GAP = re.compile(rf"[\s{_HYPHENS}]+")
_RE_SENTENCE_START = re.compile(r"(?:^|[.!?:;\ufffc]|\n\s*\n)\W*$")
# "mixture" of "mixture of experts"
_RE_HEAD = re.compile(r".+?(?=[\s-](?:of|for|in|to|with)[\s-]|$)", re.DOTALL)
_MAX_RUN: Final = 60
"""Characters that are looked at around a name: no word that tells anything is longer."""


def is_in_compound(text: str, start: int, end: int) -> bool:
    """Tell whether a name goes on in a neighboring word.

    >>> is_in_compound("A base model node count.", 2, 12), is_in_compound("A base model is trained.", 2, 12)
    (True, False)

    Args:
        text: the text around it.
        start: where the name starts.
        end: where it ends.
    """
    name = text[start:end]
    return _goes_on(name, text[end : end + _MAX_RUN]) or _has_begun(
        name, text[max(0, start - _MAX_RUN) : start]
    )


def _goes_on(name: str, behind: str) -> bool:
    """Tell whether a name goes on in the word behind it."""
    found = _RE_BEHIND.match(behind)
    if found is None or behind[0] in _HYPHENS:
        return found is not None
    word = found[1]
    if word[0].isdigit():
        # "Llama 2" is a version, "batch size 32" a value
        return name != name.lower()
    if is_function_word(word) or word != word.lower():
        return not is_function_word(word)
    # What modifies a noun stands in the singular: behind a plural comes the verb
    return not is_plural(name) and _is_noun(word, behind[found.end() :])


def _is_noun(word: str, behind: str) -> bool:
    """Tell whether a lower-case word is a noun, or begins one that goes on in the next word."""
    if not is_attribute(word):
        return not is_apart(word)
    # "post-training quantized models" are no models of post-training, "an LLM served by the hub" is one
    found = _RE_BEHIND.match(behind)
    return found is not None and not (is_apart(found[1].lower()) or is_attribute(found[1]))


def _has_begun(name: str, before: str) -> bool:
    """Tell whether a name has begun in the word before it: behind a hyphen, or as a proper name does."""
    if before[-1:] and before[-1] in _HYPHENS:
        return len(before) > 1 and before[-2].isalnum()
    found = _RE_BEFORE.search(before)
    if found is None:
        return False
    if is_quantity(found[1]) and len(_RE_GAP.split(name)) > 1 and not is_plural(name):
        # "single batch inference" counts batches, "a single batch inference" counts inferences
        article = _RE_BEFORE.search(before[: found.start()])
        return article is None or not is_function_word(article[1]) or is_preposition(article[1])
    if name[:1] == name[:1].lower() or not found[1][0].isupper() or is_function_word(found[1]):
        return False
    # Any word has a capital at the start of a sentence
    return not (_RE_SENTENCE_START.search(before[: found.start()]) and is_everyday(found[1]))


def is_plural(name: str) -> bool:
    """Tell whether a name looks like a plural.

    >>> is_plural("LLMs"), is_plural("loss"), is_plural("bias"), is_plural("mixture of experts")
    (True, False, False, False)
    """
    head = _RE_HEAD.match(name)
    word = head[0] if head else name
    return word.endswith("s") and not word.casefold().endswith(("ss", "us", "is", "as", "os"))
