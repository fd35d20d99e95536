"""Makes printed texts fit on paper: long words and long code divide, wide formulas shrink, scripts keep their direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxcontrib_aiglossary.markup.tex.portable import in_one_line

from .tables import fit_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_WORD: Final = 40
"""Longer words can be divided anywhere."""
_STEP: Final = 10
BREAK: Final = "\u200b"
"""Where a word can be divided; it is never seen."""
_LINES: Final = 200
"""Lines of one block of code: TeX holds a block in memory until it ends, and measures at most five meters."""
_BREAKABLE: Final = 200
"""A display formula of more characters is set as text, which is divided at its signs, if it has one line."""

_RE_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_RE_STEP = re.compile(rf"\S{{{_STEP}}}(?=\S)")
_RE_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_RTL = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_RE_RTL = re.compile(rf"([{_RTL}]+(?:[\s\d.,:;'-]+[{_RTL}]+)*)")
"""Words of a script that runs from right to left, with what stands between them."""


def fit(tree: nodes.Element) -> None:
    """Change the nodes of a glossary so that nothing of it runs off the page."""
    for block in list(tree.findall(nodes.literal_block)):
        _divide(block)
    for inline in tree.findall(nodes.math):
        _keep_on_line(inline)
    for formula in list(tree.findall(nodes.math_block)):
        formula.replace_self(_display(formula))
    for text in list(tree.findall(nodes.Text)):
        _fit_text(text)
    for table in list(tree.findall(nodes.table)):
        fit_table(table)


def raw(text: str) -> nodes.raw:
    """Return a node that only LaTeX prints."""
    return nodes.raw("", text, format="latex")


def with_breaks(text: str) -> str:
    """Return a text whose long words can be divided."""
    return _RE_LONG_WORD.sub(lambda word: _RE_STEP.sub(rf"\g<0>{BREAK}", word[0]), text)


def _fit_text(text: nodes.Text) -> None:
    """Let long words divide and words from right to left run that way; drop what TeX takes for control."""
    around = text.parent
    if isinstance(around, (nodes.raw, nodes.math)):
        return
    shown = _RE_CONTROL.sub("", text.astext())
    if isinstance(around, nodes.literal_block):
        around.rawsource = shown  # Sphinx highlights a block whose source is its text
        around.replace(text, nodes.Text(shown))
        return
    shown = with_breaks(shown)
    if shown != text or _RE_RTL.search(shown):
        around.replace(text, list(directed(shown)))


def directed(text: str) -> Iterator[nodes.Node]:
    """Yield a text as nodes that keep the direction of its scripts."""
    for number, part in enumerate(_RE_RTL.split(text)):
        if number % 2:
            yield raw(r"\aiglossaryrtl{")
            yield nodes.Text(part)
            yield raw("}")
        elif part:
            yield nodes.Text(part)


def _divide(block: nodes.literal_block) -> None:
    """Divide a long block of code into several."""
    lines = block.astext().split("\n")
    if len(lines) <= _LINES:
        return
    parts = []
    for start in range(0, len(lines), _LINES):
        part = block.copy()
        part.rawsource = "\n".join(lines[start : start + _LINES])
        part += nodes.Text(part.rawsource)
        parts.append(part)
    block.replace_self(parts)


def _keep_on_line(formula: nodes.math) -> None:
    """Put a space in place of a line break within a line, which would end the row of a table in Sphinx 8.2."""
    tex = formula.astext()
    if r"\\" in tex and (line := in_one_line(tex)) != tex:
        formula.children = []
        formula += nodes.Text(line)


def _display(formula: nodes.math_block) -> nodes.Node:
    tex = formula.astext()
    if len(tex) > _BREAKABLE and not re.search(r"\\begin|\\\\|&", tex):
        return nodes.paragraph("", "", nodes.math(tex, tex))
    return raw(f"\\aiglossarydisplay{{{tex}}}")
