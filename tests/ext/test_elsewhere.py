"""Other projects and other processes: inventories, and documents read in parallel."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

from building import Project

from sphinxcontrib_aiglossary.ext.reading.uses import Page, Placement, Use

if TYPE_CHECKING:
    from pathlib import Path


def two_projects(tmp_path: Path) -> tuple[Project, Project]:
    """Return a built project with a function, and one with a glossary that knows its inventory."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "ours").mkdir()
    theirs = Project(tmp_path / "theirs")
    theirs.write("conf.py", "project = 'theirs'\n")
    theirs.write(
        "index.rst", "Theirs\n======\n\n.. py:function:: die()\n\n.. glossary::\n\n   Die\n      Theirs.\n"
    )
    inventory = theirs.build().outdir / "objects.inv"
    ours = Project(tmp_path / "ours", "names")
    mapping = {"theirs": ("https://example.org/", str(inventory))}
    conf = (ours.src / "conf.py").read_text(encoding="utf-8")
    ours.write(
        "conf.py", f"{conf}\nextensions += ['sphinx.ext.intersphinx']\nintersphinx_mapping = {mapping!r}\n"
    )
    ours.replace("glo.md", ":show: all", ":show: used")
    return theirs, ours


def test_the_role_any_prefers_another_projects_target(tmp_path: Path) -> None:
    """The inventory answers first, and the reference is no use of the concept."""
    _, ours = two_projects(tmp_path)
    ours.write("page.rst", ":orphan:\n\nPage\n====\n\nAny :any:`die`.\n")
    built = ours.build(nitpicky=True)
    assert [warning for warning in built.warnings if "page" in warning] == []
    assert "https://example.org/index.html#" in built.html("page.html")
    assert "One piece of a wafer" not in built.text("glo.html")


def test_the_role_term_finds_the_own_glossary_first_and_another_project_by_name(tmp_path: Path) -> None:
    """As with plain Sphinx: a local term goes before an inventory, a name in front of it decides."""
    _, ours = two_projects(tmp_path)
    ours.write("page.rst", ":orphan:\n\nPage\n====\n\n:term:`die`, :external+theirs:std:term:`die`.\n")
    page = ours.build(nitpicky=True).html("page.html")
    assert 'href="glo.html#term-die"' in page
    assert 'href="https://example.org/index.html#term-Die"' in page


def test_another_project_finds_our_names_in_the_inventory(tmp_path: Path) -> None:
    """Synonyms and qualified names, whatever their casing."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    inventory = Project(tmp_path / "ours", "names").build().outdir / "objects.inv"
    theirs = Project(tmp_path / "theirs")
    mapping = {"ours": ("https://example.org/", str(inventory))}
    theirs.write("conf.py", f"extensions = ['sphinx.ext.intersphinx']\nintersphinx_mapping = {mapping!r}\n")
    theirs.write("index.rst", "Theirs\n======\n\n:term:`KV Cache` :term:`batch size (fab operations)`\n")
    built = theirs.build(nitpicky=True)
    assert built.warnings == ()
    for anchor in ("term-key-value-cache", "term-batch-size-fab-operations"):
        assert f"https://example.org/glo.html#{anchor}" in built.html("index.html")


def test_documents_read_by_several_processes_are_merged(tmp_path: Path) -> None:
    """More than one process reads, and output and warnings are those of one."""
    project = Project(tmp_path)
    project.write("conf.py", PROCESSES)
    project.write(
        "terms.yaml", "concepts:\n  - term: Wafer\n    abbreviations: [W]\n    definition: A disc.\n"
    )
    names = [f"d{number}" for number in range(12)]
    toctree = "".join(f"   {name}\n" for name in names)
    project.write("index.rst", f"Root\n====\n\n.. toctree::\n\n{toctree}\n.. aiglossary::\n   :show: most\n")
    for name in names:
        project.write(f"{name}.rst", f"{name}\n======\n\nA :term:`wafer`, a :term:`{name}` :pid:`x`.\n")
    one = project.build(build="one", nitpicky=True)
    four = project.build(build="four", jobs=4, nitpicky=True)
    readers = {path.read_text() for path in (project.src / "pids").iterdir()}
    assert str(os.getpid()) not in readers
    assert len(readers) > 1
    assert four.warnings == one.warnings
    assert len(one.warnings) == len(names) + 1
    assert four.files() == one.files()


PROCESSES = """\
import os
from pathlib import Path

extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
exclude_patterns = ["pids"]


def note(app, doctree):
    folder = Path(app.srcdir, "pids")
    folder.mkdir(exist_ok=True)
    Path(folder, app.env.docname).write_text(str(os.getpid()))


def setup(app):
    app.connect("doctree-read", note)
    app.add_role("pid", lambda *args, **options: ([], []))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_what_a_document_says_is_plain_data() -> None:
    """It is pickled with the environment, and equal after that."""
    page = Page(
        uses=(Use(name="x", role="any", only=("html",)),), placements=(Placement(docname="d", number=0),)
    )
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - our own data
