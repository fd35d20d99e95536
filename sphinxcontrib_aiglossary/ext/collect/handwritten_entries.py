"""The definitions of hand-written entries, as documents say them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.other_extensions.handlers import is_foreign
from sphinxcontrib_aiglossary.ext.visibility.conditions import MARK
from sphinxcontrib_aiglossary.ext.visibility.skeleton import Reach

from .placeholder_nodes import aiglossary_categories, aiglossary_placement

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_OUT: Final = (
    nodes.Invisible,
    nodes.footnote,
    nodes.footnote_reference,
    nodes.citation,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
    aiglossary_categories,
    aiglossary_placement,
)
"""What belongs to one place only, or shows nothing."""

_NAMING: Final = ("ids", "names", "dupnames", "backrefs")


class Definition(NamedTuple):
    """One hand-written entry, as a document says it."""

    anchors: tuple[str, ...]
    """The ids of its terms."""
    digest: str
    """Stands for its terms and its definition."""
    linked: bool
    """Whether what it shows depends on more than its text: on where a link leads, on what an extension leaves out."""


class Entry(NamedTuple):
    """The content of a hand-written entry."""

    terms: tuple[str, ...]
    body: list[nodes.Node]


def read_definitions(document: nodes.document, reach: Reach) -> tuple[Definition, ...]:
    """Return the hand-written entries of a document.

    Args:
        document: as it was read.
        reach: what extensions may leave out of it.
    """
    found = []
    for anchors, entry in entries_of(document):
        holder = nodes.Element("", *(node.deepcopy() for node in entry.body))
        # Handlers may go by anything: by a class, by words
        linked = reach > Reach.VISITORS or any(map(_depends, holder.findall(nodes.Element)))
        take_out_of_place(holder)
        text = repr((entry.terms, [child.pformat() for child in holder.children]))
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        found.append(Definition(anchors, digest, linked))
    return tuple(found)


def entries_of(document: nodes.document) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the hand-written entries of a document, as it has them, with the ids of their terms.

    Sphinx and MyST mark the terms of a glossary by an index entry, see :func:`.roles.read_entries`.
    """
    for item in document.findall(nodes.definition_list_item):
        terms = [child for child in item.children if isinstance(child, nodes.term)]
        anchors = tuple(anchor for term in terms if _is_named(term) for anchor in term["ids"])
        if anchors:
            shown = tuple(" ".join(_text(term).split()) for term in terms)
            bodies = (child for child in item.children if isinstance(child, nodes.definition))
            yield anchors, Entry(shown, [child for body in bodies for child in body.children])


def take_out_of_place(holder: nodes.Element) -> None:
    """Take from nodes what belongs to one place only: ids, footnotes, numbers of formulas, index entries."""
    for node in list(holder.findall(nodes.Element)):
        for name in _NAMING:
            node[name] = []
        node.attributes.pop(MARK, None)
        if isinstance(node, nodes.math_block):
            node["number"] = node["label"] = None
        if isinstance(node, nodes.footnote_reference):
            _close_gap(node)
        if isinstance(node, _LEFT_OUT) and not is_foreign(type(node)) and node.parent is not None:
            # A target may be a phrase of the text
            node.replace_self(node.children if isinstance(node, nodes.target) else [])


def _close_gap(mark: nodes.footnote_reference) -> None:
    """Take away the space before the mark of a footnote."""
    before = mark.parent.children[: mark.parent.index(mark)][-1:]
    if before and isinstance(before[0], nodes.Text):
        mark.parent.replace(before[0], nodes.Text(before[0].rstrip()))


def _depends(node: nodes.Element) -> bool:
    """Tell whether what a node shows depends on more than its text."""
    return isinstance(node, (addnodes.pending_xref, addnodes.only)) or is_foreign(type(node))


def _is_named(term: nodes.term) -> bool:
    return any(isinstance(child, addnodes.index) for child in term.children)


def _text(term: nodes.term) -> str:
    return "".join(child.astext() for child in term.children if not isinstance(child, _LEFT_OUT))
