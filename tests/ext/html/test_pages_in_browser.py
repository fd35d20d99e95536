"""Finished pages as a reader meets them, in the Chromium of the machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from building import Project
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, ViewportSize

Open = Callable[..., "Page"]
PHONE: ViewportSize = {"width": 390, "height": 800}
DESK: ViewportSize = {"width": 1300, "height": 900}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project over a raw dump, built, changed in one page and built again."""
    project = Project(tmp_path_factory.mktemp("site"), "dump")
    assert project.build().warnings == ()
    project.replace("index.rst", "The press", "Each press")
    built = project.build()
    assert built.warnings == ()
    return built.outdir


def test_a_link_leads_the_reader_to_the_definition(opened: Open, site: Path) -> None:
    """A click on a plural brings the term into view."""
    page = opened(site / "index.html")
    page.get_by_role("link", name="plate warps").click()

    expect(page).to_have_url(re.compile(r"glossary\.html#term-plate-warp$"))
    expect(page.locator("dt#term-plate-warp")).to_be_in_viewport()


def test_search_finds_an_abbreviation_after_an_incremental_build(opened: Open, site: Path) -> None:
    """Plain Sphinx forgets index entries of pages that it does not write again."""
    page = opened(site / "search.html", "?q=HPR")
    found = page.locator("#search-results a").first
    found.wait_for()

    assert "glossary.html#term-hot-press-recipe" in (found.get_attribute("href") or "")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_tables_code_and_formulas_of_a_dump_are_what_they_were(
    opened: Open, site: Path, size: ViewportSize, *, dark: bool
) -> None:
    """Rows of a table, lines of highlighted code, formulas apart from prices; nothing wider than the page."""
    page = opened(site / "glossary.html", size=size, dark=dark)
    article = page.locator("dt#term-hot-press-recipe + dd")
    article.locator("summary").click()

    assert article.locator("table tbody tr").count() == 2
    assert article.locator("table tbody tr").nth(1).inner_text().split() == ["Hold", "180"]
    assert article.locator("div.highlight-python span").count() > 0
    assert article.locator("span.math").all_inner_texts() == [r"\(\theta_0 = \frac{1}{2}\)"]
    assert "$4K-9K per lot" in article.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_formulas_of_an_epub_are_drawn_without_a_script(opened: Open, tmp_path: Path) -> None:
    """The numerator stands above the denominator, lines of an aligned formula at one sign."""
    project = Project(tmp_path, "dump")
    project.write("index.rst", "Root\n====\n\n.. math::\n\n   aaa &= \\frac{n}{d} \\\\\n   c &= x\n")
    page = opened(project.build("epub").outdir / "index.xhtml")
    boxes = [page.locator(f"mfrac > :nth-child({number})").bounding_box() for number in (1, 2)]
    signs = [box.bounding_box() for box in page.locator("mtr mo", has_text="=").all()]

    assert page.locator("script").count() == 0
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1
    assert len({round(sign["x"]) for sign in signs if sign}) == 1
