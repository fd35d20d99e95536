"""Renders an article as HTML: the builder's own translator writes it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import new_document

from .content import content
from .folding import folds, is_book, write_folded
from .fragment import PLACEHOLDER, Fragment, has_math
from .linking import link_of

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_aiglossary.model import Concept


def render_fragment(
    concept: Concept, detail: str, builder: StandaloneHTMLBuilder, occurring: str, *, anchors: bool = True
) -> Fragment:
    """Return an article as the builder's translator writes it."""
    # An article makes thousands of short-lived objects: every few of them Python would search all of Sphinx's trees
    # for garbage.
    paused = gc.isenabled()
    gc.disable()
    try:
        document = new_document(concept.origin.path, builder.docsettings)
        document += content(concept, detail, anchors=anchors, occurring=occurring, folded=folds(builder))
        write_folded(document)
        for xref in list(document.findall(addnodes.pending_xref)):
            kind, name, idents = link_of(xref)
            uri = PLACEHOLDER + ":".join((kind, quote(name, safe=""), *idents))
            xref.replace_self(nodes.reference("", "", *xref.children, internal=True, refuri=uri))
        return _translate(document, builder)
    finally:
        if paused:
            gc.enable()


def _translate(document: nodes.document, builder: StandaloneHTMLBuilder) -> Fragment:
    if is_book(builder):
        # EPUB prints where links lead, in footnotes of the page by default: a fragment has no page.
        book: Any = builder
        book.add_visible_links(document, "no" if builder.config.epub_show_urls == "no" else "inline")
    translator: Any = builder.create_translator(document, builder)
    for node in document.children:
        node.walkabout(translator)
    return Fragment("".join(translator.body), has_math(translator))
