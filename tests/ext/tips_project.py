"""A project whose pages show definitions of every kind beside their links."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from building import Project

if TYPE_CHECKING:
    from collections.abc import Mapping

NPM: Final = Path(__file__).parents[2] / ".npm" / "node_modules"
"""Where ``.ci/run`` installs what no registry of Python packages carries."""

WIDE: Final = "\n".join(
    "      |" + "|".join(cell.format(number) for number in range(20)) + "|"
    for cell in ("column {}", "---", "value {}")
)
TERMS: Final = f"""\
concepts:
  - term: Wafer
    abbreviations: [WF]
    categories: [Lithography]
    definition: A disc of [silicon](term:silicon), "cut" & $\\theta_0 = \\frac{{1}}{{2}}$ thick.
    article: |
      ## Long

      Text that is no definition.
  - term: Silicon
    definition: An element.
  - term: Table
    definition: |
      With a table and code.

      | a | b |
      |---|---|
      | 1 | 2 |

      ```python
      print("code")
      ```
  - term: Hostile
    definition: 'Ends </script></template> and <img src=x onerror=alert(1)>, see [this](term:hostile) itself.'
  - term: Long
    definition: {"Word after word. " * 600}
  - term: Wide
    definition: |
      Columns.

{WIDE}
"""
INDEX: Final = """\
About :term:`wafers <wafer>`
============================

.. toctree::

   sub/page
   glo
   hand

A :term:`wafer`, :term:`silicon`, :any:`wafer`, :gls:`WF`; *in italics* :term:`table`, :term:`hostile`, :term:`long`,
:term:`wide`, :term:`chuck`, :term:`latch`. An end.
"""
HAND: Final = """\
.. _by-hand:

Hand
====

.. glossary::

   chuck
   clamp
      Holds a :term:`wafer` with :math:`x_0`, see :ref:`by-hand`, :doc:`sub/page` and `this <glo.html>`__ [#f]_.

      .. image:: dot.png

      .. math::
         :label: one

         a = b

   latch
      Holds a bit.

.. [#f] A note.
"""
PAGE: Final = "# Page\n\nA {term}`wafer`, a [silicon](silicon), a {term}`chuck`.\n"


def tips_project(folder: Path, **files: str) -> Project:
    """Return the project.

    Args:
        folder: where to.
        files: texts in place of the usual ones: ``index``, ``hand``, ``page``, ``terms``, ``conf`` (added).
    """
    project = Project(folder)
    (project.src / "sub").mkdir()
    shutil.copy(Path(__file__).parents[1] / "cases" / "dot.png", project.src)
    conf = "extensions = ['sphinxcontrib_aiglossary', 'myst_parser']\naiglossary_sources = ['terms.yaml']\n"
    texts: Mapping[str, str] = {
        "conf.py": conf + files.get("conf", ""),
        "terms.yaml": files.get("terms", TERMS),
        "index.rst": files.get("index", INDEX),
        "hand.rst": files.get("hand", HAND),
        "sub/page.md": files.get("page", PAGE),
        "glo.rst": "Glossary\n========\n\n.. aiglossary::\n   :detail: full\n\nA :term:`wafer`, :term:`silicon`.\n",
    }
    for name, text in texts.items():
        project.write(name, text)
    return project


def npm(package: str) -> Path:
    """Return the folder of a package; without it the test is skipped."""
    if not (NPM / package).is_dir():
        pytest.skip(f"{package} is not installed, see .ci/run")
    return NPM / package
