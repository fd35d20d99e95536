"""Definitions beside links as a reader meets them: with a pointer, by keyboard, on a phone, without scripts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from building import Project
from playwright.sync_api import expect
from serving import NOTE_VIOLATIONS, STRICT, served, violations, visits
from tips_project import INDEX, npm, tips_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

FITTING = "dl.glossary > :not(#term-wide, #term-wide + dd)"
"""The entries of a glossary whose tables are no wider than the page."""
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


class Site(NamedTuple):
    """A built project, served by this machine."""

    outdir: Path
    url: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The project in a folder of its host, with a renderer of formulas of its own."""
    folder = tmp_path_factory.mktemp("site")
    project = tips_project(
        folder,
        conf="mathjax_path = 'mathjax/tex-chtml.js'\nhtml_static_path = ['static']\n"
        "html_theme = 'furo'\nexclude_patterns = ['static']\n",
        index=INDEX
        + "\n"
        + "\n\n".join(f"Line {number}." for number in range(60))
        + "\n\nLast :term:`latch`.\n",
    )
    shutil.copytree(npm("mathjax") / "es5", project.src / "static" / "mathjax")
    built = project.build()
    assert built.warnings == ()
    host = folder / "host"
    host.mkdir()
    (host / "docs").symlink_to(built.outdir)
    with served(host) as server:
        yield Site(built.outdir, f"{server.url}docs/")


Visit = "Callable[..., Page]"


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of the site; nothing may go wrong there or be asked of another host."""
    with visits(browser, site.url, "index.html") as open_page:
        yield open_page


def link(page: Page, name: str, number: int = 0) -> Locator:
    """Return one of the links of that text in the body of a page."""
    return page.locator("article a.reference:not(#aiglossary--tip a)").filter(has_text=name).nth(number)


def tip(page: Page) -> Locator:
    """Return what is shown."""
    return page.locator("#aiglossary--tip")


def inside(page: Page) -> bool:
    """Tell whether the tip is in the viewport, and away from its link."""
    return bool(
        page.evaluate(
            """() => {
                const tip = document.querySelector("#aiglossary--tip");
                const box = tip.getBoundingClientRect();
                const link = document.querySelector("[aria-describedby=aiglossary--tip], [aria-controls=aiglossary--tip]");
                const of = link.getBoundingClientRect();
                const apart = box.top >= of.bottom || box.bottom <= of.top;
                return apart && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
            }"""
        )
    )


def test_pointing_at_a_link_shows_the_definition_until_the_pointer_leaves(visit: Callable[..., Page]) -> None:
    """The pointer may move into it; the title, which says the same, is gone."""
    page = visit()
    wafer = link(page, "wafer", 1)
    assert wafer.get_attribute("title")
    wafer.hover()
    expect(tip(page)).to_contain_text("A disc of silicon")
    expect(tip(page)).to_contain_text("Lithography")
    assert wafer.get_attribute("title") is None
    assert inside(page)
    tip(page).hover()
    expect(tip(page)).to_be_visible()
    page.mouse.move(1, 1)
    expect(tip(page)).to_have_count(0)


def test_a_definition_follows_its_link_when_the_window_changes(visit: Callable[..., Page]) -> None:
    """Another width, and a page that is scrolled."""
    page = visit(viewport={"width": 1300, "height": 600})
    link(page, "latch", 1).scroll_into_view_if_needed()
    link(page, "latch", 1).hover()
    expect(tip(page)).to_be_visible()
    page.set_viewport_size({"width": 700, "height": 500})
    page.wait_for_function("innerWidth === 700")
    assert inside(page)


def test_one_definition_is_shown_at_a_time(visit: Callable[..., Page]) -> None:
    """The next one takes the place of the last."""
    page = visit()
    link(page, "silicon").hover()
    expect(tip(page)).to_contain_text("An element.")
    link(page, "latch").hover()
    expect(tip(page)).to_contain_text("Holds a bit.")
    expect(tip(page)).to_have_count(1)


def test_formulas_are_typeset(visit: Callable[..., Page]) -> None:
    """Also on a page that has none of its own."""
    page = visit("sub/page.html")
    link(page, "wafer").hover()
    expect(tip(page).locator("mjx-container")).to_have_count(1)
    assert "\\frac" not in tip(page).inner_text()


def test_the_current_mathjax_typesets_them_with_its_own_fonts(browser: Browser, tmp_path: Path) -> None:
    """As the how-to page says: nothing is asked of another host."""
    project = tips_project(
        tmp_path,
        conf="html_static_path = ['static']\nexclude_patterns = ['static']\n"
        "mathjax_path = 'mathjax/tex-mml-chtml.js'\n"
        "mathjax4_config = mathjax3_config = {'output': {'fontPath': '[mathjax]/../mathjax-newcm-font'}}\n",
    )
    shutil.copytree(npm("mathjax-4"), project.src / "static" / "mathjax")
    font = npm("mathjax-4").parent / "@mathjax" / "mathjax-newcm-font"
    shutil.copytree(font, project.src / "static" / font.name)
    with served(project.build().outdir) as host:
        asked = list[str]()
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(host.url + "index.html")
        page.locator("[href='glo.html#term-wafer']").first.hover()
        expect(tip(page).locator("mjx-container")).to_have_count(1)
        page.wait_for_function("document.fonts.status === 'loaded'")
        assert [url for url in asked if "127.0.0.1" not in url] == []
        assert any(url.endswith(".woff2") for url in asked)
        page.close()


def test_a_text_is_a_tooltip_and_focus_shows_it(visit: Callable[..., Page]) -> None:
    """Escape hides it and the focus stays; so it does under a pointer."""
    page = visit()
    silicon = link(page, "silicon")
    page.keyboard.press("Tab")
    silicon.focus()
    expect(tip(page)).to_have_role("tooltip")
    expect(silicon).to_have_accessible_description("Silicon An element.")
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(silicon).to_be_focused()
    silicon.hover()
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)


def test_a_text_with_links_is_opened_by_its_link(visit: Callable[..., Page]) -> None:
    """Tab goes into it and on to what follows the link; Escape in it leads back to the link."""
    page = visit()
    hostile, following = link(page, "hostile"), link(page, "long")
    page.keyboard.press("Tab")
    hostile.focus()
    expect(hostile).to_have_attribute("aria-expanded", "true")
    expect(hostile).to_have_attribute("aria-controls", "aiglossary--tip")
    expect(tip(page)).to_have_role("group")
    page.keyboard.press("Tab")
    expect(tip(page).get_by_role("link", name="this")).to_be_focused()
    page.keyboard.press("Tab")
    expect(tip(page).get_by_role("link", name="More")).to_be_focused()
    page.keyboard.press("Tab")
    expect(following).to_be_focused()
    expect(hostile).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Shift+Tab")
    expect(hostile).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    expect(hostile).to_be_focused()


def test_the_first_tap_shows_and_the_second_follows(visit: Callable[..., Page]) -> None:
    """A tap elsewhere hides."""
    page = visit(viewport={"width": 390, "height": 800}, has_touch=True)
    address = page.url
    wafer = link(page, "wafer", 1)
    wafer.tap()
    expect(tip(page)).to_be_visible()
    assert page.url == address
    assert inside(page)
    page.locator("h1").tap(position={"x": 5, "y": 5})
    expect(tip(page)).to_have_count(0)
    wafer.tap()
    expect(tip(page)).to_be_visible()
    wafer.tap()
    expect(page).to_have_url(site_url(address, "glo.html#term-wafer"))


def site_url(address: str, name: str) -> str:
    """Return the address of another page of the same folder."""
    return address.rpartition("/")[0] + "/" + name


def test_a_page_shows_its_own_definitions(visit: Callable[..., Page]) -> None:
    """Without the article below, and without the ids, which stand once."""
    page = visit("glo.html")
    link(page, "wafer").filter(has_not_text="s").last.hover()
    expect(tip(page)).to_contain_text("A disc of silicon")
    expect(tip(page)).to_contain_text("Lithography")
    expect(tip(page)).not_to_contain_text("no definition")
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"
    ) == page.evaluate("document.querySelectorAll('[id]').length")


def test_a_definition_of_plain_words_says_where_there_is_more(browser: Browser, tmp_path: Path) -> None:
    """Beside a link of another page, of the same page, and of a definition; not where there is nothing more to read."""
    terms = """\
concepts:
  - term: Anvil
    definition: A block of steel.
    article: Smiths prefer it with a horn.
  - term: Bellows
    definition: They feed the fire, above the [anvil](term:anvil).
  - term: Clinker
    definition: What the fire leaves.
  - term: Drift
    definition: Opens a hole.
    see: [clinker]
"""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", terms)
    project.write(
        "index.rst", "Smithy\n======\n\n:term:`anvil` :term:`clinker` :term:`drift` :term:`bellows`\n"
    )
    # The link to the anvil stands in a definition
    project.write(
        "glo.rst", ":orphan:\n\nGlossary\n========\n\n:term:`drift`\n\n.. aiglossary::\n   :detail: full\n"
    )
    outdir = project.build().outdir
    page = browser.new_page()

    def more(name: str) -> bool:
        page.mouse.move(1, 1)
        page.locator(f"a[href$='#term-{name}'].reference.internal").first.hover()
        expect(tip(page).locator(":scope > :first-child")).to_contain_text(name.capitalize())
        return tip(page).get_by_role("link", name="More", exact=True).count() == 1

    for name in ("index.html", "glo.html"):
        page.goto((outdir / name).as_uri())
        assert {term: more(term) for term in ("anvil", "clinker", "drift")} == {
            "anvil": True,
            "clinker": False,
            "drift": True,
        }
    page.close()


@pytest.mark.parametrize("width", [390, 1300])
@pytest.mark.parametrize("name", ["wafers", "long", "wide", "table", "chuck", "hostile"])
def test_whatever_is_shown_stays_in_the_viewport(visit: Callable[..., Page], width: int, name: str) -> None:
    """Ten thousand characters, twenty columns, an image; nor does it cover its link, wherever that stands."""
    page = visit(viewport={"width": width, "height": 600})
    shown = link(page, name)
    for block in ("start", "center", "end"):
        shown.evaluate("(link, block) => link.scrollIntoView({ block, behavior: 'instant' })", block)
        shown.hover()
        expect(tip(page)).to_be_visible()
        assert inside(page), block
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)


def test_nothing_of_a_definition_runs(visit: Callable[..., Page]) -> None:
    """A tag in a text is text."""
    page = visit()
    page.on("dialog", lambda _dialog: pytest.fail("something ran"))
    link(page, "hostile").hover()
    expect(tip(page)).to_contain_text("Ends </script></template> and <img src=x onerror=alert(1)>")


def test_without_scripts_there_are_links_with_titles(visit: Callable[..., Page]) -> None:
    """And nothing else is to be seen."""
    page = visit(java_script_enabled=False)
    assert link(page, "silicon").get_attribute("title") == "An element."
    assert page.get_by_text("An element.").count() == 0
    link(page, "silicon").click()
    assert page.url.endswith("glo.html#term-silicon")


def test_definitions_are_printed_behind_the_page_on_request(browser: Browser, tmp_path: Path) -> None:
    """On the screen nothing of them is to be seen or to be reached, and links show them as ever."""
    page = browser.new_page()
    page.goto(
        (tips_project(tmp_path, conf="aiglossary_endnotes = True\n").build().outdir / "index.html").as_uri()
    )
    printed = page.locator(".aiglossary-tips")
    height = page.evaluate("document.documentElement.scrollHeight")
    expect(printed.get_by_text("An element.")).not_to_be_visible()
    page.locator("a[href='glo.html#term-silicon']").first.hover()
    expect(tip(page)).to_contain_text("An element.")
    page.emulate_media(media="print")
    expect(tip(page)).not_to_be_visible()
    expect(printed.get_by_text("Glossary", exact=True)).to_be_visible()
    expect(printed.get_by_text("An element.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") > height
    page.close()


@SCHEMES
@pytest.mark.parametrize("name", ["silicon", "wafer", "table", "long", "wide", "chuck"])
def test_an_open_definition_is_accessible(visit: Callable[..., Page], name: str, *, dark: bool) -> None:
    """As far as axe can tell; what it finds on the page without it is the theme's."""
    axe = (npm("axe-core") / "axe.min.js").read_text("utf-8")
    page = visit(color_scheme="dark" if dark else "light")
    page.evaluate(axe)
    before = violations(page)
    link(page, name).hover()
    expect(tip(page)).to_be_visible()
    page.wait_for_function(
        "![...document.querySelectorAll('#aiglossary--tip .math')].some((e) => !e.firstElementChild)"
    )
    assert [each for each in violations(page) if each not in before] == []


@SCHEMES
@pytest.mark.parametrize(
    ("name", "part"), [("aiglossary-categories.html", ".aiglossary-index"), ("glo.html", FITTING)]
)
def test_an_index_and_a_glossary_are_accessible(
    visit: Callable[..., Page], name: str, part: str, *, dark: bool
) -> None:
    """As far as axe can tell. A table that scrolls is another matter: the browser lets the keyboard reach it, axe does not see."""
    page = visit(name, color_scheme="dark" if dark else "light")
    page.evaluate((npm("axe-core") / "axe.min.js").read_text("utf-8"))
    expect(page.locator(part).first).to_be_visible()
    assert violations(page, part) == []


def test_a_page_may_hold_two_thousand_references(browser: Browser, tmp_path: Path) -> None:
    """Nothing is done for each of them before a reader points at one."""
    lines = "\n\n".join(" ".join([":term:`silicon` :term:`latch`"] * 10) for _ in range(100))
    outdir = tips_project(tmp_path, index=INDEX + "\n" + lines + "\n").build().outdir
    page = browser.new_page()
    page.add_init_script(
        "window.changes = 0; new MutationObserver((all) => { if (document.readyState === 'complete') changes += all.length; }).observe(document, { attributes: true, subtree: true, childList: true })"
    )
    page.goto((outdir / "index.html").as_uri())
    assert page.locator("a[href='glo.html#term-silicon']").count() > 1000
    assert page.evaluate("changes") == 0
    page.locator("a[href='glo.html#term-silicon']").nth(1000).hover()
    expect(tip(page)).to_contain_text("An element.")
    page.close()


@pytest.mark.parametrize("base", [False, True])
def test_a_strict_policy_is_kept(browser: Browser, tmp_path: Path, *, base: bool) -> None:
    """No inline script, handler or style; and a page with a ``base`` shows the same."""
    project = tips_project(tmp_path, conf="html_sidebars = {'**': []}\n")
    outdir = project.build().outdir
    if base:
        path = outdir / "index.html"
        path.write_text(path.read_text("utf-8").replace("<head>", '<head><base href="./">', 1), "utf-8")
    with served(outdir, STRICT) as host:
        page = browser.new_page()
        page.add_init_script(NOTE_VIOLATIONS)
        page.route("**/*jsdelivr*/**", lambda route: route.abort())
        page.goto(host.url + "index.html")
        before = page.evaluate("violations")
        page.locator("a[href='glo.html#term-silicon']").first.hover()
        expect(tip(page)).to_contain_text("An element.")
        assert (
            page.evaluate("getComputedStyle(document.querySelector('#aiglossary--tip')).position") == "fixed"
        )
        assert page.evaluate("violations") == before
        assert [each for each in before if "mathjax" not in each.lower() and "inline" not in each] == []
        page.close()
