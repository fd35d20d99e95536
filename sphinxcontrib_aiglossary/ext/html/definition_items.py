"""The items of a glossary in HTML: which names they define.

What is written by hand stays as Sphinx writes it, as the styles of a project or a theme expect it; in an EPUB its names
are marked, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeGuard

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import app_of
from sphinxcontrib_aiglossary.ext.render.dropdown import is_book
from sphinxcontrib_aiglossary.ext.render.tree_builder import attach

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_LIST_CLASS: Final = "glossary"
"""Marks the list of a glossary, whoever made it: Sphinx, MyST or we."""


class aiglossary_dfn(nodes.Inline, nodes.TextElement):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """The name that an item defines."""


class MarkItems(SphinxPostTransform):
    """Says in an EPUB which names the glossaries of a document define."""

    # After `only` directives are gone, before links show the definitions
    default_priority = 55

    def run(self, **_kwargs: Any) -> None:
        """Mark all glossaries of the document."""
        if not is_book(app_of(self.env).builder):
            return
        for listed in self.document.findall(nodes.definition_list):
            if is_glossary_list(listed):
                for item in listed.children:
                    if _has_terms(item):
                        name_terms(item)


def is_glossary_list(node: nodes.Node | None) -> bool:
    """Tell whether a node is a list of terms and definitions."""
    return isinstance(node, nodes.definition_list) and _LIST_CLASS in node["classes"]


def _has_terms(item: nodes.Node) -> TypeGuard[nodes.definition_list_item]:
    """Tell whether this is an item whose terms are there: that of a concept gets them when it is written."""
    return (
        isinstance(item, nodes.definition_list_item)
        and item.first_child_matching_class(nodes.term) is not None
    )


def name_terms(item: nodes.definition_list_item) -> None:
    """Say of the terms of an item that it defines them."""
    for term in item.children:
        if isinstance(term, nodes.term):
            name = [child for child in term.children if not isinstance(child, addnodes.index)]
            rest = [child for child in term.children if isinstance(child, addnodes.index)]
            term.clear()
            for part in (aiglossary_dfn("", "", *name), *rest):
                attach(term, part)


def _visit_dfn(self: HTML5Translator, _node: aiglossary_dfn) -> None:
    self.body.append("<dfn>")


def _depart_dfn(self: HTML5Translator, _node: aiglossary_dfn) -> None:
    self.body.append("</dfn>")


def setup_items(app: Sphinx) -> None:
    """Register the node, which no other writer meets, and what makes it."""
    app.add_node(aiglossary_dfn, html=(_visit_dfn, _depart_dfn))
    app.add_post_transform(MarkItems)
