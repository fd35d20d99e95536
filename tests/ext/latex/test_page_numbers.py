"""The page numbers that a placement with ``:uses:`` prints in a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """\
concepts:
  - {term: Wafer, abbreviations: [WF], definition: 'A disc of [silicon](term:silicon).'}
  - {term: Silicon, definition: An element.}
  - {term: Reticle, definition: A mask.}
  - {term: C++, definition: A language.}
"""

ROOT = """\
Root
====

A :term:`wafer`.

.. toctree::

   a
   b
   glo
"""

# Terms of a kind in each place that LaTeX treats in its own way
PLACES = """\
A
=

Section with :term:`silicon`
----------------------------

A :term:`WF`, a :term:`wafer` and a footnote [#]_.

.. rubric:: Rubric with :term:`silicon`

.. figure:: dot.png

   Caption with :term:`silicon`.

   Legend with :term:`wafers`.

.. list-table:: Title with :term:`silicon`
   :header-rows: 1

   * - Head with :term:`silicon`
     - B
   * - * A :term:`C++`
     - A :term:`wafer`

.. list-table:: Long
   :class: longtable
   :header-rows: 1

   * - Head with :term:`C++`
     - B
   * - A :term:`silicon`
     - * A :term:`wafer`

+---------------------+-----------------------+--------------------+
| Head with :term:`wafer`                     | Head               |
+=====================+=======================+====================+
| body                | A :term:`C++`                              |
+---------------------+-----------------------+--------------------+
| body                | An :term:`any <C++>`  | - :term:`silicon`  |
+---------------------+ and :any:`wafer`      +--------------------+
| body                |                       | - more             |
+---------------------+-----------------------+--------------------+

.. raw:: latex

   \\clearpage

.. code-block:: python
   :caption: Listing with :term:`silicon`

   x = 1

.. admonition:: Admonition with :term:`silicon`

   * A :term:`wafer`.

A term with :term:`silicon`
   A :term:`wafer`.

:A field with |element|: A :term:`wafer`.

.. |element| replace:: :term:`silicon`
.. |never| replace:: :term:`reticle`

.. only:: html

   A :term:`reticle`.

.. [#] A note with :term:`C++`.
"""

DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

USE = re.compile(r"\\aiglossaryuse\{([^}]+)\}\{(\d+)\}")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Uses wherever a label could do harm, and a placement that lists them."""
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary', 'myst_parser']\naiglossary_sources = ['terms.yaml']\n"
        "project = 'Uses'\nauthor = 'me'\n",
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", ROOT)
    project.write("a.rst", PLACES)
    project.write("b.md", "# B\n\nA {term}`wafer`.\n")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n   :uses:\n")
    (project.src / "dot.png").write_bytes(DOT)
    return project


def latex(project: Project) -> str:
    """The LaTeX of the project."""
    built = project.build("latex", nitpicky=True)
    assert built.warnings == ()
    return (built.outdir / "uses.tex").read_text(encoding="utf-8")


def test_every_use_of_a_listed_concept_has_a_label_of_its_own(project: Project) -> None:
    """Not so what the builder leaves out or a substitution only defines; links within definitions are no uses."""
    text = latex(project)
    found = USE.findall(text)
    assert len(set(found)) == len(found)
    assert Counter(ident for ident, _ in found) == {"wafer": 12, "silicon": 11, "c-plus-plus": 5}
    assert re.findall(r"\\aiglossaryuses\{([^}]+)\}", text) == ["c-plus-plus", "silicon", "wafer"]


def test_no_label_stands_where_latex_keeps_the_text_for_another_place(project: Project) -> None:
    """Titles, captions, terms, and heads of tables, which long tables repeat on each page."""
    kept = re.compile(
        r"section\*?\{.*with|caption\{.*with|SetupCaption|sphinxlineitem\{.*with|\{note\}\{|Head with"
    )
    lines = [line for line in latex(project).splitlines() if kept.search(line)]
    assert len(lines) == 12
    assert [line for line in lines if USE.search(line)] == []


def test_a_pdf_has_no_labels_unless_a_placement_asks(project: Project) -> None:
    """They go again with the option."""
    assert USE.search(latex(project))
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n")
    assert r"\aiglossaryuse" not in latex(project)
    assert project.build("latex").files() == project.build("latex", build="clean").files()


def test_each_pdf_of_a_project_labels_its_own_uses(project: Project) -> None:
    """One without the placement lists those of the terms that it defines itself; one without uses lists none."""
    documents = [
        ("index", "uses.tex", "Uses", "me", "manual"),
        ("b", "b.tex", "B", "me", "howto"),
        ("glo", "glo.tex", "Glossary", "me", "howto"),
    ]
    built = project.build("latex", latex_documents=documents)
    assert built.warnings == ()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in built.outdir.glob("*.tex")}
    assert len(USE.findall(texts["uses"])) > 20
    assert USE.findall(texts["b"]) == [("wafer", "1")]
    assert re.findall(r"\\aiglossaryuses\{([^}]+)\}", texts["b"]) == ["wafer"]
    assert r"\aiglossaryuses" not in texts["glo"]


def pdf(project: Project, folder: Path, engine: str, *options: str) -> str:
    """The words of the project's PDF, as ``pdftotext`` finds them; LaTeX must not have missed anything."""
    for program in ("latexmk", "pdftotext", engine):
        if shutil.which(program) is None:
            pytest.skip(f"no {program} on this machine")
    run = [sys.executable, "-m", "sphinx", "-M", "latexpdf", str(project.src), str(folder)]
    done = subprocess.run([*run, "-q", "-D", f"latex_engine={engine}"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    log = (folder / "latex/uses.log").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"undefined|multiply|may have changed|Overfull \\hbox", log) == []
    command = ["pdftotext", *options, str(folder / "latex/uses.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("engine", ["xelatex", "pdflatex", "lualatex"])
def test_a_pdf_prints_the_pages_of_each_term_once_and_in_order(
    project: Project, engine: str, tmp_path: Path
) -> None:
    """Every engine finds the same, and LaTeX neither misses a label nor meets one twice."""
    shown = pdf(project, tmp_path / "out", engine, "-layout")
    pages = re.findall(r"^(\S[^\n]*)\n\s+[^\n]*\n\s+(Used on pages? .*)$", shown, re.MULTILINE)
    assert pages == [
        ("C++", "Used on page 3"),
        ("Silicon", "Used on pages 3, 4"),
        ("Wafer (WF)", "Used on pages 1, 3, 4, 5"),
    ]


def test_labels_move_no_word(project: Project, tmp_path: Path) -> None:
    """All pages before the glossary are set as they would be without."""
    with_labels = pdf(project, tmp_path / "with", "pdflatex", "-bbox", "-l", "9")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n")
    without = pdf(project, tmp_path / "without", "pdflatex", "-bbox", "-l", "9")
    assert with_labels.partition("<body>")[2] == without.partition("<body>")[2]
    assert "Listing" in without
