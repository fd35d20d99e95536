"""Builders as other projects write them, for projects under test: an extension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import inline_all_toctrees

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


class BookletBuilder(Builder):
    """Writes the documents below one of them into a file, then every index of every domain.

    One line for each id, one for each reference. It knows what is in the file only when it writes it.
    """

    name = "booklet"
    format = "booklet"

    def get_outdated_docs(self) -> Iterable[str]:
        """Return all documents."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - Sphinx's interface
        """Return nothing for a document of the file."""
        if docname not in self.inside:
            raise NoUri
        return ""

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002 - likewise
        """Return the same."""
        return self.get_target_uri(to)

    def write_documents(self, _docnames: Any) -> None:
        """Write the file."""
        start = self.config.booklet_start
        self.inside: set[str] = {start}
        tree = inline_all_toctrees(
            self, self.inside, start, self.env.get_doctree(start), lambda text: text, [start]
        )
        self.env.resolve_references(tree, start, self)
        lines = [f"id {name}" for node in tree.findall(nodes.Element) for name in node["ids"]]
        for node in tree.findall(nodes.reference):
            address = f"#{node['refid']}" if "refid" in node else node["refuri"]
            lines.append(f"reference {address}")
        for domain in self.env.domains.sorted():
            for index in domain.indices:
                for heading, entries in index(domain).generate()[0]:
                    lines.append(f"heading {heading}")
                    lines.extend(f"reference #{each.anchor}" for each in entries if each.anchor)
        lines.append(f"text {tree.astext()}")
        (self.outdir / "booklet.txt").write_text("\n".join(lines), encoding="utf-8")

    def finish(self) -> None:
        """Leave it at that."""


class SlidesBuilder(StandaloneHTMLBuilder):
    """Gives its template for documents more than Sphinx does."""

    name = "slides"

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return that."""
        return {**super().get_doc_context(docname, body, metatags), "slides": {"size": "wide"}}


def setup(app: Sphinx) -> dict[str, bool]:
    """Register them."""
    app.add_builder(BookletBuilder)
    app.add_builder(SlidesBuilder)
    app.add_config_value("booklet_start", "index", "env", (str,))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
