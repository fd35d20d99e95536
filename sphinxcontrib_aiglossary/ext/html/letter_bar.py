"""Letter headings in a printed glossary, and the bar of links that leads to them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from sphinxcontrib_aiglossary.naming.plurals import DIGITS, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.builders import Builder

_ID: Final = "aiglossary-letter-"
_WORDS: Final = {SYMBOLS: "symbols", DIGITS: "digits"}
_LEVELS: Final = range(2, 7)
"""The levels of heading that HTML has below a title."""
_UNSEARCHED: Final = "no-search"
"""Whoever searches for a letter looks for a name; Sphinx knows the class."""

_own = get_translation("aiglossary")


class aiglossary_letters(nodes.General, nodes.TextElement):  # type: ignore[misc, unused-ignore]  # noqa: N801 - as docutils
    """The bar: links, with spaces between."""


def by_letter(
    items: Sequence[nodes.Element], letters: Sequence[str]
) -> Iterator[tuple[nodes.rubric | None, list[nodes.Element]]]:
    """Yield the items of a glossary letter by letter, each part with its heading; one letter alone needs none.

    The headings are rubrics, as a section can stand neither in a list nor between definitions.

    Args:
        items: what is printed, in print order.
        letters: the letter of each item; none if no headings are wanted.
    """
    if len(set(letters)) <= 1:
        yield None, list(items)
        return
    for letter, part in groupby(zip(letters, items, strict=True), key=lambda pair: pair[0]):
        heading = nodes.rubric(letter, letter, classes=["aiglossary-letter", _UNSEARCHED])
        yield heading, [item for _, item in part]


def link_letters(document: nodes.document, builder: Builder) -> None:
    """Give the letter headings of a finished HTML page their ids and levels, and each glossary its bar.

    A page may have several glossaries, and ids of its own that look the same.
    """
    if builder.format != "html":
        return
    taken: set[str] = set()
    for glossary in list(document.findall(addnodes.glossary)):
        headings = [child for child in glossary.children if isinstance(child, nodes.rubric)]
        if headings and not taken:
            taken = {ident for node in document.findall(nodes.Element) for ident in node["ids"]}
        for heading in headings:
            heading["ids"] = [_free(heading.astext(), taken)]
            heading["heading-level"] = _level(heading)
        if headings:
            links = _spaced([_link(heading) for heading in headings])
            glossary.insert(
                0, aiglossary_letters("", "", *links, classes=["aiglossary-letters", _UNSEARCHED])
            )


def _free(letter: str, taken: set[str]) -> str:
    """Return the id of a letter, which no link has to escape: ``aiglossary-letter-b``, ``aiglossary-letter-u3b2``."""
    word = _WORDS.get(letter) or letter.casefold()
    if not word.isascii():
        word = "-".join(f"u{ord(char):x}" for char in word)
    ident, number = _ID + word, 1
    while ident in taken:
        number += 1
        ident = f"{_ID}{word}-{number}"
    taken.add(ident)
    return ident


def _level(heading: nodes.Node) -> int:
    """Return the level below the title of the section around a heading."""
    level, around = 1, heading.parent
    while around is not None:
        level += isinstance(around, nodes.section)
        around = around.parent
    return min(max(level, _LEVELS.start), _LEVELS.stop - 1)


def _link(heading: nodes.rubric) -> nodes.reference:
    return nodes.reference("", heading.astext(), internal=True, refid=heading["ids"][0])


def _spaced(links: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield links with spaces between: without styles, too, they are words apart."""
    for number, link in enumerate(links):
        if number:
            yield nodes.Text(" ")
        yield link


def visit_letters(self: Any, node: aiglossary_letters) -> None:
    """Open the bar; ``self`` is Sphinx's HTML translator."""
    self.body.append(self.starttag(node, "nav", **{"aria-label": _own("Letters of the glossary")}))


def depart_letters(self: Any, _node: aiglossary_letters) -> None:
    """Close the bar."""
    self.body.append("</nav>\n")
