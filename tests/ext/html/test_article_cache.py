"""Claims about the cached HTML of articles: when it is made anew, and that nothing depends on it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kept_texts import change_texts

from sphinxcontrib_aiglossary.ext.html.article_html import fill
from sphinxcontrib_aiglossary.ext.incremental.sqlite_cache import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp


@pytest.fixture
def project(tmp_path: Path, rootdir: Path) -> Path:
    """Return a copy of the small project that prints two concepts on two pages."""
    return shutil.copytree(rootdir / "test-articles", tmp_path / "project")


@pytest.fixture
def build(make_app: Callable[..., SphinxTestApp], project: Path) -> Callable[..., dict[str, str]]:
    """Return what builds all pages of the project anew, and gives their text."""

    def run(builder: str = "html", *, parallel: int = 0, **confoverrides: Any) -> dict[str, str]:
        overrides = {"nitpicky": True, **confoverrides}
        app = make_app(builder, srcdir=project, freshenv=True, parallel=parallel, confoverrides=overrides)
        app.build()
        assert app.warning.getvalue() == ""
        app.cleanup()  # a second build in the same process would find the nodes registered
        pages = sorted(app.outdir.rglob("*.html"))
        return {str(path.relative_to(app.outdir)): path.read_text("utf-8") for path in pages}

    return run


def shelf_of(project: Path, builder: str = "html") -> Path:
    """Return the file with the fragments of a builder."""
    return project / "_build" / "doctrees" / "aiglossary" / f"fragments-{builder}.sqlite"


def spoil(project: Path) -> None:
    """Put another text in place of every fragment, to see where a page comes from.

    They are those of two concepts, and of the definition that opens the text of one.
    """
    assert change_texts(shelf_of(project), lambda _text: '["from the shelf", "read there"]') == 3


def test_links_are_filled_in_for_the_page() -> None:
    """A link gets the address and the title of the page's answer, both escaped."""
    html = '<a class="reference internal" href="aiglossary-term:a%20%26%20b"><em>x</em></a>!'
    filled = fill(html, lambda link: {"a & b": ("../p.html?x=1&y#term-a", 'A "quote"')}.get(link.name))
    link = '<a class="reference internal" href="../p.html?x=1&amp;y#term-a" title="A &quot;quote&quot;">'
    assert filled == f"{link}<em>x</em></a>!"


def test_a_link_that_leads_nowhere_is_its_text() -> None:
    """Emphasis stays; neither the link nor the role's markup does."""
    html = '<a href="aiglossary-term:x"><span class="xref std std-term">an <em>oven</em></span></a>, <a href="y">z</a>'
    assert fill(html, lambda _name: None) == 'an <em>oven</em>, <a href="y">z</a>'


def test_no_text_can_pass_for_a_link_to_a_concept(
    build: Callable[..., dict[str, str]], project: Path
) -> None:
    """A source that writes our placeholder gets text, escaped."""
    text = '[x](aiglossary-term:bake) `<a href="aiglossary-term:bake">y</a>`\n'
    (project / "rich.md").write_text(text, "utf-8")
    page = build()["index.html"]
    assert "aiglossary-term:bake" in page
    assert '"aiglossary-term:' not in page
    assert ">x <code" in page


def test_a_fragment_is_rendered_once(build: Callable[..., dict[str, str]], project: Path) -> None:
    """The next build takes it from the shelf."""
    build()
    spoil(project)
    assert "from the shelf" in build()["index.html"]


def test_a_changed_concept_is_rendered_anew(build: Callable[..., dict[str, str]], project: Path) -> None:
    """The changed article comes from its text, the other one from the shelf; no row is left behind."""
    build()
    spoil(project)
    (project / "rich.md").write_text("Only a *line*.\n", "utf-8")
    pages = build()
    assert "Only a <em>line</em>." in pages["index.html"]
    assert "from the shelf" in pages[str(Path("sub", "more.html"))]
    with closing(sqlite3.connect(shelf_of(project))) as connection:
        assert connection.execute("SELECT count(*) FROM texts").fetchall() == [(3,)]


@pytest.mark.parametrize(
    "setting",
    [
        {"language": "de"},
        {"html_permalinks": False},
        {"mathjax_inline": ["$", "$"]},
        {"extensions": ["printed", "sphinx.ext.todo"]},
    ],
    ids=lambda setting: next(iter(setting)),
)
def test_a_changed_setting_renders_all_anew(
    build: Callable[..., dict[str, str]], project: Path, setting: dict[str, Any]
) -> None:
    """What shapes the HTML of one article shapes all."""
    build()
    spoil(project)
    assert not any("from the shelf" in page for page in build(**setting).values())


def test_builders_keep_their_fragments_apart(build: Callable[..., dict[str, str]], project: Path) -> None:
    """One folder of doctrees serves several builders, whose HTML differs."""
    build()
    spoil(project)
    assert "from the shelf" not in build("singlehtml")["index.html"]
    assert "from the shelf" in build()["index.html"]


def test_formulas_that_become_files_are_not_kept(build: Callable[..., dict[str, str]], project: Path) -> None:
    """A renderer other than MathJax may write an image for each page; only texts without a formula are kept."""
    (project / "images.py").write_text(
        "from docutils import nodes\n"
        "def visit(self, node):\n"
        '    self.body.append(f\'<img alt="formula" src="{self.builder.imgpath}/formula.png" />\')\n'
        "    raise nodes.SkipNode\n"
        "def setup(app):\n"
        "    app.add_html_math_renderer('images', (visit, None), (visit, None))\n",
        "utf-8",
    )
    pages = build(extensions=["printed", "images"], html_math_renderer="images")
    assert 'src="_images/formula.png"' in pages["index.html"]
    with closing(sqlite3.connect(shelf_of(project))) as connection:
        assert connection.execute("SELECT name FROM texts").fetchall() == [("oven-profile brief 0",)]


def test_pages_are_the_same_from_any_number_of_processes(
    build: Callable[..., dict[str, str]], project: Path
) -> None:
    """Written serially, in forked workers, and from a shelf that workers filled: byte for byte one result."""
    for number in range(12):
        (project / f"page{number}.rst").write_text(
            ":orphan:\n\nPage\n====\n\n.. place:: bake full\n", "utf-8"
        )
    serial = build()
    shutil.rmtree(project / "_build")
    assert build(parallel=4) == serial
    assert build(parallel=4) == serial
    assert build() == serial


def test_a_broken_file_is_made_anew(build: Callable[..., dict[str, str]], project: Path) -> None:
    """A shelf that is no database costs time, and not a word."""
    pages = build()
    shelf_of(project).write_bytes(b"no database at all" * 500)
    assert build() == pages
    spoil(project)


def test_a_folder_that_cannot_be_written_is_done_without(
    build: Callable[..., dict[str, str]], project: Path
) -> None:
    """Where the shelf's folder cannot be made, the pages are the same."""
    pages = build()
    shutil.rmtree(shelf_of(project).parent)
    shelf_of(project).parent.write_text("a file where the folder would be", "utf-8")
    assert build() == pages
    assert build(parallel=2) == pages


def test_without_a_file_the_memory_keeps(tmp_path: Path) -> None:
    """A shelf that found no place still renders nothing twice in one process."""
    (tmp_path / "taken").write_text("", "utf-8")
    without = Shelf(tmp_path / "taken" / "shelf.sqlite", "s")
    without.put("x", "1", ("text", True))
    assert without.get("x", "1") == ("text", True)
    assert without.get("x", "2") is None


def test_a_file_that_breaks_in_use_is_left_behind(tmp_path: Path) -> None:
    """What was a database a moment ago and is none now is removed, and the memory takes over."""
    path = tmp_path / "shelf.sqlite"
    texts = Shelf(path, "s")
    texts.put("x", "1", ("text", False))
    texts.flush()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE texts")
    assert texts.get("x", "1") is None
    texts.put("x", "1", ("text", False))
    assert texts.get("x", "1") == ("text", False)
    assert not path.exists()
    texts.close()


def test_what_is_put_on_a_shelf_waits_for_company(tmp_path: Path) -> None:
    """Many texts are written at once, some before the end; what is closed has all of them."""
    path = tmp_path / "shelf.sqlite"
    texts = Shelf(path, "s")

    def written() -> int:
        with closing(sqlite3.connect(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM texts").fetchone()[0])

    for number in range(1000):
        texts.put(str(number), "1", ("text", False))
    before = written()
    assert 500 < before < 1000
    assert texts.get("0", "1") == texts.get("999", "1") == ("text", False)
    texts.close()
    assert written() == 1000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
def test_a_forked_process_opens_the_file_for_itself(tmp_path: Path) -> None:
    """What a child puts on the shelf the parent finds, although both had it open."""
    texts = Shelf(tmp_path / "shelf.sqlite", "s")
    texts.put("parent", "1", ("text", False))
    texts.flush()
    inherited = texts._connection
    child = os.fork()
    if not child:
        texts.put("child", "1", ("from the child", True))
        texts.flush()
        os._exit(0 if texts.get("parent", "1") and texts._connection is not inherited else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert texts.get("child", "1") == ("from the child", True)
    texts.close()
