"""A body cut into its blocks, and blocks joined to Markdown: fences and display math first, then tables, then prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from . import code, lines, tables
from .model import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Repair

_RE_MARK = re.compile(
    r"(?P<fence>`{3,})(?P<word>[\w+#.-]*)"
    r"|(?P<inline>(?<!`)`[^`\n]+`(?!`))"
    r"|(?P<math>(?<!\\)\$\$)"
    r"|(?P<bracket>(?<!\\)\\\[)"
)
# prose that no formula and no code holds: the block was never closed
_RE_PROSE = re.compile(r"\s\*\*[^*\n]{1,120}\*\*:?\s+-\s|\n\s*-\s+\*\*|\s-\s+\*\*[^*\n]{1,80}\*\*")
_RE_PROSE_IN_MATH = re.compile(r"\n- |\n\*\*|\s\*\*(?=\S)|\n#{1,6} ")
# `\(x_1\)`; the content must look like a formula
_RE_PAREN = re.compile(r"(?<!\\)\\\(\s*(?P<formula>[^\n$]{1,400}?)\s*\\\)")
_RE_FORMULA = re.compile(r"\\[A-Za-z]|[_^={}+]|^\s*[A-Za-z0-9]\s*$")
# a line break in the middle of `\nabla`, `\neq`, `\nu`, with an open formula before it
_RE_BROKEN = re.compile(
    r"(?P<line>[^\n]*\$[^\n]*)\n(?=(?:abla|eq|u|otin|i|eg|earrow|warrow|mid|exists)(?![A-Za-z])[^\n]*\$)"
)
# the text breaks off here: an operator, an opening bracket, a comma, an index without its letter
_RE_BROKEN_OFF = re.compile(r"[,(\[{=+_^&/\\|<]\s*\Z")


class Loss(NamedTuple):
    """What is said of text that is gone."""

    message: str


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
    memory = lines.Memory()
    for index, chunk in enumerate(chunks):
        if chunk.kind == "paragraph":
            follows = index + 1 < len(chunks)
            _read_prose(chunk.text, parts, memory, repairs, follows=follows)
        else:
            parts.append(chunk)
    if (
        parts
        and parts[-1].kind not in {"fence", "math", "table"}
        and _RE_BROKEN_OFF.search(parts[-1].text[-40:])
    ):
        losses.append(BROKEN_OFF)
    return parts, losses


def _rejoined(text: str) -> str:
    r"""Join formulas that ``\n`` of ``\nabla`` broke into two lines."""
    return _RE_BROKEN.sub(
        lambda m: m[0][:-1] + (" " if m["line"].replace("$$", "").count("$") % 2 else "\n"), text
    )


def _chunks(text: str, losses: list[str]) -> Iterator[Part]:
    """Yield fences, display math and, as paragraphs, the prose between them."""
    position = start = 0
    while mark := _RE_MARK.search(text, position):
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
    closing = re.compile(r"\n[ \t]*`{3,}" if in_lines else r"`{3,}").search(text, begin)
    if closing and in_lines and re.compile(r"\w").match(text, closing.end()):
        closing = None
    stop = closing.start() if closing else len(text)
    prose = _RE_PROSE.search(text, begin, stop)
    if prose and (closing is None or re.compile(r"\w").match(text, closing.end())):
        closing, stop = None, prose.start()
    if closing is None:
        losses.append(UNCLOSED_FENCE)
    content = code.restore(text[begin:stop], name)
    return Part("fence", content, name), closing.end() if closing else stop


def _math(text: str, mark: re.Match[str], losses: list[str]) -> tuple[Part, int] | None:
    """Read the display formula that a mark opens; return it and where it ends, or ``None`` if it opens none."""
    begin = mark.end()
    closing = re.compile(r"(?<!\\)\$\$" if mark["math"] else r"(?<!\\)\\\]").search(text, begin)
    stop = closing.start() if closing else len(text)
    prose = _RE_PROSE_IN_MATH.search(text, begin, stop)
    if mark["bracket"] and (closing is None or prose or not _RE_FORMULA.search(text[begin:stop])):
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
    text = _RE_PAREN.sub(lambda m: f"${m['formula']}$" if _RE_FORMULA.search(m["formula"]) else m[0], text)
    position = 0
    for table in tables.find(text, repairs):
        lines.read(text[position : table.start], parts, memory, block_follows=True)
        parts.append(Part("table", "\n".join(table.rows)))
        position = table.end
    lines.read(text[position:], parts, memory, block_follows=follows)


# -- joining -----------------------------------------------------------------------------------------------------------

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
    if part.kind == "fence":
        longest = max((len(m) for m in re.findall(r"`{3,}", part.text)), default=2)
        ticks = "`" * (longest + 1)
        return f"{ticks}{part.info}\n{part.text}\n{ticks}"
    if part.kind == "math":
        return f"$$\n{part.text}\n$$"
    if part.kind == "heading":
        return "### " + part.text
    if part.kind == "rule":
        return "---"
    if part.kind == "table":
        return part.text
    text = _plain_start(part.text)
    if part.kind == "quote":
        return "> " + text
    if part.kind == "paragraph":
        return text
    indent = " " * (len(part.info) + 1)
    return f"{part.info} " + text.replace("\n", "\n" + indent)


def _plain_start(text: str) -> str:
    """Escape what would open a block at the start of a text."""
    found = _RE_OPENING.match(text)
    if not found or (found["sign"] in ".)" and not found["before"]):
        return text
    return f"{found['before']}\\{text[found.start('sign') :]}"
