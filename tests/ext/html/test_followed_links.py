"""Every link of a finished site leads somewhere, and no id stands twice on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project
from followed_links import faults, read
from hostile_concepts import write as hostile

if TYPE_CHECKING:
    from pathlib import Path

OF_SPHINX = re.compile(
    r"index.html: ((genindex|search).html leads to no file|id how-it-works stands 3 times"
    r"|#document-\w+#(how-it-works|aiglossary) leads to no id)"
)
"""What plain Sphinx leaves dead in one big page: index, search, headings of one text, and headings in the side bar."""


def ours(site: Path) -> list[str]:
    """What is wrong in one big page but for that."""
    return [fault for fault in faults(site) if not OF_SPHINX.fullmatch(fault)]


def test_dead_links_and_double_ids_are_found(tmp_path: Path) -> None:
    """Links to missing files and ids, in files, folders and the page itself; not those out of the folder."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text(
        '<p id="a"></p><p id="a"></p><a href="#">top</a><a href="#b">1</a><a href="sub/#c">2</a><a href="sub/#d">3</a>'
        '<a href="gone.html#a">4</a><a href="https://example.org/#x">5</a><img src="gone.png">',
        encoding="utf-8",
    )
    (tmp_path / "sub/index.html").write_text(
        '<p id="c"></p><a href="../index.html#a">6</a>', encoding="utf-8"
    )
    assert faults(tmp_path) == [
        "index.html: #b leads to no id",
        "index.html: gone.html#a leads to no file",
        "index.html: gone.png leads to no file",
        "index.html: id a stands 2 times",
        "index.html: sub/#d leads to no id",
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_of_many_pages_leads_somewhere(tmp_path: Path, builder: str) -> None:
    """From pages, also in folders and in no toctree, from definitions, indexes, cards and lists of uses."""
    built = Project(tmp_path, "rich").build(builder, nitpicky=True)
    assert built.warnings == ()
    assert faults(built.outdir) == []
    pages = {
        path for path in built.outdir.rglob("*.html") if any("#term-" in link for link in read(path).links)
    }
    assert len(pages) == 13  # nine documents, three indexes and the general one


def test_every_link_of_one_big_page_leads_somewhere(tmp_path: Path) -> None:
    """But for those that are dead in plain Sphinx; each concept has one id, wherever it is printed again."""
    built = Project(tmp_path, "rich").build("singlehtml", nitpicky=True)
    assert built.warnings == ()
    assert ours(built.outdir) == []
    found = read(built.outdir / "index.html")
    links = {link for link in found.links if link.startswith("#term-")}
    ids = {f"#{name}" for name in found.ids if name.startswith("term-") and "--" not in name}
    assert links == ids
    assert {"#term-ruler", "#term-wafer", "#term-batch-size-fab-operations"} <= links
    assert not any("aiglossary-categories" in link for link in found.links)


def test_a_glossary_that_nobody_placed_has_ids_of_its_own_in_one_big_page(tmp_path: Path) -> None:
    """Other than those of headings and hand-written entries anywhere on the page; links lead to the right ones."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", "concepts:\n  - {term: Clean room, definition: 'Has little dust.'}\n")
    project.write("index.rst", "Root\n====\n\nA :term:`clean room`.\n\n.. toctree::\n\n   page\n")
    project.write(
        "page.rst",
        "Page\n====\n\nA :term:`clean (room)`, a :term:`clean rooms`.\n\n.. glossary::\n\n   clean (room)\n      Tidy.\n\n"
        "aiglossary\n----------\n\nText.\n",
    )
    built = project.build("singlehtml", nitpicky=True)
    assert built.warnings == ()
    assert ours(built.outdir) == []
    page = built.html("index.html")
    assert re.findall(r'href="#(term-[^"]*)"><span', page) == [
        "term-clean-room-2",
        "term-clean-room",
        "term-clean-room-2",
    ]
    assert 'id="aiglossary-2"' in page


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_links_of_hostile_names_lead_somewhere(tmp_path: Path, builder: str) -> None:
    """Also where an id can take nothing of the name."""
    project = Project(tmp_path)
    hostile(project)
    built = project.build(builder, nitpicky=True)
    assert built.warnings == ()
    assert ours(built.outdir) == []
