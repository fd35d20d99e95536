"""What was decided stands while nothing changes: it is not decided again, and whatever is missing is made again."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from building import Project

from sphinxcontrib_aiglossary.ext.html import article_renderer
from sphinxcontrib_aiglossary.ext.incremental import stale_pages
from sphinxcontrib_aiglossary.ext.plan import build_plan, layout
from sphinxcontrib_aiglossary.ext.std_terms import Registration
from sphinxcontrib_aiglossary.store import Store
from sphinxcontrib_aiglossary.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

    from building import Built

PAGES = ("aiglossary-terms.html", "aiglossary-abbreviations.html", "aiglossary-categories.html")
TERMS = """
concepts:
- term: Kiln
  abbreviations: [KLN]
  categories: [Ovens]
  definition: A furnace for [glazes](term:glaze).
  article: |-
    ## Use

    It fires pots.
- term: Glaze
  definition: A coat of glass.
"""


def concepts(number: int) -> str:
    """Return so many concepts of which nobody speaks."""
    return "".join(
        f"- term: Thing {each}\n  definition: The thing number {each}.\n" for each in range(number)
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that prints all, and uses one term."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Pots\n====\n\n.. toctree::\n\n   a\n   glo\n")
    project.write("a.rst", "A\n=\n\nA :term:`kiln`.\n")
    project.write("glo.rst", "Terms\n=====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n")
    return project


def watched(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[tuple[Any, ...]]:
    """Note the arguments of each call of a function."""
    calls: list[tuple[Any, ...]] = []
    function = getattr(owner, name)

    def noting(*given: Any, **named: Any) -> Any:
        calls.append(given)
        return function(*given, **named)

    monkeypatch.setattr(owner, name, noting)
    return calls


def times(built: Built, names: Sequence[str]) -> dict[str, int]:
    """Return when files were written."""
    return {
        name: (built.outdir / name).stat().st_mtime_ns for name in names if (built.outdir / name).exists()
    }


def test_nothing_is_decided_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is any article rendered, or a page of ours written."""
    first = project.build()
    before = times(first, [*PAGES, "glo.html", "aiglossary.json"])
    decided = watched(monkeypatch, build_plan, "decide")
    rendered = watched(monkeypatch, article_renderer.Renderer, "render")
    files = first.files()
    again = project.build()
    assert again.files() == files
    assert times(again, [*PAGES, "glo.html", "aiglossary.json"]) == before
    assert len(before) == 5
    assert (decided, rendered) == ([], [])


def test_a_text_may_change_without_anything_being_decided(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that is written asks what its own names mean; nothing else is looked up, compared or written."""
    project.write("terms.yaml", TERMS + concepts(1))
    project.write("b.rst", "B\n=\n\nA :term:`thing 0`.\n")
    project.write("index.rst", "Pots\n====\n\n.. toctree::\n\n   a\n   b\n   glo\n")
    before = times(project.build(), [*PAGES, "glo.html", "b.html", "aiglossary.json", "objects.inv"])
    compared = watched(monkeypatch, stale_pages, "fingerprints")
    registered = watched(monkeypatch, Registration, "register")
    found = watched(monkeypatch, Store, "find")
    project.write("a.rst", "A\n=\n\nA large :term:`kiln`.\n")
    again = project.build()
    assert b"large" in again.files()["a.html"]
    assert times(again, list(before)) == before
    assert len(before) == 7
    assert (compared, registered, "thing 0" in {name for _, name in found}) == ([], [], False)
    assert again.files() == project.build(build="clean").files()


def test_a_text_of_the_glossary_is_compared_where_it_is_shown(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else the documents take of the glossary is known, and the names on pages that stay are not looked up."""
    project.write("terms.yaml", TERMS + concepts(2))
    project.write("b.rst", "B\n=\n\nA :term:`thing 0`.\n")
    project.write("c.rst", "C\n=\n\nA :term:`thing 1`.\n")
    project.write("index.rst", "Pots\n====\n\n.. toctree::\n\n   a\n   b\n   c\n   glo\n")
    project.build()
    before = times(project.build(), ["a.html", "b.html", "c.html", "glo.html", "objects.inv"])
    shared = watched(monkeypatch, stale_pages, "find_shares")
    counted = watched(monkeypatch, stale_pages, "count_unused")
    made = watched(monkeypatch, layout, "_made")
    found = watched(monkeypatch, Store, "find")
    project.replace("terms.yaml", "The thing number 0", "The first thing")
    again = project.build()
    after = times(again, list(before))
    assert {name for name in before if after[name] != before[name]} == {"b.html", "glo.html"}
    assert (shared, counted, made) == ([], [], [])
    assert not {"kiln", "thing 1"} & {name for _, name in found}
    assert again.files() == project.build(build="clean").files()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "A\n=\n\nA :term:`kiln` with a :term:`glaze`.\n"),
        ("a.rst", "A\n=\n\n.. glossary::\n\n   kiln\n      An oven.\n"),
        ("a.rst", ":aiglossary-prefer: Ovens\n\nA\n=\n\nA :term:`kiln`.\n"),
        ("a.rst", "Other\n=====\n\nA :term:`kiln`.\n"),
        ("glo.rst", "Terms\n=====\n\n.. aiglossary::\n   :show: all\n"),
    ],
    ids=["a use", "an entry", "a preference", "a title", "a placement"],
)
def test_what_a_document_says_of_the_glossary_counts(project: Project, name: str, text: str) -> None:
    """Whichever way it says it."""
    project.replace("glo.rst", "   :detail: full\n", "   :uses:\n")
    project.build()
    project.write(name, text)
    grown = project.build().files()
    clean = project.build(build="clean").files()
    # Sphinx itself leaves the neighbours of a page as they are
    assert {name for name in clean if b"Used in" in clean[name] and grown[name] != clean[name]} == set()
    assert {name for name in clean if "html" not in name and grown[name] != clean[name]} <= {".buildinfo"}


def test_a_hand_written_term_goes_before_the_names_of_the_last_build(project: Project) -> None:
    """They are put back only if they still may stand there."""
    project.build()
    project.write("a.rst", "A\n=\n\n.. glossary::\n\n   kiln\n      An oven.\n")
    grown = project.build()
    assert not grown.ours
    assert grown.files() == project.build(build="clean").files()
    project.write("a.rst", "A\n=\n\nA :term:`kiln`.\n")
    assert project.build().files() == project.build(build="clean").files()


@pytest.mark.parametrize("name", [*PAGES, "glo.html", "a.html", "aiglossary.json"])
def test_a_file_that_was_removed_is_made_again(project: Project, name: str) -> None:
    """As it was, though nothing else has changed."""
    first = project.build()
    files = first.files()
    (first.outdir / name).unlink()
    assert project.build().files() == files


def test_a_page_of_an_index_shows_what_shapes_all_pages(project: Project) -> None:
    """A title of the project, which Sphinx writes on each of them."""
    project.build()
    assert b"Vessels" in project.build(html_title="Vessels").files()["aiglossary-terms.html"]


def test_another_builder_does_not_make_it_stand(project: Project) -> None:
    """Both share what was read, and each decides for itself."""
    first = project.build()
    files = first.files()
    project.write("a.rst", "A\n=\n\nA :term:`kiln`!\n")
    project.build("text")
    assert project.build().files() == project.build(build="clean").files()
    project.write("a.rst", "A\n=\n\nA :term:`kiln`.\n")
    assert project.build().files() == files


def test_what_a_build_warns_of_is_said_by_the_next_one(project: Project) -> None:
    """An unchanged project has the same faults."""
    project.write("glo.rst", "Terms\n=====\n\n.. aiglossary::\n\n.. aiglossary::\n   :categories: nowhere\n")
    first = project.build()
    assert any("nowhere" in warning for warning in first.ours)
    assert project.build().ours == first.ours


def test_each_article_is_rendered_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """For its own page and for the links that show its definition, whichever is written first."""
    rendered = watched(monkeypatch, article_renderer.Renderer, "render")
    project.build()
    assert sorted((concept.ident, detail) for _, concept, detail, *_ in rendered) == [
        ("glaze", "full"),
        ("kiln", "full"),
    ]


def test_of_a_changed_glossary_the_changed_article_is_rendered(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others lie elsewhere in their source now, which nobody sees."""
    project.build()
    rendered = watched(monkeypatch, article_renderer.Renderer, "render")
    project.replace("terms.yaml", "    It fires pots.", "    It fires pots,\n    and dries them.")
    project.build()
    assert [concept.ident for _, concept, *_ in rendered] == ["kiln"]


@pytest.mark.parametrize(
    ("name", "old", "new", "times"),
    [
        ("a.rst", "A :term:`kiln`.", "A hot :term:`kiln`.", 0),
        ("a.rst", "A :term:`kiln`.", "A :term:`glaze`.", 0),
        ("glo.rst", "Terms\n=====\n", "Terms\n=====\n\nAll of them.\n", 0),
        ("terms.yaml", "A coat of glass.", "A coat of [kiln](term:kiln) glass.", 1),
        ("terms.yaml", "A coat of glass.", "A thin coat of glass.", 0),
        ("terms.yaml", "It fires pots.", "It fires pots, one by one.", 0),
        ("terms.yaml", "[KLN]", "[KLN, KN]", 1),
        ("terms.yaml", "[Ovens]", "[Furnaces]", 1),
        ("glo.rst", "   :show: all\n", "", 1),
        ("conf.py", "extensions", "aiglossary_exclude = ['glaze']\nextensions", 1),
    ],
)
def test_what_is_printed_where_stands_while_nothing_but_texts_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch, *, name: str, old: str, new: str, times: int
) -> None:
    """Whatever is kept, the output is that of a clean build."""
    project.build()
    made = watched(monkeypatch, layout, "_made")
    project.replace(name, old, new)
    grown = project.build()
    assert len(made) == times
    assert grown.files() == project.build(build="clean").files()


def test_a_build_reads_no_texts_but_those_of_the_pages_that_it_writes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all others it has digests."""
    project.build()
    read = watched(monkeypatch, Store, "concept")
    project.replace("a.rst", "A :term:`kiln`.", "A hot :term:`kiln`.")
    project.build()
    assert {ident for _, ident in read} == {"kiln"}


def test_what_is_neither_printed_nor_used_is_not_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build reads as many rows of a compiled glossary, however many more concepts this has."""
    project.write("glo.rst", "Terms\n=====\n\n.. aiglossary::\n")
    answer, read = Database.rows, []
    rows: list[int] = []

    def counted(self: Database, *asked: Any) -> Any:
        found = answer(self, *asked)
        rows.append(len(found))
        return found

    for number in (30, 300):
        project.write("terms.yaml", TERMS + concepts(number))
        project.build(build=f"{number}")
        with monkeypatch.context() as context:
            context.setattr(Database, "rows", counted)
            project.write("a.rst", f"A\n=\n\nA :term:`kiln`, {number}.\n")
            project.build(build=f"{number}")
        read.append(sum(rows))
        rows.clear()
    assert read[0] == read[1]
    assert read[0] > 0


RENDERING = ("markdown_it", "sphinxcontrib_aiglossary.ext.html.article_renderer")


def loaded(project: Project, tmp_path: Path, change: Callable[[], object]) -> set[str]:
    """Return the modules that a build loads, in a process of its own, after a first one and a change."""
    source, output = str(project.src), str(tmp_path / "out")
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", source, output], check=True, capture_output=True
    )
    change()
    code = f"""
import sys
from sphinx.cmd.build import main
failed = main(["-q", "-b", "html", {source!r}, {output!r}])
print(*sys.modules)
sys.exit(failed)
"""
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(result.stdout.split())


def test_a_build_that_finds_nothing_changed_loads_nothing_that_reads_sources_or_renders(
    project: Project, tmp_path: Path
) -> None:
    """Most of the program is of no use to it, and would take longer to load than the build itself."""
    names = ("yaml", "sphinxcontrib_aiglossary.pipeline", "sphinxcontrib_aiglossary.merge")
    ext = ("plan.build_plan", "plan.decide", "latex.pdf", "interop.published_terms")
    unwanted = {*names, *RENDERING, *(f"sphinxcontrib_aiglossary.ext.{name}" for name in ext)}
    assert not unwanted & loaded(project, tmp_path, lambda: None)


def test_a_build_after_a_change_of_a_page_loads_nothing_that_renders(
    project: Project, tmp_path: Path
) -> None:
    """All articles are there, and a definition without much markup makes the title of a link as it stands."""
    project.write("terms.yaml", TERMS.replace("[glazes](term:glaze)", "**glazes**"))
    found = loaded(project, tmp_path, lambda: project.write("a.rst", "A\n=\n\nAnother :term:`kiln`.\n"))
    assert "sphinxcontrib_aiglossary.ext.plan.decide" in found
    assert not found & {*RENDERING}
