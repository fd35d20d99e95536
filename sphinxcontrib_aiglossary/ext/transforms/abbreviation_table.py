"""What ``aiglossary-abbreviations`` prints: a table of abbreviations and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.locale import get_translation
from sphinx.util.nodes import make_refnode

from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORED, shield
from sphinxcontrib_aiglossary.ext.text import text_man_texinfo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_abbreviations
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.index_records import Line

_WIDEST: Final = 60

_own = get_translation("aiglossary")


def abbreviation_table(
    domain: AIGlossaryDomain, builder: Builder, place: aiglossary_abbreviations
) -> list[nodes.Node]:
    """Return the table that stands at a place; nothing if it has no rows."""
    table = Placement(**place["table"])
    lines = domain.listings.tables.get((table.docname, table.number), ())
    rows = [
        nodes.row("", _cell(_link(domain, builder, table.docname, line)), _cell(*_meaning(line)))
        for line in lines
        if domain.is_here(line.meaning)
    ]
    if not rows:
        return []
    titles = nodes.row("", *(_cell(nodes.Text(title)) for title in (_own("Abbreviation"), _own("Meaning"))))
    group = nodes.tgroup("", *_columns([titles, *rows]), cols=2)
    group += [nodes.thead("", titles), nodes.tbody("", *rows)]
    made = nodes.table("", group, classes=["aiglossary-abbreviations", "colwidths-auto"])
    if builder.format == "html":
        made["classes"].extend(IGNORED)
        shield(made)
    made.source, made.line = place.source, place.line
    return [made]


def _columns(rows: Sequence[nodes.row]) -> list[nodes.colspec]:
    """Return the columns with the widths that writers of plain text need."""
    texts = ([row[column].astext() for row in rows] for column in (0, 1))
    return [nodes.colspec(colwidth=min(_WIDEST, max(map(len, column)))) for column in texts]


def _cell(*content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


def _meaning(line: Line) -> list[nodes.Node]:
    shown: list[nodes.Node] = [nodes.Text(line.says)]
    return [*shown, nodes.Text(" "), nodes.emphasis("", f"({line.aside})")] if line.aside else shown


def _link(domain: AIGlossaryDomain, builder: Builder, docname: str, line: Line) -> nodes.Node:
    """Return an abbreviation as a link to its concept, where the output has any."""
    content = nodes.inline(line.name, line.name, classes=["std", "std-term"])
    place = domain.place(line.meaning)
    if place is None or builder.format in text_man_texinfo.UNLINKED:
        return content
    try:
        return make_refnode(builder, docname, *place, content)
    except NoUri:  # the document is not part of this output
        return content
