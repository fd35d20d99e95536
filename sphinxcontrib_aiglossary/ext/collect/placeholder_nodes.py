"""The nodes that stand where something is printed later; a post-transform replaces every one of them.

They hold plain data and their own docname, because writers of one big file run on a tree assembled of many documents.
"""

from __future__ import annotations

from docutils import nodes


class aiglossary_placement(nodes.General, nodes.Element):  # noqa: N801 - node classes are lower-case, as docutils'
    """Where an ``aiglossary`` directive stood: ``placement`` holds the fields of the placement."""


class aiglossary_uses(nodes.General, nodes.Element):  # noqa: N801 - see above
    """Where the uses of a printed concept are listed: ``ident`` is the concept, ``docname`` the document."""


class aiglossary_categories(nodes.General, nodes.Element):  # noqa: N801 - see above
    """Where an ``aiglossary-categories`` directive stood: ``docname`` is the document."""


class aiglossary_abbreviations(nodes.General, nodes.Element):  # noqa: N801 - see above
    """Where an ``aiglossary-abbreviations`` directive stood: ``table`` holds its filters, as those of a placement."""


class aiglossary_fallback(nodes.General, nodes.Element):  # noqa: N801 - see above
    """The end of the root document, where the glossary goes if nobody placed it: ``docname`` is the document."""
