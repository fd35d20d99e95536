"""All that a decision rests on, besides the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sphinxcontrib_aiglossary.config import Settings
    from sphinxcontrib_aiglossary.ext.collect.page_record import Page, Placement, Use
    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition
    from sphinxcontrib_aiglossary.model import Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What is known of a project when its documents are read: settings, order, what each document says."""

    settings: Settings
    root: str
    """The document at whose end a glossary stands that nobody placed: a PDF may lack the root of the project."""
    chapters: Mapping[str, str]
    """The chapter of each document, in reading order."""
    documents: Collection[str]
    """The documents that are part of the output: a PDF may lack some."""
    one_page: bool
    """Whether they become one page, on which an id stands once."""
    pages: Mapping[str, Page]
    """What each of those says, where it says anything."""
    prefer: Mapping[str, tuple[str, ...]]
    """The categories that a document's metadata prefers."""
    line_of: Callable[[str, str], int]
    """Gives the line at which a document's metadata state a field."""
    title: Callable[[str], str]
    """Gives the title of a document."""
    by_hand: Mapping[str, tuple[str, str]]
    """The hand-written terms of the project, with document and id."""
    shown: Collection[str]
    """Those that the output shows; it says nothing of the others, even if Sphinx links to them."""
    entries: Mapping[tuple[str, str], tuple[str, ...]]
    """The terms of a hand-written entry that are several names of one thing, by document and each of them."""
    holds: Callable[[Condition], bool]
    """Evaluates what it depends on whether a place shows."""
    answered: Callable[[str, Use], bool]
    """Tells whether anything but a concept answers a name of the role ``any``."""
    occurring: Callable[[Concept, str], str]
    """Gives the names that may be linked in what is printed of a concept."""

    @property
    def tables(self) -> Iterator[Placement]:
        """Yield the filters of the tables of abbreviations that count."""
        tables = (table for page in self.pages.values() for table in page.tables)
        return (table for table in tables if counts(table.only, self.holds))

    @property
    def order(self) -> tuple[str, ...]:
        """The documents in reading order."""
        return tuple(self.chapters)
