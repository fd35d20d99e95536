"""The items of a glossary in HTML, ours and those written by hand: what is defined, and an element around each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.articles.tree import attach
from sphinxcontrib_aiglossary.ext.domain import app_of, has_browser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_LIST_CLASS: Final = "glossary"
"""Marks the list of a glossary, whoever made it: Sphinx, MyST or we."""
_ID_PREFIX: Final = "item--"
"""Docutils makes no id with two hyphens of a title."""

_RE_SIGN = re.compile(r"[^\w-]")


class aiglossary_item(nodes.definition_list_item):  # noqa: N801 - docutils' way
    """A term with its definition, written as one element: the search quotes the text of the element that it leads to.

    Its terms keep their ids, to which all other links lead.
    """


class aiglossary_dfn(nodes.Inline, nodes.TextElement):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """The name that an item defines."""


class MarkItems(SphinxPostTransform):
    """Says in HTML what the parts of a glossary are."""

    # After `only` directives are gone, before links show the definitions
    default_priority = 55

    def run(self, **_kwargs: Any) -> None:
        """Mark all glossaries of the document."""
        builder = app_of(self.env).builder
        if builder.format != "html":
            return
        for listed in self.document.findall(nodes.definition_list):
            if is_glossary_list(listed):
                for item in listed.children:
                    if _has_terms(item):
                        name_terms(item)
                if has_browser(builder):
                    items = [enclosed(item) if _has_terms(item) else item for item in listed.children]
                    listed.clear()
                    listed.extend(items)


def is_glossary_list(node: nodes.Node | None) -> bool:
    """Tell whether a node is a list of terms and definitions."""
    return isinstance(node, nodes.definition_list) and _LIST_CLASS in node["classes"]


def item_id(anchor: str) -> str:
    """Return the id of the element around an item, by which a script can find it as it stands.

    Sphinx's search takes an id for a selector of CSS, where the ``.`` in Sphinx's ``term-2.5D`` begins a class. Tried
    with Sphinx 8.2.3, 9.0.4 and 9.1.1 (``Search.htmlToText``).

    Args:
        anchor: the first id of its terms.
    """
    return _ID_PREFIX + _RE_SIGN.sub("--", anchor)


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


def enclosed(item: nodes.definition_list_item) -> aiglossary_item:
    """Return an item as one element."""
    anchors = [anchor for term in item.children if isinstance(term, nodes.term) for anchor in term["ids"]]
    whole = aiglossary_item("", **item.attributes)
    for part in _apart(item.children):
        attach(whole, part)
    whole["classes"] = [*item["classes"], "aiglossary-item"]
    whole["ids"] = [*item["ids"], *map(item_id, anchors[:1])]
    whole.source, whole.line = item.source, item.line
    return whole


def _apart(parts: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the parts of an item with line ends between: the search quotes the text, not the layout."""
    for number, part in enumerate(parts):
        if number and isinstance(part, (nodes.term, nodes.definition)):
            yield nodes.Text("\n")
        yield part


def _visit_item(self: HTML5Translator, node: aiglossary_item) -> None:
    self.body.append(self.starttag(node, "div"))


def _depart_item(self: HTML5Translator, _node: aiglossary_item) -> None:
    self.body.append("</div>\n")


def _visit_dfn(self: HTML5Translator, _node: aiglossary_dfn) -> None:
    self.body.append("<dfn>")


def _depart_dfn(self: HTML5Translator, _node: aiglossary_dfn) -> None:
    self.body.append("</dfn>")


def setup_items(app: Sphinx) -> None:
    """Register the nodes, which no other writer meets, and what makes them."""
    app.add_node(aiglossary_item, html=(_visit_item, _depart_item))
    app.add_node(aiglossary_dfn, html=(_visit_dfn, _depart_dfn))
    app.add_post_transform(MarkItems)
