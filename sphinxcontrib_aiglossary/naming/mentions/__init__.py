"""Plain mentions of concepts in Markdown texts, for every output that links them.

A trie over words finds the longest name at each place, in time linear in the text; a second step puts links
around what was found. Whoever calls decides which mention becomes a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from .links import link, link_mentions
from .text import HOLDING, Text, first_word, folded, step_to, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "Mention",
    "Mentions",
    "Name",
    "first_word",
    "is_abbreviation",
    "link",
    "link_mentions",
    "words",
]

LONGEST_ABBREVIATION: Final = 6
"""A name up to this length with capitals inside counts as an abbreviation: ``GPUs``, ``ReLU``."""

_HOLDING_ALWAYS: Final = "+#"
"""Symbols that are part of the word beside them, whatever stands around: an underscore may be a mark of emphasis."""

# "www.", "C:\\", "user@", "$", "x=", "module.", "./", "--" before a name, and ".txt", "()", "[0]", "=", "://" behind it
_RE_CODE_BEFORE = re.compile(r"://|www\.|[\\@$=]|\w\.$|(?:^|[(\"'“‘])(?:\.{0,2}/|~/|--)|/\S*/$")
_RE_CODE_BEHIND = re.compile(r"\.\w|\(\)|\[\w|[=\\@]|://|/\S*[/.]\w")
_MAX_RUN: Final = 200
"""Characters without a space that are looked at around a name."""

# the marks of quotes at the start of a line
_RE_QUOTED = re.compile(r"\n[ \t]*(?:>[ \t]*)+")


class Name(NamedTuple):
    """A name to be found."""

    asked: str
    """The name, or a plural of it."""
    ident: str
    """The concept that has it."""
    exact: bool
    """Whether it is found in its own case only."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names concepts."""

    start: int
    end: int
    text: str
    """The words as they stand there."""
    idents: tuple[str, ...]
    """The concepts that have the name, in order of the glossary."""

    @property
    def name(self) -> str:
        """The words in their own case, with a space for what white space or hyphen stands between them."""
        return Text(self.text).written()


class _Node:
    """One step of the trie: what may follow, and whose name ends here.

    There is one for each word of each name. Most of them are the last, or one word alone may follow: what such a one
    lacks takes no room.
    """

    __slots__ = ("exact", "folded", "next", "step")

    def __init__(self) -> None:
        self.step = ""
        """The one step that may follow; empty if there is none, or if there are several."""
        self.next: _Node | dict[str, _Node] | None = None
        """The node behind it, or those behind several."""
        self.folded: tuple[str, ...] = ()
        self.exact: dict[str, tuple[str, ...]] | None = None

    def following(self, step: str) -> _Node | None:
        """Return the node behind a step; ``None`` if no name goes on like that."""
        if isinstance(self.next, dict):
            return self.next.get(step)
        return self.next if step == self.step else None

    def grow(self, step: str) -> _Node:
        """Return the node behind a step, perhaps a new one."""
        node = self.following(step)
        if node is None:
            node = _Node()
            if self.next is None:
                self.step, self.next = step, node
            else:
                if not isinstance(self.next, dict):
                    self.step, self.next = "", {self.step: self.next}
                self.next[step] = node
        return node


class _Beginning(dict[str, "_Node | None"]):
    """The pieces of the texts so far with the names that begin with them."""

    def __init__(self, of_word: Callable[[str], _Node | None]) -> None:
        super().__init__()
        self._of_word = of_word

    def __missing__(self, piece: str) -> _Node | None:
        node = self[piece] = self._of_word(folded(piece))
        return node


class Mentions:
    """The names to be found, asked for when a text has the word that they begin with.

    Whole words match, whatever their case, and a hyphen matches a space. Exact names match in their own case only, as
    ``IT`` is not *it*.

    Args:
        starting: returns the names that begin with a folded word (:func:`words`), in order of the glossary. It is
            asked once for each word.
    """

    def __init__(self, starting: Callable[[str], Iterable[Name]]) -> None:
        self._beginning = _Beginning(cache(lambda word: _node(starting(word))))

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]]) -> Mentions:
        """Return the mentions of names that are all at hand.

        Args:
            names: pairs of a name and the ident of its concept, in order of the glossary; those that
                :func:`is_abbreviation` tells are exact.
        """
        return cls.among(Name(name, ident, is_abbreviation(name)) for name, ident in names)

    @classmethod
    def among(cls, names: Iterable[Name]) -> Mentions:
        """Return the mentions of names that are all at hand, in order of the glossary."""
        starting: dict[str, list[Name]] = {}
        for name in names:
            starting.setdefault(first_word(name.asked), []).append(name)
        found = {word: node for word, named in starting.items() if (node := _node(named))}
        mentions = cls(lambda _word: ())
        mentions._beginning = _Beginning(found.get)
        return mentions

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the mentions in a text, the longest at each place, none overlapping another."""
        read = Text(text)
        starts = self._starts(read)
        ends = read.ends() if starts else []
        done = 0
        for at in starts:
            found = self._named(read, at) if at >= done else []
            if found:
                done, idents = found[-1]
                start, end = ends[at] - read.length(at), ends[done - 1]
                if not _in_code(text, start, end):
                    yield Mention(start, end, text[start:end], idents)

    def every(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return all names that :func:`link_mentions` may come upon in a Markdown text, and more, with their concepts.

        The text is not parsed, which would take a hundred times as long: names in code and those inside longer names
        are among them. They are written as in :attr:`Mention.name`.
        """
        found: dict[str, tuple[str, ...]] = {}
        for reading in _readings(text):
            read = Text(reading)
            for at in self._starts(read):
                for after, idents in self._named(read, at, _HOLDING_ALWAYS):
                    found[read.written(at, after)] = idents
        return found

    def _starts(self, text: Text) -> list[int]:
        """Return the words with which a name may begin, for all that it and the next one tell."""
        # Asked for every word of every text: all that happens for a word that begins no name must be one look
        behind = [*text.pieces[1:], ""]
        return [
            at
            for at, node in enumerate(map(self._beginning.__getitem__, text.pieces))
            if node and (node.folded or node.exact or node.following(step_to(behind[at])))
        ]

    def _named(self, text: Text, at: int, symbols: str = HOLDING) -> list[tuple[int, tuple[str, ...]]]:
        """Return the names at a place, the shortest first: the word behind each, and whose name it is."""
        found: list[tuple[int, tuple[str, ...]]] = []
        node = None if text.glued(at, symbols) else self._beginning[text.pieces[at]]
        after = at
        while node:
            after += 1
            idents = node.folded
            if node.exact:
                idents = _with(node.exact.get(text.written(at, after), ()), *idents)
            if idents and not text.glued(after, symbols):
                found.append((after, idents))
            node = node.following(text.step(after))
        return found


def _in_code(text: str, start: int, end: int) -> bool:
    """Tell whether a name is part of an address, a path, a file name or an expression: no link belongs there."""
    before, behind = text[max(0, start - _MAX_RUN) : start], text[end : end + _MAX_RUN]
    before = "" if before[-1:].isspace() else before.rpartition(" ")[2].rpartition("\n")[2]
    behind = "" if behind[:1].isspace() else behind.partition(" ")[0].partition("\n")[0]
    if not before and not behind:
        return False
    return bool(_RE_CODE_BEFORE.search(before) or _RE_CODE_BEHIND.match(behind)) or (
        before.endswith("/") and behind.startswith("/")
    )


def _node(names: Iterable[Name]) -> _Node | None:
    """Return the trie of names that share their first word, below it; ``None`` if none of them has a letter."""
    root: _Node | None = None
    for name in names:
        if not any(map(str.isalpha, name.asked)):
            continue
        root = root or _Node()
        read = Text(name.asked)
        node = root
        for at in range(1, len(read.pieces)):
            node = node.grow(read.step(at))
        if name.exact:
            node.exact = node.exact or {}
            written = read.written()
            node.exact[written] = _with(node.exact.get(written, ()), name.ident)
        else:
            node.folded = _with(node.folded, name.ident)
    return root


def _with(idents: tuple[str, ...], *more: str) -> tuple[str, ...]:
    """Return idents with more of them, each once."""
    return tuple(dict.fromkeys((*idents, *more)))


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is matched in its own case only, for no more is known of it than how it is written."""
    if len(name) > LONGEST_ABBREVIATION or any(char.isspace() for char in name):
        return False
    return len(name) == 1 or any(char.isupper() for char in name[1:])


def _readings(text: str) -> tuple[str, ...]:
    """Return a Markdown text as it is, and its paragraphs as its parser may pass them on where that is something else.

    That is without the marks of quotes, without escapes, or without both: a formula that TeX would not accept keeps its
    backslashes when it becomes text, and so does a ``>`` that is no mark.
    """
    if "\\" not in text and "&" not in text and not _RE_QUOTED.search(text):
        return (text,)
    from markdown_it.common.utils import unescapeAll  # noqa: PLC0415 - few builds search such texts

    others: set[str] = set()
    for paragraph in text.split("\n\n"):
        unquoted = _RE_QUOTED.sub("\n", f"\n{paragraph}")[1:]
        others |= {unquoted, unescapeAll(paragraph), unescapeAll(unquoted)} - {paragraph}
    return text, "\n\n".join(sorted(others))
