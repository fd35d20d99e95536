"""What the indices and overviews list of the printed concepts: categories, abbreviations, all names from A to Z."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.reading.uses import counts
from sphinxcontrib_aiglossary.forms import concept_forms, entry_forms
from sphinxcontrib_aiglossary.keys import key
from sphinxcontrib_aiglossary.names import letter, sort_key

from .by_hand import shown_terms
from .categories import by_category
from .listed import NOTHING_LISTED, Letter, Line, Listings
from .meaning import Meaning
from .select import select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxcontrib_aiglossary.ext.reading.uses import Placement
    from sphinxcontrib_aiglossary.model import Concept

    from .decide import Decision
    from .project import Project


def make_listings(decision: Decision, project: Project, shown: Callable[[str], str] = str) -> Listings:
    """Return what is listed of the printed concepts; nothing if there are none.

    Hand-written entries that are printed are listed beside them: to readers they are part of the glossary.

    Args:
        decision: what is printed.
        project: what is known of the project.
        shown: gives the title of a category as it is shown, perhaps in another language.
    """
    concepts = decision.concepts
    if not concepts:
        return NOTHING_LISTED
    entries = _entries(project)
    abbreviations = _abbreviations(concepts.values(), entries, shown)
    return Listings(
        groups=by_category(concepts.values(), shown),
        abbreviations=_by_letter(abbreviations),
        terms=_by_letter([*_names(concepts.values()), *_names_by_hand(entries)]),
        tables={
            (table.docname, table.number): tuple(_chosen(abbreviations, table, decision, project))
            for table in project.tables
        },
    )


def _entries(project: Project) -> list[tuple[str, ...]]:
    """Return the names of each hand-written entry that is printed."""
    shown = shown_terms(project.by_hand, project.pages, project.documents, project.holds)
    found = {}
    for name in sorted(shown):
        docname, _ = project.by_hand[name]
        names = project.entries.get((docname, name), (name,))
        found[docname, names] = tuple(each for each in names if each in shown)
    return list(found.values())


def _names(concepts: Iterable[Concept]) -> Iterator[Line]:
    for concept in concepts:
        meaning = Meaning(ident=concept.ident)
        yield Line(concept.name, meaning)
        for name in dict.fromkeys((*concept.abbreviations, *concept.synonyms)):
            yield Line(name, meaning, concept.name)


def _names_by_hand(entries: Iterable[tuple[str, ...]]) -> Iterator[Line]:
    for first, *others in entries:
        yield Line(first, Meaning(by_hand=first))
        for name in others:
            yield Line(name, Meaning(by_hand=name), first)


def _abbreviations(
    concepts: Iterable[Concept], entries: Iterable[tuple[str, ...]], shown: Callable[[str], str]
) -> list[Line]:
    """Return the abbreviations in order; those of several meanings have their category beside them."""
    found = [
        (Line(short, Meaning(ident=concept.ident), long, concept.qualifier), concept.categories)
        for concept in concepts
        if concept.abbreviations
        for short, long in concept_forms(concept).pairs()
    ]
    found += [
        (Line(short, Meaning(by_hand=short if short in names else names[0]), long), ())
        for names in entries
        for short, long in entry_forms(names).pairs()
    ]
    times = Counter(key(line.name) for line, _ in found)
    lines = (
        line._replace(aside=line.aside or shown(categories[0]))
        if categories and times[key(line.name)] > 1
        else line
        for line, categories in found
    )
    return sorted(dict.fromkeys(lines), key=_order)


def _order(line: Line) -> tuple[object, ...]:
    return sort_key(line.name), bool(line.says), sort_key(line.says), line.aside


def _by_letter(lines: Iterable[Line]) -> tuple[Letter, ...]:
    ordered = groupby(sorted(lines, key=_order), key=lambda line: letter(line.name))
    return tuple(Letter(title, tuple(found)) for title, found in ordered)


def _chosen(lines: Iterable[Line], table: Placement, decision: Decision, project: Project) -> Iterator[Line]:
    """Yield the lines that pass the filters of a table."""
    idents = set(select(table, decision.concepts, decision.concepts))
    used = _used(table.docname, decision, project) if table.local else None
    for line in lines:
        ident, by_hand = line.meaning.ident, line.meaning.by_hand
        if (ident in idents if ident else not table.categories) and (
            used is None or (ident or by_hand) in used
        ):
            yield line


def _used(docname: str, decision: Decision, project: Project) -> set[str]:
    """Return the concepts and the names of hand-written entries that a document refers to."""
    used = set(decision.used.get(docname, ()))
    prefer = project.prefer.get(docname, ())
    for use in project.pages[docname].uses:
        by_hand = decision.names.meaning(use.name, prefer).by_hand
        if by_hand in project.by_hand and counts(use.only, project.holds):
            used.update(project.entries.get((project.by_hand[by_hand][0], by_hand), (by_hand,)))
    return used
