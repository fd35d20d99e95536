"""Links around the mentions in the tokens of a Markdown text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinxcontrib_aiglossary.model import TERM_SCHEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from . import Mention, Mentions

_OPAQUE: Final = "\ufffc"
"""Stands for what holds no mention (code, formulas, links, line breaks) while a text is searched."""


def link_mentions(
    tokens: Iterable[Token], mentions: Mentions, choose: Callable[[Mention], str | None]
) -> None:
    """Put ``term:`` links around mentions, in place, outside of headings, links, code and formulas.

    Args:
        tokens: block tokens of :func:`~sphinxcontrib_aiglossary.markdown.parse`.
        mentions: the names to look for.
        choose: returns the name to be linked, or ``None`` if this mention stays text. It is asked in reading order.
    """
    in_heading = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            in_heading = token.nesting > 0
        elif token.type == "inline" and token.children and not in_heading:
            token.children = _linked(_joined(token.children), mentions, choose)


def link(name: str, text: str, idents: Sequence[str] = ()) -> list[Token]:
    """Return the inline tokens of ``[text](term:name)``; for a mention, ``meta`` tells the concepts that have the name."""
    token = _token()
    return [
        token("link_open", "a", 1, attrs={"href": TERM_SCHEME + quote(name)}, meta={"idents": tuple(idents)}),
        token("text", "", 0, content=text),
        token("link_close", "a", -1),
    ]


@cache
def _token() -> type[Token]:
    from markdown_it.token import Token  # noqa: PLC0415 - a build that finds all texts rendered needs no parser

    return Token


def _linked(
    children: list[Token], mentions: Mentions, choose: Callable[[Mention], str | None]
) -> list[Token]:
    found = mentions.find("".join(_shown(children)))
    mention = next(found, None)
    linked: list[Token] = []
    offset = 0
    for child, shown in zip(children, _shown(children), strict=True):
        done = 0
        while mention and mention.start < offset + len(shown):
            # What runs over the edge of emphasis is left alone: a link cannot overlap it.
            inside = (
                child.type == "text" and offset + done <= mention.start and mention.end <= offset + len(shown)
            )
            if inside and (name := choose(mention)):
                start, end = mention.start - offset, mention.end - offset
                linked += [*_text(shown[done:start]), *link(name, shown[start:end], mention.idents)]
                done = end
            mention = next(found, None)
        linked += _text(child.content[done:]) if done else [child]
        offset += len(shown)
    return linked


def _text(content: str) -> list[Token]:
    return [_token()("text", "", 0, content=content)] if content else []


def _joined(children: Iterable[Token]) -> list[Token]:
    """Make one token of neighboring texts and soft breaks, so that a name may run over a line's end."""
    joined: list[Token] = []
    token = _token()
    for child in children:
        content = "\n" if child.type == "softbreak" else child.content
        if child.type not in {"text", "softbreak"}:
            joined.append(child)
        elif joined and joined[-1].type == "text":
            joined[-1] = token("text", "", 0, content=joined[-1].content + content)
        else:
            joined.append(token("text", "", 0, content=content))
    return joined


def _shown(children: Iterable[Token]) -> Iterator[str]:
    """Yield for each token the text that is searched, so that words and their neighbors are seen across emphasis."""
    depth = 0
    for child in children:
        if child.type in {"link_open", "link_close"}:
            depth += child.nesting
            yield _OPAQUE
        elif depth:
            yield ""
        elif child.type == "text":
            yield child.content
        else:
            yield "" if child.nesting else _OPAQUE
