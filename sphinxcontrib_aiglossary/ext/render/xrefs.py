"""Links to concepts within what is printed of one: what kinds there are, and which of them a page keeps.

A text has links that it wrote. Around the first mention of each name that occurs in it, links are added whether or not
that concept is printed, so that a text is rendered once for all pages; what leads nowhere becomes text on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx import addnodes

WRITTEN: Final = "term"
"""A link in the text: ``[text](term:name)``."""
RELATED: Final = "see"
"""A name in the list of related concepts."""
MENTIONED: Final = "mention"
"""A plain mention in the text."""

Place = TypeVar("Place")


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


def link_of(node: addnodes.pending_xref) -> Link:
    """Return the link that a reference of :func:`.inline.term_reference` stands for."""
    link = node.get("aiglossary")
    return link if isinstance(link, Link) else Link(WRITTEN, node["reftarget"])


def is_of_article(node: addnodes.pending_xref) -> bool:
    """Tell whether a reference to a term is one that we made, and not the author of a page."""
    return not node.get("refwarn", True)
