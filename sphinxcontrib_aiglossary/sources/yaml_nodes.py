"""YAML text as nodes with their lines, within bounds: no tag is obeyed, no alias multiplies, nothing nests deeply.

The nodes are built from parser events, one concept at a time: a fault leaves all that came before it readable, and the
stack of the C composer, which a deeply nested file would overflow, is not used at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH: Final = 16
"""Levels within one concept; the form needs three."""
MAX_SKIPPED: Final = 100
"""Levels that are passed over to save the rest of a concept; the time that libyaml takes grows with the square of them."""
MAX_ALIASED: Final = 10_000
"""Nodes that the aliases of one file may repeat; a handful is common, an alias bomb makes billions."""

# "\0", "\x1b", "\uFFFE" in double quotes
_RE_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD: Final = "tag:yaml.org,2002:"
_TEXT_TAGS: Final = frozenset({None, "!", f"{_STANDARD}str"})
_COLLECTION_TAGS: Final = frozenset({None, "!", f"{_STANDARD}seq", f"{_STANDARD}map"})


class TooDeepError(yaml.YAMLError):
    """The text is nested so deeply that the concept cannot be read to its end; the fault is reported already."""


@dataclass(slots=True)
class Items:
    """A sequence."""

    line: int
    items: list[Node]


@dataclass(slots=True)
class Fields:
    """A mapping; its keys may repeat."""

    line: int
    pairs: list[tuple[Node, Node]]


@dataclass(slots=True)
class Unreadable:
    """Stands for what was reported already."""

    line: int


Node = yaml.ScalarEvent | Items | Fields | Unreadable
"""A scalar stays the event it came as: a million of them need no second object."""


class NodeReader:
    """Reads nodes off the events of one YAML stream.

    Args:
        text: The YAML.
        report: Told of every fault.
        skipped: Lines of the file that stand before the text.
    """

    def __init__(self, text: str, report: Callable[[int, str], None], skipped: int = 0) -> None:
        self.next: Callable[[], yaml.Event] = _LOADER(text).get_event
        """Returns the next event; raises ``yaml.YAMLError`` where the text is no YAML."""
        self._report = report
        self._skipped = skipped
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._read = 0
        """Events within collections: what an alias would repeat."""
        self._aliased = 0

    def line(self, where: yaml.Event | Node) -> int:
        """Return the line, counted from 1, where an event or a node starts."""
        if isinstance(where, Items | Fields | Unreadable):
            return where.line
        line = where.start_mark.line if where.start_mark else 0
        return int(line) + 1 + self._skipped

    def node(self, event: yaml.Event, depth: int = 0) -> Node:
        """Return the node that starts with an event, read to its end."""
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"':
                self._without_controls(event)
            if event.tag is None and event.anchor is None:
                return event
            scalar: Node = event if event.tag in _TEXT_TAGS else self._tagged(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = scalar, 1
            return scalar
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if not isinstance(event, yaml.CollectionStartEvent):
            return Unreadable(self.line(event))
        before = self._read + self._aliased
        node = self._collection(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = node, self._read + self._aliased - before
        return node

    def _collection(self, event: yaml.CollectionStartEvent, depth: int) -> Node:
        if event.tag not in _COLLECTION_TAGS:
            self.skip()
            return self._tagged(event)
        if depth >= MAX_DEPTH:
            self._report(self.line(event), f"nested deeper than {MAX_DEPTH} levels; the form needs three")
            self.skip()
            return Unreadable(self.line(event))
        nodes: list[Node] = []
        while not isinstance(inner := self.next(), yaml.CollectionEndEvent):
            if (
                isinstance(inner, yaml.ScalarEvent)
                and inner.style != '"'
                and inner.anchor is inner.tag is None
            ):
                nodes.append(inner)  # nearly every scalar, and most events are scalars
            else:
                nodes.append(self.node(inner, depth + 1))
        self._read += len(nodes) + 1
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(self.line(event), nodes)
        return Fields(self.line(event), list(zip(nodes[::2], nodes[1::2], strict=True)))

    def skip(self) -> None:
        """Pass over the rest of the collection that has just started."""
        depth = 1
        while depth:
            if depth > MAX_SKIPPED:
                raise TooDeepError
            event = self.next()
            self._read += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)

    def refuse_tag(self, event: yaml.CollectionStartEvent) -> None:
        """Report the tag of a collection that is read all the same."""
        if event.tag not in _COLLECTION_TAGS:
            self._tagged(event)

    def _without_controls(self, event: yaml.ScalarEvent) -> None:
        """Replace what only an escape can bring into a text, and no output can print."""
        for found in dict.fromkeys(_RE_CONTROL.findall(event.value)):
            message = f"the character U+{ord(found):04X} cannot be printed; it is shown as U+FFFD"
            self._report(self.line(event), message)
        event.value = _RE_CONTROL.sub("\ufffd", event.value)

    def _tagged(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Unreadable:
        tag = str(event.tag).replace(_STANDARD, "!!")
        self._report(self.line(event), f"the tag {tag} is never obeyed; write plain text or a plain list")
        return Unreadable(self.line(event))

    def _alias(self, event: yaml.AliasEvent) -> Node:
        named = self._anchors.get(event.anchor or "")
        if named is None:
            self._report(self.line(event), f"the alias *{event.anchor} has no anchor before it")
            return Unreadable(self.line(event))
        node, size = named
        if self._aliased <= MAX_ALIASED < self._aliased + size:
            self._report(self.line(event), f"aliases repeat more than {MAX_ALIASED} values; write them out")
            self._aliased = MAX_ALIASED + 1
        elif self._aliased <= MAX_ALIASED:
            self._aliased += size
            return node
        return Unreadable(self.line(event))
