"""What stands within a paragraph as Markdown: text, emphasis, code, formulas and links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.exports.layout import inline_formula, one_line, unbroken
from sphinxcontrib_aiglossary.exports.myst_writer import escape, fence
from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex.dollars import is_formula
from sphinxcontrib_aiglossary.markup.tex.portable import portable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Address = Callable[[nodes.Element], str]
"""Where a link leads, as it is to be written; an empty text makes it no link."""

_MARKS: Final = ((nodes.strong, "**"), (nodes.emphasis, "*"), (nodes.title_reference, "*"))
_NOTHING: Final = (nodes.Invisible, nodes.raw, nodes.system_message, nodes.problematic)
_RE_UNSAFE = re.compile(r"[\s<>\\]")
_RE_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


class _Piece(NamedTuple):
    """Markdown that stands between marks; they are written where Markdown would read them as such."""

    text: str
    mark: str = ""


def inline(content: Iterable[nodes.Node], address: Address) -> str:
    """Return the Markdown of a line.

    Args:
        content: nodes that may stand in a paragraph; of others the words are kept.
        address: see :data:`Address`.
    """
    pieces = list(_pieces(content, address))
    line = ""
    for number, (text, mark) in enumerate(pieces):
        after = pieces[number + 1].text if number + 1 < len(pieces) and not pieces[number + 1].mark else ""
        blocked = number + 1 < len(pieces) and bool(pieces[number + 1].mark)
        marked = mark and not blocked and _opens(line, text) and _closes(text, after)
        line += f"{mark}{text}{mark}" if marked else text
    return line


def words(text: str) -> str:
    """Return a text in one line, with nothing in it that Markdown would read as markup."""
    return escape(one_line(text))


def _pieces(content: Iterable[nodes.Node], address: Address) -> Iterator[_Piece]:
    for node in content:
        mark = next((mark for kind, mark in _MARKS if isinstance(node, kind)), "")
        if mark and isinstance(node, nodes.Element):
            before, text, after = _edges(inline(node.children, address))
            yield from (piece for piece in (_Piece(before), _Piece(text, mark), _Piece(after)) if piece.text)
        elif text := _plain(node, address):
            yield _Piece(text)


def _plain(node: nodes.Node, address: Address) -> str:
    """Return the Markdown of a node that needs no look at its neighbours."""
    if isinstance(node, (nodes.Text, addnodes.desc_signature)):
        # Signatures add their own parentheses and commas
        return words(node.astext())
    if not isinstance(node, nodes.Element) or isinstance(node, (*_NOTHING, nodes.image)):
        return words(str(node.get("alt", ""))) if isinstance(node, nodes.image) else ""
    if isinstance(node, nodes.literal):
        return _code(unbroken(node.astext()).replace("\n", " "))
    if isinstance(node, (nodes.math, nodes.math_block)):
        return _formula(node.astext())
    if isinstance(node, nodes.reference) or node.tagname == "pending_xref":
        return _link(node, address)
    return inline(node.children, address)


def _link(node: nodes.Element, address: Address) -> str:
    text, target = inline(node.children, address), address(node)
    if not target or not text.strip():
        return text
    before, text, after = _edges(text)
    target = _RE_UNSAFE.sub(lambda found: quote(found[0]), target)
    return f"{before}[{text}](<{target}>){after}"


def _code(text: str) -> str:
    if not text.strip():
        return text
    ticks = fence(text, 1)
    pad = " " if text.startswith("`") or text.endswith("`") or text[0] == text[-1] == " " else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _formula(text: str) -> str:
    """Return a formula between dollar signs; as code, what would not be read as one."""
    formula = inline_formula(text)
    if is_formula(formula) and tex.fault(portable(formula, display=False)) is None:
        return f"${formula}$"
    return _code(formula)


def _edges(text: str) -> tuple[str, str, str]:
    found = _RE_EDGES.fullmatch(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def _opens(before: str, text: str) -> bool:
    """Tell whether a mark between two texts opens emphasis (CommonMark, "left-flanking")."""
    return not before.endswith("*") and (_is_gap(before[-1:]) or not _is_punctuation(text[:1]))


def _closes(text: str, after: str) -> bool:
    """Tell whether a mark between two texts closes emphasis (CommonMark, "right-flanking")."""
    return _is_gap(after[:1]) or not _is_punctuation(text[-1:])


def _is_gap(char: str) -> bool:
    return not char or char.isspace() or _is_punctuation(char)


def _is_punctuation(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"
