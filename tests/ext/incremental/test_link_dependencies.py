"""Which pages a change has written again because of the links around plain mentions, and what is kept of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from mentioning_project import TERMS, links, mentioning_project

from sphinxcontrib_aiglossary.naming.mentions import Mentions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a glossary printed in two parts."""
    return mentioning_project(tmp_path)


def rewritten(project: Project, change: Callable[[], object] = lambda: None, **config: Any) -> set[str]:
    """Build, change, build: the pages of documents that the change had written again, all as a clean build writes them."""
    first = project.build()
    times = {path: path.stat().st_mtime_ns for path in first.outdir.glob("*.html")}
    change()
    grown = project.build(**config)
    number = len(list(project.src.parent.iterdir()))
    assert grown.files() == project.build(build=f"clean-{number}", **config).files()
    assert grown.files() == project.build(build=f"parallel-{number}", jobs=4, **config).files()
    indices = {f"aiglossary-{name}.html" for name in ("categories", "abbreviations", "terms")}
    general = {"genindex.html", "search.html", *indices}
    return {path.name for path, time in times.items() if path.stat().st_mtime_ns != time} - general


def more(project: Project, text: str) -> Callable[[], None]:
    """Return what adds a concept to the source."""
    return lambda: project.write("terms.yaml", f"{TERMS}{text}")


def edit(project: Project, name: str, old: str, new: str) -> Callable[[], None]:
    """Return what replaces a text that stands once in a file."""
    return lambda: project.replace(name, old, new)


def test_a_concept_that_comes_to_be_printed_turns_mentions_on_other_pages_into_links(
    project: Project,
) -> None:
    """A mention of what was printed nowhere was text."""
    project.replace("second.rst", "   :show: all\n", "")
    project.replace("use.rst", "A :term:`load lock`.", "A :term:`die`.")
    change = edit(project, "use.rst", "A :term:`die`.", "A :term:`die` and a :term:`wafer boat`.")
    assert rewritten(project, change) == {"index.html", "use.html", "first.html", "second.html"}
    assert links(project.build(), "first.html")["Load lock (LL)"][0] == (
        "second.html#term-wafer-boat",
        "wafer boats",
    )


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("  - term: First way\n    definition: A road.\n", {"index.html", "first.html", "second.html"}),
        ("  - term: Abroad\n    definition: Away.\n", {"index.html", "first.html"}),
    ],
    ids=["mentioned", "not mentioned"],
)
def test_a_new_name_writes_the_pages_that_mention_it(project: Project, text: str, pages: set[str]) -> None:
    """Both concepts are printed on the first page; only one is mentioned on the second."""
    assert rewritten(project, more(project, text)) == pages


HIDDEN = "  - term: Tray\n    synonyms: [wafer boat tray]\n    definition: Flat.\n"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", HIDDEN, ["wafer boat"]),
        (HIDDEN, HIDDEN.replace("boat tray", "boat lid"), ["wafer boat"]),
        (HIDDEN, HIDDEN + HIDDEN.replace("Tray", "Lid").replace("boat tray", "boat lid"), []),
    ],
    ids=["new", "another", "both"],
)
def test_a_longer_name_that_leads_nowhere_hides_a_shorter_one(
    project: Project, before: str, after: str, shown: list[str]
) -> None:
    """Although no link leads to the longer one, a page without the shorter one, or with it elsewhere, is another."""
    for page in ("first", "second"):
        project.replace(f"{page}.rst", "   :show: all\n", "")
    project.write("use.rst", "Use\n===\n\nA :term:`wafer boat` and a :term:`die`.\n")
    terms = TERMS.replace("Unlike a pilot line.", "Unlike a wafer boat tray or a wafer boat lid.")
    project.write("terms.yaml", terms + before)
    pages = rewritten(project, lambda: project.write("terms.yaml", terms + after))
    assert pages == {"index.html", "first.html"}
    assert [text for _, text in links(project.build(), "first.html")["Die"]] == shown


def test_a_new_name_that_leads_nowhere_and_hides_nothing_writes_no_page(project: Project) -> None:
    """A text that mentions only what is printed nowhere stays as it is."""
    for page in ("first", "second"):
        project.replace(f"{page}.rst", "   :show: all\n", "")
    project.write("use.rst", "Use\n===\n\nA :term:`die`.\n")
    assert rewritten(project, more(project, "  - term: A pilot\n    definition: A light.\n")) == set()


def test_a_synonym_more_of_a_mentioned_concept_moves_its_link(project: Project) -> None:
    """The concepts that a text mentions are the same, the first mention is another."""
    change = edit(
        project, "terms.yaml", "term: Wafer boat\n", "term: Wafer boat\n    synonyms: [vacuum chamber]\n"
    )
    assert rewritten(project, change) == {"index.html", "first.html", "second.html"}
    found = links(project.build(), "first.html")["Load lock (LL)"]
    assert ("second.html#term-wafer-boat", "vacuum chamber") in found
    assert ("second.html#term-wafer-boat", "wafer boats") not in found


def test_another_definition_writes_only_the_pages_that_print_it(project: Project) -> None:
    """Names stay, so nothing that mentions the concept is touched."""
    change = edit(project, "terms.yaml", "Where it happens", "Where all happens")
    assert rewritten(project, change) == {"index.html", "second.html"}


def test_an_entry_by_hand_takes_the_links_over(project: Project) -> None:
    """A new page defines what was printed; whoever mentions it is written again."""
    text = ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   Wafer boat\n      By hand.\n"
    pages = rewritten(project, lambda: project.write("hand.rst", text))
    assert pages == {"index.html", "first.html", "second.html"}


def test_the_setting_writes_the_pages_that_have_such_links(project: Project) -> None:
    """And no other: a third page prints a definition that mentions nothing."""
    project.replace("second.rst", "m-z", "q-z")
    project.write(
        "third.rst", ":orphan:\n\nThird\n=====\n\n.. aiglossary::\n   :show: all\n   :letters: m-p\n"
    )
    project.replace("terms.yaml", "A wafer boat's first way.", "The [boat](term:wafer boat)'s first way.")
    assert rewritten(project, aiglossary_autolink_definitions=False) == {
        "index.html",
        "first.html",
        "second.html",
    }


def test_builders_of_one_environment_each_have_their_links(project: Project) -> None:
    """HTML, a change, LaTeX, HTML: the names are searched once for both."""
    project.build()
    more(project, "  - term: First way\n    definition: A road.\n")()
    latex = next(project.build("latex").outdir.glob("*.tex")).read_text("utf-8")
    assert "std-term}{first way}" in latex
    grown = project.build()
    assert grown.files() == project.build(build="clean").files()


@pytest.mark.parametrize("spoil", ["removed", "broken", "unreadable"])
def test_the_file_of_what_was_found_may_be_lost(project: Project, spoil: str) -> None:
    """Texts are searched again, and pages stay as they are; so do they from a file that is whole."""
    built = project.build()
    folder = built.outdir.parent / "doctrees" / "aiglossary"
    kept = folder / "mentions.sqlite"
    for path in folder.glob("mentions.sqlite-*"):
        path.unlink()
    kept.unlink()
    if spoil == "broken":
        kept.write_bytes(b"no database at all" * 500)
    elif spoil == "unreadable":
        kept.mkdir()
    project.replace("terms.yaml", "Where it happens", "Where a pilot line ends")
    grown = project.build()
    assert grown.warnings == ()
    assert grown.files() == project.build(build="clean").files()
    assert grown.files() == project.build(jobs=4).files()


def test_texts_are_searched_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text is searched alone; for other names, all that is printed again is searched."""
    searched: list[str] = []
    every = Mentions.every

    def noted(self: Mentions, text: str) -> dict[str, tuple[str, ...]]:
        searched.append(text)
        return every(self, text)

    monkeypatch.setattr(Mentions, "every", noted)
    project.build()
    texts = sorted(searched)
    assert len(set(texts)) == len(texts) > 1
    searched.clear()
    project.replace("terms.yaml", "Where it happens", "Where all happens")
    project.build()
    assert searched
    assert all("Where all happens" in text for text in searched)
    searched.clear()
    more(project, "  - term: Abroad\n    definition: Away.\n")()
    project.build()
    assert len({*searched}.intersection(texts)) > 3
