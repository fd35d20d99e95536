"""The one place that writes terms into Sphinx's standard domain and its index, and takes them out again."""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxcontrib_aiglossary.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from .targets import Target


class Registered(NamedTuple):
    """One name that stands in the standard domain because of us."""

    name: str
    docname: str
    anchor: str
    covered: tuple[str, str] | None = None
    """The place of a hand-written entry of that name which is not part of the output."""
    listed: bool = True
    """Whether the general index lists it: not a name that was given up."""


IndexEntry = tuple[str, str, str, str, str | None]
"""What Sphinx keeps for one index entry: type, text, id, ``main`` or empty, heading."""


def index_entries(names: Iterable[str], anchor: str) -> list[IndexEntry]:
    """Return the entries of the general index for the names of one printed concept, one for each key.

    In another language a concept may have a name in two spellings, as it was and as it is translated.
    """
    spelt = {key(name): name for name in reversed(list(names))}
    return [_entry(name, anchor) for name in reversed(spelt.values())]


def _entry(name: str, anchor: str) -> IndexEntry:
    return "single", name, anchor, "main", None


class Registration:
    """What stands in the standard domain, and in the general index, because of us.

    It has to be gone while documents are read: a hand-written glossary would find it and warn of a duplicate. After that
    it mostly is to be as it was.
    """

    def __init__(self, env: BuildEnvironment, data: dict[str, Any]) -> None:
        """Go on from the last build.

        Args:
            env: what was read.
            data: what is kept with it: the names under ``registered``, what stands for them under ``registered_digest``,
                as there are thousands.
        """
        self._env = env
        self._data = data
        self._withheld: dict[str, list[IndexEntry]] | None = None

    @property
    def names(self) -> tuple[Registered, ...]:
        """The names, whether they stand there at the moment or not."""
        return self._data["registered"]  # type: ignore[no-any-return]

    @property
    def digest(self) -> str:
        """Stands for these names."""
        return self._data["registered_digest"]  # type: ignore[no-any-return]

    @cached_property
    def listed(self) -> dict[tuple[str, str], list[str]]:
        """The names that the general index lists because of us, by document and id."""
        names: dict[tuple[str, str], list[str]] = {}
        for each in self.names:
            if each.listed:
                names.setdefault((each.docname, each.anchor), []).append(each.name)
        return names

    def withhold(self) -> None:
        """Take the names out until :meth:`put_back` or :meth:`register` is called."""
        if self._withheld is None:
            self._withheld = _strip(self._env, self.names)

    def put_back(self) -> None:
        """Let the names stand there that were taken out."""
        if self._withheld is not None:
            _insert(self._env, self.names, self._withheld)
            self._withheld = None

    def by_hand(self) -> dict[str, tuple[str, str]]:
        """Return the terms that do not stand there because of us, with document and id."""
        terms = terms_of_project(self._env)
        for name, docname, anchor, covered, _ in self.names if self._withheld is None else ():
            if terms.get(name) == (docname, anchor):
                del terms[name]
                if covered and covered[0] in self._env.all_docs:
                    terms[name] = covered
        return terms

    def register(
        self,
        names: Mapping[str, Target],
        unlisted: Mapping[str, tuple[str, str]],
        by_hand: Mapping[str, tuple[str, str]],
    ) -> None:
        """Let these names stand there and no others.

        Args:
            names: the names of the glossary, with document and id.
            unlisted: names that were given up, which the general index does not list; what is a name still goes before
                what was one.
            by_hand: what :meth:`by_hand` returns.
        """
        registered = tuple(
            Registered(name, docname, anchor, by_hand.get(name), listed=name in names)
            for name, (docname, anchor) in {**unlisted, **names}.items()
        )
        if registered == self.names:
            self.put_back()
            return
        self.withhold()
        self._data["registered"] = registered
        self._data["registered_digest"] = blake2b(repr(registered).encode(), digest_size=16).hexdigest()
        self.__dict__.pop("listed", None)
        entries: dict[str, list[IndexEntry]] = {}
        for (docname, anchor), spelt in self.listed.items():
            entries.setdefault(docname, []).extend(index_entries(spelt, anchor))
        _insert(self._env, registered, entries)
        self._withheld = None


def terms_of_project(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return all registered terms with document and id.

    Tried with Sphinx 8.2.3 and 9.0.4: ``objects`` maps ``(type, name)`` to ``(docname, id)``.
    """
    objects = env.domains.standard_domain.objects
    return {name: place for (kind, name), place in objects.items() if kind == "term"}


def _insert(
    env: BuildEnvironment, registered: Iterable[Registered], entries: Mapping[str, Sequence[IndexEntry]]
) -> None:
    """Write names into the standard domain, and entries into the general index.

    ``note_object`` is no help here: it takes the document being read, and warns without a type. Tried with Sphinx
    8.2.3 and 9.0.4: ``_terms`` maps a lower-case name to ``(docname, id)``; the index domain keeps lists by document.
    """
    standard = env.domains.standard_domain
    index = env.domains.index_domain.entries
    for name, docname, anchor, *_ in registered:
        standard.objects["term", name] = (docname, anchor)
        standard._terms.setdefault(name.lower(), (docname, anchor))  # noqa: SLF001 - see above
    for docname, found in entries.items():
        index.setdefault(docname, []).extend(found)


def _strip(env: BuildEnvironment, registered: Iterable[Registered]) -> dict[str, list[IndexEntry]]:
    """Take out what :func:`_insert` wrote, whatever became of it since.

    Returns:
        The entries that stood in the general index, by document.
    """
    standard = env.domains.standard_domain
    index = env.domains.index_domain.entries
    ours: dict[str, set[IndexEntry]] = {}
    for name, docname, anchor, covered, _ in registered:
        place = (docname, anchor)
        if standard.objects.get(("term", name)) == place:
            del standard.objects["term", name]
            if covered and covered[0] in env.all_docs:
                standard.objects["term", name] = covered
        if standard._terms.get(name.lower()) == place:  # noqa: SLF001 - see `_insert`
            del standard._terms[name.lower()]  # noqa: SLF001 - see `_insert`
        ours.setdefault(docname, set()).add(_entry(name, anchor))
    taken = {}
    for docname, entries in ours.items():
        if docname in index:
            taken[docname] = [entry for entry in index[docname] if entry in entries]
            index[docname] = [entry for entry in index[docname] if entry not in entries]
    return taken
