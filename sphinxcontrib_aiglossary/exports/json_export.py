"""A glossary as JSON, for other programs.

The document is an object: ``version`` is the integer 1 and counts up when a key changes its meaning; ``concepts`` is a
list, in print order, of objects with the keys

``ident``
    unique in the glossary, readable; ``term-`` and it are the id in HTML.
``term``, ``name``, ``qualifier``
    the preferred name; the same, qualified if it is a homonym; what qualifies it, or an empty string.
``abbreviations``, ``synonyms``, ``deprecated``, ``categories``, ``see``, ``keywords``
    lists of strings.
``plural``
    a form that no rule makes, ``false`` if there is none, ``null`` for "by rule".
``autolink``
    ``true`` or ``false`` if the source says whether plain mentions may become links, ``null`` for "by rule".
``definitions``
    a list of objects with ``definition`` and ``article`` (Markdown, may be empty), ``path`` and ``line``. The first
    one is printed; the others come from further entries for the same concept. A brief export has the first only,
    without ``article``.
``origins``
    a list of ``path:line``, one for each record that went into the concept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Concept, Detail, Entry


VERSION: Final = 1


def export(concepts: Sequence[Concept], detail: Detail = "full") -> str:
    """Return a JSON document.

    Args:
        concepts: in print order.
        detail: the first definition of each concept, or every text.
    """
    document = {"version": VERSION, "concepts": [_concept(concept, detail) for concept in concepts]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _concept(concept: Concept, detail: Detail) -> dict[str, Any]:
    entries = concept.entries if detail == "full" else concept.entries[:1]
    return {
        "ident": concept.ident,
        "term": concept.term,
        "name": concept.name,
        "qualifier": concept.qualifier,
        "abbreviations": concept.abbreviations,
        "synonyms": concept.synonyms,
        "deprecated": concept.deprecated,
        "plural": concept.plural,
        "autolink": concept.autolink,
        "categories": concept.categories,
        "see": concept.see,
        "keywords": concept.keywords,
        "definitions": [_definition(entry, detail) for entry in entries],
        "origins": [str(origin) for origin in concept.origins],
    }


def _definition(entry: Entry, detail: Detail) -> dict[str, Any]:
    texts = {"definition": entry.definition}
    if detail == "full":
        texts["article"] = entry.article
    return {**texts, "path": entry.origin.path, "line": entry.origin.line}
