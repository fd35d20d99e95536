"""The index of categories: a page like Python's module index, in HTML, PDF and EPUB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sphinx.domains import Index, IndexEntry
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.deciding.categories import Group
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain

PAGE: Final = "aiglossary-categories"
"""The page of the index, made by Sphinx from the names of domain and index; ``:ref:`` knows it under this label."""

_HEADING, _BELOW = 1, 2


class CategoryIndex(Index):
    """Groups, their categories, and the printed concepts of each."""

    name = "categories"
    # Sphinx writes it unescaped into LaTeX, where `&` would end the run; tried with 8.2.3 and 9.0.4
    localname = get_translation("aiglossary")("Glossary by category")
    # A name in the bar above every page would make all pages stale when the index appears or goes
    shortname: ClassVar[str | None] = None

    domain: AIGlossaryDomain

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the groups with their entries, unfolded."""
        volume = self.domain.volume
        if (
            volume is not None and volume.format == "latex"
        ):  # a PDF has an index of our own, see `latex.index`
            return [], False
        wanted = None if docnames is None else set(docnames)
        content = [(group.title, list(self._entries(group, wanted))) for group in self.domain.groups]
        return [(title, entries) for title, entries in content if entries], False

    def _entries(self, group: Group, wanted: set[str] | None) -> Iterator[IndexEntry]:
        decision = self.domain.decision
        if decision is None:
            return
        targets = (self.domain.volume or decision).targets
        for category in group.categories:
            # Texinfo, which alone names its documents, leaves out entries without a page and prints the others flat
            extra = "" if wanted is None else category.title
            below = [
                IndexEntry(decision.concepts[ident].name, _BELOW, *targets[ident], extra, "", "")
                for ident in category.idents
                if wanted is None or targets[ident].docname in wanted
            ]
            if below:
                yield IndexEntry(category.title, _HEADING, "", "", "", "", "")
                yield from below


def remove_old(builder: Any, env: BuildEnvironment) -> None:
    """Remove the page if an earlier build wrote it and this one has nothing for it.

    It would show terms that are gone, and EPUB packs whatever lies in its folder. Sphinx decides on the page anew in
    each build and removes none. Tried with Sphinx 8.2.3 and 9.0.4: ``domain_indices`` lists the pages by name.
    """
    written = {name for name, *_ in builder.domain_indices}
    if PAGE not in written and PAGE not in env.found_docs:
        Path(builder.get_outfilename(PAGE)).unlink(missing_ok=True)
