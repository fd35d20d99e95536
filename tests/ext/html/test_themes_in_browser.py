"""The glossary in five themes, as a reader meets it on a desk and on a phone, in the light and in the dark."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from building import ROOTS
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, ViewportSize

Open = Callable[..., "Page"]
PHONE: ViewportSize = {"width": 390, "height": 800}
DESK: ViewportSize = {"width": 1300, "height": 900}

THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
READABLE = 4.5
"""The contrast of text that the Web Content Accessibility Guidelines ask for, level AA."""
TEXTS = {
    "index": [".aiglossary-categories .sd-card-title", ".aiglossary-categories .sd-card-text"],
    "glossary": [
        ".aiglossary-letters a",
        ".aiglossary-letter",
        ".aiglossary-term",
        ".aiglossary-synonym",
        ".aiglossary-article .sd-summary-text",
        ".aiglossary-article .sd-card-body p",
        ".aiglossary-article .sd-card-body td",
        ".aiglossary-others",
        ".aiglossary-other p",
        ".aiglossary-see",
        ".aiglossary-uses",
    ],
}
"""What is read on each page."""
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])

CONTRASTS = """
    (selectors) => {
        const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
        const read = (color) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
            return [r, g, b, a / 255];
        };
        const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
        const behind = (element) =>
            element === null ? [255, 255, 255]
                : over(read(getComputedStyle(element).backgroundColor), behind(element.parentElement));
        const light = (color) => {
            const [r, g, b] = color.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return selectors.map((selector) => [selector, [...document.querySelectorAll(selector)].map((element) => {
            const ground = behind(element);
            const [a, b] = [light(over(read(getComputedStyle(element).color), ground)), light(ground)];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        })]);
    }
"""


@pytest.fixture(scope="module", params=THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a theme, built as a user builds it, without a warning."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-n",
        "-W",
        "-b",
        "html",
        "-D",
        f"html_theme={request.param}",
    ]
    done = subprocess.run(
        [*command, ROOTS / "test-themes", folder], check=False, capture_output=True, text=True
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return folder


def unfold(page: Page) -> None:
    """Open all dropdowns of a page."""
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")


@SIZES
def test_no_page_is_wider_than_the_screen(opened: Open, site: Path, size: ViewportSize) -> None:
    """Neither is the article that holds a table of eight columns, code, a formula and words of a hundred letters."""
    for name in ("index", "glossary", "aiglossary-categories"):
        page = opened(site / f"{name}.html", size=size)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        wide = page.locator("dl.aiglossary dd > *").evaluate_all(
            "(all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML)"
        )
        assert wide == []


@SIZES
@SCHEMES
def test_every_text_of_ours_is_readable(opened: Open, site: Path, size: ViewportSize, *, dark: bool) -> None:
    """Letters, terms, synonyms, dropdowns, articles, origins, cards; the colors of links and code are the theme's."""
    for name, selectors in TEXTS.items():
        page = opened(site / f"{name}.html", size=size, dark=dark)
        unfold(page)
        for selector, contrasts in page.evaluate(CONTRASTS, selectors):
            assert contrasts, f"{name} has no {selector}"
            assert min(contrasts) >= READABLE, f"{selector} has a contrast of {min(contrasts):.2f}"


def test_an_article_unfolds_by_the_keyboard(opened: Open, site: Path) -> None:
    """The definition is read at once; a key shows what stands below it, and hides it again."""
    page = opened(site / "glossary.html")
    told = page.locator("dt#term-feed-rate ~ dd")
    expect(told.get_by_text("Speed at which a board")).to_be_visible()
    expect(told.get_by_role("table")).to_be_hidden()

    told.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(told.get_by_role("table")).to_be_visible()
    page.keyboard.press("Space")
    expect(told.get_by_role("table")).to_be_hidden()


def test_a_link_to_a_heading_of_an_article_unfolds_it(opened: Open, site: Path) -> None:
    """The browser opens what the address leads into."""
    page = opened(site / "glossary.html", "#term-computer-numerical-control--program")

    expect(page.locator("[id='term-computer-numerical-control--program']")).to_be_in_viewport()
    expect(page.get_by_text("same part is cut often")).to_be_visible()
    expect(page.get_by_role("table")).to_be_hidden()


def test_paper_shows_what_is_folded(opened: Open, site: Path) -> None:
    """Nobody can unfold a printed page; the bar of letters, which nobody can follow there, is gone."""
    page = opened(site / "glossary.html")
    shown = "document.querySelector('.aiglossary-article td').checkVisibility()"
    assert not page.evaluate(shown)

    page.emulate_media(media="print")
    assert page.evaluate(shown)
    assert page.locator(".aiglossary-letters").first.is_hidden()


@SIZES
def test_the_bar_leads_to_each_letter(opened: Open, site: Path, size: ViewportSize) -> None:
    """Each heading comes into view, and no head of the page lies over it."""
    page = opened(site / "glossary.html", size=size)
    bar = page.get_by_role("navigation", name="Letters of the glossary").first
    letters = bar.get_by_role("link").all_inner_texts()
    assert letters == ["0-9", "C", "F", "K", "P", "S", "U", "Β"]

    for letter in letters:
        bar.get_by_role("link", name=letter, exact=True).click()
        heading = page.get_by_role("heading", name=letter, exact=True).first
        expect(heading).to_be_in_viewport()
        # Some themes scroll there slowly
        page.wait_for_function(
            "(element) => { const box = element.getBoundingClientRect();"
            " return element.contains(document.elementFromPoint(box.left + 4, box.top + box.height / 2)); }",
            arg=heading.element_handle(),
        )
