r"""Scripts of symbols with accents and braces, which docutils puts where the accent should be.

It makes ``x`` with ``i`` below and a hat above of ``\hat x_i``, and a subscript of what stands below a brace. Tried with
docutils 0.20.1, 0.21.2 and 0.22.4.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

_ACCENTS: Final = frozenset("^ˆ~˜¯ˉ‾_ˇ˘˙¨´`′˚→←↔⃗⃛⃜⏞⏟⎴⎵⏜⏝")
_BRACES: Final = {"msub": ("munder", "⏟"), "msup": ("mover", "⏞")}


_BARS: Final = {"mover": "\u203e", "munder": "_"}


def place_scripts(parent: ET.Element) -> None:
    """Put the scripts in an element and all below it where TeX has them."""
    for number, child in enumerate(list(parent)):
        place_scripts(child)
        if child.tag in _BARS and child[1].tag == "mo" and child[1].text == "_":
            child[1].text = _BARS[child.tag]
            child[1].set("stretchy", "true")
        tag, brace = _BRACES.get(child.tag, ("", ""))
        if child.tag == "munderover" and not _has_limits(child[0]):
            parent[number] = _parted(child)
        elif child.tag == "msup" and child[0].tag == "msub" and child[0][0].tag == "mover":
            parent[number] = _element("msubsup", *child[0], child[1])
        elif tag and child[0].tag == tag and _sign(child[0][-1]) == brace:
            child.tag = tag


def _has_limits(base: ET.Element) -> bool:
    """Tell whether what stands below and above belongs there, as with a sum."""
    return base.tag == "mo" or "movablelimits" in base.attrib


def _parted(element: ET.Element) -> ET.Element:
    """Return a symbol with one accent and one script."""
    base, below, above = element
    if _sign(above) in _ACCENTS:
        inner, outer, script = _element("mover", base, above), "msub", below
        inner.set("accent", "true")
    elif _sign(below) in _ACCENTS:
        inner, outer, script = _element("munder", base, below), "msup", above
    else:
        return element
    # The lower side of a brace, and the upper one, are no places for scripts
    tag, brace = _BRACES[outer]
    return _element(tag if _sign(inner[-1]) == brace else outer, inner, script)


def _element(tag: str, *children: ET.Element) -> ET.Element:
    made = ET.Element(tag)
    made.extend(children)
    return made


def _sign(element: ET.Element) -> str:
    """Return the sign that an element is made of; nothing for several."""
    inner = element[0] if element.tag == "mstyle" and len(element) == 1 else element
    return (inner.text or "") if inner.tag == "mo" else ""
