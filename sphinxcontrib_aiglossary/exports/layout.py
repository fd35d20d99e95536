"""What the writers of reST and Markdown lay out alike: lines, lists, formulas."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Origin

_RE_SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_RE_BREAK = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return _RE_SPACE.sub(" ", text)


def unbroken(text: str) -> str:
    """Return a text whose only line breaks are line feeds: docutils breaks at others, too."""
    return _RE_BREAK.sub(" ", text)


def hang(marker: str, text: str) -> str:
    r"""Return a text behind a marker, its other lines indented to the first.

    >>> hang("-", "a\nb")
    '- a\n  b'
    """
    return f"{marker} {textwrap.indent(text, ' ' * (len(marker) + 1)).lstrip()}".rstrip()


def stack(items: Sequence[str]) -> str:
    """Return the items of a list below each other, with air between them if one has several lines."""
    return ("\n\n" if any("\n" in item for item in items) else "\n").join(items)


def formula_lines(formula: str) -> str:
    """Return a displayed formula without blank lines, which end a formula in TeX and split one in Sphinx."""
    return textwrap.dedent("\n".join(line.rstrip() for line in formula.splitlines() if line.strip()))


def inline_formula(formula: str) -> str:
    """Return a formula in one line that can be followed by any delimiter: TeX's escaped space at its end is kept."""
    formula = one_line(formula).strip()
    return f"{formula} {{}}" if (len(formula) - len(formula.rstrip("\\"))) % 2 else formula


def place(origin: Origin) -> str:
    """Return file name and line of an origin: what a folder was called on one machine says nothing on another."""
    return str(replace(origin, path=origin.path.rpartition("/")[2]))
