"""What the running text of a page mentions, noted where plain mentions become links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.mentions.text import Text, folded

from .linkable import blocks

if TYPE_CHECKING:
    from docutils import nodes

    from .conditions import Condition
    from .plain_names import PlainNames


class Mentioned(NamedTuple):
    """A name that stands in the running text of a page; equal ones of one page are one."""

    name: str
    """As the page writes it."""
    idents: tuple[str, ...]
    """The concepts that have the name."""
    only: tuple[Condition, ...]
    """What it depends on whether it shows."""


class Prose(NamedTuple):
    """What is noted of the running text of a page."""

    policy: str
    """Which mentions become links."""
    mentions: tuple[Mentioned, ...]
    words: str
    """Its distinct words, folded and sorted, one a line."""

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
                mentions[Mentioned(written, mention.idents, block.place.only)] = None
    return Prose(policy, tuple(mentions), "\n".join(sorted(set(map(folded, pieces)))))
