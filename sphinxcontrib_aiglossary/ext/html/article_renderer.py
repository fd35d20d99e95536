"""Renders articles as HTML: the builder's own translator writes them."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import new_document

from sphinxcontrib_aiglossary.ext.render.components import aiglossary_dropdown
from sphinxcontrib_aiglossary.ext.render.concept_body import parts
from sphinxcontrib_aiglossary.ext.render.dropdown import folds, is_book
from sphinxcontrib_aiglossary.ext.render.math_scripts import shield
from sphinxcontrib_aiglossary.ext.render.xrefs import link_of
from sphinxcontrib_aiglossary.ext.speed.translator_cache import make_translator

from .article_html import PLACEHOLDER, Fragment, Told, forget_math, has_math

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_aiglossary.model import Concept


_APART: Final = "\n\n"
"""Between blocks, as in what docutils returns."""


class Rendered(NamedTuple):
    """An article as HTML."""

    whole: Fragment
    definition: Fragment | None
    """What is printed of the concept where only its definition is; ``None`` if the article does not open with it."""


class Renderer:
    """Renders one article after the other, as if all of them stood in one document."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._document = new_document("", builder.docsettings)

    @cached_property
    def _translator(self) -> Any:
        return make_translator(self._builder, self._document)

    def render(self, concept: Concept, detail: str, occurring: str, *, anchors: bool) -> Rendered:
        """Return an article as the builder's translator writes it; the parameters are those of :func:`.content.parts`."""
        # An article makes thousands of short-lived objects: every few of them Python would search all of Sphinx's
        # trees for garbage. This leaves none.
        paused = gc.isenabled()
        gc.disable()
        try:
            found = parts(concept, detail, anchors=anchors, occurring=occurring, folded=folds(self._builder))
            self._document += found.definition
            self._document += found.rest
            self._document["source"] = concept.origin.path
            said = _said(found.definition), _said(found.rest)
            shield(self._document)
            for xref in list(self._document.findall(addnodes.pending_xref)):
                kind, name, idents = link_of(xref)
                uri = PLACEHOLDER + ":".join((kind, quote(name, safe=""), *idents))
                xref.replace_self(nodes.reference("", "", *xref.children, internal=True, refuri=uri))
            return self._written(len(found.definition), said)
        finally:
            _dissolve(self._document)
            if paused:
                gc.enable()

    def read(self, concept: Concept, detail: str) -> Told:
        """Return what a page has to know of an article, without writing it."""
        blocks = parts(concept, detail, anchors=False, folded=folds(self._builder)).blocks
        holder = nodes.Element("", *blocks)
        return Told(
            _said(blocks),
            math=any(_has(holder, kind) for kind in (nodes.math, nodes.math_block)),
            folds=_has(holder, aiglossary_dropdown),
        )

    def _written(self, opening: int, said: tuple[str, str]) -> Rendered:
        """Return what stands in the document; the opening blocks are the definition.

        Args:
            opening: number of these blocks.
            said: what these say, and what the others say.
        """
        if is_book(self._builder):
            # EPUB prints where links lead, in footnotes of the page by default: a fragment has no page.
            book: Any = self._builder
            shown = "no" if self._builder.config.epub_show_urls == "no" else "inline"
            book.add_visible_links(self._document, shown)
        blocks = list(self._document.children)
        self._translator.body = []
        forget_math(self._translator)
        definition = self._walk(blocks[:opening], said[0]) if opening else None
        return Rendered(self._walk(blocks[opening:], _APART.join(filter(None, said))), definition)

    def _walk(self, blocks: Sequence[nodes.Node], text: str) -> Fragment:
        """Return all that is written when some blocks are, too, and what all of it says."""
        for block in blocks:
            block.walkabout(self._translator)
        return Fragment("".join(self._translator.body), has_math(self._translator), text)


def _has(holder: nodes.Element, kind: type[nodes.Element]) -> bool:
    return next(iter(holder.findall(kind)), None) is not None


def _said(blocks: Iterable[nodes.Node]) -> str:
    """Return what some blocks say, as docutils would, but for drawings and markup of one output."""
    return _APART.join(filter(None, map(_text, blocks)))


def _text(node: nodes.Node) -> str:
    if isinstance(node, (nodes.raw, nodes.Invisible)):
        return ""
    if isinstance(node, nodes.Element) and node.children:
        return node.child_text_separator.join(filter(None, map(_text, node.children)))
    return node.astext()


def _dissolve(document: nodes.document) -> None:
    """Take a finished document apart, so that its nodes are gone at once and nobody has to search for them."""
    stack = document.children
    document.children = []
    while stack:
        node = stack.pop()
        node.parent = None
        stack.extend(node.children)
