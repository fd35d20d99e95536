"""Definitions of other projects as a reader meets them: nothing is asked of any other host."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from serving import served
from tips_project import npm
from two_projects import guest, owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from serving import Host

# MathJax writes styles into the page; the search field of the theme would write a script
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'"
)
HOSTILE = (
    "Ends </script></template> <img src=x onerror=alert(1)> ![pixel](https://example.org/pixel.png) "
    "[run](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$"
)


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Host]]:
    """The site of the project that publishes, and that of the one that shows; the first lies about one term."""
    folder = tmp_path_factory.mktemp("hosts")
    site = owner(folder / "owner").build().outdir
    path = site / "aiglossary.json"
    found = json.loads(path.read_text("utf-8"))
    for term in found["terms"]:
        if term["term"] == "Silicon":
            term.update(definition=HOSTILE, category="</span><script>alert(1)</script>")
    path.write_text(json.dumps(found), "utf-8")
    with served(site) as other:
        conf = "mathjax_path = 'mathjax/tex-chtml.js'\nhtml_static_path = ['static']\nexclude_patterns = ['static']\nhtml_sidebars = {'**': []}\n"
        project = guest(folder / "guest", f"{other.url}objects.inv", other.url, conf)
        shutil.copytree(npm("mathjax") / "es5", project.src / "static" / "mathjax")
        project.write("sub/page.rst", "Page\n====\n\nA :term:`wafer`.\n")
        (project.src / "sub" / "page.md").unlink()
        built = project.build(extensions=["sphinxcontrib_aiglossary", "sphinx.ext.intersphinx"])
        assert built.warnings == ()
        with served(built.outdir, POLICY) as mine:
            yield other, mine


@pytest.fixture
def page(browser: Browser, hosts: tuple[Host, Host]) -> Iterator[Page]:
    """A page of the browser; nothing may go wrong there, and the other host is not asked."""
    other, mine = hosts
    before = list(other.asked)
    errors, asked = list[str](), list[str]()
    page = browser.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    yield page
    page.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((mine.url, "data:"))] == []
    assert other.asked == before


def test_a_term_of_another_project_shows_its_definition_with_formulas(
    page: Page, hosts: tuple[Host, Host]
) -> None:
    """Typeset by this project's renderer, which the page has none of its own formulas for."""
    other, mine = hosts
    page.goto(f"{mine.url}sub/page.html")
    link = page.get_by_role("link", name="wafer", exact=True)
    assert link.get_attribute("href") == f"{other.url}glo.html#term-wafer"
    assert link.get_attribute("title") == "A disc of silicon, θ₀ thick. (in Owner v1.2)"
    link.hover()
    tip = page.locator("#aiglossary--tip")
    expect(tip).to_contain_text("A disc of silicon")
    expect(tip).to_contain_text("Lithography (in Owner)")
    expect(tip.locator("mjx-container")).to_have_count(1)
    assert (
        tip.get_by_role("link", name="silicon").get_attribute("href") == f"{other.url}glo.html#term-silicon"
    )


def test_nothing_of_a_hostile_definition_runs_or_is_loaded(page: Page, hosts: tuple[Host, Host]) -> None:
    """What looks like markup is text."""
    page.goto(f"{hosts[1].url}index.html")
    page.get_by_role("link", name="silicon", exact=True).hover()
    tip = page.locator("#aiglossary--tip")
    expect(tip).to_contain_text(
        "Ends </script></template> <img src=x onerror=alert(1)> pixel [run](javascript:alert(1))"
    )
    expect(tip).to_contain_text("</span><script>alert(1)</script> (in Owner)")
    assert tip.locator("img, script").count() == 0
    assert [link.get_attribute("href") for link in tip.get_by_role("link").all()] == []
