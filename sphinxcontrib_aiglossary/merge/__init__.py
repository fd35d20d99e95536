"""Entries become concepts: one meaning, all its names, every text that was read about it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxcontrib_aiglossary.model import Concept
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.slugs import idents
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .clusters import Clustering
from .shapes import exact, spelt_by_initials

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinxcontrib_aiglossary.model import Entry
    from sphinxcontrib_aiglossary.naming.keys import Key
    from sphinxcontrib_aiglossary.problems import Problem

    from .cluster import Cluster

__all__ = ["Merged", "merge"]

Draft = dict[str, Any]
"""The fields of a concept to be."""

_ACRONYM_START: Final = 2


class Merged(NamedTuple):
    """What entries make together."""

    concepts: tuple[Concept, ...]
    """In the order of their first entries."""
    problems: tuple[Problem, ...]
    """The names that were defined twice."""
    read: frozenset[int]
    """The entries, by number, whose texts had a say in which are one concept: other texts of the others, if they are a
    person's, would change nothing else."""


def merge(entries: Sequence[Entry]) -> Merged:
    """Merge the entries of all sources into concepts.

    Args:
        entries: In the order of the sources: an earlier one gives the printed definition.
    """
    clustering = Clustering(entries)
    drafts = [_draft(entries, cluster) for cluster in clustering.clusters]
    _return_borrowed_abbreviations(drafts)
    _qualify(drafts)
    names = idents([(draft["term"], draft["qualifier"]) for draft in drafts])
    concepts = tuple(Concept(ident=ident, **draft) for ident, draft in zip(names, drafts, strict=True))
    return Merged(concepts, tuple(clustering.problems), clustering.read)


def _draft(entries: Sequence[Entry], cluster: Cluster) -> Draft:
    """Return the fields of a concept, but for what only the other concepts can tell."""
    members = [entries[number] for number in cluster.members]
    kept = [entries[number] for number in cluster.members if number not in cluster.folded]
    printed = next((number for number, entry in enumerate(kept) if entry.definition), 0)
    kept = [kept[printed], *kept[:printed], *kept[printed + 1 :]]
    term = _term(kept)
    seen = {key(term)}
    terms = [(entry.term,) for entry in members if entry.term != term and exact(entry.term) != exact(term)]
    origins = dict.fromkeys([kept[0].origin, *(entry.origin for entry in members)])
    return {
        "term": term,
        "qualifier": "",
        "abbreviations": _others([entry.abbreviations for entry in members], seen),
        "synonyms": _others([*[entry.synonyms for entry in members], *terms], seen),
        "deprecated": _others([entry.deprecated for entry in members], seen),
        "plural": next((entry.plural for entry in kept if entry.plural is not None), None),
        "autolink": next((entry.autolink for entry in members if entry.autolink is not None), None),
        "categories": _categories([*kept, *members]),
        "see": _others([entry.see for entry in members], {key(term)}),
        "keywords": _others([entry.keywords for entry in members], set()),
        "entries": tuple(kept),
        "origins": tuple(origins),
    }


def _term(kept: Sequence[Entry]) -> str:
    """Return the preferred name: an author's, else the one that most of the entries have."""
    if len(kept) == 1:
        return kept[0].term
    for entry in kept:
        if entry.authored:
            return entry.term
    forms = Counter(exact(entry.term) for entry in kept)
    # of equally common names the one without a further word, else the first
    form = max(forms, key=lambda name: (forms[name], any(other.startswith(f"{name} ") for other in forms)))
    spellings = Counter(entry.term for entry in kept if exact(entry.term) == form)
    return max(spellings, key=lambda name: spellings[name])


def _others(fields: Sequence[Sequence[str]], seen: set[Key]) -> tuple[str, ...]:
    """Return the names of several entries, each key once; those seen before are left out."""
    if not any(fields):
        return ()
    names: list[str] = []
    for field in fields:
        for name in field:
            if (folded := key(name)) not in seen:
                seen.add(folded)
                names.append(name)
    return tuple(names)


def _categories(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_title(name) for entry in entries for name in entry.categories))


@lru_cache(maxsize=1000)
def _title(category: str) -> str:
    return taxonomy().title(category)


def _return_borrowed_abbreviations(drafts: Sequence[Draft]) -> None:
    """Leave an abbreviation to the concept whose own words it abbreviates.

    A dump gives ``FB`` to ``foo bar training`` as well as to ``foo bar``; as a name it means the second. What a
    person wrote stays.
    """
    claimants: dict[Key, list[tuple[Draft, str]]] = defaultdict(list)
    for draft in drafts:
        for short in draft["abbreviations"]:
            claimants[key(short)].append((draft, short))
    for claims in claimants.values():
        if len(claims) == 1 or not any(_is_own(short, draft) for draft, short in claims):
            continue
        for draft, short in claims:
            authored = any(entry.authored and short in entry.abbreviations for entry in draft["entries"])
            if not authored and not _is_own(short, draft):
                draft["abbreviations"] = tuple(other for other in draft["abbreviations"] if other != short)


def _is_own(short: str, draft: Draft) -> bool:
    return any(spelt_by_initials(short, name) for name in (draft["term"], *draft["synonyms"]))


def _qualify(drafts: Sequence[Draft]) -> None:
    """Give homonyms the qualifiers that tell them apart: a category that the others have not."""
    homonyms: dict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        homonyms[key(draft["term"])].append(draft)
    for group in homonyms.values():
        if len(group) == 1:
            continue
        times = Counter(title for draft in group for title in draft["categories"])
        taken: set[str] = set()
        for draft in group:
            titles = draft["categories"]
            own = [title for title in titles if times[title] == 1] or [t for t in titles if t not in taken]
            if own:
                taken.add(own[0])
                draft["qualifier"] = _lowered(own[0])


def _lowered(title: str) -> str:
    """Return a category's title inside a name: ``Machine learning`` → ``machine learning``, ``AI safety`` as it is."""
    first = title.partition(" ")[0]
    return (
        title
        if first[1:] != first[1:].lower() or len(first) < _ACRONYM_START
        else title[0].lower() + title[1:]
    )
