"""The text of a document in which a plain mention may become a link, for reading and printing alike.

Links are wanted in running text only: paragraphs and lines. Not in titles, captions, terms, table heads, code, formulas,
references, nor in the text of a role, whose meaning is the role's. Explicit references are shown wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.visibility.conditions import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition
    from sphinxcontrib_aiglossary.naming.mentions import Mention

NOLINK: Final = "aiglossary-nolink"
"""Marks the nodes of a region without automatic links; printing takes the mark away."""

_OPAQUE: Final = "\ufffc"
"""Stands for what is no text, so that no name runs over it."""

_HIDDEN: Final = (
    nodes.Invisible,
    nodes.decoration,
    nodes.docinfo,
    nodes.raw,
    nodes.system_message,
)
"""What holds no text of the document, and no reference that shows."""

_RUNNING: Final = (nodes.paragraph, nodes.line)
_CLEAR: Final = frozenset({nodes.emphasis, nodes.strong, nodes.inline})
_GLUED: Final = (nodes.subscript, nodes.superscript)
"""Part of the word before: `CO` is no word of `CO₂`."""

# "<a href='x'>" and "</a>" as MyST leaves them in a paragraph
_RE_ANCHOR: Final = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands."""

    docname: str
    section: nodes.Node
    """The nearest section; the document, or the start of its file in an assembled tree, if there is none."""
    only: tuple[Condition, ...] = ()
    """What it depends on whether it shows."""
    entries: tuple[str, ...] = ()
    """The ids of the hand-written terms whose definitions it is part of."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Texts that follow each other in one parent: a mention within them can become a link."""

    start: int
    """Where they start in the text of the block, and where they end."""
    end: int
    texts: tuple[nodes.Text, ...]


@dataclass(slots=True)
class Block:
    """A paragraph or line, or a reference that stands in something else."""

    place: Place
    text: str = ""
    """Its text, also that within emphasis; something else stands for what is no text."""
    runs: list[Run] = field(default_factory=list)
    references: list[tuple[int, addnodes.pending_xref]] = field(default_factory=list)
    """The references with their places in the text."""

    def run_of(self, mention: Mention) -> Run | None:
        """Return the run that a mention lies in; ``None`` if it crosses the edge of one."""
        return next((run for run in self.runs if run.start <= mention.start and mention.end <= run.end), None)


def blocks(document: nodes.document, docname: str) -> Iterator[Block]:
    """Yield the blocks of a document in order.

    Args:
        document: as it was read, or assembled of many.
        docname: the document, or the one that the assembled tree starts with.
    """
    waiting: list[tuple[nodes.Element, Place, bool]] = [(document, Place(docname, document), True)]
    while waiting:
        node, place, running = waiting.pop()
        running = running and not node.get(NOLINK)
        if isinstance(node, addnodes.pending_xref):
            yield Block(place, references=[(0, node)])
            continue
        place = _within(node, place)
        if running and isinstance(node, _RUNNING):
            yield _Reader(place).read(node)
            continue
        running = running and not _is_head(node)
        waiting.extend(
            (child, place, running)
            for child in reversed(node.children)
            if isinstance(child, nodes.Element) and not isinstance(child, _HIDDEN)
        )


def _is_head(node: nodes.Element) -> bool:
    """Tell whether no running text stands in a node; what was added to a version is an admonition that is both."""
    return isinstance(node, nodes.thead) or (
        isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Admonition)
    )


def _within(node: nodes.Element, place: Place) -> Place:
    """Return the place of what stands in a node."""
    only = within(node, place.only)
    if only is not place.only:
        place = replace(place, only=only)
    if isinstance(node, nodes.section):
        return replace(place, section=node)
    if isinstance(node, addnodes.start_of_file):
        return Place(node["docname"], node, place.only)
    if isinstance(node, nodes.definition_list_item):
        ids = [name for term in node.children if isinstance(term, nodes.term) for name in term["ids"]]
        return replace(place, entries=(*place.entries, *ids))
    return place


class _Reader:
    """Reads one paragraph or line."""

    def __init__(self, place: Place) -> None:
        self._block = Block(place)
        self._shown: list[str] = []
        self._length = 0
        self._in_anchor = False

    def read(self, node: nodes.Element) -> Block:
        """Return the block."""
        self._add(node)
        self._block.text = "".join(self._shown)
        return self._block

    def _show(self, text: str) -> None:
        self._shown.append(text)
        self._length += len(text)

    def _add(self, node: nodes.Element) -> None:
        run: list[nodes.Text] = []
        for child in node.children:
            if isinstance(child, nodes.Text) and not self._in_anchor:
                run.append(child)
                continue
            self._close(run)
            run = []
            if isinstance(child, nodes.Element):
                self._add_inline(child)
        self._close(run)

    def _close(self, run: list[nodes.Text]) -> None:
        if run:
            start = self._length
            # A text itself still holds the marks of escaped characters
            self._show("".join(text.astext() for text in run))
            self._block.runs.append(Run(start, self._length, tuple(run)))

    def _add_inline(self, node: nodes.Element) -> None:
        if type(node) in _CLEAR and not node["classes"]:
            self._add(node)
            return
        if isinstance(node, nodes.raw) and (anchor := _RE_ANCHOR.match(node.astext())):
            self._in_anchor = not anchor[1]
        if not isinstance(node, _HIDDEN):
            found = node.findall(addnodes.pending_xref)
            self._block.references += [(self._length, reference) for reference in found]
        self._show(node.astext() if isinstance(node, _GLUED) else _OPAQUE)
