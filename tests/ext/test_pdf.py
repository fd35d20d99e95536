"""PDFs as readers get them: compiled, and read back with pdftotext."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

needs_tex = pytest.mark.skipif(
    not all(map(shutil.which, ("latexmk", "xelatex", "xindy", "pdftotext"))), reason="TeX is not installed"
)

LONG = "W" + "abcdefghij" * 40
ROWS = "".join(f"| {row} | {'words of a cell ' * 14} |\n" for row in range(60))
HOSTILE: list[dict[str, Any]] = [
    {
        "term": r"a & b % c $ d # e _ f { g } h ~ i ^ j \ k",
        "synonyms": [r"\end{document}", 'A!B@C|D"E', "émigré"],
        "definition": r"Holds `& % $ # _ { } ~ ^ \` and an unbalanced $x.",
        "categories": [r"R & D, 100 % \x {y} #1 _^~"],
    },
    {
        "term": "日本語",
        "synonyms": ["שלום עולם"],
        "definition": "→ ≈ ⁿ ₖ ├─┐ α 😀 ✗ \U0010ffff and $α ≤ β$; `┌─┐ 語`.",
        "article": "```text\n┌──┐ → 語 😀\n└──┘\n```\n",
    },
    {"term": "Unbroken", "definition": f"A word {LONG} and `{LONG}`.", "article": f"```\n{LONG}\n```"},
    {
        "term": "Wide",
        "definition": "Fifteen columns.",
        "article": "|" + "column|" * 15 + "\n|" + "-|" * 15 + "\n" + ("|" + "some cell|" * 15 + "\n") * 3,
    },
    {"term": "Long", "definition": "Sixty rows.", "article": f"| Row | Text |\n|---|---|\n{ROWS}"},
    {
        "term": "Tall",
        "definition": "A cell.",
        "article": f"| A | B |\n|--|--|\n| x | {'much text ' * 900}last |",
    },
    {
        "term": "Code",
        "definition": "3,000 lines.",
        "article": "```python\n" + "".join(f"value_{line} = {line}\n" for line in range(3000)) + "```",
    },
    {
        "term": "Nested",
        "definition": "Eight deep.",
        "article": "\n".join(f"{'  ' * level}- level {level}" for level in range(8)),
    },
    {
        "term": "Formulas",
        "definition": r"$\theta_\max$ is set, $a^b^c$ is text.",
        "article": "$$\n" + " + ".join(f"\\frac{{a_{{{n}}}}}{{2}}" for n in range(16)) + "\n$$",
    },
]


def write(project: Project, concepts: list[dict[str, Any]]) -> None:
    """Write a project that prints all of its concepts in full."""
    project.write(
        "conf.py",
        "project = 'Paper'\nextensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n",
    )
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   glossary\n")
    project.write("glossary.rst", "Words\n=====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n")
    data = {"category": "Optics", "concepts": concepts}
    project.write("terms.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def compiled(built: Built, name: str = "paper") -> tuple[str, str]:
    """Compile one PDF as ``make latexpdf`` does it; return its text and TeX's log."""
    options = "LATEXMKOPTS=-interaction=nonstopmode -halt-on-error"
    done = subprocess.run(
        ["make", f"{name}.pdf", options], cwd=built.outdir, capture_output=True, check=False, timeout=600
    )
    log = (built.outdir / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-3000:]
    text = subprocess.run(
        ["pdftotext", "-layout", f"{name}.pdf", "-"], cwd=built.outdir, capture_output=True, check=True
    )
    return text.stdout.decode(), log


def tex(built: Built, name: str = "paper") -> str:
    """The LaTeX of one PDF."""
    return (built.outdir / f"{name}.tex").read_text(encoding="utf-8")


@needs_tex
def test_no_text_of_ours_ends_the_run_or_leaves_the_page(tmp_path: Path) -> None:
    """Every character is printed, every box is as wide as the page at most, nothing is lost."""
    project = Project(tmp_path)
    write(project, HOSTILE)
    built = project.build("latex", latex_engine="xelatex")
    assert built.warnings == ()
    text, log = compiled(built)
    assert "Missing character" not in log
    assert [width for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(width) > 15] == []
    assert [height for height in re.findall(r"Overfull \\vbox \(([\d.]+)pt", log) if float(height) > 5] == []
    assert all(name["term"] in text for name in HOSTILE[2:])
    assert r"a & b % c $ d # e _ f { g } h ~ i ^ j \ k" in text
    assert r"\end{document}" in text
    assert "value_2999" in text
    assert "level 7" in text
    assert len(re.findall(r"^ *\d+ +words of a cell", text, re.MULTILINE)) == 60
    assert "last" in text
    assert "".join(text.split()).count(LONG[-200:]) >= 3


@needs_tex
def test_the_index_of_a_pdf_has_groups_and_categories_and_page_numbers(tmp_path: Path) -> None:
    """Sphinx would print it flat, and end the run at an ampersand."""
    project = Project(tmp_path)
    write(project, HOSTILE[:1])
    project.write("index.rst", "Root\n====\n\n:ref:`aiglossary-categories`\n\n.. toctree::\n\n   glossary\n")
    built = project.build("latex", latex_engine="xelatex", nitpicky=True)
    assert built.warnings == ()
    text, log = compiled(built)
    index = text.rpartition("GLOSSARY BY CATEGORY")[2]
    assert re.search(r"Other\s+R & D, 100 % \\x \{y\} #1 _\^~\s+a & b % c .* k,\s+3\b", index), index
    assert "undefined" not in log.rpartition("rerunfilecheck")[2]


@needs_tex
def test_terms_are_destinations_and_bookmarks(tmp_path: Path) -> None:
    """A short glossary has one for each term, a long one has its letters above them."""
    project = Project(tmp_path)
    concepts: list[dict[str, Any]] = [
        {"term": f"{letter}{n} thing", "definition": "It is."} for letter in "ABC" for n in range(8)
    ]
    write(project, concepts)
    built = project.build("latex", latex_engine="xelatex")
    compiled(built)
    outline = (built.outdir / "paper.out").read_text(encoding="utf-8")
    levels = re.findall(r"\\BOOKMARK \[(\d)\]\[-\]\{term-([^}]*)\}", outline)
    assert levels[:2] == [("1", "a0-thing-letter.1"), ("2", "a0-thing.2")]
    assert [level for level, _ in levels].count("1") == 3
    assert len(levels) == 27
    found = subprocess.run(
        ["pdfinfo", "-dests", "paper.pdf"], cwd=built.outdir, capture_output=True, check=True
    )
    assert b'"term-c7-thing"' in found.stdout


@needs_tex
def test_pdflatex_prints_what_it_can_and_says_what_helps(tmp_path: Path) -> None:
    """One warning names the characters and the engine that has them; the run goes on."""
    project = Project(tmp_path)
    write(project, HOSTILE[:2])
    built = project.build("latex", latex_engine="pdflatex")
    (warning,) = built.warnings
    assert "latex_engine = 'xelatex'" in warning
    assert "[aiglossary.character]" in warning
    text, _ = compiled(built)
    assert "émigré" in text


def test_what_pdflatex_can_print_needs_no_warning(tmp_path: Path) -> None:
    """Letters of Western languages, arrows and Greek are known to LaTeX or to the package."""
    project = Project(tmp_path)
    write(project, [{"term": "Known", "definition": "é → ≈ α ² – “x” …"}])
    assert project.build("latex", latex_engine="pdflatex").warnings == ()


def test_a_project_without_a_glossary_has_nothing_of_ours(tmp_path: Path) -> None:
    """Neither in its LaTeX nor beside it, also after the glossary is gone."""
    project = Project(tmp_path)
    write(project, HOSTILE[:1])
    assert "{aiglossary}" in tex(project.build("latex"))
    project.write("glossary.rst", "Words\n=====\n")
    built = project.build("latex")
    assert "aiglossary" not in tex(built)
    assert not (built.outdir / "aiglossary.sty").exists()


def several(tmp_path: Path) -> Built:
    """Four PDFs: one with the placement, one without, one of the toctrees alone, one that uses no term."""
    project = Project(tmp_path)
    write(project, [{"term": name, "definition": "It is."} for name in ("Lens", "Wafer", "Unused")])
    project.replace(
        "terms.yaml", "term: Lens\n  definition: It is.", "term: Lens\n  definition: '[w](term:wafer)'"
    )
    project.write("glossary.rst", "Words\n=====\n\n.. aiglossary::\n")
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   guide\n   glossary\n")
    project.write("guide.rst", "Guide\n=====\n\nA :term:`lens`.\n")
    project.write("plain.rst", ":orphan:\n\nPlain\n=====\n\nNothing.\n")
    documents = [
        ("index", "paper.tex", "Paper", "me", "manual"),
        ("guide", "guide.tex", "Guide", "me", "manual"),
        ("index", "only.tex", "Only", "me", "manual", True),
        ("plain", "plain.tex", "Plain", "me", "howto"),
    ]
    built = project.build("latex", latex_documents=documents, nitpicky=True)
    assert built.warnings == ()
    return built


@pytest.mark.parametrize("name", ["paper", "guide", "only"])
def test_every_pdf_that_uses_a_term_prints_it(tmp_path: Path, name: str) -> None:
    """With all that its definition uses, and the links lead there; no label stands twice."""
    text = tex(several(tmp_path), name)
    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text)
    terms = sorted(label.partition(":")[2] for label in labels if ":term-" in label)
    assert terms == ["term-lens", "term-wafer"]
    links = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text)
    assert links
    assert set(links) <= set(labels)


def test_a_pdf_that_uses_no_term_prints_none(tmp_path: Path) -> None:
    """The other PDFs of the project are no reason to load the package."""
    assert "aiglossary" not in tex(several(tmp_path), "plain")


def test_a_pdf_of_the_toctrees_alone_gets_the_fallback_too(tmp_path: Path) -> None:
    """The text of the root is not part of it, and the glossary would be."""
    project = Project(tmp_path)
    write(project, [{"term": "Lens", "definition": "It bends light."}])
    project.write("glossary.rst", "Words\n=====\n\nA :term:`lens`.\n")
    documents = [("index", "paper.tex", "Paper", "me", "manual", True)]
    text = tex(project.build("latex", latex_documents=documents))
    assert "It bends light." in text
    assert r"\chapter{Glossary}" in text
