"""The LaTeX package of printed glossaries, which only a PDF that prints one loads."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxcontrib_aiglossary.ext.warnings_ import warn
from sphinxcontrib_aiglossary.problems import Kind

from .fitting import BREAK
from .index import aiglossary_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

NAME: Final = "aiglossary"
_FILE: Final = Path(__file__).parent / f"{NAME}.sty"
_ASCII: Final = 128
_SHOWN: Final = 12

_RE_CODE = re.compile(r"\b([0-9A-F]{4,5})\b")


def remove_package(app: Sphinx) -> None:
    """Remove what an earlier build has left; no PDF loads it until one prints a glossary."""
    (Path(app.outdir) / _FILE.name).unlink(missing_ok=True)


def load_package(app: Sphinx, printed: Sequence[nodes.Element]) -> None:
    """Let the PDF that is being made load the package if it prints a glossary, and no other PDF.

    Tried with Sphinx 8.2.3 and 9.0.4: the builder reads this list of the registry for each PDF anew, after the
    post-transforms of its tree.
    """
    packages = app.registry.latex_packages_after_hyperref
    packages[:] = [package for package in packages if package[0] != NAME]
    if not printed:
        return
    texts, formulas = _characters(printed)
    options = ",".join(f"{'m' * (char in formulas)}{ord(char):04X}" for char in sorted(texts | formulas))
    packages.append((NAME, options or None))
    shutil.copyfile(_FILE, Path(app.outdir) / _FILE.name)
    if app.config.latex_engine == "pdflatex":
        _say_lost(sorted(texts | formulas))


def _characters(printed: Iterable[nodes.Element]) -> tuple[set[str], set[str]]:
    """Return the characters beyond ASCII of texts and of formulas."""
    texts = {BREAK}
    formulas: set[str] = set()
    for tree in printed:
        for text in tree.findall(nodes.Text):
            in_formula = isinstance(text.parent, (nodes.math, nodes.raw))
            (formulas if in_formula else texts).update(text)
        for index in tree.findall(aiglossary_index):
            texts.update(*(text for row in index["rows"] for text in (row.text, row.says, row.see)))
    return {char for char in texts if ord(char) >= _ASCII}, {char for char in formulas if ord(char) >= _ASCII}


def _say_lost(characters: Iterable[str]) -> None:
    """Warn of the characters that pdflatex cannot print."""
    lost = [char for char in characters if not _is_known(char)]
    if lost:
        shown = " ".join(map(_shown, lost[:_SHOWN])) + (" …" if len(lost) > _SHOWN else "")
        warn(
            Kind.CHARACTER,
            f"pdflatex prints an empty box for {len(lost)} characters of the glossary ({shown}); "
            "write latex_engine = 'xelatex' in conf.py",
            None,
        )


def _shown(char: str) -> str:
    """Return a character as a message may hold it: not one that ends its line, or turns it around."""
    return char if char.isprintable() else f"U+{ord(char):04X}"


def _is_known(char: str) -> bool:
    """Tell whether pdflatex sets a character: LaTeX itself knows those of Western and Central European languages."""
    code = f"{ord(char):04X}"
    return "\u00a0" <= char <= "\u017f" or char in "‐‑‒–—‘’‚“”„†‡•…‰‹›€™∞" or code in _codes()


@cache
def _codes() -> frozenset[str]:
    """Return the numbers of the characters that the package has something for."""
    return frozenset(_RE_CODE.findall(_FILE.read_text(encoding="utf-8")))
