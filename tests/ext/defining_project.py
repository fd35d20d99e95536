"""A project that defines its terms by hand, with all that a definition may hold, and an extension that leaves out parts of it."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from building import Project

if TYPE_CHECKING:
    from building import Built

_RE_TITLE = re.compile(r'<a class="reference internal" href="[^"]*#term-([^"]*)" title="([^"]*)"')
_RE_TIP = re.compile(r'<div data-for="[^"]*#term-([^"]*)"')

CONF: Final = """\
extensions = ["sphinx.ext.todo", "sphinx.ext.ifconfig", "sphinxcontrib_aiglossary", "foreign_blocks"]
aiglossary_sources = []
edition = "free"
"""


def defining_project(folder: Path, definitions: dict[str, str], conf: str = "") -> Project:
    """Return a project with a page that refers to each term of another one.

    Args:
        folder: where to.
        definitions: reStructuredText by term.
        conf: added to ``conf.py``.
    """
    project = Project(folder)
    shutil.copy(Path(__file__).parents[1] / "cases" / "dot.png", project.src)
    entries = (
        f"   {term}\n" + "".join(f"      {line}\n" for line in text.strip("\n").splitlines()) + "\n"
        for term, text in definitions.items()
    )
    project.write("conf.py", CONF + conf)
    project.write("glossary.rst", "Glossary\n========\n\n.. glossary::\n\n" + "".join(entries))
    uses = ", ".join(f":term:`{term}`" for term in definitions)
    project.write("index.rst", f"Start\n=====\n\n{uses}\n\n.. toctree::\n\n   glossary\n")
    return project


def titles(built: Built, page: str = "index.html") -> dict[str, str]:
    """Return the titles of the links to terms on a page, by term."""
    text = (built.outdir / page).read_text("utf-8")
    return {term: html.unescape(title) for term, title in _RE_TITLE.findall(text)}


def tips(built: Built, page: str = "index.html") -> dict[str, str]:
    """Return the HTML that a page brings along to show beside its links, by term."""
    text = (built.outdir / page).read_text("utf-8").partition('class="aiglossary-tips"')[2]
    parts = _RE_TIP.split(re.split("</template>|</section>", text)[0])
    return dict(zip(parts[1::2], parts[2::2], strict=True))
