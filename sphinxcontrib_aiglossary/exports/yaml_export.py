"""A glossary in the YAML form of this extension, to be read again and to be carried on by hand.

Concepts stand in the order of their leading categories, each with its ``categories``. What the form has no field for
(the other definitions of a concept) stands at the end of the article under a heading; the records of a dump are the
``seed`` of their concept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from .layout import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Concept, Detail


_RE_STRAY_SPACE = re.compile(r"(?<![ \t])[ \t]$", re.MULTILINE)


def export(concepts: Sequence[Concept], detail: Detail = "full") -> str:
    """Return a YAML document.

    Args:
        concepts: in print order.
        detail: without articles, or with them.
    """
    groups: dict[str, list[Concept]] = {}
    for concept in concepts:
        groups.setdefault(concept.categories[0] if concept.categories else "", []).append(concept)
    parts = ["concepts:\n"]
    for category in sorted(groups, key=lambda title: (title.casefold(), title)):
        heading = "".join(char if char.isprintable() else " " for char in category)
        parts.append(f"\n# {heading or 'Without a category'}\n\n")
        parts.append("\n".join(_dumped(dict(_fields(concept, detail))) for concept in groups[category]))
    return "".join(parts) if concepts else "concepts: []\n"


def _fields(concept: Concept, detail: Detail) -> Iterator[tuple[str, Any]]:
    """Yield the fields in the order in which an author would write them, empty ones left out."""
    yield "term", concept.term
    article = _article(concept) if detail == "full" else ""
    fields: tuple[tuple[str, Any], ...] = (
        ("abbreviations", list(concept.abbreviations)),
        ("synonyms", list(concept.synonyms)),
        ("categories", list(concept.categories)),
        ("plural", concept.plural),
        ("definition", concept.definition.strip()),
        ("article", f"{article}\n" if article else ""),
        ("see", list(concept.see)),
        ("keywords", list(concept.keywords)),
        ("deprecated", list(concept.deprecated)),
        ("autolink", concept.autolink),
        ("seed", _seeds(concept)),
    )
    for name, value in fields:
        if value is False or value:
            yield name, value


def _seeds(concept: Concept) -> list[str]:
    if any(entry.authored for entry in concept.entries):
        return [seed for entry in concept.entries for seed in entry.seed]
    return [place(origin) for origin in concept.origins]


def _article(concept: Concept) -> str:
    parts = [concept.article.strip("\n")]
    for entry in concept.entries[1:]:
        texts = [text.strip("\n") for text in (entry.definition, entry.article) if text.strip()]
        parts += ["## Another definition", *texts] if texts else []
    # One space at the end of a line means nothing in Markdown, and YAML cannot show it in a block.
    return _RE_STRAY_SPACE.sub("", "\n\n".join(part for part in parts if part))


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, lists of names in one line, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature of PyYAML
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    # PyYAML quotes a text with white space at the end of a line, which a block could not show.
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _names(dumper: _Dumper, names: list[str]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", names, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _names)


def _dumped(fields: dict[str, Any]) -> str:
    text = yaml.dump(
        fields,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=False,
    )
    lines = text.splitlines(keepends=True)
    return "".join([f"  - {lines[0]}", *(f"    {line}" if line.strip() else line for line in lines[1:])])
