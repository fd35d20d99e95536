"""Prose that was flattened onto one line: headings, list items, quotes and paragraphs get lines of their own.

Nothing in the text says where its lines ended; grammar does. A hyphen between spaces is a list item after a heading, a
colon or the end of a sentence, or where a list is open and its items look alike; elsewhere it is a dash. A bold phrase
between two sentences is a heading; one that a sentence goes on from is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.markup.tex.dollars import LONGEST, formulas

from .bold import Bold
from .model import Part
from .phrases import (
    LONGEST_HEADING,
    RE_ABBREVIATION,
    RE_CAPITAL,
    RE_COLON_END,
    RE_SENTENCE_END,
    RE_STOP,
    first_class,
    heading,
    title_end,
)
from .scanning import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import PartKind

_RE_MARK = re.compile(
    r"""
    (?P<code>`[^`\n]*`)
    |(?P<bold>\*\*(?=\S)[^*]+(?:\*(?!\*)[^*]*)*(?<=\S)\*\*)
    |(?P<dash>(?<!\S)[-•*+](?=\s+\S))
    |(?P<number>(?<!\S)(?P<count>\d{1,2})[.)](?=\s+\S))
    |(?P<hash>(?<!\S)\#{1,6}(?=\s+\S))
    |(?P<quote>(?<!\S)>(?=\s+["“*A-Z]))
    |(?P<rule>(?<!\S)(?:-{3,}|_{3,}|\*{3})(?!\S))
    """,
    re.VERBOSE,
)


_RE_FIRST = re.compile(r"[`*•+\d#>_-]")
# what looks like an item of a list
_RE_ITEM = re.compile(r"\s-\s+(?:\*\*|[A-Z])")
_RE_WORD = re.compile(r"\S")
# `**Label**: …`, `**Label:** …`
_RE_LABEL = re.compile(r"\*\*[^*\n]{1,80}(?::\*\*|\*\*:)")


@dataclass(slots=True)
class OpenList:
    """What is known of the list that is open."""

    kind: PartKind
    bold: bool = False
    """Items begin with a bold label."""
    first: str = ""
    """How the items begin: ``a`` a small letter, ``A`` a capital, ``0`` a digit, ``""`` a sign."""
    stopped: bool = False
    """Items end with a full stop."""
    last: int = 0
    """Number of the last step."""
    items: int = 1


@dataclass(slots=True)
class Reader:
    """One pass over a flattened text."""

    text: str
    block_follows: bool = False
    """Whether a table, a fence or display math comes right behind the text."""
    opens: bool = True
    """Whether the text stands at the start of its body."""
    parts: list[Part] = field(default_factory=list)
    open_list: OpenList | None = None
    kind: PartKind = "paragraph"
    marker: str = ""
    start: int = 0
    first: int = 0
    """Where the first word behind the last cut stands."""
    numbers: frozenset[int] = frozenset()

    def read(self) -> list[Part]:
        """Return the parts of the text."""
        self._begin(0)
        found = list(self._marks())
        self.numbers = frozenset(int(mark["count"]) for mark in found if mark["number"])
        handlers = {
            "bold": self._bold,
            "dash": self._dash,
            "number": self._number,
            "hash": self._hash,
            "quote": self._quote,
            "rule": self._rule,
        }
        for mark in found:
            kind = mark.lastgroup if mark.lastgroup in handlers else "number"
            if mark.start() >= self.start:
                handlers[kind](mark)
        self._cut(len(self.text))
        return self.parts

    def _marks(self) -> Iterator[re.Match[str]]:
        """Yield what may begin or end a line: no code, and nothing inside a formula."""
        spans = formulas(self.text)
        span = next(spans, None)
        for mark in marks(_RE_MARK, _RE_FIRST, self.text):
            while span and span[1] <= mark.start():
                span = next(spans, None)
            if not mark["code"] and not (span and span[0] < mark.start()):
                yield mark

    def _before(self, at: int) -> str:
        """Return the end of the line that is being read."""
        return self.text[max(self.start, at - 60) : at].rstrip()

    def _fresh(self, at: int) -> bool:
        """Return whether nothing but space stands between the last cut and a place."""
        return at <= self.first

    def _cut(self, at: int) -> None:
        """End the part that is being read."""
        text = self.text[self.start : at].strip()
        if self.kind == "heading":
            text = heading(text)
        if text or self.kind == "rule":
            self.parts.append(Part(self.kind, text, self.marker))
            if self.open_list and self.kind == self.open_list.kind:
                self.open_list.stopped = bool(RE_STOP.search(text[-60:]))
        self._begin(at)

    def _begin(self, at: int) -> None:
        """Begin a part at a place."""
        self.start = at
        found = _RE_WORD.search(self.text, at)
        self.first = found.start() if found else len(self.text)

    def _open(self, at: int, kind: PartKind, begin: int, marker: str = "") -> None:
        """End the part at a place and begin another behind its marker."""
        self._cut(at)
        self.kind, self.marker = kind, marker
        self._begin(begin)
        if kind not in {"bullet", "number"}:
            self.open_list = None

    def _bold(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        title = mark[0][2:-2]
        fresh = self._fresh(at)
        if fresh and self.kind in {"bullet", "number"}:
            return
        phrase = Bold(
            title=title,
            after=self.text[end : end + 80],
            before=self._before(at),
            fresh=fresh,
            in_item=self.kind in {"bullet", "number"},
            plain_items=self.open_list is not None
            and not self.open_list.stopped
            and self.open_list.items > 1,
            structured=not self.opens or self.block_follows or bool(self.parts),
            block_follows=self.block_follows,
        )
        lead = fresh and self.opens and not self.parts and not self._begins_list(end)
        if phrase.is_heading() and not lead:
            self._open(at, "heading", at)
            self._open(end, "paragraph", end)
        elif not fresh and phrase.begins_paragraph():
            self._open(at, "paragraph", at)

    def _begins_list(self, end: int) -> bool:
        """Return whether what follows a body's opening phrase is a list or no dash at all, and not the dash of a lead."""
        after = self.text[end : end + 2000]
        return after.lstrip()[:2] != "- " or len(_RE_ITEM.findall(after)) > 1

    def _dash(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        if not self._is_bullet(mark[0], at, self.text[end : end + 80].lstrip()):
            return
        follows = self.text[end : end + 3].lstrip()
        items = self.open_list.items + 1 if self.open_list and self.open_list.kind == "bullet" else 1
        stopped = self.open_list.stopped if self.open_list else False
        self._open(at, "bullet", end, "-")
        self.open_list = OpenList(
            "bullet",
            bold=follows.startswith("**"),
            last=self.open_list.last if self.open_list else 0,
            first=first_class(follows),
            stopped=stopped,
            items=items,
        )

    def _is_bullet(self, sign: str, at: int, rest: str) -> bool:
        """Return whether a hyphen between spaces begins a list item."""
        capital, bold = bool(RE_CAPITAL.match(rest)), rest.startswith("**")
        before = self._before(at)
        stop = bool(RE_STOP.search(before)) and not RE_ABBREVIATION.search(before)
        if self._fresh(at):
            return self.kind == "paragraph" and (bool(self.parts) or not self.opens or capital)
        if sign in "*+":
            return stop and (bold or capital)
        if RE_COLON_END.search(before):
            return capital or rest[:1].isalpha()
        if self.open_list is not None:
            return stop or self._goes_on(self.open_list, before, rest)
        if stop and not bold and before.endswith("**"):
            return False  # `**… one cup at a time.** - It saves`: a dash behind an emphasized clause
        return (stop and capital) or bool(_RE_LABEL.match(rest)) or self._is_formula_line(at)

    def _is_formula_line(self, at: int) -> bool:
        """Return whether the line so far is one formula, whose letters the list behind it explains."""
        if at - self.start > LONGEST:
            return False
        line = self.text[self.start : at].strip()
        return line[:1] == "$" and line[-1:] == "$" and next(formulas(line), (0, 0))[1] == len(line)

    @staticmethod
    def _goes_on(items: OpenList, before: str, rest: str) -> bool:
        """Return whether an open list without full stops goes on."""
        bold = rest.startswith("**")
        if items.kind == "number" and not bold:
            return False
        if items.bold or bold:
            return bold
        if before[-1:].isdigit() and rest[:1].isdigit():
            return False
        return rest[:1].isupper() or rest[:1] in '`"$' or items.first == first_class(rest)

    def _number(self, mark: re.Match[str]) -> None:
        at, end, count = mark.start(), mark.end(), int(mark["count"])
        rest = self.text[end : end + 20].lstrip()
        if not (RE_CAPITAL.match(rest) or rest[:1].isalpha()):
            return
        before = self._before(at)
        open_number = self.open_list.last if self.open_list else 0
        if count == open_number + 1 and open_number:
            begins = bool(RE_CAPITAL.match(rest)) or bool(RE_SENTENCE_END.search(before))
        elif self._fresh(at):
            begins = self.kind == "paragraph" and (count == 1 or bool(self.parts) or self.opens)
        else:
            more = self.block_follows or count + 1 in self.numbers
            begins = count == 1 and more and bool(RE_SENTENCE_END.search(before))
        if begins and not RE_ABBREVIATION.search(before):
            items = self.open_list.items + 1 if self.open_list else 1
            self._open(at, "number", end, mark[0])
            self.open_list = OpenList("number", last=count, items=items)

    def _hash(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        rest = self.text[end : end + LONGEST_HEADING + 40]
        before = self._before(at)
        sure = self._fresh(at) or len(mark[0]) > 1 or bool(RE_SENTENCE_END.search(before))
        if not sure or not re.match(r"\s+(?:\*\*)?[A-Z0-9`]", rest):
            return
        stop = end + title_end(rest)
        self._open(at, "heading", end)
        self._open(stop, "paragraph", stop)

    def _quote(self, mark: re.Match[str]) -> None:
        at = mark.start()
        if self._fresh(at) or RE_STOP.search(self._before(at)):
            self._open(at, "quote", mark.end())

    def _rule(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        if self._fresh(at) or (
            RE_STOP.search(self._before(at)) and RE_CAPITAL.match(self.text[end : end + 4].lstrip())
        ):
            self._open(at, "rule", end)
            self._open(end, "paragraph", end)
