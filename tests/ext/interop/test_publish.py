"""What a site publishes of its definitions beside its inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kept_texts import change_texts
from small_project import assert_same_output
from sphinx.util.inventory import InventoryFile
from two_projects import HAND, owner, published

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])


def listed(built: Built) -> dict[str, set[str]]:
    """Return the terms of the inventory: names by address."""
    data = (built.outdir / "objects.inv").read_bytes()
    found: dict[str, set[str]] = {}
    for name, item in InventoryFile.loads(data, uri="").data["std:term"].items():
        found.setdefault(item.uri, set()).add(name)
    return found


@BUILDERS
def test_a_site_publishes_each_term_that_its_inventory_lists(tmp_path: Path, builder: str) -> None:
    """Under the same address and names, from a source or written by hand."""
    built = owner(tmp_path / "owner").build(builder)
    assert built.warnings == ()
    assert {uri: set(term["names"]) for uri, term in published(built).items()} == listed(built)


def test_a_term_has_its_line_its_category_and_its_definition(tmp_path: Path) -> None:
    """Not the article; the links lead from the root of the site."""
    found = published(owner(tmp_path / "owner").build())
    assert found["glo.html#term-wafer"] == {
        "uri": "glo.html#term-wafer",
        "term": "Wafer (WF)",
        "names": ["WF", "Wafer", "slice"],
        "category": "Lithography",
        "definition": "A disc of [silicon](<glo.html#term-silicon>), $\\theta_0$ thick.",
    }
    assert found["hand.html#term-chuck"]["term"] == "chuck, clamp"
    assert (
        found["hand.html#term-chuck"]["definition"]
        == "Holds a [wafer](<glo.html#term-wafer>), see [Section](<hand.html#by-hand>)."
    )


@pytest.mark.parametrize(
    ("builder", "uri", "definition"),
    [
        ("dirhtml", "glo/#term-wafer", "[silicon](<glo/#term-silicon>)"),
        ("singlehtml", "#document-glo#term-wafer", "[silicon](<index.html#term-silicon>)"),
    ],
)
def test_links_are_those_of_the_builder(tmp_path: Path, builder: str, uri: str, definition: str) -> None:
    """Also where the inventory of Sphinx has addresses that no browser finds."""
    assert definition in published(owner(tmp_path / "owner").build(builder))[uri]["definition"]


def test_a_link_of_any_form_is_published_as_one_and_code_as_code(tmp_path: Path) -> None:
    """What leads nowhere is text, wherever it stands."""
    definition = (
        '"[a *b*](term:silicon) [c](term:gone) `[d](term:silicon)` \\\\[e](term:silicon) [f](<term:silicon>) '
        "[g](other.md) [h](https://example.org/ 'i') ![j](term:silicon) [](term:silicon)\""
    )
    terms = (
        f"concepts:\n  - term: Silicon\n    definition: {{}}\n  - term: Wafer\n    definition: {definition}\n"
    )
    project = owner(tmp_path / "owner", terms=terms.format("x"))
    project.write("hand.rst", "Hand\n====\n")
    found = published(project.build())["glo.html#term-wafer"]["definition"]
    silicon = "(<glo.html#term-silicon>)"
    assert found == (
        f"[a *b*]{silicon} c `[d](term:silicon)` \\[e\\](term:silicon) [f]{silicon} g [h](<https://example.org/>) j"
    )


def test_links_of_a_folder_lead_from_the_root(tmp_path: Path) -> None:
    """A hand-written entry may stand in any folder."""
    project = owner(tmp_path / "owner")
    (project.src / "sub").mkdir()
    project.write(
        "sub/more.rst", HAND.replace("chuck", "jig").replace("clamp", "vice").replace("by-hand", "b")
    )
    project.write("index.rst", "Owner\n=====\n\n.. toctree::\n\n   sub/more\n   glo\n   hand\n")
    for builder, uri, glo in (
        ("html", "sub/more.html#", "glo.html#term-wafer"),
        ("dirhtml", "sub/more/#", "glo/#term-wafer"),
    ):
        found = published(project.build(builder, build=builder))[f"{uri}term-jig"]["definition"]
        assert found == f"Holds a [wafer](<{glo}>), see [Section](<{uri}b>)."


def test_what_an_output_leaves_out_is_not_published(tmp_path: Path) -> None:
    """The definition inside an ``only`` for others is nobody's business."""
    project = owner(tmp_path / "owner")
    only = ".. only:: internal\n\n   .. glossary::\n\n      secret\n         Not for all.\n"
    project.write(
        "hand.rst",
        f"{HAND}\n   robot\n      Moves.\n\n      .. only:: internal\n\n         Also not.\n\n{only}",
    )
    text = (project.build().outdir / "aiglossary.json").read_text("utf-8")
    assert "Not for all" not in text
    assert "Also not" not in text
    assert "Moves." in text


def test_what_an_output_leaves_out_depends_on_tags(tmp_path: Path) -> None:
    """Each time as in a clean build, also where nothing else tells of them."""
    project = owner(tmp_path / "owner")
    project.write(
        "hand.rst", "Hand\n====\n\n.. only:: internal\n\n   .. glossary::\n\n      secret\n         Kept.\n"
    )
    for tags in ((), ("internal",), ()):
        grown = project.build(tags=tags)
        assert_same_output(grown, project.build(build=f"clean {tags}", tags=tags), f"tags {tags}")
        assert ("Kept." in (grown.outdir / "aiglossary.json").read_text("utf-8")) is bool(tags)


def test_the_switch_publishes_nothing_and_takes_away_what_was_published(tmp_path: Path) -> None:
    """Each time as in a clean build."""
    project = owner(tmp_path / "owner")
    project.build()
    off = project.build(aiglossary_publish=False)
    assert not (off.outdir / "aiglossary.json").exists()
    assert_same_output(project.build(), project.build(build="clean"), "switching on")


def test_a_file_of_that_name_that_is_not_ours_stays(tmp_path: Path) -> None:
    """Where a project publishes nothing, what else lies there is its own."""
    project = owner(tmp_path / "owner", "html_extra_path = ['aiglossary.json']\naiglossary_publish = False\n")
    project.write("aiglossary.json", "{}")
    assert (project.build().outdir / "aiglossary.json").read_text("utf-8") == "{}"


def test_tips_and_publishing_are_two_things(tmp_path: Path) -> None:
    """A site without the one has the other all the same."""
    project = owner(tmp_path / "owner")
    off = project.build(build="off", aiglossary_tips=False)
    assert published(off) == published(project.build())


def test_a_project_without_terms_publishes_nothing(tmp_path: Path) -> None:
    """Nor do outputs that have no inventory."""
    project = owner(tmp_path / "owner")
    for builder in ("epub", "latex", "text"):
        assert not (project.build(builder).outdir / "aiglossary.json").exists()
    project.write("hand.rst", "Hand\n====\n")
    project.write("glo.rst", "Glo\n===\n")
    assert not (project.build().outdir / "aiglossary.json").exists()
    assert not (project.build("dirhtml", build="clean").outdir / "aiglossary.json").exists()


def test_the_same_is_published_by_every_way_of_building(tmp_path: Path) -> None:
    """After each change as in a clean build; with four processes; and not touched where nothing changed."""
    project = owner(tmp_path / "owner")
    path = project.build().outdir / "aiglossary.json"
    time = path.stat().st_mtime_ns
    project.write("index.rst", "Owner\n=====\n\nOther text.\n\n.. toctree::\n\n   hand\n   glo\n")
    project.build()
    assert path.stat().st_mtime_ns == time
    for name, old, new in (
        ("terms.yaml", "An element.", "Another element."),
        ("hand.rst", "Moves it.", "Moves all."),
        ("hand.rst", "Section\n-------", "Chapter\n-------"),
        ("glo.rst", "   :show: all\n", "   :letters: a-s\n"),
    ):
        project.replace(name, old, new)
        grown = project.build(jobs=4)
        clean = project.build(build=f"clean {new[:6].strip()}")
        assert_same_output(grown, clean, new)
    assert "Another element" in path.read_text("utf-8")
    assert "[Chapter]" in path.read_text("utf-8")


def test_of_a_changed_glossary_the_changed_concepts_are_formed_again(tmp_path: Path) -> None:
    """The others are published as they were: what is kept of them is taken as it is."""
    project = owner(tmp_path / "owner")
    project.build()
    (kept,) = (tmp_path / "owner" / "build").rglob("kept-html-*.sqlite")
    assert change_texts(kept, lambda text: text.replace("A disc of", "As kept:"), "published") == 1
    project.replace("terms.yaml", "An element.", "Another element.")
    found = published(project.build())
    assert found["glo.html#term-silicon"]["definition"] == "Another element."
    assert found["glo.html#term-wafer"]["definition"].startswith("As kept: [silicon]")


def test_a_definition_that_is_too_long_to_be_read_is_not_published(tmp_path: Path) -> None:
    """Others are; ten thousand characters are none too many."""
    project = owner(tmp_path / "owner")
    text = f"\n   a\n      {'x ' * 7000}\n\n   b\n      {'x ' * 5000}\n"
    project.write("hand.rst", HAND + text)
    assert [uri for uri in published(project.build()) if uri in {"hand.html#term-a", "hand.html#term-b"}] == [
        "hand.html#term-b"
    ]
