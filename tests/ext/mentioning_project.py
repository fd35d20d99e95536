"""A glossary in two parts whose definitions and articles mention each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

TERMS = """\
concepts:
  - term: Load lock
    abbreviations: [LL]
    synonyms: [entry chamber]
    definition: A vacuum chamber; wafer boats enter it, wafer boats leave it.
    article: |
      ## A wafer boat in a load lock

      The LL is a load lock: `wafer boat`, $wafer boat$, ![wafer boat](b.png), https://example.org/wafer-boat,
      [wafer boat](https://example.org/boat).

      A *process chamber* and the [line](term:pilot line) come next: the process-chamber, the pilot line, the
      > process
      > chamber.
  - term: Wafer boat
    definition: It holds wafers in a process chamber; see the LL.
  - term: Process chamber
    definition: Where it happens, never by il or die.
  - term: Pilot line
    definition: A wafer boat's first way.
  - term: Die
    definition: Unlike a pilot line.
"""


def mentioning_project(tmp_path: Path) -> Project:
    """Return a glossary printed in two parts: the first half of the alphabet in full, the second half in brief.

    Its pages show no definitions beside links, so that only what they print has them written again.
    """
    project = Project(tmp_path)
    project.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\naiglossary_tips = False\n",
    )
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   use\n   first\n   second\n")
    project.write("use.rst", "Use\n===\n\nA :term:`load lock`.\n")
    project.write(
        "first.rst", "First\n=====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n   :letters: a-l\n"
    )
    project.write("second.rst", "Second\n======\n\n.. aiglossary::\n   :show: all\n   :letters: m-z\n")
    return project


def links(built: Built, page: str) -> dict[str, list[tuple[str, str]]]:
    """Return the links to concepts in what a page prints of each, by its term: address and text."""
    found = {}
    for part in built.html(page).split('<dt class="aiglossary-term')[1:]:
        term = re.sub("<.*?>", "", part.partition(">")[2].partition("<a ")[0])
        pattern = (
            r'<a class="reference internal" href="([^"]*)"><span class="xref std std-term">(.*?)</span></a>'
        )
        found[term] = re.findall(pattern, part, re.DOTALL)
    return found
