"""What other extensions read of a page with a glossary: its text, in order, as in a glossary by hand."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

READER = """
import json
from docutils import nodes

class Description(nodes.NodeVisitor):
    # As extensions do that describe a page to others: text by text, until there is enough
    told = ""

    def dispatch_visit(self, node):
        if isinstance(node, nodes.title):
            raise nodes.SkipNode
        if isinstance(node, nodes.Text):
            self.told = self.told + node.astext() + " "

    def dispatch_departure(self, node):
        pass

def read(app, event, docname, doctree):
    visitor = Description(doctree)
    doctree.walkabout(visitor)
    with (app.outdir.parent / "read.jsonl").open("a", encoding="utf-8") as stream:
        print(json.dumps([event, docname, doctree.astext(), visitor.told]), file=stream)

def setup(app):
    app.connect("doctree-resolved", lambda app, doctree, docname: read(app, "resolved", docname, doctree))
    app.connect(
        "html-page-context",
        lambda app, name, template, context, doctree: doctree and read(app, "page", name, doctree),
    )
"""
IMAGES = """
def image(self, node):
    self.body.append(f'<img alt="formula" src="{self.builder.imgpath}/formula.png" />')
    raise nodes.SkipNode

def setup(app):
    app.add_html_math_renderer("images", (image, None), (image, None))
"""
TERMS = """\
concepts:
  - term: Bellows
    abbreviations: [BW]
    synonyms: [Air pump]
    definition: "The bellows of the forge blow on the fire of the *forge*, as the [anvil](term:anvil) is of **no** use to the fire."
    article: |
      ## Use of the bellows

      The smith of the house of the smith `blows` if $a < b$ &amp; more; see [the site](https://example.org/bellows).

      - the first of the valves
      - the second of the valves

      | the part | the use |
      | --- | --- |
      | the valve | lets the air in |

      ```python
      blow(the, air)
      ```
  - term: Anvil
    definition: What the smith of the forge beats the iron on.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page with a glossary in full and a brief one, and an extension that reads all pages."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n" + READER
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\nThe :term:`BW`.\n\n.. toctree::\n\n   full\n   brief\n")
    project.write("full.rst", "Full\n====\n\n.. aiglossary::\n   :detail: full\n")
    project.write("brief.rst", "Brief\n=====\n\nBefore.\n\n.. aiglossary::\n\nBehind.\n")
    return project


def texts(outdir: Path) -> dict[tuple[str, str], list[str]]:
    """What the extension read, by event and document: the text of the tree, and what it came across."""
    lines = (outdir.parent / "read.jsonl").read_text("utf-8").splitlines()
    return {
        (event, docname): ["".join(text) for text in read] for event, docname, *read in map(json.loads, lines)
    }


BRIEF = (
    "Before. Anvil What the smith of the forge beats the iron on. Bellows (BW) Air pump The bellows of the forge blow on "
    "the fire of the forge, as the anvil is of no use to the fire. Behind."
)


@pytest.mark.parametrize(("builder", "jobs"), [("html", 1), ("html", 2), ("dirhtml", 1), ("epub", 1)])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_tree_says_what_its_page_says(project: Project, builder: str, jobs: int) -> None:
    """Each word as often as it is printed, in the order of reading, and no markup; from a cache as well."""
    for _run in range(2):
        built = project.build(builder, jobs=jobs)
        found = texts(built.outdir)
        for event in ("resolved", "page"):
            whole, told = found[event, "brief"]
            assert BRIEF in " ".join(whole.split())
            assert " ".join(told.split()) == BRIEF
        (built.outdir.parent / "read.jsonl").unlink()
        project.write("brief.rst", (project.src / "brief.rst").read_text("utf-8") + "\n")
        project.write("full.rst", (project.src / "full.rst").read_text("utf-8") + "\n")


def test_an_article_is_told_as_it_is_printed(project: Project) -> None:
    """Word for word what the page shows, whatever it is made of."""
    built = project.build()
    whole = texts(built.outdir)["resolved", "full"][0]
    page = (built.outdir / "full.html").read_text("utf-8")
    body = page.partition("<dl")[2].partition("</dl>")[0]
    body = re.sub(r"<svg.*?</svg>", "", body.partition(">")[2], flags=re.DOTALL)
    shown = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:em|strong|span|a|code|dfn)\b[^>]*>", "", body)))
    shown = shown.replace("¶", "").replace(r"\(", "").replace(r"\)", "")
    assert whole.split()[1:] == shown.split()
    assert "the smith of the house of the smith blows if a < b & more" in " ".join(whole.split()).lower()


def test_definitions_beside_links_are_no_text_of_the_page(project: Project) -> None:
    """Those that an author wrote on another page: links show them, and the page does not say them."""
    project.write(
        "hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   tongs\n      Hold what is hot.\n"
    )
    project.write("page.rst", ":orphan:\n\nPage\n====\n\nTake the :term:`tongs`.\n")
    built = project.build()
    assert "Hold what is hot." in (built.outdir / "page.html").read_text("utf-8")
    found = texts(built.outdir)
    assert "Hold" not in found["resolved", "page"][0]
    assert found["page", "page"][0].split() == ["Page", "Take", "the", "tongs."]
    assert found["page", "page"][1].split() == ["Take", "the", "tongs", "."]


def test_images_of_formulas_are_left_to_the_page(project: Project) -> None:
    """Whoever makes them asks where the page lies; the text is there before."""
    project.replace("conf.py", "def setup(app):\n", IMAGES)
    built = project.build(html_math_renderer="images")
    assert 'src="_images/formula.png"' in built.html("full.html")
    assert "blows if a < b" in texts(built.outdir)["resolved", "full"][0]
    project.write("index.rst", (project.src / "index.rst").read_text("utf-8") + "\nMore.\n")
    assert 'src="_images/formula.png"' in project.build(html_math_renderer="images").html("full.html")


def terms(outdir: Path) -> dict[str, set[int]]:
    """The words of a search index, with the documents that hold them."""
    script = (outdir / "searchindex.js").read_text("utf-8")
    found = json.loads(script.partition("(")[2].removesuffix(")"))["terms"]
    return {word: {numbers} if isinstance(numbers, int) else set(numbers) for word, numbers in found.items()}


def test_the_search_index_holds_each_word_once_as_of_a_glossary_by_hand(
    project: Project, tmp_path: Path
) -> None:
    """And no other: neither the addresses of links nor marks of the text."""
    ours = terms(project.build(builder="html").outdir)
    project.write(
        "brief.rst",
        "Brief\n=====\n\nBefore.\n\n.. glossary::\n\n   Anvil\n      What the smith of the forge beats the iron on.\n\n"
        "   Bellows (BW)\n   Air pump\n      The bellows of the forge blow on the fire of the *forge*, as the\n"
        "      :term:`anvil` is of **no** use to the fire.\n\nBehind.\n",
    )
    hand = terms(project.build(build="hand", extensions=[]).outdir)
    brief = {word for word, documents in ours.items() if 0 in documents}
    assert brief == {word for word, documents in hand.items() if 0 in documents}
    assert {"anvil", "blow", "valv", "python"} - set(ours) == {"python"}
    assert not {"exampl", "org", "http"} & set(ours)
