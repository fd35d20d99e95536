"""The nodes that hold the definitions of a page, and how HTML writes them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORING, shielded_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_own = get_translation("aiglossary")


class aiglossary_tips(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """All definitions that the links of a page show, each once, in order of first use.

    HTML has it as a ``template``: that is no part of the page's text, so that no browser shows it, no search finds it
    and Sphinx's search does not quote it; nor are its images loaded before it is shown. What is to be printed, too, is
    an invisible section instead, as no style can print a template.

    Attributes: ``shows`` (whether links show them) and ``prints`` (whether they are printed).
    """

    def astext(self) -> str:
        """Return nothing: the text of a page is what the page says, and links show what others say."""
        return ""


class aiglossary_tip(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """One definition; without children where the page itself holds it, from which the script takes it then.

    Attributes: ``href`` (of the links that show it), ``term`` (the line above the definition), ``category`` (may be
    empty), ``more`` (whether more is to be read where the links lead) and ``by_hand`` (whether the author wrote it in a
    document, where formulas are what scripts make of it).
    """


def make_tip(
    href: str,
    *,
    term: str,
    category: str = "",
    more: bool = False,
    by_hand: bool = False,
    body: Iterable[nodes.Node] = (),
) -> aiglossary_tip:
    """Return the node of a definition.

    Args:
        href: of the links that show it.
        term: the line above it.
        category: of the term.
        more: whether more is to be read where the links lead.
        by_hand: whether the author wrote it in a document.
        body: the definition, of whatever origin; nothing where the page holds it.
    """
    return aiglossary_tip("", *body, href=href, term=term, category=category, more=more, by_hand=by_hand)


def page_tips(document: nodes.document | None) -> aiglossary_tips | None:
    """Return the definitions of a resolved page."""
    children = document.children if document is not None else ()
    return next((child for child in reversed(children) if isinstance(child, aiglossary_tips)), None)


def _visit_tips(self: HTML5Translator, node: aiglossary_tips) -> None:
    attributes = f'class="aiglossary-tips" data-more="{escape(_own("More"))}"'
    title = f'<p class="rubric">{escape(_own("Glossary"))}</p>\n' if node["prints"] else ""
    self.body.append(f"<section {attributes}>\n{title}" if title else f"<template {attributes}>\n")


def _depart_tips(self: HTML5Translator, node: aiglossary_tips) -> None:
    self.body.append("</section>\n" if node["prints"] else "</template>\n")


def _visit_tip(self: HTML5Translator, node: aiglossary_tip) -> None:
    more = " data-more" if node["more"] else ""
    category = (
        node["category"]
        and f' <span class="aiglossary-tip-category">{shielded_html(node["category"])}</span>'
    )
    shown = (escape if node["by_hand"] else shielded_html)(node["term"])
    ignored = "" if node["by_hand"] else f" {IGNORING}"
    self.body.append(
        f'<div data-for="{escape(node["href"])}"{more}{ignored}>\n<p class="aiglossary-tip-head">'
        f'<span class="aiglossary-tip-term">{shown}</span>{category}</p>\n'
    )


def _depart_tip(self: HTML5Translator, _node: aiglossary_tip) -> None:
    self.body.append("</div>\n")


def take_tips(
    _app: Sphinx, _page: str, _template: str, _context: dict[str, Any], document: nodes.document | None
) -> None:
    """Take the definitions out of the tree of a page that is written: other extensions read there what the page says."""
    if (tips := page_tips(document)) is not None:
        tips.parent.remove(tips)


def setup_tips(app: Sphinx) -> None:
    """Register the nodes, which no other writer ever meets."""
    app.add_node(aiglossary_tips, html=(_visit_tips, _depart_tips))
    app.add_node(aiglossary_tip, html=(_visit_tip, _depart_tip))
    # Before the extensions that describe pages
    app.connect("html-page-context", take_tips, priority=10)
