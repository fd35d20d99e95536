"""Which concepts each document refers to."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .inputs import Project
    from .mentions import AutoLinks
    from .name_resolver import Names


class Written(Mapping[str, AbstractSet[str]]):
    """The concepts that the author of each document refers to, in the builder's output.

    They are looked up when a document is asked for.

    Args:
        names: tell what a name means.
        project: what the pages say.
    """

    def __init__(self, names: Names, project: Project) -> None:
        self._names = names
        self._project = project
        self._known: dict[str, AbstractSet[str]] = {}

    def __getitem__(self, docname: str) -> AbstractSet[str]:
        if docname not in self._known:
            self._known[docname] = self._find(docname)
        return self._known[docname]

    def __iter__(self) -> Iterator[str]:
        return iter(self._project.pages)

    def __len__(self) -> int:
        return len(self._project.pages)

    def _find(self, docname: str) -> set[str]:
        prefer = self._project.prefer.get(docname, ())
        found = set()
        for use in self._project.pages[docname].uses:
            meaning = self._names.meaning(use.name, prefer)
            if meaning.ident and counts(use.only, self._project.holds):
                if use.gives_way and self._project.answered(docname, use):
                    continue
                found.add(meaning.ident)
        return found


class Used(Mapping[str, AbstractSet[str]]):
    """The concepts that each document refers to in the builder's output, looked up when a document is asked for.

    Args:
        written: those to which its author refers.
        autolinks: the mentions of all pages.
    """

    def __init__(self, written: Written, autolinks: AutoLinks) -> None:
        self._written = written
        self._autolinks = autolinks
        self._known: dict[str, AbstractSet[str]] = {}

    def __getitem__(self, docname: str) -> AbstractSet[str]:
        if docname not in self._known:
            self._known[docname] = self._written[docname] | self._autolinks.used.get(docname, set())
        return self._known[docname]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)
