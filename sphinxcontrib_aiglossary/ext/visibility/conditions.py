"""What decides whether a place in a document shows: the directives around it, and whatever other extensions may do.

A place that does not show counts for nothing: it uses, mentions, places and defines no term. What it depends on is noted
when a document is read, and evaluated when all are, see :mod:`.evaluation`: the builder and the configuration
are those of the build that writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig
from sphinx.ext.todo import todo_node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes

Kind = Literal["only", "ifconfig", "todo", "foreign", "gone"]

DOCUMENT: Final = "0"
"""The number of the document itself among its nodes."""
MARK: Final = "aiglossary-mark"
"""Marks a node that another extension may leave out; printing takes the mark away."""


class Condition(NamedTuple):
    """One thing on which it depends whether a place shows."""

    kind: Kind
    value: str = ""
    """The expression of ``only`` or ``ifconfig``; the number of a node that another extension may leave out."""
    docname: str = ""
    """The document of that node."""


TODO: Final = Condition("todo")
GONE: Final = Condition("gone")
"""Of what an extension has taken out of a document while it was read."""


def conditions_around(node: nodes.Node) -> tuple[Condition, ...]:
    """Return what it depends on whether a node shows, the outermost first."""
    around: tuple[Condition, ...] = ()
    for above in reversed(list(ancestors(node))):
        around = within(above, around)
    return around


def within(node: nodes.Element, around: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return what it depends on whether the content of a node shows.

    Args:
        node: the node.
        around: what it depends on whether the node itself shows.
    """
    if isinstance(node, addnodes.only):
        return (*around, Condition("only", node["expr"]))
    if isinstance(node, ifconfig):
        around = (*around, Condition("ifconfig", node["expr"]))
    elif type(node) is todo_node:
        around = (*around, TODO)
    mark = _mark_of(node)
    if mark:
        # What the nodes around it depend on is found together with it
        outer = (each for each in around if (each.kind, each.docname) != ("foreign", mark.docname))
        around = (*outer, mark)
    return around


def _mark_of(node: nodes.Element) -> Condition | None:
    if isinstance(node, addnodes.start_of_file):
        # The document itself is gone where many are assembled to one
        return Condition("foreign", DOCUMENT, node["docname"])
    mark: Condition | None = node.get(MARK)
    return mark


def counts(conditions: tuple[Condition, ...], holds: Callable[[Condition], bool]) -> bool:
    """Tell whether a place shows.

    Args:
        conditions: what that depends on.
        holds: evaluates them.
    """
    return all(map(holds, conditions))


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the nodes around a node, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
