"""Prepares one glossary for LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from .bookmarks import add_bookmarks
from .entries import fit_entries
from .fitting import fit, raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.anchors import Printed

OURS: Final = "aiglossary"
"""Marks a glossary as one of ours."""


def put_on_paper(
    domain: AIGlossaryDomain,
    glossary: nodes.Element,
    items: Sequence[nodes.Element],
    printed: Sequence[Printed],
) -> None:
    """Let a printed glossary fit on paper, with bookmarks, in an environment of its own."""
    glossary[OURS] = True
    fit(glossary)
    fit_entries(glossary, domain.env.config)
    _soften_synonyms(items)
    add_bookmarks(domain, glossary, items, printed)
    _enlarge_letters(glossary)
    glossary.insert(0, raw(r"\begin{aiglossary}"))
    glossary.append(raw(r"\end{aiglossary}"))


def _soften_synonyms(items: Sequence[nodes.Element]) -> None:
    """Let the further names of a concept step back behind its term."""
    for item in items:
        for term in [child for child in item.children if isinstance(child, nodes.term)][1:]:
            term.insert(0, raw(r"\aiglossarysynonym{"))
            term.append(raw("}"))


def _enlarge_letters(glossary: nodes.Element) -> None:
    """Let the headings of letters stand above the terms, which are larger than other headings within a glossary."""
    for heading in glossary.children:
        if isinstance(heading, nodes.rubric):
            heading.insert(0, raw(r"\aiglossaryletter{"))
            heading.append(raw("}"))
