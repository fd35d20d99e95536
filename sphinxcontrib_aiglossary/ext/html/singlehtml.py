"""Links within the one page of the builder ``singlehtml``."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .index_outputs import ONE_PAGE

# Ids of terms, and those that begin with our name
_RE_ANCHOR_TWICE = re.compile(r"#document-[^#]*(#(?:term-|aiglossary|category-).+)")


class MendLinks(SphinxPostTransform):
    """Takes the document out of links to terms that name it before the id, which leads nowhere.

    Sphinx 8.2.3 and 9.0.4 write ``#document-page#id``. Links to anything else are left as Sphinx writes them.
    """

    builders = (ONE_PAGE,)
    # After Sphinx's resolver, which makes those links
    default_priority = 20

    def run(self, **_kwargs: Any) -> None:
        """Mend the links of the page."""
        for node in self.document.findall(nodes.reference):
            if found := _RE_ANCHOR_TWICE.fullmatch(node.get("refuri", "")):
                node["refuri"] = found[1]
