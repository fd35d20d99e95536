"""What a page tells programs of the terms that it prints: data within the page, which no reader sees."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import app_of, configuration, domain_of, has_browser, is_one_file
from sphinxcontrib_aiglossary.ext.transforms.back_references import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

    from sphinxcontrib_aiglossary.ext.plan.decide import Decision
    from sphinxcontrib_aiglossary.model import Concept


class aiglossary_data(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """The terms of a page as data.

    Attributes: ``docnames`` (the documents that the page is made of). It has no text that could be searched.
    """


class DescribeTerms(SphinxPostTransform):
    """Appends the data to the pages that print terms: at the end, where they keep no reader waiting."""

    # The last of our nodes
    default_priority = 65

    def run(self, **_kwargs: Any) -> None:
        """Look for what the document prints, which may be assembled of many."""
        domain, builder = domain_of(self.env), app_of(self.env).builder
        if domain.decision is None or not has_browser(builder):
            return
        docnames = sorted(self.env.found_docs) if is_one_file(builder) else [self.env.docname]
        prints = next(_printed(domain.decision, docnames), None) is not None
        if prints and configuration(self.env)[0].structured_data:
            self.document += aiglossary_data(docnames=docnames)


def _printed(decision: Decision, docnames: Iterable[str]) -> Iterator[str]:
    """Yield the concepts that documents print, in reading order."""
    wanted = set(docnames)
    for placement in decision.placements:
        if placement.docname in wanted:
            yield from (entry.ident for entry in decision.printed[placement.docname, placement.number])


def _terms(
    decision: Decision, builder: StandaloneHTMLBuilder, docname: str, docnames: Iterable[str]
) -> Iterator[tuple[Concept, str, str]]:
    """Yield each concept that documents print once, with its page as seen from a document and its id there."""
    for ident in dict.fromkeys(_printed(decision, docnames)):
        target, anchor = decision.targets[ident]
        yield decision.concepts[ident], _page(builder, docname, target), anchor


def _page(builder: StandaloneHTMLBuilder, docname: str, target: str) -> str:
    """Return the address of a document: absolute if the project says where it is published, else seen from another."""
    one = is_one_file(builder)
    uri = f"{builder.config.root_doc}{builder.link_suffix}" if one else builder.get_target_uri(target)
    if builder.config.html_baseurl:
        return posixpath.join(builder.config.html_baseurl, uri)
    if one or target == docname:
        # A page with an address in a folder of its own is that folder
        return uri.rpartition("/")[2] or "./"
    return builder.get_relative_uri(docname, target) or "./"


def _visit_data(self: HTML5Translator, node: aiglossary_data) -> None:
    # Imported late: few pages print terms
    from sphinxcontrib_aiglossary.exports.schema_org import Place, as_script, term_set  # noqa: PLC0415 - see above

    builder = self.builder
    decision, docname = domain_of(builder.env).decision, builder.current_docname
    if decision is not None:
        found = _terms(decision, builder, docname, node["docnames"])
        terms = ((concept, Place(page, anchor)) for concept, page, anchor in found)
        name, language = title_of(builder.env, docname), builder.config.language
        data = term_set(name, _page(builder, docname, docname), language, terms)
        self.body.append(f'<script type="application/ld+json">{as_script(data)}</script>\n')
    raise nodes.SkipNode


def setup_data(app: Sphinx) -> None:
    """Register the node, which no other writer meets, and what makes it."""
    app.add_node(aiglossary_data, html=(_visit_data, None))
    app.add_post_transform(DescribeTerms)
