"""Where the builder ``linkcheck`` says that links of definitions stand: in the source, which its author can mend."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import get_node_source

from sphinxcontrib_aiglossary.ext.domain import app_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders.linkcheck import CheckExternalLinksBuilder


class PlaceLinks(SphinxPostTransform):
    """Gives the links of printed definitions the file and line of their source.

    Sphinx would name the page that prints them, with the line of the source. It looks up files by names of documents,
    so the source gets such a name; tried with Sphinx 8.2.3 and 9.0.4 (``Hyperlink``, ``Project.doc2path``).
    """

    builders = ("linkcheck",)
    # After Sphinx's collector of links, at 800
    default_priority = 801

    def run(self, **_kwargs: Any) -> None:
        """Change the places of the links that were met in this document first."""
        docname = self.env.docname
        if any(re.match(pattern, docname) for pattern in self.config.linkcheck_exclude_documents):
            return  # Sphinx asks the names of documents which links to leave out
        builder = cast("CheckExternalLinksBuilder", app_of(self.env).builder)
        for uri, source in self._of_definitions():
            link = builder.hyperlinks.get(uri)
            if link is not None and link.docname == docname:
                name = Path(os.path.relpath(source, self.env.srcdir)).as_posix()
                self.env.project._docname_to_path.setdefault(name, Path(name))  # noqa: SLF001 - see above
                builder.hyperlinks[uri] = link._replace(docname=name)

    def _of_definitions(self) -> Iterator[tuple[str, str]]:
        """Yield the addresses that a printed glossary names before the page does, with the path of their source."""
        ours = {
            id(node)
            for printed in self.document.findall(nodes.definition_list)
            if "aiglossary" in printed["classes"]
            for node in printed.findall(nodes.reference)
        }
        seen = set()
        for node in self.document.findall(nodes.reference):
            uri = node.get("refuri")
            if uri and uri not in seen:
                seen.add(uri)
                source = get_node_source(node)
                if id(node) in ours and source and not source.startswith("<"):
                    yield uri, source
