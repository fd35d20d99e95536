"""Prose in lines, in one flattened line, or in both: every line becomes a part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .closings import Subject, closed
from .flat import Reader
from .model import Part
from .phrases import LONGEST_HEADING, RE_SENTENCE_END, heading

if TYPE_CHECKING:
    from .flat import OpenList


@dataclass(slots=True)
class Memory:
    """What the reading of one stretch of prose leaves for the next one."""

    in_lines: bool
    """Whether the body has lines of its own; then only a line that betrays itself is a flattened one."""
    open_list: OpenList | None = None
    subject: Subject | None = None
    """What the body began with: its closing paragraph speaks of it again."""


# a line of Markdown that stands as such
_RE_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+•])[ \t]+|(?P<number>\d{1,3}[.)])[ \t]+|(?P<hash>#{1,6})[ \t]+|(?P<quote>>)[ \t]?"
    r"|(?P<rule>(?:-[ ]?){3,}$|(?:\*[ ]?){3,}$|(?:_[ ]?){3,}$)|)(?P<text>.*)"
)
_RE_BOLD_LINE = re.compile(r"\*\*(?P<title>[^*\n]+)\*\*\s*")
# what only a flattened line holds: a heading or a sentence, then items with bold labels
_RE_FLAT = re.compile(r"\S\s+-\s+\*\*[^*\n]{1,80}(?:\*\*:|:\*\*)|[.!?]\s+\*\*[^*\n]{1,80}\*\*\s+-\s")

_TWO_PHRASES = 4


def read(text: str, parts: list[Part], memory: Memory, *, block_follows: bool) -> None:
    """Add the parts of prose that holds neither code nor display math nor tables.

    Args:
        text: one flattened line, or several lines.
        parts: takes the parts; those already there tell where the text stands.
        memory: the list that a block interrupted.
        block_follows: whether a table, a fence or display math comes next.
    """
    if not text.strip():
        return
    stripped = text.strip("\n")
    if not memory.in_lines:
        _read_flat(stripped, parts, memory, block_follows=block_follows)
        return
    rows = stripped.split("\n")
    for index, row in enumerate(rows):
        # each of the two holds a phrase in bold and a hyphen
        if row.count("**") >= _TWO_PHRASES and "-" in row and len(_RE_FLAT.findall(row)) > 1:
            _read_flat(row, parts, memory, block_follows=block_follows and index + 1 == len(rows))
        elif row.strip():
            _read_line(row, parts, after_blank=index > 0 and not rows[index - 1].strip())


def _read_line(row: str, parts: list[Part], *, after_blank: bool) -> None:
    """Add a line that stands as such."""
    found = _RE_LINE.fullmatch(row)
    if found is None:  # cannot happen for one line; a line separator inside a row counts as text
        parts.append(Part("paragraph", row.strip()))
        return
    text = found["text"].strip()
    bold = _RE_BOLD_LINE.fullmatch(text) if text.startswith("**") else None
    if found["bullet"]:
        parts.append(Part("bullet", text, found["indent"] + "-"))
    elif found["number"]:
        parts.append(Part("number", text, found["indent"] + found["number"]))
    elif found["hash"]:
        parts.append(Part("heading", heading(text)))
    elif found["quote"]:
        parts.append(Part("quote", text))
    elif found["rule"]:
        parts.append(Part("rule", ""))
    elif (
        bold
        and len(bold["title"]) <= LONGEST_HEADING
        and not bold["title"].rstrip().endswith((".", ",", ";"))
    ):
        parts.append(Part("heading", heading(bold["title"])))
    elif _continues(text, parts, indented=bool(found["indent"])) and not after_blank:
        parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{text}")
    else:
        parts.append(Part("paragraph", text))


def _continues(text: str, parts: list[Part], *, indented: bool) -> bool:
    """Return whether a line goes on with the paragraph or item before it."""
    if not parts or parts[-1].kind not in {"paragraph", "bullet", "number", "quote"}:
        return False
    return not RE_SENTENCE_END.search(parts[-1].text[-40:]) and (text[:1].islower() or indented)


def _read_flat(text: str, parts: list[Part], memory: Memory, *, block_follows: bool) -> None:
    """Add the parts of a flattened line."""
    reader = Reader(text, block_follows=block_follows, opens=not parts)
    if memory.open_list and memory.open_list.kind == "number":
        reader.open_list = memory.open_list
    if not parts:
        memory.subject = Subject.of(text)
    found = reader.read()
    structured = len(parts) + len(found) > 1
    for index, part in enumerate(found):
        last = index + 1 == len(found)
        parts += closed(part, found, index, memory.subject, ends=last and structured and not block_follows)
    memory.open_list = reader.open_list
