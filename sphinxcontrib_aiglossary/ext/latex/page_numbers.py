"""The page numbers of uses in a PDF: a label at each use, and a macro under the term that lists their pages.

Which page a use comes to stand on is known to LaTeX alone, so our style file drops repeats and finds the order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.util import texescape

from sphinxcontrib_aiglossary.ext.collect.page_metadata import preferred
from sphinxcontrib_aiglossary.ext.collect.page_record import in_substitution, use_of
from sphinxcontrib_aiglossary.ext.plan.other_targets import is_answered
from sphinxcontrib_aiglossary.ext.render.xrefs import is_of_article
from sphinxcontrib_aiglossary.ext.visibility.conditions import ancestors, counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_uses
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain

_MOVING: Final = (nodes.title, nodes.caption, nodes.rubric, nodes.thead, nodes.term, nodes.field_name)
"""What LaTeX may set or keep once more, as for the list of contents or the head of the next page: no place for labels."""

_own = get_translation("aiglossary")


def number(domain: AIGlossaryDomain, document: nodes.document, places: Sequence[aiglossary_uses]) -> None:
    """Label the uses of the concepts that are to list them, and let those lists be printed."""
    times = dict.fromkeys((place["ident"] for place in places), 0)
    for node, ident in list(_uses(domain, document, times)):
        times[ident] += 1
        _put(node, nodes.raw("", rf"\aiglossaryuse{{{ident}}}{{{times[ident]}}}", format="latex"))
    engine = domain.env.config.latex_engine
    words = "".join(
        f"{{{texescape.escape(text, engine)}}}" for text in (_own("Used on page"), _own("Used on pages"))
    )
    for place in places:
        macro = rf"\aiglossaryuses{{{place['ident']}}}{words}"
        listed = nodes.paragraph("", "", nodes.raw("", macro, format="latex"))
        place.replace_self([listed] if times[place["ident"]] else [])


def _uses(
    domain: AIGlossaryDomain, document: nodes.document, wanted: Collection[str]
) -> Iterator[tuple[addnodes.pending_xref, str]]:
    """Yield the references of the texts that mean one of some concepts."""
    if domain.decision is None:
        return
    for node in document.findall(addnodes.pending_xref):
        use = use_of(node)
        if use is None or is_of_article(node) or in_substitution(node) or not counts(use.only, domain.holds):
            continue
        docname = node.get("refdoc", domain.env.docname)
        ident = domain.decision.names.meaning(use.name, preferred(domain.env, docname)).ident
        if ident in wanted and not (use.gives_way and is_answered(domain, docname, use)):
            yield node, ident


def _put(use: nodes.Element, label: nodes.raw) -> None:
    """Insert a label after a use, or in what follows the title, caption or term that the use stands in."""
    place = use
    for above in ancestors(use):
        if isinstance(above, _MOVING):
            place = above
    if (block := _text_of(place)) is not None:
        _put_first(block, label)
    else:
        place.parent.insert(place.parent.index(place) + 1, label)


def _put_first(block: nodes.Element, label: nodes.raw) -> None:
    """Insert a label at the start of a block, within its first line if there is one.

    Cells of a row are aligned by their first lines, and a label alone would be an empty one.
    """
    first: nodes.Node = block
    while first.children and not isinstance(first, nodes.TextElement):
        first = first.children[0]
    if isinstance(first, nodes.paragraph):
        # Sphinx's macro for the start of a paragraph lets the first word be hyphenated
        first.insert(0, [label, nodes.raw("", r"\sphinxAtStartPar ", format="latex")])
    else:
        block.insert(0, label)


def _text_of(place: nodes.Element) -> nodes.Element | None:
    """Return what stands below a term or the head or title of a table; ``None`` for anything else."""
    if isinstance(place, (nodes.term, nodes.field_name)):
        below: tuple[type[nodes.Element], ...] = (nodes.definition, nodes.field_body)
        around = place.parent
    elif isinstance(place, nodes.thead) or isinstance(place.parent, nodes.table):
        below = (nodes.entry,)
        table = next(above for above in ancestors(place) if isinstance(above, nodes.table))
        around = next(table.findall(nodes.tbody))
    else:
        return None
    return next(node for node in around.findall(nodes.Element) if isinstance(node, below))
