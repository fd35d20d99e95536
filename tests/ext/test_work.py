"""What a build does not do again: counted, not timed."""

from __future__ import annotations

import gc
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

TERMS = "concepts:\n" + "".join(
    f"  - term: Term {number}\n    definition: Wafers are polished.\n" for number in range(3)
)
PAGE = "Page\n====\n\nPolished wafers, and a :term:`term {}`.\n"


@pytest.fixture
def app(make_app: Callable[..., SphinxTestApp], tmp_path_factory: pytest.TempPathFactory) -> SphinxTestApp:
    """A project whose three pages use the same words."""
    src = tmp_path_factory.mktemp("src")
    (src / "conf.py").write_text(
        "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n", "utf-8"
    )
    (src / "terms.yaml").write_text(TERMS, "utf-8")
    (src / "index.rst").write_text("Root\n====\n\n.. toctree::\n\n   page0\n   page1\n   page2\n", "utf-8")
    for number in range(3):
        (src / f"page{number}.rst").write_text(PAGE.format(number), "utf-8")
    return make_app("html", srcdir=src)


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


def test_the_collector_sees_everything_again_after_a_build(app: SphinxTestApp) -> None:
    """A process may build more than once."""
    frozen = []
    app.connect("doctree-resolved", lambda *_given: frozen.append(gc.get_freeze_count()))
    app.build()
    assert min(frozen) > 0
    assert gc.get_freeze_count() == 0
