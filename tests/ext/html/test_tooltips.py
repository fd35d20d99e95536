"""What the pages bring along to show beside their links."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import Project
from small_project import assert_same_output, written
from tips_project import HAND, INDEX, tips_project

import sphinxcontrib_aiglossary

if TYPE_CHECKING:
    from building import Built

_RE_TEMPLATE = re.compile(r'<template class="aiglossary-tips" data-more="More">\n(.*?)</template>', re.DOTALL)


def tips(built: Built, page: str) -> dict[str, str]:
    """Return the definitions that a page brings along, by the address of their links."""
    found = _RE_TEMPLATE.findall((built.outdir / page).read_text("utf-8"))
    parts = re.split(r'<div data-for="([^"]*)"', found[0]) if found else [""]
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def titles(built: Built, page: str) -> dict[str, str]:
    """Return the titles of the links of a page."""
    text = (built.outdir / page).read_text("utf-8")
    found = re.findall(r'<a class="reference [^>]*href="([^"]*#[^"]*)" title="([^"]*)"', text)
    return {uri: html.unescape(title) for uri, title in found}


def test_a_page_brings_each_definition_once_in_order_of_first_use(tmp_path: Path) -> None:
    """Whatever role, link or form refers to it, from a source or written by hand."""
    built = tips_project(tmp_path).build()
    assert built.warnings == ()
    names = ["wafer", "silicon", "table", "hostile", "long", "wide"]
    assert list(tips(built, "index.html")) == [
        *(f"glo.html#term-{name}" for name in names),
        "hand.html#term-chuck",
        "hand.html#term-latch",
    ]
    assert list(tips(built, "sub/page.html")) == [
        "../glo.html#term-wafer",
        "../glo.html#term-silicon",
        "../hand.html#term-chuck",
    ]


def test_a_page_without_references_has_nothing_of_it(tmp_path: Path) -> None:
    """No definition, no script, no style; others link both with their checksums."""
    project = tips_project(tmp_path, page="# Page\n\nNo term.\n")
    built = project.build()
    assert "aiglossary" not in (built.outdir / "sub/page.html").read_text("utf-8")
    index = (built.outdir / "index.html").read_text("utf-8")
    assert re.search(r'<script defer="defer" src="_static/aiglossary-tips\.js\?v=\w+"></script>', index)
    assert re.search(r'href="_static/aiglossary-tips\.css\?v=\w+"', index)


def test_a_definition_keeps_formulas_tables_code_and_its_links(tmp_path: Path) -> None:
    """The links lead right from a folder, and a page without a formula of its own loads the renderer."""
    built = tips_project(tmp_path).build()
    found = tips(built, "sub/page.html")
    wafer = found["../glo.html#term-wafer"]
    assert '<a class="reference internal" href="../glo.html#term-silicon">' in wafer
    assert r"\(\theta_0 = \frac{1}{2}\)" in wafer
    assert "Wafer (WF)" in wafer
    assert "Lithography" in wafer
    assert "Text that is no definition" not in wafer
    assert "mathjax" in (built.outdir / "sub/page.html").read_text("utf-8")
    table = tips(built, "index.html")["glo.html#term-table"]
    assert "<td><p>2</p></td>" in table
    assert "highlight-python" in table


def test_an_entry_by_hand_is_copied_with_links_that_lead_right(tmp_path: Path) -> None:
    """Its ids, footnotes and numbers of equations stay on its own page."""
    built = tips_project(tmp_path).build()
    chuck = tips(built, "sub/page.html")["../hand.html#term-chuck"]
    assert re.findall('href="([^"]*)"', chuck) == [
        "../glo.html#term-wafer",
        "../hand.html#by-hand",
        "../sub/page.html",
        "../glo.html",
    ]
    assert 'src="../_images/dot.png"' in chuck
    assert "chuck, clamp" in chuck
    assert "id=" not in chuck
    assert "eqno" not in chuck


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_definition_belongs_to_the_address_of_a_link(tmp_path: Path, builder: str) -> None:
    """However the builder and the configuration spell addresses."""
    built = tips_project(tmp_path, conf="html_link_suffix = '.htm'\nhtml_file_suffix = '.htm'\n").build(
        builder
    )
    pages = [path for path in built.outdir.rglob("*.htm*") if "_static" not in path.parts]
    count = 0
    for path in pages:
        text = path.read_text("utf-8")
        for uri in tips(built, str(path.relative_to(built.outdir))):
            count += 1
            assert f'<a class="reference internal" href="{uri}"' in text.partition("<template")[0], path
    assert count > 10


def test_a_page_brings_no_copy_of_what_it_prints_itself(tmp_path: Path) -> None:
    """Nor does one big page."""
    project = tips_project(tmp_path)
    wafer = tips(project.build(), "glo.html")["#term-wafer"]
    assert "Lithography" in wafer
    assert "disc" not in wafer
    single = tips(project.build("singlehtml"), "index.html")
    assert {"#term-wafer", "#term-chuck"} <= single.keys()
    assert "disc" not in "".join(single.values())


def test_without_scripts_a_link_has_the_definition_as_its_title(tmp_path: Path) -> None:
    """Plain text, formulas readable, shortened at a word."""
    built = tips_project(tmp_path).build()
    found = titles(built, "index.html")
    assert found["glo.html#term-wafer"] == 'A disc of silicon, "cut" & θ₀ = 1/2 thick.'
    assert found["hand.html#term-latch"] == "Holds a bit."
    assert found["glo.html#term-long"].endswith(" word. Word…")
    assert len(found["glo.html#term-long"]) <= 160
    assert "</script></template>" in found["glo.html#term-hostile"]


def test_no_text_of_a_source_becomes_markup(tmp_path: Path) -> None:
    """A definition cannot end what holds it."""
    text = (tips_project(tmp_path).build().outdir / "index.html").read_text("utf-8")
    assert "<img src=x" not in text
    assert text.count("</template>") == 1


def test_what_is_shown_beside_links_is_not_searched(tmp_path: Path) -> None:
    """The definition is found where it is printed."""
    index = (tips_project(tmp_path).build().outdir / "searchindex.js").read_text("utf-8")
    documents = re.search(r'"docnames":\[(.*?)\]', index.replace(" ", ""))
    assert documents is not None
    glossary = documents[1].split(",").index('"glo"')
    assert f'"disc":{glossary}' in index.replace(" ", "")


def test_the_switch_takes_everything_away_and_brings_it_back(tmp_path: Path) -> None:
    """Each time as in a clean build."""
    project = tips_project(tmp_path)
    project.build()
    off = project.build(aiglossary_tips=False)
    assert_same_output(off, project.build(build="off", aiglossary_tips=False), "switching off")
    assert "aiglossary-tips" not in (off.outdir / "index.html").read_text("utf-8")
    assert titles(off, "index.html") == {}
    assert_same_output(project.build(), project.build(build="on"), "switching on")


@pytest.mark.parametrize("shows", [True, False])
def test_definitions_may_be_printed_with_or_without_being_shown(tmp_path: Path, *, shows: bool) -> None:
    """Switched on later as at once."""
    project = tips_project(tmp_path)
    project.build()
    on = project.build(aiglossary_endnotes=True, aiglossary_tips=shows)
    assert_same_output(
        on, project.build(build="on", aiglossary_endnotes=True, aiglossary_tips=shows), "switching on"
    )
    page = (on.outdir / "index.html").read_text("utf-8")
    assert '<section class="aiglossary-tips"' in page
    assert "aiglossary-tips.css" in page
    assert ("aiglossary-tips.js" in page) == bool(titles(on, "index.html")) == shows


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "xml", "gettext"])
def test_other_outputs_are_as_they_were(tmp_path: Path, builder: str) -> None:
    """Nothing to show, no file, no title."""
    built = tips_project(tmp_path).build(builder)
    texts = [path.read_text("utf-8", errors="replace") for path in built.outdir.rglob("*") if path.is_file()]
    assert not any("aiglossary-tip" in text for text in texts)
    assert not list(built.outdir.rglob("*tips*"))


EDITS = {
    "a definition": ("terms.yaml", "An element.", "An atom.", {"index.html", "sub/page.html", "glo.html"}),
    "an article": ("terms.yaml", "Text that is no", "Words that are no", {"glo.html", "index.html"}),
    "an entry": ("hand.rst", "Holds a bit.", "Keeps a bit.", {"hand.html", "index.html"}),
    "a label": ("hand.rst", "Hand\n====", "Palm\n====", {"hand.html", "index.html", "sub/page.html"}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_writes_the_pages_that_show_it(tmp_path: Path, edit: str) -> None:
    """And no other; the pages whose toctree lists one of them are Sphinx's."""
    project = tips_project(tmp_path)
    first = project.build()
    pages = [path for path in first.outdir.rglob("*.html") if not path.name.startswith(("gen", "sea", "aig"))]
    times = {path.relative_to(first.outdir).as_posix(): path.stat().st_mtime_ns for path in pages}
    name, old, new, expected = EDITS[edit]
    text = (project.src / name).read_text("utf-8")
    assert old in text
    (project.src / name).write_text(text.replace(old, new, 1), "utf-8")
    grown = project.build()
    assert written(first.outdir, times) == expected
    for page in expected - {"glo.html"}:
        assert tips(grown, page) == tips(project.build(build="clean"), page)


def test_an_entry_that_leads_elsewhere_is_shown_anew(tmp_path: Path) -> None:
    """A term in it moves; nothing on the page that shows it, nor on the page of the entry, was touched."""
    project = tips_project(tmp_path)
    project.build()
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :letters: a-s\n")
    project.write("more.rst", ":orphan:\n\nMore\n====\n\n.. aiglossary::\n   :letters: t-z\n")
    grown = project.build()
    assert "../more.html#term-wafer" in tips(grown, "sub/page.html")["../hand.html#term-chuck"]
    assert_same_output(grown, project.build(build="clean"), "a moved term")


def test_processes_show_the_same(tmp_path: Path) -> None:
    """Definitions are collected by one process and written by many."""
    project = tips_project(tmp_path)
    for number in range(12):
        project.write(
            f"p{number}.rst", f":orphan:\n\nP{number}\n====\n\nA :term:`wafer` and a :term:`chuck`.\n"
        )
    assert_same_output(project.build(jobs=4), project.build(build="serial"), "four processes")


def test_a_copied_entry_says_nothing_twice(tmp_path: Path) -> None:
    """What is wrong in it is said where it stands."""
    project = tips_project(tmp_path, hand=HAND.replace(":ref:`by-hand`", ":ref:`gone` and :term:`gone`"))
    warnings = project.build(nitpicky=True).warnings
    assert len([warning for warning in warnings if "gone" in warning]) == 2


def test_two_thousand_references_cost_a_page_little(tmp_path: Path) -> None:
    """The definitions stand there once, and each link has a short title."""
    lines = "\n\n".join(" ".join([":term:`wafer` :term:`long`"] * 10) for _ in range(100))
    project = tips_project(tmp_path, index=INDEX + "\n" + lines + "\n")
    plain = project.build(build="plain", aiglossary_tips=False)
    size = (project.build().outdir / "index.html").stat().st_size
    added = size - (plain.outdir / "index.html").stat().st_size
    assert added < 2000 * 180 + 30_000


def test_terms_are_shown_in_the_plainest_project(tmp_path: Path) -> None:
    """No placement, no configuration beyond the extension; the definitions stand at the end of the root."""
    project = Project(tmp_path)
    project.write("conf.py", "extensions = ['sphinxcontrib_aiglossary']\n")
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   a\n")
    project.write("a.rst", "A\n=\n\nA :term:`MoE`.\n")
    built = project.build()
    assert list(tips(built, "a.html")) == ["index.html#term-mixture-of-experts"]


@pytest.mark.parametrize("kind", ["js", "css"])
def test_what_readers_load_is_small(kind: str) -> None:
    """At most nine kilobytes of script and of style on a page, as written, comments aside; one on that of the search."""
    package = Path(sphinxcontrib_aiglossary.__file__).parent
    of_search = f"aiglossary-search.{kind}"
    files = [path for path in package.rglob(f"*.{kind}") if not {"epub", of_search} & {*path.parts}]
    assert files
    comment = r"(?m)^\s*//.*\n|\s+//[^\n]*" if kind == "js" else r"(?s)\s*/\*.*?\*/"
    size = {
        path: len(re.sub(comment, "", path.read_text("utf-8")).encode())
        for path in package.rglob(f"*.{kind}")
    }
    assert sum(size[path] for path in files) <= 9 * 1024
    assert all(size[path] <= 1024 for path in package.rglob(of_search))
