"""How a headline looks: a line of comma-separated items, above a body that speaks of the first one."""

from __future__ import annotations

import re
from typing import Final

from sphinxcontrib_aiglossary.grammar import leads

MAX_HEADLINE: Final = 400
"""Longer lines are never headlines; the longest seen have some 150 characters."""

_MOST_WORDS = 9
_RE_MARKUP_START = re.compile(r"\s|[-+*•]\s|[|#>`$~\\=:({\[<←→–—]|\*\*|\d+[.)]\s")
_RE_MARKUP = re.compile(r"[*|`${}\\;\"=<>\[\]_→←↑↓≈≤≥×∑]|: |:$")
_RE_PROSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|that|which|who|will|would|should|can|could|must|may|does|did|be|been|it|they"
    r"|we|you|this|these|those|there|then|than|when|where|while|because|not|also|such|its|their|your|our)\b",
    re.IGNORECASE,
)
_RE_PROSE_START = re.compile(
    # "a/b testing" and "if-else" are names
    r"(?:and|or|but|so|if|the|a|an|where|with|for|plus|including|how)(?=\s|$)|(?:e\.g|i\.e|etc)\b",
    re.IGNORECASE,
)
_RE_SENTENCE_END = re.compile(r"[.!?:,;…—–-]$")
_RE_NUMERIC = re.compile(r"[\d\s.,:%/+-]+$")
_RE_PROMPT = re.compile(
    r"(?:please\s+)?(?:(?:explain|describe|define|compare|summari[sz]e|discuss|outline)\s+"
    r"|tell me about\s+|what\s+(?:is|are)\s+|how\s+(?:does|do|to)\s+|why\s+(?:is|are|do|does)\s+"
    r"|give me (?:an? )?(?:overview|explanation|summary) of\s+)(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_RE_PROMPT_END = re.compile(
    r"\s*(?:\s(?:works?|mean|in detail|to me|in simple terms))?\s*[?.!]*$", re.IGNORECASE
)


def split_items(headline: str) -> list[str]:
    """Return the items of a headline; a comma within parentheses does not separate."""
    if "(" not in headline:
        return [" ".join(item.split()) for item in headline.split(",")]
    items, depth, start = [], 0, 0
    for position, char in enumerate(headline):
        depth += (char == "(") - (char == ")" and depth > 0)
        if char == "," and not depth:
            items.append(headline[start:position])
            start = position + 1
    items.append(headline[start:])
    return [" ".join(item.split()) for item in items]


def without_prompt(item: str) -> str:
    """Return what a chat prompt asks about: ``LLM training`` of ``Explain LLM training``; other items as they are."""
    match = _RE_PROMPT.match(item)
    if not match:
        return item
    return _RE_PROMPT_END.sub("", item[match.end() :]) or item


def is_prompt(line: str) -> bool:
    """Return whether a line is a chat prompt in place of a headline: ``Explain LLM training``."""
    return bool(_RE_PROMPT.match(line))


def is_plain(line: str) -> bool:
    """Return whether a line has no markup and no form of a sentence, so that it may be a headline of any kind."""
    return (
        0 < len(line) <= MAX_HEADLINE
        and not _RE_MARKUP_START.match(line)
        and not _RE_MARKUP.search(line)
        and not _RE_SENTENCE_END.search(line)
    )


def reads_like_prose(text: str) -> bool:
    """Return whether a text has a word that names do not have: a verb, a pronoun."""
    return bool(_RE_PROSE.search(text))


def is_list(line: str) -> bool:
    """Return whether a line is a list of short items, separated by commas, none of which reads like prose."""
    if "," not in line or not is_plain(line):
        return False
    items = split_items(line)
    if not 2 <= len(items) <= 40 or line.count("(") != line.count(")"):  # noqa: PLR2004 - two make a list
        return False
    return not any(
        not item
        or len(item.split()) > _MOST_WORDS
        or _RE_NUMERIC.match(item)
        or _RE_PROSE_START.match(item)
        or _RE_PROSE.search(item)
        for item in items
    ) and any(char.isalpha() for char in items[0])


def is_tight(line: str) -> bool:
    """Return whether no space follows any comma, as prose never has it."""
    return ", " not in line and "," in line


def opens(line: str, headline: str) -> bool:
    """Return whether a line opens a body about the first item of a headline.

    It does when its lead names the item: in bold, with a sentence or dash behind, or as the first words of a sentence.
    """
    first = without_prompt(split_items(headline)[0])
    lead = leads.read(line)
    if lead.name:
        if lead.label:
            return False
        named = f"{lead.name} {lead.paren} {lead.tail}"
        if (
            len(leads.significant(lead.name)) > 1
            and leads.agreement(lead.name, first) >= 1
            and not lead.title
        ):
            # The item says all of the name, and more: search words follow it.
            return True
        # A title may end behind a colon, where its first sentence already does: **Name: What It Is About**
        said = f"{named} {lead.sentence}"
        return leads.agreement(first, named) >= 0.5 and leads.agreement(first, said) > 0.7  # noqa: PLR2004
    return bool(lead.sentence) and _starts_with(lead.sentence, first)


def _starts_with(sentence: str, first: str) -> bool:
    """Return whether a sentence in plain words begins with the name, and goes on."""
    head = sentence.split()
    if len(head) < 4 or is_list(sentence) or _RE_MARKUP_START.match(sentence):  # noqa: PLR2004 - shorter is no sentence
        return False
    size = len(first.split()) + 3
    start = " ".join(head[: max(size, 6)])
    opening = leads.agreement(head[0].lower() if len(head[0]) > 1 else start, first)
    return opening > 0 and leads.agreement(first, start) > 0.99  # noqa: PLR2004 - every word
