"""Definitions of other projects beside the links that lead there: two projects, both built."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from serving import served
from small_project import assert_same_output, written
from two_projects import BASE, OWNER, guest, owner, published, tips, titles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Built

WAFER = f"{BASE}glo.html#term-wafer"
CHUCK = f"{BASE}hand.html#term-chuck"
CLAMP = f"{BASE}hand.html#term-clamp"
"""Another name of it, which has an address of its own."""


@pytest.fixture
def other(tmp_path: Path) -> Project:
    """The project that publishes."""
    return owner(tmp_path / "owner")


@pytest.fixture
def visitor(tmp_path: Path, other: Project) -> Project:
    """The project that links to it, and knows it by a path."""
    return guest(tmp_path / "guest", str(other.build().outdir / "objects.inv"))


def change(built: Built, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change what a project has published, as if it had been built anew."""
    path = built.outdir / "aiglossary.json"
    found = json.loads(path.read_text("utf-8"))
    edit(found)
    path.write_text(json.dumps(found), "utf-8")


def terms_of(found: dict[str, Any]) -> dict[str, Any]:
    """Return the terms of a file, by their first line."""
    return {term["term"]: term for term in found["terms"]}


def test_links_to_terms_of_another_project_show_its_definitions(visitor: Project) -> None:
    """By whatever role or link, each once; the links of a definition lead to its site."""
    built = visitor.build(nitpicky=True)
    assert built.warnings == ()
    found = tips(built)
    assert list(found) == [
        WAFER,
        CHUCK,
        f"{BASE}glo.html#term-silicon",
        f"{BASE}hand.html#term-Wafer-handler",
    ]
    assert "Wafer (WF)" in found[WAFER]
    assert "Lithography (in Owner)" in found[WAFER]
    assert (
        f'A disc of <a class="reference external" href="{BASE}glo.html#term-silicon">silicon</a>'
        in found[WAFER]
    )
    assert r"\(\theta_0\)" in found[WAFER]
    assert f'href="{BASE}hand.html#by-hand"' in found[CHUCK]
    assert list(tips(built, "sub/page.html")) == [WAFER, CLAMP]


def test_the_title_says_definition_and_project(visitor: Project) -> None:
    """For readers without scripts."""
    found = titles(visitor.build())
    assert found[WAFER] == "A disc of silicon, θ₀ thick. (in Owner v1.2)"
    assert found[f"{BASE}hand.html#term-Wafer-handler"] == "Moves it. (in Owner v1.2)"


def test_a_page_with_a_foreign_formula_loads_its_renderer(visitor: Project) -> None:
    """And script and style of what is shown; a page without links to terms has nothing of it."""
    built = visitor.build()
    assert "mathjax" in (built.outdir / "sub/page.html").read_text("utf-8")
    assert "aiglossary-tips.js" in (built.outdir / "sub/page.html").read_text("utf-8")
    assert "aiglossary" not in (built.outdir / "alone.html").read_text("utf-8")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_every_builder_of_the_other_project_is_understood(
    tmp_path: Path, other: Project, builder: str
) -> None:
    """Its inventory says where its terms are."""
    inventory = other.build(builder, build=builder).outdir / "objects.inv"
    built = guest(tmp_path / "guest", str(inventory)).build()
    assert len(tips(built)) == 4
    links = [part for text in tips(built).values() for part in text.split('href="')[1:]]
    assert len(links) == 3
    assert all(link.startswith(BASE) for link in links)


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_every_builder_shows_them(visitor: Project, builder: str) -> None:
    """Also where all documents are one page."""
    assert {WAFER, CHUCK} <= tips(visitor.build(builder)).keys()


def test_a_project_in_a_folder_of_this_machine_is_shown(tmp_path: Path, other: Project) -> None:
    """Where links are relative, from any folder."""
    site = other.build().outdir
    project = guest(tmp_path / "guest", str(site / "objects.inv"), base="../site")
    built = project.build()
    assert "../site/glo.html#term-wafer" in tips(built)
    assert "../../site/hand.html#term-clamp" in tips(built, "sub/page.html")


def test_own_definitions_stay_and_an_external_reference_is_no_use_of_ours(
    tmp_path: Path, visitor: Project
) -> None:
    """``:external:`` asks others only: what we define under the name is not in use."""
    visitor.write(
        "terms.yaml", "concepts:\n  - term: Silicon\n    definition: Ours.\n  - term: Wafer handler\n"
    )
    visitor.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nA :term:`silicon`.\n")
    built = visitor.build(aiglossary_sources=["terms.yaml"])
    assert built.warnings == ()
    assert "An element." in tips(built)[f"{BASE}glo.html#term-silicon"]
    assert "Ours." in (built.outdir / "index.html").read_text("utf-8")
    assert "Wafer handler" not in built.text("index.html").partition("Glossary")[2]
    visitor.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nNothing.\n")
    assert "Ours." not in visitor.build(aiglossary_sources=["terms.yaml"]).text("index.html")


def test_a_changed_definition_rewrites_the_pages_that_show_it(other: Project, visitor: Project) -> None:
    """And no other one, as in a clean build; also one that comes or goes."""
    first = visitor.build()
    for old, new, pages in (
        ("disc of", "slice of", {"index.html", "sub/page.html"}),
        ("An element.", "Sand.", {"index.html"}),
        ("[Lithography]", "[Metrology]", {"index.html", "sub/page.html"}),
    ):
        other.replace("terms.yaml", old, new)
        other.build()
        times = {
            name: (first.outdir / name).stat().st_mtime_ns
            for name in ("index.html", "sub/page.html", "alone.html")
        }
        grown = visitor.build()
        assert written(first.outdir, times) == pages
        assert_same_output(grown, visitor.build(build=f"clean {new[:5]}"), new)
    assert "slice of" in tips(visitor.build())[WAFER]


def test_a_project_may_begin_and_cease_to_publish(other: Project, visitor: Project) -> None:
    """The pages are written again, as in a clean build."""
    other.build(aiglossary_publish=False)
    without = visitor.build()
    assert tips(without) == {}
    assert titles(without)[WAFER] == "(in Owner v1.2)"
    other.build()
    assert_same_output(visitor.build(), visitor.build(build="with"), "beginning")
    assert len(tips(visitor.build())) == 4
    other.build(aiglossary_publish=False)
    assert_same_output(visitor.build(), visitor.build(build="without"), "ceasing")


@pytest.mark.parametrize("switch", ["aiglossary_tips", "aiglossary_tips_elsewhere"])
def test_the_switches_take_them_away_and_bring_them_back(visitor: Project, switch: str) -> None:
    """Each time as in a clean build."""
    visitor.build()
    config: dict[str, Any] = {switch: False}
    off = visitor.build(**config)
    assert tips(off) == {}
    assert_same_output(off, visitor.build(build="off", **config), "switching off")
    assert_same_output(visitor.build(), visitor.build(build="on"), "switching on")


def test_a_printed_page_ends_with_them_on_request(visitor: Project) -> None:
    """Also where links show nothing; a page is written again when the project asks for it."""
    visitor.build()
    for config in ({"aiglossary_endnotes": True}, {"aiglossary_endnotes": True, "aiglossary_tips": False}):
        asked: dict[str, Any] = dict(config)
        grown = visitor.build(**asked)
        page = (grown.outdir / "sub" / "page.html").read_text("utf-8")
        assert '<section class="aiglossary-tips"' in page
        assert f'data-for="{CLAMP}"' in page
        assert_same_output(grown, visitor.build(build=f"clean {len(asked)}", **asked), str(config))
    assert titles(grown)[WAFER] == "(in Owner v1.2)"


def test_processes_show_the_same(visitor: Project) -> None:
    """Pages are written by many, definitions are found by one."""
    for number in range(12):
        visitor.write(f"p{number}.rst", f":orphan:\n\nP{number}\n====\n\nA :term:`WF` and a :term:`clamp`.\n")
    serial = visitor.build(build="serial")
    assert_same_output(visitor.build(jobs=4), serial, "four processes")
    assert len(tips(serial, "p7.html")) == 2


def test_a_killed_build_is_made_good(other: Project, visitor: Project) -> None:
    """One that knew of a change and did not write it; the change was undone since."""
    visitor.build()
    visitor.write("conf.py", (visitor.src / "conf.py").read_text("utf-8") + BREAKS)
    other.replace("terms.yaml", "disc of", "slice of")
    other.build()
    (visitor.src / "stop").touch()
    with pytest.raises(Exception, match="as ordered"):
        visitor.build()
    (visitor.src / "stop").unlink()
    grown = visitor.build()
    assert_same_output(grown, visitor.build(build="clean"), "a broken build")
    assert "slice of" in tips(grown)[WAFER]


BREAKS = """

from pathlib import Path


def setup(app):
    def stop(*given):
        if Path(app.srcdir, "stop").exists():
            raise RuntimeError("as ordered")

    app.connect("html-page-context", stop)
"""


# Over the network


def expire(visitor: Project) -> None:
    """Let a cache be older than it may be."""
    for path in visitor.src.parent.rglob("others/*.json"):
        os.utime(path, (0, 0))


def test_a_site_is_asked_once_and_what_it_said_is_kept(tmp_path: Path, other: Project) -> None:
    """As long as an inventory is; then it is asked again, and pages that show what has changed are written."""
    with served(other.build().outdir) as host:
        visitor = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url)
        built = visitor.build()
        assert built.warnings == ()
        assert len(tips(built)) == 4
        assert host.asked == ["/objects.inv", "/aiglossary.json"]
        visitor.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nA :term:`WF`.\n")
        other.replace("terms.yaml", "disc of", "slice of")
        other.build()
        assert "disc of" in tips(visitor.build(), "alone.html")[f"{host.url}glo.html#term-wafer"]
        assert host.asked.count("/aiglossary.json") == 1
        expire(visitor)
        grown = visitor.build()
        assert host.asked.count("/aiglossary.json") == 2
        assert "slice of" in tips(grown)[f"{host.url}glo.html#term-wafer"]
        assert_same_output(grown, visitor.build(build="clean"), "a later change")


def test_the_usual_place_of_an_inventory_is_found_beside_its_address(tmp_path: Path, other: Project) -> None:
    """``None`` in the configuration; in a folder of its host, with or without a slash."""
    host_folder = tmp_path / "host"
    shutil.copytree(other.build().outdir, host_folder / "docs")
    with served(host_folder) as host:
        project = guest(tmp_path / "guest", "")
        for base in ("docs", "docs/"):
            built = project.build(
                build=base.replace("/", "-"), intersphinx_mapping={"owner": (host.url + base, None)}
            )
            assert f"{host.url}docs/glo.html#term-wafer" in tips(built)


def test_of_several_places_the_one_that_is_there_counts(tmp_path: Path, other: Project) -> None:
    """As for inventories: the second, where the first is missing."""
    site = other.build().outdir
    project = guest(tmp_path / "guest", "")
    with served(tmp_path / "guest") as host:
        places = ("nowhere/objects.inv", f"{host.url}objects.inv", str(site / "objects.inv"))
        built = project.build(intersphinx_mapping={"owner": (BASE, places)})
    assert len(tips(built)) == 4


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_the_file_is_not_asked_again(tmp_path: Path, other: Project, status: int) -> None:
    """And not spoken of, as most sites are of that kind."""
    with served(other.build().outdir) as host:
        host.status["/aiglossary.json"] = status
        visitor = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url)
        built = visitor.build()
        assert built.warnings == ()
        assert "aiglossary" not in built.status
        assert tips(built) == {}
        visitor.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nA :term:`WF`.\n")
        visitor.build()
        assert host.asked.count("/aiglossary.json") == 1


def test_a_page_in_place_of_the_file_is_no_fault(tmp_path: Path, other: Project) -> None:
    """Some hosts answer everything with a page."""
    site = other.build().outdir
    (site / "aiglossary.json").write_text("\n<!doctype html><title>Not found</title>", "utf-8")
    with served(site) as host:
        built = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url).build()
    assert built.warnings == ()
    assert tips(built) == {}


def test_a_site_that_fails_leaves_what_is_known(tmp_path: Path, other: Project) -> None:
    """One line of information, no warning; what was fetched before is used, however old."""
    with served(other.build().outdir) as host:
        host.status["/aiglossary.json"] = 503
        visitor = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url)
        built = visitor.build()
        assert built.warnings == ()
        assert built.status.count("aiglossary.json could not be fetched (HTTPError)") == 1
        assert tips(built) == {}
        del host.status["/aiglossary.json"]
        assert len(tips(visitor.build())) == 4
    expire(visitor)
    visitor.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nA :term:`WF`.\n")
    alone = visitor.build()
    assert "the one fetched before is used" in alone.status
    assert len(tips(alone, "alone.html")) == 1
    assert len(tips(alone)) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"extensions": ["sphinxcontrib_aiglossary", "myst_parser"]},
        {"aiglossary_tips_elsewhere": False},
        {"aiglossary_tips": False},
    ],
)
def test_without_need_nobody_is_asked(tmp_path: Path, other: Project, change: dict[str, Any]) -> None:
    """Without Sphinx's extension for other projects nothing at all is fetched."""
    with served(other.build().outdir) as host:
        visitor = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url)
        visitor.write("sub/page.md", "# Page\n\nNothing.\n")
        visitor.build(**change)
        assert "/aiglossary.json" not in host.asked
        assert bool(host.asked) == ("extensions" not in change)


def test_without_a_link_to_a_term_nobody_is_asked(tmp_path: Path, other: Project) -> None:
    """A project whose inventory is there for something else, or in a builder for paper."""
    with served(other.build().outdir) as host:
        visitor = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url)
        visitor.build("latex")
        visitor.write("index.rst", "Guest\n=====\n\n:ref:`owner:by-hand`\n")
        visitor.write("sub/page.md", "# Page\n")
        visitor.build()
        assert host.asked == ["/objects.inv"]


def test_a_password_in_an_address_is_not_spoken_of(tmp_path: Path, other: Project) -> None:
    """Neither in information nor in warnings."""
    site = other.build().outdir
    with served(site) as host:
        address = host.url.replace("//", "//user:secret@")
        visitor = guest(tmp_path / "guest", f"{address}objects.inv", host.url)
        host.status["/aiglossary.json"] = 500
        built = visitor.build()
        assert "could not be fetched" in built.status
        assert "secret" not in built.status
        del host.status["/aiglossary.json"]
        (site / "aiglossary.json").write_text("{", "utf-8")
        (warning,) = visitor.build().warnings
        assert "secret" not in warning


# Broken and hostile


def lying(built: Built, text: str | bytes) -> None:
    """Let a project publish something."""
    data = text.encode() if isinstance(text, str) else text
    (built.outdir / "aiglossary.json").write_bytes(data)


BROKEN = {
    "empty": (b"", None),
    "cut": (b'{"version":1,"terms":[{"uri"', "no JSON"),
    "numbers": (b'{"version":1,"terms":[NaN]}', "no JSON"),
    "bytes": (b'{"version":1,"project":"\xff"}', "not UTF-8"),
    "version": (b'{"version":2,"terms":[]}', "its version is 2"),
    "types": (b'{"version":1,"terms":"all"}', "no list"),
    "deep": (b'{"version":1,"terms":' + b"[" * 200_000, "no JSON"),
    "huge": (b'{"version":1,"terms":[]}' + b" " * 2**24, "more than 16 MB"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_warning_and_no_page_breaks(other: Project, visitor: Project, name: str) -> None:
    """It names the project, and links are as they are without."""
    data, said = BROKEN[name]
    lying(other.build(), data)
    built = visitor.build(jobs=4)
    if said is None:
        assert built.warnings == ()
    else:
        (warning,) = built.warnings
        assert warning.startswith("conf.py:1: WARNING: the glossary of the intersphinx project 'owner' (")
        assert said in warning
        assert "[aiglossary.elsewhere]" in warning
    assert titles(built)[WAFER] == "(in Owner v1.2)"
    assert tips(built) == {}
    assert visitor.build(build="quiet", suppress_warnings=["aiglossary.elsewhere"]).warnings == ()


def test_of_a_file_with_broken_terms_the_others_are_shown(other: Project, visitor: Project) -> None:
    """One warning counts what is skipped and names the first."""

    def edit(found: dict[str, Any]) -> None:
        terms_of(found)["Silicon"]["definition"] = 7
        found["terms"].append(
            {"uri": "https://evil.example/", "term": "x", "names": ["x"], "definition": "y"}
        )

    change(other.build(), edit)
    built = visitor.build()
    (warning,) = built.warnings
    assert "2 of 6 terms are skipped, term 1: 'definition' is no text" in warning
    assert f"{BASE}glo.html#term-silicon" not in tips(built)
    assert WAFER in tips(built)


HOSTILE = r"""
</script></template><script>alert(1)</script> <img src=x onerror=alert(1)> & <b onclick='alert(1)'>

[script](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) [up](../../up.html) [root](/root.html)
[host](//evil.example/) [mixed](JaVaScRiPt:alert(1)) [back](<\\evil.example>) [term](term:wafer) [x]: javascript:alert(1)

![a picture](https://evil.example/pixel.png) ![another](pixel.png)

$\href{javascript:alert(1)}{x}$ $\input{/etc/passwd}$ $x_{$ ``{raw}`html` ``

```{eval-rst}
.. raw:: html

   <script>alert(1)</script>
```

{term}`wafer` [^1] &lt;i&gt; <https://example.org/>
"""


def test_nothing_of_a_hostile_definition_runs_or_is_loaded(other: Project, visitor: Project) -> None:
    """Tags are text, images are words, links lead to the site or to a plain address, TeX is of the harmless kind."""

    def edit(found: dict[str, Any]) -> None:
        terms = terms_of(found)
        terms["Silicon"].update(
            definition=HOSTILE, term="<script>alert(1)</script>", category='"><img src=x>'
        )
        terms["Wafer (WF)"]["definition"] = "> " * 5_000 + "- " * 900
        terms["chuck, clamp"]["definition"] = "word " * 2_000
        terms["Wafer handler"]["definition"] = "\u202egnp.exe\x1b[31m\x00 " + "[" * 4_000

    change(other.build(), edit)
    built = visitor.build(jobs=4)
    assert built.warnings == ()
    page = (built.outdir / "index.html").read_text("utf-8")
    shown = tips(built)[f"{BASE}glo.html#term-silicon"]
    assert page.count("</template>") == 1
    assert "alert(1)</script>" not in page
    assert "<img" not in shown
    assert "<b onclick" not in shown
    hrefs = [part.partition('"')[0] for part in shown.split('href="')[1:]]
    assert hrefs == [f"{BASE}%5Cevil.example", "https://example.org/"]
    assert "a picture" in shown
    assert "evil.example/pixel" not in page
    assert "\\input" not in "".join(part.partition("</span>")[0] for part in shown.split('class="math')[1:])
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "word word" in tips(built, "sub/page.html")[CLAMP]


def test_a_project_defines_its_own_terms_only(tmp_path: Path, other: Project) -> None:
    """What its inventory does not list at that address is nobody's: no other site, no other name."""
    (tmp_path / "evil").mkdir()
    evil = Project(tmp_path / "evil")
    evil.write("conf.py", "project = 'Evil'\n")
    evil.write("index.rst", "Evil\n====\n\n.. glossary::\n\n   bait\n      A trap.\n")
    built = evil.build()
    term = {"uri": "glo.html#term-wafer", "term": "Wafer", "names": ["Wafer", "bait"], "definition": "Evil."}
    lying(built, json.dumps({"version": 1, "terms": [term]}))
    visitor = guest(tmp_path / "guest", str(other.build().outdir / "objects.inv"))
    visitor.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nA :term:`bait`.\n")
    mapping = {
        "owner": (BASE, str(other.build().outdir / "objects.inv")),
        "evil": ("https://evil.example/", str(built.outdir / "objects.inv")),
    }
    found = visitor.build(intersphinx_mapping=mapping)
    assert found.warnings == ()
    assert tips(found, "alone.html") == {}
    assert "Evil." not in (found.outdir / "index.html").read_text("utf-8")
    assert "A disc of" in tips(found)[WAFER]


def test_two_projects_that_publish_are_told_apart(tmp_path: Path, other: Project) -> None:
    """Each definition says where it comes from."""
    second = owner(tmp_path / "second", "project = 'Second'\n", OWNER.replace("A disc", "Another disc"))
    mapping = {
        "owner": (BASE, str(other.build().outdir / "objects.inv")),
        "second": ("https://example.org/second/", str(second.build().outdir / "objects.inv")),
    }
    visitor = guest(tmp_path / "guest", "")
    visitor.write("index.rst", "G\n=\n\n:external+owner:std:term:`wafer` :external+second:std:term:`wafer`\n")
    visitor.write("sub/page.md", "# Page\n")
    found = tips(visitor.build(intersphinx_mapping=mapping))
    assert "(in Owner)" in found[WAFER]
    assert "Another disc" in found["https://example.org/second/glo.html#term-wafer"]
    assert "(in Second)" in found["https://example.org/second/glo.html#term-wafer"]


def test_what_is_shown_is_not_searched(visitor: Project) -> None:
    """The words of other projects are found there."""
    index = (visitor.build().outdir / "searchindex.js").read_text("utf-8")
    assert "element" not in index
    assert "lithographi" not in index


def test_a_name_that_is_published_under_another_address_is_not_shown(
    other: Project, visitor: Project
) -> None:
    """An inventory that is older than what was published."""

    def edit(found: dict[str, Any]) -> None:
        terms_of(found)["Silicon"]["uri"] = "moved.html#term-silicon"

    assert "glo.html#term-silicon" in published(other.build())
    change(other.build(), edit)
    built = visitor.build()
    assert built.warnings == ()
    assert f"{BASE}glo.html#term-silicon" not in tips(built)
