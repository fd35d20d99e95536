"""The one place that writes terms into Sphinx's standard domain and its index, and takes them out again."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxcontrib_aiglossary.naming.keys import fold

from .collect.page_record import INDICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from .plan.anchors import Target


class Registered(NamedTuple):
    """Names that stand in the standard domain because of us, and lead to one place."""

    docname: str
    anchor: str
    names: Sequence[str]
    indexed: Sequence[str]
    """Those in the general index, see :func:`spelt_once`: none of names that were given up."""


Place = tuple[str, str]
"""Document and id."""

IndexEntry = tuple[str, str, str, str, str | None]
"""What Sphinx keeps for one index entry: type, text, id, ``main`` or empty, heading."""


def spelt_once(names: Iterable[str]) -> list[str]:
    """Return one name for each key of names of one concept, as an index lists them.

    In another language a concept may have a name in two spellings, as it was and as it is translated.
    """
    spelt = {fold(name): name for name in reversed(list(names))}
    return list(reversed(spelt.values()))


def index_entries(names: Iterable[str], anchor: str) -> list[IndexEntry]:
    """Return the entries of the general index for the names of one printed concept, one for each key."""
    return [_entry(name, anchor) for name in spelt_once(names)]


def _entry(name: str, anchor: str) -> IndexEntry:
    return "single", name, anchor, "main", None


class Registration:
    """What stands in the standard domain, and in the general index, because of us.

    It has to be gone while documents are read: a hand-written glossary would find it and warn of a duplicate. It stays
    away until Sphinx has saved the environment, which holds it as one text: to save and to load tens of thousands of
    objects of a domain takes longer than to make them.
    """

    def __init__(
        self, env: BuildEnvironment, data: dict[str, Any], titles: Callable[[], Mapping[str, str]]
    ) -> None:
        """Go on from the last build.

        Args:
            env: what was read.
            data: what is kept with it: the names under ``registered``, whether they stand there under ``stands``.
            titles: returns the titles of the index pages that the output may have, by name.
        """
        self._env = env
        self._data = data
        self._titles = titles
        self._inserted: dict[str, list[IndexEntry]] = {}
        self.is_withheld = False
        """Whether documents were read, so that the environment is going to be saved, and was not yet."""

    @cached_property
    def _names(self) -> tuple[list[Registered], dict[str, Place]]:
        """All names, and by name the place of a hand-written entry that is not part of the output."""
        names, covered, _pages = json.loads(self._data["registered"])
        return (
            [_registered(*row) for row in names],
            {name: (docname, anchor) for name, (docname, anchor) in covered.items()},
        )

    @cached_property
    def digest(self) -> str:
        """Stands for these names."""
        return blake2b(self._data["registered"].encode(), digest_size=16).hexdigest()

    @cached_property
    def listed(self) -> dict[Place, Sequence[str]]:
        """The names that the general index lists because of us, by document and id."""
        return {(docname, anchor): names for docname, anchor, names, indexed in self._names[0] if indexed}

    def indexed_besides(self) -> dict[str, list[IndexEntry]]:
        """Return the entries of the general index by document, without those of ours that stand where we put them."""
        besides = {}
        for docname, entries in self._env.domains.index_domain.entries.items():
            ours = self._inserted.get(docname, [])
            start = len(entries) - len(ours)
            besides[docname] = entries[:start] if entries[start:] == ours else entries
        return besides

    @cached_property
    def indices(self) -> frozenset[str]:
        """The indices that list something, by the names of their pages."""
        return frozenset(json.loads(self._data["registered"])[2])

    def withhold(self) -> None:
        """Take the names out until :meth:`put_back` is called, as documents are going to be read."""
        self.is_withheld = True
        self._take_out()

    def withdraw_labels(self) -> None:
        """Take out the labels of index pages; the project may have a label of such a name."""
        standard = self._env.domains.standard_domain
        for labels in (standard.labels, standard.anonlabels):
            for name in [name for name, place in labels.items() if place[:2] == (name, "")]:
                if name in INDICES:
                    del labels[name]

    def _put_labels(self) -> None:
        """Register the labels of the index pages that the output has, as ``Domain.setup`` does."""
        standard = self._env.domains.standard_domain
        for name, title in self._titles().items():
            if name in self.indices and name not in standard.anonlabels:
                standard.anonlabels[name] = name, ""
                standard.labels[name] = name, "", title

    def _take_out(self) -> None:
        self.withdraw_labels()
        if self._data["stands"]:
            _strip(self._env, *self._names)
            self._data["stands"] = False

    def put_back(self) -> None:
        """Let the names stand there."""
        self.is_withheld = False
        self._put_labels()
        if not self._data["stands"]:
            self._inserted = _insert(self._env, self._names[0])
            self._data["stands"] = True

    def by_hand(self) -> dict[str, Place]:
        """Return the terms that do not stand there because of us, with document and id."""
        terms = terms_of_project(self._env)
        if self._data["stands"]:
            registered, covered = self._names
            for docname, anchor, names, _ in registered:
                for name in names:
                    if terms.get(name) == (docname, anchor):
                        del terms[name]
                        if name in covered and covered[name][0] in self._env.all_docs:
                            terms[name] = covered[name]
        return terms

    def register(
        self,
        names: Mapping[str, Target],
        unlisted: Mapping[str, Place],
        by_hand: Mapping[str, Place],
        indices: Sequence[str],
    ) -> None:
        """Choose these names and no others: those that stand there make room, the new ones come with :meth:`put_back`.

        Args:
            names: the names of the glossary, with document and id.
            unlisted: names that were given up, which the general index does not list; what is a name still goes before
                what was one.
            by_hand: what :meth:`by_hand` returns.
            indices: the indices that list something, by the names of their pages.
        """
        found: dict[tuple[str, str, bool], list[str]] = {}
        for name, (docname, anchor) in {**unlisted, **names}.items():
            found.setdefault((docname, anchor, name in names), []).append(name)
        rows = []
        for (docname, anchor, listed), spelt in found.items():
            indexed = spelt_once(spelt) if listed else []
            # Nearly always the same, which is not to be kept twice
            rows.append((docname, anchor, spelt, None if indexed == spelt else indexed))
        covered = {name: by_hand[name] for name in (*unlisted, *names) if name in by_hand}
        registered = json.dumps((rows, covered, indices), separators=(",", ":"))
        if registered != self._data["registered"]:
            self._take_out()
            self._data["registered"] = registered
            for made in ("digest", "listed", "indices"):
                self.__dict__.pop(made, None)
            # Whoever has the names shares them
            self._names = [_registered(*row) for row in rows], covered


def _registered(docname: str, anchor: str, names: Sequence[str], indexed: Sequence[str] | None) -> Registered:
    return Registered(docname, anchor, names, names if indexed is None else indexed)


def terms_of_project(env: BuildEnvironment) -> dict[str, Place]:
    """Return all registered terms with document and id.

    Tried with Sphinx 8.2.3 and 9.0.4: ``objects`` maps ``(type, name)`` to ``(docname, id)``.
    """
    objects = env.domains.standard_domain.objects
    return {name: place for (kind, name), place in objects.items() if kind == "term"}


def _insert(env: BuildEnvironment, registered: Iterable[Registered]) -> dict[str, list[IndexEntry]]:
    """Write names into the standard domain, and those that it lists into the general index; return these by document.

    ``note_object`` is no help here: it takes the document being read, and warns without a type. Tried with Sphinx
    8.2.3 and 9.0.4: ``_terms`` maps a lower-case name to ``(docname, id)``; the index domain keeps lists by document.
    """
    standard = env.domains.standard_domain
    ours: dict[str, list[IndexEntry]] = {}
    for docname, anchor, names, indexed in registered:
        place = docname, anchor
        for name in names:
            standard.objects["term", name] = place
            standard._terms.setdefault(name.lower(), place)  # noqa: SLF001 - see above
        if indexed:
            ours.setdefault(docname, []).extend(_entry(name, anchor) for name in indexed)
    index = env.domains.index_domain.entries
    for docname, entries in ours.items():
        index.setdefault(docname, []).extend(entries)
    return ours


def _strip(env: BuildEnvironment, registered: Iterable[Registered], covered: Mapping[str, Place]) -> None:
    """Take out what :func:`_insert` wrote, whatever became of it since."""
    standard = env.domains.standard_domain
    index = env.domains.index_domain.entries
    ours: dict[str, set[IndexEntry]] = {}
    for docname, anchor, names, indexed in registered:
        place = docname, anchor
        for name in names:
            if standard.objects.get(("term", name)) == place:
                del standard.objects["term", name]
                if name in covered and covered[name][0] in env.all_docs:
                    standard.objects["term", name] = covered[name]
            if standard._terms.get(name.lower()) == place:  # noqa: SLF001 - see `_insert`
                del standard._terms[name.lower()]  # noqa: SLF001 - see `_insert`
        ours.setdefault(docname, set()).update(_entry(name, anchor) for name in indexed)
    for docname, entries in ours.items():
        if docname in index:
            index[docname] = [entry for entry in index[docname] if entry not in entries]
