"""A project without a term: adding the extension changes none of its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

import pytest
from building import Project, differing

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """\
Root
====

.. toctree::

   boxes
   code
   data
   written

See :ref:`genindex`, :ref:`a place <place>`, :py:func:`stir`, :doc:`data` and `a site <https://example.org>`_.

.. image:: dot.png
"""
BOXES = """\
Boxes
=====

.. container:: wide

   .. note:: A note with :math:`e^{i\\pi}`.

Word
   A plain list of definitions.

.. list-table::

   * - one
     - two

.. math::

   x = y

Read [#]_.

.. [#] A footnote.

.. index:: single: pot

.. only:: html

   Only here.
"""
CODE = """\
.. _place:

Code
====

.. py:module:: kitchen

.. py:function:: stir(pot)

   Stirs.

.. code-block:: python
   :caption: Stirring

   stir(1)

.. option:: --fast
"""
DATA = 'Data\n====\n\n.. raw:: html\n\n   <b class="card">raw</b>\n\n.. figure:: dot.png\n\n   A dot.\n\n.. rubric:: End\n'
WRITTEN = """\
# Written

```{code-block} python
x = 1
```

A [link](index.rst), a table:

| a | b |
| - | - |
| 1 | 2 |

$x$
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
BOOK: Final[dict[str, Any]] = {
    "source_suffix": {".rst": "restructuredtext", ".md": "markdown"},
    "myst_enable_extensions": ["dollarmath", "colon_fence"],
    "version": "1",
    "copyright": "me",
}
_RE_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z")
_RE_VERSIONS = re.compile(rb'"envversion":\{[^}]*\}')


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Pages of several kinds, in two markups."""
    project = Project(tmp_path)
    project.write("conf.py", "myst_enable_extensions = ['dollarmath']\nnumfig = True\n")
    for name, text in {
        "index.rst": INDEX,
        "boxes.rst": BOXES,
        "code.rst": CODE,
        "data.rst": DATA,
        "written.md": WRITTEN,
    }.items():
        project.write(name, text)
    (project.src / "dot.png").write_bytes(DOT)
    return project


def files(project: Project, builder: str, build: str, *ours: str, **config: Any) -> dict[str, bytes]:
    """Every file of an output, but for the versions of extensions in the search index."""
    built = project.build(
        builder,
        build=build,
        extensions=["myst_parser", *ours],
        source_suffix={".rst": "restructuredtext", ".md": "markdown"},
        **config,
    )
    assert built.warnings == ()
    return {
        name: _RE_VERSIONS.sub(b"", content) if name == "searchindex.js" else content
        for name, content in built.files().items()
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_no_file_of_a_project_without_a_term_changes(project: Project, builder: str) -> None:
    """No file more, none less; only the search index names the version of each extension that reads documents."""
    plain = files(project, builder, "plain")
    assert len(plain) > 10
    assert differing(plain, files(project, builder, "ours", "sphinxcontrib_aiglossary")) == set()


def content(project: Project, build: str, *ours: str) -> dict[str, str]:
    """The files of an EPUB, without the time of the build."""
    built = project.build(
        "epub", build=build, extensions=["myst_parser", "sphinx_design", *ours], epub_uid="x", **BOOK
    )
    assert built.warnings == ()
    with ZipFile(next(built.outdir.glob("*.epub"))) as book:
        texts = {name: book.read(name).decode("latin-1") for name in book.namelist()}
    return {name: _RE_TIME.sub("", text) for name, text in texts.items()}


def test_nothing_changes_in_a_book_without_a_term(project: Project) -> None:
    """Formulas, tabs and all; the first term makes MathML of the formulas on each page, and takes it along again."""
    tabs = "\n::::{tab-set}\n:::{tab-item} One\nText\n:::\n::::\n"
    project.write("written.md", WRITTEN + tabs)
    plain = content(project, "plain")
    assert content(project, "ours", "sphinxcontrib_aiglossary") == plain
    project.write("terms.yaml", "concepts:\n  - term: Ladle\n    definition: A large spoon.\n")
    project.replace("conf.py", "numfig", "aiglossary_sources = ['terms.yaml']\nnumfig")
    project.write("index.rst", INDEX + "\nA :term:`ladle`.\n")
    assert "<math " in content(project, "ours", "sphinxcontrib_aiglossary")["boxes.xhtml"]
    project.write("index.rst", INDEX)
    assert content(project, "ours", "sphinxcontrib_aiglossary") == plain


def test_nothing_changes_for_a_theme_of_others_either(project: Project) -> None:
    """Furo orders styles itself."""
    plain = files(project, "html", "plain", html_theme="furo")
    ours = files(project, "html", "ours", "sphinxcontrib_aiglossary", html_theme="furo")
    assert differing(plain, ours) == set()


def test_what_a_term_has_brought_goes_with_it(project: Project) -> None:
    """A later build without a term leaves the files of a project that never had one."""
    plain = files(project, "html", "plain")
    project.write("terms.yaml", "concepts:\n  - term: Ladle\n    definition: A large spoon.\n")
    project.replace("conf.py", "numfig", "aiglossary_sources = ['terms.yaml']\nnumfig")
    project.write("index.rst", INDEX + "\nA :term:`ladle`.\n")
    assert differing(plain, files(project, "html", "ours", "sphinxcontrib_aiglossary")) != set()
    project.write("index.rst", INDEX)
    assert differing(plain, files(project, "html", "ours", "sphinxcontrib_aiglossary")) == set()
