"""Made-up texts in Markdown, reStructuredText and YAML."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .corpus import Block, Concept

_RE_INLINE = re.compile(r"`([^`]+)`|\$([^$]+)\$")


def markdown(block: Block, *, myst: bool = False) -> str:
    """Return a part of an article in Markdown; a heading within a glossary of MyST is a ``rubric``."""
    lines = block.lines
    match block.kind:
        case "heading":
            return f"~~~{{rubric}} {lines[0]}\n~~~" if myst else f"## {lines[0]}"
        case "points":
            return "\n".join(f"- {line}" for line in lines)
        case "table":
            rows = [f"| {line.replace('|', ' | ')} |" for line in lines]
            return "\n".join([rows[0], "| --- | --- | --- |", *rows[1:]])
        case "code":
            return "\n".join(["~~~python", *lines, "~~~"])
        case "formula":
            return f"$$\n{lines[0]}\n$$"
    return lines[0]


def rst(block: Block) -> str:
    """Return a part of an article in reStructuredText."""
    lines = [rst_inline(line) for line in block.lines]
    match block.kind:
        case "heading":
            return f".. rubric:: {lines[0]}"
        case "points":
            return "\n".join(f"- {line}" for line in lines)
        case "table":
            rows = [
                "\n".join(
                    f"{'     ' if number else '   * '}- {cell}" for number, cell in enumerate(line.split("|"))
                )
                for line in lines
            ]
            return "\n".join([".. list-table::", "   :header-rows: 1", "", *rows])
        case "code":
            return "\n".join([".. code-block:: python", "", *(f"   {line}" for line in block.lines)])
        case "formula":
            return f".. math::\n\n   {block.lines[0]}"
    return lines[0]


def rst_inline(text: str) -> str:
    """Return a line of Markdown in reStructuredText."""
    return _RE_INLINE.sub(lambda found: f"``{found[1]}``" if found[1] else f":math:`{found[2]}`", text)


def rst_entry(concept: Concept, *, brief: bool) -> str:
    """Return an entry of a hand-written glossary, as it stands within the directive."""
    parts = [rst_inline(concept.definition), *(() if brief else map(rst, concept.article))]
    return "\n".join([*concept.names, indent("\n\n".join(parts), "   "), ""])


def myst_entry(concept: Concept) -> str:
    """Return an entry of a glossary hand-written in MyST, as it stands within the directive."""
    parts = [concept.definition, *(markdown(block, myst=True) for block in concept.article)]
    return "\n".join([*concept.names, indent("\n\n".join(parts), "   "), ""])


def mkdocs_entry(concept: Concept) -> str:
    """Return an entry of a definition list, as mkdocs-ezglossary reads it: one name each."""
    parts = [concept.definition, *map(markdown, concept.article)]
    body = indent("\n\n".join(parts), "    ").lstrip()
    return f"term:{concept.term}\n:   {body}\n"


def yaml(concepts: Iterable[Concept]) -> str:
    """Return concepts as a YAML source, its texts as an author writes them."""
    lines = ["concepts:"]
    for concept in concepts:
        lines += [f"- term: {concept.term}"]
        lines += [f"  abbreviations: [{concept.abbreviation}]"] if concept.abbreviation else []
        lines += [f"  synonyms: [{', '.join(concept.synonyms)}]"]
        lines += ["  definition: |-", indent(concept.definition, "    ")]
        lines += ["  article: |-", indent("\n\n".join(map(markdown, concept.article)), "    ")]
    return "\n".join(lines) + "\n"
