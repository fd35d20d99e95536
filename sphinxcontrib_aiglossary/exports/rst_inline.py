"""Inline tokens to reStructuredText.

reStructuredText cannot nest inline markup, and wants white space or certain punctuation around it. So tokens are first
flattened to pieces of one style each, then joined with the escapes that keep text text and markup markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

from sphinxcontrib_aiglossary.markup.markdown import term_target

from .layout import inline_formula, one_line, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_BEFORE: Final = " -–—:/'\"<([{‘“«"
"""What may stand before inline markup."""
_AFTER: Final = " '\")]}>-–—/\\:.,;!?’”»"
"""What may stand behind it; a backslash begins an escape."""
_OPENING: Final = "'\"<([{‘“«"
_CLOSING: Final = "'\">)]}’”»"

# docutils reads `word_`, `pass@k` (an e-mail address) and `data:x` (a URI) as links.
_RE_SPECIAL = re.compile(r"[\\*`|@]|_(?![^\W_])|(?<=[A-Za-z]):(?=[^\s:\\])")
_RE_WEB = re.compile(r"(?:https?|ftp)://\S+")
_RE_ENUMERATOR = re.compile(r"\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)[.)](?=\s|$)")  # `A. x`, `(iv) x`
_RE_MARKER = re.compile(
    r"[-+*•‣⁃/:|=>.#~^—]|[!-/:-@\[-`{-~]+$"
)  # bullets, fields, options, lines of punctuation
_RE_TRAILING_COLON = re.compile(r"::$")  # would make a literal block of what follows

_MARKS: Final = {"emphasis": "*", "strong": "**"}


_Style = Literal["text", "emphasis", "strong", "markup", "break"]


@dataclass(slots=True)
class _Piece:
    """A stretch of one style."""

    style: _Style
    content: str


def lines(tokens: Sequence[Token]) -> list[str]:
    """Return the text of inline tokens, one line for each hard line break and one more."""
    found: list[list[tuple[_Style, list[str]]]] = [[]]
    for piece in _pieces(tokens):
        line = found[-1]
        if piece.style == "break":
            found.append([])
        elif line and line[-1][0] == piece.style != "markup":
            line[-1][1].append(piece.content)
        else:
            line.append((piece.style, [piece.content]))
    return [_line([_Piece(style, "".join(said)) for style, said in line]) for line in found]


def escape(text: str) -> str:
    """Escape what would be inline markup; addresses of web pages stay as they are, since they become links."""
    parts: list[str] = []
    at = 0
    for match in _RE_WEB.finditer(text):
        parts += [_RE_SPECIAL.sub(r"\\\g<0>", text[at : match.start()]), _address(match[0])]
        at = match.end()
    return "".join([*parts, _RE_SPECIAL.sub(r"\\\g<0>", text[at:])])


def escape_start(line: str) -> str:
    """Escape what would begin a block: bullets, enumerators, fields, options, directives, lines of punctuation."""
    if _RE_MARKER.match(line) or _RE_ENUMERATOR.match(line):
        return f"\\{line}"
    return line


def _address(address: str) -> str:
    return re.sub(r"[\\*`|]|_(?![^\W_])", r"\\\g<0>", address)


def _pieces(tokens: Sequence[Token]) -> Iterator[_Piece]:
    depth = {"em": 0, "strong": 0}
    link: tuple[str, list[str]] | None = None
    for token in tokens:
        kind = token.type
        if kind == "link_open":
            link = (str(token.attrs["href"]), [])
        elif kind == "link_close" and link:
            yield _Piece("markup", _link(link[0], one_line("".join(link[1])).strip()))
            link = None
        elif link:
            link[1].append(" " if kind in {"softbreak", "hardbreak"} else token.content)
        elif kind.startswith(("em_", "strong_")):
            depth[kind.split("_")[0]] += token.nesting
        elif kind == "hardbreak":
            yield _Piece("break", "")
        elif kind == "code_inline":
            yield _Piece("markup", _code(unbroken(token.content)))
        elif kind.startswith("math_inline"):
            yield _Piece("markup", _math(inline_formula(token.content)))
        else:
            content = " " if kind == "softbreak" else one_line(token.content)
            yield _Piece("strong" if depth["strong"] else "emphasis" if depth["em"] else "text", content)


def _line(pieces: Sequence[_Piece]) -> str:
    parts: list[str] = []
    last = ""
    for number, piece in enumerate(pieces):
        if piece.style == "text":
            part = escape(piece.content if last else piece.content.lstrip())
            if not last:
                part = escape_start(part)
            elif part and pieces[number - 1].style != "text" and part[0] not in _AFTER:
                part = f"\\ {part}"
        elif piece.style == "markup":
            part = _joined(last, piece.content)
        else:
            part = _marked(last, piece.content, _MARKS[piece.style])
        if part:
            parts.append(part)
            last = part[-1]
    return _RE_TRAILING_COLON.sub(r":\\:", "".join(parts).rstrip())


def _marked(last: str, content: str, mark: str) -> str:
    """Return emphasized text as it follows a character, its outer white space outside of the marks."""
    inner = content.strip()
    if not inner:
        return content if last else ""
    before = " " if content[0].isspace() and last else ""
    after = " " if content[-1].isspace() else ""
    return before + _joined(before or last, f"{mark}{escape(inner)}{mark}") + after


def _joined(last: str, markup: str) -> str:
    """Return inline markup as it follows a character, with an empty escape where it would not be seen as such."""
    if not last:
        return markup
    inner = markup.lstrip("*`")
    quoted = last in _OPENING and inner[:1] in _CLOSING
    return ("" if last in _BEFORE and not quoted else "\\ ") + markup


def _link(href: str, text: str) -> str:
    if (name := term_target(href)) is not None:
        return term(text or name, name)
    address = re.sub(r"[\s<>`\\]", lambda match: f"%{ord(match[0]):02X}", href)
    if address.endswith("_"):
        address = f"{address[:-1]}\\_"  # would be an alias of another link
    return f"`{_role_text(text or unquote(href))} <{address}>`__"


def term(text: str, name: str) -> str:
    """Return the role that refers to a term by its printed name."""
    if text.lower() == name.lower():
        return f":term:`{_role_text(text)}`"
    return f":term:`{_role_text(text)} <{_role_text(name)}>`"


def _role_text(text: str) -> str:
    escaped = re.sub(r"[\\`<]", r"\\\g<0>", text)
    # A leading `!` would suppress the link.
    return f"\\{escaped}" if escaped.startswith("!") else escaped


def _code(code: str) -> str:
    content = code.strip()
    if not content:
        return "``␣``"  # no inline markup can hold a space alone
    if "`" in content or content.endswith("\\"):
        return f":literal:`{_role_text(content)}`"
    return f"``{content}``"


def _math(formula: str) -> str:
    return f":literal:`{_role_text(formula)}`" if "`" in formula else f":math:`{formula}`"
