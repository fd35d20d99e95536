"""An article as HTML, and what becomes of its links on a page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from sphinxcontrib_aiglossary.ext.render.xrefs import MENTIONED, RELATED, WRITTEN, Link, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    Resolve = Callable[[Link], tuple[str, str] | None]
    """Link to a concept -> (uri from the current page, title), or ``None``: then it is plain text."""

PLACEHOLDER: Final = "aiglossary-"
"""Begins the ``href`` of a link to a concept in a fragment. No link of a source can look so: see ``LINKED_SCHEMES``."""

_DROPDOWN: Final = '<details class="'
"""Begins what readers unfold. No text looks so, as its signs are escaped."""

_KINDS: Final = f"{WRITTEN}|{RELATED}|{MENTIONED}"
_RE_LINK = re.compile(rf'<a\b([^>]*?) href="{PLACEHOLDER}((?:{_KINDS}):[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_RE_ROLE = re.compile(r'<span class="xref std std-term">(.*)</span>', re.DOTALL)
"""What Sphinx puts around the text of every ``:term:``."""


class Fragment(NamedTuple):
    """The HTML of an article; links to concepts are placeholders."""

    html: str
    math: bool
    """Whether there is a formula in it: the page then needs MathJax."""
    text: str
    """What it says, in reading order and without markup."""

    @property
    def told(self) -> Told:
        """What a page has to know of it before it is written."""
        return Told(self.text, math=self.math, folds=_DROPDOWN in self.html)


class Told(NamedTuple):
    """What a page has to know of an article before it is written."""

    text: str
    """What it says, in reading order and without markup."""
    math: bool
    """Whether there is a formula in it."""
    folds: bool
    """Whether readers unfold a part of it."""


def fill(html: str, resolve: Resolve) -> str:
    """Return a fragment with the links as they are on one page."""
    if PLACEHOLDER not in html:
        return html
    targets = iter(settle([_link(match[2]) for match in _RE_LINK.finditer(html)], resolve))

    def link(match: re.Match[str]) -> str:
        before, _, after, text = match.groups()
        target = next(targets)
        if target is None:
            role = _RE_ROLE.fullmatch(text)
            return role[1] if role else text
        uri, title = target
        shown = f' title="{escape(title)}"' if title else ""
        return f'<a{before} href="{escape(uri)}"{after}{shown}>{text}</a>'

    return _RE_LINK.sub(link, html)


def _link(placeholder: str) -> Link:
    kind, name, *idents = placeholder.split(":")
    return Link(kind, unquote(name), tuple(idents))


def has_math(translator: Any, *, also: bool = False) -> bool:
    """Return whether a translator has met a formula; with ``also``, let it know of one more.

    Undocumented: by this attribute of the page's translator Sphinx (8.2, 9.0) decides whether to load MathJax.
    """
    translator._has_maths_elements |= also  # noqa: SLF001 - there is no public way
    return bool(translator._has_maths_elements)  # noqa: SLF001 - likewise


def forget_math(translator: Any) -> None:
    """Let a translator forget the formulas that it has met, before it goes on with something else."""
    translator._has_maths_elements = False  # noqa: SLF001 - see `has_math`
