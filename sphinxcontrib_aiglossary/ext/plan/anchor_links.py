"""Which terms the links mean that name a term by its id."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts

from .renamed import former_ids
from .resolution import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .decide import Decision
    from .inputs import Project


class Addresses:
    """The ids of all terms that a build prints, from a source or written by hand.

    Args:
        decision: what is printed where.
        project: what the pages say.
    """

    def __init__(self, decision: Decision, project: Project) -> None:
        self._decision = decision
        self._project = project

    @cached_property
    def _terms(self) -> dict[str, dict[str, Meaning]]:
        """What has an id, by document."""
        terms: dict[str, dict[str, Meaning]] = {}
        for name, (docname, anchor) in self._project.by_hand.items():
            terms.setdefault(anchor, {})[docname] = Meaning(by_hand=name)
        for ident, (docname, anchor) in self._decision.targets.items():
            terms.setdefault(anchor, {})[docname] = Meaning(ident=ident)
        for old, (docname, anchor) in self._decision.old.items():
            for former in former_ids(old):
                terms.setdefault(former, {}).setdefault(docname, terms[anchor][docname])
        return terms

    def find(self, anchor: str, docname: str, target: str | None = None) -> Meaning:
        """Return the term that has an id; nothing if there is none.

        Args:
            anchor: the id.
            docname: the document of the link.
            target: the document of the term. Without it that of the link goes before; of several others none is meant.
        """
        found = self._terms.get(anchor, {})
        if target is not None:
            return found.get(target, Meaning())
        return found.get(docname) or (next(iter(found.values())) if len(found) == 1 else Meaning())

    def of(self, docname: str) -> Iterator[Meaning]:
        """Yield all terms that the addresses on a page may mean."""
        page = self._project.pages.get(docname)
        for anchor, only in page.addresses if page else ():
            if counts(only, self._project.holds):
                yield from self._terms.get(anchor, {}).values()
