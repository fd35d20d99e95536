"""The definitions of hand-written entries, as they are copied for other pages."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes

from .placeholders import aiglossary_categories, aiglossary_placement

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
    """Whether something in it leads elsewhere, so that the definition alone does not tell what is shown."""


class Entry(NamedTuple):
    """The content of a hand-written entry."""

    terms: tuple[str, ...]
    body: list[nodes.Node]
    """A copy that may stand anywhere: without ids and all that belongs to one place."""


def read_definitions(document: nodes.document) -> tuple[Definition, ...]:
    """Return the hand-written entries of a document."""
    found = []
    for anchors, entry in entries_of(document):
        holder = nodes.Element("", *entry.body)
        text = repr((entry.terms, [child.pformat() for child in entry.body]))
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        linked = next(holder.findall(addnodes.pending_xref), None) is not None
        found.append(Definition(anchors, digest, linked))
    return tuple(found)


def entries_of(document: nodes.document) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield the hand-written entries of a document with the ids of their terms.

    Sphinx and MyST mark the terms of a glossary by an index entry, see :func:`.roles.read_entries`.
    """
    for item in document.findall(nodes.definition_list_item):
        terms = [child for child in item.children if isinstance(child, nodes.term)]
        anchors = tuple(anchor for term in terms if _is_named(term) for anchor in term["ids"])
        if anchors:
            shown = tuple(" ".join(_text(term).split()) for term in terms)
            bodies = (child for child in item.children if isinstance(child, nodes.definition))
            yield anchors, Entry(shown, [copy for body in bodies for copy in _copies(body)])


def _is_named(term: nodes.term) -> bool:
    return any(isinstance(child, addnodes.index) for child in term.children)


def _text(term: nodes.term) -> str:
    return "".join(child.astext() for child in term.children if not isinstance(child, _LEFT_OUT))


def _copies(definition: nodes.definition) -> list[nodes.Node]:
    """Return copies of what a definition holds that may stand on any page."""
    copy = definition.deepcopy()
    for node in list(copy.findall(nodes.Element)):
        for name in _NAMING:
            node[name] = []
        if isinstance(node, nodes.math_block):
            node["number"] = node["label"] = None
        if isinstance(node, _LEFT_OUT) and node.parent is not None:
            # A target may be a phrase of the text
            node.replace_self(node.children if isinstance(node, nodes.target) else [])
    return copy.children
