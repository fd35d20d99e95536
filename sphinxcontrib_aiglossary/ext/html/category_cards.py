"""What ``aiglossary-categories`` prints: the categories with the number of their printed concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_aiglossary.ext.collect.page_record import CATEGORIES
from sphinxcontrib_aiglossary.ext.render.components import aiglossary_bare, box
from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORED, shield

from .domain_indices import is_written

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.categories import Category, Group


def category_list(domain: AIGlossaryDomain, builder: Builder, docname: str) -> list[nodes.Element]:
    """Return the categories by group, linked to the index of categories where there is such a page.

    They are cards in HTML, otherwise a list.
    """
    groups = domain.listings.groups
    if not groups:
        return []
    made: list[nodes.Element]
    if is_written(CATEGORIES, builder):
        uri = builder.get_relative_uri(docname, CATEGORIES)
        made = [node for group in groups for node in _grid(group, uri)]
    else:
        made = [nodes.bullet_list("", *map(_group, groups), classes=["aiglossary-categories"])]
    if builder.format == "html":
        for node in made:
            node["classes"].extend(IGNORED)
            shield(node)
    return made


def _group(group: Group) -> nodes.list_item:
    below = nodes.bullet_list("", *map(_category, group.categories))
    return nodes.list_item("", nodes.paragraph("", "", nodes.strong("", group.title)), below)


def _category(category: Category) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", f"{category.title} ({len(category.idents)})"))


def _grid(group: Group, uri: str) -> list[nodes.Element]:
    """Return a heading and the cards of a group, as the directives ``grid`` and ``grid-item-card`` make them."""
    columns = [f"sd-row-cols{size}" for size in ("-1", "-xs-1", "-sm-2", "-md-3", "-lg-3")]
    items = [box(["sd-col", "sd-d-flex-row"], _card(category, uri)) for category in group.categories]
    row = box(["sd-row", *columns, "sd-g-2"], *items)
    grid = box(["sd-container-fluid", "sd-sphinx-override", "sd-mb-4", "aiglossary-categories"], row)
    return [nodes.rubric(group.title, group.title), grid]


def _card(category: Category, uri: str) -> nodes.Element:
    title = box(["sd-card-title", "sd-font-weight-bold"], aiglossary_bare("", category.title))
    count = nodes.paragraph("", str(len(category.idents)), classes=["sd-card-text"])
    link = nodes.reference(
        "",
        "",
        nodes.inline("", category.title),
        internal=True,
        refuri=f"{uri}#{category.anchor}",
        classes=["sd-stretched-link", "sd-hide-link-text"],
    )
    return box(
        ["sd-card", "sd-sphinx-override", "sd-w-100", "sd-shadow-sm", "sd-card-hover"],
        box(["sd-card-body"], title, count),
        aiglossary_bare("", "", link),
    )
