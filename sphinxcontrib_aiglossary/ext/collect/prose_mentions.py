"""What the running text of a page mentions, noted where plain mentions become links."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxcontrib_aiglossary.ext.visibility.conditions import conditions_around
from sphinxcontrib_aiglossary.grammar.introductions import introductions, is_short_form, singular
from sphinxcontrib_aiglossary.naming.mentions.neighbors import is_in_compound
from sphinxcontrib_aiglossary.naming.mentions.text import Text, folded

from .prose_blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition

    from .mention_names import PlainNames


# `<abbr title="third party notice">TPN`
_RE_ABBR = re.compile(
    r"""<abbr\s(?:[^<>]{0,200}\s)?title\s?=\s?(?P<quote>["'])(?P<title>[^<>"']{3,200})(?P=quote)[^<>]{0,200}>(?P<text>[^<>]*)""",
    re.IGNORECASE,
)


class Mentioned(NamedTuple):
    """A name that stands in the running text of a page; equal ones of one page are one."""

    name: str
    """As the page writes it."""
    idents: tuple[str, ...]
    """The concepts that have the name."""
    only: tuple[Condition, ...]
    """What it depends on whether it shows."""
    in_compound: bool
    """Whether it is part of a longer name."""


class Introduced(NamedTuple):
    """An abbreviation whose long form a page tells."""

    short: str
    """In the singular."""
    long: str
    only: tuple[Condition, ...]
    """What it depends on whether the place shows."""


class Prose(NamedTuple):
    """What is noted of the running text of a page."""

    policy: str
    """Which mentions become links."""
    mentions: tuple[Mentioned, ...]
    words: str
    """Its distinct words, folded and sorted, one a line."""
    introduced: tuple[Introduced, ...]
    """The abbreviations among the names that it introduces itself."""

    @property
    def word_set(self) -> frozenset[str]:
        """Its distinct words."""
        return frozenset(self.words.split("\n"))


def read_prose(document: nodes.document, docname: str, policy: str, names: PlainNames) -> Prose:
    """Return what the running text of a document mentions."""
    mentions: dict[Mentioned, None] = {}
    pieces: set[str] = set()
    for block in blocks(document, docname):
        pieces.update(Text(block.text).pieces)
        for mention in names.mentions.find(block.text):
            if block.run_of(mention):
                written = " ".join(mention.text.split())
                longer = is_in_compound(block.text, mention.start, mention.end)
                mentions[Mentioned(written, mention.idents, block.place.only, longer)] = None
    shorts = {singular(each.name) for each in mentions if is_short_form(each.name)}
    introduced = tuple(dict.fromkeys(_introduced(document, shorts))) if shorts else ()
    return Prose(policy, tuple(mentions), "\n".join(sorted(set(map(folded, pieces)))), introduced)


def _introduced(document: nodes.document, shorts: Collection[str]) -> Iterator[Introduced]:
    """Yield which of some abbreviations a document introduces, be it in titles, captions, lists or the role ``abbr``."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.abbreviation):
            if (short := singular(node.astext().strip())) in shorts and (long := node.get("explanation")):
                yield Introduced(short, long.strip(), conditions_around(node))
        elif isinstance(node, nodes.raw):
            for short, long in _abbreviated(node):
                if short in shorts:
                    yield Introduced(short, long, conditions_around(node))
        elif (text := _told(node)) and any(short in text for short in shorts):
            for short, long in introductions(text, shorts):
                yield Introduced(short, long, conditions_around(node))


def _abbreviated(node: nodes.raw) -> Iterator[tuple[str, str]]:
    """Yield the short forms of elements ``abbr`` with their titles; MyST leaves the text behind the tag."""
    for found in _RE_ABBR.finditer(node.astext()):
        text = found["text"] or (
            following.astext()
            if (following := node.next_node(nodes.Text, descend=False, siblings=True))
            else ""
        )
        yield singular(unescape(text).strip()), unescape(found["title"]).strip()


def _told(node: nodes.Element) -> str:
    """Return a text that may introduce an abbreviation: a paragraph or title, or a line of a table or list in one."""
    if isinstance(node, nodes.TextElement):
        told = not isinstance(node, (nodes.Inline, nodes.FixedTextElement, nodes.Invisible))
        return node.astext() if told else ""
    if isinstance(node, (nodes.row, nodes.definition_list_item, nodes.field)):
        parts = (next(child.findall(nodes.TextElement), None) for child in node.children[:2])
        return ": ".join(part.astext() for part in parts if part is not None)
    return ""
