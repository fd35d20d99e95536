"""Articles that readers unfold: the dropdown of sphinx-design, which is a ``<details>`` and works without scripts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import new_document
from sphinx_design.cards import CardDirective
from sphinx_design.dropdown import DropdownHtmlTransform, dropdown_main
from sphinx_design.shared import create_component

from .components import made_ours

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


def fold(title: str, content: Iterable[nodes.Node]) -> nodes.Element:
    """Return a folded text as HTML has it: what sphinx-design makes of its directive ``dropdown``.

    Tried with 0.6.1 and 0.8.0 (``DropdownDirective``, ``DropdownHtmlTransform``).
    """
    folded = _empty().deepcopy()
    name, body = folded.findall(_Place)
    name.replace_self(nodes.Text(title))
    around = body.parent
    body.replace_self(list(content))
    CardDirective.add_card_child_classes(around)
    return folded


class _Place(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]
    """Stands for a title or for what is folded."""


@cache
def _empty() -> nodes.Element:
    """Return a dropdown in which nothing is yet, made by a transform that would walk through all that is."""
    holder = new_document("")
    holder += create_component(
        "dropdown",
        opened=False,
        type="dropdown",
        has_title=True,
        icon=None,
        chevron=None,
        container_classes=["sd-mb-3", "aiglossary-article"],
        title_classes=[],
        body_classes=[],
        children=[nodes.rubric("", "", _Place()), _Place()],
    )
    DropdownHtmlTransform(holder).run()
    return cast("nodes.Element", made_ours(next(holder.findall(dropdown_main))))
