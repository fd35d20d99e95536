"""Definitions that other projects have published, beside the links that lead there.

Strangers wrote these texts. They are rendered as those of our sources: nothing in them can run. Besides, no link in
them means a name of this project, and no image is loaded from anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinxcontrib_aiglossary._version import __version__
from sphinxcontrib_aiglossary.exports.published import FILE_NAME, is_local
from sphinxcontrib_aiglossary.ext.incremental.hashing import digest
from sphinxcontrib_aiglossary.ext.interop.external_terms import address
from sphinxcontrib_aiglossary.ext.render.blocks import Anchors, render
from sphinxcontrib_aiglossary.ext.render.inline import LINKED_SCHEMES
from sphinxcontrib_aiglossary.ext.render.math_scripts import shield
from sphinxcontrib_aiglossary.ext.render.tree_builder import NOWHERE
from sphinxcontrib_aiglossary.markup import markdown
from sphinxcontrib_aiglossary.markup.summary import summary_of
from sphinxcontrib_aiglossary.model import Origin

from .tooltip_nodes import make_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.ext.interop.external_terms import Others, OtherTerm

    from .tooltip_nodes import aiglossary_tip


class OtherDefinitions:
    """The definitions of other projects as nodes and titles, each made once in a build.

    Args:
        others: what these have published.
        shows: whether links show definitions.
        prints: whether definitions are printed.
    """

    def __init__(self, others: Others, *, shows: bool, prints: bool) -> None:
        self._others = others
        self.shows, self.prints = shows, prints
        self._made: dict[str, tuple[str, list[nodes.Node]]] = {}

    def digest(self, uri: str) -> str:
        """Return what stands for all that is shown of a term, by its address; empty if that is nothing."""
        found = self._others.get(uri)
        return digest(__version__, self.shows, self.prints, found) if found else ""

    def show(self, reference: nodes.reference, docname: str, seen: dict[str, str]) -> aiglossary_tip | None:
        """Return what a link shows, and give it a title; ``None`` if no other project has published its term.

        Args:
            reference: a resolved link.
            docname: the document that it stands on.
            seen: takes the address of a term of another project, with a digest of what is shown of it.
        """
        uri = address(reference.get("refuri", ""), docname)
        if not self._others.lists(uri):
            return None
        seen[uri] = self.digest(uri)
        found = self._others.get(uri)
        if found is None:
            return None
        title, body = self._make(uri, found)
        if not body:
            return None
        if self.shows:
            # What Sphinx has there already: "(in Project v1.0)"
            reference["reftitle"] = " ".join(filter(None, (title, reference.get("reftitle"))))
        aside = filter(None, (found.term.category, _("(in %s)") % found.project))
        return make_tip(
            reference["refuri"],
            term=found.term.term,
            category=" ".join(aside),
            body=[node.deepcopy() for node in body],
        )

    def _make(self, uri: str, found: OtherTerm) -> tuple[str, list[nodes.Node]]:
        if uri not in self._made:
            text = found.term.definition
            origin = Origin(found.root + FILE_NAME)
            body = render(text, origin, NOWHERE, Anchors(), lambda tokens: _settle(tokens, found.root))
            for block in body:
                shield(block)
            self._made[uri] = summary_of(text), body
        return self._made[uri]


def _settle(tokens: Sequence[Token], root: str) -> None:
    """Let relative links lead to the other site, and take away what leads nowhere and where images are."""
    for token in markdown.walk(tokens):
        if token.type == "link_open":
            token.attrs["href"] = _target(str(token.attrs.get("href", "")), root)
        elif token.type == "image":
            token.attrs["src"] = ""


def _target(href: str, root: str) -> str:
    if href.lower().startswith(LINKED_SCHEMES):
        return href
    return root + href if is_local(href) else ""
