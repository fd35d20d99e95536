"""A docutils tree that grows from tokens, and the page that it grows for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from sphinxcontrib_aiglossary.model import Origin

N = TypeVar("N", bound=nodes.Element)


@dataclass(frozen=True, slots=True)
class Page:
    """The document in which nodes will stand."""

    docname: str = ""
    confdir: Path | None = None
    """The folder that the paths of sources are relative to."""

    def place(self, node: N, origin: Origin) -> N:
        """Let a node say where its text was read, so that Sphinx's warnings name the author's file."""
        builtin = self.confdir is None or origin.path.startswith("<")
        node.source = origin.path if builtin else str(Path(self.confdir or "", origin.path))
        node.line = origin.line
        return node


NOWHERE: Final = Page()
"""No document yet."""


class Break(nodes.Element):  # type: ignore[misc, unused-ignore]
    """A hard line break while its paragraph is open; no tree ever leaves this module with one."""


def attach(parent: nodes.Element, node: nodes.Node) -> None:
    """Append a node to one that stands in no document yet.

    Docutils (0.22) would look for the document at each node, from parent to parent.
    """
    node.parent = parent
    parent.children.append(node)


class Tree:
    """Nodes under construction; ``_on_X`` of the classes below handles the token type ``X``."""

    _handlers: ClassVar[dict[str, Callable[[Any, Token], None]]]
    """The methods by token type, as far as they were asked for."""

    def __init_subclass__(cls) -> None:
        cls._handlers = {}

    def __init__(self, origin: Origin, page: Page) -> None:
        self.origin = origin
        self.page = page
        self.holder = nodes.Element()
        # One item for each open token; markup that is dropped repeats its parent, which then takes the content.
        self.stack: list[nodes.Element] = [self.holder]
        self.words: list[str] = []

    def run(self, tokens: Sequence[Token]) -> None:
        """Handle tokens in reading order."""
        handlers = self._handlers
        for token in tokens:
            kind = token.type
            if kind not in handlers:
                handlers[kind] = getattr(type(self), f"_on_{kind}", Tree._on_unknown)
            handlers[kind](self, token)

    def add(self, node: nodes.Element) -> None:
        """Append a node to the innermost open one."""
        if self.words:
            self.flush()
        attach(self.stack[-1], self.page.place(node, self.origin))

    def open(self, node: nodes.Element) -> None:
        """Append a node that takes what follows."""
        self.add(node)
        self.stack.append(node)

    def open_nothing(self) -> None:
        """Let the parent take what an unwanted markup encloses."""
        self.stack.append(self.stack[-1])

    def close(self, _token: Token | None = None) -> None:
        """Close the innermost open node."""
        if self.stack[-1] is not self.stack[-2]:
            self.flush()
        self.stack.pop()

    def flush(self) -> None:
        """Append the words collected so far as one text node."""
        if not self.words:
            return
        text = "".join(self.words)
        self.words.clear()
        parent = self.stack[-1]
        if isinstance(parent, nodes.paragraph) and (not parent.children or isinstance(parent[-1], Break)):
            text = text.lstrip()
        if text:
            attach(parent, nodes.Text(text))

    def _on_unknown(self, token: Token) -> None:
        """Keep the words of a token that this module does not know."""
        self.words.append(token.content)

    def _on_inline(self, token: Token) -> None:
        self.run(token.children or ())
