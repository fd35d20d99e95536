"""What ``aiglossary-categories`` prints: the categories with the number of their printed concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx_design.shared import PassthroughTextElement, create_component

from .indices import PAGE

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.deciding.categories import Category, Group
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain


def category_list(domain: AIGlossaryDomain, builder: Builder, docname: str) -> list[nodes.Node]:
    """Return the categories by group, linked to the index of categories where there is such a page.

    They are cards in HTML, otherwise a list.
    """
    if not domain.groups:
        return []
    uri = _page(builder, docname)
    if uri is not None:
        return [node for group in domain.groups for node in _grid(group, uri)]
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
        name = nodes.reference("", category.title, internal=True, refuri=_anchor(group, uri))
    return nodes.list_item("", nodes.paragraph("", "", name, nodes.Text(f" ({len(category.idents)})")))


def _anchor(group: Group, uri: str) -> str:
    """Return the address of a group; Sphinx's template makes the id of the heading in just this way."""
    return f"{uri}#cap-{group.title}"


def _grid(group: Group, uri: str) -> list[nodes.Node]:
    """Return a heading and the cards of a group, as the directives ``grid`` and ``grid-item-card`` make them."""
    cards = [_card(category, group, uri) for category in group.categories]
    columns = [f"sd-row-cols{size}" for size in ("-1", "-xs-1", "-sm-2", "-md-3", "-lg-3")]
    row = create_component("grid-row", ["sd-row", *columns, "sd-g-2"])
    row += [create_component("grid-item", ["sd-col", "sd-d-flex-row"], children=[card]) for card in cards]
    grid = create_component(
        "grid-container",
        ["sd-container-fluid", "sd-sphinx-override", "sd-mb-4", "aiglossary-categories"],
        children=[row],
    )
    return [nodes.rubric(group.title, group.title), grid]


def _card(category: Category, group: Group, uri: str) -> nodes.container:
    title = create_component(
        "card-title",
        ["sd-card-title", "sd-font-weight-bold"],
        children=[PassthroughTextElement("", "", nodes.Text(category.title))],
    )
    count = nodes.paragraph("", str(len(category.idents)), classes=["sd-card-text"])
    body = create_component("card-body", ["sd-card-body"], children=[title, count])
    link = nodes.reference(
        "",
        "",
        nodes.inline("", category.title),
        internal=True,
        refuri=_anchor(group, uri),
        classes=["sd-stretched-link", "sd-hide-link-text"],
    )
    return create_component(
        "card",
        ["sd-card", "sd-sphinx-override", "sd-w-100", "sd-shadow-sm", "sd-card-hover"],
        children=[body, PassthroughTextElement("", "", link)],
    )
