"""Prose that was flattened onto one line: headings, list items, quotes and paragraphs get lines of their own.

Nothing in the text says where its lines ended; grammar does. A hyphen between spaces is a list item after a heading, a
colon or the end of a sentence, or where a list is open and its items look alike; elsewhere it is a dash. A bold phrase
between two sentences is a heading; one that a sentence goes on from is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ..dollars import formulas
from .model import Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_RE_MARK = re.compile(
    r"""
    (?P<code>`[^`\n]*`)
    |(?P<bold>\*\*(?=\S)[^*]+(?:\*(?!\*)[^*]*)*\*\*)
    |(?P<dash>(?<!\S)[-•*+](?=\s+\S))
    |(?P<number>(?<!\S)(?P<count>\d{1,2})[.)](?=\s+\S))
    |(?P<hash>(?<!\S)\#{1,6}(?=\s+\S))
    |(?P<quote>(?<!\S)>(?=\s+["“*A-Z]))
    |(?P<rule>(?<!\S)(?:-{3,}|_{3,}|\*{3})(?!\S))
    """,
    re.VERBOSE,
)
LONGEST_HEADING: Final = 120
_SENTENCE: Final = 40
"""A bold phrase of this length may be a sentence."""

_ENOUGH: Final = 2
"""Items that make a rule for the items of a list."""

# the end of a sentence, with what may close behind it
_RE_SENTENCE_END = re.compile(r"[.!?:;…](?:\*\*|[)\]\"'”’`*])*\s*\Z|[)\"”]\.?\s*\Z")
_RE_STOP = re.compile(r"[.!?…](?:\*\*|[)\]\"'”’`*])*\s*\Z")
_RE_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|vs|cf|eq|eqs|fig|figs|no|nos|sec|ch|ref|refs|al|approx|etc|dr|mr|vol|pp?|[A-Z])\.\s*\Z",
    re.IGNORECASE,
)
_RE_COLON_END = re.compile(r":(?:\*\*)?\s*\Z")
# a place inside a text where a sentence ends and another begins
_RE_SENTENCE = re.compile(r"[.!?](?:\*\*|[)\]\"'”’`])*\s+(?=[\"“(]?(?:\*\*)?[A-Z])")
_RE_CAPITAL = re.compile(r"[\"“'‘(\[]?(?:[A-Z0-9À-ÞΑ-Ω`$~≈±<>#→]|\*\*)")
# `2. Method`, `2.3.1 Maxwell's Equations`
_RE_NUMBERED = re.compile(r"(?:\d{1,2}\.)+(?:\d{1,2})?\s+[A-Z]")
# what begins a block: after it, a bold phrase is a heading
_RE_BLOCK = re.compile(r"(?:[-•]\s+\S|\*\*|\||```|\$\$|1[.)]\s|#{1,6}\s|>\s|\Z)")
# a closing sentence: `Edge caching is **the last mile** — …`
_RE_CLOSING = re.compile(
    r"[A-Z0-9][^.:;!?*]{1,90}?\s(?:is|are|remains?|represents?|stands?|provides?|enables?|transforms?|bridges?|combines?|exemplif\w+)\s(?:[a-z]+\s){0,4}\*\*"
)
_VERBS: Final = r"\s(?:is|are|was|were|has|have|can|will|remains?|represents?|provides?|enables?|offers?|allows?|makes?|forces?|plays?|stands?|serves?)"
_RE_VERB = re.compile(rf"\s*{_VERBS}\s")
_SMALL: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "nor",
        "but",
        "for",
        "to",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "as",
        "vs",
        "via",
        "per",
        "is",
        "are",
        "be",
        "its",
        "it",
        "this",
        "that",
        "than",
        "into",
        "over",
        "under",
        "using",
        "use",
        "uses",
        "used",
        "called",
        "named",
        "et",
        "al",
        "not",
        "no",
        "if",
        "when",
        "how",
        "what",
        "why",
        "between",
        "against",
        "about",
    ]
)
_RE_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_RE_LAST_WORD = re.compile(r"([A-Za-z][\w'’-]*)[,(]?\s*\Z")


@dataclass(slots=True)
class _List:
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
class _Reader:
    """One pass over a flattened text."""

    text: str
    block_follows: bool = False
    """Whether a table, a fence or display math comes right behind the text."""
    opens: bool = True
    """Whether the text stands at the start of its body."""
    parts: list[Part] = field(default_factory=list)
    list: _List | None = None
    kind: PartKind = "paragraph"
    marker: str = ""
    start: int = 0
    numbers: frozenset[int] = frozenset()

    def read(self) -> list[Part]:
        """Return the parts of the text."""
        marks = list(self._marks())
        self.numbers = frozenset(int(mark["count"]) for mark in marks if mark["number"])
        handlers = {
            "bold": self._bold,
            "dash": self._dash,
            "number": self._number,
            "hash": self._hash,
            "quote": self._quote,
            "rule": self._rule,
        }
        for mark in marks:
            kind = next(name for name in handlers if mark[name])
            if mark.start() >= self.start:
                handlers[kind](mark)
        self._cut(len(self.text))
        return self.parts

    def _marks(self) -> Iterator[re.Match[str]]:
        """Yield what may begin or end a line: no code, and nothing inside a formula."""
        spans = formulas(self.text)
        span = next(spans, None)
        for mark in _RE_MARK.finditer(self.text):
            while span and span[1] <= mark.start():
                span = next(spans, None)
            if not mark["code"] and not (span and span[0] < mark.start()):
                yield mark

    # -- state ---------------------------------------------------------------------------------------------------

    def _before(self, at: int) -> str:
        """Return the end of the line that is being read."""
        return self.text[max(self.start, at - 60) : at].rstrip()

    def _fresh(self, at: int) -> bool:
        """Return whether nothing but space stands between the last cut and a place."""
        return not self.text[self.start : at].strip()

    def _cut(self, at: int) -> None:
        """End the part that is being read."""
        text = self.text[self.start : at].strip()
        if self.kind == "heading":
            text = text.strip("* ").rstrip("# ")
        if text or self.kind == "rule":
            self.parts.append(Part(self.kind, text, self.marker))
            if self.list and self.kind == self.list.kind:
                self.list.stopped = bool(_RE_STOP.search(text))
        self.start = at

    def _open(self, at: int, kind: PartKind, begin: int, marker: str = "") -> None:
        """End the part at a place and begin another behind its marker."""
        self._cut(at)
        self.kind, self.marker, self.start = kind, marker, begin
        if kind not in {"bullet", "number"}:
            self.list = None

    # -- marks ---------------------------------------------------------------------------------------------------

    def _bold(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        title = mark[0][2:-2]
        fresh = self._fresh(at)
        if fresh and self.kind in {"bullet", "number"}:
            return
        after = self.text[end : end + 80]
        if self._is_heading(title, at, after, fresh=fresh):
            self._open(at, "heading", at)
            self._open(end, "paragraph", end)
        elif not fresh and self._is_lead(title, at, after):
            self._open(at, "paragraph", at)

    def _is_heading(self, title: str, at: int, after: str, *, fresh: bool) -> bool:
        """Return whether a bold phrase is a heading: no sentence leads to it and none goes on from it."""
        if len(title) > LONGEST_HEADING or title.rstrip().endswith((".", ",", ";")):
            return False
        rest = after.lstrip()
        block = bool(_RE_BLOCK.match(rest)) and (bool(rest) or self.block_follows)
        if rest[:2] == "- " and not rest[2:3].isupper() and not _RE_CAPITAL.match(rest[2:].lstrip()):
            block = block and bool(_RE_COLON_END.search(title))
        if rest[:1] in {":", ",", ".", ";", "(", "—", "–", "/", ")", "="}:
            return False
        if not fresh and not self._breaks(title, at, block=block):
            return False
        if block:
            return not (fresh and self.opens and not self.parts and rest[:2] == "- " and not self._listy(at))
        if title.rstrip().endswith(":"):
            return False
        return bool(rest) and bool(_RE_CAPITAL.match(rest)) and _is_title(title)

    def _listy(self, at: int) -> bool:
        """Return whether the first dash behind a body's opening phrase begins a list, and is no dash of a lead."""
        return len(re.findall(r"\s-\s+(?:\*\*|[A-Z])", self.text[at : at + 2000])) > 1

    def _breaks(self, title: str, at: int, *, block: bool) -> bool:
        """Return whether a line may end before a bold phrase."""
        before = self._before(at)
        if _RE_SENTENCE_END.search(before) and not _RE_ABBREVIATION.search(before):
            return not before.endswith((";", ":")) or block
        if _RE_NUMBERED.match(title):
            return True
        if self.kind not in {"bullet", "number"} or not _is_title(title):
            return False
        if title.rstrip().endswith(":"):
            return block
        last = _RE_LAST_WORD.search(before)
        if last and last[1].lower() in _SMALL:
            return False
        return block or (self.list is not None and not self.list.stopped and self.list.items > 1)

    def _is_lead(self, title: str, at: int, after: str) -> bool:
        """Return whether a bold phrase that is no heading begins a paragraph."""
        before = self._before(at)
        if not _RE_STOP.search(before) or _RE_ABBREVIATION.search(before):
            stops = (
                self.kind in {"bullet", "number"}
                and self.list
                and not self.list.stopped
                and self.list.items > 1
            )
            label = after[:1] == ":" or title.rstrip().endswith(":")
            if not (stops and label and _is_title(title)) and not self._is_last_sentence(title, after):
                return False
        rest = after.lstrip()
        if title.rstrip().endswith((".", "!")) or not rest:
            return True
        if rest[:1] == ":" or title.rstrip().endswith(":"):
            return self.kind in {"bullet", "number"} or self._structured()
        if rest[:1] in {"—", "–"} or rest[:2] == "- ":
            return True
        return self.kind in {"bullet", "number"} and bool(_RE_VERB.match(after))

    def _is_last_sentence(self, title: str, after: str) -> bool:
        """Return whether a bold phrase is a whole sentence that ends the text."""
        return (
            not after.strip()
            and not self.block_follows
            and len(title) > _SENTENCE
            and bool(_RE_VERB.search(title))
        )

    def _structured(self) -> bool:
        """Return whether the body has blocks of its own, so that a bold label begins one of them."""
        return (
            not self.opens
            or self.block_follows
            or any(p.kind != "paragraph" for p in self.parts)
            or len(self.parts) > 0
        )

    def _dash(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        if not self._is_bullet(mark[0], at, self.text[end : end + 80].lstrip()):
            return
        follows = self.text[end : end + 3].lstrip()
        items = self.list.items + 1 if self.list and self.list.kind == "bullet" else 1
        stopped = self.list.stopped if self.list else False
        self._open(at, "bullet", end, "-")
        self.list = _List(
            "bullet", bold=follows.startswith("**"), first=_class(follows), stopped=stopped, items=items
        )

    def _is_bullet(self, sign: str, at: int, rest: str) -> bool:
        """Return whether a hyphen between spaces begins a list item."""
        capital, bold = bool(_RE_CAPITAL.match(rest)), rest.startswith("**")
        if self._fresh(at):
            return self.kind not in {"bullet", "number"} and (bool(self.parts) or not self.opens or capital)
        before = self._before(at)
        if _RE_COLON_END.search(before):
            return sign != "+" and (capital or rest[:1].isalpha())
        stop = bool(_RE_STOP.search(before)) and not _RE_ABBREVIATION.search(before)
        if sign in "*+":
            return stop and (bold or capital)
        if stop and self.list is None and before.endswith("**") and not bold:
            return False  # `**… layer by layer.** - It treats`: a dash behind an emphasized clause
        if stop:
            return capital or self.list is not None
        if self.list is None and self._is_formula_line(at):
            return True
        if self.list is None:
            return bold and bool(re.match(r"\*\*[^*\n]{1,80}(?::\*\*|\*\*:)", rest))
        if self.list.kind == "number" and not bold:
            return False
        return self._goes_on(before, rest, capital=capital, bold=bold)

    def _is_formula_line(self, at: int) -> bool:
        """Return whether the line so far is one formula, whose letters the list behind it explains."""
        line = self.text[self.start : at].strip()
        return line[:1] == "$" and line[-1:] == "$" and next(formulas(line), (0, 0))[1] == len(line)

    def _goes_on(self, before: str, rest: str, *, capital: bool, bold: bool) -> bool:
        """Return whether an open list without full stops goes on."""
        assert self.list is not None
        if self.list.bold or bold:
            return bold or (capital and self.list.items > 2 and not self.list.bold)
        if before[-1:].isdigit() and rest[:1].isdigit():
            return False
        return rest[:1].isupper() or rest[:1] in '`"$' or self.list.first == _class(rest)

    def _number(self, mark: re.Match[str]) -> None:
        at, end, count = mark.start(), mark.end(), int(mark["count"])
        rest = self.text[end : end + 20].lstrip()
        if not (_RE_CAPITAL.match(rest) or rest[:1].isalpha()):
            return
        before = self._before(at)
        open_number = self.list.last if self.list else 0
        if count == open_number + 1 and open_number:
            begins = bool(_RE_CAPITAL.match(rest)) or bool(_RE_SENTENCE_END.search(before))
        elif self._fresh(at):
            begins = self.kind == "paragraph" and (count == 1 or bool(self.parts) or self.opens)
        else:
            begins = count == 1 and 2 in self.numbers and bool(_RE_SENTENCE_END.search(before))
        if begins and not _RE_ABBREVIATION.search(before):
            items = self.list.items + 1 if self.list else 1
            self._open(at, "number", end, mark[0])
            self.list = _List("number", last=count, items=items)

    def _hash(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        rest = self.text[end : end + LONGEST_HEADING + 40]
        before = self._before(at)
        sure = self._fresh(at) or len(mark[0]) > 1 or bool(_RE_SENTENCE_END.search(before))
        if not sure or not re.match(r"\s+(?:\*\*)?[A-Z0-9`]", rest):
            return
        stop = end + _title_end(rest)
        self._open(at, "heading", end)
        self._open(stop, "paragraph", stop)

    def _quote(self, mark: re.Match[str]) -> None:
        at = mark.start()
        if self._fresh(at) or _RE_STOP.search(self._before(at)):
            self._open(at, "quote", mark.end())

    def _rule(self, mark: re.Match[str]) -> None:
        at, end = mark.start(), mark.end()
        if self._fresh(at) or (
            _RE_STOP.search(self._before(at)) and _RE_CAPITAL.match(self.text[end : end + 4].lstrip())
        ):
            self._open(at, "rule", end)
            self._open(end, "paragraph", end)


def _class(text: str) -> str:
    """Return how a text begins."""
    first = text[:1]
    return "0" if first.isdigit() else "a" if first.islower() else "A" if first.isupper() else ""


def _is_title(text: str) -> bool:
    """Return whether a phrase is written like a heading: a question, or its words capitalized."""
    if text.rstrip().endswith(("?", ":")):
        return True
    words = [w for w in _RE_WORD.findall(text) if w.lower() not in _SMALL]
    return bool(words) and sum(not w[0].islower() for w in words) * 2 >= len(words) and not text[0].islower()


def _title_end(text: str) -> int:
    """Return where a heading behind ``##`` ends: at the next block, or where capitalized words give way to a sentence."""
    block = re.search(r"\s(?:[-•]\s|\*\*|\||```|\$\$|\d{1,2}[.)]\s|#{1,6}\s)", text)
    limit = block.start() if block else len(text)
    last = 0
    for word in re.finditer(r"\S+", text[:limit]):
        plain = word[0].strip("*`\"'(),:?")
        if plain[:1].islower() and plain.lower() not in _SMALL:
            return last or word.end()
        if plain[:1].isupper():
            last = word.start()
        if word[0].endswith(("?", ":", ".")):
            return word.end()
    return limit if block or len(text) < LONGEST_HEADING else last or limit


@dataclass(slots=True)
class Memory:
    """What the reading of one stretch of prose leaves for the next one."""

    list: _List | None = None
    lead: re.Pattern[str] | None = None
    """A sentence about what the body began with: its closing paragraph begins so."""


# a line of Markdown that stands as such
_RE_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+•])[ \t]+|(?P<number>\d{1,3}[.)])[ \t]+|(?P<hash>#{1,6})[ \t]+|(?P<quote>>)[ \t]?"
    r"|(?P<rule>(?:-[ ]?){3,}$|(?:\*[ ]?){3,}$|(?:_[ ]?){3,}$)|)(?P<text>.*)"
)
_RE_BOLD_LINE = re.compile(r"\*\*(?P<title>[^*\n]+)\*\*\s*")
# what only a flattened line holds: a heading or a sentence, then items with bold labels
_RE_FLAT = re.compile(r"\S\s+-\s+\*\*[^*\n]{1,80}(?:\*\*:|:\*\*)|[.!?]\s+\*\*[^*\n]{1,80}\*\*\s+-\s")


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
    if "\n" not in stripped:
        _read_flat(stripped, parts, memory, block_follows=block_follows)
        return
    rows = stripped.split("\n")
    for index, row in enumerate(rows):
        if len(_RE_FLAT.findall(row)) > 1:
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
    bold = _RE_BOLD_LINE.fullmatch(text)
    if found["bullet"]:
        parts.append(Part("bullet", text, found["indent"] + "-"))
    elif found["number"]:
        parts.append(Part("number", text, found["indent"] + found["number"]))
    elif found["hash"]:
        parts.append(Part("heading", text.rstrip("# ")))
    elif found["quote"]:
        parts.append(Part("quote", text))
    elif found["rule"]:
        parts.append(Part("rule", ""))
    elif (
        bold
        and len(bold["title"]) <= LONGEST_HEADING
        and not bold["title"].rstrip().endswith((".", ",", ";"))
    ):
        parts.append(Part("heading", bold["title"].strip()))
    elif _continues(text, parts, indented=bool(found["indent"])) and not after_blank:
        parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{text}")
    else:
        parts.append(Part("paragraph", text))


def _continues(text: str, parts: list[Part], *, indented: bool) -> bool:
    """Return whether a line goes on with the paragraph or item before it."""
    if not parts or parts[-1].kind not in {"paragraph", "bullet", "number", "quote"}:
        return False
    return not _RE_SENTENCE_END.search(parts[-1].text[-40:]) and (text[:1].islower() or indented)


def _read_flat(text: str, parts: list[Part], memory: Memory, *, block_follows: bool) -> None:
    """Add the parts of a flattened line."""
    reader = _Reader(text, block_follows=block_follows, opens=not parts)
    if memory.list and memory.list.kind == "number":
        reader.list = memory.list
    if not parts:
        memory.lead = _lead(text)
    found = reader.read()
    structured = len(parts) + len(found) > 1
    for index, part in enumerate(found):
        last = index + 1 == len(found)
        parts += _closed(part, found, index, memory.lead, ends=last and structured and not block_follows)
    memory.list = reader.list


def _lead(text: str) -> re.Pattern[str] | None:
    """Return what a sentence about the subject of a body begins with, if its opening phrase is in bold."""
    bold = re.match(r"\s*\*\*([^*\n(:]{2,80})", text)
    words = re.findall(r"[^\W_]+", bold[1])[:3] if bold else []
    if not words:
        return None
    name = r"[\W_]+".join(map(re.escape, words))
    return re.compile(rf"(?<!\S)(?:\*\*)?(?=[A-Z0-9])(?i:{name})[^.:;!?]{{0,60}}?(?:{_VERBS})\s")


def _closed(
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
    for end in (m.end() for m in _RE_SENTENCE.finditer(text)):
        if _RE_CLOSING.match(text, end) or (lead and lead.match(text, end)):
            return end
    return 0


def _closing(text: str, others: list[str], lead: re.Pattern[str] | None) -> int:
    """Return where the paragraph behind a last list item begins, or 0."""
    if cut := _closing_sentence(text, lead):
        return cut
    if not others or any(_RE_STOP.search(item) for item in others):
        return _second_sentence(text, others)
    for found in lead.finditer(text) if lead else ():
        before = text[: found.start()].rstrip()
        last = _RE_LAST_WORD.search(before[-40:])
        if before and before[-1:] not in ",:;(" and not (last and last[1].lower() in _SMALL):
            return found.start()
    return 0


def _second_sentence(text: str, others: list[str]) -> int:
    """Return where the second sentence begins, where all other items are one sentence each."""
    ends = [m.end() for m in _RE_SENTENCE.finditer(text)]
    if (
        len(others) < _ENOUGH
        or not ends
        or text.startswith("**")
        or any(_RE_SENTENCE.search(item) for item in others)
    ):
        return 0
    return 0 if re.match(r"\w+:", text[ends[0] : ends[0] + 40]) else ends[0]
