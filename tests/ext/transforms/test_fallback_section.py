"""A project that has placed no glossary gets one at the end of its root document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One use, no placement, and a heading of the author's called Glossary."""
    return Project(tmp_path, "fallback")


def tex(built: Built) -> str:
    """The body of the LaTeX file."""
    return next(built.outdir.glob("*.tex")).read_text(encoding="utf-8").partition(r"\begin{document}")[2]


ROOTS = {
    "rest": ("index.rst", "Root\n====\n\nText.\n\n.. toctree::\n\n   page\n"),
    "myst": ("index.md", "# Root\n\nText.\n\n```{toctree}\npage\n```\n"),
    "toctree only": ("index.rst", ".. toctree::\n\n   page\n"),
    "two sections": ("index.rst", "One\n===\n\n.. toctree::\n\n   page\n\nTwo\n===\n\nText.\n"),
}


@pytest.mark.parametrize("name", ROOTS)
def test_the_root_gets_a_section_in_every_kind_of_document(project: Project, name: str) -> None:
    """The link leads there, the local contents list it, one info line says so."""
    (project.src / "index.rst").unlink()
    project.write(*ROOTS[name])
    built = project.build(html_theme_options={})
    assert built.warnings == ()
    assert 'href="index.html#term-wafer"' in built.html("page.html")
    index = built.html("index.html")
    assert '<section id="aiglossary">' in index
    assert index.index('id="aiglossary"') > index.index("toctree-wrapper")
    assert built.status.count("the terms in use are defined at the end of index") == 1


def test_the_section_is_listed_in_the_local_contents(project: Project) -> None:
    """Below the author's own headings."""
    page = (project.build().outdir / "index.html").read_text(encoding="utf-8")
    assert '<a class="reference internal" href="#aiglossary">Glossary</a>' in page


def test_the_section_comes_and_goes_with_the_uses_and_placements_of_other_documents(project: Project) -> None:
    """The root document is never touched, and an incremental build leaves what a clean one does."""
    states = [
        ("no use", "Page\n====\n\nNothing.\n", False),
        ("a use", "Page\n====\n\nA :term:`wafer`.\n", True),
        ("a placement", "Page\n====\n\nA :term:`wafer`.\n\n.. aiglossary::\n", False),
        ("no placement again", "Page\n====\n\nA :term:`wafer`.\n", True),
        ("no use again", "Page\n====\n\nNothing.\n", False),
    ]
    for number, (what, text, expected) in enumerate(states):
        project.write("page.rst", text)
        grown = project.build()
        assert grown.warnings == (), what
        assert ('id="aiglossary"' in grown.html("index.html")) is expected, what
        assert ("at the end of index" in grown.status) is expected, what
        assert grown.files() == project.build(build=f"clean{number}").files(), what


def test_an_id_of_the_author_is_not_taken(project: Project) -> None:
    """Neither the author's ``glossary`` nor an ``aiglossary`` of theirs."""
    project.replace("index.rst", "Glossary\n--------", "AIGlossary\n----------")
    index = project.build().html("index.html")
    assert index.count('id="aiglossary"') == 1
    assert 'id="aiglossary-2"' in index


def test_a_paper_without_the_roots_text_has_the_glossary_all_the_same(project: Project) -> None:
    """``toctree_only`` leaves the body of the root out of the PDF."""
    documents = [("index", "paper.tex", "Paper", "Me", "manual", True)]
    built = project.build("latex", latex_documents=documents)
    assert built.warnings == ()
    body = tex(built)
    assert r"\chapter{Glossary}" in body
    assert r"\label{\detokenize{index:term-wafer}}" in body
    assert r"\hyperref[\detokenize{index:term-wafer}]" in body


def test_a_paper_of_the_root_alone_keeps_our_heading(project: Project) -> None:
    """Without a title of its own LaTeX would take the first heading for the title of the document."""
    project.write("index.rst", "A :term:`wafer` and no heading.\n")
    (project.src / "page.rst").unlink()
    body = tex(project.build("latex"))
    assert r"\chapter{Glossary}" in body
    assert body.index(r"\chapter{Glossary}") < body.index("A disc of silicon")


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "singlehtml", "epub", "dirhtml"])
def test_every_builder_prints_it(project: Project, builder: str) -> None:
    """With a heading and the definition, without a warning."""
    built = project.build(builder, epub_uid="x", version="1", epub_copyright="me", copyright="me")
    assert [warning for warning in built.warnings if "epub" not in warning] == []
    suffixes = {".tex", ".txt", ".1", ".texi", ".html", ".xhtml"}
    texts = [path.read_text(encoding="utf-8") for path in built.outdir.rglob("*") if path.suffix in suffixes]
    assert any("A disc of silicon" in text for text in texts)
