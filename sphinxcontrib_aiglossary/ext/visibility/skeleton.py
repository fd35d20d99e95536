"""The skeleton of a document: the nodes around what it says that other extensions may leave out when it is written.

Nobody knows when a document is read what they will leave out. To ask them then without the document, which takes long to
load, we keep these nodes without all else: neither text nor neighbours, but titles.
"""

from __future__ import annotations

import copy
import pickle
import zlib
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig
from sphinx.ext.todo import todo_node

from sphinxcontrib_aiglossary.ext.other_extensions.handlers import is_foreign

from .conditions import MARK, Condition, ancestors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

NUMBER: Final = "aiglossary-number"
"""Notes on the node that stands for what a document says which marked node it stands in."""

_WORD: Final = "aiglossaryplace"
_TITLES: Final = (nodes.title, nodes.caption)
_EVALUATED: Final = frozenset({ifconfig, todo_node})
"""What a condition of its own tells."""
_OWN: Final = frozenset({"attributes", "children", "parent", "rawsource", "_document", "document"})
"""What belongs to one node only."""
_PLAIN: Final = (str, int, float, bytes, type(None))


class Reach(IntEnum):
    """What can be left out of documents; each reaches further than the one before."""

    VISITORS = 0
    """Nodes of other extensions, by their visitors."""
    HANDLERS = 1
    """Also blocks of any kind, by transforms and listeners, which go by classes, titles, ids or the page."""
    ANSWERS = 2
    """All that listeners of our event tell of."""


def mark_hideable(document: nodes.document, docname: str, reach: Reach) -> None:
    """Mark the nodes of a document that other extensions may leave out."""
    marked: dict[type[nodes.Element], bool] = {}
    for number, node in enumerate(document.findall(nodes.Element)):
        kind = type(node)
        if kind not in marked:
            marked[kind] = _is_hideable(kind, reach)
        if marked[kind] or (reach and node["classes"]):
            node[MARK] = Condition("foreign", str(number), docname)


def _is_hideable(kind: type[nodes.Element], reach: Reach) -> bool:
    """Tell whether the nodes of a class may be left out, whatever classes they have for style sheets."""
    if issubclass(kind, addnodes.only):
        return False
    if reach is Reach.ANSWERS:
        return True
    if reach is Reach.HANDLERS:
        block = (nodes.Structural, nodes.Admonition)
        if issubclass(kind, block) or (
            issubclass(kind, nodes.General) and not issubclass(kind, nodes.TextElement)
        ):
            return True
    return kind not in _EVALUATED and is_foreign(kind)


def read_skeleton(document: nodes.document, conditions: Collection[Condition]) -> bytes:
    """Return the skeleton of a document, and take away the marks on which nothing depends.

    Args:
        document: as it was read, and marked.
        conditions: those on which anything depends.
    """
    wanted = set(conditions)
    kept: set[int] = set()
    for node in document.findall(nodes.Element):
        if (mark := node.get(MARK)) is None:
            continue
        if mark in wanted:
            kept.update(map(id, (node, *ancestors(node))))
        else:
            del node.attributes[MARK]
    return _pack(_attributes(document), list(_content(document, kept))) if kept else b""


def open_skeleton(skeleton: bytes) -> tuple[dict[str, Any], list[nodes.Node]]:
    """Return the attributes of the document, and its children."""
    attributes, children = pickle.loads(zlib.decompress(skeleton))  # noqa: S301 - from Sphinx's own environment
    return attributes, children


def take_marks(document: nodes.document) -> None:
    """Take away the marks of a document that is about to be written."""
    for node in document.findall(nodes.Element):
        node.attributes.pop(MARK, None)


def stand_ins(around: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what stands for the places that are left of a skeleton."""
    return (node for node in around.findall(nodes.inline) if NUMBER in node.attributes)


def _content(node: nodes.Element, kept: Collection[int]) -> Iterator[nodes.Node]:
    """Yield the content of a node in a skeleton.

    Args:
        node: the node.
        kept: the identities of the nodes that are part of the skeleton.
    """
    for child in node.children:
        if not isinstance(child, nodes.Element):
            continue
        if id(child) in kept:
            content = _content(child, kept)
            if isinstance(child, (addnodes.only, ifconfig)):
                yield from content
            else:
                yield _copy(child, content)
        elif isinstance(child, _TITLES):
            yield type(child)("", child.astext())
        elif _has_shape(node) and not is_foreign(type(child)):
            yield _copy(child)
    if mark := node.get(MARK):
        yield _stand_in(node, mark.value)


def _has_shape(node: nodes.Element) -> bool:
    """Tell whether a handler may count on the number of a node's children."""
    return isinstance(node, nodes.container) or is_foreign(type(node))


def _copy(node: nodes.Element, content: Iterable[nodes.Node] = ()) -> nodes.Element:
    """Return a copy of a node with other content, and with the plain data that an extension has noted on it."""
    made = object.__new__(type(node))
    # docutils notes other nodes there (`expect_referenced_by_name`), and through them the document
    vars(made).update(each for each in vars(node).items() if each[0] not in _OWN and _is_plain(each[1]))
    made.attributes = _attributes(node)
    made.children, made.parent, made.rawsource = [], None, ""
    made += list(content)
    return made


def _attributes(node: nodes.Element) -> dict[str, Any]:
    return {
        name: copy.copy(value)
        for name, value in node.attributes.items()
        if name != MARK and not isinstance(value, nodes.Node)
    }


def _stand_in(place: nodes.Element, number: str) -> nodes.Node:
    """Return what stands for what a document says in a node; its word tells whether a visitor writes it."""
    inline = nodes.inline("", f"{_WORD}{number}")
    inline[NUMBER] = int(number)
    return inline if isinstance(place, nodes.TextElement) else nodes.paragraph("", "", inline)


def _pack(attributes: dict[str, Any], children: list[nodes.Node]) -> bytes:
    for child in children:
        child.parent = None
    try:
        return zlib.compress(pickle.dumps((attributes, children)), 1)
    except Exception:  # noqa: BLE001 - another extension has noted what cannot be kept, in an attribute
        for node in (each for child in children for each in child.findall(nodes.Element)):
            node.attributes = {name: value for name, value in node.attributes.items() if _is_plain(value)}
        return zlib.compress(pickle.dumps(({}, children)))


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(each) for pair in value.items() for each in pair)
    return isinstance(value, _PLAIN) or (
        isinstance(value, (list, tuple, set, frozenset)) and all(map(_is_plain, value))
    )
