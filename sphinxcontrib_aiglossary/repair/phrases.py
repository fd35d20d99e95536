"""What English prose shows of its lines: where sentences end, what a heading looks like, which words go on."""

from __future__ import annotations

import re
from typing import Final

LONGEST_HEADING: Final = 120
SENTENCE: Final = 40
"""A bold phrase of this length may be a sentence."""

ENOUGH: Final = 2
"""Items that make a rule for the items of a list."""

# the end of a sentence, with what may close behind it
RE_SENTENCE_END = re.compile(r"[.!?:;…](?:\*\*|[)\]\"'”’`*])*\s*\Z|[)\"”]\.?\s*\Z")
RE_STOP = re.compile(r"[.!?…](?:\*\*|[)\]\"'”’`*])*\s*\Z")
RE_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|vs|cf|eq|eqs|fig|figs|no|nos|sec|ch|ref|refs|al|approx|etc|dr|mr|vol|pp?|[A-Z])\.\s*\Z",
    re.IGNORECASE,
)
# the closing hashes of `## Heading ##`
_RE_HASHES = re.compile(r"\s+#+\s*\Z")
RE_COLON_END = re.compile(r":(?:\*\*)?\s*\Z")
# a place inside a text where a sentence ends and another begins
RE_SENTENCE = re.compile(r"[.!?](?:\*\*|[)\]\"'”’`])*\s+(?=[\"“(]?(?:\*\*)?[A-Z])")
RE_CAPITAL = re.compile(r"[\"“'‘(\[]?(?:[A-Z0-9À-ÞΑ-Ω`$~≈±<>#→]|\*\*)")
# `2. Method`, `2.3.1 Maxwell's Equations`
RE_NUMBERED = re.compile(r"(?:\d{1,2}\.)+(?:\d{1,2})?\s+[A-Z]")
# what begins a block: after it, a bold phrase is a heading
RE_BLOCK = re.compile(r"(?:[-•]\s+\S|\*\*|\||```|\$\$|1[.)]\s|#{1,6}\s|>\s|\Z)")
# a closing sentence: `Edge caching is **the last mile** — …`
RE_CLOSING = re.compile(
    r"[A-Z0-9][^.:;!?*]{1,90}?\s(?:is|are|remains?|represents?|stands?|provides?|enables?|transforms?|bridges?|combines?|exemplif\w+)\s(?:[a-z]+\s){0,4}\*\*"
)
VERBS: Final = r"\s(?:is|are|was|were|has|have|can|will|remains?|represents?|provides?|enables?|offers?|allows?|makes?|forces?|plays?|stands?|serves?)"
RE_VERB = re.compile(rf"\s*{VERBS}\s")
SMALL: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a an the of and or nor but for to in on at by with from as vs via per is are be its it this that than into over
        under using use uses used called named et al not no if when how what why between against about
        """,
    )
)
"""Words that a heading writes small and that no line ends with."""
_RE_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
RE_LAST_WORD = re.compile(r"([A-Za-z][\w'’-]*)[,(]?\s*\Z")


def first_class(text: str) -> str:
    """Return how a text begins."""
    first = text[:1]
    return "0" if first.isdigit() else "a" if first.islower() else "A" if first.isupper() else ""


def heading(text: str) -> str:
    """Return the words of a heading without its marks: ``**Fuels:**`` and ``Fuels ##`` are ``Fuels``."""
    return _RE_HASHES.sub("", text.strip("* ")).removesuffix(":").rstrip()


def is_title(text: str) -> bool:
    """Return whether a phrase is written like a heading: a question, or its words capitalized."""
    if text.rstrip().endswith(("?", ":")):
        return True
    words = [w for w in _RE_WORD.findall(text) if w.lower() not in SMALL]
    if not words:
        return text[:1].isupper()
    return sum(not w[0].islower() for w in words) * 2 >= len(words) and not text[:1].islower()


def title_end(text: str) -> int:
    """Return where a heading behind ``##`` ends: at the next block, or where capitalized words give way to a sentence."""
    block = re.search(r"\s(?:[-•]\s|\*\*|\||```|\$\$|\d{1,2}[.)]\s|#{1,6}\s)", text)
    limit = block.start() if block else len(text)
    last = 0
    for word in re.finditer(r"\S+", text[:limit]):
        plain = word[0].strip("*`\"'(),:?")
        if plain[:1].islower() and plain.lower() not in SMALL:
            return last or word.end()
        if plain[:1].isupper():
            last = word.start()
        if word[0].endswith(("?", ":", ".")):
            return word.end()
    return limit if block or len(text) < LONGEST_HEADING else last or limit
