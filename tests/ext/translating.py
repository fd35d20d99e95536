"""A project in two languages, as the tests of translation need it: from the template of messages to a catalogue."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING, Any

from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel.messages.catalog import Catalog
    from building import Project

PO = "locales/de/LC_MESSAGES/aiglossary.po"
"""The catalogue of the glossary."""

TERMS = r"""
concepts:
  - term: wafer
    synonyms: [slice]
    categories: [Metrology]
    definition: A thin *disc*; see [die](term:die).
    article: |
      ## Making wafers

      Its area is $\pi r^2$,
      as **everyone** knows.

      - cut a [die](term:die)

      | size |
      |------|
      | 300 mm |

      ```text
      code
      ```
    see: [die]
  - {term: die, plural: dice, categories: [Metrology], definition: A piece of a wafer.}
  - {term: mixture of experts, abbreviations: [MoE], categories: [Mixture of experts], definition: Few of many run.}
  - {term: batch size, categories: [Model training], definition: Samples in a step.}
  - {term: batch size, categories: [Fab operations], definition: Wafers in a lot.}
  - {term: zebra, categories: [Stripes], definition: A striped mask.}
  - {term: idle, definition: Used nowhere.}
"""
INDEX = """
Start
=====

.. toctree::

   uses
   glossary
   other
"""
USES = """
Uses
====

A :term:`wafer`, :term:`dice <die>`, :gls:`MoE`, :term:`batch size (fab operations)` and :term:`zebra`.
"""
GLOSSARY = """
All terms
=========

.. aiglossary::
   :detail: full
   :uses:

.. aiglossary-categories::
"""
OTHER = """
Other
=====

Nothing, but :term:`batch size (model training)`.
"""

GERMAN = {
    "Glossary by category": "Glossar nach Gebieten",
    "Used in:": "Verwendet in:",
    "Metrology": "Messtechnik",
    "Fab operations": "Fabrikbetrieb",
    "batch size (model training)": "Stapelgröße (Lernen)",
    "wafer": "Scheibe",
    "slice": "Wafer",
    "die": "Chip",
    "zebra": "Antilope",
    "mixture of experts": "Expertenmischung",
    "MoE": "ExM",
    "A thin *disc*; see [die](term:die).": "Ein dünnes **Rund**; siehe [Chip](term:Chip) und [so](term:MoE).",
    "Its area is $\\pi r^2$,\nas **everyone** knows.": "Die Fläche ist $4 \\pi r$,\nwie *keiner* weiß.",
    "Making wafers": "Herstellung",
    "300 mm": "300 Millimeter",
}
"""Translations of some messages."""


def write_pages(project: Project) -> None:
    """Write the pages and terms of the project."""
    project.write(
        "conf.py",
        'project, copyright, version = "P", "me", "1"\nextensions = ["sphinxcontrib_aiglossary"]\n'
        'aiglossary_sources = ["terms.yaml"]\n',
    )
    for name, text in (("index", INDEX), ("uses", USES), ("glossary", GLOSSARY), ("other", OTHER)):
        project.write(f"{name}.rst", text)
    project.write("terms.yaml", TERMS)


def template(project: Project, **config: Any) -> Catalog:
    """Return the messages that the builder ``gettext`` finds."""
    built = project.build("gettext", build="pot", **config)
    with (built.outdir / "aiglossary.pot").open(encoding="utf-8") as stream:
        return read_po(stream, locale="de")


def translate(project: Project, told: Mapping[str, str], messages: Catalog | None = None) -> None:
    """Write a catalogue with some translations; its compiled form has to be made by the build."""
    catalog = template(project) if messages is None else messages
    for message in catalog:
        if message.id:
            message.string = told.get(str(message.id), "")
    catalog.fuzzy = False
    stream = BytesIO()
    write_po(stream, catalog, ignore_obsolete=True)
    path = project.src / PO
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stream.getvalue())
    compiled = path.with_suffix(".mo")
    if compiled.exists():
        # Two edits within one tick of the clock would look like none
        os.utime(compiled, ns=(1, 1))
