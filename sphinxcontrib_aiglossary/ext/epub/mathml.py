"""Formulas as MathML, which EPUB readers set without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import docutils
from docutils.utils.math import latex2mathml

from sphinxcontrib_aiglossary.markup.tex.portable import portable

from .mathml_scripts import place_scripts
from .mathml_spacing import APPLY, space_functions
from .mathml_tex import plain, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"

_RE_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_STYLE: Final[tuple[str, ...]] = ("displaystyle", "scriptlevel")
"""Attributes that MathML Core allows everywhere, and MathML 3, by which EPUB is checked, on a few elements."""
_CHILDREN: Final = dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2) | dict.fromkeys(
    ("msubsup", "munderover"), 3
)
"""How many children an element must have."""
_CELLS: Final = {"mtable": "mtr", "mtr": "mtd"}
_STYLED: Final = {"math": {"displaystyle"}, "mstyle": set(_STYLE), "mtable": {"displaystyle"}}


def mathml(formula: str, *, display: bool = False) -> str | None:
    """Return a formula as XHTML: one ``math`` element, in a display formula one for each part.

    Args:
        formula: TeX as MathJax takes it, also with environments, labels and blank lines.
        display: whether it stands in a block of its own.

    Returns:
        ``None`` if there is something in it that the converter does not know.
    """
    texts = _RE_BLANK_LINE.split(formula) if display else [formula]
    found = [
        _converted(portable(text, display=display), text.strip(), display) for text in texts if text.strip()
    ]
    return "".join(each or "" for each in found) if found and all(found) else None


def _converted(formula: str, written: str, display: bool) -> str | None:  # noqa: FBT001 - the caller names it
    for text in _attempts(formula):
        try:
            root = ET.fromstring(_docutils_mathml(text, display=display))  # noqa: S314 - docutils wrote it
            if all(map(_is_sound, root.iter())):
                return _finished(root, written)
        except Exception:  # noqa: BLE001, S112 - whatever stops the converter, the reader gets the formula as text
            continue
    return None


def _attempts(formula: str) -> Iterator[str]:
    """Yield a formula as the converter should take it, then with less of its looks, which would do too."""
    first = translated(formula)
    yield first
    yield plain(first)


def _docutils_mathml(formula: str, *, display: bool) -> str:
    """Return what docutils makes of a formula.

    The module is "provisional": tried with docutils 0.20.1, where the argument had another name, 0.21.2 and 0.22.4.
    All of them write an entity that XML does not know.
    """
    convert: Any = latex2mathml.tex2mathml
    old = docutils.__version_info__ < (0, 21)
    found = convert(formula, inline=not display) if old else convert(formula, as_block=display)
    return str(found).replace("&ApplyFunction;", APPLY).replace(f' xmlns="{NAMESPACE}"', "")


def _is_sound(element: ET.Element) -> bool:
    """Tell whether an element has the children it must have; docutils does not count them."""
    tags = [child.tag for child in element]
    return len(tags) == _CHILDREN.get(element.tag, len(tags)) and set(tags) <= {
        _CELLS.get(element.tag, tag) for tag in tags
    }


def _finished(root: ET.Element, written: str) -> str:
    """Return the element as EPUBCheck accepts it, with the TeX for readers that do not know MathML."""
    for element in root.iter():
        if element.tag != "mtext":
            element.text = (element.text or "").strip()
        element.tail = None
    place_scripts(root)
    space_functions(root)
    _wrap_styles(root)
    root.set("xmlns", NAMESPACE)
    root.set("alttext", " ".join(written.split()))
    return ET.tostring(root, encoding="unicode")


def _wrap_styles(parent: ET.Element) -> None:
    for number, child in enumerate(list(parent)):
        _wrap_styles(child)
        allowed = _STYLED.get(child.tag, set())
        if moved := {
            name: child.attrib.pop(name) for name in _STYLE if name in child.attrib and name not in allowed
        }:
            style = ET.Element("mstyle", moved)
            style.append(child)
            parent[number] = style
