"""Markdown as docutils nodes, straight from the tokens: nothing in a text can run, and every writer can print it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from docutils import nodes
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped, unused-ignore]
from pygments.util import ClassNotFound  # type: ignore[import-untyped, unused-ignore]
from sphinx.highlighting import lexer_classes, lexers

from sphinxcontrib_aiglossary.markup import markdown

from .inline import Inline
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Origin

    from .tree_builder import Page

DEPTH: Final = 3
"""Levels of lists and quotes that are kept: LaTeX allows four of a kind, and the glossary itself is a list."""


class Anchors:
    """The ids of the headings of one article: ``term-IDENT--slug``, each once; none without a prefix.

    Args:
        prefix: begins each of them.
        headings: the headings in the order of the text where it has them in another language.
    """

    def __init__(self, prefix: str = "", headings: Iterable[str] = ()) -> None:
        self._prefix = prefix
        self._headings = iter(headings)
        self._seen: Counter[str] = Counter()

    def note(self, heading: str) -> list[str]:
        """Return the ids of a heading: one, or none when nothing of it can stand in an id."""
        slug = nodes.make_id(next(self._headings, heading))
        if not self._prefix or not slug:
            return []
        self._seen[slug] += 1
        while self._seen[slug] > 1:
            slug = f"{slug}-{self._seen[slug]}"
            self._seen[slug] += 1
        return [f"{self._prefix}--{slug}"]


def render(
    text: str,
    origin: Origin,
    page: Page,
    anchors: Anchors,
    link: Callable[[list[Token]], None] = lambda _tokens: None,
) -> list[nodes.Node]:
    """Return a Markdown text as block nodes that say where the text comes from.

    Args:
        text: Markdown in the dialect of :mod:`...markup.markdown`.
        origin: where the text was read.
        page: the document in which the nodes will stand.
        anchors: gives the headings their ids.
        link: puts links into the tokens that the text does not have.
    """
    renderer = _Renderer(origin, page, anchors)
    tokens = markdown.parse(text.translate(markdown.BLANKS))
    link(tokens)
    renderer.run(tokens)
    return renderer.holder.children


def language(info: str) -> str:
    """Return the name under which Pygments knows the language of a fence; ``text`` if it knows none."""
    name = info.split(maxsplit=1)[0].lower() if info.strip() else "text"
    return name if name in lexers or name in lexer_classes or _has_lexer(name) else "text"


@lru_cache(maxsize=256)
def _has_lexer(name: str) -> bool:
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True


class _Renderer(Inline, Tables):
    """Turns the tokens of one text into nodes."""

    def __init__(self, origin: Origin, page: Page, anchors: Anchors) -> None:
        super().__init__(origin, page)
        self.anchors = anchors

    def _on_heading_open(self, token: Token) -> None:
        # A section cannot stand in a definition; the class keeps the level for style sheets.
        self.open(nodes.rubric(classes=[f"aiglossary-{token.tag}"]))

    def _on_heading_close(self, _token: Token) -> None:
        rubric = self.stack[-1]
        self.close()
        if not rubric.children:
            rubric.parent.remove(rubric)
        rubric["ids"] = self.anchors.note(rubric.astext())

    def _on_bullet_list_open(self, _token: Token) -> None:
        self.open_list(nodes.bullet_list(bullet="-"))

    def _on_ordered_list_open(self, token: Token) -> None:
        start = int(token.attrs.get("start", 1))
        numbered = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        if start != 1:
            numbered["start"] = start
        self.open_list(numbered)

    def open_list(self, node: nodes.Element) -> None:
        """Open a list; too deep a list gives its items to the list around it."""
        item = self.stack[-1]
        if self.depth() >= DEPTH and isinstance(item, nodes.list_item):
            self.flush()
            self.stack.append(item.parent)
        else:
            self.open(node)

    def _on_list_item_open(self, _token: Token) -> None:
        self.open(nodes.list_item())

    def _on_blockquote_open(self, _token: Token) -> None:
        if self.depth() >= DEPTH:
            self.open_nothing()
        else:
            self.open(nodes.block_quote())

    def depth(self) -> int:
        """Count the lists and quotes that are open."""
        containers = (nodes.bullet_list, nodes.enumerated_list, nodes.block_quote)
        return sum(isinstance(node, containers) for node in self.stack)

    _on_bullet_list_close = _on_ordered_list_close = _on_list_item_close = _on_blockquote_close = Inline.close

    def _on_fence(self, token: Token) -> None:
        code = token.content.rstrip("\n")
        # Sphinx highlights a literal block whose raw source is its text. `force`: a lexer that stumbles is silent.
        block = nodes.literal_block(code, code, language=language(token.info), force=True, linenos=False)
        block["trim_flags"] = False
        block["xml:space"] = "preserve"
        self.add(block)

    _on_code_block = _on_fence

    def _on_math_block(self, token: Token) -> None:
        self.add(self.display(token))

    def _on_hr(self, _token: Token) -> None:
        # A transition may only stand between sections.
        self.add(nodes.paragraph("", "* * *", classes=["aiglossary-rule"]))
