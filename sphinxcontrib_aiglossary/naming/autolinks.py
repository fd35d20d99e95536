"""Which names are found in running text by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.grammar.acronyms import SMALL_WORDS
from sphinxcontrib_aiglossary.grammar.everyday import is_everyday

from .lookup import NameKind
from .mentions import Name, is_abbreviation

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Concept

    from .lookup import Row

_COINED: Final = 8
"""Letters of a coined word that nobody else coins."""
_LONG: Final = {2: 18, 3: 15}
"""Letters of so many words, one of them rare, that nobody writes for another thing."""
_PHRASE: Final = 4
"""Words that make an everyday phrase no longer."""


def is_found(name: str, concept: Concept) -> bool:
    """Tell whether running text mentions a concept by one of its names, or by a plural of one.

    The concept may say so for all of them. Without its word all but those are found that are single words of everyday
    English: a wrong link misleads every reader, a missing one is but a pity.
    """
    if concept.autolink is not None:
        return concept.autolink
    if concept.original and name == concept.term and is_everyday(concept.original.term):
        return False  # an everyday word of English is one in other languages, too
    return not is_everyday(name)


def is_unmistakable(name: str) -> bool:
    """Tell whether a name means one thing in a text of whatever field: it is long and has a rare word, or it was coined.

    >>> is_unmistakable("bathtub curve regions"), is_unmistakable("LlamaIndex"), is_unmistakable("base model")
    (True, True, False)
    """
    big = [word for word in name.replace("-", " ").split() if word.casefold() not in SMALL_WORDS]
    letters = sum(map(str.isalpha, name))
    if len(big) < 2:  # noqa: PLR2004 - one word
        # Capitals within a word are its maker's
        return letters >= _COINED and name != name.upper() and any(map(str.isupper, name[1:]))
    if letters < _LONG[min(len(big), 3)]:
        return False
    # "batch size reduction" may be anyone's
    return len(big) >= _PHRASE or not all(map(is_everyday, big))


def found_by(row: Row, concept: Concept) -> Name | None:
    """Return the name by which running text mentions a concept, or ``None`` if that is no mention.

    A qualified name is how a reference is written, not how people speak of a thing. An abbreviation is found in its own
    case only, and so is its plural.

    Args:
        row: one way to ask for the concept.
        concept: the concept.
    """
    if row.kind is NameKind.QUALIFIED or not is_found(row.asked, concept):
        return None
    exact = row.name in concept.abbreviations or is_abbreviation(row.name)
    return Name(row.asked, concept.ident, exact)
