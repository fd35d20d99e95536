"""Puts links around the mentions in the texts of a concept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.naming.mentions import Mentions, Name, link_mentions

from .xrefs import names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.naming.mentions import Mention

_RE_LETTERS = re.compile(r"[^\W_]+")


class Linker:
    """Puts links around mentions in the texts of one concept: of each name, as it is written, the first time it stands.

    It knows no names but those that were found in these texts, so that the outcome depends on nothing else.

    Args:
        ident: the concept, to which its own texts do not link.
        occurring: the names in the texts.
    """

    def __init__(self, ident: str, occurring: str) -> None:
        names: list[Name] = []
        self._waiting: dict[str, list[str]] = {}
        """The names that were not met yet, each with its words, without which no text holds the name: the longest first."""
        for name, idents in names_in(occurring):
            names += (Name(name, each, exact=True) for each in idents)
            if ident not in idents:
                self._waiting[name] = sorted(_RE_LETTERS.findall(name), key=len, reverse=True)
        self._mentions = Mentions.among(names)

    def link(self, tokens: Sequence[Token]) -> None:
        """Put the links into the tokens of a text; the texts come in reading order."""
        link_mentions(filter(self._may_mention, tokens), self._mentions, self._choose)

    def _may_mention(self, token: Token) -> bool:
        """Tell by a hundredth of the work of a search whether a token may hold one of the names."""
        if token.type != "inline" or not self._waiting:
            return token.type != "inline"
        holds = token.content.__contains__
        return holds("&") or any(all(map(holds, words)) for words in self._waiting.values())

    def _choose(self, mention: Mention) -> str | None:
        return mention.name if self._waiting.pop(mention.name, None) is not None else None
