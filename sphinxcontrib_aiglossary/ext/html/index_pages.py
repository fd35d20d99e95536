"""The pages of the indices in HTML, in place of Sphinx's template for them.

That makes a table of everything, with ids such as ``cap-AI systems``, which neither HTML nor EPUB allows.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sphinxcontrib_aiglossary.ext.collect.page_record import CATEGORIES, INDICES, TERMS
from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORED, shielded_html

from .domain_indices import BELOW, HEADING, INDEX_CLASSES, PAGES, TITLES
from .general_index import shield_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.domains import IndexEntry

    from .domain_indices import Content

TEMPLATE: Final = "page.html"
"""What every theme has for a page with nothing but a body."""

_RE_OUTSIDE: Final = re.compile(r"[^\w-]+")


def put_body(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _document: object
) -> str | None:
    """Give the page of an index its body; return the template that prints it."""
    if pagename not in INDICES or "content" not in context:
        return None
    context["title"] = context["indextitle"] = escape(str(TITLES[pagename]))
    context["body"] = _body(app, pagename, context["pathto"])
    return TEMPLATE


def _body(app: Sphinx, page: str, pathto: Callable[[str], str]) -> str:
    """Return the body of a page, as an earlier build made it of the same."""
    domain = domain_of(app.env)
    mark = domain.state.mark(PAGES) if domain.state else ""
    body = domain.kept.get(page, mark) if domain.kept else None
    if body is None:
        index = next(index for index in INDEX_CLASSES if f"{domain.name}-{index.name}" == page)
        body = "\n".join(_page(page, index(domain).content(), pathto)) + "\n"
        if domain.kept:
            domain.kept.put(page, mark, body)
        # The lines of which it is made are needed once in a build
        domain.listings.forget()
    return body


def _page(name: str, content: Content, pathto: Callable[[str], str]) -> Iterator[str]:
    yield f'<section class="{" ".join(("aiglossary-index", name, *IGNORED))}" id="{name}">'
    yield f"<h1>{escape(str(TITLES[name]))}</h1>"
    titles = [title for title, _ in content]
    links = (
        f'<a class="reference internal" href="#{quote(heading_id(title))}">{shielded_html(title)}</a>'
        for title in titles
    )
    if len(titles) > 1:
        yield f'<p class="aiglossary-letters">{" ".join(links)}</p>'
    for title, entries in content:
        yield f'<section id="{heading_id(title)}">'
        yield (
            f"<h2>{shielded_html(title)}{_count(_number(entries))}</h2>"
            if name == CATEGORIES
            else f"<h2>{shielded_html(title)}</h2>"
        )
        yield from _entries(name, entries, pathto)
        yield "</section>"
    yield "</section>"


def heading_id(title: str) -> str:
    """Return the id of a heading.

    >>> heading_id("AI safety, ethics"), heading_id("0-9")
    ('cap-AI-safety-ethics', 'cap-0-9')
    """
    return f"cap-{_RE_OUTSIDE.sub('-', title).strip('-')}"


def _number(entries: Sequence[IndexEntry]) -> int:
    """Count the concepts below a heading, one of several categories once."""
    return len({(entry.docname, entry.anchor) for entry in entries if entry.subtype == BELOW})


def _count(number: int | str) -> str:
    return f' <span class="aiglossary-count">({number})</span>'


def _entries(name: str, entries: Iterable[IndexEntry], pathto: Callable[[str], str]) -> Iterator[str]:
    """Yield the entries below a heading: each list of those that follow each other."""
    tag = "ul" if name == TERMS else "dl"
    for heading, found in groupby(entries, key=lambda entry: entry.subtype == HEADING):
        if heading:
            for entry in found:
                yield f'<h3 id="{entry.anchor}">{shielded_html(entry.name)}{_count(entry.extra)}</h3>'
        else:
            yield f"<{tag}>"
            yield from (_entry(tag, entry, pathto) for entry in found)
            yield f"</{tag}>"


def _entry(tag: str, entry: IndexEntry, pathto: Callable[[str], str]) -> str:
    address = f"{pathto(entry.docname)}#{entry.anchor}"
    link = f'<a class="reference internal" href="{escape(address)}">{shielded_html(entry.name)}</a>'
    aside = f" <em>({shielded_html(entry.extra)})</em>" if entry.extra else ""
    said = f"{shielded_html(entry.descr)}{aside}"
    if tag == "ul":
        return f"<li>{link} <em>{said}</em></li>" if said else f"<li>{link}</li>"
    return f"<dt>{link}</dt>\n<dd>{said}</dd>"


def setup_index_pages(app: Sphinx) -> None:
    """Let our indexes print their pages, and the general index our names."""
    app.connect("html-page-context", put_body)
    app.connect("html-page-context", shield_names)
