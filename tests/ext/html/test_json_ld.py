"""What pages tell programs of the terms that they print."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from serving import served
from small_project import assert_same_output

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built
    from playwright.sync_api import Browser

# What https://schema.org says of the types, their parents included, as far as it concerns a glossary
PROPERTIES = {
    "DefinedTermSet": {"name": str, "url": str, "inLanguage": str, "hasDefinedTerm": list},
    "DefinedTerm": {
        "name": str,
        "alternateName": list,
        "description": str,
        "disambiguatingDescription": str,
        "inDefinedTermSet": str,
        "termCode": str,
        "url": str,
    },
}
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'"
)
_RE_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TERMS = """
concepts:
  - term: Mixture of experts
    abbreviations: [MoE]
    definition: A layer with a [router](term:router).
  - term: Router
    definition: What picks $x_1$.
  - term: batch size
    categories: [Model training]
    definition: How many examples.
  - term: batch size
    categories: [Fab operations]
    definition: How many wafers.
"""
HOSTILE = """
concepts:
  - term: "</script><script>alert(2)</script>"
    definition: "Ends </script> & <img src=x onerror=alert(1)> <!-- <script>."
"""


def data(built: Built, page: str) -> dict[str, Any]:
    """Return the data of a page, nothing if it has none; they have to be such as schema.org knows."""
    found = _RE_DATA.findall((built.outdir / page).read_text(encoding="utf-8"))
    assert len(found) <= 1
    if not found:
        return {}
    terms: dict[str, Any] = json.loads(found[0])
    assert terms["@context"] == "https://schema.org"
    for thing in (terms, *terms["hasDefinedTerm"]):
        known = PROPERTIES[thing["@type"]]
        for name, value in thing.items():
            assert name in {"@context", "@type", "@id"} or isinstance(value, known[name]), name
    return terms


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two pages that print terms, and one that does not."""
    project = Project(tmp_path)
    (project.src / "sub").mkdir()
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   words\n   sub/some\n")
    project.write("words.rst", "*Words* & more\n==============\n\n.. aiglossary::\n   :show: all\n")
    project.write("sub/some.rst", "Some\n====\n\nA :term:`MoE`.\n\n.. aiglossary::\n   :local:\n")
    return project


def urls(terms: dict[str, Any]) -> list[str]:
    """Return the addresses of the terms."""
    return [term["url"] for term in terms["hasDefinedTerm"]]


def test_a_page_describes_what_it_prints(project: Project) -> None:
    """Under its own title, in print order; a page that prints nothing has no data."""
    built = project.build()
    assert built.warnings == ()
    terms = data(built, "words.html")
    assert (terms["name"], terms["url"], terms["inLanguage"]) == ("Words & more", "words.html", "en")
    told = [
        (term["name"], term.get("disambiguatingDescription"), term["description"])
        for term in terms["hasDefinedTerm"]
    ]
    assert told == [
        ("batch size", "Fab operations", "How many wafers."),
        ("batch size", "Model training", "How many examples."),
        ("Mixture of experts", None, "A layer with a router."),
        ("Router", None, "What picks x₁."),
    ]
    assert {term["inDefinedTermSet"] for term in terms["hasDefinedTerm"]} == {"words.html"}
    assert data(built, "index.html") == {}


def test_a_term_that_is_printed_once_more_belongs_where_links_lead(project: Project) -> None:
    """Its address is the same on every page, as seen from there."""
    terms = data(project.build(), "sub/some.html")
    assert terms["url"] == "some.html"
    assert urls(terms) == ["../words.html#term-mixture-of-experts", "../words.html#term-router"]


@pytest.mark.parametrize(
    ("builder", "page", "url"),
    [("dirhtml", "words/index.html", "./"), ("singlehtml", "index.html", "index.html")],
)
def test_each_builder_has_its_own_addresses(project: Project, builder: str, page: str, url: str) -> None:
    """A page that is a folder, and one page for all."""
    terms = data(project.build(builder), page)
    assert terms["url"] == url
    assert urls(terms)[2] == f"{url}#term-mixture-of-experts"
    assert len(urls(terms)) == 4


def test_addresses_are_absolute_where_the_project_says_where_it_is_published(project: Project) -> None:
    """``html_baseurl`` says it."""
    base = "https://example.org/docs/"
    built = project.build(html_baseurl=base)
    assert data(built, "words.html")["@id"] == f"{base}words.html"
    assert urls(data(built, "sub/some.html"))[0] == f"{base}words.html#term-mixture-of-experts"
    built = project.build("dirhtml", html_baseurl=base)
    assert urls(data(built, "words/index.html"))[2] == f"{base}words/#term-mixture-of-experts"


def test_an_address_has_the_suffix_of_links(project: Project) -> None:
    """That of the file may be another."""
    assert data(project.build(html_link_suffix=""), "words.html")["url"] == "words"


def test_the_switch_takes_the_data_away_and_brings_them_back(project: Project) -> None:
    """Each time as in a clean build."""
    project.build()
    off = project.build(aiglossary_structured_data=False)
    assert data(off, "words.html") == {}
    assert_same_output(off, project.build(build="off", aiglossary_structured_data=False), "switching off")
    assert_same_output(project.build(), project.build(build="on", jobs=4), "switching on")


def test_data_follow_the_sources(project: Project) -> None:
    """A category that only programs are told changes the page, too."""
    project.build()
    project.replace("terms.yaml", "Model training", "Model fitting")
    built = project.build()
    names = [term.get("disambiguatingDescription") for term in data(built, "words.html")["hasDefinedTerm"]]
    assert "Model fitting" in names
    assert_same_output(built, project.build(build="clean"), "another category")


def test_the_section_at_the_end_of_the_root_is_described_too(tmp_path: Path) -> None:
    """A project without a directive has its glossary there."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\nA :term:`router`.\n")
    assert urls(data(project.build(), "index.html")) == ["index.html#term-router"]


def test_only_pages_for_browsers_have_data(project: Project) -> None:
    """An EPUB must not have scripts, even if they are none."""
    page = project.build("epub").outdir / "words.xhtml"
    assert "ld+json" not in page.read_text(encoding="utf-8")


def test_the_search_does_not_read_data(project: Project) -> None:
    """What is told to programs only is found nowhere."""
    assert "definedterm" not in (project.build().outdir / "searchindex.js").read_text("utf-8").lower()


def test_a_strict_policy_and_hostile_texts_do_no_harm(project: Project, browser: Browser) -> None:
    """A policy forbids what would run, and data do not; no definition ends the element that holds them."""
    project.write("terms.yaml", HOSTILE)
    project.write("sub/some.rst", "Some\n====\n")
    # The box of the search in its sidebar has a script that a policy forbids
    built = project.build(html_theme="basic", html_sidebars={"**": []})
    with served(built.outdir, STRICT) as host:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.add_init_script("""
            window.violations = [];
            document.addEventListener("securitypolicyviolation", (each) =>
                window.violations.push(each.violatedDirective + " " + each.blockedURI + " " + each.sample));
        """)
        page.goto(host.url + "words.html")
        terms = page.evaluate(
            "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
        )
        blocked = page.evaluate("window.violations")
        page.close()
    assert terms == data(built, "words.html")
    (term,) = terms["hasDefinedTerm"]
    assert term["description"] == "Ends </script> & <img src=x onerror=alert(1)> <!-- <script>."
    assert blocked == []
    assert said == []
