"""The glossary of a project that has placed none: a section at the end of the root document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from sphinxcontrib_aiglossary.ext.collect.page_record import SECTION_ID
from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_fallback
from sphinxcontrib_aiglossary.ext.domain import app_of
from sphinxcontrib_aiglossary.ext.html.index_outputs import ONE_PAGE

from .glossary_nodes import glossary_node

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain

_MARK: Final = "aiglossary"
"""Marks our item in a table of contents."""

_own = get_translation("aiglossary")


def leave_room(document: nodes.document, docname: str) -> None:
    """Append a placeholder to the root document: into its section, or below its sections if there are several."""
    sections = [child for child in document.children if isinstance(child, nodes.section)]
    parent = sections[0] if len(sections) == 1 else document
    parent.append(aiglossary_fallback(docname=docname))


def make_section(domain: AIGlossaryDomain, document: nodes.document, builder: Builder) -> None:
    """Turn the placeholder into the section, or drop it."""
    places = list(document.findall(aiglossary_fallback))
    placement = domain.decision.fallback if domain.decision else None
    section = None
    if placement is not None and places:
        section = section_of(domain, builder, placement)
    if section is not None:
        if builder.format == "latex" and isinstance(places[0].parent, nodes.document):
            section = _kept_from_being_title(section, places[0])
        places.pop(0).replace_self(section)
    for place in places:
        place.parent.remove(place)


def section_of(domain: AIGlossaryDomain, builder: Builder, placement: Placement) -> nodes.section | None:
    """Return the section with what stands in for a placement; ``None`` if that is nothing."""
    glossary = glossary_node(domain, builder, placement)
    if glossary is None:
        return None
    title = _own("Glossary")
    return nodes.section("", nodes.title(title, title), glossary, ids=[section_id(domain, placement.docname)])


def section_id(domain: AIGlossaryDomain, docname: str) -> str:
    """Return the id of the section, other than the ids of the page that it stands in."""
    pages = domain.pages
    one_page = app_of(domain.env).builder.name == ONE_PAGE
    taken = {name for each, page in pages.items() if one_page or each == docname for name in page.ids}
    name, number = SECTION_ID, 1
    while name in taken:
        number += 1
        name = f"{SECTION_ID}-{number}"
    return name


def _kept_from_being_title(section: nodes.section, place: nodes.Node) -> nodes.section:
    """Return the section in a frame if it would be the first: LaTeX takes the title of the first for the document's.

    Tried with Sphinx 8.2.3 and 9.0.4 (``this_is_the_title`` in ``writers/latex.py``).
    """
    if any(isinstance(child, (nodes.section, addnodes.start_of_file)) for child in place.parent.children):
        return section
    return nodes.section("", nodes.title("", "Glossary"), section)


def print_lacking(domain: AIGlossaryDomain, document: nodes.document, builder: Builder) -> None:
    """Append to a volume the section with what it uses and its placements do not print.

    It is a file of its own, so that its labels are those of a document.
    """
    appended = domain.volume.appended if domain.volume else None
    if appended and (section := section_of(domain, builder, appended)):
        sections = [child for child in document.children if isinstance(child, nodes.section)]
        around: nodes.Element = sections[0] if len(sections) == 1 else document
        around.append(addnodes.start_of_file("", section, docname=appended.docname))


def patch_toc(env: BuildEnvironment, domain: AIGlossaryDomain) -> bool:
    """List the section in the root's table of contents, or take it out; tell whether that changed anything.

    Sphinx makes the table when it reads the document, which is before anyone knows of the section. Tried with Sphinx
    8.2.3 and 9.0.4: ``tocs`` holds bullet lists, ``toc_num_entries`` counts their items.
    """
    root = env.config.root_doc
    toc = env.tocs.get(root)
    if toc is None:
        return False
    placement = domain.decision.fallback if domain.decision else None
    wanted = placement is not None and placement.docname == root
    marked = [item for item in toc.findall(nodes.list_item) if item.get(_MARK)]
    if [item.astext() for item in marked] == ([_own("Glossary")] if wanted else []):
        return False
    if wanted:
        _list(toc, root, section_id(domain, root))
    for item in marked:
        _unlist(item)
    env.toc_num_entries[root] = env.toc_num_entries.get(root, 0) + wanted - len(marked)
    return True


def _list(toc: nodes.Element, root: str, anchor: str) -> None:
    title = _own("Glossary")
    reference = nodes.reference("", title, internal=True, refuri=root, anchorname=f"#{anchor}")
    item = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
    item[_MARK] = True
    if len(toc) == 1 and isinstance(top := toc[0], nodes.list_item):
        if not isinstance(below := top[-1], nodes.bullet_list):
            below = nodes.bullet_list("")
            top.append(below)
        below.append(item)
    else:
        toc.append(item)


def _unlist(item: nodes.list_item) -> None:
    around = item.parent
    around.remove(item)
    if not around.children and isinstance(around.parent, nodes.list_item):
        around.parent.remove(around)
