"""Articles that readers unfold: the dropdown of sphinx-design, which is a ``<details>`` and works without scripts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import new_document
from sphinx_design.cards import CardDirective
from sphinx_design.dropdown import DropdownHtmlTransform
from sphinx_design.shared import create_component

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder


def folds(builder: Builder) -> bool:
    """Tell whether a builder folds articles: HTML does, but no e-book, whose readers may be unable to unfold them."""
    return builder.format == "html" and not is_book(builder)


def is_book(builder: Builder) -> bool:
    """Tell whether a builder of HTML makes an e-book.

    Undocumented: only those of Sphinx (8.2.3, 9.0.4) print where links lead.
    """
    return hasattr(builder, "add_visible_links")


def fold(title: str, content: Iterable[nodes.Node]) -> Any:
    """Return a folded text, as the directive ``dropdown`` makes it and HTML has it.

    sphinx-design puts that in place of the directive's node in a transform, which meets no document of ours, and would
    walk through all that is folded. Tried with 0.6.1 and 0.8.0 (``DropdownDirective``, ``DropdownHtmlTransform``).
    """
    place = nodes.Element()
    component = create_component(
        "dropdown",
        opened=False,
        type="dropdown",
        has_title=True,
        icon=None,
        chevron=None,
        container_classes=["sd-mb-3", "aiglossary-article"],
        title_classes=[],
        body_classes=[],
        children=[nodes.rubric(title, title), place],
    )
    holder = _holder()
    holder.children = []
    holder += component
    DropdownHtmlTransform(holder).run()
    body = place.parent
    place.replace_self(list(content))
    CardDirective.add_card_child_classes(body)
    return holder[0]


@cache
def _holder() -> nodes.document:
    """Return a document for the transform, which asks nothing of it but what it holds."""
    return new_document("")
