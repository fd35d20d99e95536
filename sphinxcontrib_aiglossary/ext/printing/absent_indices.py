"""References to our indexes in outputs that have no page for them: Sphinx would write addresses of nothing."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import app_of
from sphinxcontrib_aiglossary.ext.reading.uses import index_of

from .indices import TITLES, is_written


class UnlinkIndices(SphinxPostTransform):
    """Makes text of the references to our indexes; a PDF has indexes of its own."""

    # Before Sphinx's resolver, which knows the labels of the indexes in every builder
    default_priority = 7

    def run(self, **_kwargs: Any) -> None:
        """Replace the references of the document."""
        builder = app_of(self.env).builder
        if builder.format == "latex":
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            index = index_of(node)
            if index and not is_written(index, builder) and self._is_ours(index):
                text = node.astext() if node.get("refexplicit") else str(TITLES[index])
                node.replace_self(nodes.inline(text, text))

    def _is_ours(self, label: str) -> bool:
        """Tell whether a label leads to an index: the project may have a label or a document of that name."""
        place = self.env.domains.standard_domain.anonlabels.get(label)
        return place is not None and place[0] == label and label not in self.env.found_docs
