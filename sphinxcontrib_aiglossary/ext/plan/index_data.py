"""What the indices and overviews list of the printed concepts: categories, abbreviations, all names from A to Z."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.ext.collect.page_record import ABBREVIATIONS, CATEGORIES, TERMS
from sphinxcontrib_aiglossary.ext.incremental.hashing import digest
from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.naming.forms import concept_forms, entry_forms
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.plurals import letter, sort_key

from .categories import by_category
from .filters import filters
from .index_records import Letter, Line, Lines, Overview
from .resolution import Meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sphinxcontrib_aiglossary.ext.collect.page_record import Placement
    from sphinxcontrib_aiglossary.ext.incremental.result_cache import Kept
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.store import Store

    from .categories import Group
    from .decide import Decision
    from .inputs import Project

_OVERVIEW: Final = "overview"
_LINES: Final = "lines"


class Listings:
    """All that is listed for one builder: made when it is asked for, or taken from what an earlier build has kept.

    Hand-written entries that are printed are listed beside the concepts: to readers they are part of the glossary.

    Args:
        store: the glossary.
        decision: what is printed.
        project: what is known of the project.
        kept: keeps what is listed.
    """

    def __init__(self, store: Store, decision: Decision, project: Project, kept: Kept) -> None:
        self._store = store
        self._decision = decision
        self._project = project
        self._kept = kept
        self._entries = _entries(project)
        self._mark = digest(decision.layout.digest, self._entries)

    def forget(self) -> None:
        """Let go of the lines, of which there are several for each concept; they are read again by need."""
        self.__dict__.pop("_lines", None)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The printed concepts by category."""
        return self._overview.groups

    @property
    def digest(self) -> str:
        """Stands for all that the indices list, and for where that is."""
        return self._overview.digest

    def has(self, index: str) -> bool:
        """Tell whether an index lists anything."""
        return index in self._overview.indices

    @property
    def abbreviations(self) -> tuple[Letter, ...]:
        """The printed abbreviations."""
        return self._lines.abbreviations

    @property
    def terms(self) -> tuple[Letter, ...]:
        """All printed names; none where no concept is printed."""
        return self._lines.terms

    @cached_property
    def tables(self) -> dict[tuple[str, int], tuple[Line, ...]]:
        """The abbreviations in each table that a document holds, by document and number."""
        return {(table.docname, table.number): tuple(self._chosen(table)) for table in self._project.tables}

    @cached_property
    def _overview(self) -> Overview:
        data = self._kept.data(_OVERVIEW, self._mark)
        if data is not None:
            return Overview.of(data)
        groups = by_category(self._outlines(), self._store.title)
        listed = {CATEGORIES: groups, ABBREVIATIONS: self.abbreviations, TERMS: self.terms}
        places = [self._place(line) for letter in (*self.abbreviations, *self.terms) for line in letter.lines]
        overview = Overview(
            groups,
            tuple(name for name, found in listed.items() if found),
            digest(groups, self._lines, places),
        )
        self._kept.put_data(_OVERVIEW, self._mark, overview)
        return overview

    @cached_property
    def _lines(self) -> Lines:
        data = self._kept.data(_LINES, self._mark)
        if data is not None:
            return Lines.of(data)
        if not self._decision.layout.idents:
            return Lines((), ())
        names: list[Line] = []
        abbreviations: list[tuple[Line, Sequence[str]]] = []
        for concept in self._outlines():
            names += _names(concept)
            abbreviations += _abbreviations(concept)
        for entry in self._entries:
            names += _names_by_hand(entry)
            abbreviations += _abbreviations_by_hand(entry)
        lines = Lines(_by_letter(_told_apart(abbreviations, self._store.title)), _by_letter(names))
        self._kept.put_data(_LINES, self._mark, lines.data())
        return lines

    def _outlines(self) -> Iterator[Concept]:
        """Yield the printed concepts in order, without their texts."""
        return self._store.outlines(self._decision.layout.idents)

    def _place(self, line: Line) -> tuple[str, str] | None:
        ident, by_hand = line.meaning.ident, line.meaning.by_hand
        return self._decision.targets.get(ident) or self._project.by_hand.get(by_hand)

    def _chosen(self, table: Placement) -> Iterator[Line]:
        """Yield the lines that pass the filters of a table."""
        idents = {concept.ident for concept in filter(filters(table), self._outlines())}
        used = _used(table.docname, self._decision, self._project) if table.local else None
        for line in (line for _, lines in self.abbreviations for line in lines):
            ident, by_hand = line.meaning.ident, line.meaning.by_hand
            if (ident in idents if ident else not table.categories) and (
                used is None or (ident or by_hand) in used
            ):
                yield line


def _entries(project: Project) -> list[tuple[str, ...]]:
    """Return the names of each hand-written entry that is printed."""
    shown = project.by_hand.keys() & project.shown
    found = {}
    for name in sorted(shown):
        docname, _ = project.by_hand[name]
        names = project.entries.get((docname, name), (name,))
        found[docname, names] = tuple(each for each in names if each in shown)
    return list(found.values())


def _names(concept: Concept) -> Iterator[Line]:
    meaning = Meaning(ident=concept.ident)
    yield Line(concept.name, meaning)
    for name in dict.fromkeys((*concept.abbreviations, *concept.synonyms)):
        yield Line(name, meaning, concept.name)


def _names_by_hand(names: Sequence[str]) -> Iterator[Line]:
    first, *others = names
    yield Line(first, Meaning(by_hand=first))
    for name in others:
        yield Line(name, Meaning(by_hand=name), first)


def _abbreviations(concept: Concept) -> Iterator[tuple[Line, Sequence[str]]]:
    """Yield the abbreviations of a concept, each with the categories by which it may be told from others."""
    if concept.abbreviations:
        meaning = Meaning(ident=concept.ident)
        for short, long in concept_forms(concept).pairs():
            yield Line(short, meaning, long, concept.qualifier), concept.categories


def _abbreviations_by_hand(names: Sequence[str]) -> Iterator[tuple[Line, Sequence[str]]]:
    for short, long in entry_forms(names).pairs():
        yield Line(short, Meaning(by_hand=short if short in names else names[0]), long), ()


def _told_apart(
    abbreviations: Collection[tuple[Line, Sequence[str]]], shown: Callable[[str], str]
) -> list[Line]:
    """Return each abbreviation once; those of several meanings have their category beside them."""
    times = Counter(key(line.name) for line, _ in abbreviations)
    lines = (
        line._replace(aside=line.aside or shown(categories[0]))
        if categories and times[key(line.name)] > 1
        else line
        for line, categories in abbreviations
    )
    return list(dict.fromkeys(lines))


def _order(line: Line) -> tuple[object, ...]:
    return sort_key(line.name), bool(line.says), sort_key(line.says), line.aside


def _by_letter(lines: Iterable[Line]) -> tuple[Letter, ...]:
    # One letter after the other: what all lines are sorted by takes more room than the lines
    beginning: dict[tuple[int, str], list[Line]] = {}
    for line in lines:
        script, text, _ = sort_key(line.name)
        beginning.setdefault((script, text[:1]), []).append(line)
    ordered = (line for _, found in sorted(beginning.items()) for line in sorted(found, key=_order))
    letters = groupby(ordered, key=lambda line: letter(line.name))
    return tuple(Letter(title, tuple(found)) for title, found in letters)


def _used(docname: str, decision: Decision, project: Project) -> set[str]:
    """Return the concepts and the names of hand-written entries that a document refers to."""
    used = set(decision.used.get(docname, ()))
    prefer = project.prefer.get(docname, ())
    for use in project.pages[docname].uses:
        by_hand = decision.names.meaning(use.name, prefer).by_hand
        if by_hand in project.by_hand and counts(use.only, project.holds):
            used.update(project.entries.get((project.by_hand[by_hand][0], by_hand), (by_hand,)))
    return used
