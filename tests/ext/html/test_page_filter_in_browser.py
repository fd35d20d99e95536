"""A glossary page as a reader uses it: filtered by words and category, sent by its address, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from filter_project import filter_project, many
from playwright.sync_api import expect
from serving import NOTE_VIOLATIONS, STRICT, served, violations, visits
from tips_project import npm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

HAND = "Hand\n====\n\n.. glossary::\n\n" + "".join(
    f"   thing {each}\n   object {each}\n      A thing.\n\n" for each in range(10)
)
SEVERAL = """\
Several
=======

.. aiglossary::
   :show: all
   :letters: #, f-l

M
-

.. aiglossary::
   :show: all
   :letters: m

N to Z
------

With a text.

.. aiglossary::
   :show: all
   :letters: n-z
"""
NAMES = [
    "</script>",
    "FULL width",
    "Kerf",
    "Latch",
    "Mixed-precision gauge",
    "Naïve chip",
    "Silicon",
    "Über-router",
    "Wafer (WF)",
    "Zeta",
]


class Site(NamedTuple):
    """A built project, served by this machine."""

    outdir: Path
    url: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The project in a folder of its host."""
    project = filter_project(
        tmp_path_factory.mktemp("filter"),
        conf="html_theme = 'furo'",
        hand=":orphan:\n\n" + HAND,
        several=":orphan:\n\n" + SEVERAL,
    )
    built = project.build()
    assert built.warnings == ()
    with served(built.outdir.parent) as host:
        yield Site(built.outdir, f"{host.url}{built.outdir.name}/")


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of the site; nothing may go wrong there or be asked of another host."""
    with visits(browser, site.url, "glo.html") as open_page:
        yield open_page


def field(page: Page) -> Locator:
    """Return what takes the words."""
    return page.get_by_label("Filter the glossary").get_by_role("searchbox")


def chip(page: Page, name: str) -> Locator:
    """Return what takes a category."""
    return page.get_by_role("group", name="Categories").get_by_role("button", name=name)


SEEN = "all => all.map((each) => [each.textContent.trim(), each.checkVisibility()])"


def shown(page: Page) -> list[str]:
    """Return the terms that are to be seen."""
    terms = page.locator("dl.glossary > :is(dt:first-child, dd + dt)")
    return [name.partition("¶")[0] for name, seen in terms.evaluate_all(SEEN) if seen]


def has_address(page: Page, rest: str) -> None:
    """Wait until the address of a page has this behind the name of the file."""
    page.wait_for_function("rest => location.href.endsWith('.html' + rest)", arg=rest)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", NAMES),
        ("kerf", ["Kerf"]),
        ("KER", ["Kerf"]),
        ("wf", ["Wafer (WF)"]),
        ("fourteen", ["Silicon"]),
        ("holds", ["Latch"]),
        ("disc", ["Mixed-precision gauge", "Naïve chip", "Wafer (WF)"]),
        ("disc believes", ["Naïve chip"]),
        ("  believes   disc ", ["Naïve chip"]),
        ("disc bit", []),
        ("uber", ["Über-router"]),
        ("NAIVE", ["Naïve chip"]),
        ("naïve", ["Naïve chip"]),
        ("full", ["FULL width"]),
        ("Ｄｉｓｃ ｗｆ", ["Wafer (WF)"]),
        ("mixed precision", ["Mixed-precision gauge"]),
        ("mixed‑precision", ["Mixed-precision gauge"]),
        ("#", []),
        ("¶", []),
        ("xylophone", []),
        ("latch wafer", []),
        ("</script>", ["</script>"]),
        ("<img src=x", ["</script>"]),
    ],
)
def test_what_has_all_words_is_shown(visit: Callable[..., Page], words: str, expected: list[str]) -> None:
    """In names, abbreviations, synonyms and definitions, in any order; not in folded articles, nor in what is beside."""
    page = visit()
    field(page).fill(words)
    assert shown(page) == [name.replace("FULL", "ＦＵＬＬ") for name in expected]
    expect(page.get_by_role("search", name="Filter the glossary").get_by_role("status")).to_have_text(
        f"Terms shown: {len(expected)}"
    )


def test_each_key_filters(visit: Callable[..., Page]) -> None:
    """And the caret stays where the reader types."""
    page = visit()
    field(page).press_sequentially("dsc")
    assert shown(page) == []
    field(page).press("ArrowLeft")
    field(page).press("ArrowLeft")
    field(page).press_sequentially("i")
    expect(field(page)).to_have_value("disc")
    assert len(shown(page)) == 3
    field(page).press("Escape")
    assert len(shown(page)) == 10


def test_letters_without_terms_go(visit: Callable[..., Page]) -> None:
    """The heading is hidden and the bar says so; a letter that is chosen nevertheless comes back with all others."""
    page = visit()
    field(page).fill("disc")
    headings = page.locator(".aiglossary-letter:visible")
    assert headings.all_inner_texts() == ["M", "N", "W"]
    bar = page.get_by_role("navigation", name="Letters of the glossary")
    disabled = bar.locator("[aria-disabled=true]")
    assert disabled.all_inner_texts() == ["#", "F", "K", "L", "S", "U", "Z"]
    field(page).fill("")
    expect(disabled).to_have_count(0)
    field(page).fill("disc")
    bar.get_by_role("link", name="K").click(force=True)
    expect(page.get_by_role("heading", name="K", exact=True)).to_be_in_viewport()
    assert len(shown(page)) == 10


def test_a_category_is_chosen_and_given_back(visit: Callable[..., Page]) -> None:
    """One at a time; it works together with words."""
    page = visit()
    chip(page, "Metrology 3").click()
    assert shown(page) == ["Mixed-precision gauge", "Silicon", "Über-router"]
    expect(chip(page, "Metrology")).to_have_attribute("aria-pressed", "true")
    field(page).fill("table")
    assert shown(page) == ["Über-router"]
    chip(page, "Lithography 3").click()
    assert shown(page) == []
    expect(chip(page, "Metrology")).to_have_attribute("aria-pressed", "false")
    field(page).fill("")
    assert shown(page) == ["Kerf", "Silicon", "Wafer (WF)"]
    chip(page, "Lithography 3").press("Space")
    assert len(shown(page)) == 10
    expect(chip(page, "Lithography")).to_have_attribute("aria-pressed", "false")
    chip(page, "<img src=x onerror=alert(1)> 1").click()
    assert shown(page) == ["</script>"]


def test_the_address_holds_the_filter(visit: Callable[..., Page]) -> None:
    """So that it can be sent; what is not asked for is not in it."""
    page = visit()
    field(page).fill("a disc & more")
    has_address(page, "?q=a+disc+%26+more")
    field(page).fill("disc")
    chip(page, "Lithography").click()
    has_address(page, "?q=disc&category=lithography")
    address = page.url
    field(page).fill("")
    has_address(page, "?category=lithography")
    chip(page, "Lithography").click()
    has_address(page, "")
    page.goto(address)
    assert shown(page) == ["Wafer (WF)"]
    expect(field(page)).to_have_value("disc")
    expect(chip(page, "Lithography")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?category=nothing", 10),
        ("?category=%22%5D,*&x=1", 10),
        ("?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", 0),
        ("?q=%E0%A4%A", 0),
        ("?q=&category=", 10),
        ("#term-nothing", 10),
        ("?q=disc#%E0%A4%A", 3),
    ],
)
def test_a_strange_address_breaks_nothing(visit: Callable[..., Page], address: str, expected: int) -> None:
    """Categories that the page does not have do not count, and no text becomes markup."""
    page = visit("glo.html" + address)
    assert len(shown(page)) == expected
    field(page).fill("kerf")
    assert shown(page) == ["Kerf"]


def test_back_and_forward_restore_the_filter(visit: Callable[..., Page]) -> None:
    """From another page, and from an entry of the same."""
    page = visit("index.html")
    page.goto(page.url.replace("index", "glo"))
    field(page).fill("disc")
    page.locator("dd:visible a.reference").first.click()
    expect(page).to_have_url(page.url.partition(".html")[0] + ".html#term-silicon")
    assert len(shown(page)) == 10
    expect(page.locator("#term-silicon")).to_be_in_viewport()
    page.go_back()
    expect(field(page)).to_have_value("disc")
    assert len(shown(page)) == 3
    page.go_back()
    page.wait_for_url("**/index.html")
    page.go_forward()
    expect(field(page)).to_have_value("disc")
    assert len(shown(page)) == 3


@pytest.mark.parametrize("address", ["?q=disc#term-zeta", "?category=lithography#term-zeta"])
def test_an_address_of_an_entry_shows_it_whatever_the_filter(
    visit: Callable[..., Page], address: str
) -> None:
    """The filter goes, from the address, too; one that shows the entry stays."""
    page = visit("glo.html" + address, viewport={"width": 900, "height": 300})
    expect(page.locator("#term-zeta")).to_be_in_viewport()
    has_address(page, "#term-zeta")
    expect(field(page)).to_have_value("")
    page.goto(page.url.replace("#term-zeta", "?q=end#term-zeta"))
    assert shown(page) == ["Zeta"]
    has_address(page, "?q=end#term-zeta")


def test_a_filter_that_is_changed_leaves_the_entry_of_the_address(visit: Callable[..., Page]) -> None:
    """Else who gets the address would meet the entry and no filter."""
    page = visit("glo.html#term-zeta")
    field(page).fill("disc")
    has_address(page, "?q=disc")
    page.reload()
    assert len(shown(page)) == 3


def test_a_link_to_a_term_copies_itself(visit: Callable[..., Page]) -> None:
    """The whole address without the filter; it says so, and leads there as ever."""
    page = visit(allowed="clipboard-read clipboard-write")
    field(page).fill("disc")
    page.locator("#term-wafer").hover()
    link = page.locator("#term-wafer .headerlink")
    link.click()
    expect(page.locator(".aiglossary-filter [role=status]")).to_contain_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url.partition("?")[0] + "#term-wafer"
    has_address(page, "?q=disc#term-wafer")
    assert len(shown(page)) == 3
    assert "Link copied" in link.evaluate("e => getComputedStyle(e, '::after').content + e.dataset.copied")
    field(page).fill("dis")
    expect(page.locator(".aiglossary-filter [role=status]")).not_to_contain_text("Link copied")


@pytest.mark.parametrize("clipboard", ["undefined", "{ writeText: () => Promise.reject(new Error('no')) }"])
def test_where_nothing_may_be_copied_the_link_leads_there(
    browser: Browser, site: Site, clipboard: str
) -> None:
    """And nothing is said, nor is it an error."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {clipboard} }})")
    page.goto(site.url + "glo.html")
    page.locator("#term-wafer").hover()
    page.locator("#term-wafer .headerlink").click()
    has_address(page, "#term-wafer")
    expect(page.locator(".aiglossary-filter [role=status]")).to_have_text("Terms shown: 10")
    assert errors == []
    page.close()


def test_without_scripts_there_is_no_control(visit: Callable[..., Page]) -> None:
    """And every entry, whatever the address."""
    page = visit("glo.html?q=disc", java_script_enabled=False)
    assert page.locator("[role=main] input, article button, article input").count() == 0
    assert page.get_by_text("Filter the glossary").count() == 0
    expect(page.get_by_text("Holds a bit.")).to_be_visible()


def test_paper_shows_what_the_screen_shows(visit: Callable[..., Page]) -> None:
    """Without the controls."""
    page = visit("glo.html?q=disc")
    page.emulate_media(media="print")
    expect(page.locator("div.aiglossary-filter")).to_be_hidden()
    assert len(shown(page)) == 3


def test_entries_by_hand_are_filtered(visit: Callable[..., Page]) -> None:
    """By each of their names."""
    page = visit("hand.html")
    field(page).fill("object 7")
    assert shown(page) == ["thing 7"]
    expect(page.get_by_text("object 7")).to_be_visible()
    expect(page.get_by_text("object 6")).to_be_hidden()


def test_one_filter_is_for_all_placements_of_a_page(visit: Callable[..., Page]) -> None:
    """A section that only holds terms goes with them; one that says something stays."""
    page = visit("several.html")
    expect(page.get_by_role("searchbox", name="Filter the glossary")).to_have_count(1)
    expect(page.get_by_role("heading", name="M", exact=True)).to_be_visible()
    field(page).fill("kerf")
    assert shown(page) == ["Kerf"]
    expect(page.get_by_role("heading", name="M", exact=True)).to_be_hidden()
    expect(page.get_by_text("With a text.")).to_be_visible()
    expect(page.get_by_role("heading", name="Several")).to_be_visible()


def test_a_link_shows_the_definition_that_is_filtered_out(visit: Callable[..., Page]) -> None:
    """Both scripts work on one page."""
    page = visit()
    field(page).fill("wf")
    page.locator("dd:visible a.reference").first.hover()
    expect(page.locator("#aiglossary--tip")).to_contain_text("An element.")
    assert shown(page) == ["Wafer (WF)"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_filter_in_use_is_accessible(visit: Callable[..., Page], *, dark: bool) -> None:
    """As far as axe can tell; what it finds on the page without it is the theme's."""
    axe = (npm("axe-core") / "axe.min.js").read_text("utf-8")
    page = visit(color_scheme="dark" if dark else "light")
    page.evaluate(axe)
    page.evaluate(
        "window.controls = document.querySelector('div.aiglossary-filter'); window.next = controls.nextSibling; controls.remove()"
    )
    before = violations(page)
    page.evaluate("next.before(controls)")
    field(page).fill("disc")
    chip(page, "Lithography").click()
    field(page).focus()
    assert [each for each in violations(page) if each not in before] == []
    boxes = page.locator("div.aiglossary-filter :is(input, button)").evaluate_all(
        "all => all.map(e => e.offsetHeight)"
    )
    assert min(boxes) >= 24


def test_the_keyboard_goes_through_the_controls_in_order(visit: Callable[..., Page]) -> None:
    """Words, categories, letters."""
    page = visit()
    field(page).focus()
    page.keyboard.press("Tab")
    expect(chip(page, "Lithography")).to_be_focused()
    page.keyboard.press("Enter")
    assert len(shown(page)) == 3
    page.keyboard.press("Shift+Tab")
    expect(field(page)).to_be_focused()


def test_four_thousand_terms_are_filtered(browser: Browser, tmp_path: Path) -> None:
    """From a folder on disk; what is off the screen is found by its address all the same."""
    project = filter_project(
        tmp_path,
        terms=many(4000),
        index="Index\n=====\n\n.. toctree::\n\n   glo\n",
        glo="Glossary\n========\n\n.. aiglossary::\n   :show: all\n",
    )
    page = browser.new_page()
    page.goto((project.build().outdir / "glo.html").as_uri())
    field(page).fill("39")
    expected = [f"Part {each:04}" for each in range(4000) if "39" in f"{each:04}"]
    assert shown(page) == expected
    chip(page, "Field 7").click()
    assert shown(page) == [name for name in expected if name.endswith("7")]
    has_address(page, "?q=39&category=field-7")
    page.reload()
    assert shown(page) == [name for name in expected if name.endswith("7")]
    page.goto(page.url.partition("?")[0] + "#term-part-3998")
    expect(page.locator("#term-part-3998")).to_be_in_viewport()
    assert len(shown(page)) == 4000
    page.close()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
@pytest.mark.parametrize("base", [False, True])
def test_a_strict_policy_is_kept(browser: Browser, tmp_path: Path, builder: str, *, base: bool) -> None:
    """No inline script, handler or style; with a ``base`` and other names of files, the address is the page's own."""
    project = filter_project(
        tmp_path, conf="html_sidebars = {'**': []}\nhtml_file_suffix = '.htm'\nhtml_link_suffix = '.htm'"
    )
    outdir = project.build(builder).outdir
    name = {"html": "glo.htm", "dirhtml": "glo/", "singlehtml": "index.htm"}[builder]
    path = outdir / (f"{name}index.htm" if builder == "dirhtml" else name)
    if base:
        path.write_text(path.read_text("utf-8").replace("<head>", '<head><base href="./">', 1), "utf-8")
    if builder == "dirhtml":
        path.rename(path.with_suffix(".html"))
    with served(outdir, STRICT) as host:
        page = browser.new_page()
        page.add_init_script(NOTE_VIOLATIONS)
        url = f"{host.url}{name}"
        page.goto(url)
        before = page.evaluate("violations")
        field(page).fill("disc")
        chip(page, "Lithography").click()
        assert shown(page) == ["Wafer (WF)"]
        assert page.url == url + "?q=disc&category=lithography"
        expect(page.locator("#term-kerf")).to_be_hidden()
        assert page.evaluate("violations") == before
        assert [each for each in before if "inline" not in each] == []
        page.close()


def test_other_scripts_of_a_page_meet_no_names_of_ours(visit: Callable[..., Page]) -> None:
    """The script leaves nothing behind."""
    page = visit()
    for name in ("find", "entries", "show", "chips"):
        kind = page.evaluate(
            f"typeof globalThis.{name} + (() => {{ try {{ {name}; return 'y'; }} catch {{ return 'n'; }} }})()"
        )
        assert kind in {"undefinedn", "functiony"} if name == "find" else kind == "undefinedn"
