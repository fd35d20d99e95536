"""What other tools read and Sphinx does not: definitions behind a colon, and abbreviations that a page declares."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.warnings_ import warn
from sphinxcontrib_aiglossary.problems import Kind

from .page_metadata import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

_RE_MARKED = re.compile(r"[:~][ \t]+\S")
_RE_ABBREVIATION = re.compile(r"\*\[[^\]\n]+\]:[ \t]+\S")
_BESIDE = "or write a definition list under {.glossary}, which takes one term each"
_FIELD = "abbreviations"
_DIRECTIVE = "use the directive glossary, which takes several terms for one definition indented below them"


def warn_of_colon_lines(env: BuildEnvironment, document: nodes.document) -> None:
    """Warn of each hand-written glossary in which a definition behind a colon became a term or a paragraph."""
    docname = env.docname
    for glossary in document.findall(addnodes.glossary):
        if marked := [term for term in glossary.findall(nodes.term) if _RE_MARKED.match(term.rawsource)]:
            first, more = marked[0].rawsource, _more(len(marked) - 1)
            advice = "indent the definition below its term, without a mark"
            if not _is_rst(env, docname):
                advice += f", {_BESIDE}"
            source = marked[0].source or env.doc2path(docname)
            line = _line_of(first, Path(source)) or marked[0].line or 1
            warn(Kind.GLOSSARY, f"{first!r} is read as a term{more}; {advice}", f"{source}:{line}")
    for text, number, others in _stacked(document):
        message = f"{text!r} is read as text{_more(others)}, where the list under {{.glossary}} ends: it takes one term each"
        warn(Kind.GLOSSARY, f"{message}; {_DIRECTIVE}", (docname, number))


def warn_of_abbreviations(env: BuildEnvironment, document: nodes.document) -> None:
    """Warn of the abbreviations that a page declares for other tools of Markdown, once for each form."""
    docname = env.docname
    advice = "name them in a YAML source, as abbreviations of a concept"
    with suppress(ValueError):
        if isinstance(json.loads(env.metadata.get(docname, {}).get(_FIELD, "")), dict):
            message = f"the field {_FIELD} of a page is not read; {advice}"
            warn(Kind.GLOSSARY, message, (docname, line_of(env, docname, f"{_FIELD}:")))
    if _is_rst(env, docname):
        return
    found = [
        (line, (paragraph.line or 1) + number)
        for paragraph in document.findall(nodes.paragraph)
        for number, line in enumerate(_plain(paragraph).split("\n"))
        if _RE_ABBREVIATION.match(line)
    ]
    if found:
        (text, number), more = found[0], _more(len(found) - 1)
        warn(Kind.GLOSSARY, f"{text!r} is read as text{more}; {advice}", (docname, number))


def _plain(paragraph: nodes.paragraph) -> str:
    """Return the text of a paragraph, with a sign for all that is marked up."""
    return "".join(child if isinstance(child, nodes.Text) else "\ufffc" for child in paragraph.children)


def _more(number: int) -> str:
    return f", and {number} more like it" if number else ""


def _is_rst(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether a document is reStructuredText, which has no other form of a glossary."""
    path = str(env.doc2path(docname))
    return any(
        kind == "restructuredtext" and path.endswith(end) for end, kind in env.config.source_suffix.items()
    )


def _line_of(text: str, path: Path) -> int:
    """Return the line of a text in a file: within a directive, MyST counts from its beginning."""
    with path.open(encoding="utf-8-sig", errors="replace") as source:
        return next((number for number, line in enumerate(source, 1) if line.strip() == text.strip()), 0)


def _stacked(document: nodes.document) -> Iterator[tuple[str, int, int]]:
    """Yield for each list under ``{.glossary}`` the first marked line that became text, its line, and how many follow.

    MyST makes a paragraph of several lines of terms, as it reads one term for each definition, and ends the list there.
    """
    for start in document.findall(nodes.Element):
        if (
            "glossary" not in start["classes"]
            or not _is_of_list(start)
            or isinstance(start.parent, addnodes.glossary)
        ):
            continue
        found: list[tuple[str, int]] = []
        node: nodes.Node | None = start
        while isinstance(node, nodes.Element) and _is_of_list(node):
            if node is not start and "glossary" in node["classes"]:
                break
            found += _marked(node)
            node = node.next_node(descend=False, siblings=True, ascend=False)
        if found:
            yield (*found[0], len(found) - 1)


def _is_of_list(node: nodes.Element) -> bool:
    """Tell whether a node is a definition list of MyST, or a paragraph, which MyST may have made of a part of it."""
    return isinstance(node, nodes.paragraph) or (
        isinstance(node, nodes.definition_list) and "myst" in node["classes"]
    )


def _marked(node: nodes.Element) -> Iterator[tuple[str, int]]:
    """Yield the marked line below the terms of a paragraph, with its number."""
    lines = node.astext().split("\n") if isinstance(node, nodes.paragraph) else []
    for number, line in enumerate(lines):
        if number and _RE_MARKED.match(line):
            yield line, (node.line or 1) + number
            return
