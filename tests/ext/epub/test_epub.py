"""EPUBs: what they say to readers and their machines, and that EPUBCheck finds nothing wrong in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import yaml
from book import MATHML, NCX, PACKAGE, TYPE, XHTML, book_of, needs_epubcheck, words
from building import Project

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from book import Book

CONF = """\
project = "Book"
author = copyright = "somebody"
version = release = "1"
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = ["terms.yaml"]
"""
TERMS: list[dict[str, Any]] = [
    {
        "term": "Etch rate",
        "abbreviations": ["ER"],
        "synonyms": ["Removal rate"],
        "definition": "Depth per minute, $r = \\frac{d}{t}$, in a [wafer](term:wafer) under plasma.",
        "see": ["Plasma"],
        "categories": ["Process engineering"],
    },
    {"term": "Wafer", "definition": "A disc.", "categories": ['R & D, 100 % "x" <y>']},
    {"term": "Plasma", "definition": "An ionised gas. See [the site](https://example.org/a?b=1&c=2)."},
]
PAGE = """\
Page
====

The :term:`etch rate`, :any:`Wafer`, a plasma and a :term:`sputter` target. See :ref:`aiglossary-categories`.

Inline :math:`x^2 < y`, and

.. math::
   :label: gauss

   a &= b \\\\
   c &= d

as :eq:`gauss` says.

.. glossary::

   Sputter
   Sputtering
      To knock atoms out. Not a :term:`plasma`.
"""
INDICES = ["aiglossary-categories.xhtml", "aiglossary-abbreviations.xhtml", "aiglossary-terms.xhtml"]


def write(project: Project, terms: list[dict[str, Any]], **pages: str) -> None:
    """Write a project with a glossary of its terms and some pages."""
    project.write("conf.py", CONF)
    project.write("terms.yaml", yaml.safe_dump({"concepts": terms}, allow_unicode=True, sort_keys=False))
    names = "".join(f"   {name}\n" for name in pages)
    project.write("index.rst", f"Root\n====\n\n.. toctree::\n\n{names}   words\n")
    project.write(
        "words.rst", "Words\n=====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n   :uses:\n"
    )
    for name, text in pages.items():
        project.write(f"{name}.rst", text)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with everything that a glossary gives to an EPUB."""
    project = Project(tmp_path_factory.mktemp("book"))
    write(project, TERMS, page=PAGE)
    return project


@pytest.fixture(scope="module")
def book(project: Project) -> Book:
    """Its EPUB, built without a warning."""
    built = project.build("epub", aiglossary_autolink="all", nitpicky=True)
    assert built.warnings == ()
    return book_of(built)


def glossaries(page: Element) -> list[Element]:
    """The glossaries of a page."""
    found = [section for section in page.iter(f"{XHTML}section") if section.get("role") == "doc-glossary"]
    assert all(section.get(TYPE) == "glossary" for section in found)
    return found


def test_a_glossary_says_what_it_is(book: Book) -> None:
    """The section has the role, each term is the defining instance, each definition is one."""
    (glossary,) = glossaries(book.page("words.xhtml"))
    (listed,) = glossary.findall(f"{XHTML}dl")
    terms, definitions = listed.findall(f"{XHTML}dt"), listed.findall(f"{XHTML}dd")
    assert glossary.get("aria-label") == "Words"
    assert [words(each) for term in terms for each in term.iter(f"{XHTML}dfn")] == [
        "Etch rate (ER)",
        "Removal rate",
        "Plasma",
        "Wafer",
    ]
    assert {term.get(TYPE) for term in terms} == {"glossterm"}
    assert [each.get(TYPE) for each in definitions] == ["glossdef"] * 3
    assert all(len(term.findall(f"{XHTML}dfn")) == 1 for term in terms)


def test_a_glossary_written_by_hand_says_the_same(book: Book) -> None:
    """Two names of one entry are two terms."""
    (glossary,) = glossaries(book.page("page.xhtml"))
    assert [words(each) for each in glossary.iter(f"{XHTML}dfn")] == ["Sputter", "Sputtering"]
    assert [each.get(TYPE) for each in glossary.iter(f"{XHTML}dd")] == ["glossdef"]


def test_a_glossary_of_myst_says_the_same(tmp_path: Path) -> None:
    """Its lists stand in no node of a glossary; another list of definitions is none."""
    project = Project(tmp_path)
    write(project, TERMS)
    project.write(
        "index.md",
        "# Root\n\nA {term}`bath`.\n\n{.glossary}\nBath\n: Holds acid.\n\nOther\n\nWord\n: Text.\n",
    )
    (project.src / "index.rst").unlink()
    (project.src / "words.rst").unlink()
    page = book_of(project.build("epub", myst_enable_extensions=["deflist", "attrs_block"])).page(
        "index.xhtml"
    )
    (glossary,) = glossaries(page)
    assert [words(each) for each in glossary.iter(f"{XHTML}dfn")] == ["Bath"]
    assert len(list(page.iter(f"{XHTML}dl"))) == 2


@pytest.mark.parametrize(
    ("page", "targets"),
    [
        (
            "page.xhtml",
            [
                "words.xhtml#term-etch-rate",
                "words.xhtml#term-wafer",
                "words.xhtml#term-plasma",
                "#term-Sputter",
                "words.xhtml#term-plasma",
            ],
        ),
        ("words.xhtml", ["#term-wafer", "#term-plasma", "#term-plasma"]),
    ],
)
def test_links_to_terms_are_glossary_references(book: Book, page: str, targets: list[str]) -> None:
    """Written, automatic and within definitions; other links are not."""
    links = list(book.page(page).iter(f"{XHTML}a"))
    found = [link for link in links if link.get(TYPE) == "glossref"]
    assert [link.get("href") for link in found] == targets
    assert {link.get("role") for link in found} == {"doc-glossref"}
    assert [link for link in links if link.get("role") == "doc-glossref" and link not in found] == []


def test_formulas_are_mathml_and_no_tex_is_left(book: Book) -> None:
    """Those of definitions and of pages; numbers and references to them stand."""
    for name in ("page.xhtml", "words.xhtml"):
        page = book.page(name)
        assert "\\" not in words(page)
        assert list(page.iter(f"{MATHML}math"))
    page = book.page("page.xhtml")
    (block,) = [each for each in page.iter(f"{XHTML}div") if "math" in each.get("class", "").split()]
    assert words(block).startswith("(1)")
    assert block.get("id") == "equation-gauss"
    assert [row.tag for row in block.iter(f"{MATHML}mtr")] == [f"{MATHML}mtr"] * 2
    assert any(link.get("href") == "#equation-gauss" for link in page.iter(f"{XHTML}a"))
    (fraction,) = book.page("words.xhtml").iter(f"{MATHML}mfrac")
    assert [words(each) for each in fraction] == ["d", "t"]


def test_the_package_says_which_pages_hold_formulas(book: Book) -> None:
    """As the standard demands; no other page does."""
    items = book.page("content.opf").iter(f"{PACKAGE}item")
    assert {item.get("href") for item in items if "mathml" in item.get("properties", "").split()} == {
        "page.xhtml",
        "words.xhtml",
    }


def test_navigation_leads_to_indexes_and_glossaries(book: Book) -> None:
    """Sphinx leaves out the indexes of domains, and has no landmarks."""
    contents, landmarks = book.page("nav.xhtml").iter(f"{XHTML}nav")
    assert [link.get("href") for link in contents.iter(f"{XHTML}a")][-3:] == INDICES
    marks = [(link.get(TYPE), link.get("href"), words(link)) for link in landmarks.iter(f"{XHTML}a")]
    assert landmarks.get(TYPE) == "landmarks"
    assert marks == [
        ("bodymatter", "index.xhtml", "Root"),
        ("glossary", "page.xhtml", "Page"),
        ("glossary", "words.xhtml", "Words"),
        ("index", "genindex.xhtml", "Index"),
    ]
    points = [each.get("src") for each in book.page("toc.ncx").iter(f"{NCX}content")]
    assert points[-3:] == INDICES


def test_an_index_stands_in_the_reading_order_once_and_can_be_referred_to(book: Book) -> None:
    """A page that stood there twice would be an error."""
    package = book.page("content.opf")
    names = {item.get("id"): item.get("href") for item in package.iter(f"{PACKAGE}item")}
    order = [names[each.get("idref")] for each in package.iter(f"{PACKAGE}itemref")]
    assert [order.count(name) for name in INDICES] == [1, 1, 1]
    links = book.page("page.xhtml").iter(f"{XHTML}a")
    assert any(link.get("href") == "aiglossary-categories.xhtml" for link in links)


@pytest.mark.parametrize("name", INDICES)
def test_links_within_an_index_have_an_aim(book: Book, name: str) -> None:
    """Whatever its headings are."""
    page = book.page(name)
    ids = [each.get("id", "") for each in page.iter() if each.get("id")]
    links = [
        link.get("href", "")[1:] for link in page.iter(f"{XHTML}a") if link.get("href", "").startswith("#")
    ]
    assert set(map(unquote, links)) <= set(ids)
    assert not any(set(each) & set(' &%"<>') for each in ids)


@needs_epubcheck
def test_epubcheck_finds_nothing(book: Book) -> None:
    """Neither an error nor a warning."""
    assert book.complaints() == []


def test_other_outputs_know_nothing_of_it(project: Project) -> None:
    """HTML has formulas for MathJax, and lists as Sphinx writes them."""
    built = project.build("html", build="html")
    page = built.html("words.html")
    assert r"\(r = \frac{d}{t}\)" in page
    assert "epub:type" not in page
    assert not list(built.outdir.rglob("aiglossary-epub.css"))


LONG = "W" + "abcdefghij" * 40
SIGNS = "a & s % u $ t # m _ k { e } l ~ i ^ n \\ o < p > q \" r ' s \u201ct\u201d"
HOSTILE: list[dict[str, Any]] = [
    {
        "term": SIGNS,
        "synonyms": [
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "]]>",
            "&amp;",
            "--><!--",
        ],
        "definition": "Raw <img src=x onerror=alert(1)> and </script>; `</dd>`, $x and `& < > \" ' \x01\x1f`, \x00\x0b\x1b.",
        "categories": [SIGNS],
    },
    {"term": "שלום עולם", "synonyms": ["مرحبا بالعالم"], "definition": "עברית ו-English ו-$a+b$ יחד."},
    {
        "term": "日本語",
        "synonyms": ["漢字 😀", "émigré\u00ad"],
        "definition": "→ ≈ ⁿ ├─┐ α ✗ \U0010ffff\ufffe $α ≤ β$.",
    },
    {"term": LONG, "definition": f"{LONG} `{LONG}`", "article": f"```\n{LONG}\n```"},
    {
        "term": "Wide",
        "definition": "Fifteen columns.",
        "article": "|" + "column|" * 15 + "\n|" + "-|" * 15 + "\n" + ("|" + "a $x$ \\| b|" * 15 + "\n") * 3,
    },
    {
        "term": "Code",
        "definition": "3,000 lines.",
        "article": "```python\n" + "".join(f"value_{line} = '<{line}>'\n" for line in range(3000)) + "```",
    },
    {
        "term": "Nested",
        "definition": "Eight deep.",
        "article": "\n".join(f"{'  ' * level}- level {level}" for level in range(8))
        + "\n\n1. a\n   > q\n   > - b\n",
    },
    {
        "term": "Image",
        "definition": "![a <b>](https://example.org/a.png?x=1&y=2) and ![](https://example.org/b%20c.png) ![l](local.png)",
        "article": "[odd](https://example.org/%zz?q=a|b{c}^`d\\e) [m](mailto:a@b.c) [j](javascript:alert(1)) <https://x.org/ü>",
    },
    {
        "term": "Formulas",
        "definition": r"$\theta_\max$ is set, $a^b^c$ is text, $x_{i is not closed, $5 to $9.",
        "article": '$$\n\\begin{align}a &< b & c \\\\ d &= \\text{<&>"}\\end{align}\n$$\n\n$$\\left[\\frac{1}{2}$$',
    },
    {
        "term": "Batch",
        "categories": ["Training"],
        "definition": "Some samples. See a [batch (fab)](term:batch (fab)).",
    },
    {"term": "Batch", "categories": ["Fab"], "definition": "Some wafers."},
    {"term": "Empty", "definition": "Only.", "article": "# !!!\n\n# !!!\n\n***\n\n| |\n|-|\n| |\n"},
    {"term": "%2F?#", "definition": "It is."},
    {"term": "::", "definition": "It is."},
]
USES = """\
Uses & <others> % "x"
======================

A :term:`wide` and a :term:`batch (fab)` and :math:`\\undefinedhere{x} < 1` and Nested.

* :ref:`aiglossary-categories`
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All that is hard to write as XML."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    write(project, HOSTILE, uses=USES)
    project.write(
        "cards.rst", "Cards\n=====\n\n.. aiglossary-categories::\n\n.. aiglossary-abbreviations::\n"
    )
    project.replace("index.rst", "   words", "   cards\n   words")
    project.replace("words.rst", "   :uses:\n", "   :uses:\n   :letters:\n")
    return project


@needs_epubcheck
@pytest.mark.parametrize("show_urls", ["footnote", "inline", "no"])
def test_nothing_in_a_source_makes_a_bad_book(hostile: Project, show_urls: str) -> None:
    """Every page is XML, and EPUBCheck finds nothing; a formula that cannot be MathML is said and shown."""
    built = hostile.build("epub", build=show_urls, epub_show_urls=show_urls, aiglossary_autolink="all")
    (warning,) = (said for said in built.warnings if "U+FFFD" not in said)
    assert warning.startswith("uses.rst:4: WARNING: the formula '\\undefinedhere{x} < 1' cannot be MathML")
    assert warning.endswith("[aiglossary.formula]")
    book = book_of(built)
    page = words(book.page("words.xhtml"))
    assert book.complaints() == []
    assert SIGNS in page
    assert "</script><script>alert(1)</script>" in page
    assert "value_2999" in page
    assert "level 7" in page
    assert "\\undefinedhere{x} < 1" in words(book.page("uses.xhtml"))


@needs_epubcheck
def test_a_fallback_glossary_makes_a_good_book(tmp_path: Path) -> None:
    """A project without any directive."""
    project = Project(tmp_path)
    write(project, TERMS)
    project.write("index.rst", "Root\n====\n\nAn :term:`ER`.\n")
    (project.src / "words.rst").unlink()
    built = project.build("epub")
    assert built.warnings == ()
    book = book_of(built)
    (glossary,) = glossaries(book.page("index.xhtml"))
    assert glossary.get("aria-label") == "Glossary"
    assert book.complaints() == []


def test_an_incremental_book_equals_a_clean_one(tmp_path: Path) -> None:
    """Also when the last formula goes, and with it the mark of its page, and when an index comes and goes."""
    project = Project(tmp_path)
    write(project, TERMS, page=PAGE)
    project.build("epub")
    text = (project.src / "terms.yaml").read_text(encoding="utf-8")
    without = text.replace("$r = \\frac{d}{t}$, ", "").replace(
        "- term: Wafer", "- term: Disc\n  synonyms: [Wafer]"
    )
    assert without != text
    project.write("terms.yaml", without)
    assert book_of(project.build("epub")).files() == book_of(project.build("epub", build="clean")).files()

    project.write("words.rst", "Words\n=====\n")
    project.write("page.rst", "Page\n====\n")
    assert book_of(project.build("epub")).files() == book_of(project.build("epub", build="bare")).files()

    project.write("words.rst", "Words\n=====\n\n.. aiglossary::\n   :show: all\n")
    project.write("terms.yaml", text)
    incremental, clean = project.build("epub"), project.build("epub", build="again", jobs=4)
    assert book_of(incremental).files() == book_of(clean).files()


TABS = """\
Root
====

.. tab-set::

   .. tab-item:: First

      One :math:`x`.

   .. tab-item:: Second

      Two.

.. dropdown:: More

   Three.

A :term:`wafer`.
"""


@needs_epubcheck
def test_tabs_and_dropdowns_are_printed_plainly(tmp_path: Path) -> None:
    """The sphinx-design of a project would leave tags open, and fold what not every reader unfolds."""
    project = Project(tmp_path)
    write(project, TERMS)
    project.write("index.rst", TABS)
    (project.src / "words.rst").unlink()
    book = book_of(project.build("epub", extensions=["sphinx_design", "sphinxcontrib_aiglossary"]))
    page = book.page("index.xhtml")
    assert "First One x. Second Two. More Three." in words(page)
    assert not any("sd-tab" in each.get("class", "") for each in page.iter())
    assert book.complaints() == []


@pytest.mark.skipif(not all(map(shutil.which, ("latex", "dvipng"))), reason="no LaTeX that makes images")
@needs_epubcheck
def test_formulas_are_images_where_the_project_wants_images(tmp_path: Path) -> None:
    """Also after a build that wrote no page anew: a fragment with an image is never kept."""
    project = Project(tmp_path)
    write(project, TERMS)
    project.write("conf.py", CONF.replace('"myst_parser"', '"sphinx.ext.imgmath"'))
    for _ in range(2):
        built = project.build("epub")
        assert built.warnings == ()
        book = book_of(built)
        page = book.page("words.xhtml")
        (image,) = page.iter(f"{XHTML}img")
        assert image.get("src") in book.files()
        assert not list(page.iter(f"{MATHML}math"))
        assert book.complaints() == []
        project.replace("words.rst", "Words\n=====\n", "Words\n=====\n\nMore.\n")


def test_a_translator_of_the_project_is_kept(tmp_path: Path) -> None:
    """Ours comes before it, and leaves to it what is not ours."""
    project = Project(tmp_path)
    write(project, TERMS)
    with (project.src / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(
            "from sphinx.writers.html5 import HTML5Translator\n"
            "class Mine(HTML5Translator):\n"
            "    def visit_strong(self, node):\n"
            "        self.body.append('<strong class=\"mine\">')\n"
            "def setup(app):\n"
            "    app.set_translator('epub', Mine)\n"
        )
    page = book_of(project.build("epub")).page("words.xhtml")
    assert len(glossaries(page)) == 1
    assert [words(each) for each in page.iter(f"{XHTML}strong") if each.get("class") == "mine"] == [
        "See also"
    ]


def test_the_example_of_the_documentation_makes_a_book(tmp_path: Path) -> None:
    """Without a warning, with all that its page speaks of."""
    project = Project(tmp_path)
    for file in sorted((Path(__file__).parents[3] / "docs" / "snippets" / "epub").iterdir()):
        project.write(file.name, file.read_text(encoding="utf-8"))
    built = project.build("epub", nitpicky=True)
    assert built.warnings == ()
    page = book_of(built).page("index.xhtml")
    assert [words(term) for term in page.iter(f"{XHTML}dfn")] == ["ramp rate", "soak time"]
    assert len(list(page.iter(f"{MATHML}math"))) == 2


def test_a_link_to_the_term_of_another_project_is_no_reference_to_the_glossary(tmp_path: Path) -> None:
    """The glossary of this book does not have it."""
    (tmp_path / "other").mkdir()
    other = Project(tmp_path / "other")
    write(other, TERMS)
    inventory = other.build("html").outdir / "objects.inv"
    (tmp_path / "mine").mkdir()
    project = Project(tmp_path / "mine")
    write(project, TERMS[1:2])
    project.write("index.rst", "Root\n====\n\nA :term:`wafer` in :external+other:term:`plasma`.\n")
    (project.src / "words.rst").unlink()
    project.write("conf.py", CONF.replace('"myst_parser"', '"sphinx.ext.intersphinx"'))
    mapping = {"other": ("https://example.org/", str(inventory))}
    links = list(
        book_of(project.build("epub", intersphinx_mapping=mapping)).page("index.xhtml").iter(f"{XHTML}a")
    )
    assert [(words(link), link.get("role")) for link in links] == [
        ("wafer", "doc-glossref"),
        ("plasma", None),
    ]
