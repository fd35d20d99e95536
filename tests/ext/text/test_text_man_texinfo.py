"""Glossaries in plain text, in manual pages and in Info manuals, as they are read in a terminal."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest
from building import Project
from hostile_concepts import LONG, MARKS, SIGNS
from hostile_concepts import write as hostile

if TYPE_CHECKING:
    from pathlib import Path

needs_groff = pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
needs_makeinfo = pytest.mark.skipif(not shutil.which("makeinfo"), reason="Texinfo is not installed")

_RE_OVERSTRUCK = re.compile(".\b")
_RE_LONG_LINE = re.compile("cannot (adjust|break) line")


def shown(page: Path) -> tuple[str, list[str]]:
    """What a terminal of 80 columns shows of a manual page, and what groff complains of but for unbroken words."""
    command = ["groff", "-man", "-k", "-t", "-Wall", "-ww", "-Tutf8", "-P-c", "-rLL=78n", str(page)]
    done = subprocess.run(command, capture_output=True, check=True)
    complaints = [line for line in done.stderr.decode().splitlines() if not _RE_LONG_LINE.search(line)]
    return _RE_OVERSTRUCK.sub("", done.stdout.decode()), complaints


def manual(folder: Path, name: str) -> tuple[str, str]:
    """The Info manual that makeinfo makes, and what it complains of."""
    command = ["makeinfo", "--no-split", f"{name}.texi", "-o", f"{name}.info"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return (folder / f"{name}.info").read_text(encoding="utf-8"), done.stderr.decode()


def entry(text: str, term: str) -> str:
    """What a text of the glossary says below a term, up to the list of uses."""
    found = re.search(rf"^( *){re.escape(term)}\n.*?Used in: [^\n]*\n", text, re.MULTILINE | re.DOTALL)
    assert found
    return re.sub(rf"^{found[1]}", "", found[0], flags=re.MULTILINE)


TEXT = """\
Mixture of experts (MoE)
sparse expert model
gated experts
   A network of parts of which a *router* chooses a few for each
   **input**.

   -[ How it works ]-

   A gate scores the parts, "gate(x)", and y = \\sum_i g_i(x) E_i(x) is
   the output:

      g(x) = \\operatorname{softmax}(W x)

   1. score

   2. choose

      * the best

      * or the two best

        with a paragraph below

   3. add up

   +-------------------------+-------+--------+
   | Name                    | Parts | Chosen |
   |=========================|=======|========|
   | Small                   | 8     | 2      |
   +-------------------------+-------+--------+
   | Large, with a long name | 64    | 6      |
   +-------------------------+-------+--------+

      def gate(x):
          return softmax(W @ x)

   -[ How it fails ]-

      Some parts learn nothing, as a *wafer* without light.

   See https://example.org/moe and a paper
   <https://example.org/paper>.

   -[ How it works ]-

   Again, with an image: a drawing <https://example.org/drawing.png>

      First line
      second line

   * * *

   The end.

   **See also**: *router*, *wafer*

   Used in: Root, Page, Second, Deep, Lost
"""


def test_plain_text_of_an_article(tmp_path: Path) -> None:
    """As Sphinx prints a hand-written glossary, with the addresses of links and without stars that nobody wrote."""
    built = Project(tmp_path, "rich").build("text", nitpicky=True)
    assert built.warnings == ()
    text = (built.outdir / "glossary.txt").read_text(encoding="utf-8")
    assert entry(text, "Mixture of experts (MoE)") == TEXT
    assert "A mask for one exposure of a wafer." in text
    assert "   -[ Other definitions ]-\n\n      A slice of a crystal.\n" in text
    assert "      -- more.yaml:2\n" in text


@needs_groff
def test_a_manual_page_of_an_article(tmp_path: Path) -> None:
    """Headings, formulas, tables and lines stand apart; a link to a term is text, which Sphinx shows with ``#term-x``."""
    built = Project(tmp_path, "rich").build("man", nitpicky=True)
    assert built.warnings == ()
    page = built.outdir / "rich.1"
    assert "term-" not in page.read_text(encoding="utf-8")
    text, complaints = shown(page)
    assert complaints == []
    assert "Of  wafers, gated experts" in text or "Of wafers, gated experts" in text
    found = entry(text, "Mixture of experts (MoE)")
    lines = [" ".join(line.split()) for line in found.splitlines()]
    assert lines[:3] == ["Mixture of experts (MoE)", "sparse expert model", "gated experts"]
    assert "\n\n       How it works\n\n" in found
    assert "\n\n          g(x) = \\operatorname{softmax}(W x)\n\n" in found
    assert "          | Large, with a long name | 64    | 6      |\n" in found
    assert "\n\n       First line\n       second line\n\n" in found
    assert re.search(r"\n       See also: router, wafer\n", found)


@needs_makeinfo
def test_an_info_manual_of_an_article(tmp_path: Path) -> None:
    """Every reference has its place, so that makeinfo has nothing to say."""
    built = Project(tmp_path, "rich").build("texinfo", nitpicky=True)
    assert built.warnings == ()
    text, complaints = manual(built.outdir, "rich")
    assert complaints == ""
    assert "Mixture of experts (MoE)\nsparse expert model\ngated experts\n" in text
    assert "          g(x) = \\operatorname{softmax}(W x)\n" in text
    assert re.search(r"^\* Batch size \(fab operations\): ", text, re.MULTILINE)


def squeezed(text: str) -> str:
    """A text without white space and line ends within words."""
    return re.sub(r"\s+|‐\n", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("builder", "file"),
    [
        ("text", "glossary.txt"),
        pytest.param("man", "hard.1", marks=needs_groff),
        pytest.param("texinfo", "hard.texi", marks=needs_makeinfo),
    ],
)
def test_nothing_that_is_hard_to_print_is_lost_or_runs_off_the_line(
    tmp_path: Path, builder: str, file: str
) -> None:
    """Commands of troff and Texinfo in texts do nothing; a table of fifteen columns is a list."""
    project = Project(tmp_path)
    hostile(project)
    built = project.build(builder, nitpicky=True)
    assert built.warnings == ()
    if builder == "man":
        text, complaints = shown(built.outdir / file)
        assert complaints == []
    elif builder == "texinfo":
        text, said = manual(built.outdir, "hard")
        assert said == ""
    else:
        text = (built.outdir / file).read_text(encoding="utf-8")
    plain = squeezed(text)
    assert [mark for mark in [*MARKS, LONG, SIGNS] if squeezed(mark) not in plain] == []
    assert re.search(r"column 3\W*: cell0x3$", text, re.MULTILINE)
    long = [line for line in text.splitlines() if len(line) > 80 and "abcdefghij" not in line]
    assert [line for line in long if not line.startswith("File: hard.info,")] == []
