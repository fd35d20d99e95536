"""Plain dumps: no chrome, no blank lines; a headline, the lines of its body, then at once the next headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.grammar import fields, leads
from sphinxcontrib_aiglossary.model import Origin, Record
from sphinxcontrib_aiglossary.problems import Kind, Problem

from . import shape
from .base import SAMPLE, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

_THRESHOLD = 3
_SEVERAL = 4
_RE_BLOCK = re.compile(r"[-+*•]\s|[|>`~]|\$\$|\d+[.)]\s|#{1,6}\s*\d")
_RE_FENCE = re.compile(r"(`{3,}|~{3,})\s*([\w+#.-]*)")
_RE_CLOSED = re.compile(r"[.!?)\]\"'”*|`;]$|\$\$$")
_RE_TITLE = re.compile(r"\*\*[^*]+\*\*:?$|#{1,6}\s")
_RE_ARTICLE = re.compile(r"(?:An?|The)\s+")
_RE_GOES_ON = re.compile(r"e?s?(?:\s*\([^()]*\))?\s+[a-z]")
_LONG = 80


class PlainDump:
    """The format of a dump with nothing but headlines and bodies."""

    label = "plain dump"

    def detect(self, text: str) -> bool:
        """Return whether the first line is a headline, or any line surely is one."""
        lines, found = _cut(text[:SAMPLE])
        if not found:
            return False
        first = next(index for index, line in enumerate(lines) if line.strip())
        return found[0] == first or any(_certain(lines, index) for index in found)

    def read(self, text: str, path: str) -> Reading:
        """Cut the text at its headlines."""
        lines, starts = _cut(text)
        _cut.cache_clear()
        records: list[Record] = []
        problems: list[Problem] = []
        if lead := _record(lines, None, (starts or [len(lines)])[0], path):
            records.append(lead)
            problems.append(
                Problem(
                    kind=Kind.HEADLINE,
                    origin=lead.origin,
                    message="the body has no headline; its term is taken from its first words",
                )
            )
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            record = _record(lines, start, end, path)
            if record is None:
                continue
            records.append(record)
            if not record.body:
                message = f"the headline {record.headline!r} has no body"
                problems.append(Problem(kind=Kind.HEADLINE, origin=record.origin, message=message))
        return Reading(records=tuple(records), problems=tuple(problems))


@lru_cache(maxsize=1)
def _cut(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """Return the lines of a text and which of them are headlines; what tells the format is needed to read it, too."""
    lines = text.split("\n")
    return lines, _headlines(lines)


def _record(lines: Sequence[str], start: int | None, end: int, path: str) -> Record | None:
    """Return the record from a headline to before the next one; ``None`` when there is no text at all."""
    first = 0 if start is None else start + 1
    last = end
    while first < last and not lines[first].strip():
        first += 1
    while last > first and not lines[last - 1].strip():
        last -= 1
    body = "\n".join(lines[first:last])
    if start is None:
        if not body:
            return None
        return Record(origin=Origin(path, first + 1), headline="", body=body, body_line=first + 1)
    return Record(
        origin=Origin(path, start + 1),
        headline=lines[start].strip(),
        body=body,
        body_line=first + 1 if body else start + 1,
    )


@dataclass(slots=True)
class _Block:
    """The fence or formula that the walk is in."""

    mark: str = ""
    """What closes it; ``""`` outside."""
    opened: int = -1


def _headlines(lines: Sequence[str]) -> list[int]:
    """Return the indices of all headlines.

    Within a fence or a formula only a line that surely is a headline counts: it proves that the block was never
    closed, and the walk goes on outside of it.
    """
    likely = _likely(lines)
    found: list[int] = []
    block = _Block()
    unclosed = _unclosed(lines)
    term = ""
    for index, line in enumerate(lines):
        if index in likely and (
            not block.mark or _certain(lines, index, plain=block.mark == "$$" or block.opened in unclosed)
        ):
            found.append(index)
            block = _Block()
            term = shape.split_items(line)[0]
        elif not block.mark and _alone(lines, index, term):
            found.append(index)
            term = line.strip()
        else:
            _step(block, line, index)
    return found


def _step(block: _Block, line: str, index: int) -> None:
    """Go over one line of a body: enter or leave a fence or a formula."""
    stripped = line.strip()
    if fence := _RE_FENCE.match(stripped):
        if not block.mark:
            if stripped.count(fence[1]) == 1:
                block.mark, block.opened = fence[1], index
        elif block.mark != "$$" and stripped.startswith(block.mark) and not fence[2]:
            block.mark = ""
    elif block.mark in {"", "$$"} and stripped.count("$$") % 2:
        block.mark, block.opened = ("", -1) if block.mark else ("$$", index)


def _unclosed(lines: Sequence[str]) -> set[int]:
    """Return the fences that nothing closes: no further fence follows, or the next one opens with a language."""
    fences = [(index, match) for index, line in enumerate(lines) if (match := _RE_FENCE.match(line.strip()))]
    found: set[int] = set()
    for at, (index, _) in enumerate(fences):
        following = fences[at + 1][1] if at + 1 < len(fences) else None
        if following is None or following[2]:
            found.add(index)
    return found


def _likely(lines: Sequence[str]) -> set[int]:
    """Return the lines that are headlines if they stand outside of fences and formulas; judged from the end."""
    likely: set[int] = set()
    after: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index].strip()
        if not line:
            continue
        if shape.is_list(line) and _score(lines, index, after, after in likely) >= _THRESHOLD:
            likely.add(index)
        after = index
    return likely


def _score(lines: Sequence[str], index: int, after: int | None, before_headline: bool) -> int:  # noqa: FBT001 - a fact
    """Weigh what speaks for a headline against what speaks for a line of the body."""
    line = lines[index].strip()
    score = 2 * shape.is_tight(line)
    score += fields.names_field(shape.split_items(line)[-1])
    score -= line[0].isupper()
    score += _after(lines[after].strip() if after is not None else "", line, before_headline)
    above = next(
        (lines[at].strip() for at in range(index - 1, max(-1, index - 4), -1) if lines[at].strip()), ""
    )
    if not above or _RE_CLOSED.search(above[-4:]):
        score += 1
    if _introduces(above):
        score -= 2
    return score


def _introduces(line: str) -> bool:
    """Return whether a line introduces what stands below it: it ends with a colon, or is a title."""
    return line.endswith((":", ":**")) or bool(_RE_TITLE.match(line))


def _after(line: str, headline: str, is_headline: bool) -> int:  # noqa: FBT001 - a fact
    """Weigh the line below: does it open a body, and of this headline?"""
    if is_headline or not line:
        return 1
    if _RE_BLOCK.match(line):
        return -4
    if shape.opens(line, headline):
        return 4
    lead = leads.read(line)
    if lead.name:
        keywords = len(shape.split_items(headline)) >= _SEVERAL and headline == headline.lower()
        return int(lead.defines or lead.dash or (lead.title and (shape.is_tight(headline) or keywords)))
    agreed = leads.agreement(shape.split_items(headline)[0], lead.sentence)
    sentence = len(line) > _LONG or line.endswith((".", "!", "?"))
    return -4 if not sentence else 2 * (agreed > 0.6)  # noqa: PLR2004 - most of its words


def _certain(lines: Sequence[str], index: int, *, plain: bool = True) -> bool:
    """Return whether the line below surely opens the body of this one.

    Args:
        lines: all lines.
        index: a line that is likely to be a headline.
        plain: whether an opening in plain words is enough; else its name must be in bold.
    """
    below = next((line.strip() for line in lines[index + 1 : index + 4] if line.strip()), "")
    if not below or not shape.opens(below, lines[index].strip()):
        return False
    return plain or bool(leads.read(below).name)


def _alone(lines: Sequence[str], index: int, term: str) -> bool:
    """Return whether a line without commas is a headline: the body below opens with the very same name.

    In lower case, as the site writes them; a capital begins a prompt (``Explain beam search``) or a heading, and a
    question mark ends a prompt.
    """
    line = lines[index].strip()
    if not line or "," in line or len(line) > _LONG or index + 1 >= len(lines):
        return False
    below, above = lines[index + 1].strip(), lines[index - 1].strip() if index else ""
    if not below or (above and not _RE_CLOSED.search(above[-4:])) or _introduces(above):
        return False
    prompt = shape.is_prompt(line)
    if not (prompt or shape.is_plain(line)) or leads.agreement(line, term) >= 1:
        return False
    asked = shape.without_prompt(line)
    lead = leads.read(below)
    if lead.name and not (lead.label or lead.title or (line[0].isupper() and not prompt)):
        same = leads.agreement(asked, f"{lead.name} {lead.paren}") >= 1
        return same and (leads.agreement(lead.name, asked) >= 1 or leads.agreement(lead.paren, asked) >= 1)
    if prompt:
        return (line.endswith("?") or not line[0].islower()) and leads.agreement(asked, lead.sentence) >= 1
    return not lead.name and _begins_with(below, line)


def _begins_with(below: str, line: str) -> bool:
    """Return whether a whole sentence in plain words begins with a line in lower case, and goes on as a definition."""
    if line != line.lower() or len(below) < _LONG:
        return False
    start = _RE_ARTICLE.sub("", below).casefold()
    return start.startswith(line) and bool(_RE_GOES_ON.match(start[len(line) :]))
