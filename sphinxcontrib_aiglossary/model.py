"""The words of the core as data: origin, record, entry, concept.

Everything is frozen; a change is ``dataclasses.replace``. Collections are tuples, in the order of the source.
Texts are Markdown in the dialect of :mod:`.markup.markdown`; lines are numbered from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

TERM_SCHEME: Final = "term:"
"""``[text](term:name)`` in a text refers to a concept."""

Detail = Literal["brief", "full"]
"""How much of a concept is printed: its definition, or also its article, other definitions and related concepts."""

Plural = str | Literal[False] | None
"""A plural as the data states it: a form, ``False`` for "has none", ``None`` for "by rule"."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where something was read; travels with all that is made from it."""

    path: str
    """The path as the source was named, with ``/``; ``<builtin>/…`` for the built-in glossary."""
    line: int = 0
    """Line of the record's start; 0 means the file as a whole."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a raw dump as it stands there, before anything is interpreted."""

    origin: Origin
    """The line of the headline."""
    headline: str
    """The comma-separated line above the body; ``""`` when the body has none."""
    body: str
    """The lines below, joined by ``\\n``; ``""`` when there is none."""
    body_line: int
    """Line of the first line of the body; equal to ``origin.line`` when there is no body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change made to a source text because the original is certain."""

    kind: str
    """What was damaged, e.g. ``latex-escape``, ``quote-doubling``, ``residue``."""
    before: str
    """The text as it stood, with enough around it to be found."""
    after: str
    """The text put in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a source, interpreted and repaired, before merging."""

    origin: Origin
    term: str
    """The preferred name, in the casing that is printed."""
    definition: str = ""
    """One or two sentences of Markdown; ``""`` if the body never defines the term."""
    article: str = ""
    """What is worth reading beyond the definition, Markdown, paragraphs separated by blank lines; may be ``""``."""
    body: str = ""
    """A dump's whole body, restored: every word of the record. ``""`` for a YAML concept."""
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Category titles as the source writes them."""
    plural: Plural = None
    see: tuple[str, ...] = ()
    """Names of related concepts."""
    deprecated: tuple[str, ...] = ()
    """Names to avoid: they resolve, with a warning."""
    autolink: bool | None = None
    """Whether plain mentions of the names may become links; ``None`` for "by rule"."""
    seed: tuple[str, ...] = ()
    """Provenance, free text."""
    headline: str = ""
    """The headline of a dump's record; ``""`` for a YAML concept."""
    repeated: bool = False
    """True where the article says the definition again in words that may be others: those of a translation."""
    headings: tuple[str, ...] = ()
    """The headings before they were translated, in reading order, without markup: links to them stay as they are."""
    repairs: tuple[Repair, ...] = ()
    authored: bool = False
    """True where a person wrote the data (YAML): nothing in it is guessed, and two meanings of one term are homonyms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One meaning with all its names; the unit of the glossary."""

    ident: str
    """Readable, unique in the glossary and independent of the order of sources: ``batch-size-fab``. The HTML id
    is ``term-`` followed by it."""
    term: str
    abbreviations: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()
    plural: Plural = None
    autolink: bool | None = None
    """Whether plain mentions of the names may become links; ``None`` for "by rule"."""
    categories: tuple[str, ...] = ()
    """Titles of the taxonomy, the first one leading: it qualifies the name of a homonym."""
    qualifier: str = ""
    """What tells a homonym apart, e.g. ``fab`` in ``batch size (fab)``; ``""`` when the term is unambiguous."""
    see: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    """The entries merged into this concept: the first gives the printed definition and article, the others are
    kept for the full view. Entries with equal bodies are folded into the first of them."""
    origins: tuple[Origin, ...] = ()
    """Every record that went into the concept, the folded ones too."""
    titles: tuple[str, ...] = ()
    """What categories of it are called in another language: further ways to qualify its names."""
    original: Concept | None = None
    """The concept with the names that it had before they were translated, without entries. Those names resolve, too."""

    @property
    def definition(self) -> str:
        """The printed definition, Markdown."""
        return self.entries[0].definition if self.entries else ""

    @property
    def article(self) -> str:
        """The printed article, Markdown; may be empty."""
        return self.entries[0].article if self.entries else ""

    @property
    def origin(self) -> Origin:
        """Where the printed definition was read."""
        return self.origins[0]

    @property
    def name(self) -> str:
        """The term, qualified when it is a homonym: ``batch size (fab)``."""
        return f"{self.term} ({self.qualifier})" if self.qualifier else self.term

    @property
    def names(self) -> tuple[str, ...]:
        """The names to be registered: the qualified term of a homonym, the term, synonyms, abbreviations, former names."""
        own = (self.name, self.term, *self.synonyms, *self.abbreviations)
        return tuple(dict.fromkeys((*own, *self.former_names)))

    @property
    def former_names(self) -> tuple[str, ...]:
        """The printed names before translation, those to be registered; none where nothing was translated."""
        before = self.original
        return (before.name, before.term, *before.synonyms, *before.abbreviations) if before else ()

    def is_english(self, name: str) -> bool:
        """Tell whether the rules of English hold for one of the names: not for a translated one."""
        return self.original is None or name in self.former_names
