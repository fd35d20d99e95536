"""Plain mentions of concepts in Markdown texts, for every output that links them.

A trie over words finds the longest name at each place, in time linear in the text; a second step puts links
around what was found. Whoever calls decides which mention becomes a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from markdown_it.token import Token

from .keys import key
from .markdown import TERM_SCHEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST_ABBREVIATION: Final = 6
"""A name up to this length with capitals inside counts as an abbreviation: ``GPUs``, ``ReLU``."""

_RE_WORD = re.compile(r"(\s+|[-\u2010\u2011](?=\w))?(\w+|[^\w\s])")
_OPAQUE: Final = "\ufffc"
"""Stands for what holds no mention (code, formulas, links, line breaks) while a text is searched."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names concepts."""

    start: int
    end: int
    text: str
    """The words as they stand there."""
    idents: tuple[str, ...]
    """The concepts that have the name, in order of the glossary."""


class _Word(NamedTuple):
    """A word or a symbol of a text."""

    start: int
    end: int
    gap: str
    """What stands before it: ``" "``, ``"-"`` or nothing."""
    folded: str

    @property
    def step(self) -> str:
        """The step in the trie from the word before; a hyphen is as good as a space."""
        return f" {self.folded}" if self.gap else self.folded


@dataclass(slots=True)
class _Node:
    """One step of the trie: what may follow, and whose name ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    folded: dict[str, None] = field(default_factory=dict)
    exact: dict[str, dict[str, None]] = field(default_factory=dict)


class Mentions:
    """The names to be found.

    Whole words match, whatever their case, and a hyphen matches a space. Short names with capitals inside and single
    letters match in their own case only, as ``IT`` is not *it*.

    Args:
        names: pairs of a name and the ident of its concept, in order of the glossary.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        for name, ident in names:
            words = list(_words(name))
            if not any(char.isalpha() for char in name):
                continue
            node = self._root
            for position, word in enumerate(words):
                node = node.next.setdefault(word.step if position else word.folded, _Node())
            if is_abbreviation(name):
                node.exact.setdefault(name, {})[ident] = None
            else:
                node.folded[ident] = None

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the mentions in a text, the longest at each place, none overlapping another."""
        words = list(_words(text))
        at = 0
        while at < len(words):
            length, idents = self._longest(text, words, at)
            if length:
                start, end = words[at].start, words[at + length - 1].end
                yield Mention(start, end, text[start:end], idents)
            at += length or 1

    def _longest(self, text: str, words: Sequence[_Word], at: int) -> tuple[int, tuple[str, ...]]:
        length = 0
        idents: tuple[str, ...] = ()
        node = None if _glued(words, at) else self._root.next.get(words[at].folded)
        taken = 1
        while node:
            after = at + taken
            found = tuple(node.exact.get(text[words[at].start : words[after - 1].end], {}) | node.folded)
            if found and not _glued(words, after):
                length, idents = taken, found
            node = node.next.get(words[after].step) if after < len(words) else None
            taken += 1
        return length, idents


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is matched in its own case only."""
    if len(name) > LONGEST_ABBREVIATION or any(char.isspace() for char in name):
        return False
    return len(name) == 1 or any(char.isupper() for char in name[1:])


def link_mentions(
    tokens: Sequence[Token], mentions: Mentions, choose: Callable[[Mention], str | None]
) -> None:
    """Put ``term:`` links around mentions, in place, outside of headings, links, code and formulas.

    Args:
        tokens: block tokens of :func:`.markdown.parse`.
        mentions: the names to look for.
        choose: returns the name to be linked, or ``None`` if this mention stays text. It is asked in reading order.
    """
    in_heading = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            in_heading = token.nesting > 0
        elif token.type == "inline" and token.children and not in_heading:
            token.children = _linked(_joined(token.children), mentions, choose)


def link(name: str, text: str) -> list[Token]:
    """Return the inline tokens of ``[text](term:name)``."""
    return [
        Token("link_open", "a", 1, attrs={"href": TERM_SCHEME + quote(name)}),
        Token("text", "", 0, content=text),
        Token("link_close", "a", -1),
    ]


def _linked(
    children: list[Token], mentions: Mentions, choose: Callable[[Mention], str | None]
) -> list[Token]:
    found = mentions.find("".join(_shown(children)))
    mention = next(found, None)
    linked: list[Token] = []
    offset = 0
    for child, shown in zip(children, _shown(children), strict=True):
        done = 0
        while mention and mention.start < offset + len(shown):
            # What runs over the edge of emphasis is left alone: a link cannot overlap it.
            inside = (
                child.type == "text" and offset + done <= mention.start and mention.end <= offset + len(shown)
            )
            if inside and (name := choose(mention)):
                start, end = mention.start - offset, mention.end - offset
                linked += [*_text(shown[done:start]), *link(name, shown[start:end])]
                done = end
            mention = next(found, None)
        linked += _text(child.content[done:]) if done else [child]
        offset += len(shown)
    return linked


def _text(content: str) -> list[Token]:
    return [Token("text", "", 0, content=content)] if content else []


def _joined(children: Iterable[Token]) -> list[Token]:
    """Make one token of neighboring texts and soft breaks, so that a name may run over a line's end."""
    joined: list[Token] = []
    for child in children:
        content = "\n" if child.type == "softbreak" else child.content
        if child.type not in {"text", "softbreak"}:
            joined.append(child)
        elif joined and joined[-1].type == "text":
            joined[-1] = Token("text", "", 0, content=joined[-1].content + content)
        else:
            joined.append(Token("text", "", 0, content=content))
    return joined


def _shown(children: Iterable[Token]) -> Iterator[str]:
    """Yield for each token the text that is searched, so that words and their neighbors are seen across emphasis."""
    depth = 0
    for child in children:
        if child.type in {"link_open", "link_close"}:
            depth += child.nesting
            yield _OPAQUE
        elif depth:
            yield ""
        elif child.type == "text":
            yield child.content
        else:
            yield "" if child.nesting else _OPAQUE


def _words(text: str) -> Iterator[_Word]:
    for match in _RE_WORD.finditer(text):
        gap = match[1] or ""
        yield _Word(match.start(2), match.end(2), " " if gap.isspace() else gap and "-", _folded(match[2]))


def _glued(words: Sequence[_Word], at: int) -> bool:
    """Tell whether no name can begin or end before this word, as it makes one longer word with the one before."""
    if not 0 < at < len(words) or words[at].gap == " ":
        return False
    return _holds(words[at - 1].folded) and _holds(words[at].folded)


def _holds(word: str) -> bool:
    """Tell whether a piece of text is part of the word beside it: letters, digits, the symbols of ``C++``, ``C#``."""
    return word[0].isalnum() or word[0] in "_+#"


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    # To a key, `a_` is `a`; in running text they are two words.
    return word.casefold() if "_" in word else key(word) or word
