"""Articles that readers unfold: the dropdown of sphinx-design, which is a ``<details>`` and works without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
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


def fold(title: str, content: Iterable[nodes.Node]) -> nodes.container:
    """Return a folded text, as the directive ``dropdown`` makes it.

    Tried with sphinx-design 0.6.1 and 0.8.0 (``DropdownDirective``).
    """
    return create_component(
        "dropdown",
        opened=False,
        type="dropdown",
        has_title=True,
        icon=None,
        chevron=None,
        container_classes=["sd-mb-3", "aiglossary-article"],
        title_classes=[],
        body_classes=[],
        children=[nodes.rubric(title, title), *content],
    )


def write_folded(document: nodes.document) -> None:
    """Turn the folded texts of a document into what HTML has for them.

    sphinx-design does so in a transform, which meets no document of ours. Tried with 0.6.1 and 0.8.0.
    """
    DropdownHtmlTransform(document).run()
