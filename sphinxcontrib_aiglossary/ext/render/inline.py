"""Paragraphs and what stands in them: emphasis, code, formulas, links and images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.markup import markdown

from .tree_builder import Break, Tree, attach
from .xrefs import MENTIONED, WRITTEN, Link

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Origin

    from .tree_builder import Page

LINKED_SCHEMES: Final = ("http:", "https:", "mailto:")
"""Links that lead somewhere from any page; every other link of a source is text."""


def term_reference(link: Link, origin: Origin, page: Page) -> tuple[addnodes.pending_xref, nodes.inline]:
    """Return a reference to a concept, still without text, and the node that takes the text.

    It never warns by itself: the glossary as a whole knows which names lead nowhere, and has said so.
    """
    xref = addnodes.pending_xref(
        "",
        refdomain="std",
        reftype="term",
        reftarget=link.name,
        refexplicit=True,
        refwarn=False,
        refdoc=page.docname,
    )
    if link.kind != WRITTEN:
        xref["aiglossary"] = link
    # Sphinx's resolver keeps the first child only; the classes are those of the role.
    content = nodes.inline("", "", classes=["xref", "std", "std-term"])
    attach(xref, content)
    return page.place(xref, origin), content


class Inline(Tree):
    """Handles the tokens of paragraphs and within them."""

    def _on_paragraph_open(self, _token: Token) -> None:
        self.open(nodes.paragraph())

    def _on_paragraph_close(self, _token: Token) -> None:
        self.words[-1:] = [word.rstrip() for word in self.words[-1:]]
        paragraph = self.stack[-1]
        self.close()
        if not paragraph.children:
            paragraph.parent.remove(paragraph)
        elif any(isinstance(child, Break) for child in paragraph.children):
            paragraph.replace_self(_lines(paragraph))

    def display(self, token: Token) -> nodes.math_block:
        """Return a display formula with all that Sphinx's writers ask of one."""
        block = nodes.math_block(
            token.content, token.content, number=None, label=None, docname=self.page.docname
        )
        block["nowrap"] = block["no-wrap"] = False  # Sphinx before and since 8.2
        return block

    def _on_text(self, token: Token) -> None:
        self.words.append(token.content)

    def _on_softbreak(self, _token: Token) -> None:
        self.words.append("\n")

    def _on_hardbreak(self, _token: Token) -> None:
        if self.in_paragraph():
            self.add(Break())
        else:
            self.words.append("\n")

    def _on_code_inline(self, token: Token) -> None:
        self.add(nodes.literal(token.content, token.content))

    def _on_math_inline(self, token: Token) -> None:
        self.add(nodes.math(token.content, token.content))

    def _on_math_inline_double(self, token: Token) -> None:
        if not self.in_paragraph():
            self._on_math_inline(token)
            return
        # A display formula cannot stand in a paragraph: XHTML forbids it.
        self._on_paragraph_close(token)
        self.add(self.display(token))
        self._on_paragraph_open(token)

    def in_paragraph(self) -> bool:
        """Tell whether the innermost open node is a paragraph that may be divided."""
        top = self.stack[-1]
        return (
            isinstance(top, nodes.paragraph)
            and not isinstance(top.parent, nodes.entry)
            and top not in self.stack[:-1]
        )

    def _on_em_open(self, _token: Token) -> None:
        self.open(nodes.emphasis())

    def _on_strong_open(self, _token: Token) -> None:
        self.open(nodes.strong())

    def _on_link_open(self, token: Token) -> None:
        href = str(token.attrs.get("href", ""))
        if (name := markdown.term_target(href)) and not self.in_link():
            idents = token.meta.get("idents", ())
            link = Link(MENTIONED if idents else WRITTEN, name, idents)
            xref, content = term_reference(link, self.origin, self.page)
            self.add(xref)
            self.stack.append(content)
        elif href.lower().startswith(LINKED_SCHEMES) and not self.in_link():
            reference = nodes.reference("", "", refuri=href)
            if title := token.attrs.get("title"):
                reference["reftitle"] = str(title)
            self.open(reference)
        else:
            self.open_nothing()

    def in_link(self) -> bool:
        """Tell whether a link is open."""
        return any(
            isinstance(node, nodes.reference) or "xref" in node.get("classes", ()) for node in self.stack
        )

    _on_em_close = _on_strong_close = _on_link_close = Tree.close

    def _on_image(self, token: Token) -> None:
        # Images that come in after reading break the HTML builder; a link to the image breaks nothing.
        source = str(token.attrs.get("src", ""))
        linked = source.lower().startswith(("http:", "https:")) and not self.in_link()
        if linked:
            self.open(nodes.reference("", "", refuri=source))
        self.run(token.children or ())
        if linked:
            if not token.children:
                self.words.append(source)
            self.close()


def _lines(paragraph: nodes.Element) -> nodes.line_block:
    """Return a paragraph with hard breaks as lines; its soft breaks are spaces, as no writer wraps a line."""
    for text in list(paragraph.findall(nodes.Text)):
        text.parent.replace(text, nodes.Text(text.replace("\n", " ")))
    block = nodes.line_block()
    line = nodes.line()
    for child in paragraph.children:
        if isinstance(child, Break):
            block += line
            line = nodes.line()
        else:
            line += child
    block += line
    for node in (block, *block.children):
        node.source, node.line = paragraph.source, paragraph.line
    return block
