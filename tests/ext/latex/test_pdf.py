"""PDFs as readers get them: compiled, and read back with pdftotext."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from building import Project
from papers import compiled, needs_tex

from sphinxcontrib_aiglossary.ext.html.domain_indices import TITLES

if TYPE_CHECKING:
    from building import Built
    from papers import Paper

FORMULAS = Path(__file__).parents[2] / "cases" / "formulas" / "valid.txt"
LONG = "W" + "abcdefghij" * 40
ROWS = "".join(f"| {row} | {'words of a cell ' * 14} |\n" for row in range(60))
HOSTILE: list[dict[str, Any]] = [
    {
        "term": r"a & s % u $ t # m _ k { e } l ~ i ^ n \ o",
        "synonyms": [r"\end{document}", 'A!B@C|D"E', "émigré"],
        "abbreviations": ["%&$", "ASU"],
        "definition": r"Holds `& % $ # _ { } ~ ^ \` and an unbalanced $x.",
        "categories": [r"R & D, 100 % \x {y} #1 _^~"],
    },
    {
        "term": "日本語",
        "synonyms": ["שלום עולם"],
        "definition": "→ ≈ ⁿ ₖ ├─┐ α 😀 ✗ \U0010ffff and $α ≤ β$; `┌─┐ 語`.",
        "article": "```text\n┌──┐ → 語 😀\n└──┘\n```\n",
    },
    {
        "term": "Unbroken",
        "synonyms": ["✓ ✔ ✖ 👩‍🔬"],
        "definition": f"A word {LONG} and `{LONG}`.",
        "article": f"```\n{LONG}\n```",
    },
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
        "definition": "1,500 lines.",
        "article": "```python\n" + "".join(f"value_{line} = {line}\n" for line in range(1500)) + "```",
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


MANY: list[dict[str, Any]] = [
    {"term": f"{letter}{number} thing", "definition": "It is."} for letter in "ABC" for number in range(8)
]


def write(project: Project, concepts: list[dict[str, Any]]) -> None:
    """Write a project that uses its concepts and prints them in full, with the pages of their uses."""
    project.write(
        "conf.py",
        "project = 'Paper'\nextensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n",
    )
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   page\n   glossary\n")
    names = "".join(f"* :term:`{concept['term']}`\n" for concept in concepts if "\\" not in concept["term"])
    project.write("page.rst", f"Uses\n====\n\n{names}")
    project.write(
        "glossary.rst", "Words\n=====\n\n.. aiglossary::\n   :show: all\n   :detail: full\n   :uses:\n"
    )
    data = {"category": "Optics", "concepts": concepts}
    project.write("terms.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """All that is hard to print, by XeLaTeX."""
    project = Project(tmp_path_factory.mktemp("paper"))
    write(project, [*HOSTILE, *MANY])
    links = "".join(f"* :ref:`aiglossary-{name}`\n" for name in ("categories", "abbreviations", "terms"))
    table = ".. aiglossary-abbreviations::\n\n"
    project.replace("page.rst", "* :term:`日本語`", f"{table}{links}* :term:`日本語`")
    built = project.build("latex", latex_engine="xelatex", nitpicky=True)
    assert built.warnings == ()
    return compiled(built.outdir)


def tex(built: Built, name: str = "paper") -> str:
    """The LaTeX of one PDF."""
    return (built.outdir / f"{name}.tex").read_text(encoding="utf-8")


@needs_tex
def test_no_text_of_ours_ends_the_run_or_leaves_the_page(paper: Paper) -> None:
    """Every character is printed, every box is as wide as the page at most, nothing is lost."""
    text, log = paper.text, paper.log
    assert "Missing character" not in log
    assert paper.too_wide(15) == []
    assert [height for height in re.findall(r"Overfull \\vbox \(([\d.]+)pt", log) if float(height) > 5] == []
    assert all(name["term"] in text for name in HOSTILE[2:])
    assert r"a & s % u $ t # m _ k { e } l ~ i ^ n \ o" in text
    assert r"\end{document}" in text
    assert "value_1499" in text
    assert "level 7" in text
    assert len(re.findall(r"^ *\d+ +words of a cell", text, re.MULTILINE)) == 60
    assert "last" in text
    # Three times forty parts; of what ends a line hyphens and arrows are left out, the end of a page may divide a part
    assert re.sub(r"[\s,→-]", "", text).count(LONG[1:11]) >= 3 * 40 - 2
    assert len(re.findall(r"^ +Used on page [12]$", text, re.MULTILINE)) == len(HOSTILE) - 1 + len(MANY)


@needs_tex
def test_every_formula_that_counts_as_valid_compiles(tmp_path: Path) -> None:
    """In a line, on lines of its own, and in a table; none is shown as text."""
    formulas = FORMULAS.read_text(encoding="utf-8").splitlines()
    project = Project(tmp_path)
    cells = [formula.replace("|", r"\|") for formula in formulas]
    write(
        project,
        [
            {
                "term": f"formula {number}",
                "definition": f"Is ${formula.strip()}$ in a line.",
                "article": f"$$\n{formula}\n$$\n\n| a |\n|---|\n| ${cell.strip()}$ |\n",
            }
            for number, (formula, cell) in enumerate(zip(formulas, cells, strict=True))
        ],
    )
    built = project.build("latex", latex_engine="xelatex")
    assert r"\$" not in tex(built).replace(r"\& \$ x", "")
    compiled(built.outdir)


@needs_tex
def test_the_index_of_a_pdf_has_groups_and_categories_and_page_numbers(paper: Paper) -> None:
    """Sphinx would print it flat, and end the run at an ampersand."""
    index = paper.read("pdftotext").rpartition("GLOSSARY BY CATEGORY")[2]
    assert index.split("\n")[2:5] == ["Other", f"Optics ({len(HOSTILE) - 1 + len(MANY)})", "A0 thing, 3"]
    assert re.search(r"\nR & D, 100 % \\x \{y\} #1 _\^~ \(1\)\na & s % u .* o,\s3\n", index), index
    assert "undefined" not in paper.log.rpartition("rerunfilecheck")[2]


@needs_tex
def test_a_pdf_lists_abbreviations_and_all_names(paper: Paper) -> None:
    """With page numbers; each index has a bookmark, and references lead to it."""
    text = paper.read("pdftotext")
    index = text.rpartition("ABBREVIATIONS")[2].partition("GLOSSARY FROM A TO Z")[0]
    assert re.search(r"\nSymbols\n%&\$ \(a & s % u .* o\),\s3\n", index), index
    assert re.search(r"\nA\nASU \(a & s % u .* o\),\s3\n", index), index
    index = text.rpartition("GLOSSARY FROM A TO Z")[2].partition("\nINDEX")[0]
    assert re.search(r"\nE\némigré see a & s % u .* o,\s3\n", index), index
    assert all(name in index for name in ("\nA0 thing", "\nC7 thing", "\n日本語"))
    outline = paper.path.with_suffix(".out").read_text(encoding="utf-8")
    for name, title in TITLES.items():
        assert re.search(rf"\\BOOKMARK.*{bookmarked(str(title))}", outline), outline
        assert rf"\hyperref[\detokenize{{{name}::doc}}]" in paper.path.with_suffix(".tex").read_text("utf-8")


def bookmarked(title: str) -> str:
    """A title as hyperref writes it into its file of bookmarks."""
    return re.escape("".join(rf"\000{char}" if char != " " else r"\000\040" for char in title))


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (True, ["aiglossary-categories", "aiglossary-abbreviations", "aiglossary-terms"]),
        (False, []),
        (["aiglossary-terms", "py-modindex"], ["aiglossary-terms"]),
    ],
)
def test_sphinx_can_leave_indices_out_of_a_pdf(tmp_path: Path, chosen: object, names: list[str]) -> None:
    """As its own; references to them are text."""
    project = Project(tmp_path, "indices")
    built = project.build("latex", nitpicky=True, latex_domain_indices=chosen)
    assert built.warnings == ()
    assert re.findall(r"\\label\{\\detokenize\{(aiglossary-\w+)::doc\}\}", tex(built)) == names
    assert set(re.findall(r"\\detokenize\{(aiglossary-\w+)::doc\}\]", tex(built))) == set(names)
    assert "from A to Z" in tex(built)


@needs_tex
def test_a_long_table_of_abbreviations_breaks_across_pages(tmp_path: Path) -> None:
    """No row is lost, and the head is printed again."""
    project = Project(tmp_path)
    names = [f"{first}{second}X" for first in "ABCDEFGHIJ" for second in "ABCDEFGHIJ"]
    write(
        project,
        [
            {"term": f"thing {name.lower()}", "abbreviations": [name], "definition": "It is."}
            for name in names
        ],
    )
    project.write("page.rst", "Table\n=====\n\n.. aiglossary-abbreviations::\n")
    paper = compiled(project.build("latex", latex_engine="xelatex", latex_domain_indices=False).outdir)
    text = paper.text.partition("WORDS")[0]
    assert all(re.search(rf"\b{name}\b +thing {name.lower()}", text) for name in names)
    assert len(re.findall("Abbreviation +Meaning", text)) > 1


@needs_tex
def test_terms_are_destinations_and_bookmarks(paper: Paper) -> None:
    """A long glossary has a bookmark for each letter above those of its terms."""
    outline = paper.path.with_suffix(".out").read_text(encoding="utf-8")
    levels = re.findall(r"\\BOOKMARK \[(\d)\]\[-\]\{term-([^}]*thing(?:-letter)?)\.\d+\}", outline)
    assert levels[7:10] == [("2", "a7-thing"), ("1", "b0-thing-letter"), ("2", "b0-thing")]
    assert len(levels) == len(MANY) + 2  # those of B and C: A has begun with another term
    assert '"term-c7-thing"' in paper.read("pdfinfo", "-dests")


def test_a_short_glossary_has_a_bookmark_for_each_term(tmp_path: Path) -> None:
    """Right below that of its section."""
    project = Project(tmp_path)
    write(project, MANY[:9])
    levels = re.findall(r"\\aiglossarybookmark\{chapter\}\{(\d)\}", tex(project.build("latex")))
    assert levels == ["1"] * 9


@needs_tex
def test_pdflatex_prints_what_it_can_and_says_what_helps(tmp_path: Path) -> None:
    """One warning names the characters and the engine that has them; the run goes on."""
    project = Project(tmp_path)
    write(project, HOSTILE[:2])
    built = project.build("latex", latex_engine="pdflatex")
    (warning,) = built.warnings
    assert "latex_engine = 'xelatex'" in warning
    assert "[aiglossary.character]" in warning
    assert "émigré" in compiled(built.outdir).text


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


TERMS = ("Reticle", "Wafer", "Prism", "Beam", "Unused")
DOCUMENTS = [
    ("index", "paper.tex", "Paper", "me", "manual"),
    ("guide", "guide.tex", "Guide", "me", "manual"),
    ("index", "only.tex", "Only", "me", "manual", True),
    ("guide", "bare.tex", "Bare", "me", "howto", True),
    ("more", "more.tex", "More", "me", "howto"),
    ("plain", "plain.tex", "Plain", "me", "howto"),
]


def several(tmp_path: Path, **config: Any) -> Built:
    """PDFs with the placement and without, each also of the toctrees alone; of a page; of one without a term."""
    project = Project(tmp_path)
    write(project, [{"term": name, "definition": "It is."} for name in TERMS])
    project.replace(
        "terms.yaml", "term: Reticle\n  definition: It is.", "term: Reticle\n  definition: '[w](term:wafer)'"
    )
    project.write("glossary.rst", "Words\n=====\n\n.. aiglossary::\n   :uses:\n")
    project.write("index.rst", "Root\n====\n\nA :term:`prism`.\n\n.. toctree::\n\n   guide\n   glossary\n")
    project.write("guide.rst", "Guide\n=====\n\nA :term:`reticle`. Another reticle.\n\n.. only:: html\n\n")
    with (project.src / "guide.rst").open("a", encoding="utf-8") as guide:
        guide.write("   .. toctree::\n\n      more\n")
    project.write("more.rst", "More\n====\n\nA :term:`beam`.\n")
    project.write("plain.rst", ":orphan:\n\nPlain\n=====\n\nNothing.\n")
    (project.src / "page.rst").unlink()
    built = project.build("latex", latex_documents=DOCUMENTS, nitpicky=True, **config)
    assert built.warnings == ()
    return built


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("paper", ["beam", "prism", "reticle", "wafer"]),
        ("guide", ["reticle", "wafer"]),
        ("only", ["beam", "prism", "reticle", "wafer"]),
        ("bare", ["beam"]),
        ("more", ["beam"]),
    ],
)
def test_every_pdf_prints_the_terms_that_it_uses(tmp_path: Path, name: str, terms: list[str]) -> None:
    """With all that their definitions use, and the links lead there; no label stands twice.

    A placement prints what all PDFs use.
    """
    text = tex(several(tmp_path), name)
    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text)
    assert sorted(label.partition(":term-")[2] for label in labels if ":term-" in label) == terms
    links = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text)
    assert links
    assert set(links) <= set(labels)


def test_a_pdf_links_and_lists_uses_as_if_it_were_the_only_one(tmp_path: Path) -> None:
    """Plain mentions lead to the terms at its end, which list the pages of its own uses."""
    text = tex(several(tmp_path, aiglossary_autolink="all"), "guide")
    assert text.count(r"\hyperref[\detokenize{guide:term-reticle}]") == 2
    assert re.findall(r"\\aiglossaryuse\{([^}]*)\}\{(\d)\}", text) == [("reticle", "1"), ("reticle", "2")]
    assert re.findall(r"\\aiglossaryuses\{([^}]*)\}", text) == ["reticle"]


def test_a_pdf_that_uses_no_term_prints_none(tmp_path: Path) -> None:
    """The other PDFs of the project are no reason to load the package."""
    assert "aiglossary" not in tex(several(tmp_path), "plain")


def test_a_pdf_of_the_toctrees_alone_gets_the_fallback_too(tmp_path: Path) -> None:
    """The text of the root is not part of it, and the glossary would be."""
    project = Project(tmp_path)
    write(project, [{"term": "Reticle", "definition": "It bends light."}])
    project.write("glossary.rst", "Words\n=====\n\nA :term:`reticle`.\n")
    documents = [("index", "paper.tex", "Paper", "me", "manual", True)]
    text = tex(project.build("latex", latex_documents=documents))
    assert "It bends light." in text
    assert r"\chapter{Glossary}" in text
