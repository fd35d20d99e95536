"""A body cut into its blocks, and blocks joined to Markdown: fences and display math first, then tables, then prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from . import code, lines, tables
from .model import Part
from .scanning import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_aiglossary.model import Repair

_RE_MARK = re.compile(
    r"(?P<fence>`{3,})(?P<word>[\w+#.-]*)"
    r"|(?P<inline>(?<!`)`[^`\n]+`(?!`))"
    r"|(?P<math>(?<!\\)\$\$)"
    r"|(?P<bracket>(?<!\\)\\\[)"
)
_RE_FIRST = re.compile(r"[`$\\]")
_RE_MATH_END = re.compile(r"(?<!\\)\$\$")
_RE_BRACKET_END = re.compile(r"(?<!\\)\\\]")
_RE_FENCE_END = re.compile(r"`{3,}")
_RE_FENCE_END_LINE = re.compile(r"\n[ \t]*`{3,}")
_RE_WORD = re.compile(r"\w")
# prose that no formula and no code holds: the block was never closed
_RE_PROSE = re.compile(r"\s\*\*[^*\n]{1,120}\*\*:?\s+-\s|\n\s*-\s+\*\*|\s-\s+\*\*[^*\n]{1,80}\*\*")
_RE_PROSE_IN_MATH = re.compile(r"\n- |\n\*\*|\s\*\*(?=\S)|\n#{1,6} ")
# `\(x_1\)`; the content must look like a formula
_RE_PAREN = re.compile(r"(?<!\\)\\\(\s*(?P<formula>[^\n$]{1,400}?)\s*\\\)")
_RE_FORMULA = re.compile(r"\\[A-Za-z]|[_^={}+]|^\s*[A-Za-z0-9]\s*$")
# the second half of `\nabla`, `\neq`, `\nu`, which a line break cut
_RE_CUT_NAME = re.compile(r"(?:abla|eq|u|otin|i|eg|earrow|warrow|mid|exists)(?![A-Za-z])[^$]*\$")
# the text breaks off here: an operator, an opening bracket, a comma, an index without its letter
_RE_BROKEN_OFF = re.compile(r"[,(\[{=+_^&/\\|<]\s*\Z")


LONGEST: Final = 20_000
"""No display formula is longer; keeps a stray sign from a search through the whole text."""
_SOON: Final = 400
"""Within so many characters a formula shows what it is."""
UNCLOSED_FENCE: Final = "a code block is never closed; it ends where prose begins again or with the text"
UNCLOSED_MATH: Final = "a display formula is never closed; what stood behind it is not known"
BROKEN_OFF: Final = "the text breaks off; what followed is not known"


def split(text: str, repairs: list[Repair]) -> tuple[list[Part], list[str]]:
    """Return the parts of a body and what is said of its gaps.

    Args:
        text: the body, flattened or in lines, or both.
        repairs: takes the pipes escaped in tables.
    """
    parts: list[Part] = []
    losses: list[str] = []
    chunks = list(_chunks(_rejoined(text), losses))
    memory = lines.Memory(in_lines="\n" in text.strip())
    for index, chunk in enumerate(chunks):
        if chunk.kind == "paragraph":
            follows = index + 1 < len(chunks)
            _read_prose(chunk.text, parts, memory, repairs, follows=follows)
        else:
            parts.append(chunk)
    if _breaks_off(parts):
        losses.append(BROKEN_OFF)
    return parts, losses


def _breaks_off(parts: list[Part]) -> bool:
    """Return whether the last words of a body show that more stood behind them."""
    if not parts or parts[-1].kind in {"fence", "math", "table"}:
        return False
    return bool(_RE_BROKEN_OFF.search(parts[-1].text[-40:]))


def _rejoined(text: str) -> str:
    r"""Join formulas that ``\n`` of ``\nabla`` broke into two lines."""
    rows = text.split("\n")
    joined = rows[:1]
    for row in rows[1:]:
        if _RE_CUT_NAME.match(row) and joined[-1].replace("$$", "").count("$") % 2:
            joined[-1] += " " + row
        else:
            joined.append(row)
    return "\n".join(joined)


def _chunks(text: str, losses: list[str]) -> Iterator[Part]:
    """Yield fences, display math and, as paragraphs, the prose between them."""
    position = start = 0
    while mark := next(marks(_RE_MARK, _RE_FIRST, text, position), None):
        if mark["inline"]:
            position = mark.end()
            continue
        found = _fence(text, mark, losses) if mark["fence"] else _math(text, mark, losses)
        if found is None:
            position = mark.end()
            continue
        part, position = found
        if prose := text[start : mark.start()]:
            yield Part("paragraph", prose)
        yield part
        start = position
    if prose := text[start:]:
        yield Part("paragraph", prose)


def _fence(text: str, mark: re.Match[str], losses: list[str]) -> tuple[Part, int]:
    """Read the code block that a mark opens; return it and where it ends."""
    in_lines = text[mark.end() : mark.end() + 1] in {"\n", "\r"}
    name = mark["word"] if in_lines else code.language(mark["word"])
    begin = mark.end() if name or in_lines else mark.end("fence")
    closing = (_RE_FENCE_END_LINE if in_lines else _RE_FENCE_END).search(text, begin)
    stop = closing.start() if closing else len(text)
    # a fence with a word behind it opens: the one before it was never closed
    reopened = bool(closing and _RE_WORD.match(text, closing.end()))
    prose = _RE_PROSE.search(text, begin, stop) if reopened or not closing else None
    if prose or (reopened and in_lines):
        closing, stop = None, prose.start() if prose else stop
    if closing is None:
        losses.append(UNCLOSED_FENCE)
    content = code.restore(text[begin:stop], name)
    return Part("fence", content, name), closing.end() if closing else stop


def _math(text: str, mark: re.Match[str], losses: list[str]) -> tuple[Part, int] | None:
    """Read the display formula that a mark opens; return it and where it ends, or ``None`` if it opens none."""
    begin = mark.end()
    if mark["math"]:
        closing = _RE_MATH_END.search(text, begin, begin + LONGEST)
    else:
        closing = _RE_BRACKET_END.search(text, begin, begin + LONGEST // 10)
    if mark["bracket"] and closing is None:
        return None
    stop = closing.start() if closing else len(text)
    if not _RE_FORMULA.search(text, begin, min(stop, begin + _SOON)):
        return None  # `$$` is a range of prices, `\[1\]` a literal bracket
    prose = _RE_PROSE_IN_MATH.search(text, begin, stop)
    if mark["bracket"] and prose:
        return None
    if closing and not prose:
        return Part("math", text[begin:stop].strip(" \n")), closing.end()
    stop = prose.start() if prose else stop
    losses.append(UNCLOSED_MATH)
    return Part("math", text[begin:stop].strip(" \n")), stop


def _read_prose(
    text: str, parts: list[Part], memory: lines.Memory, repairs: list[Repair], *, follows: bool
) -> None:
    """Add the parts of prose: its tables, and the lines between them."""
    if "\\(" in text:
        text = _RE_PAREN.sub(
            lambda m: f"${m['formula']}$" if _RE_FORMULA.search(m["formula"]) else m[0], text
        )
    position = 0
    for table in tables.find(text, repairs):
        lines.read(text[position : table.start], parts, memory, block_follows=True)
        parts.append(Part("table", "\n".join(table.rows)))
        position = table.end
    lines.read(text[position:], parts, memory, block_follows=follows)


# what would open a block at the start of a line, though it is text: `>90 %`, `# of layers`, `1. `
_RE_OPENING = re.compile(
    r"(?P<before>\d{1,9}(?=[.)](?:\s|$))|)(?P<sign>#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[.)]|={3,}|~{3,})"
)


def join(parts: list[Part]) -> str:
    """Return parts as Markdown."""
    out: list[str] = []
    previous: Part | None = None
    for part in parts:
        if previous is not None:
            tight = part.kind == previous.kind and part.kind in {"bullet", "number", "quote"}
            out.append("\n" if tight else "\n\n")
        out.append(_written(part))
        previous = part
    return "".join(out)


def _written(part: Part) -> str:
    """Return one part as Markdown."""
    match part.kind:
        case "fence":
            longest = max((len(ticks) for ticks in _RE_FENCE_END.findall(part.text)), default=2)
            ticks = "`" * (longest + 1)
            text = f"{ticks}{part.info}\n{part.text}\n{ticks}"
        case "math":
            text = f"$$\n{part.text}\n$$"
        case "heading":
            text = "### " + part.text
        case "rule":
            text = "---"
        case "table":
            text = part.text
        case "quote":
            text = "> " + _plain_start(part.text)
        case "paragraph":
            text = _plain_start(part.text)
        case "bullet" | "number":
            indent = " " * (len(part.info) + 1)
            text = f"{part.info} " + _plain_start(part.text).replace("\n", "\n" + indent)
    return text


def _plain_start(text: str) -> str:
    """Escape what would open a block at the start of a text."""
    found = _RE_OPENING.match(text)
    if not found or (found["sign"] in ".)" and not found["before"]):
        return text
    return f"{found['before']}\\{text[found.start('sign') :]}"
