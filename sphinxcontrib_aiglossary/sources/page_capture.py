"""Page captures: the chrome of a page, then headline, blank line, body on one line, blank line, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.grammar import fields, leads
from sphinxcontrib_aiglossary.model import Origin, Record
from sphinxcontrib_aiglossary.problems import Kind, Problem

from . import shape
from .base import SAMPLE, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    _Run = tuple[int, ...]
    """The numbers of lines that stand together."""

_RE_CHROME = re.compile(
    r"←\s?.{0,80}|(?:back|return) to .{1,60}"  # ← Back to Some Chat
    r"|[\d.,\s]+(?:technical |glossary )?(?:terms?|entries|definitions|results|items)\b.{0,60}"  # 12 technical terms …
    r"|(?:#\s|0-9\s|All\s)?(?:[A-Z]\s+){4,}(?:[A-Z]|All|#|0-9)(?:\s+(?:All|#|0-9))*"  # A B C … Z All
    r"|(?:showing\s+)?pages?\s+\d+\s*(?:of|/)\s*\d+.{0,40}"  # Showing page 1 of 3 (12 entries)
    r"|showing\s.{0,60}\d.{0,40}"
    r"|(?:[«‹<←]\s*)?prev(?:ious)?(?:\s+page)?(?:[\s\d.…|]*next(?:\s+page)?)?(?:\s*[»›>→])?"
    r"|next(?:\s+page)?(?:\s*[»›>→])?|[\d\s…]*\d\s*[»›→]?|(?:load|show) more|back to top|(?:©|copyright)\s.{0,120}"
    r"|all rights reserved\.?|privacy policy.{0,60}|terms of (?:use|service).{0,60}|search(?: terms| the glossary)?(?:\.{3}|…)?",
    re.IGNORECASE,
)
_RE_SITE = re.compile(
    r"(?:\S+\s+){0,6}(?:glossary|dictionary|encyclop(?:a?e)dia|lexicon|terms|wiki|a-z)", re.IGNORECASE
)
_RE_BODY = re.compile(r"\*\*|```|\$\$|\|.*\||#{1,6}\s|[-*•]\s|\d+\.\s")
# "```", "$$": what both begin with is a set of characters, which is found fast
_RE_MARK = re.compile(r"[`$](?:(?<=`)``|(?<=\$)\$)")
_LONG_BODY = 200
_MOST_LINES: Final = 3
"""Lines over which a headline may run."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between two blank ones."""

    line: int
    """The number of the first line."""
    text: str


class _Page(NamedTuple):
    """The lines of a page, parted."""

    blocks: Sequence[_Block]
    furniture: Sequence[_Block]
    """What is left out, each run of it between two blocks as one."""


class PageCapture:
    """The format of a glossary page copied from a browser."""

    label = "page capture"

    def detect(self, text: str) -> bool:
        """Return whether the text has a page's chrome, or headlines and bodies between blank lines."""
        text = text[:SAMPLE]
        blocks = _page(text).blocks
        pairs = [(one.text, two.text) for one, two in pairwise(blocks)]
        heads = [(head, body) for head, body in pairs if _is_head(head) and not shape.is_list(body)]
        agreed = sum(shape.opens(body, head) or shape.is_list(head) for head, body in heads)
        if not heads or "\n" in heads[0][0]:
            return False
        if any(_is_chrome(line.strip()) for line in text.split("\n", 20)[:20]):
            return agreed > 0
        singles = sum("\n" not in block.text for block in blocks)
        return agreed * 4 >= len(blocks) and singles * 5 >= len(blocks) * 4

    def read(self, text: str, path: str) -> Reading:
        """Leave out the chrome, say what it is, and pair headlines with bodies."""
        records: list[Record] = []
        page = _page(text)
        _page.cache_clear()
        problems = [_left_out(block, path) for block in page.furniture]
        for head, body in _pairs(page.blocks):
            origin = Origin(path, (head or body or _Block(0, "")).line)
            records.append(
                Record(
                    origin=origin,
                    headline=head.text if head else "",
                    body=body.text if body else "",
                    body_line=body.line if body else origin.line,
                )
            )
            if head is None:
                message = "the body has no headline; its term is taken from its first words"
            elif body is None:
                message = f"the headline {head.text!r} has no body"
            else:
                continue
            problems.append(Problem(kind=Kind.HEADLINE, origin=origin, message=message))
        return Reading(records=tuple(records), problems=tuple(problems))


def _is_chrome(line: str) -> bool:
    return len(line) < _LONG_BODY and bool(_RE_CHROME.fullmatch(line))


def _left_out(block: _Block, path: str) -> Problem:
    said = ", ".join(map(repr, block.text.split("\n")))
    message = f"taken for the furniture of a page and left out: {said}"
    return Problem(kind=Kind.FURNITURE, origin=Origin(path, block.line), message=message)


@lru_cache(maxsize=1)
def _page(text: str) -> _Page:
    """Return the runs of lines between blank ones, chrome apart; what tells the format is needed to read it, too."""
    lines = text.split("\n")
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    there = [(number, line) for number, line in numbered if line]
    chrome = {number for number, line in there if _is_chrome(line)}
    for at, (number, line) in enumerate(there):
        beside = {there[near][0] for near in (at - 1, at + 1) if 0 <= near < len(there)}
        if (beside & chrome or at == 0) and "," not in line and _RE_SITE.fullmatch(line) and _site(there, at):
            chrome.add(number)
    text_lines = {number for number, _ in there} - chrome
    # Between two lines of a text it is one of them: a word alone, a line of a program
    chrome -= {number for number in chrome if {number - 1, number + 1} <= text_lines}
    broken = _broken_headlines(numbered, chrome)
    chrome.difference_update(*broken)
    blocks: list[_Block] = []
    for run in _runs([(number, "" if number in chrome else line) for number, line in numbered]):
        if run in broken:
            blocks.append(_Block(run[0], broken[run]))
        else:
            blocks.extend(_parted(_Block(run[0], "\n".join(lines[number - 1].rstrip() for number in run))))
    left_out = _runs([(number, line if number in chrome else "") for number, line in there])
    furniture = [_Block(run[0], "\n".join(lines[number - 1].strip() for number in run)) for run in left_out]
    return _Page(blocks, furniture)


def _broken_headlines(numbered: Sequence[tuple[int, str]], chrome: AbstractSet[int]) -> dict[_Run, str]:
    """Return the headlines that run over several lines, one of which may look like chrome: ``beam``, ``search``."""
    found = {}
    for run, below in pairwise(_runs(numbered)):
        if not 1 < len(run) <= _MOST_LINES or chrome >= set(run):
            continue
        whole = " ".join(numbered[number - 1][1] for number in run)
        without = " ".join(numbered[number - 1][1] for number in run if number not in chrome)
        if _is_head(whole) and _is_named(whole, without, numbered[below[0] - 1][1]):
            found[run] = whole
    return found


def _is_named(whole: str, without: str, body: str) -> bool:
    """Return whether a body speaks of a headline, and not merely of what is left of it without chrome."""
    lead = leads.read(body)
    first, less = (shape.without_prompt(shape.split_items(text)[0]) for text in (whole, without))
    if lead.sentence.casefold().startswith(f"{first.casefold()} "):
        return True
    return leads.agreement(lead.name, less) < leads.agreement(lead.name, first) == 1


def _runs(numbered: Iterable[tuple[int, str]]) -> list[_Run]:
    """Return the runs of lines that are not empty, given with their numbers."""
    runs: list[list[int]] = [[]]
    for number, line in numbered:
        if line:
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
    return [tuple(run) for run in runs if run]


def _site(there: Sequence[tuple[int, str]], at: int) -> bool:
    """Return whether a line that looks like the name of a site is not the headline of the body below."""
    return at + 1 >= len(there) or not (
        len(there[at + 1][1]) > _LONG_BODY or shape.opens(there[at + 1][1], there[at][1])
    )


def _parted(block: _Block) -> Iterator[_Block]:
    """Part a headline from the body directly below it, where the blank line is missing."""
    head, _, rest = block.text.partition("\n")
    if rest and shape.is_list(head.strip()) and shape.opens(rest.partition("\n")[0], head.strip()):
        yield _Block(block.line, head.strip())
        yield _Block(block.line + 1, rest)
    else:
        yield block


def _is_head(text: str) -> bool:
    """Return whether a block may be a headline by itself."""
    return (
        "\n" not in text
        and len(text) <= shape.MAX_HEADLINE
        and not _RE_BODY.search(text)
        and (
            shape.is_list(text)
            or shape.is_prompt(text)
            or shape.is_plain(text)
            or len(text) <= _LONG_BODY // 2
        )
    )


def _pairs(blocks: Sequence[_Block]) -> Iterator[tuple[_Block | None, _Block | None]]:
    """Pair headlines with bodies; either may be missing. A block that is neither continues the body above it."""
    flat = _is_flat(blocks)
    head: _Block | None = None
    body: list[_Block] = []
    mark = ""
    at = 0
    while at < len(blocks):
        started = head is not None or bool(body)
        if _heads(blocks, at, started=started, flat=flat, within=bool(mark)):
            if started:
                yield head, _joined(body)
            head, body, mark = blocks[at], [], ""
            if at + 1 < len(blocks) and not _starts_anew(blocks, at + 1):
                at += 1
                body = [blocks[at]]
                mark = _open_mark("", blocks[at].text)
        elif started and not (flat and body and _opens_record(blocks[at].text, head or body[0])):
            body.append(blocks[at])
            mark = _open_mark(mark, blocks[at].text)
        else:
            if started:
                yield head, _joined(body)
            head, body = None, [blocks[at]]
            mark = _open_mark("", blocks[at].text)
        at += 1
    if head or body:
        yield head, _joined(body)


def _is_flat(blocks: Sequence[_Block]) -> bool:
    """Return whether bodies stand on one line, so that headlines and bodies take turns."""
    paired = sum(
        shape.is_list(head.text) and (len(body.text) > _LONG_BODY or shape.opens(body.text, head.text))
        for head, body in pairwise(blocks)
    )
    return paired * 3 >= len(blocks)


def _open_mark(mark: str, text: str) -> str:
    """Return the fence or formula mark that is open behind a block, given the one open before it; ``""`` for none."""
    if "```" not in text and "$$" not in text:
        return mark
    for found in _RE_MARK.findall(text):
        if not mark:
            mark = found
        elif found == mark:
            mark = ""
    return mark


def _joined(body: Sequence[_Block]) -> _Block | None:
    return _Block(body[0].line, "\n\n".join(block.text for block in body)) if body else None


def _heads(blocks: Sequence[_Block], at: int, *, started: bool, flat: bool, within: bool) -> bool:
    """Return whether a block is a headline.

    Args:
        blocks: all blocks.
        at: the block asked about.
        started: whether there is a record above that the block may belong to.
        flat: whether bodies stand on one line; else a paragraph may look like a headline.
        within: whether a fence or a formula stands open.
    """
    text = blocks[at].text
    if not _is_head(text):
        return False
    below = blocks[at + 1].text if at + 1 < len(blocks) else ""
    if shape.is_list(text):
        looks = not started or (not within and (flat or shape.is_tight(text)))
        bare = not within and _names_field(text) and (not below or shape.is_list(below))
        return looks or bare or shape.opens(below, text)
    if not below:
        return not started
    # Cheap questions first: a page of prose has very many paragraphs.
    prompt = shape.is_prompt(text)
    paragraph = not flat or text.endswith((".", ":", "!")) or shape.opens(blocks[at - 1].text, text)
    if within or (started and not prompt and paragraph):
        return False
    first = shape.without_prompt(shape.split_items(text)[0])
    speaks_of_it = leads.agreement(first, below[: leads.REACH]) > 0.6  # noqa: PLR2004 - most of its words
    return speaks_of_it and (prompt or not _is_head(below) or shape.opens(below, text))


def _names_field(text: str) -> bool:
    """Return whether a list is a term and a field: a headline even where no body follows."""
    items = shape.split_items(text)
    return len(items) == 2 and text[0].islower() and fields.names_field(items[1])  # noqa: PLR2004 - term, category


def _starts_anew(blocks: Sequence[_Block], at: int) -> bool:
    """Return whether the block below a headline is the next headline, not the body."""
    text = blocks[at].text
    if not _is_head(text) or shape.opens(text, blocks[at - 1].text):
        return False
    below = blocks[at + 1].text if at + 1 < len(blocks) else ""
    if below and shape.opens(below, text):
        return True
    if not shape.is_list(text):
        return False
    # Of three lists in a row none is the body of another
    return not below or not _is_head(below) or (_names_field(text) and shape.is_list(below))


def _opens_record(text: str, above: _Block) -> bool:
    """Return whether a block defines another name in bold than the record above, so that it is a body of its own."""
    lead = leads.read(text)
    if not (lead.name and lead.defines and len(text) > _LONG_BODY):
        return False
    return leads.agreement(lead.name, above.text[:_LONG_BODY]) < 0.5  # noqa: PLR2004 - half of its words
