"""A project whose glossary pages can be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from building import Project

if TYPE_CHECKING:
    from pathlib import Path

TERMS: Final = """\
concepts:
  - {term: Wafer, abbreviations: [WF], categories: [Lithography], definition: 'A disc of [silicon](term:silicon).'}
  - {term: Silicon, synonyms: [element fourteen], categories: [Lithography, Metrology], definition: An element.}
  - {term: Über-router, categories: [Metrology], definition: Hangs from a table.}
  - {term: Mixed-precision gauge, categories: [Metrology], definition: Weighs a disc.}
  - {term: ＦＵＬＬ width, definition: A fall from a table.}
  - {term: Naïve chip, definition: Believes a disc.}
  - {term: '</script>', categories: ['<img src=x onerror=alert(1)>'], definition: '</template><img src=x onerror=alert(2)>'}
  - {term: Kerf, categories: [Lithography], definition: A slot., article: The xylophone is hidden.}
  - {term: Latch, definition: Holds a bit., see: [wafer]}
  - {term: Zeta, synonyms: [last one], definition: The end.}
"""
"""Ten concepts under nine letters; Lithography has three of them, Metrology three, and one has a hostile name."""

PLACEMENT: Final = """\
.. aiglossary::
   :show: all
   :detail: full
   :letters:
"""
GLOSSARY: Final = f"Glossary\n========\n\n{PLACEMENT}"
INDEX: Final = """\
Index
=====

.. toctree::

   glo

A :term:`wafer`.
"""


def filter_project(folder: Path, *, conf: str = "", **files: str) -> Project:
    """Return the project.

    Args:
        folder: where to.
        conf: lines for ``conf.py``.
        files: texts of documents, by name, beside or in place of ``index`` and ``glo``; ``terms`` is the source.
    """
    project = Project(folder)
    project.write(
        "conf.py",
        f"extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n{conf}\n",
    )
    project.write("terms.yaml", files.pop("terms", TERMS))
    for name, text in ({"index": INDEX, "glo": GLOSSARY} | files).items():
        project.write(f"{name}.rst", text)
    return project


def many(number: int) -> str:
    """Return a source of many concepts, of ten categories."""
    lines = (
        f"  - {{term: Part {each:04}, categories: [Field {each % 10}], definition: Number {each} of its kind.}}\n"
        for each in range(number)
    )
    return "concepts:\n" + "".join(lines)
