"""Markdown as docutils nodes, straight from the tokens: nothing in a text can run, and every writer can print it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from docutils import nodes
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped, unused-ignore]
from pygments.util import ClassNotFound  # type: ignore[import-untyped, unused-ignore]
from sphinx import addnodes
from sphinx.highlighting import lexer_classes, lexers

from sphinxcontrib_aiglossary import markdown

from .formulas import portable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Origin

LINKED_SCHEMES: Final = ("http:", "https:", "mailto:")
"""Links that lead somewhere from any page; every other link of a source is text."""

DEPTH: Final = 3
"""Levels of lists and quotes that are kept: LaTeX allows four of a kind, and the glossary itself is a list."""

_BLANKS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF], " ")
"""Control characters, which neither XML (EPUB) nor LaTeX accepts."""


class Anchors:
    """The ids of the headings of one article: ``term-IDENT--slug``, each once; none without a prefix."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._seen: Counter[str] = Counter()

    def note(self, heading: str) -> list[str]:
        """Return the ids of a heading: one, or none when nothing of it can stand in an id."""
        slug = nodes.make_id(heading)
        if not self._prefix or not slug:
            return []
        self._seen[slug] += 1
        while self._seen[slug] > 1:
            slug = f"{slug}-{self._seen[slug]}"
            self._seen[slug] += 1
        return [f"{self._prefix}--{slug}"]


def render(
    text: str, origin: Origin, *, docname: str = "", anchors: Anchors | None = None
) -> list[nodes.Node]:
    """Return a Markdown text as block nodes that say where the text comes from.

    Args:
        text: Markdown in the dialect of :mod:`..markdown`.
        origin: the source and line that warnings about these nodes name.
        docname: the document in which the nodes will stand.
        anchors: gives the headings their ids.
    """
    renderer = _Renderer(origin, docname, anchors or Anchors())
    renderer.run(markdown.parse(text.translate(_BLANKS)))
    return renderer.holder.children


def term_reference(
    name: str, origin: Origin, docname: str = ""
) -> tuple[addnodes.pending_xref, nodes.inline]:
    """Return a reference to a concept, still without text, and the node that takes the text.

    It never warns by itself: the glossary as a whole knows which names lead nowhere, and has said so.
    """
    xref = addnodes.pending_xref(
        "", refdomain="std", reftype="term", reftarget=name, refexplicit=True, refwarn=False, refdoc=docname
    )
    xref.source, xref.line = origin.path, origin.line
    # Sphinx's resolver keeps the first child only; the classes are those of the role.
    content = nodes.inline("", "", classes=["xref", "std", "std-term"])
    xref += content
    return xref, content


def language(info: str) -> str:
    """Return the name under which Pygments knows the language of a fence; ``text`` if it knows none."""
    name = info.split(maxsplit=1)[0].lower() if info.strip() else "text"
    if name in {"default", "guess"}:  # Sphinx's words for "try what fits", which can fail with a warning
        return "text"
    return name if name in lexers or name in lexer_classes or _has_lexer(name) else "text"


@lru_cache(maxsize=256)
def _has_lexer(name: str) -> bool:
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return False
    return True


class _Break(nodes.Element):  # type: ignore[misc, unused-ignore]
    """A hard line break while its paragraph is open; no tree ever leaves this module with one."""


class _Renderer:
    """Turns the tokens of one text into nodes; ``on_X`` handles the token type ``X``."""

    def __init__(self, origin: Origin, docname: str, anchors: Anchors) -> None:
        self.origin = origin
        self.docname = docname
        self.anchors = anchors
        self.holder = nodes.Element()
        # One item for each open token; markup that is dropped repeats its parent, which then takes the content.
        self.stack: list[nodes.Element] = [self.holder]
        self.words: list[str] = []

    def run(self, tokens: Sequence[Token]) -> None:
        """Handle tokens in reading order."""
        for token in tokens:
            getattr(self, f"on_{token.type}", self.on_unknown)(token)

    # The tree

    def add(self, node: nodes.Element) -> None:
        """Append a node to the innermost open one."""
        self.flush()
        node.source, node.line = self.origin.path, self.origin.line
        self.stack[-1] += node

    def open(self, node: nodes.Element) -> None:
        """Append a node that takes what follows."""
        self.add(node)
        self.stack.append(node)

    def open_nothing(self) -> None:
        """Let the parent take what an unwanted markup encloses."""
        self.flush()
        self.stack.append(self.stack[-1])

    def close(self, _token: Token | None = None) -> None:
        """Close the innermost open node."""
        self.flush()
        self.stack.pop()

    def flush(self) -> None:
        """Append the words collected so far as one text node."""
        text = "".join(self.words)
        self.words.clear()
        parent = self.stack[-1]
        if isinstance(parent, nodes.paragraph) and (not parent.children or isinstance(parent[-1], _Break)):
            text = text.lstrip()
        if text:
            parent += nodes.Text(text)

    def on_unknown(self, token: Token) -> None:
        """Keep the words of a token that this module does not know."""
        self.words.append(token.content)

    def on_inline(self, token: Token) -> None:
        self.run(token.children or ())

    # Blocks

    def on_paragraph_open(self, _token: Token) -> None:
        self.open(nodes.paragraph())

    def on_paragraph_close(self, _token: Token) -> None:
        self.words[-1:] = [word.rstrip() for word in self.words[-1:]]
        paragraph = self.stack[-1]
        self.close()
        if not paragraph.children:
            paragraph.parent.remove(paragraph)
        elif any(isinstance(child, _Break) for child in paragraph.children):
            paragraph.replace_self(_lines(paragraph))

    def on_heading_open(self, token: Token) -> None:
        # A section cannot stand in a definition; the class keeps the level for style sheets.
        self.open(nodes.rubric(classes=[f"aiglossary-{token.tag}"]))

    def on_heading_close(self, _token: Token) -> None:
        rubric = self.stack[-1]
        self.close()
        if not rubric.children:
            rubric.parent.remove(rubric)
        rubric["ids"] = self.anchors.note(rubric.astext())

    def on_bullet_list_open(self, _token: Token) -> None:
        self.open_list(nodes.bullet_list(bullet="-"))

    def on_ordered_list_open(self, token: Token) -> None:
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

    def on_list_item_open(self, _token: Token) -> None:
        self.open(nodes.list_item())

    def on_blockquote_open(self, _token: Token) -> None:
        if self.depth() >= DEPTH:
            self.open_nothing()
        else:
            self.open(nodes.block_quote())

    def depth(self) -> int:
        """Count the lists and quotes that are open."""
        containers = (nodes.bullet_list, nodes.enumerated_list, nodes.block_quote)
        return sum(isinstance(node, containers) for node in self.stack)

    on_bullet_list_close = on_ordered_list_close = on_list_item_close = on_blockquote_close = close

    def on_fence(self, token: Token) -> None:
        code = token.content.rstrip("\n")
        # Sphinx highlights a literal block whose raw source is its text. `force`: a lexer that stumbles is silent.
        block = nodes.literal_block(code, code, language=language(token.info), force=True, linenos=False)
        block["trim_flags"] = False
        block["xml:space"] = "preserve"
        self.add(block)

    on_code_block = on_fence

    def on_math_block(self, token: Token) -> None:
        self.add(self.display(token))

    def display(self, token: Token) -> nodes.math_block:
        """Return a display formula with all that Sphinx's writers ask of one."""
        formula = portable(token.content)
        block = nodes.math_block(formula, formula, number=None, label=None, docname=self.docname)
        block["nowrap"] = block["no-wrap"] = False  # Sphinx before and since 8.2
        return block

    def on_hr(self, _token: Token) -> None:
        # A transition may only stand between sections.
        self.add(nodes.paragraph("", "* * *", classes=["aiglossary-rule"]))

    # Tables

    def on_table_open(self, _token: Token) -> None:
        table = nodes.table(classes=["colwidths-auto"])
        self.add(table)
        group = nodes.tgroup()
        table += group
        self.stack.append(group)

    def on_table_close(self, _token: Token) -> None:
        group = self.stack[-1]
        self.close()
        _complete(group)

    def on_thead_open(self, _token: Token) -> None:
        self.open(nodes.thead())

    def on_tbody_open(self, _token: Token) -> None:
        self.open(nodes.tbody())

    def on_tr_open(self, _token: Token) -> None:
        self.open(nodes.row())

    def on_th_open(self, token: Token) -> None:
        # The plugin writes `text-align:center`; the class is MyST's, for which themes have rules.
        style = str(token.attrs.get("style", ""))
        align = style.partition("text-align:")[2]
        entry = nodes.entry(classes=[f"text-{align}"] if align else [])
        self.add(entry)
        paragraph = nodes.paragraph()
        entry += paragraph
        self.stack.append(paragraph)

    def on_th_close(self, _token: Token) -> None:
        paragraph = self.stack[-1]
        self.close()
        if not paragraph.children:
            paragraph.parent.remove(paragraph)

    on_td_open, on_td_close = on_th_open, on_th_close
    on_thead_close = on_tbody_close = on_tr_close = close

    # Within a line

    def on_text(self, token: Token) -> None:
        self.words.append(token.content)

    def on_softbreak(self, _token: Token) -> None:
        self.words.append("\n")

    def on_hardbreak(self, _token: Token) -> None:
        if self.in_paragraph():
            self.add(_Break())
        else:
            self.words.append("\n")

    def on_code_inline(self, token: Token) -> None:
        self.add(nodes.literal(token.content, token.content))

    def on_math_inline(self, token: Token) -> None:
        formula = portable(token.content)
        self.add(nodes.math(formula, formula))

    def on_math_inline_double(self, token: Token) -> None:
        if not self.in_paragraph():
            self.on_math_inline(token)
            return
        # A display formula cannot stand in a paragraph: XHTML forbids it.
        self.on_paragraph_close(token)
        self.add(self.display(token))
        self.on_paragraph_open(token)

    def in_paragraph(self) -> bool:
        """Tell whether the innermost open node is a paragraph that may be divided."""
        top = self.stack[-1]
        return (
            isinstance(top, nodes.paragraph)
            and not isinstance(top.parent, nodes.entry)
            and top not in self.stack[:-1]
        )

    def on_em_open(self, _token: Token) -> None:
        self.open(nodes.emphasis())

    def on_strong_open(self, _token: Token) -> None:
        self.open(nodes.strong())

    def on_link_open(self, token: Token) -> None:
        href = str(token.attrs.get("href", ""))
        if (name := markdown.term_target(href)) and not self.in_link():
            xref, content = term_reference(name, self.origin, self.docname)
            self.add(xref)
            self.stack.append(content)
        elif href.lower().startswith(LINKED_SCHEMES) and not self.in_link():
            self.open(nodes.reference("", "", refuri=href, internal=False))
        else:
            self.open_nothing()

    def in_link(self) -> bool:
        """Tell whether a link is open."""
        return any(
            isinstance(node, nodes.reference) or "xref" in node.get("classes", ()) for node in self.stack
        )

    on_em_close = on_strong_close = on_link_close = close

    def on_image(self, token: Token) -> None:
        # Images that come in after reading break the HTML builder; a link to the image breaks nothing.
        source = str(token.attrs.get("src", ""))
        linked = source.lower().startswith(("http:", "https:")) and not self.in_link()
        if linked:
            self.open(nodes.reference("", "", refuri=source, internal=False))
        self.run(token.children or ())
        if linked:
            if not token.children:
                self.words.append(source)
            self.close()


def _lines(paragraph: nodes.Element) -> nodes.line_block:
    """Return a paragraph with hard breaks as lines."""
    block = nodes.line_block()
    line = nodes.line()
    for child in paragraph.children:
        if isinstance(child, _Break):
            block += line
            line = nodes.line()
        else:
            line += child
    block += line
    for node in (block, *block.children):
        node.source, node.line = paragraph.source, paragraph.line
    return block


def _complete(group: nodes.Element) -> None:
    """Give a table its columns: as many in every row, each with a width for the writers that print characters."""
    head, body = group[0], group[1] if len(group) > 1 else None
    if body is None:  # a head alone is no table for LaTeX
        group[:] = [nodes.tbody("", *head.children)]
    elif not head.astext().strip():
        group.remove(head)
    rows = list(group.findall(nodes.row))
    columns = max(len(row) for row in rows)
    for row in rows:
        row.extend(nodes.entry() for _ in range(columns - len(row)))
    widths = [max(3, *(min(len(row[column].astext()), 40) for row in rows)) for column in range(columns)]
    group["cols"] = columns
    group[:0] = [nodes.colspec(colwidth=width) for width in widths]
