"""The Markdown dialect of definitions and articles: CommonMark, tables and ``$math$``, without HTML.

One parser serves every output: exports and the Sphinx layer read the same tokens. Nothing in a source text can
execute: raw HTML, directives, roles and ``{eval-rst}`` come out as text or as code.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from sphinxcontrib_aiglossary.model import TERM_SCHEME

from . import tex
from .tex import dollars
from .tex.portable import portable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

BLANKS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF], " ")
"""Control characters, which no output can print: blanks take their places (``str.translate``)."""

_TARGET: Final = f"]({TERM_SCHEME}"
_RE_PARENTHESIS = re.compile(r"[()\n]")


def without_controls(text: str) -> str:
    """Return a text with blanks in the places of control characters."""
    # nearly every text has none, and is not written anew
    return text if text.replace("\n", "").isprintable() else text.translate(BLANKS)


@cache
def _parser() -> MarkdownIt:
    # Imported late: most builds find all texts rendered
    from markdown_it import MarkdownIt  # noqa: PLC0415 - see above
    from mdit_py_plugins.dollarmath import dollarmath_plugin  # noqa: PLC0415 - see above

    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    md.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    md.inline.ruler.at("math_inline", _math_inline)
    md.inline.ruler.before("link", "term_link", _term_link)
    return md.disable(["html_block", "html_inline"])


def _term_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of markdown-it's rules
    """Read ``[text](term:name)``, where the name may hold spaces and balanced parentheses, as CommonMark forbids."""
    source = state.src
    if source[state.pos] != "[" or not _has_term_link(source):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, state.pos)
    if label_end < 0 or not source.startswith(_TARGET, label_end):
        return False
    start = label_end + len(_TARGET)
    end = _closing(source).get(label_end + 1, -1)
    if not 0 <= end < state.posMax or not (name := source[start:end].strip()):
        return False
    if not silent:
        label_start = state.pos + 1
        state.push("link_open", "a", 1).attrs = {"href": TERM_SCHEME + quote(unquote(name))}
        pos_max, state.pos, state.posMax = state.posMax, label_start, label_end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = pos_max
        state.push("link_close", "a", -1)
    state.pos = end + 1
    return True


def _math_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of markdown-it's rules
    """Read ``$formula$`` and ``$$formula$$``; the dollar sign of a price is text, and so is what follows it."""
    source, start = state.src, state.pos
    if source[start] != "$" or source[start - 1 : start] == "$":
        return False
    markup = "$$" if source.startswith("$$", start) else "$"
    end = source.find("$$", start + 2) if markup == "$$" else dollars.formula_end(source, start)
    if end < 0 or end + len(markup) > state.posMax or not source[start + len(markup) : end].strip():
        return False
    if not silent:
        token = state.push("math_inline_double" if markup == "$$" else "math_inline", "math", 0)
        token.content, token.markup = source[start + len(markup) : end], markup
    state.pos = end + len(markup)
    return True


def parse(text: str) -> list[Token]:
    """Return the block tokens of a Markdown text; line maps count from 0 within the text.

    ``math_inline`` and ``math_block`` tokens hold valid TeX that every output can wrap: a formula that TeX would not accept and a price between
    two dollar signs are ``text`` tokens with the dollars in them.
    """
    tokens = _parser().parse(text)
    for token in tokens:
        if token.children:
            for child in token.children:
                _demote(child)
    for token in tokens:
        _demote(token)
    return tokens


def _demote(token: Token) -> None:
    """Make text of what only looks like a formula."""
    if token.type not in {"math_inline", "math_inline_double", "math_block"}:
        return
    formula = portable(token.content, display=token.type != "math_inline")
    if (reason := tex.fault(formula)) is None:
        token.content = formula
        return
    literal = f"{token.markup}{token.content}{token.markup}"
    if token.type == "math_block":
        token.type, token.tag, token.info = "fence", "code", "text"
        token.content = literal.strip() + "\n"
    else:
        token.type, token.tag, token.content = "text", "", literal
    token.meta = {"math_fault": reason}


@lru_cache(maxsize=1)
def _has_term_link(source: str) -> bool:
    """Tell whether a paragraph may hold such a link; asked at each bracket of it, of which a bad text has thousands."""
    return _TARGET in source


@lru_cache(maxsize=1)
def _closing(source: str) -> dict[int, int]:
    """Return where each parenthesis of a paragraph is closed in its line; asked at each of its links, too."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _RE_PARENTHESIS.finditer(source):
        if match[0] == "(":
            opened.append(match.start())
        elif match[0] == "\n":
            opened.clear()
        elif opened:
            found[opened.pop()] = match.start()
    return found


def walk(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield every token, the children of inline tokens included, in reading order."""
    for token in tokens:
        yield token
        if token.children:
            yield from walk(token.children)


def term_target(href: str) -> str | None:
    """Return the name that a link ``term:name`` refers to, or ``None`` for any other link.

    Percent escapes (``term:C%2B%2B``) are decoded.
    """
    if href[: len(TERM_SCHEME)].lower() != TERM_SCHEME:
        return None
    return unquote(href[len(TERM_SCHEME) :]).strip()


def used_names(text: str) -> tuple[str, ...]:
    """Return the names that a text refers to by ``[text](term:name)``, in order, each once."""
    if TERM_SCHEME not in text:
        return ()
    hrefs = (str(token.attrs.get("href", "")) for token in walk(parse(text)) if token.type == "link_open")
    return tuple(dict.fromkeys(name for name in map(term_target, hrefs) if name))
