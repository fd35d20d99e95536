"""Links by address: to the id of a term, in Markdown or in reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.visibility.conditions import conditions_around

from .page_record import ID_PREFIX, in_substitution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition

    Address = tuple[str, tuple[Condition, ...]]
    """The id to which a link leads, and what it depends on whether that shows."""


def read_addresses(document: nodes.document) -> tuple[Address, ...]:
    """Return the ids of terms to which links of a document lead; which document has them is not known yet."""
    return tuple(dict.fromkeys(_addresses(document)))


def _addresses(document: nodes.document) -> Iterator[Address]:
    for node in document.findall(nodes.Element):
        anchor = ""
        if isinstance(node, addnodes.pending_xref):
            anchor = anchor_of(node)
        elif isinstance(node, nodes.reference):
            anchor = _fragment(node)
        if anchor.startswith(ID_PREFIX) and not in_substitution(node):
            yield anchor, conditions_around(node)


def anchor_of(node: addnodes.pending_xref) -> str:
    """Return the id that a link of MyST names, ``[text](page.md#id)`` or ``[text](#id)``; empty for all others."""
    if node.get("reftype") != "myst":
        return ""
    found = node.get("reftargetid") if node.get("refdomain") == "doc" else node["reftarget"]
    return str(found or "")


def _fragment(node: nodes.Element) -> str:
    """Return the id within this project to which a link leads that is written as an address, or one of its document."""
    uri = node.get("refuri", "")
    if "#" not in uri:
        return str(node.get("refid", ""))
    parts = urlsplit(uri)
    return "" if parts.scheme or parts.netloc else unquote(parts.fragment)
