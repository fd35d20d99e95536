"""With links for mentions every build is like a clean one, and reads no page without need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from mentioning import MYST, REST, links, read, say, texts, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page in reST, one in Markdown, and a placement that prints what is in use."""
    return Project(tmp_path, "autolink")


def pages(project: Project) -> None:
    """Two dozen pages with various words."""
    words = [
        "galley",
        "platen",
        "composing",
        "stick",
        "type",
        "metal",
        "forme",
        "CS",
        "imposing",
        "stone",
        "proof",
    ]
    names = []
    for number in range(24):
        chosen = words[number % 5 :: 1 + number % 4]
        text = f"P{number}\n===\n\n{' '.join(chosen)}.\n\n{' and '.join(reversed(chosen))}.\n"
        project.write(f"p{number}.rst", text)
        names.append(f"   p{number}\n")
    project.replace("index.rst", "   glo\n", f"   glo\n{''.join(names)}")


def test_parallel_and_serial_builds_agree(project: Project) -> None:
    """Byte for byte, as after an edit."""
    pages(project)
    config: dict[str, Any] = {"aiglossary_autolink": "first-in-section"}
    one = project.build(build="one", **config)
    four = project.build(build="four", jobs=4, **config)
    assert one.warnings == four.warnings
    assert one.files() == four.files()
    project.write("p3.rst", "P3\n===\n\nA galley proof, an imposing stone.\n")
    assert (
        project.build(build="four", jobs=4, **config).files() == project.build(build="new", **config).files()
    )


CHANGES = [
    # added, renamed, removed, a synonym, an abbreviation; what is read again
    ("  - term: galley\n", "  - term: shallow tray\n    definition: New.\n  - term: galley\n", set()),
    ("  - term: galley\n", "  - term: ink knife\n    definition: New.\n  - term: galley\n", {"page"}),
    (
        "  - term: galley\n",
        "  - term: galley edge\n    definition: New.\n  - term: galley\n",
        {"page", "other"},
    ),
    ("  - term: platen\n", "  - term: pressing plate\n", {"other"}),
    ("    synonyms: [setting stick]\n", "", {"page"}),
    ("    synonyms: [setting stick]\n", "    synonyms: [setting stick, ink knife]\n", {"page"}),
    ("abbreviations: [CS]", "abbreviations: [CS, QX]", {"other", "page"}),
    ("    autolink: false\n", "", {"other"}),
    # the definition, the category, the order
    ("A shallow tray for", "A flat tray for", set()),
    ("category: Letterpress", "category: Printing", set()),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_a_change_of_names_reads_exactly_the_pages_that_it_can_touch(
    project: Project, old: str, new: str, expected: set[str]
) -> None:
    """Those that have all words of a name that came or went; and the outcome is that of a clean build."""
    say(project, "A galley, a setting stick, the ink on a knife at its edge, qx.")
    say(project, "A galley has an edge. A platen, a quoin, QX.", "other.md")
    project.build()
    project.replace("terms.yaml", old, new)
    built = project.build()
    assert read(built) == expected
    assert built.files() == project.build(build="clean").files()
    assert read(project.build()) == set()


def test_a_change_of_names_without_any_page_is_remembered(project: Project) -> None:
    """Sphinx keeps its environment only if a page was read or written."""
    project.build()
    for name in ("unheard", "unseen", "unknown"):
        project.replace(
            "terms.yaml",
            "  - term: galley\n",
            f"  - term: {name} of\n    definition: New.\n  - term: galley\n",
        )
        assert read(project.build()) == set()
    project.replace("terms.yaml", "  - term: platen\n", "  - term: pressing plate\n")
    built = project.build()
    assert read(built) == {"other"}
    assert built.files() == project.build(build="clean").files()


def test_a_change_of_names_reads_nothing_where_mentions_are_no_links(project: Project) -> None:
    """The default."""
    project.build(aiglossary_autolink="off")
    project.replace("terms.yaml", "  - term: galley\n", "  - term: shallow galley\n")
    assert read(project.build(aiglossary_autolink="off")) == set()


def test_a_lost_file_of_names_reads_every_page_with_links(project: Project) -> None:
    """Nobody knows what changed; without a change it is not missed."""
    project.write(
        "index.rst",
        (project.src / "index.rst")
        .read_text()
        .replace("Workshop", ":aiglossary-autolink: off\n\nWorkshop", 1),
    )
    folder = project.build().outdir.parent / "doctrees" / "aiglossary"
    for kept in folder.glob("names-*"):
        kept.unlink()
    assert read(project.build()) == set()
    for kept in folder.glob("names-*"):
        kept.write_text("[[")
    project.replace("terms.yaml", "  - term: galley\n", "  - term: shallow galley\n")
    built = project.build()
    assert read(built) == {"page", "other", "glo"}
    assert built.files() == project.build(build="clean").files()


def test_excluding_a_name_reads_the_pages_that_have_it(project: Project) -> None:
    """And taking it back does."""
    say(project, "A galley proof.")
    project.build()
    for exclude in (["galley proof"], [], ["platen", "CS"]):
        built = project.build(aiglossary_exclude=exclude)
        assert read(built) == ({"other"} if "platen" in exclude else {"page"})
        assert (
            built.files() == project.build(build=f"clean{len(exclude)}", aiglossary_exclude=exclude).files()
        )


def test_a_hand_written_term_writes_the_pages_that_may_mention_it(project: Project) -> None:
    """Its page is read; the others are only written. Likewise when it moves and when it goes."""
    say(project, "An imposing stone.")
    say(project, "An imposing platen.", "other.md")
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\nText.\n")
    project.build()
    entry = "Hand\n====\n\n.. glossary::\n\n   imposing stone\n      A table.\n"
    for number, text in enumerate([entry, entry.replace("imposing", "x\n   imposing"), "Hand\n====\n"]):
        project.write("hand.rst", f":orphan:\n\n{text}")
        built = project.build()
        assert read(built) == {"hand"}
        assert "other" not in written(built)
        assert built.files() == project.build(build=f"clean{number}").files()


def test_metadata_and_configuration_switch_links_on_and_off(project: Project) -> None:
    """Each build is like a clean one."""
    for number, (policy, field) in enumerate(
        [("off", ""), ("off", "all"), ("all", "off"), ("all", ""), ("off", "")]
    ):
        metadata = f":aiglossary-autolink: {field}\n\n" if field else ""
        project.write("page.rst", f"{metadata}Page\n====\n\nA galley, a galley.\n")
        built = project.build(aiglossary_autolink=policy)
        clean = project.build(build=f"clean{number}", aiglossary_autolink=policy)
        assert built.files() == clean.files()
        assert len(links(built)) == (2 if (field or policy) == "all" else 0)


def test_two_builders_share_one_folder_of_doctrees(project: Project) -> None:
    """HTML, then a PDF after a change of names, then HTML again: each is like a clean one."""
    pages(project)
    project.build()
    project.replace("terms.yaml", "  - term: platen\n", "  - term: stone\n")
    tex = project.build("latex")
    assert tex.files() == project.build("latex", build="clean").files()
    built = project.build()
    assert read(built) == set()
    assert built.files() == project.build(build="clean").files()


def test_links_are_no_part_of_messages_to_be_translated(project: Project) -> None:
    """The catalogs are those of a project without links."""
    say(project, REST)
    say(project, MYST, "other.md")
    linked, plain = (
        texts(project.build("gettext", build=policy, aiglossary_autolink=policy)) for policy in ("all", "off")
    )
    assert linked == plain
    assert b"composing stick" in linked["page.pot"]
