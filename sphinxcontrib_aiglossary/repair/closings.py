"""The paragraph that follows a list: flattened, it looks like more sentences of the last item."""

from __future__ import annotations

import re
from dataclasses import replace

from .model import Part
from .phrases import ENOUGH, RE_CLOSING, RE_LAST_WORD, RE_SENTENCE, RE_STOP, SMALL, VERBS


def lead_pattern(text: str) -> re.Pattern[str] | None:
    """Return what a sentence about the subject of a body begins with, if its opening phrase is in bold."""
    bold = re.match(r"\s*\*\*([^*\n(:]{2,80})", text)
    words = re.findall(r"[^\W_]+", bold[1])[:3] if bold else []
    if not words:
        return None
    name = r"[\W_]+".join(map(re.escape, words))
    return re.compile(rf"(?<!\S)(?:\*\*)?(?=[A-Z0-9])(?i:{name})[^.:;!?]{{0,60}}?(?:{VERBS})\s")


def closed(
    part: Part, found: list[Part], index: int, lead: re.Pattern[str] | None, *, ends: bool
) -> list[Part]:
    """Split the paragraph that follows a list off its last item, and the closing one off the last paragraph."""
    if part.kind in {"bullet", "number"} and (
        index + 1 == len(found) or found[index + 1].kind not in {"bullet", "number"}
    ):
        cut = _closing(part.text, [p.text for p in _list_before(found, index)], lead)
    elif part.kind == "paragraph" and ends:
        cut = _closing_sentence(part.text, lead)
    else:
        return [part]
    if not cut:
        return [part]
    return [replace(part, text=part.text[:cut].strip()), Part("paragraph", part.text[cut:].strip())]


def _list_before(parts: list[Part], index: int) -> list[Part]:
    """Return the items of the list before its last one."""
    start = index
    while start and parts[start - 1].kind == parts[index].kind:
        start -= 1
    return parts[start:index]


def _closing_sentence(text: str, lead: re.Pattern[str] | None) -> int:
    """Return where the sentence begins that closes a text, or 0."""
    for end in (m.end() for m in RE_SENTENCE.finditer(text)):
        if RE_CLOSING.match(text, end) or (lead and lead.match(text, end)):
            return end
    return 0


def _closing(text: str, others: list[str], lead: re.Pattern[str] | None) -> int:
    """Return where the paragraph behind a last list item begins, or 0."""
    if cut := _closing_sentence(text, lead):
        return cut
    if not others or any(RE_STOP.search(item) for item in others):
        return _second_sentence(text, others)
    for found in lead.finditer(text) if lead else ():
        before = text[max(0, found.start() - 40) : found.start()].rstrip()
        last = RE_LAST_WORD.search(before)
        if before and before[-1:] not in ",:;(" and not (last and last[1].lower() in SMALL):
            return found.start()
    return 0


def _second_sentence(text: str, others: list[str]) -> int:
    """Return where the second sentence begins, where all other items are one sentence each."""
    ends = [m.end() for m in RE_SENTENCE.finditer(text)]
    if (
        len(others) < ENOUGH
        or not ends
        or text.startswith("**")
        or any(RE_SENTENCE.search(item) for item in others)
    ):
        return 0
    return 0 if re.match(r"\w+:", text[ends[0] : ends[0] + 40]) else ends[0]
