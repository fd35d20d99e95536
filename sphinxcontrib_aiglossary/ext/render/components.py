"""Boxes and dropdowns that look as those of sphinx-design, in nodes of our own.

Its directives and nodes are for projects that list it: ``card`` and ``div`` may be names of theirs, and the class that
Sphinx gives to their containers is not ours to take away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx_design.dropdown import dropdown_main, dropdown_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class aiglossary_box(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """A ``div``."""


class aiglossary_bare(nodes.TextElement):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """Text without an element around it; a link has to stand in a text."""


class aiglossary_dropdown(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - likewise
    """What readers unfold: a title and a box."""


class aiglossary_dropdown_title(nodes.General, nodes.TextElement):  # type: ignore[misc, unused-ignore]  # noqa: N801
    """The title, which shows while the rest is folded."""


_OURS: Final[dict[type[nodes.Element], type[nodes.Element]]] = {
    nodes.container: aiglossary_box,
    dropdown_main: aiglossary_dropdown,
    dropdown_title: aiglossary_dropdown_title,
}


def box(classes: Iterable[str], *children: nodes.Node) -> aiglossary_box:
    """Return a box."""
    return aiglossary_box("", *children, classes=list(classes))


def made_ours(node: nodes.Node) -> nodes.Node:
    """Return what sphinx-design has made, in nodes of ours."""
    if not isinstance(node, nodes.Element):
        return node
    children = [made_ours(child) for child in node.children]
    kind = _OURS.get(type(node))
    made = kind("", classes=node["classes"]) if kind else node.copy()
    made.extend(children)
    return made


def _visit_box(self: HTML5Translator, node: aiglossary_box) -> None:
    self.body.append(self.starttag(node, "div", CLASS="docutils"))


def _depart_box(self: HTML5Translator, _node: aiglossary_box) -> None:
    self.body.append("</div>\n")


def _visit_dropdown(self: HTML5Translator, node: aiglossary_dropdown) -> None:
    self.body.append(self.starttag(node, "details"))


def _depart_dropdown(self: HTML5Translator, _node: aiglossary_dropdown) -> None:
    self.body.append("</details>")


def _visit_title(self: HTML5Translator, node: aiglossary_dropdown_title) -> None:
    self.body.append(self.starttag(node, "summary"))


def _depart_title(self: HTML5Translator, _node: aiglossary_dropdown_title) -> None:
    self.body.append("</summary>")


def _pass(_self: Any, _node: nodes.Node) -> None:
    """Write nothing around the text."""


def setup_components(app: Sphinx) -> None:
    """Register the nodes, which no other writer meets."""
    app.add_node(aiglossary_box, html=(_visit_box, _depart_box))
    app.add_node(aiglossary_bare, html=(_pass, _pass))
    app.add_node(aiglossary_dropdown, html=(_visit_dropdown, _depart_dropdown))
    app.add_node(aiglossary_dropdown_title, html=(_visit_title, _depart_title))
