"""Tabs and dropdowns of sphinx-design, which an EPUB prints plainly: not every reader can open what is folded."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import is_component

from sphinxcontrib_aiglossary.ext.domain import domain_of

_PRINTED: Final = ("tab-set", "tab-item", "dropdown")


class PrintComponents(SphinxPostTransform):
    """Leaves tabs and dropdowns as they are in a PDF, in the book of a glossary; no other builder has this transform.

    sphinx-design would make buttons of tabs, whose tags are not closed, and of dropdowns icons that EPUBCheck refuses.
    """

    # Before the transforms of sphinx-design at 199 and 200; tried with 0.6.0 and 0.8.0
    default_priority = 190
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Make plain containers of them; their classes would hide what is in them."""
        if not domain_of(self.env).has_terms:
            return
        for node in list(self.document.findall(nodes.container)):
            if any(is_component(node, name) for name in _PRINTED):
                del node["design_component"]
                node["classes"] = []
                for part in node.children:
                    if isinstance(part, nodes.Element):
                        part["classes"] = [name for name in part["classes"] if not name.startswith("sd-")]
