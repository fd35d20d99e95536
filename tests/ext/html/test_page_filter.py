"""The controls that the builders write above a glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from filter_project import PLACEMENT, TERMS, filter_project, many
from small_project import assert_same_output, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

_RE_TEMPLATE = re.compile(r'<template class="aiglossary-filter">\n(.*?)</template>\n', re.DOTALL)
HAND = "Hand\n====\n\n.. glossary::\n\n" + "".join(
    f"   thing {each}\n      A thing.\n\n" for each in range(10)
)
NINE = TERMS.replace("  - {term: Zeta", "  # {term: Zeta")


def controls(built: Built, page: str = "glo.html") -> str:
    """Return the controls of a page, empty if it has none."""
    found = _RE_TEMPLATE.findall((built.outdir / page).read_text("utf-8"))
    assert len(found) <= 1
    return found[0] if found else ""


def chips(built: Built, page: str = "glo.html") -> list[tuple[str, str, str]]:
    """Return what each category of a page is called in the address and on the page, and how many terms it has."""
    return re.findall(
        r'<button type="button" value="([^"]*)" aria-pressed="false">(.*) <span>(\d+)</span>',
        controls(built, page),
    )


def test_a_page_says_how_many_terms_each_category_has(tmp_path: Path) -> None:
    """Those with most come first; a term of several categories counts in each."""
    built = filter_project(tmp_path).build()
    assert built.warnings == ()
    assert chips(built) == [
        ("lithography", "Lithography", "3"),
        ("metrology", "Metrology", "3"),
        ("img-src-x-onerror-alert-1", "&lt;img src=x onerror=alert(1)&gt;", "1"),
    ]
    page = (built.outdir / "glo.html").read_text("utf-8")
    assert page.count("aiglossary-category-lithography") == 3
    term = '<dt class="aiglossary-term aiglossary-category-lithography aiglossary-category-metrology" id="term-silicon">'
    assert term in page


def test_only_pages_with_ten_terms_have_controls_and_load_the_script(tmp_path: Path) -> None:
    """With the checksums of Sphinx; nine terms are seen at a glance."""
    project = filter_project(tmp_path)
    built = project.build()
    page = (built.outdir / "glo.html").read_text("utf-8")
    assert re.search(r'<script defer="defer" src="_static/aiglossary-filter\.js\?v=\w+"></script>', page)
    assert re.search(r'href="_static/aiglossary-filter\.css\?v=\w+"', page)
    assert "aiglossary-filter" not in (built.outdir / "index.html").read_text("utf-8")
    project.write("terms.yaml", NINE)
    assert "aiglossary-filter" not in (project.build().outdir / "glo.html").read_text("utf-8")


def test_a_page_of_several_placements_has_one_set_of_controls_above_the_first(tmp_path: Path) -> None:
    """What they print counts together."""
    glossary = "Glossary\n========\n\n.. aiglossary::\n   :show: all\n   :letters: {}\n\nMore\n----\n\n.. aiglossary::\n   :show: all\n   :letters: {}\n"
    built = filter_project(tmp_path, glo=glossary.format("#, a-l", "m-z")).build()
    page = (built.outdir / "glo.html").read_text("utf-8")
    assert page.index("<template") < page.index("<dl")
    assert ("metrology", "Metrology", "3") in chips(built)


def test_where_no_placement_is_the_fallback_has_controls(tmp_path: Path) -> None:
    """At the end of the root document."""
    uses = ", ".join(
        f":term:`{name}`"
        for name in (
            "Über-router",
            "Mixed-precision gauge",
            "FULL width",
            "</script>",
            "Naïve chip",
            "Wafer",
            "Silicon",
            "Kerf",
            "Latch",
            "Zeta",
        )
    )
    project = filter_project(tmp_path, index=f"Index\n=====\n\n{uses}\n")
    (project.src / "glo.rst").unlink()
    built = project.build()
    assert built.warnings == ()
    assert len(chips(built, "index.html")) == 3


def test_a_glossary_written_by_hand_has_controls(tmp_path: Path) -> None:
    """Without categories, of which it knows nothing."""
    built = filter_project(tmp_path, hand=":orphan:\n\n" + HAND).build()
    assert "<input" in controls(built, "hand.html")
    assert "<button" not in controls(built, "hand.html")


def test_what_an_only_directive_takes_away_has_no_controls(tmp_path: Path) -> None:
    """Nor does it take away those of others."""
    hand = (
        HAND.replace("\n\n.. glossary::", "\n\n.. only:: latex\n\n   .. glossary::")
        .replace("   thing", "      thing")
        .replace("      A thing", "         A thing")
    )
    built = filter_project(
        tmp_path,
        hand=":orphan:\n\n" + hand,
        glo=hand.replace("Hand\n====", "Glo\n===").replace("thing", "other") + "\n" + PLACEMENT,
    ).build()
    assert controls(built, "hand.html") == ""
    assert "<input" in controls(built)


def test_many_categories_are_folded_but_for_the_largest(tmp_path: Path) -> None:
    """Twelve are in front, the others follow by title."""
    terms = "concepts:\n" + "".join(
        f"  - {{term: T{field}x{each}, categories: [F{field:02}], definition: D.}}\n"
        for field in range(15)
        for each in range(1 + (field == 14))
    )
    built = filter_project(tmp_path, terms=terms, index="Index\n=====\n\n.. toctree::\n\n   glo\n").build()
    front, _, others = controls(built).partition("<details>\n<summary>More categories</summary>\n")
    assert re.findall('value="([^"]*)"', front) == ["f14", *(f"f{each:02}" for each in range(11))]
    assert re.findall('value="([^"]*)"', others) == ["f11", "f12", "f13"]


def test_the_controls_are_not_searched(tmp_path: Path) -> None:
    """Neither by the index nor as a quotation, which takes the text of the page."""
    built = filter_project(tmp_path, conf="html_sidebars = {'**': []}").build()
    index = (built.outdir / "searchindex.js").read_text("utf-8")
    assert '"disc"' in index
    assert '"filter"' not in index
    page = (built.outdir / "glo.html").read_text("utf-8")
    assert "Filter the glossary" not in _RE_TEMPLATE.sub("", page)


def test_no_name_becomes_markup(tmp_path: Path) -> None:
    """A category or a definition cannot end what holds it."""
    page = (filter_project(tmp_path).build().outdir / "glo.html").read_text("utf-8")
    assert "<img src=x" not in page
    assert page.count("</template>") == page.count("<template")


def test_the_words_can_be_translated(tmp_path: Path) -> None:
    """The number goes where the translation has it, or behind it where it has none."""
    project = filter_project(tmp_path, conf="language = 'de'\nlocale_dirs = ['locales']")
    folder = project.src / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for shown, expected in (
        ("%s Begriffe", "<span></span> Begriffe "),
        ("Begriffe", "Begriffe <span></span> "),
    ):
        texts = {
            "Terms shown: %s": shown,
            "Filter the glossary": 'Das "Glossar" filtern',
            "Categories": "Felder",
        }
        (folder / "aiglossary.po").write_text(
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
            + "\n".join(f'msgid "{old}"\nmsgstr {quoted(new)}\n' for old, new in texts.items()),
            "utf-8",
        )
        found = controls(project.build())
        assert f'<p role="status">{expected}<span' in found
        assert 'aria-label="Das &quot;Glossar&quot; filtern"' in found
        assert 'aria-label="Felder"' in found


def quoted(text: str) -> str:
    """Return a text as a catalogue has it."""
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'


def test_the_switch_takes_everything_away_and_brings_it_back(tmp_path: Path) -> None:
    """Each time as in a clean build, also on pages written by hand."""
    project = filter_project(tmp_path, hand=":orphan:\n\n" + HAND)
    project.build()
    off = project.build(aiglossary_filter=False)
    assert_same_output(off, project.build(build="off", aiglossary_filter=False), "switching off")
    for name in ("glo.html", "hand.html"):
        page = (off.outdir / name).read_text("utf-8")
        assert "aiglossary-filter" not in page
        assert "aiglossary-category-" not in page
    assert_same_output(project.build(), project.build(build="on"), "switching on")


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "xml", "gettext"])
def test_other_outputs_have_nothing_of_it(tmp_path: Path, builder: str) -> None:
    """No control, no class, no file."""
    built = filter_project(tmp_path).build(builder)
    texts = [path.read_text("utf-8", errors="replace") for path in built.outdir.rglob("*") if path.is_file()]
    assert not any("aiglossary-filter" in text or "aiglossary-category-" in text for text in texts)
    assert not list(built.outdir.rglob("*filter*"))


def test_a_category_that_comes_or_goes_writes_its_page(tmp_path: Path) -> None:
    """And no other; the name that the address has is as in a clean build."""
    project = filter_project(tmp_path, other=":orphan:\n\nOther\n=====\n\nA :term:`kerf`.\n")
    first = project.build()
    pages = [first.outdir / name for name in ("index.html", "glo.html", "other.html")]
    for old, new in (
        ("Kerf, categories: [Lithography]", "Kerf, categories: [Metrology]"),
        ("Kerf, categories: [Metrology]", "Kerf, categories: [New]"),
    ):
        times = {path.name: path.stat().st_mtime_ns for path in pages}
        project.replace("terms.yaml", old, new)
        grown = project.build(aiglossary_tips=False)
        assert "glo.html" in written(first.outdir, times)
        assert_same_output(grown, project.build(build=new[-5:-1], aiglossary_tips=False), new)


def test_a_term_more_brings_the_controls(tmp_path: Path) -> None:
    """Nine terms and a tenth, in two builds or in one."""
    project = filter_project(tmp_path, terms=NINE)
    assert controls(project.build()) == ""
    project.write("terms.yaml", TERMS)
    grown = project.build()
    assert controls(grown)
    assert_same_output(grown, project.build(build="clean"), "a tenth term")


def test_processes_write_the_same(tmp_path: Path) -> None:
    """The pages are printed by one process and written by many."""
    pages = {f"p{number}": f":orphan:\n\nP{number}\n====\n\n{PLACEMENT}" for number in range(8)}
    project = filter_project(tmp_path, **pages)
    assert_same_output(project.build(jobs=4), project.build(build="serial"), "four processes")


@pytest.mark.parametrize(("letters", "parts"), [("", 6), ("   :letters:\n", 1)])
def test_a_long_page_has_parts(tmp_path: Path, letters: str, parts: int) -> None:
    """A list without letters is divided, in order; a browser lays out what is seen."""
    glossary = f"Glossary\n========\n\n.. aiglossary::\n   :show: all\n{letters}"
    terms = many(550) + "  - {term: Aaa, definition: First.}\n" * bool(letters)
    built = filter_project(
        tmp_path, terms=terms, glo=glossary, index="Index\n=====\n\n.. toctree::\n\n   glo\n"
    ).build()
    page = (built.outdir / "glo.html").read_text("utf-8")
    assert page.count(' aiglossary-part">') == parts + bool(letters)
    assert page.count("<dd>") == 550 + bool(letters)
    assert page.index("term-part-0002") < page.index("term-part-0010") < page.index("term-part-0549")
