"""The style of printed glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose first page prints terms and whose other pages do not all do so."""
    return Project(tmp_path, "used-only")


def styled(project: Project, builder: str) -> dict[str, bool]:
    """Tell for each page whether it links the style."""
    outdir = project.build(builder).outdir
    pages = (path for path in outdir.rglob("*") if path.suffix in {".html", ".xhtml"})
    return {path.name: "aiglossary.css" in path.read_text("utf-8") for path in pages}


def test_only_pages_that_print_terms_link_the_style(project: Project) -> None:
    """With the checksum that Sphinx gives; the file is copied."""
    found = styled(project, "html")

    assert True in found.values()
    assert False in found.values()
    assert not found["genindex.html"]
    assert (project.build().outdir / "_static" / "aiglossary.css").is_file()


def test_one_big_page_links_the_style(project: Project) -> None:
    """It prints what every document prints."""
    assert styled(project, "singlehtml") == {"index.html": True}


def test_other_writers_get_no_style(project: Project) -> None:
    """LaTeX has nothing to do with it."""
    outdir = project.build("latex").outdir

    assert not list(outdir.rglob("aiglossary.css"))
    assert not any("aiglossary-synonym" in path.read_text("utf-8") for path in outdir.glob("*.tex"))
