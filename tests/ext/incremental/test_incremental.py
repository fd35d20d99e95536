"""An incremental build leaves what a clean one would, byte for byte, and writes what has changed and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Built
from small_project import TERMS, assert_same_output, small, written

if TYPE_CHECKING:
    from pathlib import Path


def test_a_hand_written_glossary_does_not_meet_last_builds_registrations(tmp_path: Path) -> None:
    """Reading finds a standard domain without our names: no "duplicate term" in an incremental build."""
    project = small(tmp_path)
    assert project.build().warnings == ()
    project.write("b.rst", "B\n=\n\n.. glossary::\n\n   Wafer\n      Mine.\n")
    grown = project.build()
    assert grown.warnings == ()
    assert 'href="b.html#term-Wafer"' in grown.html("a.html")
    assert "Wafer" not in grown.text("glo.html")
    assert_same_output(grown, project.build(build="clean"), "a hand-written entry")


def test_two_builders_with_one_environment_do_not_hide_changes_from_each_other(tmp_path: Path) -> None:
    """What was written belongs to an output directory: html, an edit, latex, html."""
    project = small(tmp_path)
    project.build()
    project.replace("terms.yaml", "A disc", "A slice")
    assert "A slice" in next((project.build("latex").outdir).glob("*.tex")).read_text(encoding="utf-8")
    assert "A slice" in project.build().text("glo.html")


def test_writing_one_document_leaves_the_others_to_be_written(tmp_path: Path) -> None:
    """``sphinx-build … b.rst`` writes only that; the glossary page follows in the next build."""
    project = small(tmp_path)
    project.build()
    project.replace("terms.yaml", "A disc", "A slice")
    project.build(files=["b.rst"])
    grown = project.build()
    assert "A slice" in grown.text("glo.html")
    project.write("a.rst", "A\n=\n\nA :term:`reticle`.\n")
    project.build(files=["a.rst"])
    grown = project.build()
    assert "Reticle" in grown.text("glo.html")
    assert_same_output(grown, project.build(build="clean"), "single documents")


def test_a_killed_build_followed_by_an_undone_change_ends_right(tmp_path: Path) -> None:
    """A document that a killed build wrote over is written again, although nothing seems to have changed."""
    project = small(tmp_path)
    project.build()
    sound = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", sound + KILL)
    project.replace("terms.yaml", "A disc", "A slice")
    with pytest.raises(KeyboardInterrupt):
        project.build()
    assert "A slice" in Built(outdir=tmp_path / "build/html", warnings=(), status="").text("glo.html")
    project.write("conf.py", sound)
    project.replace("terms.yaml", "A slice", "A disc")
    assert "A disc" in project.build().text("glo.html")


KILL = """

def stop(app, pagename, templatename, context, doctree):
    if pagename == "index":
        raise KeyboardInterrupt


def setup(app):
    app.connect("html-page-context", stop)
"""


def test_a_change_of_data_writes_only_the_documents_that_it_reaches(tmp_path: Path) -> None:
    """A definition: the placement, those that show it beside a link, and the documents whose toctree lists one of them.

    A touched file: nothing.
    """
    project = small(tmp_path)
    first = project.build()
    times = {path.name: path.stat().st_mtime_ns for path in first.outdir.glob("*.html")}
    (project.src / "terms.yaml").touch()
    project.build()
    assert written(first.outdir, times) == set()
    project.replace("terms.yaml", "A disc", "A slice")
    project.build()
    assert written(first.outdir, times) == {"a.html", "glo.html", "index.html"}


def test_the_search_index_keeps_the_terms_of_documents_that_are_not_written(tmp_path: Path) -> None:
    """Sphinx forgets them: one edit elsewhere, and no term would be found."""
    project = small(tmp_path)
    project.build()
    project.write("b.rst", "B\n=\n\nOther words.\n")
    index = (project.build().outdir / "searchindex.js").read_text(encoding="utf-8")
    assert '"wafer":[[2,"term-wafer",true]]' in index.replace(" ", "")


def test_a_deleted_document_takes_its_uses_and_placements_along(tmp_path: Path) -> None:
    """The glossary loses the term, then its place; Sphinx leaves the pages of deleted documents behind."""
    project = small(tmp_path)
    project.build()
    project.write("b.rst", "B\n=\n\nA :term:`reticle`.\n")
    (project.src / "a.rst").unlink()
    project.replace("index.rst", "   a\n", "")
    grown = project.build()
    assert "Wafer" not in grown.text("glo.html")
    assert_same_pages(grown, project.build(build="clean"), {"a.html", "_sources/a.rst.txt"})
    (project.src / "glo.rst").unlink()
    project.replace("index.rst", "   glo\n", "")
    grown = project.build()
    assert "Reticle" in grown.text("index.html")
    assert 'href="index.html#term-reticle"' in grown.html("b.html")
    left = {"a.html", "glo.html", "_sources/a.rst.txt", "_sources/glo.rst.txt"}
    assert_same_pages(grown, project.build(build="clean-2"), left)


def assert_same_pages(grown: Built, clean: Built, left: set[str]) -> None:
    """Compare two outputs except for what is left of deleted documents."""
    one, other = grown.files(), clean.files()
    assert one.keys() - left == other.keys()
    assert [name for name in other if one[name] != other[name]] == []


def test_a_broken_state_file_is_as_good_as_none(tmp_path: Path) -> None:
    """Everything is written again, silently."""
    project = small(tmp_path)
    project.build()
    (state,) = (tmp_path / "build/doctrees/aiglossary").glob("written-html-*.json")
    state.write_text('{"version": 1, "written": [', encoding="utf-8")
    project.replace("terms.yaml", "A disc", "A slice")
    grown = project.build()
    assert grown.warnings == ()
    assert "A slice" in grown.text("glo.html")


def test_a_link_within_a_definition_follows_its_target_to_another_page(tmp_path: Path) -> None:
    """Although nothing else of the page that prints the definition has changed."""
    project = small(tmp_path)
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :letters: w\n")
    project.write("b.rst", "B\n=\n\n.. aiglossary::\n   :letters: r-s\n")
    assert 'href="b.html#term-silicon"' in project.build().html("glo.html")
    project.write("a.rst", "A\n=\n\nA :term:`wafer`.\n\n.. aiglossary::\n   :letters: s\n")
    grown = project.build()
    assert 'href="a.html#term-silicon"' in grown.html("glo.html")
    assert_same_output(grown, project.build(build="clean"), "a moved target")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_the_page_of_categories_goes_with_the_last_printed_term(tmp_path: Path, builder: str) -> None:
    """Nothing would write it again: it would show terms that are gone, and EPUB would pack it."""
    project = small(tmp_path)
    project.write("terms.yaml", TERMS + "    categories: [Lithography]\n")
    project.write("a.rst", "A\n=\n\nA :term:`reticle`.\n")
    assert any("aiglossary-categories" in name for name in project.build(builder).files())
    project.write("a.rst", "A\n=\n\nNo term.\n")
    grown, clean = project.build(builder), project.build(builder, build="clean")
    assert grown.files().keys() == clean.files().keys()
    assert not any("aiglossary-categories" in name for name in grown.files())


def test_a_document_with_the_name_of_the_page_of_categories_stays(tmp_path: Path) -> None:
    """Without a printed term it is the only page of that name."""
    project = small(tmp_path)
    project.write("a.rst", "A\n=\n\nNo term.\n")
    project.write("aiglossary-categories.rst", ":orphan:\n\nMine\n====\n")
    assert "Mine" in project.build().text("aiglossary-categories.html")


def test_a_name_that_a_concept_loses_leaves_its_index_entries_in_every_builder(tmp_path: Path) -> None:
    """XML writes them into the document that prints the concept."""
    project = small(tmp_path)
    project.write("terms.yaml", TERMS.replace("An element.", "An element.\n    synonyms: [Si]"))
    assert "'Si'" in (project.build("xml").outdir / "glo.xml").read_text(encoding="utf-8")
    grown = project.build("xml", aiglossary_exclude=["Si"])
    clean = project.build("xml", build="clean", aiglossary_exclude=["Si"])
    assert_same_output(grown, clean, "an excluded synonym")


def test_a_list_of_categories_is_written_again_only_when_a_number_changes(tmp_path: Path) -> None:
    """It shows how many concepts there are, not which."""
    project = small(tmp_path)
    project.write("terms.yaml", TERMS.replace("An element.", "An element.\n    categories: [Elements]"))
    project.write("b.rst", "B\n=\n\n.. aiglossary-categories::\n")
    first = project.build()
    times = {path.name: path.stat().st_mtime_ns for path in first.outdir.glob("*.html")}
    project.replace("terms.yaml", "term: Silicon", "term: Pure silicon\n    synonyms: [Silicon]")
    project.build()
    assert written(first.outdir, times) == {"a.html", "glo.html", "index.html"}
    project.write("terms.yaml", TERMS)
    project.build()
    assert "Elements" not in (first.outdir / "b.html").read_text(encoding="utf-8")


def test_an_entry_that_joins_other_targets_of_a_name_is_linked_at_once(tmp_path: Path) -> None:
    """The role ``any`` had an answer before; Sphinx puts a term before the others."""
    project = small(tmp_path)
    project.write("a.rst", "A\n=\n\nSee :any:`chuck`.\n")
    project.write("b.rst", "B\n=\n\n.. py:function:: chuck()\n")
    assert 'href="b.html#chuck"' in project.build().html("a.html")
    project.write("glo.rst", "Glossary\n========\n\n.. glossary::\n\n   chuck\n      Holds.\n")
    grown, clean = project.build(), project.build(build="clean")
    assert 'href="glo.html#term-chuck"' in grown.html("a.html")
    assert_same_output(grown, clean, "an entry")
