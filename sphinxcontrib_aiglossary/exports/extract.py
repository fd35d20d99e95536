"""JSON Lines: one object for each record of a dump, as it was interpreted and repaired."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

_LINE_ENDS: Final = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}
"""What JSON leaves as it is, and some readers take for the end of a line."""


def lines(entries: Sequence[Entry], concepts: Sequence[Concept]) -> Iterator[str]:
    """Yield one JSON object for each entry that stems from a dump.

    Args:
        entries: all entries, in order; those of YAML sources are left out.
        concepts: what they were merged into; entries of one concept carry its id.
    """
    ident = {origin: concept.ident for concept in concepts for origin in concept.origins}
    for entry in entries:
        if not entry.authored:
            yield json.dumps(_as_data(entry, ident), ensure_ascii=False).translate(_LINE_ENDS)


def _as_data(entry: Entry, ident: dict[Origin, str]) -> dict[str, object]:
    return {
        "file": entry.origin.path.rpartition("/")[2],
        "line": entry.origin.line,
        "headline": entry.headline,
        "term": entry.term,
        "abbreviations": entry.abbreviations,
        "synonyms": entry.synonyms,
        "keywords": entry.keywords,
        "category": entry.categories[0] if entry.categories else None,
        "body": entry.body,
        "repairs": [asdict(each) for each in entry.repairs],
        "concept": ident.get(entry.origin),
    }
