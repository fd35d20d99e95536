"""How a body opens: the name it defines, in bold, with a parenthesis, or in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .acronyms import SMALL_WORDS, akin, expansion_length, words

REACH: Final = 600
"""How far into a body its lead may run."""

_PAREN = r"\((?P<{0}>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
# **Mixture of Experts (MoE)** is …   **EOT** (Expectation …) is …   **MILP** (Mixed-…) Verification is …
_RE_BOLD = re.compile(
    r"(?:#{1,6}\s+)?(?P<mark>\*\*|__)(?P<bold>(?!\s)[^*\n]{1,200}?)(?P=mark)"
    rf"(?:\s*{_PAREN.format('paren')})?"
    r"(?P<tail>(?:[ ][A-Z][\w/-]*){0,4}(?=[ ](?:is|are|was|refers?|means)\b))?"
)  # fmt: skip
_RE_HEADING = re.compile(r"#{1,6}\s+(?P<title>[^\n]{1,200}?)\s*#*(?:\n|$)")
_RE_INNER = re.compile(_PAREN.format("inner"))
_RE_CONTINUES = re.compile(r",?\s+(?:\(|\*\*)?\s*[a-z]")  # a sentence goes on in lower case
_RE_DASH = re.compile(r"\s*[—–]|\s+--?\s")
# The sign comes first, as a set of characters is found fast; what must not stand before it is looked at behind it.
_RE_SENTENCE_END = re.compile(
    r"[.!?:\n](?:(?<=\n)|(?=\s|$)(?<![A-Z].)(?<!\b[A-Za-z].)(?<!vs.)(?<!\be\.g.)(?<!\bi\.e.))"
)
_RE_MARKUP = re.compile(r"[*`]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The opening of a body."""

    name: str = ""
    """The bold name without its parenthesis; ``""`` when the body opens in plain words."""
    paren: str = ""
    """What stands in the parenthesis in or behind the name."""
    tail: str = ""
    """Words of the name behind the parenthesis: ``Verification`` in ``**MILP** (…) Verification is``."""
    defines: bool = False
    """A sentence about the name goes on: ``**Name** is …``."""
    dash: bool = False
    """A dash follows: ``**Name** — …``."""
    label: bool = False
    """The bold words are a label or a question (``**Overview**:``, ``**What Is X?**``), not a name."""
    sentence: str = ""
    """The first line or sentence in plain words, without markup."""

    @property
    def title(self) -> bool:
        """The bold words stand alone, as the title of what follows."""
        return bool(self.name) and not (self.defines or self.dash or self.label)


def read(body: str) -> Lead:
    """Return how a body opens; any layout, flattened or on lines."""
    text = body[: REACH * 2].lstrip()[:REACH]
    if match := _RE_BOLD.match(text):
        return _bold(match, text)
    if match := _RE_HEADING.match(text):
        title = match["title"].strip("*_ ")
        inner = _RE_INNER.search(title)
        name, tail = (title[: inner.start()].strip(), title[inner.end() :].strip()) if inner else (title, "")
        return Lead(
            name=name or title,
            paren=inner["inner"] if inner and name else "",
            tail=tail if name else "",
            label=title.endswith((":", "?")),
            sentence=title,
        )
    return Lead(sentence=_sentence(text))


def _bold(match: re.Match[str], text: str) -> Lead:
    bold, paren, tail = match["bold"].strip(), match["paren"] or "", (match["tail"] or "").strip()
    rest = text[match.end() :]
    label = bold.endswith((":", "?")) or rest.startswith(":")
    if not paren and (inner := _RE_INNER.search(bold)):
        paren = inner["inner"]
        bold, tail = bold[: inner.start()].strip(), " ".join((bold[inner.end() :].strip(), tail)).strip()
        if not bold:
            bold, tail = tail, ""
    return Lead(
        name=bold.rstrip(":").strip(),
        paren=paren.strip(),
        tail=tail,
        defines=not label and bool(_RE_CONTINUES.match(rest)),
        dash=not label and bool(_RE_DASH.match(rest)),
        label=label,
        sentence=_sentence(text),
    )


def _sentence(text: str) -> str:
    end = _RE_SENTENCE_END.search(text)
    return _RE_MARKUP.sub("", text[: end.end()] if end else text).strip()


def significant(name: str) -> list[str]:
    """Return the words of a name that are evidence; all of them when there are only small ones."""
    found = words(name)
    return [word for word in found if word not in SMALL_WORDS] or found


def agreement(name: str, text: str) -> float:
    """Return the share of a name's words that a text has, in any form, abbreviated or spelt out."""
    wanted = significant(name)
    if not wanted:
        return 0.0
    there = words(text)
    seen = set(there)
    hits = sum(word in seen or _has_form(word, seen) or _spelt_out(word, there) for word in wanted)
    return hits / len(wanted)


def _has_form(word: str, seen: set[str]) -> bool:
    """Return whether a form of a word is among others; all forms share the first letter, which is quick to see."""
    first = word[:1]
    return any(other.startswith(first) and akin(word, other) for other in seen)


def _spelt_out(word: str, there: list[str]) -> bool:
    """Return whether the text has the words that this one abbreviates: ``ml`` in ``machine learning``."""
    if not 2 <= len(word) <= 5:  # noqa: PLR2004 - longer words are words
        return False
    return any(
        expansion_length(word, there[at : at + 8]) for at, other in enumerate(there) if other[0] == word[0]
    )
