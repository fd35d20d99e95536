"""What is printed of a concept, as docutils nodes and as words for the search index."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _, get_translation

from sphinxcontrib_aiglossary.definitions import full_text

from .doctree import Anchors, render
from .inline import term_reference
from .linking import RELATED, Link, Linker
from .tree import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

_own = get_translation("aiglossary")

_RE_TARGET = re.compile(r"\]\((?:term:[^()\n]*(?:\([^()\n]*\)[^()\n]*)*|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
"""The target of a link: ``](https://example.org/a_(b))``, ``](term:batch size (fab))``."""
_RE_UNDERSCORE = re.compile(r"_+(?![^\W_])|(?<![^\W_])_+")
"""``_emphasis_``, which the index would take for a word of its own."""


def content(
    concept: Concept,
    detail: str,
    *,
    docname: str = "",
    confdir: Path | None = None,
    anchors: bool = True,
    occurring: str = "",
) -> list[nodes.Node]:
    """Return what is printed of a concept below its term; nothing when it has neither definition nor article.

    Args:
        concept: the concept.
        detail: see :data:`~sphinxcontrib_aiglossary.model.Detail`.
        docname: the document in which the nodes will stand.
        confdir: the folder that the paths of sources are relative to.
        anchors: whether headings get ids; not, where the concept is printed a second time.
        occurring: the names in the texts that are to be linked, see :class:`.occurring.Occurring`.
    """
    if not concept.entries:
        return []
    page = Page(docname, confdir)
    ids = Anchors(f"term-{concept.ident}" if anchors else "", concept.entries[0].headings)
    link = Linker(concept.ident, occurring).link
    first = concept.entries[0]
    if detail == "full":
        found = render(full_text(first), first.origin, page, ids, link)
        return [*found, *_others(concept, page, link), *_see(concept, page)]
    return (
        render(first.definition, first.origin, page, ids, link)
        or render(first.article, first.origin, page, ids, link)[:1]
    )


def words(concept: Concept, detail: str) -> str:
    """Return the words of what is printed, for the search index: Markdown without the targets of its links."""
    text = _RE_TARGET.sub("] ", "\n".join(_texts(concept, detail)))
    return _RE_UNDERSCORE.sub(" ", text) if "_" in text else text


def _texts(concept: Concept, detail: str) -> Iterator[str]:
    if detail == "full":
        yield from map(full_text, concept.entries)
        yield from concept.see
    else:
        yield concept.definition or concept.article.partition("\n\n")[0]


def _others(concept: Concept, page: Page, link: Callable[[list[Token]], None]) -> Iterator[nodes.Node]:
    """Yield what further sources say of a concept, each with its origin."""
    quotes = [quote for entry in concept.entries[1:] if (quote := _quote(entry, page, link)).children]
    if not quotes:
        return
    title = _own("Other definitions")
    yield page.place(nodes.rubric(title, title, classes=["aiglossary-others"]), concept.origin)
    yield from quotes


def _quote(entry: Entry, page: Page, link: Callable[[list[Token]], None]) -> nodes.block_quote:
    quote = nodes.block_quote(classes=["aiglossary-other"])
    quote += render(full_text(entry), entry.origin, page, Anchors(), link)
    if quote.children:
        shown = _shown(entry.origin)
        quote += page.place(nodes.attribution(shown, shown), entry.origin)
    return page.place(quote, entry.origin)


def _shown(origin: Origin) -> str:
    """Return an origin as readers may see it: the name of the file, never where it lies on the author's machine."""
    name = PurePosixPath(origin.path).name
    return f"{name}:{origin.line}" if origin.line else name


def _see(concept: Concept, page: Page) -> Iterator[nodes.Node]:
    """Yield the related concepts as one paragraph."""
    if not concept.see:
        return
    paragraph = page.place(nodes.paragraph(classes=["aiglossary-see"]), concept.origin)
    title = _("See also")
    paragraph += nodes.strong(title, title)
    for number, name in enumerate(concept.see):
        paragraph += nodes.Text(", " if number else ": ")
        xref, text = term_reference(Link(RELATED, name), concept.origin, page)
        text += nodes.Text(name)
        paragraph += xref
    yield paragraph
