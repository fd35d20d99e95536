"""Concepts in another language: texts are split into messages, and translated messages take their places.

Nothing here knows where translations come from. A translated concept is a concept like any other: it is sorted,
linked and printed by its new names, and still answers to the old ones.
"""

from __future__ import annotations

from .concepts import concept_messages, translate_concept
from .glossary import Translations, translate_glossary
from .texts import ALL_KINDS, MessageKind, text_messages, translate_text

__all__ = [
    "ALL_KINDS",
    "MessageKind",
    "Translations",
    "concept_messages",
    "text_messages",
    "translate_concept",
    "translate_glossary",
    "translate_text",
]
