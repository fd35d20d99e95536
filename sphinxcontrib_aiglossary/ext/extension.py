"""The list of what the extension adds to Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary import __version__
from sphinxcontrib_aiglossary.ext.articles.node import setup_nodes
from sphinxcontrib_aiglossary.ext.deciding.probe import HIDDEN
from sphinxcontrib_aiglossary.ext.printing.absent_indices import UnlinkIndices
from sphinxcontrib_aiglossary.ext.printing.assets import setup_assets
from sphinxcontrib_aiglossary.ext.printing.autolink import LinkMentions
from sphinxcontrib_aiglossary.ext.printing.checked_links import PlaceLinks
from sphinxcontrib_aiglossary.ext.printing.concept import setup_concepts
from sphinxcontrib_aiglossary.ext.printing.epub.book import setup_epub
from sphinxcontrib_aiglossary.ext.printing.filter.nodes import setup_filter
from sphinxcontrib_aiglossary.ext.printing.first_use import WordForms
from sphinxcontrib_aiglossary.ext.printing.for_machines import setup_data
from sphinxcontrib_aiglossary.ext.printing.indices import INDEX_CLASSES
from sphinxcontrib_aiglossary.ext.printing.indices.page import setup_index_pages
from sphinxcontrib_aiglossary.ext.printing.items import setup_items
from sphinxcontrib_aiglossary.ext.printing.letters import aiglossary_letters, depart_letters, visit_letters
from sphinxcontrib_aiglossary.ext.printing.old_ids import KeepOldIds
from sphinxcontrib_aiglossary.ext.printing.one_page import MendLinks
from sphinxcontrib_aiglossary.ext.printing.tips.nodes import setup_tips
from sphinxcontrib_aiglossary.ext.printing.tips.transform import ShowDefinitions
from sphinxcontrib_aiglossary.ext.printing.transforms import (
    PrintGlossary,
    RenderAhead,
    ResolveNames,
    TakeMarks,
)
from sphinxcontrib_aiglossary.ext.printing.uses import PrintUses
from sphinxcontrib_aiglossary.ext.publishing import publish
from sphinxcontrib_aiglossary.ext.reading.directives import (
    AIGlossary,
    AIGlossaryAbbreviations,
    AIGlossaryCategories,
    AIGlossaryNolink,
)
from sphinxcontrib_aiglossary.ext.reading.placeholders import (
    aiglossary_abbreviations,
    aiglossary_categories,
    aiglossary_fallback,
    aiglossary_placement,
    aiglossary_uses,
)
from sphinxcontrib_aiglossary.ext.reading.roles import ROLES, FormRole
from sphinxcontrib_aiglossary.ext.reading.uses import VOLUMES

from . import build
from .collecting import setup_collecting
from .config import add_config_values, check_config_values
from .domain import AIGlossaryDomain
from .ending import setup_ending
from .handlers import keep_handlers
from .messages import on_missing_reference

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


_TRANSFORMS: Final = (
    LinkMentions,
    WordForms,
    RenderAhead,
    PrintGlossary,
    PrintUses,
    KeepOldIds,
    ResolveNames,
    UnlinkIndices,
    MendLinks,
    PlaceLinks,
    ShowDefinitions,
)


def setup_volumes(app: Sphinx) -> None:
    """Register what only PDFs, manual pages and manuals have, where such a one is made."""
    # Imported late: other builders need none of it
    if app.builder.format in VOLUMES:
        from sphinxcontrib_aiglossary.ext.printing.volumes import OpenVolume  # noqa: PLC0415 - see above

        app.add_post_transform(OpenVolume)
    if app.builder.format == "latex":
        from sphinxcontrib_aiglossary.ext.printing.latex.pdf import setup_latex  # noqa: PLC0415 - see above

        setup_latex(app)


def setup_hidden(app: Sphinx) -> None:
    """Register what finds out which parts of documents other extensions leave out."""
    app.add_event(HIDDEN)
    app.connect("env-get-outdated", build.reread_reachable)
    # When nobody changes the documents any more
    app.connect("doctree-read", build.note_skeleton, priority=960)
    app.add_post_transform(TakeMarks)


def setup_extension(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    add_config_values(app)
    app.add_domain(AIGlossaryDomain)
    for index in INDEX_CLASSES:
        app.add_index_to_domain(AIGlossaryDomain.name, index)
    setup_nodes(app)
    for placeholder in (
        aiglossary_placement,
        aiglossary_categories,
        aiglossary_abbreviations,
        aiglossary_fallback,
        aiglossary_uses,
    ):
        app.add_node(placeholder)
    app.add_node(aiglossary_letters, html=(visit_letters, depart_letters))
    app.add_directive("aiglossary", AIGlossary)
    app.add_directive("aiglossary-categories", AIGlossaryCategories)
    app.add_directive("aiglossary-abbreviations", AIGlossaryAbbreviations)
    app.add_directive("aiglossary-nolink", AIGlossaryNolink)
    for role in ROLES:
        app.add_role(role, FormRole(role))
    for transform in _TRANSFORMS:
        app.add_post_transform(transform)
    app.connect("config-inited", check_config_values)
    app.connect("builder-inited", setup_volumes)
    app.connect("builder-inited", build.open_glossary)
    setup_hidden(app)
    # After all that registers nodes when the builder is known
    app.connect("builder-inited", keep_handlers, priority=900)
    setup_collecting(app)
    setup_ending()
    setup_index_pages(app)
    setup_items(app)
    setup_concepts(app)
    setup_tips(app)
    setup_data(app)
    setup_filter(app)
    setup_assets(app)
    setup_epub(app)
    app.connect("env-get-outdated", build.reread_mentioning)
    app.connect("env-before-read-docs", build.strip_registrations)
    # Before the collectors of Sphinx at 500, which must not see the placeholder
    app.connect("doctree-read", build.leave_room, priority=400)
    # After those collectors, which know the metadata, and after others, which may take something out for good
    app.connect("doctree-read", build.note_document, priority=940)
    app.connect("doctree-read", build.note_mentions, priority=950)
    # After others, whose data are complete then: we may ask them what they leave out
    app.connect("env-updated", build.decide_glossary, priority=900)
    # Before other extensions ask for terms: this comes next after the environment was saved
    app.connect("env-check-consistency", build.put_back_registrations, priority=100)
    app.connect("warn-missing-reference", on_missing_reference)
    # Before the handlers of all other extensions
    app.connect("doctree-resolved", build.leave_foreign_data, priority=-1000)
    app.connect("doctree-resolved", build.note_written)
    app.connect("html-collect-pages", build.mend_output)
    app.connect("build-finished", publish)
    app.connect("build-finished", build.keep_state)
    app.connect("build-finished", build.close_glossary)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
