"""The indices as pages, and the references that lead to them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import join
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from building import Project, differing
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

NAMES = ("categories", "abbreviations", "terms")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Homonyms, abbreviations of two concepts, hand-written entries, titles full of signs."""
    return Project(tmp_path, "indices")


def unknown(built: Built) -> set[str]:
    """The indices that the build, which says nothing else, does not know when a document refers to them."""
    labels = [
        re.search(r"undefined label: '(.*?)'|target not found: '(.*?)'", line) for line in built.warnings
    ]
    assert all(labels), built.warnings
    return {label[1] or label[2] for label in labels if label}


def published(built: Built) -> set[str]:
    """The indices to which other projects can refer."""
    with (built.outdir / "objects.inv").open("rb") as stream:
        items = InventoryFile.load(stream, "", join).get("std:label", {})
    return {name.removeprefix("aiglossary-") for name in items if name.startswith("aiglossary-")}


def listed(built: Built, name: str) -> list[str]:
    """The lines of an index: headings, and entries with what is said of them."""
    page = built.html(f"aiglossary-{name}.html").replace("</dt>\n<dd>", ": ")
    lines = re.findall(r"<(?:h2|h3|dt|li)[^>]*>(.*?)</(?:h2|h3|dd|li)>", page)
    texts = (re.sub(r"<[^>]+>", "", line) for line in lines)
    return [text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for text in texts]


def test_the_categories_have_counts_and_definitions_in_plain_text(project: Project) -> None:
    """Groups first, then their categories; Markdown is gone, and a formula can be read."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    lines = listed(built, "categories")
    place = lines.index("Mixture of experts (1)")
    assert lines[place - 1] == "Learning and neural networks (2)"
    assert lines[place + 1] == "expert parallelism: Work of O(n²) on a/b devices."
    place = lines.index("Metrology (1)")
    assert lines[place + 1] == (
        "endpoint detection: Finding when a process is done, as spectra say; see batch size."
    )
    place = lines.index("Other (2)")
    assert lines[place : place + 3] == ["Other (2)", "A b (1)", "R & D, 5 % <b> _x_ #1: It is."]


def test_every_abbreviation_is_listed_with_what_it_stands_for(project: Project) -> None:
    """One of two concepts has the category of each beside it; those of hand-written entries are listed, too."""
    assert listed(project.build(), "abbreviations") == [
        "B",
        "BS: batch size (model training)",
        "E",
        "EP: endpoint detection (Metrology)",
        "EP: expert parallelism (Mixture of experts)",
        "EPD: endpoint detection",
        "V",
        "VP: vacuum pump",
    ]


def test_every_printed_name_is_listed_from_a_to_z(project: Project) -> None:
    """Symbols and digits, letters without their accents, other scripts; further names say under which to look."""
    odd = "R & D, 5 % <b> _x_ #1"
    assert listed(project.build(), "terms") == [
        *("Symbols", f"#5 see {odd}", "0-9", "3D NAND", "B", "batch size (lithography)"),
        *("batch size (model training)", "BS see batch size (model training)"),
        *("E", f"Émigré see {odd}", "endpoint detection", "endpointing see endpoint detection"),
        *("EP see endpoint detection", "EP see expert parallelism", "EPD see endpoint detection"),
        *("expert parallelism", "R", odd, "V", "vacuum", "vacuum pump (VP)", "void see vacuum"),
        *("日", f"日本語 see {odd}"),
    ]


class _Page(HTMLParser):
    """Collects the ids and the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += filter(None, [found.get("id")])
        self.hrefs += filter(None, [found.get("href")])


def parsed(path: Path) -> _Page:
    """A page, parsed."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_every_link_of_the_indices_and_to_them_leads_somewhere(project: Project, builder: str) -> None:
    """Ids stand once and hold no space, which neither HTML nor EPUB allows; cards lead to their category."""
    project.write("cards.rst", ":orphan:\n\nCards\n=====\n\n.. aiglossary-categories::\n")
    built = project.build(builder, nitpicky=True)
    assert built.warnings == ()
    suffix = "xhtml" if builder == "epub" else "html"
    pages = {path: parsed(path) for path in built.outdir.rglob(f"*.{suffix}")}
    indices = {path for path in pages if "aiglossary-" in path.as_posix().removeprefix(str(built.outdir))}
    assert len(indices) == 3
    targets = 0
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids) or path not in indices
        assert not any(re.search(r"\s", name) for name in page.ids)
        for href in page.hrefs:
            name, _, anchor = href.partition("#")
            if ":" in href or "?" in href:
                continue
            target = (path.parent / unquote(name)).resolve() if name else path
            target = target / "index.html" if target.is_dir() else target
            if path in indices or target in indices:
                assert target.exists(), href
                assert not anchor or unquote(anchor) in pages[target].ids, href
                targets += bool(anchor)
    assert targets > 40


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "singlehtml", "xml", "latex"])
def test_a_reference_is_text_where_there_is_no_such_page(project: Project, builder: str) -> None:
    """Plain Sphinx makes a link that leads nowhere; a PDF has the indices at its end."""
    built = project.build(builder, nitpicky=True)
    assert built.warnings == ()
    suffixes = {".txt", ".texi", ".html", ".xml", ".tex", ".1"}
    texts = [path.read_text(encoding="utf-8") for path in built.outdir.rglob("*") if path.suffix in suffixes]
    text = " ".join(texts)
    assert "from A to Z" in text
    assert not re.search(r"(href|refuri)=\"[^\"]*aiglossary-(categories|abbreviations|terms)", text)
    assert "{aiglossary-" not in text or builder == "latex"


def test_an_index_that_lists_nothing_is_no_page_and_no_link(project: Project) -> None:
    """The page of an earlier build goes, and the documents that refer to it are written again; so it comes back."""
    first = project.build(nitpicky=True)
    assert first.html("index.html").count('href="aiglossary-') == 3
    text = (project.src / "terms.yaml").read_text(encoding="utf-8")
    project.write("terms.yaml", re.sub(r" +abbreviations: .*\n", "", text))
    project.replace("hand.rst", " (VP)", "")
    project.replace("index.rst", ":term:`EPD` and the ", "")
    built = project.build(nitpicky=True)
    assert unknown(built) == {"aiglossary-abbreviations"}
    assert not (built.outdir / "aiglossary-abbreviations.html").exists()
    assert built.html("index.html").count('href="aiglossary-') == 2
    assert differing(built.files(), project.build(build="clean").files()) == set()
    project.write("terms.yaml", text)
    assert project.build().html("index.html").count('href="aiglossary-') == 3


@pytest.mark.parametrize(
    ("chosen", "left"), [(False, ()), (["aiglossary-terms"], ("terms",)), (["py-modindex"], ())]
)
def test_sphinx_can_leave_indices_out(project: Project, chosen: object, left: tuple[str, ...]) -> None:
    """Neither references nor cards lead to a page that is not there; pages of an earlier build go."""
    project.build()
    project.write("cards.rst", ":orphan:\n\nCards\n=====\n\n.. aiglossary-categories::\n")
    built = project.build(html_domain_indices=chosen, nitpicky=True)
    assert unknown(built) == {f"aiglossary-{name}" for name in NAMES if name not in left}
    assert [name for name in NAMES if (built.outdir / f"aiglossary-{name}.html").exists()] == list(left)
    assert set(re.findall(r'href="aiglossary-(\w+)', built.html("index.html"))) == set(left)
    assert "Metrology (1)" in built.text("cards.html")
    assert "aiglossary-categories.html" not in built.html("cards.html")


@pytest.mark.parametrize(
    ("builder", "config", "names"),
    [
        ("html", {}, set(NAMES)),
        ("dirhtml", {}, set(NAMES)),
        ("html", {"html_domain_indices": ["aiglossary-terms"]}, {"terms"}),
        ("html", {"html_domain_indices": False}, set()),
        ("singlehtml", {}, set()),
    ],
)
def test_other_projects_can_refer_to_the_indices_that_are_pages(
    project: Project, builder: str, config: dict[str, Any], names: set[str]
) -> None:
    """And to no others, also after a build of another kind with the same doctrees."""
    project.build("text")
    assert published(project.build(builder, **config)) == names
    project.build("text")
    assert published(project.build(builder, **config)) == names


def test_a_project_without_a_term_has_no_index_to_refer_to(tmp_path: Path) -> None:
    """Whatever it builds, the label is unknown, as any other would be; in no inventory stands a word of ours."""
    project = Project(tmp_path)
    project.write("conf.py", "extensions = ['sphinxcontrib_aiglossary']\n")
    project.write("index.rst", "Root\n====\n\n:ref:`aiglossary-terms`\n")
    for builder in ("html", "singlehtml", "text", "latex"):
        built = project.build(builder)
        assert built.warnings == ("index.rst:4: WARNING: undefined label: 'aiglossary-terms' [ref.ref]",), (
            builder
        )
        if builder.endswith("html"):
            assert published(built) == set()


def test_a_label_of_the_project_goes_before_an_index(project: Project) -> None:
    """A heading may have the name already."""
    project.replace("glossary.rst", "Glossary\n====", ".. _aiglossary-terms:\n\nGlossary\n====")
    assert 'href="glossary.html#aiglossary-terms"' in project.build().html("index.html")
    assert re.search(
        r'href="#[^"]*aiglossary-terms"', project.build("singlehtml", build="big").html("index.html")
    )


@pytest.mark.parametrize(
    ("old", "new", "index"),
    [
        ("[Mixture of experts]", "[Optimization]", "categories"),
        ("[Metrology]", "[Lithography]", "abbreviations"),
    ],
)
def test_an_index_is_written_again_although_no_other_page_changes(
    project: Project, old: str, new: str, index: str
) -> None:
    """No page but the index prints a category."""
    for page in ("index.rst", "markdown.md"):
        text = (project.src / page).read_text(encoding="utf-8")
        project.write(
            page, re.sub(r"(?m)^(\.\. |```\{)aiglossary-abbr.*\n( +:.*\n|:.*\n)*(```\n)?", "", text)
        )
    before = project.build().files()
    project.replace("terms.yaml", old, new)
    files = project.build().files()
    assert f"aiglossary-{index}.html" in differing(before, files)
    assert differing(files, project.build(build="clean").files()) == set()


def test_titles_follow_the_language_of_the_project(project: Project) -> None:
    """Words that Sphinx knows are translated by Sphinx."""
    lines = listed(project.build(language="de"), "terms")
    assert lines[0] == "Sonderzeichen"
    assert "EPD siehe endpoint detection" in lines


def test_a_manual_lists_what_leads_somewhere(project: Project) -> None:
    """Texinfo prints an index flat, as a menu, each line with a description."""
    built = project.build("texinfo")
    text = (built.outdir / "manual.texi").read_text(encoding="utf-8")
    menu = text.partition("@unnumbered Glossary by category")[2].partition("@node")[0]
    assert re.search(r"\* expert parallelism: \w+\. Mixture of experts\n", menu)
    menu = text.partition("@unnumbered Abbreviations")[2].partition("@node")[0]
    assert re.search(r"\* VP: \w+\. vacuum pump\n", menu)
