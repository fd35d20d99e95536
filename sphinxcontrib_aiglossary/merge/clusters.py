"""Which entries are one concept: by name first, by text where names leave it open."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.plurals import plurals
from sphinxcontrib_aiglossary.problems import Kind, Problem
from sphinxcontrib_aiglossary.taxonomy import taxonomy

from .cluster import MAX_COMPARED, MAX_HOMONYMS, OTHER_DOMAIN, Cluster
from .likeness import Texts
from .linking import Linking
from .shapes import exact, long_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.model import Entry

SAME_NAME: Final = 0.02
"""One name, nothing known of the domains, categories that differ: two concepts below this."""
_MIN_FOLDED: Final = 80
"""Letters that two bodies must have to be equal by more than chance."""
MAX_NEAREST: Final = 20
"""Entries of a cluster that are compared where several clusters of a name are left: a dump may tell one thing thousands of times."""
_SEVERAL: Final = 2

_RE_LETTERS: Final = re.compile(r"[^\W_]+")


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
            names = self._names_of(entry)
            home = self._home_of_authored(number) if entry.authored else self._home(number, names, twin)
            if home is None:
                home = Cluster(members=[])
                self._clusters.append(home)
            if twin is not None:
                home.folded[number] = twin
            home.members.append(number)
            home.authored |= entry.authored
            home.titles |= _titles(entry)
            self._places.append(home)
            self._note(home, names)
        if self._dumped:
            Linking(entries, self._texts, self.clusters).link()

    @property
    def clusters(self) -> list[Cluster]:
        """The clusters, in the order of their first entries."""
        alive = [cluster for cluster in self._clusters if cluster.joined is None]
        for cluster in alive:
            cluster.members.sort()
        return sorted(alive, key=lambda cluster: cluster.members[0])

    @property
    def read(self) -> frozenset[int]:
        """The entries whose texts had a say."""
        return frozenset(self._texts.read)

    def _note(self, cluster: Cluster, names: set[str]) -> None:
        for name in names:
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
                if not other.authored or builtin.holds(other.origin) != builtin.holds(entry.origin):
                    continue
                if _told_apart(entry, other):
                    break
                if _told(self._texts.entry(number)) != _told(self._texts.entry(member)):
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

    def _home(self, number: int, names: set[str], twin: int | None) -> Cluster | None:
        if twin is not None:
            return self._places[twin]
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
        if (long := long_form(self._texts.entry(number))) and any(
            (other := long_form(self._texts.entry(member))) and other != long for member in some
        ):
            return True
        own = self._texts.domain(number)
        theirs = {self._texts.domain(member) for member in some}
        if own and None not in theirs and own not in theirs:
            return self._texts.closest([number], some) < OTHER_DOMAIN
        titles = _titles(self._entries[number])
        shares = not titles or not cluster.titles or bool(titles & cluster.titles)
        return not shares and self._texts.closest([number], some) < SAME_NAME

    def _closeness(self, number: int, cluster: Cluster) -> float:
        shares = bool(_titles(self._entries[number]) & cluster.titles)
        return self._texts.closest([number], cluster.members[:MAX_NEAREST]) + shares


def _titles(entry: Entry) -> frozenset[str]:
    return _titles_of(entry.categories)


@lru_cache(maxsize=10_000)
def _titles_of(categories: tuple[str, ...]) -> frozenset[str]:
    """Return the titles of categories; homonyms are compared pair by pair, and ask again and again."""
    return frozenset(map(taxonomy().title, categories))


def _told(entry: Entry) -> tuple[str, str]:
    """Return what an authored entry tells of its term."""
    return entry.definition, entry.article


def _told_apart(entry: Entry, other: Entry) -> bool:
    """Say whether each of two authored entries has a category that the other has not."""
    own, theirs = _titles(entry), _titles(other)
    return bool(own - theirs) and bool(theirs - own)


def _twins(entries: Sequence[Entry]) -> dict[int, int]:
    """Return, for every body that was read before, the first entry with the same letters and digits."""
    beginnings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.body and not entry.authored:
            beginnings["".join(_RE_LETTERS.findall(entry.body[:400]))[:120].casefold()].append(number)
    twins: dict[int, int] = {}
    for numbers in beginnings.values():
        if len(numbers) < _SEVERAL:
            continue
        first: dict[bytes, int] = {}
        for number in numbers:
            letters = "".join(_RE_LETTERS.findall(entries[number].body)).casefold()
            if len(letters) < _MIN_FOLDED and exact(entries[number].term) != exact(entries[numbers[0]].term):
                continue
            digest = hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=16).digest()
            if (twin := first.setdefault(digest, number)) != number:
                twins[number] = twin
    return twins
