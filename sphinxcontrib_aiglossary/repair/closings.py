"""The paragraph that follows a list: flattened, it looks like more sentences of the last item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .model import Part
from .phrases import ENOUGH, RE_CLOSING, RE_LAST_WORD, RE_SENTENCE, RE_STOP, SMALL, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

_RE_PREDICATE = re.compile(rf"[^.:;!?]{{0,60}}?(?:{VERBS})\s")


_RE_BOLD = re.compile(r"\s*\*\*([^*\n(:]{2,80})")
_RE_WORD = re.compile(r"[^\W_]+")
_RE_GAP = re.compile(r"[\W_]+")
_RE_START = re.compile(r"(?<!\S)(?:\*\*)?(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a body is about, as its opening phrase in bold names it."""

    words: tuple[str, ...]
    """The first words of the name, lower case. Compared by hand: a regex for each body costs more than its use."""

    @classmethod
    def of(cls, text: str) -> Subject | None:
        """Return the subject of a body; ``None`` if no phrase in bold opens it."""
        bold = _RE_BOLD.match(text)
        words = _RE_WORD.findall(bold[1].lower())[:3] if bold else []
        return cls(tuple(words)) if words else None

    def begins(self, text: str, at: int) -> bool:
        """Tell whether a sentence about the subject begins at a place."""
        start = _RE_START.match(text, at)
        if not start:
            return False
        end = start.end()
        for number, word in enumerate(self.words):
            if number:
                gap = _RE_GAP.match(text, end)
                if not gap:
                    return False
                end = gap.end()
            if text[end : end + len(word)].lower() != word:
                return False
            end += len(word)
        return _RE_PREDICATE.match(text, end) is not None

    def places(self, text: str) -> Iterator[int]:
        """Yield where sentences about the subject begin."""
        lowered = text.lower()
        at = lowered.find(self.words[0])
        while at >= 0:
            start = at - 2 if text.startswith("**", max(0, at - 2)) else at
            if self.begins(text, start):
                yield start
            at = lowered.find(self.words[0], at + 1)


def closed(part: Part, found: list[Part], index: int, subject: Subject | None, *, ends: bool) -> list[Part]:
    """Split the paragraph that follows a list off its last item, and the closing one off the last paragraph."""
    if part.kind in {"bullet", "number"} and (
        index + 1 == len(found) or found[index + 1].kind not in {"bullet", "number"}
    ):
        cut = _closing(part.text, [p.text for p in _list_before(found, index)], subject)
    elif part.kind == "paragraph" and ends:
        cut = _closing_sentence(part.text, subject)
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


def _closing_sentence(text: str, subject: Subject | None) -> int:
    """Return where the sentence begins that closes a text, or 0."""
    for end in (m.end() for m in RE_SENTENCE.finditer(text)):
        if RE_CLOSING.match(text, end) or (subject and subject.begins(text, end)):
            return end
    return 0


def _closing(text: str, others: list[str], subject: Subject | None) -> int:
    """Return where the paragraph behind a last list item begins, or 0."""
    if cut := _closing_sentence(text, subject):
        return cut
    if not others or any(RE_STOP.search(item) for item in others):
        return _second_sentence(text, others)
    for place in subject.places(text) if subject else ():
        before = text[max(0, place - 40) : place].rstrip()
        last = RE_LAST_WORD.search(before)
        if before and before[-1:] not in ",:;(" and not (last and last[1].lower() in SMALL):
            return place
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
