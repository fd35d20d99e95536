"""The extension's own words that readers see, and the text domain in which they and the glossary are translated."""

from __future__ import annotations

from typing import Final

from sphinx.locale import get_translation

DOMAIN: Final = "aiglossary"
"""The text domain. One catalogue holds all that a project may translate: the glossary and these words."""

WORDS: Final = (
    "Abbreviation",
    "Abbreviations",
    "Categories",
    "Filter the glossary",
    "Glossary",
    "Glossary by category",
    "Glossary from A to Z",
    "Meaning",
    "Letters of the glossary",
    "Link copied",
    "More",
    "More categories",
    "More from %s",
    "More on %s",
    "Other definitions",
    "Terms shown: %s",
    "Used in:",
    "Used on page",
    "Used on pages",
)
"""Every text that one of our modules has translated."""


def filled(text: str, value: str) -> str:
    """Return one of the words with a value in place of its ``%s``, which a translation may lack or have misspelt."""
    return str(text).replace("%s", value)


def words_as_shown() -> tuple[str, ...]:
    """Return the words in the language of the project."""
    return tuple(str(shown) for shown in map(get_translation(DOMAIN), WORDS))
