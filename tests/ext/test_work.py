"""What a build does not do again: counted, not timed."""

from __future__ import annotations

import gc
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def test_the_search_stems_each_word_once(app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages have it."""
    stemmed: Counter[str] = Counter()
    stem = SearchEnglish.stem

    def counted(self: SearchEnglish, word: str) -> str:
        stemmed[word] += 1
        return stem(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", counted)
    app.build()
    assert stemmed["polished"] == 1
    assert set(stemmed.values()) == {1}
    assert "polish" in (app.outdir / "searchindex.js").read_text("utf-8")


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
