"""Makes each printed term a bookmark and a destination of the PDF, below a bookmark for its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinxcontrib_aiglossary.naming.plurals import letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.anchors import Printed

_LETTERS: Final = 20
"""A glossary of more terms has bookmarks for its letters."""


class aiglossary_bookmark(nodes.Inline, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - as docutils
    """A bookmark: ``title``, ``name`` of its destination, and ``depth`` below the section around it."""


def add_bookmarks(
    domain: AIGlossaryDomain,
    glossary: nodes.Element,
    items: Sequence[nodes.Element],
    printed: Sequence[Printed],
) -> None:
    """Put bookmarks before the terms that links lead to; a term that is printed once more has none.

    Those for letters stand in the headings of the letters, if the glossary has any.
    """
    headings = {child.astext(): child for child in glossary.children if isinstance(child, nodes.rubric)}
    by_letter = bool(headings) or len(items) > _LETTERS
    last = None
    for item, (ident, anchor) in zip(items, printed, strict=True):
        if not anchor:
            continue
        concept = domain.concept(ident)
        marks = [aiglossary_bookmark(title=concept.name, name=anchor, depth=2 if by_letter else 1)]
        initial = letter(concept.term)
        if by_letter and initial != last:
            mark = aiglossary_bookmark(title=initial, name=f"{anchor}-letter", depth=1)
            headings.get(initial, marks).insert(0, mark)
        last = initial
        term = item[0]
        if isinstance(term, nodes.term):
            term.insert(0, marks)


def visit_bookmark(self: Any, node: aiglossary_bookmark) -> None:
    """Write a bookmark; ``self`` is Sphinx's LaTeX translator."""
    section = self.sectionnames[min(self.sectionlevel, len(self.sectionnames) - 1)]
    title = self.encode(node["title"])
    self.body.append(rf"\aiglossarybookmark{{{section}}}{{{node['depth']}}}{{{title}}}{{{node['name']}}}")
    if not node["name"].endswith("-letter"):
        self.body.append(rf"\aiglossarytarget{{{node['name']}}}")
    raise nodes.SkipNode
