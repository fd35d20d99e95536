"""Definitions as the titles of links, for readers without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxcontrib_aiglossary.summary import LENGTH, shortened, summary
from sphinxcontrib_aiglossary.tex.readable import readable

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.ext.deciding.tips import Tip
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.outcome import Outcome


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


def _plain(body: list[nodes.Node]) -> str:
    """Return what an entry says as one line of plain text."""
    words = []
    for text in nodes.Element("", *(child.deepcopy() for child in body)).findall(nodes.Text):
        is_formula = isinstance(text.parent, (nodes.math, nodes.math_block))
        ends = (
            isinstance(text.parent, (nodes.paragraph, nodes.literal_block, nodes.term))
            and text is text.parent[-1]
        )
        words.append((readable(text) if is_formula else text.astext()) + (" " if ends else ""))
    return " ".join("".join(words).split())
