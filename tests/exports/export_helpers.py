"""Concepts by hand, and builds of what is exported by plain Sphinx, without this extension."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

CASES = Path(__file__).parents[1] / "cases" / "exports"
SUFFIXES = {"rst": ".rst", "myst": ".md"}


def concept(term: str, definition: str = "", article: str = "", **fields: Any) -> Concept:
    """Return a concept of one entry; its id is its name unless given."""
    qualifier = fields.get("qualifier", "")
    ident = fields.pop("ident", f"{term}-{qualifier}" if qualifier else term)
    entries = (entry(term, definition, article), *fields.pop("others", ()))
    origins = tuple(each.origin for each in entries)
    return Concept(ident=ident, term=term, entries=entries, origins=origins, **fields)


def entry(term: str, definition: str = "", article: str = "", line: int = 1) -> Entry:
    """Return an entry of an invented dump."""
    return Entry(origin=Origin("dumps/fab.txt", line), term=term, definition=definition, article=article)


def project(folder: Path, form: str, text: str) -> Path:
    """Make a plain Sphinx project of one exported document."""
    folder.mkdir(parents=True)
    extensions = ["myst_parser"] if form == "myst" else []
    (folder / "conf.py").write_text(f"extensions = {extensions}\nexclude_patterns = ['_build']\n", "utf-8")
    (folder / f"index{SUFFIXES[form]}").write_text(text, "utf-8")
    return folder


def build(folder: Path, builder: str) -> Path:
    """Build a project as strictly as Sphinx can, and return the folder with the output."""
    output = folder / "_build" / builder
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", builder]
    done = subprocess.run(
        [*command, str(folder), str(output)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    return output
