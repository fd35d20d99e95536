"""Which names are found in running text by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lookup import NameKind
from .mentions import Name, is_abbreviation

if TYPE_CHECKING:
    from .lookup import Row
    from .model import Concept


def found_by(row: Row, concept: Concept) -> Name | None:
    """Return the name by which running text mentions a concept, or ``None`` if this one does not count as a mention.

    A qualified name is how a reference is written, not how people speak of a thing. An abbreviation is found in its own
    case only, and so is its plural.

    Args:
        row: one way to ask for the concept.
        concept: the concept.
    """
    if concept.autolink is False or row.kind is NameKind.QUALIFIED:
        return None
    exact = row.name in concept.abbreviations or is_abbreviation(row.name)
    return Name(row.asked, concept.ident, exact)
