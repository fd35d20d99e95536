"""What ``aiglossary-categories`` prints: the categories with the number of their printed concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .indices import PAGE

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .categories import Category, Group
    from .domain import AIGlossaryDomain


def category_list(domain: AIGlossaryDomain, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return the list of categories by group, linked to the index of categories where there is such a page."""
    if not domain.groups:
        return []
    uri = _page(builder, docname)
    items = [_group(group, uri) for group in domain.groups]
    return [nodes.bullet_list("", *items, classes=["aiglossary-categories"])]


def _page(builder: Builder, docname: str) -> str | None:
    """Return the address of the index of categories, which only builders of many HTML pages write."""
    pages = [name for name, *_ in getattr(builder, "domain_indices", ())]
    if builder.format != "html" or builder.name == "singlehtml" or PAGE not in pages:
        return None
    return builder.get_relative_uri(docname, PAGE)


def _group(group: Group, uri: str | None) -> nodes.list_item:
    below = nodes.bullet_list("", *(_category(category, group, uri) for category in group.categories))
    return nodes.list_item("", nodes.paragraph("", "", nodes.strong("", group.title)), below)


def _category(category: Category, group: Group, uri: str | None) -> nodes.list_item:
    name: nodes.Node = nodes.Text(category.title)
    if uri is not None:
        name = nodes.reference("", category.title, internal=True, refuri=f"{uri}#cap-{group.title}")
    return nodes.list_item("", nodes.paragraph("", "", name, nodes.Text(f" ({len(category.idents)})")))
