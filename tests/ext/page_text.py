"""Documents as data: blocks that are written in reStructuredText or in MyST, with our extension or as plain Sphinx."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Markup(Protocol):
    """How one of the two languages writes what documents are made of."""

    suffix: str

    def head(self, title: str, metadata: Mapping[str, str]) -> list[str]:
        """Return the metadata of a document and its title."""
        ...

    def role(self, name: str, text: str) -> str:
        """Return a role."""
        ...

    def link(self, name: str) -> str:
        """Return a link to whatever has a name."""
        ...

    def directive(
        self,
        name: str,
        argument: str = "",
        options: Mapping[str, str] | None = None,
        body: Iterable[str] = (),
    ) -> list[str]:
        """Return a directive."""
        ...

    def section(self, title: str, label: str) -> list[str]:
        """Return the heading of a section below the title, with a label unless that is empty."""
        ...

    def definitions(self, entries: Iterable[Sequence[str]]) -> list[str]:
        """Return a hand-written glossary, each entry with one or more terms."""
        ...


class Rst:
    """ReStructuredText."""

    suffix = ".rst"

    def head(self, title: str, metadata: Mapping[str, str]) -> list[str]:
        """Return a field list and an underlined title."""
        fields = [f":{name}: {value}" for name, value in metadata.items()]
        return [*fields, "", title, "=" * len(title), ""]

    def role(self, name: str, text: str) -> str:
        """Return a role between colons."""
        return f":{name}:`{text}`"

    def link(self, name: str) -> str:
        """Return the role ``any``: there is no other link to just a name."""
        return self.role("any", name)

    def directive(
        self,
        name: str,
        argument: str = "",
        options: Mapping[str, str] | None = None,
        body: Iterable[str] = (),
    ) -> list[str]:
        """Return an explicit markup block."""
        head = [
            f".. {name}:: {argument}".rstrip(),
            *(f"   :{key}: {text}" for key, text in (options or {}).items()),
        ]
        return [*head, "", *(f"   {line}".rstrip() for line in body), ""]

    def section(self, title: str, label: str) -> list[str]:
        """Return an explicit target and an underlined heading."""
        return [*([f".. _{label}:", ""] if label else []), title, "-" * len(title), ""]

    def definitions(self, entries: Iterable[Sequence[str]]) -> list[str]:
        """Return the directive ``glossary``."""
        return self.directive("glossary", body=_stacked(entries))


class Myst:
    """MyST, Markdown with roles and directives; its glossaries are definition lists with a class."""

    suffix = ".md"

    def head(self, title: str, metadata: Mapping[str, str]) -> list[str]:
        """Return front matter and a heading."""
        front = [f"{name}: {text or 'true'}" for name, text in metadata.items()]
        return [*(["---", *front, "---", ""] if front else []), f"# {title}", ""]

    def role(self, name: str, text: str) -> str:
        """Return a role in braces."""
        return f"{{{name}}}`{text}`"

    def link(self, name: str) -> str:
        """Return a Markdown link without a scheme."""
        return f"[{name}](<{name}>)"

    def directive(
        self,
        name: str,
        argument: str = "",
        options: Mapping[str, str] | None = None,
        body: Iterable[str] = (),
    ) -> list[str]:
        """Return a fence of colons, one longer than those within."""
        lines = list(body)
        inner = max((len(line) - len(line.lstrip(":")) for line in lines), default=0)
        fence = ":" * max(3, inner + 1)
        head = [
            f"{fence}{{{name}}} {argument}".rstrip(),
            *(f":{key}: {text}" for key, text in (options or {}).items()),
        ]
        return [*head, *([""] if options else []), *lines, fence, ""]

    def section(self, title: str, label: str) -> list[str]:
        """Return a target and a heading."""
        return [*([f"({label})="] if label else []), f"## {title}", ""]

    def definitions(self, entries: Iterable[Sequence[str]]) -> list[str]:
        """Return a definition list with the class ``glossary``, or the directive where an entry has several terms."""
        entries = list(entries)
        if any(len(terms) > 1 for terms in entries):
            return self.directive("glossary", body=_stacked(entries))
        return ["{.glossary}", *(line for (term,) in entries for line in (term, ": By hand.", ""))]


def _stacked(entries: Iterable[Sequence[str]]) -> list[str]:
    """Return the content of the directive ``glossary``."""
    return [line for terms in entries for line in (*terms, "   By hand.", "")]


RST: Final = Rst()
MYST: Final = Myst()


class Block(Protocol):
    """A part of a document."""

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:
        """Return the block in a markup.

        Args:
            markup: the language.
            plain: whether the extension is absent: its roles become text, its directives nothing.
        """
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: str

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:  # noqa: ARG002 - part of the protocol
        """Return the words."""
        return [self.words, ""]


@dataclass(frozen=True, slots=True)
class Use:
    """A paragraph that refers to a name; ``role`` may be ``link``."""

    role: str
    name: str
    before: str = "See"
    """What the paragraph begins with; ``rubric`` makes it one."""

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:
        """Return the reference, as text where Sphinx does not know the role."""
        if self.role == "link":
            reference = markup.link(self.name)
        elif plain and self.role not in ("term", "any", "ref"):
            reference = self.name
        else:
            reference = markup.role(self.role, self.name)
        if self.before == "rubric":
            return markup.directive("rubric", f"On {reference}")
        return [f"{self.before} {reference} here.", ""]


@dataclass(frozen=True, slots=True)
class Inside:
    """A directive with blocks within, such as ``only`` or ``note``; one of ours is not there in plain Sphinx."""

    directive: str
    argument: str
    blocks: tuple[Block, ...]

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:
        """Return the directive with its content."""
        body = lines_of(self.blocks, markup, plain=plain)
        if plain and self.directive.startswith("aiglossary"):
            return body
        return markup.directive(self.directive, self.argument, body=body)


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive without content; one of ours is not there in plain Sphinx."""

    directive: str
    argument: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:
        """Return the directive."""
        if plain and self.directive.startswith("aiglossary"):
            return []
        return markup.directive(self.directive, self.argument, dict(self.options))


@dataclass(frozen=True, slots=True)
class ByHand:
    """A hand-written glossary."""

    entries: tuple[tuple[str, ...], ...]
    """The terms of each entry."""

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:  # noqa: ARG002 - part of the protocol
        """Return the glossary."""
        return markup.definitions(self.entries)


@dataclass(frozen=True, slots=True)
class Section:
    """The heading of a section."""

    title: str
    label: str = ""

    def lines(self, markup: Markup, *, plain: bool) -> list[str]:  # noqa: ARG002 - part of the protocol
        """Return the heading."""
        return markup.section(self.title, self.label)


def lines_of(blocks: Sequence[Block], markup: Markup, *, plain: bool) -> list[str]:
    """Return blocks one after another."""
    return [line for block in blocks for line in block.lines(markup, plain=plain)]


@dataclass
class PageText:
    """A document."""

    markup: Markup
    title: str
    titled: str = ""
    """A name in the title, by the role ``gls``."""
    metadata: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    """The documents in its toctree."""

    def written(self, *, plain: bool) -> str:
        """Return the text of the file."""
        metadata = {
            name: text
            for name, text in self.metadata.items()
            if not (plain and name.startswith("aiglossary"))
        }
        title = self.title
        if self.titled:
            title = f"{title} of {self.titled if plain else self.markup.role('gls', self.titled)}"
        lines = self.markup.head(title, metadata)
        lines += lines_of(self.blocks, self.markup, plain=plain)
        if self.below:
            lines += self.markup.directive("toctree", body=self.below)
        return "\n".join(lines) + "\n"
