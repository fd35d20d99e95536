"""Outputs that are assembled of many documents print the terms of the documents that they hold, and no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("index", "one", "two", "three", "lost")

CONF = """\
extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
project = "P"
"""

LISTED = ".. toctree::\n\n   one\n   two\n"
ONLY_HTML = ".. only:: html\n\n   .. toctree::\n\n      one\n\n.. toctree::\n\n   two\n"
ONLY_LATEX = ".. only:: latex\n\n   .. toctree::\n\n      one\n\n.. toctree::\n\n   two\n"
# Sphinx takes a document where it is listed first, and drops it with that toctree
TWICE = ".. only:: html\n\n   .. toctree::\n\n      one\n\n.. toctree::\n\n   one\n   two\n"

PAPERS = [("one", "one.tex", "One", "", "howto"), ("two", "two.tex", "Two", "", "howto")]
BARE = [("index", "bare.tex", "Bare", "", "manual", True)]


def documents(project: Project, toctrees: str, placement: str = "") -> None:
    """Write five documents, each with a use of its own; the second lists a third, the last is listed nowhere."""
    project.write("conf.py", CONF)
    project.write(
        "terms.yaml",
        "concepts:\n"
        + "".join(f"  - term: Mark of {name}\n    definition: Defined for {name}.\n" for name in NAMES),
    )
    more = {"index": toctrees + placement, "one": ".. toctree::\n\n   three\n"}
    for name in NAMES:
        orphan = ":orphan:\n\n" if name == "lost" else ""
        text = f"{orphan}{name}\n=======\n\nHere is {name}, :term:`mark of {name}`.\n\n{more.get(name, '')}"
        project.write(f"{name}.rst", text)


@pytest.mark.parametrize("placement", ["", "\n.. aiglossary::\n"], ids=["unplaced", "placed"])
@pytest.mark.parametrize(
    ("builder", "toctrees", "config"),
    [
        ("latex", LISTED, {}),
        ("latex", ONLY_HTML, {}),
        ("latex", ONLY_LATEX, {}),
        ("latex", TWICE, {}),
        ("latex", ONLY_HTML, {"latex_documents": BARE}),
        ("latex", ONLY_HTML, {"latex_appendices": ["lost"]}),
        ("singlehtml", ONLY_HTML, {}),
        ("singlehtml", ONLY_LATEX, {}),
        ("texinfo", ONLY_HTML, {}),
        ("man", ONLY_HTML, {}),
    ],
)
def test_the_terms_of_the_documents_in_the_output_are_printed(
    tmp_path: Path, builder: str, toctrees: str, config: dict[str, Any], placement: str
) -> None:
    """Neither those of documents in no toctree, nor of those whose toctree is for other builders."""
    project = Project(tmp_path)
    documents(project, toctrees, placement)
    built = project.build(builder, nitpicky=True, **config)
    assert [warning for warning in built.warnings if "toctree" not in warning] == []
    (output,) = [path for path in built.outdir.iterdir() if path.suffix in {".tex", ".html", ".texi", ".1"}]
    text = " ".join(re.sub("<[^>]+>", "", output.read_text(encoding="utf-8")).split())
    shown = {name for name in NAMES if f"Here is {name}" in text}
    assert {name for name in NAMES if f"Defined for {name}" in text} == shown
    assert 1 < len(shown) < len(NAMES)


def test_the_terms_of_several_papers_are_those_of_all_their_documents(tmp_path: Path) -> None:
    """A placement prints what all of them use, the other paper what it uses; a document in none counts for none."""
    project = Project(tmp_path)
    documents(project, LISTED)
    project.replace("two.rst", "Here is two", ".. aiglossary::\n\nHere is two")
    built = project.build("latex", nitpicky=True, latex_documents=PAPERS)
    assert built.warnings == ()
    one, two = ((built.outdir / name).read_text(encoding="utf-8") for name in ("one.tex", "two.tex"))
    assert re.findall(r"Defined for (\w+)", one) == ["one", "three"]
    assert re.findall(r"Defined for (\w+)", two) == ["one", "three", "two"]


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man"])
def test_papers_without_the_root_have_the_glossary_that_nobody_placed_all_the_same(
    tmp_path: Path, builder: str
) -> None:
    """PDFs and manuals, each at its end."""
    project = Project(tmp_path)
    documents(project, LISTED)
    papers: dict[str, Any] = {
        "latex_documents": PAPERS,
        "texinfo_documents": [(name, name, name, "", name, "", "") for name in ("one", "two")],
        "man_pages": [(name, name, name, "", "1.tex") for name in ("one", "two")],
    }
    built = project.build(builder, nitpicky=True, **papers)
    assert built.warnings == ()
    one, two = (
        next(built.outdir.glob(f"{name}*.te*")).read_text(encoding="utf-8") for name in ("one", "two")
    )
    assert re.findall(r"Defined for (\w+)", one) == ["one", "three"]
    assert re.findall(r"Defined for (\w+)", two) == ["two"]
    html = project.build()
    assert html.text("index.html").count("Defined for index") == 1


TERMS = ("Reticle", "Wafer", "Prism", "Beam", "Unused")
MANUALS = {
    "paper": ("index", False),
    "guide": ("guide", False),
    "only": ("index", True),
    "more": ("more", False),
    "plain": ("plain", False),
}


def several(tmp_path: Path, builder: str) -> dict[str, str]:
    """Manuals with the placement and without, of the toctrees alone, of one page, and of one without a term."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write(
        "terms.yaml",
        "category: Optics\nconcepts:\n"
        + "".join(f"  - term: {name}\n    definition: Defined {name}.\n" for name in TERMS[1:])
        + "  - term: Reticle\n    definition: 'Defined Reticle, beside a [disc](term:wafer).'\n",
    )
    project.write("words.rst", "Words\n=====\n\n.. aiglossary::\n   :uses:\n")
    project.write("index.rst", "Root\n====\n\nA :term:`prism`.\n\n.. toctree::\n\n   guide\n   words\n")
    project.write("guide.rst", "Guide\n=====\n\nA :term:`reticle`.\n\n.. toctree::\n\n   more\n")
    project.write("more.rst", "More\n====\n\nA :term:`beam`.\n")
    project.write("plain.rst", ":orphan:\n\nPlain\n=====\n\nNothing.\n")
    papers: dict[str, Any] = {
        "texinfo_documents": [
            (docname, name, name, "", name, "", "", bare) for name, (docname, bare) in MANUALS.items()
        ],
        "man_pages": [(docname, name, name, "", 1) for name, (docname, _) in MANUALS.items()],
    }
    built = project.build(builder, nitpicky=True, **papers)
    assert built.warnings == ()
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in built.outdir.iterdir()
        if path.suffix in {".1", ".texi"}
    }


@pytest.mark.parametrize("builder", ["man", "texinfo"])
def test_every_manual_prints_the_terms_that_it_uses(tmp_path: Path, builder: str) -> None:
    """With all that their definitions use, each once; a placement prints what all manuals use."""
    texts = several(tmp_path, builder)
    assert {name: sorted(set(re.findall(r"Defined (\w+)", text))) for name, text in texts.items()} == {
        "paper": ["Beam", "Prism", "Reticle", "Wafer"],
        "guide": ["Beam", "Reticle", "Wafer"],
        "only": ["Beam", "Prism", "Reticle", "Wafer"],
        "more": ["Beam"],
        "plain": [],
    }
    assert all(text.count("Defined Beam") <= 1 for text in texts.values())
    # The section at the end lists uses as the placement does
    assert all(re.search("Used in: .*More", texts[name]) for name in ("guide", "more"))


def test_references_of_a_manual_lead_into_it(tmp_path: Path) -> None:
    """Also those of its index of categories, which lists what it defines; Sphinx invents a place for any other."""
    for name, text in several(tmp_path, "texinfo").items():
        assert not re.search(r"@anchor\{[^}]*\}@w\{ {30}\}", text)
        menu = text.rpartition("@node Glossary by category,")[2].partition("@node ")[0]
        listed = re.findall(r"^\* (\w+):", menu, re.MULTILINE) if "Glossary by category" in text else []
        assert sorted(listed) == sorted(set(re.findall(r"Defined (\w+)", text))), name
