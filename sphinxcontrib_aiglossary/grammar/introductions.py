"""Abbreviations that a text introduces: ``multiple sequence alignment (MSA)``, ``MSA (multiple sequence alignment)``.

The long form before or in the parentheses is found as by Schwartz and Hearst, *A simple algorithm for identifying
abbreviation definitions in biomedical text* (2003): the letters of the short form, from the last to the first, each at
the latest place, the first of them at the start of a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .acronyms import SMALL_WORDS, akin, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_LONGEST: Final = 10
"""Characters of a short form."""
_RE_SHORT = re.compile(r"[^\W_](?=[^\s]*[^\W\d_])[\w&./+\-]{1,9}")
_RE_PAREN = re.compile(r"\(([^()]{2,200})\)|\[([^\[\]]{2,200})\]")
# "(or MSA)", "(abbreviated as MSA)", "(MSA, for short)", "(MSA; see below)"
_RE_LEAD = re.compile(
    r"""[\s"'“”‘’]*(?:(?:also|often|commonly|usually|hereafter|or|abbreviated|abbr\.|known|called|short|in|as|to|for|aka|a\.k\.a\.)[\s:,]+)*["'“”‘’]*""",
    re.IGNORECASE,
)
_RE_WORD_BEFORE = re.compile(r"""([^\s"'“”‘’()\[\]]+)["'“”‘’]?\s*$""")
_RE_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|[()\[\]\ufffc]")
_RE_STANDS_FOR = re.compile(
    r"""(?<![^\s"'“”‘’()\[\]])([^\s"'“”‘’()\[\],]{2,12})["'“”‘’]?,?\s(?:stands\sfor|is\sshort\sfor|is\san\s(?:abbreviation|acronym)\s(?:of|for)|abbreviates|short\sfor)\s(?:the\s)?["'“”‘’]?([^.;:()\[\]\ufffc]{3,120})"""
)
# "MSA: multiple sequence alignment" at the start of a line, as in lists of abbreviations
_RE_LISTED = re.compile(
    r"""["'“”‘’]?([^\s"'“”‘’()\[\]:]{2,12})["'“”‘’]?\s?(?::|\s[-–—]{1,2})\s["'“”‘’]?(.{3,160})"""
)
# "notice, or TPN", "notice (the “TPN”)", "notice, abbreviated as TPN": what stands between a long form and its short one
_RE_JOINT_BEFORE = re.compile(
    r"""(?:[\s"'“”‘’(,:=/–—-]|\ba\.k\.a\.|\b(?:an?|or|also|abbreviated|abbr\.?|acronym|aka|as|by|called|commonly|for|hereafter|hereinafter|in|just|known|often|short|simply|sometimes|the|to|usually|we|write|written)\b)*$""",
    re.IGNORECASE,
)
# "TPN = notice", "TPN, i.e. the notice", "TPN means notice": and the other way round
_RE_JOINT_BEHIND = re.compile(
    r"""(?:[\s"'“”‘’)(,:=/–—-]|(?:i\.\s?e\.|e\.\s?g\.)|(?:a|abbreviation|acronym|an|are|denotes|for|full|here|in|initialism|is|mean|meaning|means|namely|of|or|refers?|short|stands|that|the|to|was)\b)*""",
    re.IGNORECASE,
)
# Joints that say nothing: two letters are soon found behind them
_RE_WEAK_JOINT = re.compile(r"(?:[\s\"'“”‘’]|\b(?:a|an|are|is|of|the|to|was)\b)*", re.IGNORECASE)
_RE_BREAK = re.compile(r"[.!?;:,](?=\s|$)|[()\[\]—]|\s[–-]{1,2}\s")
_RE_WORD = re.compile(r"(?<![\w&+.-])[^\W_][\w&./+-]{0,9}[\w+](?![\w&+-])")
_JOINT: Final = 60
"""Characters of what may stand between a short form and its long form."""
_REACH: Final = 300
"""Characters before parentheses in which a long form stands."""
_EDGES: Final = " .,;\"'“”‘’*`"
_CERTAIN: Final = 3
"""Letters that hardly ever begin neighboring words by chance."""


def is_short_form(word: str) -> bool:
    """Tell whether a word may be an abbreviation that a text introduces."""
    return bool(_RE_SHORT.fullmatch(word)) and word != word.lower()


def singular(short: str) -> str:
    """Return an abbreviation without the ``s`` of its plural.

    >>> singular("MSAs"), singular("GPS"), singular("loss")
    ('MSA', 'GPS', 'loss')
    """
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short  # noqa: PLR2004


def introductions(text: str, shorts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the short forms that a text introduces, each with its long form.

    Args:
        text: a paragraph or a title.
        shorts: the short forms that are asked for, in the singular.
    """
    text = " ".join(text.split())
    found = dict.fromkeys(_in_form(text, shorts))
    yield from found
    # What is told in no form of these may be told in any words
    rest = set(shorts).difference(short for short, _ in found)
    yield from dict.fromkeys(_in_apposition(text, rest))


def _in_form(text: str, shorts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what parentheses, a sentence or a line of a list tells."""
    for found in _RE_PAREN.finditer(text):
        inner = found[1] or found[2]
        before = _RE_SENTENCE.split(text[max(0, found.start() - _REACH) : found.start()])[-1]
        lead = _RE_LEAD.match(inner)
        short = singular(re.split(r"[\s,;:\"'“”‘’]", inner[lead.end() if lead else 0 :], maxsplit=1)[0])
        if short in shorts and (long := long_form(short, before)):
            yield short, long
        elif (named := _RE_WORD_BEFORE.search(before)) and (short := singular(named[1])) in shorts:
            for part in dict.fromkeys((re.split(r"[,;:]", inner, maxsplit=1)[0], inner)):
                if long := long_form(short, part, whole=True):
                    yield short, long
                    break
    for found in _RE_STANDS_FOR.finditer(text):
        if (short := singular(found[1])) in shorts and (long := _from_start(short, found[2])):
            yield short, long
    listed = _RE_LISTED.match(text)
    if listed and (short := singular(listed[1])) in shorts and (long := _initialled(short, listed[2])):
        yield short, long


def _in_apposition(text: str, shorts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what the words beside a short form tell."""
    for found in _RE_WORD.finditer(text):
        if (short := singular(found[0])) in shorts:
            before, behind = (
                text[max(0, found.start() - _REACH) : found.start()],
                text[found.end() : found.end() + _REACH],
            )
            yield from ((short, long) for long in _beside(short, before, behind) if long)


def _beside(short: str, before: str, behind: str) -> Iterator[str]:
    """Yield the words beside a short form that give its letters, one each: an apposition, in whatever words."""
    joint = _RE_JOINT_BEFORE.search(before, max(0, len(before) - _JOINT))
    if joint and _joins(short, joint[0]):
        yield _finally_initialled(short, _RE_BREAK.split(before[: joint.start()])[-1])
    joint = _RE_JOINT_BEHIND.match(behind)
    if joint and _joins(short, joint[0]):
        yield _initialled(short, _RE_BREAK.split(behind[joint.end() :], maxsplit=1)[0])


def _joins(short: str, joint: str) -> bool:
    """Tell whether what stands between a short form and other words lets these be its long form."""
    return len(short) >= _CERTAIN or not _RE_WEAK_JOINT.fullmatch(joint)


def long_form(short: str, text: str, *, whole: bool = False) -> str:
    """Return the long form of an abbreviation at the end of a text; empty if it ends in none.

    >>> long_form("MSA", "We build a multiple sequence alignment ")
    'multiple sequence alignment'

    Args:
        short: the abbreviation.
        text: what stands before it.
        whole: whether the text has to be the long form, and nothing but.
    """
    text = text.strip(" \"'“”‘’*`")
    parts = text.split()
    letters = sum(map(str.isalnum, short))
    # As many words as it has letters and five more, or twice as many
    reach = " ".join(parts[-min(letters + 5, letters * 2) :])
    at = len(reach)
    for number in range(len(short) - 1, -1, -1):
        letter = short[number].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and (
            reach[at].lower() != letter or (number == 0 and at > 0 and reach[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
    long = reach[reach.rfind(" ", 0, at) + 1 :].lstrip("\"'“”‘’*`")
    if len(long) < len(short) or short in re.split(r"[\s-]", long):
        return ""
    if len(long.split()) == 1 and "-" not in long:
        # One word may have all letters of any other
        return long if _cut(short, long) else ""
    return "" if whole and len(parts) > len(long.split()) + 1 else long


def _cut(short: str, long: str) -> bool:
    """Tell whether a short form is made of a single word: at least three letters, the first ones alike."""
    return len(short) > 2 and len(long) > 2 * len(short) and long[:2].lower() == short[:2].lower()  # noqa: PLR2004


def _from_start(short: str, text: str) -> str:
    """Return the long form with which a text starts: the words that give one letter each, else as few as possible."""
    if long := _initialled(short, text):
        return long
    parts = text.split()
    longs = (_start(parts, length) for length in range(1, min(len(parts), 2 * len(short)) + 1))
    return next((long for long in longs if long_form(short, long, whole=True)), "")


def _initialled(short: str, text: str) -> str:
    """Return the words with which a text starts if they give the letters of a short form, one each; else nothing."""
    letters = "".join(filter(str.isalnum, short)).lower()
    parts = text.split()
    for length in range(1, min(len(parts), 2 * len(letters)) + 1):
        long = _start(parts, length)
        if _gives(letters, long):
            return long
    return ""


def _finally_initialled(short: str, text: str) -> str:
    """Return the words with which a text ends if they give the letters of a short form, one each; else nothing."""
    letters = "".join(filter(str.isalnum, short)).lower()
    parts = text.split()
    for length in range(1, min(len(parts), 2 * len(letters)) + 1):
        long = " ".join(parts[-length:]).strip(_EDGES)
        if _gives(letters, long):
            return long
    return ""


def _gives(letters: str, long: str) -> bool:
    """Tell whether the words of a long form begin with the letters, one each, but for small words."""
    big = [word for word in words(long) if word not in SMALL_WORDS]
    return len(big) > 1 and letters == "".join(word[0] for word in big)


def _start(parts: Sequence[str], length: int) -> str:
    return " ".join(parts[:length]).strip(_EDGES)


def is_same_long_form(one: str, other: str) -> bool:
    """Tell whether two long forms are one, in other words: one has all words of the other, but for their endings.

    >>> is_same_long_form("general matrix multiply", "General Matrix Multiplication")
    True
    >>> is_same_long_form("low-rank adaptation of large language models", "low-rank adaptation")
    True
    >>> is_same_long_form("recurrent neural network", "recursive neural network")
    False
    """
    first, second = ([word for word in words(long) if word not in SMALL_WORDS] for long in (one, other))
    fewer, more = sorted((first, second), key=len)
    return len(fewer) > 1 and all(any(akin(word, each) for each in more) for word in fewer)
