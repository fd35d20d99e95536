"""The term that a record is about: its headline's first item, named and cased as the body does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sphinxcontrib_aiglossary.grammar import leads
from sphinxcontrib_aiglossary.grammar.acronyms import (
    SMALL_WORDS,
    abbreviates,
    akin,
    declared,
    expansion_length,
    words,
)
from sphinxcontrib_aiglossary.grammar.casing import places
from sphinxcontrib_aiglossary.grammar.leads import Lead, agreement
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.sources.shape import without_prompt

from .forms import cased

_RE_PAREN = re.compile(r"\s*\(([^()]*)\)\s*")
_RE_TOKEN = re.compile(r"[^\s()]+")
_RE_SENTENCE_VERB = re.compile(r"\s(?:is|are|was|were|refers?|means)\s")
_RE_SHORT_PREFIX = re.compile(
    r"(?:also|or|aka|a\.k\.a\.|known as|called|abbreviated(?: as)?|short|i\.e\.|commonly)\s+", re.IGNORECASE
)
_RE_PIECES = re.compile(r"\s*(?:[,;/]|\bor\b)\s*")
_RE_ALSO = re.compile(
    r"\b(?:also|often|sometimes|commonly)\s+(?:called|known\s+as|named|termed|referred\s+to\s+as)\s+(?:an?\s+|the\s+)?"
    r"([^,;.()\n—–]{2,60}?)(?=\s*(?:[,;.()\n—–]|\b(?:or|is|are|and)\b))",
    re.IGNORECASE,
)
_RE_CAPITALS = re.compile(r"(?P<name>[A-Z][\w/-]*(?:\s+[A-Z][\w/-]*){0,7})\s+(?:is|are|was|[a-z]+s)\s")
_RE_PLURAL_SHORT = re.compile(r"([A-Z])s$")
_RE_GENERIC = re.compile(
    r"(?:the\s+)?(?:key|main|core|basic)?\s*(?:definition|overview|introduction|purpose|idea|concept|goal|summary|what|why"
    r"|how|background|context|note|takeaway|insight|problem|answer|motivation|principle|mechanism)s?\b.{0,20}",
    re.IGNORECASE,
)
_MOST_WORDS = 14
_NEAR = 300
_LEADING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The term of a record, and what its short and long forms are."""

    term: str
    first: str
    """The headline's first item without its parenthesis, without a trailing abbreviation."""
    abbreviations: tuple[str, ...] = ()
    expanded: str = ""
    """The long form where the term itself is short."""
    asides: tuple[str, ...] = ()
    """Further names that the lead gives in a parenthesis or calls the term by."""
    strange: bool = False
    """The body defines something else than the first item: that is a keyword then."""


def name(item: str, body: str) -> Name:
    """Return what a record is about.

    Args:
        item: the first item of the headline; ``""`` when there is no headline.
        body: the body, restored or raw.
    """
    first, shorts = _bare(without_prompt(item))
    lead = leads.read(body)
    if _is_name(lead):
        found = (
            _from_title(first, lead, body)
            if lead.title or ": " in lead.name
            else _from_bold(first, lead, body)
        )
    else:
        found = _from_words(first, lead, body)
    if found is None:
        found = Name(term=cased(first, body), first=first)
    if first and " " not in first and abbreviates(first, found.term):
        shorts.append(first)
    found = replace(found, asides=_asides(lead, body))
    for short in shorts:
        if key(short) not in map(key, found.abbreviations) and key(short) != key(found.term):
            found = replace(found, abbreviations=(*found.abbreviations, cased(short, body, short=True)))
    return found


def _is_name(lead: Lead) -> bool:
    """Return whether the bold words of a lead are a name: no label, no general word, no sentence."""
    return (
        bool(lead.name)
        and not lead.label
        and len(lead.name.split()) <= _MOST_WORDS
        and not _RE_SENTENCE_VERB.search(lead.name)
        and not _RE_GENERIC.fullmatch(lead.name)
    )


def _bare(item: str) -> tuple[str, list[str]]:
    """Return an item without the abbreviations written into it: ``moving average (ma)``, ``moving average ma``."""
    shorts: list[str] = []
    if match := _RE_PAREN.search(item):
        outside = " ".join((item[: match.start()], item[match.end() :])).strip()
        if abbreviates(match[1], outside):
            item = outside
            shorts.append(match[1])
        elif abbreviates(outside, match[1]):
            item = match[1]
            shorts.append(outside)
    tokens = item.split()
    if len(tokens) > _LEADING and len(tokens[0]) >= _LEADING and tokens[0].isalpha():
        # "xps x-ray photoelectron spectroscopy"; two letters fit too much
        size = expansion_length(tokens[0], [token.lower() for token in tokens[1:]])
        if size >= len(tokens[0]):
            return " ".join(tokens[1:]), [*shorts, tokens[0]]
    for at in range(2, len(tokens)):
        if tokens[at].lower() not in SMALL_WORDS and _ends_with_long_form(tokens[at], tokens[:at]):
            shorts.append(tokens[at])
            return " ".join(tokens[:at] + tokens[at + 1 :]), shorts
    return item, shorts


def _ends_with_long_form(short: str, before: list[str]) -> bool:
    return any(
        abbreviates(short, " ".join(before[start:])) and before[start].lower() not in SMALL_WORDS
        for start in range(len(before) - 1)
    )


def _pieces(paren: str) -> list[str]:
    """Return the names in a parenthesis: ``also called CMP, planarization`` has two."""
    return [
        piece for part in _RE_PIECES.split(paren) if (piece := _RE_SHORT_PREFIX.sub("", part).strip(" *"))
    ]


def _asides(lead: Lead, body: str) -> tuple[str, ...]:
    """Return the names that stand beside the term: alone in its parenthesis, or behind ``also called``."""
    pieces = _pieces(lead.paren)
    found = pieces if len(pieces) == 1 or _RE_SHORT_PREFIX.match(lead.paren) else []
    start = re.sub(r"[*_`]+", "", body[:_NEAR])
    return (*found, *(match[1].strip() for match in _RE_ALSO.finditer(start)))


def _shorts(paren: str, name: str) -> tuple[str, ...]:
    """Return the abbreviations of a name in the parenthesis behind it, in the singular."""
    found = (piece for piece in _pieces(paren) if " " not in piece and declared(piece, name))
    return tuple(_RE_PLURAL_SHORT.sub(r"\1", piece) for piece in found)


def _from_bold(first: str, lead: Lead, body: str) -> Name | None:
    """Take the term from ``**Name (SHORT)** is``, ``**SHORT** (Name) is``, ``**Name** — …``."""
    whole = f"{lead.name} {lead.tail}".strip()
    shorts = tuple(piece for piece in _pieces(lead.paren) if " " not in piece and declared(piece, lead.name))
    expanded = "" if shorts or not abbreviates(lead.name, lead.paren) else f"{lead.paren} {lead.tail}".strip()
    agreed = max(agreement(first, whole), agreement(first, expanded))
    if first and agreed < 0.5 and agreement(whole, first) < 0.5:  # noqa: PLR2004 - half of the words
        if not lead.defines or key(first) in key(body[:_NEAR]):
            return None
        return Name(term=whole, first=first, abbreviations=shorts, expanded=expanded, strange=True)
    mine = set(words(first))
    if expanded and first and not mine <= set(words(whole)):
        return Name(term=expanded, first=first, abbreviations=(lead.name,))
    return Name(term=whole, first=first, abbreviations=shorts, expanded=expanded)


def _from_title(first: str, lead: Lead, body: str) -> Name | None:
    """Take the term from a title, unless it is the title of a document: ``Name: What It Is About``."""
    head, colon, tail = (part.strip() for part in lead.name.partition(": "))
    if colon and abbreviates(head, tail):
        # **ONNX: Open Neural Network Exchange** names one thing twice.
        spelt_out = agreement(first, tail) >= 1 and agreement(tail, first) >= 1
        strange = bool(first) and not spelt_out and key(first) != key(head)
        if spelt_out:
            return Name(term=tail, first=first, abbreviations=(head,))
        return Name(term=head, first=first, expanded=tail, strange=strange)
    agreed = agreement(first, lead.name) >= 0.5 if first else False  # noqa: PLR2004 - half of the words
    if agreed:
        if colon and not (agreement(first, head) >= 1 and agreement(head, first) >= 1):
            return None
        return _from_bold(first, Lead(name=head, paren=lead.paren, tail=lead.tail), body)
    if re.search(rf"(?<!\w){re.escape(head)}(?:\s*\([^()]*\))?\s+(?:is|are|refers?)\b", body):
        return Name(term=head, first=first, strange=bool(first))
    return None if first else Name(term=head, first="")


def _from_words(first: str, lead: Lead, body: str) -> Name | None:
    """Take the term from the first words of a sentence, as far as they are forms of the first item's words."""
    tokens = _RE_TOKEN.findall(lead.sentence)
    while tokens and tokens[0].lower() in {"the", "a", "an"}:
        tokens = [token[:1].upper() + token[1:] if not at else token for at, token in enumerate(tokens[1:])]
    if not first:
        start = _RE_SENTENCE_VERB.split(lead.sentence, maxsplit=1)[0]
        term = start if len(start.split()) <= _MOST_WORDS else " ".join(tokens[:6])
        return Name(term=term.strip(" .:;,") or " ".join(body.split()[:6]), first="")
    if (size := _aligned(first, tokens)) == 0:
        return _from_capitals(first, lead)
    term = " ".join(_form(word, token) for word, token in _paired(first, tokens[:size]))
    shorts: tuple[str, ...] = ()
    last = next(places(tokens[size - 1], lead.sentence), None)
    after = "" if last is None else lead.sentence[last + len(tokens[size - 1]) :].lstrip()
    if match := re.match(r"\(([^()]*)\)", after):
        shorts = _shorts(match[1], term)
        if abbreviates(term, match[1]):
            return Name(term=term, first=first, expanded=match[1])
    return Name(term=term, first=first, abbreviations=shorts)


def _from_capitals(first: str, lead: Lead) -> Name | None:
    """Take the term from a name in capitals that opens a sentence: ``Query Planning Stack is``, ``DDR5 doubles``."""
    match = _RE_CAPITALS.match(lead.sentence)
    if not match:
        return None
    term = match["name"]
    within = agreement(term, first)
    if len(term.split()) < _LEADING:
        # a word of a sentence has a capital, too: only a name of the item's words, and no common one
        styled = any(char.isupper() or char.isdigit() for char in term[1:])
        return Name(term=term, first=first) if styled and within >= 1 else None
    return Name(term=term, first=first) if max(within, agreement(first, term)) >= 0.5 else None  # noqa: PLR2004


def _aligned(first: str, tokens: list[str]) -> int:
    """Return how many tokens at the start say what the first item says; 0 if they do not."""
    at = 0
    for word in words(first):
        if at >= len(tokens):
            return 0
        here = words(tokens[at])
        if any(akin(word, other) for other in here):
            # A hyphenated token may hold several words of the item.
            at += 1
        elif at and word in words(tokens[at - 1]):
            continue
        elif size := expansion_length(word, [token.lower() for token in tokens[at:]]):
            at += size
        else:
            return 0
    return at


def _paired(first: str, tokens: list[str]) -> list[tuple[str, str]]:
    wanted = first.split()
    if len(wanted) != len(tokens):
        return [(token, token) for token in tokens]
    return list(zip(wanted, tokens, strict=True))


def _form(word: str, token: str) -> str:
    """Return the body's form of a word, but the headline's number: ``Scrubbers`` for ``scrubber`` is ``Scrubber``."""
    token = token.strip(",;:*")
    if token.lower() in {word.lower() + "s", word.lower() + "es"}:
        return token[: len(word)]
    return token
