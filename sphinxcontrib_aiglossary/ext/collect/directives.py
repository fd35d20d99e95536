"""The directives; those that print something leave a placeholder, and none decides anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import SubstitutionDef
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_aiglossary.ext.warnings_ import warn
from sphinxcontrib_aiglossary.problems import Kind

from .letter_option import parse_letters
from .placeholder_nodes import aiglossary_abbreviations, aiglossary_categories, aiglossary_placement
from .prose_blocks import NOLINK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.util.typing import OptionSpec


class _AnyOption(dict[str, "Callable[[str], Any]"]):
    """An option list that takes every option, so that a bad one is left out by us instead of the whole directive."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return directives.unchanged

    def __bool__(self) -> bool:
        return True  # MyST looks for options only if there are any


def _choice(*choices: str) -> Callable[[str], str]:
    def convert(value: str) -> str:
        if (chosen := value.strip().lower()) not in choices:
            raise ValueError(f"is {value.strip()!r}, expected {' or '.join(choices)}")
        return chosen

    return convert


def _names(value: str) -> tuple[str, ...]:
    if not (names := tuple(filter(None, map(str.strip, value.replace("\n", ",").split(","))))):
        raise ValueError("is empty, expected names separated by commas")
    return names


def _letters(value: str) -> tuple[str, ...]:
    parts = _names(value) if value.strip() else ()
    parse_letters(parts)
    return parts


def _flag(value: str) -> bool:
    if value.strip():
        raise ValueError(f"takes no value, found {value.strip()!r}")
    return True


OPTIONS: Final[dict[str, Callable[[str], Any]]] = {
    "show": _choice("used", "all"),
    "categories": _names,
    "letters": _letters,
    "detail": _choice("brief", "full"),
    "local": _flag,
    "uses": _flag,
}
"""The options of ``aiglossary``; each converter raises ``ValueError`` with what is wrong."""

TABLE_OPTIONS: Final = {name: OPTIONS[name] for name in ("categories", "local")}
"""The options of ``aiglossary-abbreviations``."""


def read_options(
    options: Mapping[str, str | None],
    known: Mapping[str, Callable[[str], Any]] = OPTIONS,
    directive: str = "aiglossary",
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the usable options, converted, and one message for each of the others.

    Args:
        options: as written.
        known: the converters of the options that the directive has.
        directive: its name.
    """
    usable: dict[str, Any] = {}
    faults: list[str] = []
    for written, value in options.items():
        # docutils folds the case, MyST does not
        name = written.lower()
        if (convert := known.get(name)) is None:
            listed = ", ".join(f":{option}:" for option in known)
            faults.append(f"{directive} has no option :{written}:, only {listed}; it is left out")
            continue
        try:
            usable[name] = convert(value or "")
        except ValueError as error:
            faults.append(f"option :{name}: {error}; it is left out")
    return usable, tuple(faults)


def _written(directive: SphinxDirective) -> dict[str, Any]:
    """Return the options that the author wrote: docutils adds one to the directive of a substitution."""
    options = dict(directive.options)
    if isinstance(directive.state, SubstitutionDef):
        options.pop("alt", None)
    return options


class AIGlossary(SphinxDirective):
    """Places a glossary: the concepts in use, or all of them, by category and letter."""

    option_spec: ClassVar[OptionSpec | None] = _AnyOption(dict.fromkeys(OPTIONS, directives.unchanged))

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder with the options."""
        node = aiglossary_placement()
        node["placement"] = _filters(self, OPTIONS)
        self.set_source_info(node)
        return [node]


def _filters(directive: SphinxDirective, known: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    """Return what the placeholder of a directive keeps: where it stands, and its usable options."""
    usable, faults = read_options(_written(directive), known, directive.name)
    for fault in faults:
        warn(Kind.OPTION, fault, directive.get_location())
    env = directive.env
    return {
        "docname": env.docname,
        "number": env.new_serialno(directive.name),
        "line": directive.lineno,
        **usable,
    }


class AIGlossaryCategories(SphinxDirective):
    """Places a list of the categories that the glossary prints, with counts, linked to the index of categories."""

    option_spec: ClassVar[OptionSpec | None] = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder."""
        for name in _written(self):
            message = f"aiglossary-categories has no option :{name}:; it is left out"
            warn(Kind.OPTION, message, self.get_location())
        node = aiglossary_categories(docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class AIGlossaryAbbreviations(SphinxDirective):
    """Places a table of the abbreviations that the glossary prints, with what they stand for."""

    option_spec: ClassVar[OptionSpec | None] = _AnyOption(dict.fromkeys(TABLE_OPTIONS, directives.unchanged))

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder with the options."""
        node = aiglossary_abbreviations(table=_filters(self, TABLE_OPTIONS))
        self.set_source_info(node)
        return [node]


class AIGlossaryNolink(SphinxDirective):
    """A region of text in which no mention becomes a link by itself."""

    has_content = True
    option_spec: ClassVar[OptionSpec | None] = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Return the content, marked."""
        for name in _written(self):
            message = f"aiglossary-nolink has no option :{name}:; it is left out"
            warn(Kind.OPTION, message, self.get_location())
        if not self.content:
            warn(Kind.OPTION, "aiglossary-nolink is empty; write the text into it", self.get_location())
            return []
        found = self.parse_content_to_nodes()
        for node in found:
            if isinstance(node, nodes.Element):
                node[NOLINK] = True
        self.state.document[NOLINK] = False  # there are marks to be taken away
        return found
