"""The configuration values: declared once, checked and documented from the declaration."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from . import builtin
from .model import Origin
from .problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_PREFIX: Final = "aiglossary_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The declaration of one configuration value."""

    name: str
    """With the prefix ``aiglossary_``."""
    type: str
    """The type in words, for the documentation and for messages."""
    default: tuple[str, ...]
    check: Callable[[object], str | None]
    """What is wrong with a value, or ``None``."""
    help: str
    """What the value does, reStructuredText."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The checked configuration of a project."""

    sources: tuple[str, ...] = (builtin.NAME,)
    exclude: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()


def _check_strings(value: object) -> str | None:
    if isinstance(value, str) or not isinstance(value, (list, tuple, set, frozenset)):
        return f"is {value!r}, expected a list of strings"
    for item in value:
        if not isinstance(item, str):
            return f"holds {item!r}, expected strings only"
        if not item.strip():
            return "holds an empty string"
    return None


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
        help="Categories that decide when a name belongs to several concepts, the most preferred first. The field "
        "``aiglossary-prefer`` in the metadata of a page goes before.",
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
    checked: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for declared in VALUES:
        value = values.get(declared.name, declared.default)
        fault = declared.check(value)
        if fault is not None:
            message = f"{declared.name} {fault}; the default {list(declared.default)!r} is used"
            problems.append(Problem(kind=Kind.CONFIG, origin=Origin(path), message=message))
            value = declared.default
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        checked[declared.name.removeprefix(_PREFIX)] = tuple(items)  # type: ignore[arg-type] # checked above
    return Settings(**checked), tuple(problems)


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
