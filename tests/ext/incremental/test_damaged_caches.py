"""Whatever happens to a file that is kept between builds, the next build is as if there were none."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from building import differing
from damages import OF_ANY, OF_DATABASES, damage
from serving import served
from translating import PO
from two_projects import guest, owner

from sphinxcontrib_aiglossary.caching import file_hashes, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Project

DAMAGES = 40 * int(os.environ.get("AIGLOSSARY_DAMAGES", "1"))
"""How many damages are done."""
SEED = int(os.environ.get("AIGLOSSARY_SEED", "1"))

TERMS = """\
concepts:
  - term: Wafer
    abbreviations: [WF]
    definition: A disc of [silicon](term:silicon), $\\theta$ thick.
    article: Longer than that, with an element.
  - term: Silicon
    definition: An element.
  - term: Reticle
    definition: A mask for one exposure of a wafer.
"""
EDITS = (
    TERMS,
    TERMS.replace("A disc", "A slice"),
    TERMS.replace("Reticle\n", "Reticle\n    synonyms: [mask set]\n"),
)
CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "An element."
msgstr "Ein Element, kein disc."
"""
KINDS = {
    "fragments-html.sqlite",
    "glossary-hash.json",
    "glossary-translated-hash.json",
    "glossary-translated.sqlite",
    "glossary.sqlite",
    "kept-html.sqlite",
    "mentions.sqlite",
    "names.json",
    "others.json",
    "sources.json",
    "stems.json",
    "written-html.json",
}
"""Every kind of file that is kept."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A translated project with all that we keep something of, and terms of another project."""
    theirs = owner(tmp_path / "owner").build()
    with served(theirs.outdir) as host:
        project = guest(tmp_path / "guest", f"{host.url}objects.inv", host.url)
        conf = (project.src / "conf.py").read_text("utf-8").replace("aiglossary_sources = []", "")
        project.write(
            "conf.py",
            f"{conf}aiglossary_sources = ['*.yaml']\naiglossary_autolink = 'all'\nlanguage = 'de'\n",
        )
        (project.src / PO).parent.mkdir(parents=True)
        project.write(PO, CATALOGUE)
        project.write("glo.rst", ":orphan:\n\nGlossary\n========\n\n.. aiglossary::\n   :detail: full\n")
        project.write("alone.rst", ":orphan:\n\nAlone\n=====\n\nA wafer, a mask set, a :term:`reticle`.\n")
        project.write("terms.yaml", TERMS)
        yield project


def kept(project: Project) -> list[Path]:
    """Return all files that are kept."""
    folder = project.src.parent / "build/doctrees/aiglossary"
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def kind(path: Path) -> str:
    """Return what a kept file is, whatever the output that it belongs to."""
    if path.parent.name == "others":
        return "others.json"
    beginnings = ("kept-html", "written-html", "names")
    return next((each for each in beginnings if path.name.startswith(f"{each}-")), path.stem) + path.suffix


def test_damage_to_any_kept_file_leaves_no_trace(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """One or several files at once, with or without an edit: no word of it, and the output of a clean build."""
    # Hashes are kept of small files, too, and of those just written
    monkeypatch.setattr(sealed, "_CHEAP", 0)
    monkeypatch.setattr(file_hashes, "_SURE", -(10**20))
    random = Random(SEED)
    clean = []
    for number, edit in enumerate(EDITS):
        project.write("terms.yaml", edit)
        built = project.build(build=f"clean-{number}")
        assert built.warnings == ()
        clean.append(built.files())
    project.build()
    assert set(map(kind, kept(project))) == KINDS
    done: Counter[str] = Counter()
    now = len(EDITS) - 1
    while done.total() < DAMAGES:
        said = []
        for path in random.sample(kept(project), random.choice((1, 1, 2, 4))):
            # Another damage may have taken it
            if path.is_file() and not path.is_symlink():
                said.append(damage(path, random))
                done[said[-1].rpartition(" ")[2]] += 1
        if random.random() < 0.5:
            now = random.randrange(len(EDITS))
            project.write("terms.yaml", EDITS[now])
        for name in ("glo.rst", "index.rst"):
            if random.random() < 0.5:
                (project.src / name).touch()
        grown = project.build()
        assert grown.warnings == (), said
        assert differing(grown.files(), clean[now]) == set(), said
        _clear(project)
        assert set(map(kind, kept(project))) <= KINDS, said
    print(done.total(), "damages:", dict(done.most_common()))  # noqa: T201 - for whoever runs thousands
    if DAMAGES > 1_000:
        assert done.keys() == {each.__name__ for each in {*OF_ANY, *OF_DATABASES}}


def _clear(project: Project) -> None:
    """Remove what belongs to somebody else, and would stay for ever."""
    for path in (project.src.parent / "build/doctrees/aiglossary").rglob("*"):
        if path.is_symlink():
            path.unlink()
        elif path.is_dir() and path.name != "others":
            shutil.rmtree(path)
