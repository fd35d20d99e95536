"""Documents read by several processes."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

from building import Project

from sphinxcontrib_aiglossary.ext.collect.page_record import Page, Placement, Use
from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition

if TYPE_CHECKING:
    from pathlib import Path


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
        uses=(Use(name="x", role="any", only=(Condition("only", "html"),)),),
        placements=(Placement(docname="d", number=0),),
    )
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - our own data
