"""What a build does not do again: counted, not timed."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import addnodes
from sphinx.search.en import SearchEnglish
from sphinx.search.zh import SearchChinese

from sphinxcontrib_aiglossary.ext.domain import FOLDER, domain_of
from sphinxcontrib_aiglossary.ext.html.article_renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.testing.util import SphinxTestApp

TERMS = "concepts:\n" + "".join(
    f"  - term: Term {number}\n    definition: Wafers are polished.\n" for number in range(3)
)
PAGE = "Page\n====\n\nPolished wafers, and a :term:`term {}`.\n"


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose three pages use the same words."""
    src = tmp_path_factory.mktemp("src")
    (src / "conf.py").write_text(
        "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n", "utf-8"
    )
    (src / "terms.yaml").write_text(TERMS, "utf-8")
    (src / "index.rst").write_text("Root\n====\n\n.. toctree::\n\n   page0\n   page1\n   page2\n", "utf-8")
    for number in range(3):
        (src / f"page{number}.rst").write_text(PAGE.format(number), "utf-8")
    return src


@pytest.fixture
def app(project: Path, make_app: Callable[..., SphinxTestApp]) -> SphinxTestApp:
    """A first build of it."""
    return make_app("html", srcdir=project)


def search_index(app: SphinxTestApp) -> Any:
    """Return what the search knows."""
    text = (app.outdir / "searchindex.js").read_text("utf-8")
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


@pytest.fixture
def stemmed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each word was stemmed."""
    found: Counter[str] = Counter()
    stem = SearchEnglish.stem

    def counted(self: SearchEnglish, word: str) -> str:
        found[word] += 1
        return stem(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", counted)
    return found


def test_the_search_stems_each_word_once(app: SphinxTestApp, stemmed: Counter[str]) -> None:
    """However many pages have it."""
    app.build()
    assert stemmed["polished"] == 1
    assert set(stemmed.values()) == {1}
    assert "polish" in (app.outdir / "searchindex.js").read_text("utf-8")


def test_the_search_stems_new_words_only(
    app: SphinxTestApp, project: Path, make_app: Callable[..., SphinxTestApp], stemmed: Counter[str]
) -> None:
    """Those of the builds before are kept."""
    app.build()
    stemmed.clear()
    page = project / "page1.rst"
    page.write_text(page.read_text("utf-8") + "\nPolished wafers, burnished.\n", "utf-8")
    later = make_app("html", srcdir=project)
    later.build()
    assert stemmed == {"burnished": 1}
    assert {"polish", "burnish"} <= set(search_index(later)["terms"])


def test_stems_that_depend_on_what_was_read_are_not_remembered(
    project: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """Sphinx's Chinese stems a Latin word by the texts that it has met."""
    app = make_app("html", srcdir=project, confoverrides={"language": "zh_CN"})
    app.build()
    assert app.builder.indexer.lang.stem.__func__ is SearchChinese.stem  # type: ignore[attr-defined]
    assert not Path(app.doctreedir, FOLDER, "stems.json").exists()


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "no stems",
        "[]",
        '{"stems": {"polished": 1}}',
        '{"made_by": "another", "stems": {"polished": "x"}}',
    ],
)
def test_stems_of_something_else_are_not_taken(
    app: SphinxTestApp, project: Path, make_app: Callable[..., SphinxTestApp], kept: str
) -> None:
    """The next build makes them anew."""
    app.build()
    stems = Path(app.doctreedir, FOLDER, "stems.json")
    whole = stems.read_text("utf-8")
    stems.write_text(kept, "utf-8")
    shutil.rmtree(app.outdir)
    again = make_app("html", srcdir=project)
    again.build()
    assert "polish" in search_index(again)["terms"]
    assert stems.read_text("utf-8") == whole


def test_the_collector_sees_everything_again_after_a_build(
    project: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """As often as before: a process may build more than once."""
    usual = gc.get_threshold()
    app = make_app("html", srcdir=project)
    frozen, thresholds = [], set()

    def look(*_given: object) -> None:
        frozen.append(gc.get_freeze_count())
        thresholds.add(gc.get_threshold()[0])

    app.connect("doctree-resolved", look)
    app.build()
    assert min(frozen) > 0
    assert min(thresholds) > usual[0]
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, usual)


def said(folder: Path, settings: str) -> str:
    """Build a page in a process of its own, and return what this prints."""
    (folder / "conf.py").write_text(settings, "utf-8")
    (folder / "index.rst").write_text("Pages\n=====\n", "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "out"]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


LEFT_BEHIND = """\
import os

class Searched:
    def __del__(self, write=os.write):
        write(1, b"searched for garbage")

def setup(app):
    app.left = open("left-open.txt", "w", encoding="utf-8")
    app.left.write("not a word is lost")
    app.searched = Searched()
"""


@pytest.mark.parametrize("extension", ["", "sphinxcontrib_aiglossary"])
def test_a_process_ends_without_a_last_search_for_garbage(tmp_path: Path, extension: str) -> None:
    """Python makes one by itself; files that were left open hold all that was written to them either way."""
    settings = f"extensions = {[extension] if extension else []}\n{LEFT_BEHIND}"
    assert ("searched" in said(tmp_path, settings)) == (not extension)
    assert (tmp_path / "left-open.txt").read_text("utf-8") == "not a word is lost"


LOOKING = """\
import gc, os

def setup(app):
    search = gc.get_objects
    gc.get_objects = lambda: os.write(1, b"looked at all") and search()
"""


@pytest.mark.parametrize("left", ["", '    app.left = open("left-open.txt", "w", encoding="utf-8")\n'])
def test_open_files_are_looked_for_where_there_are_any(tmp_path: Path, left: str) -> None:
    """To look at all objects takes as long as to build a page, and the system knows what is open."""
    settings = f"extensions = ['sphinxcontrib_aiglossary']\n{LOOKING}{left}"
    assert said(tmp_path, settings) == ("looked at all" if left else "")


def test_the_tree_of_one_document_is_held_at_a_time(
    project: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """Sphinx would hold all of them until they are written, and the bytes of those that it reads for that."""
    for number in range(5):
        (project / f"more{number}.rst").write_text(":orphan:\n\nMore\n====\n", "utf-8")
    app = make_app("html", srcdir=project)
    held = []

    def look(app: SphinxTestApp, *_given: object) -> None:
        held.append((len(app.env._write_doc_doctree_cache), len(app.env._pickled_doctree_cache)))

    app.connect("doctree-read", look)
    app.connect("env-check-consistency", look)
    app.connect("doctree-resolved", look)
    app.build()
    assert len(held) > 2 * 5
    assert max(map(sum, held)) <= 1


RICH = """\
concepts:
  - term: Edge grip
    synonyms: [Rim hold, Border clamp]
    abbreviations: [EG]
    definition: An **edge grip** holds a wafer, as a term 1 does.
    article: |
      ## Use

      - `once`
      - twice, $x^2$

      | a | b |
      | - | - |
      | 1 | 2 |

      ```python
      grip = 1
      ```
"""


@pytest.fixture
def rich(project: Path, make_app: Callable[..., SphinxTestApp]) -> SphinxTestApp:
    """A first build of a project with a page that prints all in full."""
    (project / "terms.yaml").write_text(RICH + TERMS.partition("\n")[2], "utf-8")
    printed = "All\n===\n\n.. aiglossary::\n   :show: all\n   :detail: full\n"
    (project / "page0.rst").write_text(printed, "utf-8")
    return make_app("html", srcdir=project)


def test_a_printed_concept_is_one_node_with_a_text(rich: SphinxTestApp) -> None:
    """No transform of Sphinx or of others walks through its terms and its article."""
    counted: list[int] = []

    def count(_app: object, doctree: nodes.document, _docname: str) -> None:
        counted.extend(sum(1 for _ in found.findall()) for found in doctree.findall(addnodes.glossary))

    rich.connect("doctree-resolved", count)
    rich.build()
    concepts = 4
    assert counted == [2 + 2 * concepts]
    page = (rich.outdir / "page0.html").read_text("utf-8")
    assert all(name in page for name in ("Edge grip (EG)", "Rim hold", "Border clamp", "<code", "Term 2"))


def test_an_article_leaves_nothing_to_be_searched_for(rich: SphinxTestApp) -> None:
    """Its nodes are gone when it is rendered, though they know each other, and the collector stands still."""
    rich.build()
    concept = domain_of(rich.env).store.concept("edge-grip")
    renderer = Renderer(rich.builder)  # type: ignore[arg-type]
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            assert "<table" in renderer.render(concept, "full", "", anchors=True).whole.html
        assert gc.collect() < 20
    finally:
        gc.enable()
