"""Clusters whose names differ, joined where names and texts together say that they are one concept."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.grammar.acronyms import clips
from sphinxcontrib_aiglossary.naming.keys import key

from .cluster import MAX_COMPARED, MAX_HOMONYMS, OTHER_DOMAIN
from .likeness import text_of
from .shapes import base_of, clipped, exact, genus, loose, spelt_by_initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Entry

    from .cluster import Cluster
    from .likeness import Texts

LOOSE_NAME: Final = 0.05
"""Names that differ by an empty word or an ending."""
CLAIMED_NAME: Final = 0.1
"""A term that is a synonym or an abbreviation of the other."""
LONGER_NAME: Final = 0.1
"""A name that begins with the other one and its abbreviation."""


_RE_NO_LETTER: Final = re.compile(r"[\W_]+")


class Linking:
    """Joins clusters; the result is seen in the clusters themselves."""

    def __init__(self, entries: Sequence[Entry], texts: Texts, clusters: Sequence[Cluster]) -> None:
        self._entries = entries
        self._texts = texts
        self._clusters = clusters

    def _alive(self) -> list[Cluster]:
        return [cluster for cluster in self._clusters if cluster.joined is None]

    def link(self) -> None:
        """Join clusters whose names differ, where names and texts together say that they are one concept."""
        expansions = self._expansions()
        by_loose: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self._alive():
            for name in {name for member in cluster.members for name in _headed(self._entries[member])}:
                by_loose[loose(name, expansions)].append(cluster)
        for group in by_loose.values():
            for other in group[1 : MAX_HOMONYMS + 1]:
                self._join_if(group[0], other, LOOSE_NAME)
        self._link_clipped()
        for cluster in self._alive():
            self._link_longer(cluster, by_loose, expansions)
        self._link_claimed()

    def _expansions(self) -> dict[str, str]:
        """Return the long form of every abbreviation that stands for one term only."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
            for short in entry.abbreviations:
                if spelt_by_initials(short, entry.term):
                    found[key(short)].add(exact(entry.term))
        return {short: next(iter(terms)) for short, terms in found.items() if len(terms) == 1}

    def _link_clipped(self) -> None:
        """Join ``Foo norm`` with ``Foo normalization``, ``FooBar`` with ``Foo bar``."""
        by_letters: dict[str, list[Cluster]] = defaultdict(list)
        by_start: dict[str, list[tuple[str, Cluster]]] = defaultdict(list)
        for cluster in self._alive():
            for term in dict.fromkeys(self._entries[member].term for member in cluster.members):
                by_start[clipped(term)].append((term, cluster))
                by_letters[exact(term).replace(" ", "")].append(cluster)
        for together in by_letters.values():
            for alike in together[1 : MAX_HOMONYMS + 1]:
                self._join_if(together[0], alike, LOOSE_NAME)
        for named in by_start.values():
            for (one, cluster), (other, further) in combinations(named[: MAX_HOMONYMS + 1], 2):
                if clips(one, other) or clips(other, one):
                    self._join_if(cluster, further, LOOSE_NAME)

    def _link_longer(
        self, cluster: Cluster, by_loose: dict[str, list[Cluster]], expansions: dict[str, str]
    ) -> None:
        """Join ``Foo Bar (FB) Baz`` with ``Foo Bar`` unless its definition says that it is a kind of ``Baz``."""
        for member in cluster.members[:1]:
            entry = self._entries[member]
            split = base_of(entry.term, entry.abbreviations)
            if split is None:
                continue
            if genus(self._texts.entry(member).definition) & set(exact(split[1]).split(" ")):
                continue
            for base in by_loose.get(loose(split[0], expansions), ())[:MAX_HOMONYMS]:
                self._join_if(base, cluster, LONGER_NAME)

    def _link_claimed(self) -> None:
        """Join a term with the concept that claims it as a synonym, or as its abbreviation and is named in its text."""
        terms: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self._alive():
            for term in {key(self._entries[member].term) for member in cluster.members}:
                terms[term].append(cluster)
        for cluster in self._alive():
            for member in cluster.members:
                entry = self._entries[member]
                for name in entry.synonyms:
                    for other in terms.get(key(name), ())[:MAX_HOMONYMS]:
                        # what a person calls a synonym is one
                        self._join_if(cluster, other, 0.0 if entry.authored else CLAIMED_NAME)
                for short in entry.abbreviations:
                    for other in terms.get(key(short), ())[:MAX_HOMONYMS]:
                        if spelt_by_initials(short, entry.term) and self._names(other, entry.term):
                            self._join_if(cluster, other, CLAIMED_NAME)

    def _names(self, cluster: Cluster, term: str) -> bool:
        """Say whether an entry of a cluster names a term near its beginning or among its names."""
        wanted = exact(term)
        for member in cluster.members[:MAX_COMPARED]:
            entry = self._texts.entry(member)
            text = f"{' '.join(entry.synonyms)} {entry.definition} {text_of(entry)[:400]}"
            if wanted in exact(_RE_NO_LETTER.sub(" ", text)):
                return True
        return False

    def _join_if(self, one: Cluster, other: Cluster, least: float) -> None:
        """Join two clusters when their texts are alike enough and no person has told them apart."""
        one, other = one.alive(), other.alive()
        if one is other or (one.authored and other.authored):
            return
        domains = {self._texts.domain(one.members[0]), self._texts.domain(other.members[0])}
        if len(domains - {None}) > 1:
            least = max(least, OTHER_DOMAIN)
        if least and self._texts.closest(one.members[:MAX_COMPARED], other.members[:MAX_COMPARED]) < least:
            return
        one.members += other.members
        one.authored |= other.authored
        one.titles |= other.titles
        one.folded |= other.folded
        other.joined = one


def _headed(entry: Entry) -> set[str]:
    """Return the term of an entry and the name that heads its headline, from which the term may have been completed."""
    head = entry.headline.partition(",")[0].strip()
    return {entry.term, head} if head and key(entry.term).startswith(key(head)) else {entry.term}
