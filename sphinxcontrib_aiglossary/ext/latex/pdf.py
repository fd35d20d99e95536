"""What is done for each PDF: append the index of categories, load the package that prints the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of

from .bookmarks import aiglossary_bookmark, visit_bookmark
from .index import aiglossary_index, link_indices, make_indices, visit_index
from .package import load_package, remove_package
from .paper import OURS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_latex(app: Sphinx) -> None:
    """Register what only PDFs have, and remove what an earlier build left."""
    app.add_node(aiglossary_bookmark, latex=(visit_bookmark, None))
    app.add_node(aiglossary_index, latex=(visit_index, None))
    app.add_post_transform(CloseVolume)
    remove_package(app)


class CloseVolume(SphinxPostTransform):
    """Gives a PDF its indices and the package."""

    formats = ("latex",)
    # After everything is printed, also the lists of uses; before Sphinx resolves references
    default_priority = 7

    def run(self, **_kwargs: Any) -> None:
        """Append the indices; load the package, which reads what characters are printed."""
        domain = domain_of(self.env)
        if domain.volume is None:
            return
        ours: list[Any] = [node for node in self.document.findall(addnodes.glossary) if node.get(OURS)]
        indices = make_indices(domain, self.config) if domain.volume.here else []
        self.document.extend(indices)
        link_indices(domain, self.document, [index["name"] for index in indices])
        ours += indices
        load_package(app_of(self.env), ours)
