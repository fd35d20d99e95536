"""The builder's own translator, made ready for thousands of short texts: it does again as little as it can."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.writers._html_base import HTMLTranslator
from sphinx.util.docutils import SphinxTranslator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders.html import StandaloneHTMLBuilder


def make_translator(builder: StandaloneHTMLBuilder, document: nodes.document) -> Any:
    """Return a translator that writes what the builder's own one writes.

    Args:
        builder: a builder of HTML.
        document: the document in which all texts will stand.
    """
    translator: Any = builder.create_translator(document, builder)
    if hasattr(translator, "highlighter"):
        _remember_formatters(translator)
    if type(translator).starttag is HTMLTranslator.starttag:
        _remember_tags(translator)
    if type(translator).dispatch_visit is SphinxTranslator.dispatch_visit:
        _remember_methods(translator, "visit")
    if type(translator).dispatch_departure is SphinxTranslator.dispatch_departure:
        _remember_methods(translator, "departure")
    return translator


def _remember_formatters(translator: Any) -> None:
    """Let a translator remember formatters: Sphinx (8.2, 9.0) makes one, with all its styles, for each block of code."""
    highlighter = translator.highlighter = copy(translator.highlighter)
    make = highlighter.get_formatter
    known: dict[str, Any] = {}

    def get_formatter(**options: Any) -> Any:
        look = repr(sorted(options.items()))
        if look not in known:
            known[look] = make(**options)
        return known[look]

    highlighter.get_formatter = get_formatter


def _remember_tags(translator: Any) -> None:
    """Let a translator remember start tags: most of them have at most a class, and look the same each time.

    They depend on nothing else: ``HTMLTranslator.starttag`` of docutils 0.21 and 0.22.
    """
    make = translator.starttag
    known: dict[tuple[str, ...], str] = {}

    def starttag(
        node: Any,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,  # noqa: FBT001, FBT002 - the signature of docutils
        **attributes: Any,
    ) -> str:
        if (
            isinstance(node, nodes.table)
            or node.get("ids")
            or (attributes and attributes.keys() != {"CLASS"})
        ):
            return str(make(node, tagname, suffix, empty, **attributes))
        look = (tagname, suffix, "/" if empty else "", attributes.get("CLASS", ""), *node.get("classes", ()))
        if look not in known:
            known[look] = make(node, tagname, suffix, empty, **attributes)
        return known[look]

    translator.starttag = starttag


def _remember_methods(translator: Any, dispatch: str) -> None:
    """Let a translator remember its method for each class of nodes, as ``SphinxTranslator`` (8.2, 9.0) finds it."""
    find = getattr(translator, f"dispatch_{dispatch}")
    prefix = {"visit": "visit_", "departure": "depart_"}[dispatch]
    known: dict[type, Callable[[nodes.Node], None]] = {}

    def dispatched(node: nodes.Node) -> None:
        kind = node.__class__
        if kind not in known:
            names = (prefix + each.__name__ for each in kind.__mro__)
            known[kind] = next(filter(None, (getattr(translator, name, None) for name in names)), find)
        known[kind](node)

    setattr(translator, f"dispatch_{dispatch}", dispatched)
