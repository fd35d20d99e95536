"""Printing: post-transforms that turn placeholders into nodes, and names into those that Sphinx's resolver knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from sphinxcontrib_aiglossary.ext.collect.anchor_links import anchor_of
from sphinxcontrib_aiglossary.ext.collect.page_metadata import preferred
from sphinxcontrib_aiglossary.ext.collect.page_record import ID_PREFIX, Placement, in_substitution, role_of
from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import (
    aiglossary_abbreviations,
    aiglossary_categories,
    aiglossary_placement,
)
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of, is_one_file
from sphinxcontrib_aiglossary.ext.html.category_cards import category_list
from sphinxcontrib_aiglossary.ext.html.letter_bar import link_letters
from sphinxcontrib_aiglossary.ext.html.page_filter import add_filter
from sphinxcontrib_aiglossary.ext.plan.other_targets import resolve_elsewhere
from sphinxcontrib_aiglossary.ext.render.xrefs import MENTIONED, is_of_article, link_of
from sphinxcontrib_aiglossary.ext.text import text_man_texinfo
from sphinxcontrib_aiglossary.ext.visibility.conditions import conditions_around, counts
from sphinxcontrib_aiglossary.ext.visibility.skeleton import take_marks
from sphinxcontrib_aiglossary.ext.warnings_names import say_meaning, say_unplaced

from .abbreviation_table import abbreviation_table
from .fallback_section import make_section, print_lacking
from .glossary_nodes import glossary_node, render_ahead
from .mention_links import AUTOMATIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.decide import Decision
    from sphinxcontrib_aiglossary.ext.plan.resolution import Meaning


class RenderAhead(SphinxPostTransform):
    """Has another process render articles before the first page asks for any."""

    # Before the glossary is printed, which tells what its articles say
    default_priority = 1

    def run(self, **_kwargs: Any) -> None:
        """Start it at the first document of the build."""
        render_ahead(domain_of(self.env), app_of(self.env).builder)


class PrintGlossary(SphinxPostTransform):
    """Turns every placeholder into what it prints."""

    # Before MyST's and Sphinx's resolvers, at 9 and 10: what is inserted later stays unresolved
    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders of the document, which may be assembled of many."""
        domain = domain_of(self.env)
        if domain.decision is None:
            return
        builder = app_of(self.env).builder
        make_section(domain, self.document, builder)
        for place in list(self.document.findall(aiglossary_placement)):
            node = glossary_node(domain, builder, Placement(**place["placement"]))
            place.replace_self([node] if node else [])
        link_letters(self.document, builder)
        add_filter(domain, self.document)
        for cards in list(self.document.findall(aiglossary_categories)):
            self._put(builder, cards, category_list(domain, builder, cards["docname"]))
        for table in list(self.document.findall(aiglossary_abbreviations)):
            self._put(builder, table, abbreviation_table(domain, builder, table))
        print_lacking(domain, self.document, builder)

    def _put(self, builder: Builder, place: nodes.Element, listed: Sequence[nodes.Node]) -> None:
        place.replace_self(listed)
        for each in listed:
            if builder.format == "latex":
                from sphinxcontrib_aiglossary.ext.latex.fitting import fit  # noqa: PLC0415 - other builders need none of it

                fit(cast("nodes.Element", each))
            elif builder.format in text_man_texinfo.FORMATS:
                text_man_texinfo.fit(cast("nodes.Element", each), builder.format)


class ResolveNames(SphinxPostTransform):
    """Rewrites the names that documents use into registered ones; Sphinx's own resolver makes the links."""

    # After the glossary is printed, before the resolvers
    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Rewrite the references of the document."""
        domain = domain_of(self.env)
        if domain.decision is None:
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            role = role_of(node)
            if role is None:
                self._resolve_address(domain, node)
                continue
            docname = node.setdefault("refdoc", self.env.docname)
            if is_of_article(node):
                # What a definition means by a name is not for the page to decide that prints it
                self._link_term(domain, domain.decision, node, domain.meaning(link_of(node)))
                continue
            meaning = domain.decision.names.meaning(node["reftarget"], preferred(self.env, docname))
            if meaning and role == "term":
                self._resolve_term(domain, domain.decision, node, meaning)
            elif meaning:
                self._resolve_other(domain, domain.decision, node, meaning)
            elif role == "myst":
                self._resolve_address(domain, node)

    def _resolve_term(
        self, domain: AIGlossaryDomain, decision: Decision, node: addnodes.pending_xref, meaning: Meaning
    ) -> None:
        if domain.place(meaning) is None:
            if self._is_dead(node):
                node.replace_self(node.children)
            return
        self._say(domain, node, meaning)
        self._link_term(domain, decision, node, meaning)

    def _link_term(
        self, domain: AIGlossaryDomain, decision: Decision, node: addnodes.pending_xref, meaning: Meaning
    ) -> None:
        place = domain.place(meaning)
        name = meaning.by_hand or decision.link_names.get(meaning.ident)
        # Sphinx's resolver knows one place for a name; a PDF may have another
        builder = app_of(self.env).builder
        if place is not None and builder.format in text_man_texinfo.UNLINKED:
            text_man_texinfo.unlink(
                node, builder.format, automatic=AUTOMATIC in node or link_of(node).kind == MENTIONED
            )
        elif name and place == (
            domain.registered_place(name) if meaning.by_hand else decision.targets.get(meaning.ident)
        ):
            node["reftarget"] = name
        elif place is not None:
            node.replace_self(_link(builder, node, place))

    def _resolve_other(
        self, domain: AIGlossaryDomain, decision: Decision, node: addnodes.pending_xref, meaning: Meaning
    ) -> None:
        """Resolve a reference that gives way to every other target of the name."""
        found = resolve_elsewhere(domain, node, self.document)
        place = domain.place(meaning)
        if found is None and place is not None:
            self._say(domain, node, meaning)
            found = _link(app_of(self.env).builder, node, place, "std", "std-term")
        if found is not None:
            node.replace_self(found)
        elif self._is_dead(node):
            node.replace_self(node.children)
        elif role_of(node) == "myst":
            # MyST's resolver would not ask why the name leads nowhere
            say_unplaced(domain, decision, node, meaning)
            node.replace_self(_content(node))

    def _resolve_address(self, domain: AIGlossaryDomain, node: addnodes.pending_xref) -> None:
        """Resolve a link of MyST to the id of a term, of which MyST knows nothing; its own targets go before."""
        anchor, docname = anchor_of(node), node.get("refdoc", self.env.docname)
        if domain.outcome is None or not anchor.startswith(ID_PREFIX):
            return
        target = node["reftarget"] if node.get("refdomain") == "doc" else None
        meaning = domain.outcome.addresses.find(anchor, docname, target)
        place = domain.place(meaning)
        if place is None or (target and anchor in self.env.metadata[target].get("myst_slugs", ())):
            return
        found = None if target else resolve_elsewhere(domain, node, self.document)
        if found is None:
            if not node.astext():
                cast("nodes.Element", node[0]).append(
                    nodes.Text(meaning.by_hand or domain.concept(meaning.ident).term)
                )
            found = _link(app_of(self.env).builder, node, place, "std", "std-term")
        node.replace_self(found)

    def _say(self, domain: AIGlossaryDomain, node: addnodes.pending_xref, meaning: Meaning) -> None:
        if (meaning.candidates or meaning.deprecated) and AUTOMATIC not in node and not self._is_dead(node):
            say_meaning(domain, node, meaning)

    def _is_dead(self, node: addnodes.pending_xref) -> bool:
        """Tell whether a node never shows: Sphinx resolves references first and drops ``only`` after that.

        A document that it puts into an ``only`` with a toctree does not know what it stands in.
        """
        domain = domain_of(self.env)
        decision = domain.decision
        if in_substitution(node) or (decision and node["refdoc"] not in decision.documents):
            return True
        return not counts(conditions_around(node), domain.holds)


class TakeMarks(SphinxPostTransform):
    """Takes away the marks by which all before it knows what shows."""

    default_priority = 7

    def run(self, **_kwargs: Any) -> None:
        """Take them away, where a document has any."""
        pages = domain_of(self.env).pages
        one_file = is_one_file(app_of(self.env).builder)
        docnames = pages if one_file else {self.env.docname} & pages.keys()
        if any(pages[docname].skeleton for docname in docnames):
            take_marks(self.document)


def _link(builder: Builder, node: addnodes.pending_xref, place: tuple[str, str], *classes: str) -> nodes.Node:
    """Return a link as Sphinx's resolver makes it, with the classes of the role that answers for ``any``."""
    content = _content(node)
    content["classes"].extend(classes)
    if builder.format in text_man_texinfo.UNLINKED:
        return content
    try:
        return make_refnode(builder, node["refdoc"], *place, content, node.get("reftitle"))
    except NoUri:  # the document is not part of this output
        return content


def _content(node: addnodes.pending_xref) -> nodes.Element:
    """Return the text of a reference; a link of MyST may have none."""
    content = cast("nodes.Element", node[0].deepcopy())
    if not content.children:
        content += nodes.Text(node["reftarget"])
    return content
