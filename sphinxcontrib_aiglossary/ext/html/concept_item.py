"""The item of a concept in HTML: one node on the page, whose terms and definition come into being when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.render.article_node import make_article
from sphinxcontrib_aiglossary.ext.render.math_scripts import shield

from .definition_items import name_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinxcontrib_aiglossary.model import Concept

    from .article_html import Told


class aiglossary_concept(nodes.definition_list_item):  # noqa: N801 - docutils' way
    """The item of a concept.

    A page may have thousands of them, and dozens of transforms walk through all of its nodes.

    Attributes: ``ident`` (the concept), ``detail`` (``brief`` or ``full``), ``docname`` (the document it is printed in),
    ``ids`` (those of its first term), ``folds`` (whether readers unfold a part of it) and ``math`` (whether there is a
    formula in it). Its children are all that it says, as one text, and what is printed below the definition.
    """


def printed_names(concept: Concept) -> Iterator[str]:
    """Yield the lines above a definition: the term with its abbreviations, then each synonym.

    The term of a homonym has a bracket already: there the abbreviations stand on lines of their own.
    """
    if concept.qualifier or not concept.abbreviations:
        yield concept.name
        yield from concept.abbreviations
    else:
        yield f"{concept.term} ({', '.join(concept.abbreviations)})"
    yield from concept.synonyms


def make_terms(concept: Concept, ids: Iterable[str]) -> list[nodes.term]:
    """Return the names above a definition as nodes; the first one has the ids."""
    terms = [nodes.term("", "", nodes.Text(name)) for name in printed_names(concept)]
    for number, term in enumerate(terms):
        term.source, term.line = concept.origin.path, concept.origin.line
        term["classes"].append("aiglossary-synonym" if number else "aiglossary-term")
    terms[0]["ids"].extend(ids)
    return terms


def text_of(concept: Concept, told: Told) -> str:
    """Return all that is printed of a concept, as readers meet it: the search and other extensions read it."""
    return "\n".join([*printed_names(concept), told.text])


def _visit_concept(self: HTML5Translator, node: aiglossary_concept) -> None:
    """Write the item as Sphinx writes one of a glossary: the translator meets its nodes where they would stand."""
    builder = self.builder
    concept, ids = domain_of(builder.env).concept(node["ident"]), node["ids"]
    text = make_article(concept, node["detail"], node["docname"], anchors=bool(ids))
    below = [child for child in node.children if not isinstance(child, nodes.Text)]
    terms = make_terms(concept, ids)
    for term in terms:
        shield(term)
    # Readers filter by them
    terms[0]["classes"] += node["classes"]
    item = nodes.definition_list_item("", *terms, nodes.definition("", text, *below))
    name_terms(item)
    item.parent = node.parent
    item.walkabout(self)
    raise nodes.SkipNode


def setup_concepts(app: Sphinx) -> None:
    """Register the node, which no other writer meets."""
    app.add_node(aiglossary_concept, html=(_visit_concept, None))
