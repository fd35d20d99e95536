"""What other extensions leave out of a page is known: by their transforms, their listeners and their visitors."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.ext.graphviz import graphviz
from sphinx.ext.ifconfig import ifconfig
from sphinx.ext.todo import todo_node
from sphinx.testing.util import SphinxTestApp

from sphinxcontrib_aiglossary.ext.html.definition_items import aiglossary_dfn
from sphinxcontrib_aiglossary.ext.other_extensions.handlers import (
    Visitors,
    foreign_listeners,
    foreign_transforms,
    is_foreign,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Opened = Callable[..., SphinxTestApp]

CONF = """\
from functools import partial

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

extensions = ["sphinxcontrib_aiglossary", "sphinx.ext.todo", "sphinx.ext.ifconfig", "sphinx.ext.viewcode"]
aiglossary_sources = []
version = "1"
copyright = "me"


class box(nodes.General, nodes.Element):
    pass


class Late(SphinxPostTransform):
    default_priority = 900

    def run(self, **kwargs):
        pass


class Early(Late):
    default_priority = 1


class Work:
    def called_second(self, app, doctree, docname):
        pass

    def __call__(self, app, doctree, docname):
        pass


def called_first(app, doctree, docname, extra=0):
    pass


"""
SETUP = """\
def setup(app):
    app.add_post_transform(Late)
    app.add_post_transform(Early)
    app.connect("doctree-resolved", Work().called_second, priority=2)
    app.connect("doctree-resolved", Work(), priority=3)
    app.connect("doctree-resolved", partial(called_first, extra=1), priority=1)
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Make applications that build nothing: ``opened(builder, setup)``, with the end of ``conf.py``."""
    apps: list[SphinxTestApp] = []

    def make(builder: str, setup: str = SETUP) -> SphinxTestApp:
        folder = tmp_path / str(len(apps))
        folder.mkdir()
        folder.joinpath("conf.py").write_text(CONF + textwrap.dedent(setup), encoding="utf-8")
        apps.append(SphinxTestApp(builder, srcdir=folder))
        return apps[-1]

    yield make
    for app in apps:
        app.cleanup()


def holding(kind: type[nodes.Element], text: str = "Words that may be left out.") -> nodes.Element:
    """Return a node that holds a paragraph, as it stands on a page."""
    node = kind("", nodes.title("", "Title"), nodes.paragraph("", text))
    nodes.section("", node)
    return node


def box_of(app: SphinxTestApp) -> type[nodes.Element]:
    """Return the class of nodes that ``conf.py`` makes."""
    return app.config._raw_config["box"]  # type: ignore[no-any-return]


def test_transforms_of_others_come_in_their_order_and_without_those_of_sphinx_and_ours(
    opened: Opened,
) -> None:
    """Of all registered transforms, those of other packages and of conf.py are listed, sorted by priority."""
    app = opened("html")
    found = foreign_transforms(app)

    names = [each.__name__ for each in found]
    assert names[0] == "Early"
    assert names[-1] == "Late"
    assert {each.__module__.partition(".")[0] for each in found} <= {"builtins", "sphinx_design"}
    assert len(found) < len(app.registry.get_post_transforms())


def test_listeners_of_others_come_in_their_order_with_ifconfig_and_without_the_rest_of_sphinx(
    opened: Opened,
) -> None:
    """Functions, methods, objects and partial functions of conf.py are found, and what ifconfig does."""
    called = [repr(each) for each in foreign_listeners(opened("html"))]

    mine = [each for each in called if "called_" in each or "Work object" in each]
    assert ["called_first" in mine[0], "called_second" in mine[1], "Work object" in mine[2]] == [True] * 3
    assert sum("process_ifconfig_nodes" in each for each in called) == 1
    assert not any("note_written" in each or "process_todo" in each for each in called)


@pytest.mark.parametrize(
    ("kind", "foreign"),
    [
        (nodes.paragraph, False),
        (addnodes.seealso, False),
        (aiglossary_dfn, False),
        (todo_node, True),
        (ifconfig, True),
        (graphviz, True),
        (type("box", (nodes.Element,), {"__module__": "some_extension.nodes"}), True),
        (type("box", (nodes.Element,), {"__module__": "builtins"}), True),
        (type("box", (nodes.Element,), {"__module__": "sphinx_like"}), True),
    ],
)
def test_a_node_is_foreign_unless_docutils_sphinx_itself_or_we_made_it(
    kind: type[nodes.Node], *, foreign: bool
) -> None:
    """Extensions that come with Sphinx are extensions; classes of conf.py, too, are none of ours."""
    assert is_foreign(kind) is foreign


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "epub", "latex", "man", "texinfo", "text"]
)
def test_what_the_visitor_of_a_builder_passes_over_is_skipped(builder: str, opened: Opened) -> None:
    """An unshown todo is skipped in whatever format, and a shown one is not."""
    app = opened(builder)

    assert Visitors(app.builder).skips(holding(todo_node))
    app.config["todo_include_todos"] = True
    assert not Visitors(app.builder).skips(holding(todo_node))
    assert app.warning.getvalue() == ""


@pytest.mark.parametrize("builder", ["xml", "pseudoxml", "gettext", "linkcheck", "dummy", "changes"])
def test_nothing_is_skipped_where_no_visitor_skips_it(builder: str, opened: Opened) -> None:
    """XML shows the todo, and the others translate nothing."""
    assert not Visitors(opened(builder).builder).skips(holding(todo_node))


def test_a_node_that_its_visitor_writes_itself_is_not_skipped(opened: Opened) -> None:
    """Many visitors write all of their node and then tell the writer to go on behind it."""
    setup = """
    def written(self, node):
        self.body.append(f"<b>{node.astext()}</b>")
        raise nodes.SkipNode

    def setup(app):
        app.add_node(box, html=(written, None))
    """
    app = opened("html", setup)

    assert not Visitors(app.builder).skips(holding(box_of(app)))


@pytest.mark.parametrize("pruning", ["SkipNode", "SkipChildren"])
def test_a_note_in_place_of_what_is_left_out_does_not_count_as_that(pruning: str, opened: Opened) -> None:
    """A visitor that writes something else and passes over the content skips it."""
    setup = f"""
    def replaced(self, node):
        self.body.append("<p>Title: a solution is here for members alone.</p>")
        raise nodes.{pruning}

    def setup(app):
        app.add_node(box, html=(replaced, lambda self, node: None))
    """
    app = opened("html", setup)

    assert Visitors(app.builder).skips(holding(box_of(app)))


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_visitor_that_fails_or_does_not_exist_skips_nothing(builder: str, opened: Opened) -> None:
    """Outside its page a visitor may miss what it needs; without one, Sphinx itself says so on the page."""
    setup = """
    def failing(self, node):
        raise KeyError(node["missing"])

    def setup(app):
        app.add_node(box, html=(failing, None))
    """
    app = opened(builder, setup)

    assert not Visitors(app.builder).skips(holding(box_of(app)))
    assert app.warning.getvalue() == ""


def test_asking_changes_no_node_and_a_node_that_holds_nothing_is_not_asked(opened: Opened) -> None:
    """The visitor works on a copy, and draws no diagram before its time."""
    setup = """
    def changing(self, node):
        if not node.children:
            raise nodes.SkipNode
        node.pop(0)

    def setup(app):
        app.add_node(box, html=(changing, lambda self, node: None))
    """
    app = opened("html", setup)
    node, visitors = holding(box_of(app)), Visitors(app.builder)

    before = node.pformat()
    assert not visitors.skips(node)
    assert node.pformat() == before
    assert not visitors.skips(box_of(app)())


@pytest.mark.parametrize(
    "setup",
    [
        """
        def passing_over(self, node):
            if "secret" in node["classes"]:
                raise nodes.SkipNode

        def setup(app):
            app.add_node(nodes.compound, override=True, html=(passing_over, lambda self, node: None))
        """,
        """
        from sphinx.writers.html5 import HTML5Translator

        class Translator(HTML5Translator):
            def visit_compound(self, node):
                if "secret" in node["classes"]:
                    raise nodes.SkipNode
                super().visit_compound(node)

        def setup(app):
            app.set_translator("html", Translator)
        """,
    ],
    ids=["another visitor", "another translator"],
)
def test_a_project_may_skip_nodes_of_docutils(setup: str, opened: Opened) -> None:
    """A visitor of others is asked about docutils' nodes, too."""
    visitors = Visitors(opened("html", setup).builder)
    secret, plain = (
        nodes.compound("", nodes.paragraph("", "Words."), classes=[name]) for name in ("secret", "x")
    )

    assert visitors.skips(secret)
    assert not visitors.skips(plain)
