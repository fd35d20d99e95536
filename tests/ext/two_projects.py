"""A project that publishes its definitions, and one that shows them."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

BASE = "https://example.org/docs/"
OWNER = """\
concepts:
  - term: Wafer
    abbreviations: [WF]
    synonyms: [slice]
    categories: [Lithography]
    definition: A disc of [silicon](term:silicon), $\\theta_0$ thick.
    article: Text that is no definition.
  - term: Silicon
    definition: An element.
"""
HAND = """\
Hand
====

.. _by-hand:

Section
-------

.. glossary::

   chuck
   clamp
      Holds a :term:`wafer`, see :ref:`by-hand`.

   Wafer handler
      Moves it.
"""
GUEST = """\
Guest
=====

.. toctree::

   sub/page

A :term:`WF`, a :term:`slice`, :any:`Chuck`, :external:term:`silicon`, :external+owner:std:term:`wafer handler`.
"""


def owner(folder: Path, conf: str = "", terms: str = OWNER) -> Project:
    """Return a project with a glossary of each kind."""
    folder.mkdir()
    project = Project(folder)
    project.write(
        "conf.py",
        "project = 'Owner'\nversion = '1.2'\nextensions = ['sphinxcontrib_aiglossary']\n"
        f"aiglossary_sources = ['terms.yaml']\n{conf}",
    )
    project.write("terms.yaml", terms)
    project.write("index.rst", "Owner\n=====\n\n.. toctree::\n\n   hand\n   glo\n")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :show: all\n   :detail: full\n")
    project.write("hand.rst", HAND)
    return project


def guest(folder: Path, inventory: str, base: str = BASE, conf: str = "") -> Project:
    """Return a project without a glossary of its own.

    Args:
        folder: where to.
        inventory: where that of the other project lies.
        base: the address of that project.
        conf: further configuration.
    """
    folder.mkdir()
    project = Project(folder)
    (project.src / "sub").mkdir()
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary', 'sphinx.ext.intersphinx', 'myst_parser']\n"
        "aiglossary_sources = []\n"
        f"intersphinx_mapping = { ({'owner': (base, inventory)})!r}\n{conf}",
    )
    project.write("index.rst", GUEST)
    project.write("sub/page.md", "# Page\n\nA [](inv:owner:std:term#Wafer), a {term}`clamp`.\n")
    project.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nNothing.\n")
    return project


def published(built: Built) -> dict[str, Any]:
    """Return what a build has published, by address."""
    found = json.loads((built.outdir / "aiglossary.json").read_text("utf-8"))
    return {term["uri"]: term for term in found["terms"]}


def tips(built: Built, page: str = "index.html") -> dict[str, str]:
    """Return the definitions that a page shows beside links, by the address of these."""
    text = (built.outdir / page).read_text("utf-8")
    brought = text.partition('<template class="aiglossary-tips"')[2].partition("</template>")[0]
    parts = re.split(r'<div data-for="([^"]*)"', brought)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def titles(built: Built, page: str = "index.html") -> dict[str, str]:
    """Return the titles of the links of a page that lead to other sites."""
    text = (built.outdir / page).read_text("utf-8")
    found = re.findall(r'<a class="reference external" href="([^"]*)" title="([^"]*)"', text)
    return {uri: html.unescape(title) for uri, title in found}
