"""A Sphinx extension that leaves parts of documents out, in all the ways in which others do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_aiglossary.ext.domain import app_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class internal(nodes.General, nodes.Element):  # noqa: N801 - docutils' way
    """A block for the staff, which the visitor leaves out unless ``show_internal`` is set."""


class framed(nodes.General, nodes.Element):  # noqa: N801 - see above
    """A block whose visitor writes the content itself."""


class fragile(nodes.General, nodes.Element):  # noqa: N801 - see above
    """A block whose content the listener looks at, and must find."""


class Block(SphinxDirective):
    """A directive with content and nothing else."""

    has_content = True
    kind: ClassVar[type[nodes.Element]]

    def run(self) -> list[nodes.Node]:
        """Return the node."""
        return [self.kind("", *self.parse_content_to_nodes())]


class Internal(Block):
    """Makes ``internal``."""

    kind = internal


class Framed(Block):
    """Makes ``framed``."""

    kind = framed


class Fragile(Block):
    """Makes ``fragile``."""

    kind = fragile


def visit_internal(translator: Any, _node: nodes.Element) -> None:
    """Leave the block out."""
    if not translator.config.show_internal:
        raise nodes.SkipNode


def visit_framed(translator: Any, node: nodes.Element) -> None:
    """Write the content in a frame."""
    translator.body.append("<div>")
    for child in node.children:
        child.walkabout(translator)
    translator.body.append("</div>")
    raise nodes.SkipNode


def visit_plain(_translator: Any, _node: nodes.Element) -> None:
    """Write the content, or end it."""


class Choose(SphinxPostTransform):
    """Leaves out what a class keeps from a builder: ``not-html``, ``not-text``."""

    default_priority = 200

    def run(self, **_kwargs: Any) -> None:
        """Leave it out."""
        unwanted = f"not-{app_of(self.env).builder.name}"
        for node in list(self.document.findall(nodes.Element)):
            if unwanted in node.get("classes", ()) and node.parent is not None:
                node.parent.remove(node)


def leave_out(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Leave out sections by class or title, the notes of the staff, and whole pages."""
    for node in list(document.findall(nodes.Element)):
        if node.parent is None:
            continue
        title = node.next_node(nodes.title) if isinstance(node, nodes.section) else None
        if "draft" in node.get("classes", ()) or (title and title.astext() == "For the staff"):
            node.parent.remove(node)
        elif isinstance(node, fragile):
            _ = node.astext().split(".")[1]
            node.replace_self(node.children)
    if app.env.metadata[docname].get("audience") == "staff":
        document.clear()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything."""
    app.add_config_value("show_internal", default=False, rebuild="")
    plain = visit_plain, visit_plain
    inner = visit_internal, visit_plain
    app.add_node(internal, html=inner, latex=inner, text=inner, man=inner)
    app.add_node(framed, html=(visit_framed, visit_plain), latex=plain, text=plain, man=plain)
    app.add_node(fragile)
    app.add_directive("internal", Internal)
    app.add_directive("framed", Framed)
    app.add_directive("fragile", Fragile)
    app.add_post_transform(Choose)
    app.connect("doctree-resolved", leave_out)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
