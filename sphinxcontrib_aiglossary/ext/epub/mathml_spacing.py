"""The thin spaces around names of functions, which docutils leaves to the reader's program and few programs set."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

APPLY: Final = "\u2061"
"""The invisible sign between a function and what it is applied to."""

_ROWS: Final = ("math", "menclose", "mpadded", "mphantom", "mrow", "msqrt", "mstyle", "mtd")
_SCRIPTS: Final = ("msub", "msup", "msubsup", "munder", "munderover")
_OPENING: Final = ("(", "[", "{", "|", "\u2016", "\u27e8", "\u230a", "\u2308")
_CLOSING: Final = (")", "]", "}", "|", "\u2016", "\u27e9", "\u230b", "\u2309", "!")


def space_functions(row: ET.Element) -> None:
    """Insert the spaces in an element and all below it."""
    spaced: list[ET.Element] = []
    children = list(row)
    for number, child in enumerate(children):
        space_functions(child)
        before = children[number - 1] if number else None
        after = children[number + 1 :]
        applied = bool(after) and after[0].text == APPLY
        if (
            before is not None
            and before.text != APPLY
            and _is_function(child, applied=applied)
            and _ends_operand(before)
        ):
            spaced.append(_space())
        spaced.append(child)
        named = child.text == APPLY or (_is_function(child, applied=False) and not applied)
        if named and after and _begins_operand(after[0]):
            spaced.append(_space())
    if row.tag not in _ROWS:  # elsewhere the number of children has a meaning
        return
    row[:] = spaced


def _is_function(element: ET.Element, *, applied: bool) -> bool:
    base = element[0] if element.tag in _SCRIPTS and len(element) else element
    name = base.text or ""
    upright = len(name) > 1 and name.isalpha() and "mathvariant" not in base.attrib
    return base.tag == "mi" and (applied or (upright and element is not base))


def _begins_operand(element: ET.Element) -> bool:
    first = element[0] if element.tag == "mrow" and len(element) else element
    return first.tag not in {"mo", "mspace"} and not (first.text or "").startswith(_OPENING)


def _ends_operand(element: ET.Element) -> bool:
    last = element[-1] if element.tag == "mrow" and len(element) else element
    return last.tag != "mspace" and (last.tag != "mo" or (last.text or "") in _CLOSING)


def _space() -> ET.Element:
    return ET.Element("mspace", width="0.17em")
