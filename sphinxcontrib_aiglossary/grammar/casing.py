"""Where a text has a name in whatever case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RE_JOINT = re.compile(r"[\s\-‐‑–]+")
# letters beyond ASCII that are one with a letter of ASCII when case is ignored, and not by ``lower``
_RE_ODD = re.compile("[\u0130\u0131\u017f]")


def places(name: str, text: str) -> Iterator[int]:
    """Yield where a text has a name in whatever case; no place overlaps another."""
    if not _is_plain(name, text):
        for found in re.finditer(re.escape(name), text, re.IGNORECASE):
            yield found.start()
        return
    # a pattern for each name costs far more than its use
    lowered, wanted = text.lower(), name.lower()
    at = lowered.find(wanted)
    while at >= 0:
        yield at
        at = lowered.find(wanted, at + len(wanted))


def whole_forms(name: str, text: str) -> list[str]:
    """Return how a text writes a name as whole words, in whatever case and with whatever hyphens or spaces."""
    parts = [part for part in _RE_JOINT.split(name) if part]
    if not parts:
        return []
    if not _is_plain(name, text):
        pattern = _RE_JOINT.pattern.join(map(re.escape, parts))
        found: list[str] = re.findall(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
        return found
    forms: list[str] = []
    lowered, wanted = text.lower(), [part.lower() for part in parts]
    at = lowered.find(wanted[0])
    while at >= 0:
        end = _end(wanted, lowered, at)
        if end:
            forms.append(text[at:end])
        at = lowered.find(wanted[0], end or at + 1)
    return forms


def _end(parts: Sequence[str], text: str, start: int) -> int:
    """Return where the parts of a name that begin at a place end as whole words; 0 if they do not."""
    if start and _is_word(text[start - 1]):
        return 0
    end = start
    for part in parts:
        if end > start:
            joint = _RE_JOINT.match(text, end)
            if not joint:
                return 0
            end = joint.end()
        if not text.startswith(part, end):
            return 0
        end += len(part)
    return 0 if end < len(text) and _is_word(text[end]) else end


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_plain(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, case ignored, just where its lower case stands in that of the text."""
    return bool(name) and name.isascii() and not _RE_ODD.search(text)
