"""Claims about the nodes of an article: one case per file in ``cases/articles``, and builds of a small project."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.render.article_node import article
from sphinxcontrib_aiglossary.ext.render.blocks import Anchors, render
from sphinxcontrib_aiglossary.ext.render.concept_body import parts
from sphinxcontrib_aiglossary.ext.render.tree_builder import Page
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.testing.util import SphinxTestApp

CASES = Path(__file__).parents[2] / "cases" / "articles"
HERE = Origin("terms.yaml", 3)


def shown(found: Iterable[nodes.Node]) -> str:
    """Return nodes as a person can read them; a flag is written as docutils 0.22 does."""
    text = "".join(node.pformat() for node in found)
    return text.replace('="True"', '="1"').replace('="False"', '="0"')


def concept(*entries: Entry, see: tuple[str, ...] = ()) -> Concept:
    """Return a concept named *bake* made of entries."""
    origins = tuple(entry.origin for entry in entries) or (HERE,)
    return Concept(ident="bake", term="Bake", entries=entries, origins=origins, see=see)


def entry(definition: str, article: str = "", origin: Origin = HERE) -> Entry:
    """Return an entry of *bake*."""
    return Entry(origin=origin, term="Bake", definition=definition, article=article)


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.md")))
def test_markdown_becomes_the_nodes_of_its_case(name: str) -> None:
    """Every construct of the dialect has one shape in docutils; the files beside this claim hold both."""
    text = (CASES / f"{name}.md").read_text("utf-8")
    found = render(text, HERE, Page("index"), Anchors("term-x"))
    assert shown(found) == (CASES / f"{name}.txt").read_text("utf-8")


def test_every_node_names_the_source_of_its_text() -> None:
    """A warning about any node leads to the author's file, found from the folder of ``conf.py``."""
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(CASES.glob("*.md")))
    found = parts(
        concept(entry("A pause.", text), see=("oven",)), "full", Page(confdir=Path("/project/docs"))
    ).blocks
    for top in found:
        assert isinstance(top, nodes.Element)
        for node in top.findall(lambda n: isinstance(n, nodes.Body | addnodes.pending_xref | nodes.rubric)):
            if not isinstance(node.parent, nodes.tgroup | nodes.table):
                assert (node.source, node.line) == ("/project/docs/terms.yaml", 3), node


def test_a_builtin_source_is_no_path() -> None:
    """The origin of a built-in concept is printed as it is, not as a file of the project."""
    origin = Origin("<builtin>/training.yaml", 7)
    (found,) = parts(
        concept(entry("A pause.", origin=origin)), "brief", Page(confdir=Path("/project/docs"))
    ).blocks
    assert (found.source, found.line) == ("<builtin>/training.yaml", 7)


def test_a_brief_concept_is_its_definition() -> None:
    """Article, other definitions and related concepts belong to the full view."""
    found = parts(concept(entry("A *pause*.", "More."), entry("Rest."), see=("oven",)), "brief").blocks
    assert shown(found) == shown(render("A *pause*.", HERE, Page(), Anchors()))


def test_a_brief_concept_without_definition_is_the_first_block_of_its_article() -> None:
    """A term that no sentence defines does not stand above nothing."""
    assert shown(parts(concept(entry("", "One.\n\nTwo.")), "brief").blocks) == "<paragraph>\n    One.\n"


def test_a_concept_without_text_is_nothing() -> None:
    """An empty concept gives no nodes, and no error."""
    assert parts(concept(entry("")), "brief").blocks == []
    assert parts(concept(), "full").blocks == []


def test_other_definitions_are_quoted_with_their_origin() -> None:
    """What another source says is kept, under a heading, with the name of the file but never its folder."""
    other = entry("Rest.", "# Why\n\nTo dry.", Origin("/home/someone/private/dump.txt", 40))
    whole = Origin("notes/plain.txt")
    found = parts(
        concept(entry("A pause."), other, entry("", ""), entry("Halt.", origin=whole)), "full"
    ).blocks
    assert shown(found) == (CASES.parent / "articles-of-concepts" / "others.txt").read_text("utf-8")
    assert "private" not in shown(found)


def read(part: nodes.Node) -> str:
    """Return the text of a node without the drawings in it."""
    copy = part.deepcopy()
    for drawing in list(copy.findall(nodes.raw)):
        drawing.parent.remove(drawing)
    return copy.astext()


def test_what_stands_below_a_definition_can_be_folded() -> None:
    """The definition first; each source's article under a title of its own, and nothing folded where nothing is left."""
    other = entry("Rest.", "To dry.", Origin("notes/dump.txt", 40))
    found = parts(
        concept(entry("A pause.", "A pause. It dries.\n\n# Use\n\nOften."), other, entry("Halt.")),
        "full",
        folded=True,
    ).blocks
    first, folded, title, quote, last = found
    assert [part.astext() for part in (first, title)] == ["A pause.", "Other definitions"]
    assert read(folded).split("\n\n") == ["More on Bake", "It dries.", "Use", "Often."]
    assert read(quote).split("\n\n") == ["Rest.", "More from dump.txt:40", "To dry.", "dump.txt:40"]
    assert last.astext().split("\n\n") == ["Halt.", "terms.yaml:3"]


def test_an_article_without_a_definition_is_read_from_its_beginning() -> None:
    """Its first text is not folded, nor the headings above that."""
    found = parts(concept(entry("", "# Use\n\nIt dries.\n\nOften.")), "full", folded=True).blocks
    assert [read(part) for part in found] == ["Use", "It dries.", "More on Bake\n\nOften."]


@pytest.mark.parametrize(
    ("definition", "article"),
    [
        ("A [pause](term:rest) with an *oven*.", "# Use\n\nThe oven profile of an oven."),
        ("A pause.", "A pause. It dries in an oven."),
        ("A pause in an oven profile.\n\nTwo, even.", "More of an oven profile."),
        ("A pause, where $x$ dries.", ""),
    ],
)
def test_a_definition_that_opens_a_text_is_what_is_printed_alone(definition: str, article: str) -> None:
    """Links to mentions included, so that it need not be rendered twice."""
    baked = concept(entry(definition, article))
    names = "oven\toven-a\toven-b\noven profile\toven-profile"
    whole = parts(baked, "full", occurring=names, folded=True)
    alone = parts(baked, "brief", occurring=names)
    assert [block.pformat() for block in whole.definition] == [block.pformat() for block in alone.definition]
    assert alone.definition
    assert not alone.rest


def test_a_sentence_that_says_more_than_the_definition_does_not_stand_for_it() -> None:
    """The definition was cut out of it: alone it is shorter."""
    found = parts(concept(entry("A pause", "A pause, says Baker. It dries.")), "full", folded=True)
    assert not found.definition
    assert next(map(read, found.rest)) == "A pause, says Baker."


def test_related_concepts_are_one_paragraph_of_references() -> None:
    """`see` comes last and refers to every name."""
    found = parts(concept(entry("A pause."), see=("oven profile", "batch size (fab)")), "full").blocks
    assert found[-1].astext() == "See also: oven profile, batch size (fab)"
    assert isinstance(found[-1], nodes.Element)
    xrefs = list(found[-1].findall(addnodes.pending_xref))
    assert [xref["reftarget"] for xref in xrefs] == ["oven profile", "batch size (fab)"]


def test_headings_have_ids_of_the_concept_each_once() -> None:
    """Two equal headings get two ids; a concept printed a second time gets none."""
    text = "# Use\n\n# Use\n\n# Use 2\n\n# Use\n\n# 日本語"
    found = parts(concept(entry("A pause.", text)), "full").blocks
    ids = [node["ids"] for node in found[1:] if isinstance(node, nodes.Element)]
    assert ids == [["term-bake--use"], ["term-bake--use-2"], ["term-bake--use-2-2"], ["term-bake--use-3"], []]
    again = parts(concept(entry("A pause.", text)), "full", anchors=False).blocks
    assert not any(node["ids"] for node in again if isinstance(node, nodes.Element))


def test_hostile_nesting_and_length_stay_harmless() -> None:
    """Deep quotes, lists and emphasis neither break the parser nor a writer's limits."""
    for text in (
        ">" * 500 + " deep",
        "- " * 500 + "deep",
        "*" * 5000 + "x",
        "[" * 3000,
        "| a " * 2000 + "|\n",
    ):
        found = nodes.Element("", *render(text, HERE, Page(), Anchors()))
        deepest = max(_depth(node) for node in found.findall())
        assert deepest <= 4


def _depth(node: nodes.Node) -> int:
    """Count the lists and quotes around a node."""
    depth, parent = 0, node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.bullet_list | nodes.block_quote)
        parent = parent.parent
    return depth


# Builds


@pytest.fixture
def project(tmp_path: Path, rootdir: Path) -> Path:
    """Return a copy of the small project that prints two concepts on two pages."""
    return shutil.copytree(rootdir / "test-articles", tmp_path / "project")


def build(
    make_app: Callable[..., SphinxTestApp], project: Path, builder: str, **options: Any
) -> SphinxTestApp:
    """Build a project as ``sphinx-build -n`` does; no warning may come."""
    overrides = {"nitpicky": True, **options.pop("confoverrides", {})}
    app = make_app(builder, srcdir=project, confoverrides=overrides, **options)
    app.build()
    assert app.warning.getvalue() == ""
    app.cleanup()  # a second build in the same process would find the nodes registered
    return app


@pytest.mark.parametrize(
    ("builder", "output"),
    [
        ("html", "index.html"),
        ("dirhtml", "index.html"),
        ("singlehtml", "index.html"),
        ("epub", "index.xhtml"),
        ("latex", "articles.tex"),
        ("text", "index.txt"),
        ("man", "articles.1"),
        ("texinfo", "articles.texi"),
        ("xml", "index.xml"),
        ("pseudoxml", "index.pseudoxml"),
        ("linkcheck", "output.json"),
    ],
)
def test_every_builder_prints_every_construct(
    make_app: Callable[..., SphinxTestApp], project: Path, builder: str, output: str
) -> None:
    """No construct of an article makes a writer warn, and the last sentence arrives."""
    app = build(make_app, project, builder, confoverrides={"linkcheck_ignore": [".*"]})
    text = (app.outdir / output).read_text("utf-8")
    if builder == "linkcheck":
        assert "https://example.org/oven?a=1&b=2" in text
    else:
        assert "Before the" in text
        assert "dump.txt:40" in text


def test_html_is_what_a_reader_expects(make_app: Callable[..., SphinxTestApp], project: Path) -> None:
    """Headings, links as seen from the page, aligned cells, highlighted code and formulas; nothing runs."""
    app = build(make_app, project, "html")
    html = (app.outdir / "index.html").read_text("utf-8")
    found = re.search(r"<dd>.*</dd>", html, re.DOTALL)
    assert found
    printed = re.sub(r"<svg.*?</svg>", "<svg/>", found[0])  # drawn by sphinx-design, in each version anew
    assert printed + "\n" == (CASES.parent / "articles-of-concepts" / "bake.html").read_text("utf-8")
    more = (app.outdir / "sub" / "more.html").read_text("utf-8")
    assert '<a class="reference internal" href="../index.html#term-bake" title="Bake">' in more


def test_mathjax_is_loaded_where_a_formula_is(make_app: Callable[..., SphinxTestApp], project: Path) -> None:
    """A fragment tells its page of its formulas, from the shelf as well; a page without any stays light."""
    for _run in range(2):
        app = build(make_app, project, "html", freshenv=True)
        assert "mathjax" in (app.outdir / "index.html").read_text("utf-8")
        assert "mathjax" not in (app.outdir / "sub" / "more.html").read_text("utf-8")


def test_links_suit_the_builder(make_app: Callable[..., SphinxTestApp], project: Path) -> None:
    """Folders in `dirhtml`, one page in `singlehtml`."""
    app = build(make_app, project, "dirhtml")
    assert 'href="../../#term-bake"' in (app.outdir / "sub" / "more" / "index.html").read_text("utf-8")
    app = build(make_app, project, "singlehtml")
    assert 'href="#term-bake" title="Bake"' in (app.outdir / "index.html").read_text("utf-8")


def test_an_epub_is_well_formed_prints_addresses_and_folds_nothing(
    make_app: Callable[..., SphinxTestApp], project: Path
) -> None:
    """XHTML is XML; paper has no links, so that the address stands beside the text; not every reader can unfold."""
    app = build(make_app, project, "epub")
    for page in app.outdir.rglob("*.xhtml"):
        ET.parse(page)  # noqa: S314 - our own output
    text = (app.outdir / "index.xhtml").read_text("utf-8")
    assert "[https://example.org/plate.png]" in text
    assert "<details" not in text


def test_text_is_what_a_reader_expects(make_app: Callable[..., SphinxTestApp], project: Path) -> None:
    """Builders other than HTML get nodes: tables, code and formulas come out as Sphinx writes them."""
    app = build(make_app, project, "text")
    expected = (CASES.parent / "articles-of-concepts" / "bake.output.txt").read_text("utf-8")
    assert (app.outdir / "index.txt").read_text("utf-8") == expected


def test_an_article_that_nobody_expanded_is_printed_all_the_same(
    make_app: Callable[..., SphinxTestApp], project: Path
) -> None:
    """Every writer has a visitor for the node: another extension's transform may drop a tree into the page."""
    app = make_app("text", srcdir=project)
    app.connect("doctree-resolved", _put_in_article)
    app.build()
    assert app.warning.getvalue() == ""
    assert "The curve an oven follows; see the *bake* and nothing." in (app.outdir / "index.txt").read_text()


def _put_in_article(_app: object, doctree: nodes.document, docname: str) -> None:
    doctree += [article(ident="oven-profile", detail="brief", docname=docname)]
