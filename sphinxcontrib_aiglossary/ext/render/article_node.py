"""The article node: stands for the printed text of one concept, which it names and does not contain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri

from sphinxcontrib_aiglossary.ext.html.article_cache import close_fragments, flush_fragments, fragments_of
from sphinxcontrib_aiglossary.ext.html.article_html import fill, has_math

from .components import setup_components
from .tree_builder import Page
from .xrefs import link_of, settle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from sphinxcontrib_aiglossary.ext.html.article_html import Resolve
    from sphinxcontrib_aiglossary.model import Concept

    from .xrefs import Link


class article(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """The text of a concept at one place.

    Attributes: ``ident`` (the concept), ``detail`` (``brief`` or ``full``), ``docname`` (the document it is printed
    in) and ``anchors`` (whether its headings have ids).
    """


class Glossary(Protocol):
    """What an article asks of the domain."""

    def concept(self, ident: str) -> Concept:
        """Return the concept of an ident."""
        ...

    def occurring(self, concept: Concept, detail: str) -> str:
        """Return the names that may be linked in what is printed of a concept, see :class:`.occurring.Occurring`."""
        ...

    def prints_whole(self, ident: str) -> bool:
        """Tell whether all of a concept is printed where it is found, and not its definition alone."""
        ...

    def flush(self) -> None:
        """Write what waits in memory, for a process that may end at any time."""
        ...

    def resolve_uri(self, link: Link, builder: Builder, docname: str) -> tuple[str, str] | None:
        """Return where a link leads from a document, and a title (may be empty); ``None``: nowhere."""
        ...


def glossary_of(builder: Builder) -> Glossary:
    """Return the one who answers for the concepts: the domain ``aiglossary``."""
    return cast("Glossary", builder.env.get_domain("aiglossary"))


def resolver(builder: Builder, docname: str) -> Resolve:
    """Return what tells where links to concepts lead from a document."""
    glossary = glossary_of(builder)

    def resolve(link: Link) -> tuple[str, str] | None:
        try:
            found = glossary.resolve_uri(link, builder, docname)
        except NoUri:  # the document is not part of this output, e.g. of a second PDF
            return None
        if found is None:
            return None
        uri, title = found
        # `singlehtml` answers `#document-page#term-x`: only the last part is an id.
        return (f"#{uri.rpartition('#')[2]}" if uri.count("#") > 1 else uri), title

    return resolve


def make_article(concept: Concept, detail: str, docname: str, *, anchors: bool = True) -> article:
    """Return the node that prints a concept.

    Args:
        concept: the concept.
        detail: see :data:`~sphinxcontrib_aiglossary.model.Detail`.
        docname: the document in which it is printed.
        anchors: whether its headings have ids.
    """
    node = article(ident=concept.ident, detail=detail, docname=docname, anchors=anchors)
    node.source, node.line = concept.origin.path, concept.origin.line
    return node


def expand(node: article, builder: Builder) -> None:
    """Replace an article by its content, for builders other than HTML.

    References that lead nowhere become text here: Sphinx would warn of them, page by page, with ``-n``.
    """
    node.replace_self(_content(node, builder))


def _content(node: article, builder: Builder) -> list[nodes.Node]:
    from .concept_body import parts  # noqa: PLC0415 - likewise

    docname, detail = node["docname"], node["detail"]
    glossary = glossary_of(builder)
    concept = glossary.concept(node["ident"])
    found = parts(
        concept,
        detail,
        Page(docname, Path(builder.confdir)),
        anchors=node.get("anchors", True),
        occurring=glossary.occurring(concept, detail),
    )
    holder = nodes.Element("", *found.blocks)
    _unlink(holder, resolver(builder, docname))
    return holder.children


def _unlink(holder: nodes.Element, resolve: Resolve) -> None:
    """Make text of the references that lead nowhere; emphasis within stays."""
    xrefs = list(holder.findall(addnodes.pending_xref))
    for xref, place in zip(xrefs, settle(list(map(link_of, xrefs)), resolve), strict=True):
        if place is None:
            (shown,) = xref.children
            xref.replace_self(shown.children)


def visit_article_html(self: HTML5Translator, node: article) -> None:
    """Write the fragment of a concept, its links as seen from this page."""
    builder = self.builder
    glossary, detail = glossary_of(builder), node["detail"]
    concept = glossary.concept(node["ident"])
    fragments = fragments_of(builder, glossary)
    fragment = fragments.get(concept, detail, anchors=node.get("anchors", True))
    self.body.append(fill(fragment.html, resolver(builder, builder.current_docname)))
    has_math(self, also=fragment.math)
    raise nodes.SkipNode


def visit_article(self: Any, node: article) -> None:
    """Print an article that nobody has expanded, in any writer; its links are text."""
    holder = nodes.Element("", *_content(node, self.builder))
    _unlink(holder, lambda _link: None)
    for child in holder.children:
        child.walkabout(self)
    raise nodes.SkipNode


def setup_nodes(app: Sphinx) -> None:
    """Register the article node with every writer, and the nodes of the dropdowns that it is folded into."""
    setup_components(app)
    other = (visit_article, None)
    app.add_node(article, html=(visit_article_html, None), latex=other, text=other, man=other, texinfo=other)
    app.connect("doctree-resolved", flush_fragments)
    app.connect("html-page-context", flush_fragments)
    app.connect("build-finished", close_fragments)
