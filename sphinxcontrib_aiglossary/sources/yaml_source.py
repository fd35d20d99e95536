"""The YAML form of a glossary, as people write it: every fault with its line, every sound concept read.

.. code-block:: yaml

   category: Mixture of experts          # for all concepts of the file that name none
   concepts:
     - term: Expert parallelism
       abbreviations: [EP]
       definition: One or two Markdown sentences.

Every scalar is text: ``NO``, ``ON``, ``1e3`` and ``null`` are terms like any other.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import yaml

from sphinxcontrib_aiglossary.markup.markdown import parse, walk
from sphinxcontrib_aiglossary.model import Entry, Origin
from sphinxcontrib_aiglossary.problems import Kind, Problem

from .base import Reading
from .yaml_advice import advice
from .yaml_fields import FIELDS, one_name
from .yaml_nodes import Fields, NodeReader, TooDeepError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .yaml_nodes import Node

MAX_LENGTH: Final = 256_000_000
"""Characters that one file may have."""
MAX_RESUMED: Final = 50
"""Syntax faults of one file after which reading goes on with the next concept."""

FILE_FIELDS: Final = ("category", "concepts")

_ABOVE: Final = ("#", "---", "%YAML", "%TAG", "!!", "!<")
"""What may stand above the first field: comments, marks, and tags, which are reported."""
# "category: Lithography", "- term: Die", "'term': x": what the first line of a YAML source looks like
_RE_FIELD: Final = re.compile(r"""(?:-\s+)*["']?([A-Za-z_]+)["']?\s*:(?:\s|$)""")
# "concepts:" at the margin, "- term: Die" anywhere
_RE_FORM: Final = re.compile(
    r"""^(?:["']?concepts["']?[ \t]*:|[ \t]*-[ \t]+["']?term["']?[ \t]*:)""", re.MULTILINE
)
# what YAML does not allow even in quotes: control characters, lone surrogates
_RE_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class YamlSource:
    """Reads the YAML form; a :class:`.Source`."""

    label = "YAML"

    def detect(self, text: str) -> bool:
        """Say whether a text means to be the YAML form, misspelt fields included."""
        lines = (line.strip() for line in text[:100_000].lstrip("\ufeff").splitlines())
        first = next((line for line in lines if line and not line.startswith(_ABOVE)), "")
        if first.startswith("{") and '"concepts"' in text:
            return True
        field = _RE_FIELD.match(first)
        if field is None:
            return False
        known = [*FILE_FIELDS, *FIELDS]
        return bool(get_close_matches(field[1].lower(), known, 1, 0.8)) or _RE_FORM.search(text) is not None

    def read(self, text: str, path: str) -> Reading:
        """Read the concepts of a file and report all its faults."""
        reading = _FileReading(path)
        if len(text) > MAX_LENGTH:
            reading.report(0, f"larger than {MAX_LENGTH:,} characters; split the file")
        else:
            reading.read(text.removeprefix("\ufeff"))
        return Reading(entries=reading.entries(), problems=reading.sorted_problems())


class _FileReading:
    """What has been read of one file so far."""

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._category: str | None = None
        self._concepts: list[dict[str, Any]] = []
        self._settled = 0
        self._listed = False
        self._item_line = 0
        self._reader: NodeReader

    def report(self, line: int, message: str) -> None:
        self.problems.append(Problem(kind=Kind.YAML, origin=Origin(self._path, line), message=message))

    def sorted_problems(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the file."""
        return tuple(sorted(self.problems, key=lambda problem: problem.origin.line))

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries; the category may stand below them, so they are made at the end."""
        if not self._listed and not self.problems:
            self.report(0, "expected a list under `concepts:`, found none")
        self._settle()
        return tuple(Entry(**fields, authored=True) for fields in self._concepts)

    def _settle(self) -> None:
        """Give the concepts read so far the category of their document; a file may hold several, each with its own."""
        default = (self._category,) if self._category else ()
        for fields in self._concepts[self._settled :]:
            fields.setdefault("categories", default)
        self._settled = len(self._concepts)
        self._category = None

    def read(self, text: str) -> None:
        """Read a whole text; after a syntax fault go on with the next concept."""
        text = self._printable(text)
        skipped = 0
        for _ in range(MAX_RESUMED):
            self._item_line = 0
            try:
                self._reader = NodeReader(text, self.report, skipped)
                self._stream()
            except TooDeepError:
                pass
            except yaml.YAMLError as error:
                self._report_syntax(error, text, skipped)
            else:
                return
            rest = _after_item(text, self._item_line - skipped) if self._item_line else None
            if rest is None:
                return
            # one line is put in front of the rest, so one line fewer was skipped
            start, body = rest
            text, skipped = f"concepts:\n{body}", skipped + start - 2
        self.report(skipped + 1, f"more than {MAX_RESUMED} syntax faults; the rest of the file is not read")

    def _printable(self, text: str) -> str:
        if text.replace("\n", "").isprintable():
            return text  # nearly every text; Python's notion is the narrower one, and far faster to ask for
        for found in _RE_UNPRINTABLE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            self.report(
                line, f"the character U+{ord(found[0]):04X} cannot stand in YAML; it is shown as U+FFFD"
            )
        return _RE_UNPRINTABLE.sub("\ufffd", text)

    def _report_syntax(self, error: yaml.YAMLError, text: str, skipped: int) -> None:
        if not isinstance(error, yaml.MarkedYAMLError):
            self.report(self._item_line, f"no valid YAML: {error}")
            return
        at_end = "end of stream" in (error.problem or "")
        # a quote that is never closed is reported where it opens
        mark = (error.context_mark if at_end else None) or error.problem_mark or error.context_mark
        line = mark.line + 1 + skipped if mark else self._item_line
        context = f" ({error.context})" if error.context else ""
        self.report(line, f"no valid YAML: {error.problem}{context}{advice(error, text)}")

    def _stream(self) -> None:
        reader = self._reader
        while not isinstance(event := reader.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
                self._settle()
            elif isinstance(event, yaml.MappingStartEvent):
                reader.refuse_tag(event)
                self._document()
            elif isinstance(event, yaml.SequenceStartEvent):
                self.report(reader.line(event), "expected `concepts:` above the list of concepts")
                self._list()
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                self.report(reader.line(event), "expected the fields `category` and `concepts`, found text")

    def _document(self) -> None:
        """Read the fields of a file, concept by concept."""
        reader = self._reader
        seen: set[str] = set()
        while not isinstance(event := reader.next(), yaml.MappingEndEvent):
            name = event.value if isinstance(event, yaml.ScalarEvent) else ""
            value = reader.next() if isinstance(event, yaml.ScalarEvent) else None
            if value is None:
                reader.node(event)
                self.report(reader.line(event), "expected the name of a field")
                reader.node(reader.next())
            elif name == "concepts" and isinstance(value, yaml.SequenceStartEvent):
                reader.refuse_tag(value)
                self._list()
            else:
                self._file_field(name, event, reader.node(value), seen)
            seen.add(name)

    def _file_field(self, name: str, event: yaml.Event, node: Node, seen: set[str]) -> None:
        line = self._reader.line(event)
        if name not in FILE_FIELDS:
            self.report(line, _unknown(name, FILE_FIELDS, "file"))
        elif name in seen or (name == "category" and self._category):
            self.report(line, f"`{name}` is given twice; the first is kept")
        elif name == "category":
            self._category = one_name(self, name, node)
        elif isinstance(node, yaml.ScalarEvent) and not node.value:
            self._listed = True
        elif not isinstance(node, Unreadable):
            self.report(line, "`concepts` expects a list: each concept starts with `- term:`")

    def _list(self) -> None:
        self._listed = True
        reader = self._reader
        while not isinstance(event := reader.next(), yaml.SequenceEndEvent):
            self._item_line = reader.line(event)
            node = reader.node(event)
            if isinstance(node, Fields):
                self._concept(node)
            elif not isinstance(node, Unreadable):
                self.report(self._item_line, "expected a concept with fields, `- term: …`")

    def _concept(self, node: Fields) -> None:
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for key, value in node.pairs:
            if not isinstance(key, yaml.ScalarEvent):
                self.report(self._reader.line(key), "expected the name of a field")
                continue
            name = key.value
            convert = FIELDS.get(name)
            if convert is None:
                self.report(self._reader.line(key), _unknown(name, tuple(FIELDS), "concept"))
            elif name in seen:
                self.report(self._reader.line(key), f"`{name}` is given twice; the first is kept")
            elif (converted := convert(self, name, value)) is not None:
                values[name] = converted
            seen.add(name)
        if values.get("term"):
            values["origin"] = Origin(self._path, node.line)
            self._concepts.append(values)
            self._report_formulas(values)
        elif "term" not in seen:
            self.report(node.line, "a concept without `term` is left out; write `- term: its preferred name`")

    def _report_formulas(self, values: Mapping[str, Any]) -> None:
        """Say which formulas of a concept are shown as text, as those of dumps are said."""
        for text in (values.get("definition", ""), values.get("article", "")):
            for token in walk(parse(text)) if "$" in text else ():
                if reason := token.meta.get("math_fault"):
                    message = f"{token.content.strip()!r} is shown as text: {reason}"
                    self.problems.append(Problem(kind=Kind.MATH, origin=values["origin"], message=message))

    def line(self, node: Node) -> int:
        return self._reader.line(node)


def _unknown(name: str, known: tuple[str, ...], of: str) -> str:
    if close := get_close_matches(name, known, 1, 0.6):
        return f"unknown field `{name}`; did you mean `{close[0]}`?"
    return f"unknown field `{name}`; the fields of a {of} are {', '.join(known)}"


def _after_item(text: str, item_line: int) -> tuple[int, str] | None:
    """Return the number and the text of the lines from the next concept on, or ``None`` when there is none.

    Args:
        text: The text that was being read.
        item_line: Line of the concept in which reading stopped.
    """
    lines = text.split("\n")
    opening = lines[item_line - 1]
    bullet = opening[: len(opening) - len(opening.lstrip())] + "- "
    for number in range(item_line, len(lines)):
        if lines[number].startswith(bullet):
            return number + 1, "\n".join(lines[number:])
    return None
