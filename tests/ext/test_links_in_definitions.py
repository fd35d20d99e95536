"""Links around plain mentions within definitions and articles: which there are, where they lead, what is written again."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.articles import content
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Built

TERMS = """\
concepts:
  - term: Load lock
    abbreviations: [LL]
    synonyms: [entry chamber]
    definition: A vacuum chamber; wafer boats enter it, wafer boats leave it.
    article: |
      ## A wafer boat in a load lock

      The LL is a load lock: `wafer boat`, $wafer boat$, ![wafer boat](b.png), https://example.org/wafer-boat,
      [wafer boat](https://example.org/boat).

      A *process chamber* and the [line](term:pilot line) come next: the process-chamber, the pilot line, the
      > process
      > chamber.
  - term: Wafer boat
    definition: It holds wafers in a process chamber; see the LL.
  - term: Process chamber
    definition: Where it happens, never by il or die.
  - term: Pilot line
    definition: A wafer boat's first way.
  - term: Die
    definition: Unlike a pilot line.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A glossary printed in two parts: the first half of the alphabet in full, the second half in brief."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   use\n   first\n   second\n")
    project.write("use.rst", "Use\n===\n\nA :term:`load lock`.\n")
    project.write(
        "first.rst", "First\n=====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n   :letters: a-l\n"
    )
    project.write("second.rst", "Second\n======\n\n.. aiglossary::\n   :show: all\n   :letters: m-z\n")
    return project


def links(built: Built, page: str) -> dict[str, list[tuple[str, str]]]:
    """The links to concepts in what a page prints of each, by its term: address and text."""
    found = {}
    for part in built.html(page).split('<dt class="aiglossary-term"')[1:]:
        term = re.sub("<.*?>", "", part.partition(">")[2].partition("<a ")[0])
        pattern = (
            r'<a class="reference internal" href="([^"]*)"><span class="xref std std-term">(.*?)</span></a>'
        )
        found[term] = re.findall(pattern, part, re.DOTALL)
    return found


def test_the_first_mention_of_each_other_concept_is_a_link(project: Project) -> None:
    """Not one in a heading, code, a formula, a link, an image or an address, nor of itself or of what the text links."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "first.html") == {
        "Die": [("second.html#term-pilot-line", "pilot line")],
        "Load lock (LL)": [
            ("second.html#term-wafer-boat", "wafer boats"),
            ("second.html#term-process-chamber", "process chamber"),
            ("second.html#term-pilot-line", "line"),
        ],
    }
    assert links(built, "second.html") == {
        "Pilot line": [("#term-wafer-boat", "wafer boat")],
        "Process chamber": [],
        "Wafer boat": [("#term-process-chamber", "process chamber"), ("first.html#term-load-lock", "LL")],
    }


@pytest.mark.parametrize("autolink", ["", "    autolink: true\n"])
def test_an_everyday_word_is_linked_only_if_its_concept_says_so(project: Project, autolink: str) -> None:
    """By the same rule as in documents."""
    project.replace("terms.yaml", "term: Die\n", f"term: Die\n{autolink}")
    expected = [("first.html#term-die", "die")] if autolink else []
    assert links(project.build(), "second.html")["Process chamber"] == expected


def test_a_concept_that_wants_no_links_gets_none(project: Project) -> None:
    """Although its name is no everyday word; written links stay."""
    project.replace("terms.yaml", "term: Pilot line\n", "term: Pilot line\n    autolink: false\n")
    found = links(project.build(), "first.html")
    assert found["Die"] == []
    assert ("second.html#term-pilot-line", "line") in found["Load lock (LL)"]


def test_a_mention_pulls_nothing_in(project: Project) -> None:
    """Of what is mentioned, a glossary of the terms in use prints what is in use."""
    for page in ("first", "second"):
        project.replace(f"{page}.rst", "   :show: all\n", "")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "first.html") == {"Load lock (LL)": []}
    assert links(built, "second.html") == {}


def test_related_concepts_are_listed_beside_the_links_of_the_text(project: Project) -> None:
    """The list of related concepts is no part of the text: the first mention is a link all the same."""
    project.replace("terms.yaml", "definition: Unlike", "see: [pilot line]\n    definition: Unlike")
    target = "second.html#term-pilot-line"
    assert links(project.build(), "first.html")["Die"] == [(target, "pilot line"), (target, "pilot line")]


def test_what_other_sources_say_goes_on_with_the_links() -> None:
    """A concept that was linked above is not linked again below."""
    here = Origin("terms.yaml", 3)
    texts = ("An oven.", "A furnace and an oven.")
    entries = tuple(Entry(origin=here, term="Bake", definition=text) for text in texts)
    bake = Concept(ident="bake", term="Bake", entries=entries, origins=(here,))
    found = content(bake, "full", occurring="furnace\tfurnace\noven\toven")
    linked = [xref.astext() for xref in nodes.Element("", *found).findall(addnodes.pending_xref)]
    assert linked == ["oven", "furnace"]


HOMONYMS = """\
concepts:
  - term: Batch size
    categories: [Training]
    definition: How many examples; this batch size is not that of a furnace.
  - term: Batch size
    categories: [Lithography]
    definition: How many wafers.
  - term: Furnace
    definition: It has a batch size.
"""


@pytest.mark.parametrize(
    ("placements", "config", "target"),
    [
        (":show: all", {}, None),
        (":show: all", {"aiglossary_prefer": ["Training"]}, "term-batch-size-model-training"),
        (
            ":letters: f\n\n.. aiglossary::\n   :show: all\n   :categories: Lithography",
            {},
            "term-batch-size-lithography",
        ),
        (
            ":letters: f\n\n.. aiglossary::\n   :show: all\n   :categories: Lithography",
            {"aiglossary_prefer": ["Training"]},
            "term-batch-size-lithography",
        ),
        (":letters: f", {}, None),
        (
            ":show: all",
            {"aiglossary_exclude": ["batch size (model training)"]},
            "term-batch-size-lithography",
        ),
        (":show: all", {"aiglossary_exclude": ["batch size"]}, None),
    ],
    ids=["both", "preferred", "one printed", "the other preferred", "none", "one excluded", "both excluded"],
)
def test_a_name_of_several_concepts_is_linked_where_only_one_can_be_meant(
    tmp_path: Path, placements: str, config: dict[str, Any], target: str | None
) -> None:
    """The preferred one, or the only one that is printed; and none where a homonym speaks of itself."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", HOMONYMS)
    project.write("index.rst", f"Root\n====\n\nA :term:`furnace`.\n\n.. aiglossary::\n   {placements}\n")
    built = project.build(nitpicky=True, **config)
    assert built.warnings == ()
    found = links(built, "index.html")
    assert found["Furnace"] == ([(f"#{target}", "batch size")] if target else [])
    assert [each for term in found if term.startswith("Batch") for each in found[term]] in (
        [],
        [("#term-furnace", "furnace")],
    )


def test_a_name_that_the_project_excludes_is_not_linked(project: Project) -> None:
    """Neither an abbreviation that means something else there, nor its concept under any name."""
    assert links(project.build(aiglossary_exclude=["LL"]), "second.html")["Wafer boat"] == [
        ("#term-process-chamber", "process chamber")
    ]
    found = links(project.build(aiglossary_exclude=["wafer boat"]), "first.html")["Load lock (LL)"]
    assert [text for _, text in found] == ["process chamber", "line"]


def test_a_mention_of_what_is_defined_by_hand_leads_there(project: Project) -> None:
    """By every name of the concept, and once."""
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   load lock\n      By hand.\n")
    project.replace("terms.yaml", "see the LL.", "see the LL, a load lock, an entry chamber.")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "second.html")["Wafer boat"][1:] == [("hand.html#term-load-lock", "LL")]


def test_every_format_has_the_same_links(project: Project) -> None:
    """Nodes and HTML come by different ways."""
    expected = [
        text
        for page in ("first", "second")
        for of in links(project.build(), f"{page}.html").values()
        for _, text in of
    ]
    latex = "".join(path.read_text("utf-8") for path in project.build("latex").outdir.glob("*.tex"))
    found = re.findall(r"\\sphinxtermref\{(?:\\DUrole\{[a-z-]+\}\{)+([^}]*)\}", latex)
    assert found == ["load lock", *expected]
    xml = project.build("xml").outdir
    pattern = r'<reference internal="[^>]*>\s*<inline classes="xref std std-term">(.*?)</inline>'
    pages = [re.findall(pattern, (xml / f"{page}.xml").read_text("utf-8")) for page in ("first", "second")]
    assert [text for page in pages for text in page] == expected
    single = project.build("singlehtml").html("index.html")
    assert (
        re.findall(r'href="#[^"]*term-[^"]*"><span class="xref std std-term">(.*?)</span>', single) == found
    )


def test_with_the_setting_off_nothing_is_searched(project: Project) -> None:
    """There are the links that the texts write, and no file of what was found."""
    built = project.build(aiglossary_autolink_definitions=False)
    assert links(built, "first.html") == {
        "Die": [],
        "Load lock (LL)": [("second.html#term-pilot-line", "line")],
    }
    assert not list((built.outdir.parent / "doctrees" / "aiglossary").glob("mentions*"))


# what is written again


def rewritten(project: Project, change: Callable[[], object] = lambda: None, **config: Any) -> set[str]:
    """Build, change, build: the pages of documents that the change had written again, all as a clean build writes them."""
    first = project.build()
    times = {path: path.stat().st_mtime_ns for path in first.outdir.glob("*.html")}
    change()
    grown = project.build(**config)
    number = len(list(project.src.parent.iterdir()))
    assert grown.files() == project.build(build=f"clean-{number}", **config).files()
    assert grown.files() == project.build(build=f"parallel-{number}", jobs=4, **config).files()
    general = {"genindex.html", "search.html", "aiglossary-categories.html"}
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


def test_a_longer_name_that_leads_nowhere_hides_a_shorter_one(project: Project) -> None:
    """Although no link leads to the new concept, one to another is gone."""
    for page in ("first", "second"):
        project.replace(f"{page}.rst", "   :show: all\n", "")
    project.write("use.rst", "Use\n===\n\nA :term:`wafer boat` and a :term:`load lock`, :term:`die`.\n")
    project.replace("terms.yaml", "Unlike a pilot line.", "Unlike a wafer boat tray.")
    old = (project.src / "terms.yaml").read_text("utf-8")
    change = edit(
        project,
        "terms.yaml",
        old,
        f"{old}  - term: Boat tray\n    synonyms: [wafer boat tray]\n    definition: Flat.\n",
    )
    assert rewritten(project, change) == {"index.html", "first.html"}
    assert links(project.build(), "first.html")["Die"] == []


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


def test_texts_are_searched_once(project: Project) -> None:
    """What was found is taken from the file while names and texts are the same, and searched for anew with other names."""
    built = project.build()
    kept = built.outdir.parent / "doctrees" / "aiglossary" / "mentions.sqlite"
    spoiled = "UPDATE texts SET text = '' WHERE name = 'die full'"
    with closing(sqlite3.connect(kept)) as connection, connection:
        assert connection.execute(spoiled).rowcount == 1
    project.replace("terms.yaml", "Where it happens", "Where all happens")
    assert links(project.build(), "first.html")["Die"] == []
    more(project, "  - term: Abroad\n    definition: Away.\n")()
    assert links(project.build(), "first.html")["Die"] != []
