"""The list of what the extension adds to Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary._version import __version__

from . import events
from .collect.directives import AIGlossary, AIGlossaryAbbreviations, AIGlossaryCategories, AIGlossaryNolink
from .collect.page_record import VOLUMES
from .collect.placeholder_nodes import (
    aiglossary_abbreviations,
    aiglossary_categories,
    aiglossary_fallback,
    aiglossary_placement,
    aiglossary_uses,
)
from .collect.roles import ROLES, FormRole
from .config import add_config_values, check_config_values
from .domain import AIGlossaryDomain
from .epub.setup import setup_epub
from .html.assets import setup_assets
from .html.concept_item import setup_concepts
from .html.definition_items import setup_items
from .html.domain_indices import INDEX_CLASSES
from .html.index_pages import setup_index_pages
from .html.json_ld import setup_data
from .html.letter_bar import aiglossary_letters, depart_letters, visit_letters
from .html.page_filter import setup_filter
from .html.singlehtml import MendLinks
from .html.tooltip_nodes import setup_tips
from .html.tooltips import ShowDefinitions
from .interop.publish import publish
from .other_extensions.node_visitors import keep_handlers
from .render.article_node import setup_nodes
from .speed.fast_exit import setup_ending
from .speed.gc_tuning import setup_collecting
from .transforms.abbreviation_forms import WordForms
from .transforms.back_references import PrintUses
from .transforms.linkcheck_sources import PlaceLinks
from .transforms.mention_links import LinkMentions
from .transforms.missing_indices import UnlinkIndices
from .transforms.references import PrintGlossary, RenderAhead, ResolveNames, TakeMarks
from .transforms.renamed_anchors import KeepOldIds
from .visibility.probe import HIDDEN
from .warnings_names import on_missing_reference

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
        from .transforms.assembled_output import OpenVolume  # noqa: PLC0415 - see above

        app.add_post_transform(OpenVolume)
    if app.builder.format == "latex":
        from .latex.pdf import setup_latex  # noqa: PLC0415 - see above

        setup_latex(app)


def setup_hidden(app: Sphinx) -> None:
    """Register what finds out which parts of documents other extensions leave out."""
    app.add_event(HIDDEN)
    app.connect("env-get-outdated", events.reread_reachable)
    # When nobody changes the documents any more
    app.connect("doctree-read", events.note_skeleton, priority=960)
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
    app.connect("builder-inited", events.open_glossary)
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
    app.connect("env-get-outdated", events.reread_mentioning)
    app.connect("env-before-read-docs", events.strip_registrations)
    # Before the collectors of Sphinx at 500, which must not see the placeholder
    app.connect("doctree-read", events.leave_room, priority=400)
    # After those collectors, which know the metadata, and after others, which may take something out for good
    app.connect("doctree-read", events.note_document, priority=940)
    app.connect("doctree-read", events.note_mentions, priority=950)
    # After others, whose data are complete then: we may ask them what they leave out
    app.connect("env-updated", events.decide_glossary, priority=900)
    # Before other extensions ask for terms: this comes next after the environment was saved
    app.connect("env-check-consistency", events.put_back_registrations, priority=100)
    app.connect("warn-missing-reference", on_missing_reference)
    # Before the handlers of all other extensions
    app.connect("doctree-resolved", events.leave_foreign_data, priority=-1000)
    app.connect("doctree-resolved", events.note_written)
    app.connect("html-collect-pages", events.mend_output)
    app.connect("build-finished", publish)
    app.connect("build-finished", events.keep_state)
    app.connect("build-finished", events.close_glossary)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
