"""PDFs as readers get them: compiled with the programs of the machine, and read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

needs_tex = pytest.mark.skipif(
    not all(map(shutil.which, ("latexmk", "xelatex", "xindy", "pdftotext"))), reason="TeX is not installed"
)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A compiled PDF."""

    path: Path
    log: str

    def read(self, program: str, *options: str) -> str:
        """The output of one of poppler's programs; of ``pdftotext`` the text."""
        output = ["-"] if program == "pdftotext" else []
        command = [program, *options, self.path.name, *output]
        return subprocess.run(command, cwd=self.path.parent, capture_output=True, check=True).stdout.decode()

    @property
    def text(self) -> str:
        """The words, where they stand on the pages."""
        return self.read("pdftotext", "-layout")

    def too_wide(self, least: float) -> list[str]:
        """The boxes that stick out of the text by more than some points."""
        widths = re.findall(r"Overfull \\hbox \(([\d.]+)pt", self.log)
        return [width for width in widths if float(width) > least]


def compiled(folder: Path, name: str = "paper") -> Paper:
    """Compile a PDF as ``make latexpdf`` does it.

    Args:
        folder: what the builder ``latex`` has left.
        name: the name of the PDF, without its ending.
    """
    options = "LATEXMKOPTS=-interaction=batchmode -halt-on-error"
    done = subprocess.run(["make", f"{name}.pdf", options], cwd=folder, capture_output=True, check=False)
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert done.returncode == 0, log[-3000:]
    return Paper(path=folder / f"{name}.pdf", log=log)
