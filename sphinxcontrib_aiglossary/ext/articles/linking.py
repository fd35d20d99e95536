"""Links to concepts within what is printed of one: what kinds there are, and which of them a page keeps.

A text has links that it wrote. Around the first mention of each name that occurs in it, links are added whether or not
that concept is printed, so that a text is rendered once for all pages; what leads nowhere becomes text on the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from sphinxcontrib_aiglossary.mentions import Mentions, Name, first_word, link_mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.mentions import Mention

WRITTEN: Final = "term"
"""A link in the text: ``[text](term:name)``."""
RELATED: Final = "see"
"""A name in the list of related concepts."""
MENTIONED: Final = "mention"
"""A plain mention in the text."""

Place = TypeVar("Place")

_RE_LETTERS = re.compile(r"[^\W_]+")


class Link(NamedTuple):
    """What is known of a link before the page decides where it leads."""

    kind: str
    name: str
    idents: tuple[str, ...] = ()
    """For a mention: the concepts that have the name, of which it means one or none."""


def names_in(occurring: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield names as a text writes them, each with the concepts that have it.

    Args:
        occurring: see :class:`.occurring.Occurring`.
    """
    for line in filter(None, occurring.split("\n")):
        name, *idents = line.split("\t")
        yield name, tuple(idents)


class Linker:
    """Puts links around mentions in the texts of one concept: of each name, as it is written, the first time it stands.

    It knows no names but those that were found in these texts, so that the outcome depends on nothing else.

    Args:
        ident: the concept, to which its own texts do not link.
        occurring: the names in the texts.
    """

    def __init__(self, ident: str, occurring: str) -> None:
        starting: dict[str, list[Name]] = {}
        self._waiting: dict[str, str] = {}
        """The names that were not met yet, each with its longest word, without which no text holds the name."""
        for name, idents in names_in(occurring):
            starting.setdefault(first_word(name), []).extend(Name(name, each, exact=True) for each in idents)
            if ident not in idents:
                self._waiting[name] = max(_RE_LETTERS.findall(name), key=len, default="")
        self._mentions = Mentions(lambda word: starting.get(word, ()))

    def link(self, tokens: Sequence[Token]) -> None:
        """Put the links into the tokens of a text; the texts come in reading order."""
        link_mentions(filter(self._may_mention, tokens), self._mentions, self._choose)

    def _may_mention(self, token: Token) -> bool:
        """Tell by a hundredth of the work of a search whether a token may hold one of the names."""
        if token.type != "inline" or not self._waiting:
            return token.type != "inline"
        return "&" in token.content or any(map(token.content.__contains__, self._waiting.values()))

    def _choose(self, mention: Mention) -> str | None:
        return mention.name if self._waiting.pop(mention.name, None) is not None else None


def settle(links: Sequence[Link], resolve: Callable[[Link], Place | None]) -> list[Place | None]:
    """Return where the links of a text lead on a page.

    Of the mentions that lead to one place the first is kept, and none if the text has a written link to it.

    Args:
        links: all links of what is printed of a concept, in reading order.
        resolve: returns the place to which a link leads, ``None`` if it leads nowhere.
    """
    places = [resolve(link) for link in links]
    linked = {place for link, place in zip(links, places, strict=True) if link.kind == WRITTEN}
    for number, (link, place) in enumerate(zip(links, tuple(places), strict=True)):
        if link.kind == MENTIONED:
            if place in linked:
                places[number] = None
            linked.add(place)
    return places
