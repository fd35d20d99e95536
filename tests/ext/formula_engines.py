"""What says whether a formula is valid: the programs that set it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from building import Project
from sphinx.util.math import wrap_displaymath

if TYPE_CHECKING:
    from collections.abc import Sequence

Formula = tuple[str, bool]
"""Between its dollar signs, and whether it is displayed."""

ENGINES: Final = ("pdflatex", "xelatex", "lualatex")
NPM: Final = Path(__file__).parents[2] / ".npm" / "node_modules"
MATHJAX: Final = {"3": NPM / "mathjax", "4": NPM / "mathjax-4"}
_LIMIT: Final = 600
"""Seconds for one run, which takes a few."""
_RE_ERROR = re.compile(r"^! .*|^.*Fatal error.*", re.MULTILINE)


class Engine:
    """A TeX engine with what Sphinx and our package load in a PDF of it."""

    def __init__(self, name: str, folder: Path, characters: str) -> None:
        """Build a PDF's sources for the sake of their preamble.

        Args:
            name: one of ``ENGINES``.
            folder: an empty folder.
            characters: characters beyond ASCII that formulas may hold.
        """
        self._name = name
        project = Project(folder)
        project.write(
            "conf.py",
            "project = 'Paper'\nextensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n",
        )
        letters = "".join(f"{{{char}}}" for char in characters)
        project.write("terms.yaml", f"concepts:\n- term: Letters\n  definition: All are ${letters}$.\n")
        project.write("index.rst", "Root\n====\n\n.. aiglossary::\n   :show: all\n")
        built = project.build("latex", latex_engine=name)
        self._folder = built.outdir
        source = (self._folder / "paper.tex").read_text(encoding="utf-8")
        self._head = source[: source.index("\\begin{document}")].replace("\\makeindex", "")
        self.runs = 0

    def failures(self, formulas: Sequence[Formula]) -> list[tuple[Formula, str]]:
        """Return the formulas at which the engine stops, each with what it says."""
        if not formulas or (said := self._stops(formulas)) is None:
            return []
        if len(formulas) == 1:
            return [(formulas[0], said)]
        half = len(formulas) // 2
        return self.failures(formulas[:half]) + self.failures(formulas[half:])

    def _stops(self, formulas: Sequence[Formula]) -> str | None:
        """Return what the engine says where it stops, or ``None`` if it sets all formulas."""
        self.runs += 1
        body = "".join(f"{number}: {_set(*formula)}\n\n" for number, formula in enumerate(formulas))
        text = f"{self._head}\\begin{{document}}\n{body}\\end{{document}}\n"
        (self._folder / "try.tex").write_text(text, encoding="utf-8")
        draft = [] if self._name == "xelatex" else ["-draftmode"]
        draft = ["-no-pdf"] if self._name == "xelatex" else draft
        command = [self._name, "-interaction=nonstopmode", "-halt-on-error", *draft, "try.tex"]
        done = subprocess.run(
            command,
            cwd=self._folder,
            capture_output=True,
            check=False,
            timeout=_LIMIT,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode == 0:
            return None
        log = (self._folder / "try.log").read_text(encoding="utf-8", errors="replace")
        found = _RE_ERROR.search(log)
        return log[found.start() : found.end() + 300] if found else log[-500:]


def _set(formula: str, display: bool) -> str:  # noqa: FBT001 - the two parts of a formula
    """Return a formula as the PDFs of Sphinx and ours have it, in all the places where one may stand."""
    if display:
        plain = wrap_displaymath(formula, None, False)  # noqa: FBT003 - Sphinx's own signature
        return f"{plain}\n\\begin{{itemize}}\\item\\aiglossarydisplay{{{formula}}}\\end{{itemize}}"
    cell = f"\\begin{{tabular}}{{p{{5cm}}l}}\\raggedright \\({formula}\\)&\\({formula}\\)\\\\\\end{{tabular}}"
    return f"\\begin{{itemize}}\\item\\({formula}\\)\\end{{itemize}}\n\n{cell}"


def mathjax_failures(version: str, formulas: Sequence[Formula]) -> list[tuple[Formula, str]]:
    """Return the formulas of which MathJax shows an error, each with that error; wrapped as Sphinx wraps them."""
    texts = [
        (f"\\begin{{split}}{text}\\end{{split}}" if display and r"\\" in text else text, display)
        for text, display in formulas
    ]
    command = ["node", str(Path(__file__).parent / "mathjax.cjs"), version, str(MATHJAX[version])]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, check=True, encoding="utf-8", timeout=_LIMIT
    )
    answers = json.loads(done.stdout)
    return [(formula, said) for formula, said in zip(formulas, answers, strict=True) if said]


def missing() -> list[str]:
    """Return the programs that are not installed."""
    lacking = [name for name in (*ENGINES, "node") if shutil.which(name) is None]
    return lacking + [f"MathJax {version}" for version, folder in MATHJAX.items() if not folder.is_dir()]
