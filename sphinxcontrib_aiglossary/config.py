"""The configuration values: declared once, checked and documented from the declaration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from . import builtin
from .model import Origin
from .problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PREFIX: Final = "aiglossary_"
_RE_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The declaration of one configuration value."""

    name: str
    """With the prefix ``aiglossary_``."""
    type: str
    """The type in words, for the documentation and for messages."""
    default: tuple[str, ...] | Mapping[str, str] | str | bool
    check: Callable[[object], str | None]
    """What is wrong with a value, or ``None``."""
    help: str
    """What the value does, reStructuredText."""
    shapes_reading: bool = False
    """Whether it decides what is noted while a document is read, so that a change has all of them read again."""

    @property
    def shown_default(self) -> str:
        """The default as an author would write it in ``conf.py``."""
        return repr(self.plain_default)

    @property
    def plain_default(self) -> list[str] | dict[str, str] | str | bool:
        """The default as a value that belongs to the project."""
        if isinstance(self.default, tuple):
            return list(self.default)
        return dict(self.default) if isinstance(self.default, Mapping) else self.default


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The checked configuration of a project."""

    sources: tuple[str, ...] = (builtin.NAME,)
    exclude: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    first_use: str = "page"
    autolink: str = "off"
    autolink_categories: tuple[str, ...] = ()
    autolink_exclude: tuple[str, ...] = ()
    autolink_definitions: bool = True
    tips: bool = True
    endnotes: bool = False
    structured_data: bool = True
    tips_elsewhere: bool = True
    publish: bool = True
    filter: bool = True
    warn_unused: bool = False


def _check_strings(value: object) -> str | None:
    if isinstance(value, str) or not isinstance(value, (list, tuple, set, frozenset)):
        return f"is {value!r}, expected a list of strings"
    return next(filter(None, map(_check_string, value)), None)


def _check_string(value: object) -> str | None:
    if not isinstance(value, str):
        return f"holds {value!r}, expected strings only"
    if not value.strip():
        return "holds an empty string"
    if _RE_SURROGATE.search(value):
        return f"holds {value!a}, which has half of a surrogate pair and can be written nowhere"
    return None


def _check_names(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return f"is {value!r}, expected a dictionary of strings"
    return next((fault for names in value.items() for fault in map(_check_string, names) if fault), None)


def _choice(*choices: str) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        return None if value in choices else f"is {value!r}, expected {' or '.join(map(repr, choices))}"

    return check


def _check_switch(value: object) -> str | None:
    return None if isinstance(value, bool) else f"is {value!r}, expected True or False"


FIRST_USE: Final = ("page", "chapter", "document", "off")
"""The parts of a project in each of which ``:gls:`` writes a name out once."""

AUTOLINK: Final = ("off", "first-in-page", "first-in-section", "all")
"""Which plain mentions of names in documents become links."""

VALUES: Final = (
    Value(
        name="aiglossary_sources",
        type="list of strings",
        default=(builtin.NAME,),
        check=_check_strings,
        help="Where concepts are read from: paths or globs relative to ``conf.py``, or ``builtin`` for the built-in "
        "glossary. The earlier source wins where two define one name. ``[]`` leaves only hand-written glossaries.",
    ),
    Value(
        name="aiglossary_exclude",
        type="list of strings",
        default=(),
        check=_check_strings,
        help="Names that the project uses in another sense (``die``, ``via``). A concept whose term is excluded is left "
        "out with all its names; an excluded synonym or abbreviation merely stops being a name.",
    ),
    Value(
        name="aiglossary_prefer",
        type="list of strings",
        default=(),
        check=_check_strings,
        help="Categories, or groups of them, that decide when a name belongs to several concepts, the most preferred "
        "first. The field ``aiglossary-prefer`` in the metadata of a page goes before.",
    ),
    Value(
        name="aiglossary_renamed",
        type="dictionary of strings",
        default=MappingProxyType({}),
        check=_check_names,
        help="New names by old ones. An old name resolves, with a warning that tells the new one, and old addresses lead to "
        "the entry of the new one, also from other projects. It is neither printed nor listed.",
    ),
    Value(
        name="aiglossary_first_use",
        type=" | ".join(map(repr, FIRST_USE)),
        default="page",
        check=_choice(*FIRST_USE),
        help="Where ``:gls:`` writes *long form (short form)*: at its first use in each page, in each chapter (an entry "
        "of the root document's tables of contents, with all below it), in the whole document, or nowhere.",
    ),
    Value(
        name="aiglossary_autolink",
        type=" | ".join(map(repr, AUTOLINK)),
        default="off",
        check=_choice(*AUTOLINK),
        help="Which plain mentions of terms in documents become links: none, the first of each concept in a page or in "
        "a section, or all. The field ``aiglossary-autolink`` in the metadata of a page goes before.",
        shapes_reading=True,
    ),
    Value(
        name="aiglossary_autolink_categories",
        type="list of strings",
        default=(),
        check=_check_strings,
        help="Categories, or groups of them, of the built-in glossary whose names are links where they are mentioned, besides "
        "the groups that the project refers to itself. In all others only names that cannot mean anything else are found.",
    ),
    Value(
        name="aiglossary_autolink_exclude",
        type="list of strings",
        default=(),
        check=_check_strings,
        help="Names that are no links where they are merely mentioned, and globs of pages without such links "
        "(``changelog``, ``releases/*``). Roles still find the names; the field ``aiglossary-autolink`` of a page goes before.",
        shapes_reading=True,
    ),
    Value(
        name="aiglossary_autolink_definitions",
        type="bool",
        default=True,
        check=_check_switch,
        help="Whether the first mention of another printed concept in a definition or article of the glossary is a link.",
    ),
    Value(
        name="aiglossary_tips",
        type="bool",
        default=True,
        check=_check_switch,
        help="Whether HTML pages show the definition of a term when the reader points at a link to it, focuses the link or "
        "taps it. Without it, pages have no script or style for that, and the links no ``title``.",
    ),
    Value(
        name="aiglossary_endnotes",
        type="bool",
        default=False,
        check=_check_switch,
        help="Whether an HTML page that a reader prints ends with the definitions of the terms that it links to.",
    ),
    Value(
        name="aiglossary_structured_data",
        type="bool",
        default=True,
        check=_check_switch,
        help="Whether HTML pages that print terms also hold them as data for programs, such as search engines: schema.org's "
        "``DefinedTermSet`` in JSON-LD.",
    ),
    Value(
        name="aiglossary_tips_elsewhere",
        type="bool",
        default=True,
        check=_check_switch,
        help="Whether links to terms of other projects show the definitions that these publish, with ``sphinx.ext.intersphinx``. "
        "The build fetches them as it fetches inventories; without it, nothing is fetched.",
    ),
    Value(
        name="aiglossary_publish",
        type="bool",
        default=True,
        check=_check_switch,
        help="Whether HTML builds write ``aiglossary.json`` beside ``objects.inv``, so that other projects can show the "
        "definitions of this one beside their links.",
    ),
    Value(
        name="aiglossary_filter",
        type="bool",
        default=True,
        check=_check_switch,
        help="Whether HTML pages with ten terms or more let the reader filter them by words and by category, and copy a "
        "link to each.",
    ),
    Value(
        name="aiglossary_warn_unused",
        type="bool",
        default=False,
        check=_check_switch,
        help="Whether each concept of the project's own YAML sources that no document uses is a warning, at its line; "
        "without it, the build counts them in one info line.",
    ),
)
"""Every configuration value of the extension. The documentation prints this table."""


def settings(values: Mapping[str, object], path: str = "conf.py") -> tuple[Settings, tuple[Problem, ...]]:
    """Check the configuration of a project.

    Args:
        values: the values that the project states, by name; a missing one has its default.
        path: the file to name in problems.

    Returns:
        The settings, with the default in place of a value that is not usable, and one problem for each of those.
    """
    checked: dict[str, Any] = {}
    problems: list[Problem] = []
    for declared in VALUES:
        value = values.get(declared.name, declared.default)
        fault = _fault(declared, value)
        if fault is not None:
            message = f"{declared.name} {fault}; the default {declared.shown_default} is used"
            problems.append(Problem(kind=Kind.CONFIG, origin=Origin(path), message=message))
            value = declared.default
        checked[declared.name.removeprefix(_PREFIX)] = _frozen(value)
    return Settings(**checked), tuple(problems)


def _fault(declared: Value, value: object) -> str | None:
    try:
        fault = declared.check(value)
        # Whatever the object says of itself is said in a terminal
        return fault and fault.encode("utf-8", "backslashreplace").decode()
    except Exception as error:  # noqa: BLE001 - an object of ``conf.py`` may do anything when it is looked at
        return f"cannot be read ({type(error).__name__})"


def _frozen(value: Any) -> Any:
    """Return a checked value that nobody can change, of plain types alone."""
    if isinstance(value, Mapping):
        return tuple((str.__str__(old), str.__str__(new)) for old, new in value.items())
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(map(str.__str__, value)))
    if isinstance(value, (list, tuple)):
        return tuple(map(str.__str__, value))
    return str.__str__(value) if isinstance(value, str) else value


def plain(chosen: Settings) -> dict[str, list[str] | dict[str, str] | str | bool]:
    """Return settings as values of a configuration, by their whole names: what can be kept with any environment."""
    found: dict[str, list[str] | dict[str, str] | str | bool] = {}
    for declared in VALUES:
        value = getattr(chosen, declared.name.removeprefix(_PREFIX))
        if isinstance(declared.default, Mapping):
            value = dict(value)
        found[declared.name] = list(value) if isinstance(value, tuple) else value
    return found


def unknown(names: Iterable[str], path: str = "conf.py") -> tuple[Problem, ...]:
    """Return one problem for each name that looks like a configuration value of this extension and is none.

    Args:
        names: the names that the project defines.
        path: the file to name in problems.
    """
    known = [declared.name.removeprefix(_PREFIX) for declared in VALUES]
    problems = []
    for name in names:
        own = name.removeprefix(_PREFIX)
        if own != name and own not in known:
            close = get_close_matches(own, known, 1)
            listed = ", ".join(_PREFIX + each for each in known)
            advice = f"did you mean {_PREFIX}{close[0]}?" if close else f"the values are {listed}"
            message = f"no configuration value is called {name}; {advice}"
            problems.append(Problem(kind=Kind.CONFIG, origin=Origin(path), message=message))
    return tuple(problems)
