"""An extension as others write them: it leaves out, replaces and collects parts of a page, each in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

LOGGER = logging.getLogger(__name__)


class job(nodes.General, nodes.Element):  # noqa: N801 - docutils' way
    """Replaced by its content when a page is resolved; found by its id."""


class jobs(nodes.General, nodes.Element):  # noqa: N801 - docutils' way
    """Replaced by what all pages say."""


class answer(nodes.Admonition, nodes.Element):  # noqa: N801 - docutils' way
    """Never written."""


class flap(nodes.container):  # noqa: N801 - docutils' way
    """Written so that a script can open it."""


class Holding(SphinxDirective):
    """Puts its content into a node, below a title."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    kind: ClassVar[type[nodes.Element]]

    def run(self) -> list[nodes.Node]:
        """Make the node."""
        titles = [nodes.title("", title) for title in self.arguments]
        node = self.kind("", *titles, *self.parse_content_to_nodes())
        if self.kind is job:
            node["ids"] = [f"job-{self.env.new_serialno('job')}"]
        return [node]


class LeaveOutMembers(SphinxPostTransform):
    """Leaves out what is of the class ``members``."""

    default_priority = 400

    def run(self, **_kwargs: Any) -> None:
        """Look through the page."""
        _remove(self.document, "members")


def _remove(document: nodes.document, name: str) -> None:
    for node in list(document.findall(nodes.Element)):
        if name in node.get("classes", ()) and node.parent is not None:
            node.parent.remove(node)


def show_jobs(_app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Put the content of jobs in their place, by their ids, and the list of all jobs."""
    for node in list(document.findall(job)):
        name = nodes.strong("", f"Job {node['ids'][0]}:")
        node.replace_self(nodes.container("", nodes.paragraph("", "", name), *node.children))
    for collected in list(document.findall(jobs)):
        collected.replace_self(nodes.paragraph("", "All jobs of the project."))


def finish_jobs(app: Sphinx, _document: nodes.document, _docname: str) -> None:
    """Take no more jobs: all pages are read and saved when the first one is resolved."""
    if not getattr(app.env, "jobs_are_final", False):
        app.env.jobs_are_final = True  # type: ignore[attr-defined]
        LOGGER.warning("all jobs are known")


def expect_open_list(_app: Sphinx, env: BuildEnvironment, _docname: str) -> None:
    """Fail on an environment that was saved too late."""
    if getattr(env, "jobs_are_final", False):
        raise RuntimeError("jobs are final")


def leave_out_drafts(_app: Sphinx, document: nodes.document, docname: str) -> None:
    """Leave out what is of the class ``draft``, on one page only."""
    if docname == "glossary":
        _remove(document, "draft")


def expect_page(_app: Sphinx, document: nodes.document, _docname: str) -> None:
    """Fail on what is no page."""
    if document.next_node(nodes.section) is None:
        raise LookupError("not a page")


def _pass_over(_self: HTML5Translator, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def _visit_flap(self: HTML5Translator, node: flap) -> None:
    title = node.pop(0).astext() if isinstance(node[0], nodes.title) else ""
    self.body.append(f"<button>{title}</button><div hidden>")


def _depart_flap(self: HTML5Translator, _node: flap) -> None:
    self.body.append("</div>")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register all of it."""
    app.add_config_value("edition", "free", "env")
    app.add_node(job)
    app.add_node(jobs)
    app.add_node(answer, html=(_pass_over, None))
    app.add_node(flap, html=(_visit_flap, _depart_flap))
    for kind in (job, jobs, answer, flap):
        app.add_directive(kind.__name__, type(kind.__name__, (Holding,), {"kind": kind}))
    app.add_post_transform(LeaveOutMembers)
    app.connect("doctree-resolved", expect_page, priority=100)
    app.connect("doctree-resolved", show_jobs)
    app.connect("doctree-resolved", finish_jobs)
    app.connect("env-purge-doc", expect_open_list)
    app.connect("doctree-resolved", leave_out_drafts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
