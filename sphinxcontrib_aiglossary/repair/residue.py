"""What exports and web pages leave behind in a text: doubled quotes, script ends, entities, wrong encodings."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.model import Repair

if TYPE_CHECKING:
    from collections.abc import Callable

AROUND: Final = 30
"""Characters kept on either side of a repair, so that it can be found."""

# the end of the script call that carried the text: `…text.');`, `…text."});`
_RE_SCRIPT_END = re.compile(r"""\s*['"`]\s*[)\]}]+\s*;\s*\Z""")
# a call whose string is still open: `print('`; then the end belongs to code that was cut
_RE_OPEN_CALL = re.compile(r"""\w\(\s*['"`][^'"`\n]*\Z""")
# `""cuda""`: quotes doubled by a CSV export; not the empty string `""` and not `\"""` of a docstring
_RE_DOUBLED = re.compile(r'""(?<!""")(?P<text>[^"\n]{1,400}?)""(?!")')
# `&lt;`, `&amp;`, `&#39;`, `&nbsp;`
_RE_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});")
# UTF-8 read as Windows-1252: two or three characters that never stand together otherwise
_RE_MOJIBAKE = re.compile(
    '[ÂÃ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â[€‚„†‰ˆ™š][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"]'
)


def clean(text: str, repairs: list[Repair]) -> str:
    """Return the text without residue; every change is added to ``repairs``."""
    text = text.replace("\r\n", "\n")
    text = _script_end(text, repairs)
    # whether a sign stands anywhere is far cheaper to ask than where an expression matches
    if '""' in text:
        text = _replace(text, _RE_DOUBLED, lambda m: f'"{m["text"]}"', "quote-doubling", repairs)
    if "&" in text:
        text = _replace(
            text, _RE_ENTITY, lambda m: html.unescape(m[0]).replace("\xa0", " "), "entity", repairs
        )
    if any(sign in text for sign in "ÂÃâ"):
        text = _replace(text, _RE_MOJIBAKE, _redecode, "encoding", repairs)
    return text


def _script_end(text: str, repairs: list[Repair]) -> str:
    """Cut the end of a script call off, unless the call began in the text."""
    if not text.rstrip().endswith(";"):
        return text
    start = max(0, len(text) - 200)
    found = _RE_SCRIPT_END.search(text, start)
    if not found or text.count("```") % 2 or _RE_OPEN_CALL.search(text, start, found.start()):
        return text
    cut = found.start()
    repairs.append(
        Repair(kind="residue", before=text[max(0, cut - AROUND) :], after=text[max(0, cut - AROUND) : cut])
    )
    return text[:cut]


def _replace(
    text: str,
    pattern: re.Pattern[str],
    new: Callable[[re.Match[str]], str],
    kind: str,
    repairs: list[Repair],
) -> str:
    """Replace every match; each change is noted as the text stands when it is its turn."""
    done = ""  # the end of what is already replaced
    pieces: list[str] = []
    position = 0
    for found in pattern.finditer(text):
        after = new(found)
        piece = text[position : found.start()]
        position = found.end()
        pieces += [piece, after]
        done = (done + piece)[-AROUND:]
        if after != found[0]:
            behind = text[position : position + AROUND]
            repairs.append(Repair(kind=kind, before=done + found[0] + behind, after=done + after + behind))
        done += after
    return "".join([*pieces, text[position:]])


def _redecode(found: re.Match[str]) -> str:
    """Decode UTF-8 that was read as Windows-1252; what is none stays."""
    if found[0] == 'â€"':  # a dash, whose last byte was a curly quote and became a straight one
        text, at = found.string, found.start()
        return "–" if text[at - 1 : at].isdigit() else "—"
    try:
        return b"".join(_byte(char) for char in found[0]).decode("utf-8")
    except UnicodeError:
        return found[0]


def _byte(char: str) -> bytes:
    """Return the byte that a character was made from; five bytes have no character in Windows-1252."""
    return char.encode("latin-1" if char < "\xa0" else "cp1252")
