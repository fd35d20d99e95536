"""What is done for each PDF: settle what it prints, append what it lacks, load the package that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.printing.fallback import section_of
from sphinxcontrib_aiglossary.ext.reading.uses import Placement

from .bookmarks import aiglossary_bookmark, visit_bookmark
from .index import aiglossary_index, category_index, is_wanted, link_index, visit_index
from .package import load_package, remove_package
from .paper import OURS
from .volumes import APPENDED, append_section, volume_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain


def setup_latex(app: Sphinx) -> None:
    """Register the nodes that only PDFs have."""
    app.add_node(aiglossary_bookmark, latex=(visit_bookmark, None))
    app.add_node(aiglossary_index, latex=(visit_index, None))
    app.connect("builder-inited", remove_package)


def begin_paper(domain: AIGlossaryDomain, document: nodes.document, builder: Builder) -> None:
    """Settle what a PDF prints, before any of it is printed."""
    if domain.decision is not None:
        domain.volume = volume_of(domain, domain.decision, document, builder)


def end_paper(domain: AIGlossaryDomain, document: nodes.document, app: Sphinx) -> None:
    """Append what a PDF lacks, and its index of categories; load the package."""
    volume = domain.volume
    if volume is None:
        return
    if section := section_of(domain, app.builder, Placement(docname=volume.docname, number=APPENDED)):
        append_section(document, section, volume.docname)
    ours: list[Any] = [node for node in document.findall(addnodes.glossary) if node.get(OURS)]
    if volume.here and is_wanted(app.config):
        index = category_index(domain, volume)
        document.append(index)
        link_index(document)
        ours.append(index)
    load_package(app, ours)
