"""A project that uses all there is, in every builder of Sphinx and in those of others."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

if TYPE_CHECKING:
    from pathlib import Path

BUILDERS = [
    "html",
    "dirhtml",
    "singlehtml",
    "htmlhelp",
    "qthelp",
    "devhelp",
    "applehelp",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "gettext",
    "changes",
    "linkcheck",
    "dummy",
    "coverage",
    "doctest",
    "json",
    "pickle",
]

CONF = """\
project = author = copyright = "Everything"
version = release = "1"
# Sphinx (8.2, 9.0) adds the suffix of MyST to its default, and thereby to the projects of later tests
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
extensions = [
    "sphinxcontrib_aiglossary", "myst_parser", "sphinx.ext.doctest", "sphinx.ext.coverage", "foreign_builders",
]
aiglossary_sources = ["terms.yaml", "builtin"]
aiglossary_autolink = "first-in-page"
epub_uid = "x"
applehelp_bundle_id = "org.example"
applehelp_disable_external_tools = True
myst_heading_anchors = 2
"""
TERMS = """\
concepts:
  - term: Pellicle
    abbreviations: [PLC]
    synonyms: [mask cover]
    definition: A thin film above a [photomask](term:reticle), $d$ thick.
    article: |
      ## Care

      | a | b |
      |---|---|
      | 1 | 2 |
  - {term: Reticle, definition: What a pellicle protects., see: [pellicle], deprecated: [mask plate]}
  - {term: Tone, definition: Of a resist., categories: [Lithography]}
  - {term: Tone, definition: Of a voice., categories: [Natural language processing]}
"""
INDEX = """\
Everything
==========

:any:`pellicle`, :any:`PLC`, :any:`chuck`, :any:`reticle`, :term:`Reticles`, :gls:`PLC`, :gls:`PLC`, :glspl:`PLC`,
:acrshort:`PLC`, :acrlong:`PLC`, :acrfull:`PLC`, :term:`tone (lithography)`, :term:`mixture of experts`,
:ref:`aiglossary-categories`, :ref:`aiglossary-terms`, :ref:`aiglossary-abbreviations`.

.. toctree::

   page
   glossary
   hand

>>> 1 + 1
2
"""
PAGE = """\
# Page

[](pellicle), [text](<mask cover>), [reticle](reticle), [section](reticle), {any}`PLC`, {gls}`PLC`, {term}`chuck`.

```{aiglossary}
:local:
```

```{glossary}
clamp
  Holds a {term}`reticle`.
```

## Reticle
"""
GLOSSARY = """\
Glossary
========

.. aiglossary::
   :detail: full
   :letters: a-z
   :uses:

.. aiglossary-categories::

.. aiglossary-abbreviations::

.. aiglossary-nolink::

   A pellicle.
"""
HAND = """\
By hand
=======

.. glossary::

   chuck
   wafer holder
      Holds what :any:`pellicle` and :term:`PLC` have to do with.

.. _reticle:

Reticles
--------

.. versionadded:: 1
   :any:`reticle` and :any:`chuck`.

.. index:: pellicle
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """All roles, directives, kinds of links and of terms, and names that are also labels and headings."""
    project = Project(tmp_path)
    for name, text in (
        ("conf.py", CONF),
        ("terms.yaml", TERMS),
        ("index.rst", INDEX),
        ("page.md", PAGE),
        ("glossary.rst", GLOSSARY),
        ("hand.rst", HAND),
    ):
        project.write(name, text)
    return project


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.filterwarnings("ignore:.sphinxcontrib", "ignore:'tags' will become a required")
def test_every_builder_of_sphinx_says_nothing(project: Project, builder: str) -> None:
    """From nothing, and once more: then Sphinx has registered names."""
    assert project.build(builder, nitpicky=True).warnings == ()
    (project.src / "page.md").touch()
    assert project.build(builder, nitpicky=True).ours == ()


@pytest.mark.parametrize("start", ["index", "glossary", "page"])
def test_a_foreign_file_of_several_documents_has_what_its_links_and_indexes_lead_to(
    project: Project, start: str
) -> None:
    """All documents or some of them; until it is written, the builder answers no question."""
    built = project.build("booklet", booklet_start=start)
    assert built.warnings == ()
    text = (built.outdir / "booklet.txt").read_text("utf-8")
    ids = set(re.findall(r"^id (.+)$", text, re.MULTILINE))
    references = re.findall(r"^reference (.+)$", text, re.MULTILINE)
    assert ("#term-pellicle" in references) == (start != "page")
    assert [reference for reference in references if reference[1:] not in ids] == []


def test_a_foreign_html_builder_with_a_template_of_its_own_gets_no_pages_that_it_cannot_show(
    project: Project,
) -> None:
    """Nor links to them."""
    (project.src / "templates").mkdir()
    project.write("templates/page.html", "{{ slides.size.upper() }} {{ body }}")
    built = project.build("slides", templates_path=["templates"], nitpicky=True)
    assert built.warnings == ()
    pages = {path.name for path in built.outdir.glob("*.html")}
    assert {"index.html", "glossary.html"} < pages
    assert not any(name.startswith("aiglossary") for name in pages)
    assert not any("aiglossary-categories.html" in (built.outdir / name).read_text("utf-8") for name in pages)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_the_next_build_of_one_application_links_the_same_files(project: Project, builder: str) -> None:
    """On every page, after a change as when all is written anew, as an application does that watches a folder."""
    written: list[tuple[str, list[str]]] = []

    def note(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _document: object) -> None:
        files = [*context["css_files"], *context["script_files"]]
        written.append((page, [str(file.filename) for file in files]))

    out, said = project.src.parent / "out", io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            project.src, project.src, out, project.src.parent / "doctrees", builder, status=None, warning=said
        )
        app.connect("html-page-context", note, priority=900)
        app.build()
        first = dict(written)
        pages = {path: path.read_bytes() for path in out.rglob("*html")}
        for everything in (False, True):
            written.clear()
            (project.src / "hand.rst").touch()
            app.build(force_all=everything)
            assert written
            assert dict(written).items() <= first.items()
    assert {path: path.read_bytes() for path in out.rglob("*html")} == pages
    assert said.getvalue() == ""
    assert any("aiglossary.css" in file for file in first.get("glossary", first["index"]))
    assert [file for file in first.get("search", ()) if "aiglossary" in file] in (
        [],
        ["_static/aiglossary-search.js"],
    )
