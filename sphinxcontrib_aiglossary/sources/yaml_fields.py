"""The fields of a concept in the YAML form, and how the value of each is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, Final, Protocol

import yaml

from .yaml_nodes import Fields, Items, Node, Unreadable

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of Unicode: controls, joiners and marks of direction, separators."""


class Told(Protocol):
    """Who is told of the faults of a file."""

    def report(self, line: int, message: str) -> None:
        """Note a fault of a line."""

    def line(self, node: Node) -> int:
        """Return the line of a node."""


def _found(node: Node) -> str:
    return {Items: "a list", Fields: "fields"}.get(type(node), "text")


def _text(told: Told, field: str, node: Node) -> str | None:
    """Return a text of any length; ``None`` when it is empty or was reported."""
    if isinstance(node, yaml.ScalarEvent):
        return str(node.value).strip("\n").rstrip() or None
    if not isinstance(node, Unreadable):
        told.report(told.line(node), f"`{field}` expects one text, found {_found(node)}")
    return None


def one_name(told: Told, field: str, node: Node) -> str | None:
    """Return a name on one line; ``None`` when it is empty or was reported."""
    words = _text(told, field, node)
    if isinstance(node, yaml.ScalarEvent) and not (words and visible(words)):
        told.report(told.line(node), f"`{field}` is empty")
        return None
    return " ".join(words.split()) if words else None


def visible(text: str) -> bool:
    """Tell whether anything of a text can be seen: not only spaces, joiners and marks of direction."""
    return text[:1].isalnum() or any(unicodedata.category(char) not in _UNSEEN for char in text)


def _names(told: Told, field: str, node: Node) -> tuple[str, ...] | None:
    """Return a list of names, each once and on one line."""
    if isinstance(node, Items):
        names = (_item(told, field, item) for item in node.items)
        return tuple(dict.fromkeys(name for name in names if name))
    if isinstance(node, yaml.ScalarEvent) and not node.value:
        return None
    if not isinstance(node, Unreadable):
        example = f"; write `{field}: [{node.value}]`" if isinstance(node, yaml.ScalarEvent) else ""
        told.report(told.line(node), f"`{field}` expects a list, found {_found(node)}{example}")
    return None


def _item(told: Told, field: str, node: Node) -> str | None:
    if isinstance(node, yaml.ScalarEvent):
        name = " ".join(node.value.split())
        if not visible(name):
            told.report(told.line(node), f"`{field}` has an empty item")
            return None
        return name
    if not isinstance(node, Unreadable):
        hint = "; put quotes round a text that holds `: `" if isinstance(node, Fields) else ""
        told.report(told.line(node), f"`{field}` expects a list of texts, found {_found(node)} in it{hint}")
    return None


def _plural(told: Told, field: str, node: Node) -> str | bool | None:
    """Return the plural form, or ``False`` for an unquoted ``false``."""
    if isinstance(node, yaml.ScalarEvent):
        plain = node.style in {None, ""}
        if plain and node.value.lower() == "false":
            return False
        if plain and node.value.lower() in {"", "true", "null", "~"}:
            told.report(told.line(node), f"`{field}` expects the plural form, or `false` for none")
            return None
        return " ".join(node.value.split()) or None
    if not isinstance(node, Unreadable):
        message = f"`{field}` expects the plural form or `false`, found {_found(node)}"
        told.report(told.line(node), message)
    return None


def _switch(told: Told, field: str, node: Node) -> bool | None:
    """Return what an unquoted ``true`` or ``false`` says."""
    if isinstance(node, yaml.ScalarEvent):
        plain = node.style in {None, ""}
        if plain and node.value.lower() in {"true", "false"}:
            return bool(node.value.lower() == "true")
        found = f"`{node.value}`" if plain and node.value else "text" if node.value else "nothing"
        told.report(told.line(node), f"`{field}` expects `true` or `false`, found {found}")
    elif not isinstance(node, Unreadable):
        told.report(told.line(node), f"`{field}` expects `true` or `false`, found {_found(node)}")
    return None


Convert = Callable[[Told, str, Node], Any]
"""Reads the value of a field; ``None`` when there is none or it was reported."""

FIELDS: Final[dict[str, Convert]] = {
    "term": one_name,
    "abbreviations": _names,
    "synonyms": _names,
    "plural": _plural,
    "categories": _names,
    "definition": _text,
    "article": _text,
    "see": _names,
    "deprecated": _names,
    "autolink": _switch,
    "keywords": _names,
    "seed": _names,
}
