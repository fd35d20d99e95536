"""A glossary in the words of schema.org, as programs read it in a page.

The vocabulary: https://schema.org/DefinedTermSet and https://schema.org/DefinedTerm; the notation is JSON-LD.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxcontrib_aiglossary.markup.summary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxcontrib_aiglossary.model import Concept

_UNSAFE: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end or open something in a page that JSON stands in, as JSON may write it."""


class Place(NamedTuple):
    """Where a term is defined."""

    page: str
    """The address of the page: absolute, or as seen from the page that the data stand in."""
    anchor: str


def term_set(name: str, page: str, language: str, terms: Iterable[tuple[Concept, Place]]) -> dict[str, Any]:
    """Return the terms that a page prints.

    Args:
        name: of the set: the title of the page.
        page: its address, by which the set is known.
        language: of the texts; may be empty.
        terms: the concepts in print order, with the place at which each is found.
    """
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": page,
        "name": name,
        "url": page,
        **({"inLanguage": language.replace("_", "-")} if language else {}),
        "hasDefinedTerm": [_term(concept, place) for concept, place in terms],
    }


def _term(concept: Concept, place: Place) -> dict[str, Any]:
    """Return one term; a homonym has the bare name, and what tells it apart beside it."""
    url = f"{place.page}#{place.anchor}"
    others = [*concept.abbreviations, *concept.synonyms]
    text = plain(concept.definition or concept.article.partition("\n\n")[0])
    apart = next(iter(concept.categories), concept.qualifier) if concept.qualifier else ""
    return {
        "@type": "DefinedTerm",
        "@id": url,
        "name": concept.term,
        **({"alternateName": others} if others else {}),
        **({"description": text} if text else {}),
        **({"disambiguatingDescription": apart} if apart else {}),
        "inDefinedTermSet": place.page,
        "url": url,
    }


def as_script(data: dict[str, Any]) -> str:
    """Return data as JSON that may stand in a ``script`` element, whatever its texts say."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
