"""Makes a copy of what one page shows fit for any other: no writer, transform or listener may stumble over it there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.token import Error
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes, lexers

from sphinxcontrib_aiglossary.ext.other_extensions.handlers import is_foreign

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_Node = TypeVar("_Node", bound=nodes.Element)


class aiglossary_figure(nodes.figure):  # noqa: N801 - docutils' way
    """A figure without a number.

    Sphinx looks for numbers, and for the ids that they go by, where the class of a node is one of those that it counts.
    Its writers treat this one as what it derives from, and so do those below.
    """


class aiglossary_table(nodes.table):  # noqa: N801 - docutils' way
    """A table without a number."""


class aiglossary_container(nodes.container):  # noqa: N801 - docutils' way
    """A block of code with a caption and without a number."""


_UNNUMBERED: Final[dict[type[nodes.Element], type[nodes.Element]]] = {
    nodes.figure: aiglossary_figure,
    nodes.table: aiglossary_table,
    nodes.container: aiglossary_container,
}
_LIKE: Final = (
    (nodes.Admonition, nodes.admonition),
    (nodes.Inline, nodes.inline),
    (nodes.TextElement, nodes.paragraph),
)
"""What stands for the node of an extension that derives from no element of docutils."""
_UNREAD: Final = "sd-hide-link-text"
"""The class by which ``sphinx-design`` gives no room to the address in a card that is a link as a whole."""
_TITLED: Final = (nodes.table, nodes.Admonition, nodes.topic, nodes.sidebar)
"""What may have a title; that of anything else is a heading of the page."""


def make_portable(holder: nodes.Element) -> None:
    """Change the resolved nodes of a definition that was taken out of its page.

    Args:
        holder: holds them; they have no ids any more.
    """
    for node in _all(holder, nodes.Element):
        if _UNREAD in node["classes"] and node.parent is not None:
            node.parent.remove(node)
    for node in _all(holder, nodes.Element):
        if is_foreign(type(node)):
            _drop_style(node)
            node.replace_self(_known(node))
    for section in _all(holder, nodes.section):
        section.replace_self(section.children)
    _take_numbers(holder)
    _move_headings(holder)
    for code in _all(holder, nodes.literal_block):
        _settle_language(code)
    for literal in _all(holder, nodes.literal):
        if literal.get("language") and _fails(literal["language"], literal.astext()):
            literal["language"] = None


def _take_numbers(holder: nodes.Element) -> None:
    """Put nodes that Sphinx does not count in place of those that it does."""
    for node in _all(holder, nodes.Element):
        unnumbered = _UNNUMBERED.get(type(node))
        if unnumbered and (unnumbered is not aiglossary_container or "literal_block" in node):
            node.replace_self(_unnumbered(unnumbered, node))


def _move_headings(holder: nodes.Element) -> None:
    """Make lines of the titles and captions of what is no more."""
    for title in _all(holder, nodes.title):
        if not isinstance(title.parent, _TITLED):
            title.replace_self(nodes.rubric("", "", *title.children))
    for caption in _all(holder, nodes.caption):
        if not isinstance(caption.parent, (nodes.figure, nodes.container)):
            caption.replace_self(nodes.paragraph("", "", *caption.children))


def _all(holder: nodes.Element, kind: type[_Node]) -> list[_Node]:
    """Return all nodes of a class within another one, which may then be replaced."""
    return [node for node in holder.findall(kind) if node is not holder]


def _unnumbered(kind: type[nodes.Element], node: nodes.Element) -> nodes.Element:
    """Return a figure, a table or a block of code that Sphinx does not count."""
    copy = kind(node.rawsource, **node.attributes)
    copy.source, copy.line = node.source, node.line
    for child in node.children:
        # It counts any container by the code that is its child
        is_code = isinstance(node, nodes.container) and isinstance(child, nodes.literal_block)
        copy += nodes.compound("", child) if is_code else child
    return copy


def _known(node: nodes.Element) -> list[nodes.Node]:
    """Return what stands for a node of another extension: of its words all, of its look what docutils has."""
    if not node.children:
        return []
    kind = _base(type(node))
    if kind is None and any(isinstance(child, nodes.Text) for child in node.children):
        kind = nodes.inline
    if kind is None:
        return node.children
    copy = kind("", **node.attributes)
    copy += node.children
    return [copy]


def _drop_style(node: nodes.Element) -> None:
    """Take the classes from a node of another extension, and from those of docutils that it stands among.

    The styles of the extension are made for what it has built: some hide a text until something else is chosen.
    """
    around = [node.parent, *node.parent.children] if isinstance(node.parent, nodes.container) else [node]
    for each in around:
        if isinstance(each, nodes.Element):
            each["classes"] = []


def _base(kind: type[nodes.Element]) -> type[nodes.Element] | None:
    """Return the element of docutils that is most like a class of nodes; ``None`` if there is none that is shown."""
    known = (
        each for each in kind.__mro__ if issubclass(each, nodes.Element) and each.__module__ == nodes.__name__
    )
    base = next((each for each in known if each.__name__ in nodes.node_class_names), None)
    if base is not None:
        return None if issubclass(base, nodes.Invisible) else base
    return next((like for group, like in _LIKE if issubclass(kind, group)), None)


def _settle_language(code: nodes.literal_block) -> None:
    """Let code be highlighted as on its own page, and without a word about what is wrong with it."""
    language = code.get("language") or "default"
    if not _knows(language):
        code["language"] = "none"
    elif language != "default":
        # Sphinx does so itself after it has warned; of its default language it says nothing
        code["force"] = True


def _knows(language: str) -> bool:
    """Tell whether Sphinx can highlight a language, as ``PygmentsBridge.get_lexer`` does."""
    return language in {"default", "guess"} or _lexer(language) is not None


def _fails(language: str, text: str) -> bool:
    """Tell whether Sphinx would complain when it highlights a text."""
    lexer = _lexer(language)
    return lexer is None or any(kind is Error for kind, _ in lexer.get_tokens(text))


def _lexer(language: str) -> Lexer | None:
    if language in lexers:
        return lexers[language]
    if language in lexer_classes:
        return lexer_classes[language]()
    with suppress(ClassNotFound):
        return get_lexer_by_name(language)
    return None
