"""The nodes that a placement prints: a glossary as Sphinx's own directive makes it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_uses
from sphinxcontrib_aiglossary.ext.html.article_cache import Wanted, fragments_of
from sphinxcontrib_aiglossary.ext.html.concept_item import aiglossary_concept, make_terms, text_of
from sphinxcontrib_aiglossary.ext.html.letter_bar import by_letter
from sphinxcontrib_aiglossary.ext.html.page_filter import category_classes
from sphinxcontrib_aiglossary.ext.render.article_node import article, expand, make_article
from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORED
from sphinxcontrib_aiglossary.ext.std_terms import index_entries
from sphinxcontrib_aiglossary.ext.text import text_man_texinfo
from sphinxcontrib_aiglossary.naming.plurals import letter

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.html.article_cache import Fragments
    from sphinxcontrib_aiglossary.ext.plan.anchors import Printed
    from sphinxcontrib_aiglossary.model import Concept


def glossary_node(
    domain: AIGlossaryDomain, builder: Builder, placement: Placement
) -> addnodes.glossary | None:
    """Return what a placement prints, ``None`` if that is nothing.

    Builders other than HTML get the articles as nodes; HTML gets one node for each concept, whose article is written
    from a cached fragment.
    """
    layout = domain.volume or domain.decision
    printed = layout.printed.get((placement.docname, placement.number), ()) if layout else ()
    if not printed:
        return None
    if builder.format == "html":
        fragments = fragments_of(cast("StandaloneHTMLBuilder", builder), domain)
        items: list[nodes.definition_list_item] = [
            _in_html(domain, fragments, placement, entry) for entry in printed
        ]
    else:
        items = [_item(domain, placement, entry) for entry in printed]
    letters = [letter(domain.concept(entry.ident).term) for entry in printed]
    classes = ["glossary", "aiglossary", *(IGNORED if builder.format == "html" else ())]
    # Sphinx's sorter reads `sorted` from every glossary; ours is in print order already
    glossary = addnodes.glossary(sorted=False)
    for heading, part in by_letter(items, letters if placement.letters is not None else ()):
        if heading is not None:
            glossary += heading
        glossary += nodes.definition_list("", *part, classes=[*classes])
    if builder.format != "html":
        for item in items:
            for text in list(item.findall(article)):
                expand(text, builder)
    if builder.format == "latex":
        from sphinxcontrib_aiglossary.ext.latex.paper import put_on_paper  # noqa: PLC0415 - other builders need none of it

        put_on_paper(domain, glossary, items, printed)
    elif builder.format in text_man_texinfo.FORMATS:
        text_man_texinfo.fit(glossary, builder.format)
    return glossary


def render_ahead(domain: AIGlossaryDomain, builder: Builder) -> None:
    """Let another process render what the pages of this build print, if it writes all of them one after the other."""
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.parallel_ok:
        return
    if not domain.is_settled or domain.decision is None or domain.state is None or domain.state.wrote:
        return
    printed = domain.decision.printed
    # The pages as Sphinx writes them
    placements = sorted(domain.decision.placements, key=attrgetter("docname", "number"))
    wanted = [
        Wanted(entry.ident, placement.detail, bool(entry.anchor))
        for placement in placements
        for entry in printed[placement.docname, placement.number]
    ]
    fragments_of(builder, domain).render_ahead(wanted)


def _in_html(
    domain: AIGlossaryDomain, fragments: Fragments, placement: Placement, printed: Printed
) -> aiglossary_concept:
    concept = domain.concept(printed.ident)
    told = fragments.told(concept, placement.detail, anchors=bool(printed.anchor))
    item = aiglossary_concept(
        "",
        nodes.Text(text_of(concept, told)),
        *_uses(concept, placement),
        ident=concept.ident,
        detail=placement.detail,
        docname=placement.docname,
        ids=[printed.anchor] if printed.anchor else [],
        folds=told.folds,
        math=told.math,
        classes=category_classes(domain, concept.ident),
    )
    item.source, item.line = concept.origin.path, concept.origin.line
    return item


def _item(domain: AIGlossaryDomain, placement: Placement, printed: Printed) -> nodes.definition_list_item:
    concept = domain.concept(printed.ident)
    terms = make_terms(concept, [printed.anchor] if printed.anchor else [])
    if printed.anchor:
        terms[0] += _index(domain, concept, printed)
    text = make_article(concept, placement.detail, placement.docname, anchors=bool(printed.anchor))
    return nodes.definition_list_item("", *terms, nodes.definition("", text, *_uses(concept, placement)))


def _uses(concept: Concept, placement: Placement) -> list[nodes.Element]:
    """Return a place for the uses of a concept, where they are wanted."""
    return [aiglossary_uses(ident=concept.ident, docname=placement.docname)] if placement.uses else []


def _index(domain: AIGlossaryDomain, concept: Concept, printed: Printed) -> addnodes.index:
    """Return the index entries of a concept once more: some writers read them from the tree, not from the index."""
    target = domain.decision.targets[concept.ident] if domain.decision else ("", "")
    names = domain.registration.listed.get((target[0], target[1]), ())
    node = addnodes.index(entries=index_entries(names, printed.anchor))
    node.source, node.line = concept.origin.path, concept.origin.line
    return node
