"""A Markdown text as messages: one for each paragraph, heading, table cell, and perhaps code and formula.

A message is the source of its block without what stands around it: marks of lists, quotes and headings stay where they
are, and so does everything that is not translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinxcontrib_aiglossary.markup import markdown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from markdown_it.token import Token

MessageKind = Literal["text", "code", "formula"]
"""What a message is: running text, a code block, or a formula that stands alone."""

ALL_KINDS: Final[frozenset[MessageKind]] = frozenset({"text", "code", "formula"})

Translate = Callable[[str], str | None]
"""Gives the translation of a message, ``None`` where there is none."""

_FORMULAS: Final = {"math_inline", "math_inline_double"}
_CODE: Final = {"fence", "code_block"}
_CELLS: Final = {"th_open", "td_open"}
_RE_PIPE: Final = re.compile(r"(?<!\\)\|")
# "  > ", what stands before the further lines of a block
_RE_AROUND: Final = re.compile(r"[\s>]*")
_RE_MARK: Final = re.compile(r"[^\s>]")
# "## Heading ##"
_RE_CLOSING: Final = re.compile(r"\s+#+")


class _Block(NamedTuple):
    """A message and the lines of the text that hold it."""

    message: str
    kind: MessageKind
    line: int
    """The first of the lines, counted from 0."""
    height: int
    """How many lines there are."""
    first: str
    """What stands before the message."""
    further: str | None
    """What stands before its further lines; ``None`` where it must be one line."""
    behind: str
    """What stands behind it."""
    cell: bool = False
    fence: str = ""
    """The marks that would end a code block."""

    def written(self, translation: str) -> list[str] | None:
        """Return the lines with a translation in them; ``None`` if it would break out of its place."""
        if self.cell:
            translation = translation.replace("\\|", "|").replace("|", "\\|")
        lines = translation.split("\n")
        if self.fence and any(line.strip().startswith(self.fence) for line in lines):
            return None
        if self.further is None:
            lines = [" ".join(translation.split())]
        around = self.further or ""
        lines = [self.first + lines[0], *(f"{around}{line}".rstrip() for line in lines[1:])]
        return [*lines[:-1], lines[-1] + self.behind]


def text_messages(text: str, kinds: Collection[MessageKind]) -> Iterator[str]:
    """Yield the messages of a Markdown text in reading order.

    Args:
        text: Markdown in the dialect of :mod:`..markup.markdown`.
        kinds: the kinds of messages that are wanted.
    """
    if (plain := _plain(text)) is not None:
        yield plain
    else:
        yield from (block.message for block in _blocks(text) if block.kind in kinds)


def translate_text(text: str, translate: Translate, kinds: Collection[MessageKind]) -> str:
    """Return a Markdown text with the translations of its messages in their places.

    Args:
        text: Markdown in the dialect of :mod:`..markup.markdown`.
        translate: gives the translation of a message.
        kinds: the kinds of messages that are translated.
    """
    if (plain := _plain(text)) is not None:
        return translate(plain) or text
    lines: list[str] | None = None
    # From the end, so that the lines before keep their numbers, and the cells before keep their places
    for block in reversed(list(_blocks(text))):
        if block.kind not in kinds or not (translation := translate(block.message)):
            continue
        if lines is None:
            lines = text.split("\n")
        if (written := _in_its_line(block, translation, lines)) is not None:
            lines[block.line : block.line + block.height] = written
    return text if lines is None else "\n".join(lines)


def headings(text: str) -> tuple[str, ...]:
    """Return the headings of a Markdown text, without markup."""
    tokens = _tokens(text) if _plain(text) is None else ()
    return tuple(
        "".join(map(_shown, markdown.walk(after.children or ())))
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    )


@lru_cache(maxsize=2)
def _tokens(text: str) -> list[Token]:
    """Return the tokens of a text, which may be asked for its messages and then for its headings."""
    return markdown.parse(text.translate(markdown.BLANKS))


def _shown(token: Token) -> str:
    """Return what a token adds to a text without markup; the words of an image are tokens of their own."""
    return {"softbreak": "\n", "hardbreak": "\n", "image": ""}.get(token.type, token.content)


def _in_its_line(block: _Block, translation: str, lines: Sequence[str]) -> list[str] | None:
    """Return the lines of a block with a translation; the cells behind it may have been translated already."""
    if not block.cell:
        return block.written(translation)
    behind = lines[block.line][len(block.first) + len(_escaped(block.message)) :]
    return block._replace(behind=behind).written(translation)


def _plain(text: str) -> str | None:
    """Return the message of a text that is seen to be one paragraph without parsing it, as most definitions are."""
    return text.strip() if "\n" not in text.strip() and text[:1].isalpha() else None


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the messages of a text with their places; what cannot be put back is none."""
    lines = text.split("\n")
    row: list[Token] = []
    before = ""
    for token in _tokens(text):
        if token.type == "inline" and before in _CELLS:
            row.append(token)
        elif token.type == "tr_close":
            yield from _cells(lines, row)
            row = []
        elif block := _block(lines, token, before):
            yield block
        before = token.markup if token.type == "heading_open" else token.type


def _block(lines: Sequence[str], token: Token, before: str) -> _Block | None:
    """Return the block of a token that is no cell; ``before`` is the type of the token before, or a heading's mark."""
    if token.type == "inline":
        block = _located(lines, token, token.content, "formula" if _is_formula(token) else "text")
        # A heading that begins with its mark ends with its line
        return block._replace(further=None) if block and before.startswith("#") else block
    if token.type == "math_block":
        return _formula(lines, token)
    return _code(lines, token) if token.type in _CODE else None


def _code(lines: Sequence[str], token: Token) -> _Block | None:
    opened = int(token.type == "fence" and token.markup != "$$")
    block = _located(lines, token, token.content.rstrip("\n"), "code", opened)
    return block._replace(fence=token.markup) if block and opened else block


def _formula(lines: Sequence[str], token: Token) -> _Block | None:
    """Return a display formula; one within a list or quote has no place of its own."""
    if token.map is None or token.level:
        return None
    start, end = token.map
    source = "\n".join(lines[start:end]).strip()
    inner = source.removeprefix("$$").removesuffix("$$")
    opening = f"$${inner[: len(inner) - len(inner.lstrip())]}"
    closing = f"{inner[len(inner.rstrip()) :]}$$"
    return _Block(inner.strip(), "formula", start, end - start, opening, "", closing)


def _is_formula(token: Token) -> bool:
    """Tell whether a paragraph is nothing but formulas."""
    children = [
        child for child in token.children or () if child.type != "softbreak" and child.content.strip()
    ]
    return bool(children) and all(child.type in _FORMULAS for child in children)


def _located(
    lines: Sequence[str], token: Token, content: str, kind: MessageKind, skipped: int = 0
) -> _Block | None:
    """Find the lines that hold the content of a token, which lacks what stands around it."""
    if token.map is None or not content.strip():
        return None
    wanted = content.split("\n")
    start, end = token.map
    for line in range(start + skipped, min(end, len(lines)) - len(wanted) + 1):
        found = lines[line : line + len(wanted)]
        before = [_before(*pair) for pair in zip(found, wanted, strict=True)]
        first, *others = before
        if first is None or not all(each is not None and _RE_AROUND.fullmatch(each) for each in others):
            continue
        behind = found[-1].rstrip()[len(before[-1] or "") + len(wanted[-1].rstrip()) :]
        around = _RE_MARK.sub(" ", first)
        return _Block(content, kind, line, len(wanted), first, around, behind)
    return None


def _before(line: str, content: str) -> str | None:
    """Return what stands before the content of a line; ``None`` if the line does not end with it."""
    line, content = line.rstrip(), content.rstrip()
    if line.endswith(content):
        return line[: len(line) - len(content)]
    at = line.rfind(content)
    return line[:at] if at >= 0 and _RE_CLOSING.fullmatch(line[at + len(content) :]) else None


def _cells(lines: Sequence[str], row: Sequence[Token]) -> Iterator[_Block]:
    """Yield the cells of a row that hold anything."""
    if not row or (place := row[0].map) is None or place[0] >= len(lines):
        return
    line = lines[place[0]]
    bounds = [-1, *(pipe.start() for pipe in _RE_PIPE.finditer(line)), len(line)]
    pieces = [line[start + 1 : end] for start, end in pairwise(bounds)]
    for skipped in (1, 0):  # a row may begin with a bar, behind the marks of a list or quote
        places = [_cell_at(pieces, number + skipped, token) for number, token in enumerate(row)]
        if None in places:
            continue
        for number, (token, at) in enumerate(zip(row, places, strict=True)):
            if token.content and at is not None:
                first = line[: bounds[number + skipped] + 1 + at]
                kind: MessageKind = "formula" if _is_formula(token) else "text"
                yield _Block(token.content, kind, place[0], 1, first, None, "", cell=True)
        return


def _cell_at(pieces: Sequence[str], number: int, token: Token) -> int | None:
    """Return where the content of a cell begins in a piece of its row; ``None`` if it is another piece."""
    if not token.content:
        return 0
    if number >= len(pieces):
        return None
    piece, content = pieces[number].rstrip(), _escaped(token.content)
    own = piece.endswith(content) if number == 0 else piece.strip() == content
    return len(piece) - len(content) if own else None


def _escaped(content: str) -> str:
    return content.replace("|", "\\|")
