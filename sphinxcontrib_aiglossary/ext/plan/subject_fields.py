"""The fields of knowledge that a project speaks of on purpose: in others, few names of the built-in glossary are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.naming.autolinks import is_unmistakable
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.taxonomy import OTHER, taxonomy

from .categories import fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.naming.keys import Key
    from sphinxcontrib_aiglossary.store import Store

    from .inputs import Project
    from .name_resolver import Names


class Fields:
    """The groups of the concepts to which a project refers, and what its settings and placements name.

    Args:
        store: the glossary.
        names: tell which concepts are defined by hand.
        project: its settings.
        written: the concepts to which the author of each document refers.
    """

    def __init__(
        self, store: Store, names: Names, project: Project, written: Mapping[str, AbstractSet[str]]
    ) -> None:
        self._store = store
        self._used = _used(store, names, project, written) if store.builtin else frozenset()
        self._known: dict[str, bool] = {}

    def hold(self, ident: str, name: str) -> bool:
        """Tell whether a mention of a concept by a name is meant as such, for all that its field tells."""
        if ident not in self._store.builtin or is_unmistakable(name):
            return True
        if ident not in self._known:
            self._known[ident] = bool(self._used & fields(self._store.outline(ident)))
        return self._known[ident]


def _used(
    store: Store, names: Names, project: Project, written: Mapping[str, AbstractSet[str]]
) -> frozenset[Key]:
    """Return the keys of groups and categories."""
    found = {each for name in _named(project) for each in (key(name), key(taxonomy().title(name)))}
    idents = {ident for docname in written for ident in written[docname]}
    # A short name that somebody defines by hand may mean anything
    idents.update(ident for ident, name in names.replaced.items() if is_unmistakable(name))
    for own in store.own():
        idents.update((own, *store.uses(own)))
    for concept in store.outlines(idents) if idents else ():
        found.update(key(group) for group in map(taxonomy().group, concept.categories) if group != OTHER)
    return frozenset(found)


def _named(project: Project) -> Iterator[str]:
    """Yield the categories and groups that a project names."""
    yield from project.settings.autolink_categories
    for page in project.pages.values():
        for placement in page.placements:
            if counts(placement.only, project.holds):
                yield from placement.categories
