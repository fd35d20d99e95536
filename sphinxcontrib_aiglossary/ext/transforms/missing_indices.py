"""References to our indexes in outputs that have no page for them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.collect.page_record import index_of
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of
from sphinxcontrib_aiglossary.ext.html.domain_indices import TITLES, is_meant, is_written


class UnlinkIndices(SphinxPostTransform):
    """Makes text of the references to our indexes; a PDF has indexes of its own."""

    # Before Sphinx's resolver, which has no label for them in these outputs and would warn
    default_priority = 7

    def run(self, **_kwargs: Any) -> None:
        """Replace the references of the document."""
        builder, domain = app_of(self.env).builder, domain_of(self.env)
        if builder.format == "latex":
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            index = index_of(node)
            if index and not is_written(index, builder) and is_meant(index, domain):
                text = node.astext() if node.get("refexplicit") else str(TITLES[index])
                node.replace_self(nodes.inline(text, text))
