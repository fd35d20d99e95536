"""References to our indexes in outputs that have no page for them: Sphinx would write addresses of nothing."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import domain_of

_BY_LABEL: Final = ("ref", "any", "myst")


class UnlinkIndices(SphinxPostTransform):
    """Makes text of the references to our indexes."""

    builders = ("man", "singlehtml")
    # Before Sphinx's resolver, which knows the labels of the indexes in every builder
    default_priority = 7

    def run(self, **_kwargs: Any) -> None:
        """Replace the references of the document."""
        domain = domain_of(self.env)
        titles = {f"{domain.name}-{index.name}": str(index.localname) for index in domain.indices}
        for node in list(self.document.findall(addnodes.pending_xref)):
            label = node.get("reftarget")
            if node.get("reftype") in _BY_LABEL and label in titles:
                text = node.astext() if node.get("refexplicit") else titles[label]
                node.replace_self(nodes.inline(text, text))
