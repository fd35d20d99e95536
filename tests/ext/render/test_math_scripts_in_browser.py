"""What is text in a definition is none for scripts that set formulas, whoever wrote it; formulas are set."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
import yaml
from building import Project
from playwright.sync_api import expect
from serving import served, visits
from tips_project import npm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

RUN: Final = r"\href{javascript:alert(1)}{x}"
ATTACKS: Final = (
    rf"\begin{{equation}}{RUN}\end{{equation}}",
    rf"$${RUN}$$",
    rf"\\({RUN}\\)",
    rf"\\[{RUN}\\]",
    r"\ref{one} and \eqref{one}",
    "$$a^b^c$$",
)
"""Text of a definition, in Markdown: none of it is a formula."""
NAMES: Final = (rf"\({RUN}\)", rf"$${RUN}$$", rf"\begin{{align}}{RUN}\end{{align}}")
"""Names, which are no Markdown."""

CONCEPTS: Final[list[dict[str, Any]]] = [
    {
        "term": "Good",
        "definition": "A plain text with $\\theta_0$ and a display:\n\n$$\na = b\n$$\n",
        "categories": ["Plain"],
    },
    *(
        {
            "term": f"Attack {number}",
            "definition": f"Starts. {attack} Ends {number}.",
            "article": f"## Part {attack}\n\nMore {attack} text.\n\n| a | b |\n|---|---|\n| {attack} | c |\n",
        }
        for number, attack in enumerate(ATTACKS)
    ),
    *(
        {
            "term": f"Name {number} {name}",
            "abbreviations": [f"A{number} {name}"],
            "synonyms": [f"Also {number} {name}"],
            "definition": f"Name number {number}.",
            "categories": [f"Category {number} {name}"],
        }
        for number, name in enumerate(NAMES)
    ),
]
INDEX: Final = (
    "Start\n=====\n\n.. toctree::\n\n   glo\n   lists\n   hand\n\n"
    ":term:`Good`, "
    + ", ".join(f":term:`Attack {number}`" for number in range(len(ATTACKS)))
    + ".\n\n"
    + ", ".join(
        f":gls:`this <A{number} {name}>` and :gls:`A{number} {name}`" for number, name in enumerate(NAMES)
    ).replace("\\", "\\\\")
    + ".\n"
)
HAND: Final = r"""Hand
====

.. glossary::

   latch
      The author of this page wrote \\(x_0\\) as text.

See :term:`Good`.
"""


class Renderer(NamedTuple):
    """A script that sets formulas."""

    conf: str
    files: Callable[[Path], None]
    set_formula: str
    """What it makes of a formula, as a selector."""


def _mathjax(folder: Path) -> None:
    shutil.copytree(npm("mathjax") / "es5", folder / "mathjax")


def _mathjax_4(folder: Path) -> None:
    shutil.copytree(npm("mathjax-4"), folder / "mathjax")
    shutil.copytree(
        npm("mathjax-4").parent / "@mathjax" / "mathjax-newcm-font", folder / "mathjax-newcm-font"
    )


def _katex(folder: Path) -> None:
    (folder / "none.css").write_text("", "utf-8")


RENDERERS: Final = {
    "mathjax": Renderer("mathjax_path = 'mathjax/tex-chtml.js'\n", _mathjax, "mjx-container"),
    "mathjax-4": Renderer(
        "mathjax_path = 'mathjax/tex-mml-chtml.js'\n"
        "mathjax4_config = mathjax3_config = {'output': {'fontPath': '[mathjax]/../mathjax-newcm-font'}}\n",
        _mathjax_4,
        "mjx-container",
    ),
    "katex": Renderer(
        "extensions.append('sphinxcontrib.katex')\nkatex_css_path = 'none.css'\n", _katex, ".katex"
    ),
}


@pytest.fixture(scope="module", params=list(RENDERERS))
def renderer(request: pytest.FixtureRequest) -> Renderer:
    """Each of the scripts."""
    return RENDERERS[request.param]


@pytest.fixture(scope="module")
def url(renderer: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A project whose every page loads the script, and whose concepts hold what is no formula."""
    folder = tmp_path_factory.mktemp("site")
    project = Project(folder)
    project.write(
        "conf.py",
        "project = 'Shielded'\nextensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
        "html_static_path = ['static']\nexclude_patterns = ['static']\nhtml_assets_policy = 'always'\n"
        + renderer.conf,
    )
    project.write("terms.yaml", yaml.safe_dump({"concepts": CONCEPTS}))
    project.write("index.rst", INDEX)
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n   :detail: full\n")
    project.write("hand.rst", HAND)
    project.write(
        "lists.rst",
        "Lists\n=====\n\n.. aiglossary-categories::\n\n.. aiglossary-abbreviations::\n   :show: all\n",
    )
    (project.src / "static").mkdir()
    renderer.files(project.src / "static")
    built = project.build()
    with served(built.outdir) as host:
        yield host.url


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """A function that opens a page."""
    with visits(browser, url, "index.html") as open_page:
        yield open_page


def _settled(page: Page) -> None:
    """Wait until the script is through."""
    page.evaluate("async () => { await window.MathJax?.startup?.promise }")


def _faults(place: Locator) -> list[str]:
    """What a script made of text."""
    return [
        each.evaluate("each => each.outerHTML")
        for each in place.locator("a[href^=javascript i], mjx-merror, .katex-error, mjx-container a").all()
    ]


@pytest.mark.parametrize(
    "path",
    [
        "glo.html",
        "lists.html",
        "aiglossary-terms.html",
        "aiglossary-abbreviations.html",
        "aiglossary-categories.html",
        "genindex.html",
        "index.html",
    ],
)
def test_no_text_of_a_page_is_set_as_a_formula(
    visit: Callable[..., Page], renderer: Renderer, path: str
) -> None:
    """Definitions, articles, tables, names, categories, lists and indexes; the formulas of the glossary are set."""
    page = visit(path)
    _settled(page)
    body = page.locator("body")
    assert _faults(body) == []
    expect(body.locator(renderer.set_formula)).to_have_count(2 if path == "glo.html" else 0)
    assert RUN.partition("{")[0] in body.inner_text() or path == "index.html"


def test_no_text_of_a_definition_beside_a_link_is_set(visit: Callable[..., Page], renderer: Renderer) -> None:
    """On the page of the glossary itself, too; the formula is set, and the text around it stays."""
    page = visit("index.html")
    _settled(page)
    tip = page.locator("#aiglossary--tip")
    for link in page.locator(".body p a.reference[href*='#']").all():
        page.mouse.move(1, 1)
        expect(tip).to_have_count(0)
        link.hover()
        expect(tip).to_be_visible()
        if "Good" in link.inner_text():
            expect(tip.locator(renderer.set_formula)).to_have_count(2)
        assert _faults(tip) == []
        if "Attack 0" in link.inner_text():
            assert r"\begin{equation}" in tip.inner_text()


def test_what_an_author_wrote_on_a_page_is_left_to_the_script(
    visit: Callable[..., Page], renderer: Renderer
) -> None:
    """As in plain Sphinx, where each of these scripts sets it."""
    page = visit("hand.html")
    _settled(page)
    expect(page.locator("dl.glossary dd").locator(renderer.set_formula)).to_have_count(1)


def test_what_the_search_quotes_is_text(visit: Callable[..., Page]) -> None:
    """Results stand on a page whose script may still be at work when they come."""
    page = visit("search.html?q=attack")
    expect(page.locator("#search-results li").first).to_be_visible()
    expect(page.locator("#search-results .context").first).to_be_visible()
    _settled(page)
    page.evaluate("async () => { await window.MathJax?.typesetPromise?.() }")
    assert _faults(page.locator("#search-results")) == []
