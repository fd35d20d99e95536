"""Definitions as the titles of links, for readers without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.markup.summary import LENGTH, shortened, summary
from sphinxcontrib_aiglossary.markup.tex.readable import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.build_plan import Outcome
    from sphinxcontrib_aiglossary.ext.plan.tooltips import Tip

_SILENT: Final = (nodes.raw, nodes.Invisible, nodes.image, nodes.system_message)
"""What has no words that a reader meets."""


def title_of(domain: AIGlossaryDomain, outcome: Outcome, tip: Tip) -> str:
    """Return a definition as a title: plain text, not too long."""
    place = tip.docname, tip.anchor
    if place not in outcome.titles:
        if tip.ident:
            outcome.titles[place] = summary(domain.concept(tip.ident))
        else:
            entry = outcome.entries.get(place) if outcome.entries else None
            outcome.titles[place] = shortened(_plain(entry.body if entry else []), LENGTH)
    return outcome.titles[place]


def _plain(body: Iterable[nodes.Node]) -> str:
    """Return what an entry says as one line of plain text."""
    return " ".join(" ".join(_lines(body)).split())


def _lines(content: Iterable[nodes.Node]) -> Iterator[str]:
    """Yield the text of each block; neighbours that belong to a line are one."""
    line = ""
    for node in content:
        if isinstance(node, (nodes.Text, nodes.Inline)):
            line += _text(node)
            continue
        yield line
        line = ""
        if isinstance(node, nodes.TextElement):
            # Writers put a colon behind the name of a field
            yield _text(node) + (":" if isinstance(node, nodes.field_name) else "")
        elif isinstance(node, nodes.option):
            yield "".join(map(_text, node.children))
        elif isinstance(node, nodes.Element) and not isinstance(node, _SILENT):
            yield from _lines(node.children)
    yield line


def _text(node: nodes.Node) -> str:
    """Return what stands on a line."""
    if isinstance(node, (nodes.math, nodes.math_block)):
        return readable(node.astext())
    if isinstance(node, _SILENT):
        return ""
    if isinstance(node, addnodes.desc_signature) or not isinstance(node, nodes.Element):
        # Signatures add their own parentheses and commas
        return node.astext()
    text = "".join(map(_text, node.children))
    return f"{node.get('delimiter', ' ')}{text}" if isinstance(node, nodes.option_argument) else text
