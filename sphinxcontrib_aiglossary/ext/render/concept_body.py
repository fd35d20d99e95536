"""What is printed of a concept, as docutils nodes."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.locale import _, get_translation

from sphinxcontrib_aiglossary.ext.i18n.ui_strings import filled
from sphinxcontrib_aiglossary.markup.definitions import full_text, lead_and_rest

from .blocks import Anchors, render
from .dropdown import fold
from .inline import term_reference
from .mention_linker import Linker
from .tree_builder import NOWHERE
from .xrefs import RELATED, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

    from .tree_builder import Page

_own = get_translation("aiglossary")


class Parts(NamedTuple):
    """What is printed of a concept."""

    definition: list[nodes.Node]
    """What is printed of it, too, where only its definition is; empty if the text does not open with that."""
    rest: list[nodes.Node]

    @property
    def blocks(self) -> list[nodes.Node]:
        """All of it, in reading order."""
        return [*self.definition, *self.rest]


def parts(
    concept: Concept,
    detail: str,
    page: Page = NOWHERE,
    *,
    anchors: bool = True,
    occurring: str = "",
    folded: bool = False,
) -> Parts:
    """Return what is printed of a concept below its term; nothing when it has neither definition nor article.

    Args:
        concept: the concept.
        detail: see :data:`~sphinxcontrib_aiglossary.model.Detail`.
        page: the document in which the nodes will stand.
        anchors: whether headings of an article get ids; not, where the concept is printed a second time.
        occurring: the names in the texts that are to be linked, see :class:`.occurring.Occurring`.
        folded: whether readers unfold what stands below a definition, see :mod:`.dropdown`.
    """
    if not concept.entries:
        return Parts([], [])
    link = Linker(concept.ident, occurring).link
    first = concept.entries[0]
    ids = Anchors(f"term-{concept.ident}" if anchors and detail == "full" else "", first.headings)
    if detail == "full":
        tell = _Telling(page, link, folded=folded)
        opening, more = tell(first, ids, filled(_own("More on %s"), concept.name))
        return Parts(opening, [*more, *_others(concept, page, tell), *_see(concept, page)])
    shown = render(first.definition, first.origin, page, ids, link)
    return Parts(shown or render(first.article, first.origin, page, ids, link)[:1], [])


class _Telling(NamedTuple):
    """How all that an entry says is printed."""

    page: Page
    link: Callable[[list[Token]], None]
    folded: bool

    def __call__(self, entry: Entry, ids: Anchors, title: str) -> Parts:
        """Return the definition of an entry and, folded under a title or plainly, its article."""
        if not self.folded:
            return Parts([], render(full_text(entry), entry.origin, self.page, ids, self.link))
        lead, rest = lead_and_rest(entry)
        shown = render(lead, entry.origin, self.page, ids, self.link)
        opening = shown[:] if lead == entry.definition else []
        hidden = render(rest, entry.origin, self.page, ids, self.link)
        while hidden and all(isinstance(block, nodes.rubric) for block in shown):
            shown.append(hidden.pop(0))  # without a definition the article is read from its beginning
        below = [self.page.place(fold(title, hidden), entry.origin)] if hidden else []
        return Parts(opening, [*shown[len(opening) :], *below])


def _others(concept: Concept, page: Page, tell: _Telling) -> Iterator[nodes.Node]:
    """Yield what further sources say of a concept, each with its origin."""
    quotes = [quote for entry in concept.entries[1:] if (quote := _quote(entry, page, tell)).children]
    if not quotes:
        return
    title = _own("Other definitions")
    yield page.place(nodes.rubric(title, title, classes=["aiglossary-others"]), concept.origin)
    yield from quotes


def _quote(entry: Entry, page: Page, tell: _Telling) -> nodes.block_quote:
    quote = nodes.block_quote(classes=["aiglossary-other"])
    shown = _shown(entry.origin)
    for part in tell(entry, Anchors(), filled(_own("More from %s"), shown)):
        quote += part
    if quote.children:
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
