"""Which entries are one concept: by name first, by text where names leave it open."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..keys import key
from ..names import plurals
from ..problems import Kind, Problem
from ..taxonomy import taxonomy
from .likeness import Texts, text_of
from .shapes import abbreviates, base_of, exact, genus, long_form, loose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Entry

BUILTIN: Final = "<builtin>/"

# Likeness of texts beyond the words of their terms. Texts about one thing reach 0.07 even when one of them is two
# sentences long; unrelated texts have a median of 0.03, texts of one field about 0.08.
SAME_NAME_OTHER_DOMAIN: Final = 0.2
"""One name in two domains: one concept only when the texts are this much alike."""
SAME_NAME: Final = 0.02
"""One name, nothing known of the domains, categories that differ: two concepts below this."""
LOOSE_NAME: Final = 0.08
"""Names that differ by an empty word or an ending."""
CLAIMED_NAME: Final = 0.1
"""A term that is a synonym or an abbreviation of the other."""
LONGER_NAME: Final = 0.1
"""A name that begins with the other one and its abbreviation."""

MAX_HOMONYMS: Final = 12
"""Meanings of one name that are told apart; more are not found in any language."""
MAX_COMPARED: Final = 4
"""Entries of a cluster that speak for it."""
_MIN_FOLDED: Final = 80
"""Letters that two bodies must have to be equal by more than chance."""
_SEVERAL: Final = 2

_RE_NO_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(slots=True, eq=False)
class Cluster:
    """Entries of one concept, by number, in the order of the sources."""

    members: list[int]
    authored: bool = False
    """Holds what a person wrote: its names are certain, and it never joins another of its kind."""
    titles: set[str] = field(default_factory=set)
    """The categories of its entries."""
    folded: dict[int, int] = field(default_factory=dict)
    """Entries whose text an earlier member has already, and that member."""
    joined: Cluster | None = None
    """The cluster into which this one went."""

    def alive(self) -> Cluster:
        """Return the cluster in which the entries of this one are now."""
        cluster = self
        while cluster.joined is not None:
            cluster = cluster.joined
        return cluster


class Clustering:
    """Puts every entry into a cluster; read the result from :attr:`clusters`."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.problems: list[Problem] = []
        self._entries = entries
        self._texts = Texts(entries)
        self._by_name: dict[str, list[Cluster]] = defaultdict(list)
        self._clusters: list[Cluster] = []
        self._places: list[Cluster] = []
        self._dumped = not all(entry.authored for entry in entries)
        twins = _twins(entries)
        for number, entry in enumerate(entries):
            twin = twins.get(number)
            home = self._home_of_authored(number) if entry.authored else self._home(number, twin)
            if home is None:
                home = Cluster(members=[])
                self._clusters.append(home)
            if twin is not None:
                home.folded[number] = twin
            home.members.append(number)
            home.authored |= entry.authored
            home.titles |= _titles(entry)
            self._places.append(home)
            self._note(home, entry)
        if self._dumped:
            self._link()

    @property
    def clusters(self) -> list[Cluster]:
        """The clusters, in the order of their first entries."""
        alive = [cluster for cluster in self._clusters if cluster.joined is None]
        for cluster in alive:
            cluster.members.sort()
        return sorted(alive, key=lambda cluster: cluster.members[0])

    def _note(self, cluster: Cluster, entry: Entry) -> None:
        for name in self._names_of(entry):
            if cluster not in self._by_name[name]:
                self._by_name[name].append(cluster)

    def _names_of(self, entry: Entry) -> set[str]:
        """Return the forms under which an entry meets others of its name; plurals only where a dump is read."""
        if not self._dumped:
            return {key(entry.term)}
        return {key(entry.term), exact(entry.term), *map(key, plurals(entry.term))}

    # entries with one name

    def _home_of_authored(self, number: int) -> Cluster | None:
        entry = self._entries[number]
        for cluster in self._by_name.get(key(entry.term), ()):
            for member in cluster.members:
                other = self._entries[member]
                if not other.authored or _from_builtin(other) != _from_builtin(entry):
                    continue
                if _told_apart(entry, other):
                    break
                if (entry.definition, entry.article) != (other.definition, other.article):
                    self._report_duplicate(entry, other)
                return cluster
            else:
                if key(self._entries[cluster.members[0]].term) == key(entry.term) and not self._differs(
                    number, cluster
                ):
                    return cluster
        return None

    def _report_duplicate(self, entry: Entry, other: Entry) -> None:
        message = (
            f"“{entry.term}” is defined here and in {other.origin}; the first is printed. "
            "Give them different categories if they are two concepts, or remove one"
        )
        self.problems.append(Problem(kind=Kind.DUPLICATE, origin=entry.origin, message=message))

    def _home(self, number: int, twin: int | None) -> Cluster | None:
        if twin is not None:
            return self._places[twin]
        names = self._names_of(self._entries[number])
        candidates = list(dict.fromkeys(c for name in sorted(names) for c in self._by_name.get(name, ())))
        alike = [cluster for cluster in candidates if not self._differs(number, cluster)]
        if not alike and len(candidates) >= MAX_HOMONYMS:
            alike = candidates
        if len(alike) < _SEVERAL:
            return alike[0] if alike else None
        return max(alike, key=lambda cluster: self._closeness(number, cluster))

    def _differs(self, number: int, cluster: Cluster) -> bool:
        """Say whether an entry and the cluster of its name are homonyms."""
        some = cluster.members[:MAX_COMPARED]
        if self._texts.empty(number) or all(map(self._texts.empty, some)):
            return False
        entry = self._entries[number]
        if (long := long_form(entry)) and any(
            (other := long_form(self._entries[member])) and other != long for member in some
        ):
            return True
        own = self._texts.domain(number)
        theirs = {self._texts.domain(member) for member in some}
        if own and None not in theirs and own not in theirs:
            return self._likeness([number], some) < SAME_NAME_OTHER_DOMAIN
        titles = _titles(entry)
        shares = not titles or not cluster.titles or bool(titles & cluster.titles)
        return not shares and self._likeness([number], some) < SAME_NAME

    def _closeness(self, number: int, cluster: Cluster) -> float:
        shares = bool(_titles(self._entries[number]) & cluster.titles)
        return self._likeness([number], cluster.members) + shares

    def _likeness(self, some: list[int], others: list[int]) -> float:
        return max(
            self._texts.likeness(one, other) for one in some[:MAX_COMPARED] for other in others[:MAX_COMPARED]
        )

    # clusters with names that belong together

    def _link(self) -> None:
        """Join clusters whose names differ, where names and texts together say that they are one concept."""
        expansions = self._expansions()
        by_loose: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.clusters:
            for name in {name for member in cluster.members for name in _headed(self._entries[member])}:
                by_loose[loose(name, expansions)].append(cluster)
        for group in by_loose.values():
            for other in group[1 : MAX_HOMONYMS + 1]:
                self._join_if(group[0], other, LOOSE_NAME)
        for cluster in self.clusters:
            self._link_longer(cluster, by_loose, expansions)
        self._link_claimed()

    def _expansions(self) -> dict[str, str]:
        """Return the long form of every abbreviation that stands for one term only."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
            for short in entry.abbreviations:
                if abbreviates(short, entry.term):
                    found[key(short)].add(exact(entry.term))
        return {short: next(iter(terms)) for short, terms in found.items() if len(terms) == 1}

    def _link_longer(
        self, cluster: Cluster, by_loose: dict[str, list[Cluster]], expansions: dict[str, str]
    ) -> None:
        """Join ``Foo Bar (FB) Baz`` with ``Foo Bar`` unless its definition says that it is a kind of ``Baz``."""
        for member in cluster.members[:1]:
            entry = self._entries[member]
            split = base_of(entry.term, entry.abbreviations)
            if split is None or genus(entry.definition) & set(exact(split[1]).split(" ")):
                continue
            for base in by_loose.get(loose(split[0], expansions), ())[:MAX_HOMONYMS]:
                self._join_if(base, cluster, LONGER_NAME)

    def _link_claimed(self) -> None:
        """Join a term with the concept that claims it as a synonym, or as its abbreviation and is named in its text."""
        terms: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.clusters:
            for term in {key(self._entries[member].term) for member in cluster.members}:
                terms[term].append(cluster)
        for cluster in self.clusters:
            for member in cluster.members:
                entry = self._entries[member]
                for name in entry.synonyms:
                    for other in terms.get(key(name), ())[:MAX_HOMONYMS]:
                        self._join_if(cluster, other, CLAIMED_NAME)
                for short in entry.abbreviations:
                    for other in terms.get(key(short), ())[:MAX_HOMONYMS]:
                        if abbreviates(short, entry.term) and self._names(other, entry.term):
                            self._join_if(cluster, other, CLAIMED_NAME)

    def _names(self, cluster: Cluster, term: str) -> bool:
        """Say whether an entry of a cluster names a term near its beginning or among its names."""
        wanted = exact(term)
        for member in cluster.members[:MAX_COMPARED]:
            entry = self._entries[member]
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
            least = max(least, SAME_NAME_OTHER_DOMAIN)
        if self._likeness(one.members, other.members) < least:
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


def _titles(entry: Entry) -> set[str]:
    return {taxonomy().title(name) for name in entry.categories}


def _from_builtin(entry: Entry) -> bool:
    return entry.origin.path.startswith(BUILTIN)


def _told_apart(entry: Entry, other: Entry) -> bool:
    """Say whether each of two authored entries has a category that the other has not."""
    own, theirs = _titles(entry), _titles(other)
    return bool(own - theirs) and bool(theirs - own)


def _twins(entries: Sequence[Entry]) -> dict[int, int]:
    """Return, for every body that was read before, the first entry with the same letters and digits."""
    beginnings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.body and not entry.authored:
            beginnings[_RE_NO_LETTER.sub("", entry.body[:400])[:120].casefold()].append(number)
    twins: dict[int, int] = {}
    for numbers in beginnings.values():
        if len(numbers) < _SEVERAL:
            continue
        first: dict[bytes, int] = {}
        for number in numbers:
            letters = _RE_NO_LETTER.sub("", entries[number].body).casefold()
            if len(letters) < _MIN_FOLDED and exact(entries[number].term) != exact(entries[numbers[0]].term):
                continue
            digest = hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=16).digest()
            if (twin := first.setdefault(digest, number)) != number:
                twins[number] = twin
    return twins
