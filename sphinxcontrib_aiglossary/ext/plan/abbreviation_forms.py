"""The text of the roles that print a form of a name: which of them is the first, and says what the short form means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.naming.forms import concept_forms, entry_forms
from sphinxcontrib_aiglossary.naming.keys import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinxcontrib_aiglossary.ext.collect.page_record import FormUse
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.naming.forms import Forms

    from .inputs import Project
    from .name_resolver import Names
    from .resolution import Meaning


class _Owner(NamedTuple):
    """What a name belongs to."""

    ident: str
    """The concept, empty for a hand-written entry."""
    terms: tuple[str, ...] = ()
    """The terms of the entry."""


class Wording:
    """Words the roles of a project, or of a book made of it.

    Args:
        names: tell what a name means.
        concept: returns the concept of an ident.
        project: what is known of the project.
    """

    def __init__(self, names: Names, concept: Callable[[str], Concept], project: Project) -> None:
        self._names = names
        self._concept = concept
        self._project = project
        self._lent: dict[str, list[str]] = {}
        for ident, name in names.replaced.items():
            self._lent.setdefault(name, []).append(ident)
        self._forms: dict[_Owner, Forms] = {}
        self.pages = self._pages()
        """The texts of each document's roles, in order; ``None`` for a name that means nothing."""

    def _pages(self) -> dict[str, list[str | None]]:
        pages = self._project.pages
        uses = [use for docname in self._project.order if docname in pages for use in pages[docname].forms]
        told: dict[str, list[str | None]] = {}
        for use, text in zip(uses, self.texts(uses, self._project.chapters), strict=True):
            told.setdefault(use.docname, []).append(text)
        return told

    def texts(self, uses: Iterable[FormUse], chapters: Mapping[str, str]) -> list[str | None]:
        """Return the texts of roles.

        Args:
            uses: in reading order.
            chapters: the chapter of each document.
        """
        met: set[tuple[str, _Owner]] = set()
        told: list[str | None] = []
        for use in uses:
            meaning = self._names.meaning(use.name, self._project.prefer.get(use.docname, ()))
            if not meaning:
                told.append(None)
                continue
            owner = self._owner(meaning)
            expand = False
            if use.role in {"gls", "glspl"} and counts(use.only, self._project.holds):
                mark = self._scope(use.docname, chapters), owner
                expand = self._project.settings.first_use != "off" and mark not in met
                met.add(mark)
            told.append(self._forms_of(owner).word(use.role, use.name, use.text, expand=expand))
        return told

    def _scope(self, docname: str, chapters: Mapping[str, str]) -> str:
        """Return what stands for the part in which a document's first uses are counted."""
        scope = self._project.settings.first_use
        return {"page": docname, "chapter": chapters.get(docname, docname)}.get(scope, "")

    def _owner(self, meaning: Meaning) -> _Owner:
        if not meaning.by_hand:
            return _Owner(meaning.ident)
        docname, _ = self._project.by_hand[meaning.by_hand]
        return _Owner("", self._project.entries.get((docname, meaning.by_hand), (meaning.by_hand,)))

    def _forms_of(self, owner: _Owner) -> Forms:
        if owner not in self._forms:
            if owner.ident:
                self._forms[owner] = concept_forms(self._free(self._concept(owner.ident)))
            else:
                lent = [
                    self._free(self._concept(ident), owner.terms)
                    for name in owner.terms
                    for ident in self._lent.get(name, ())
                ]
                self._forms[owner] = entry_forms(owner.terms, lent)
        return self._forms[owner]

    def _free(self, concept: Concept, terms: tuple[str, ...] = ()) -> Concept:
        """Return a concept with those of its names that nothing has taken but an entry of these terms."""
        own = set(map(key, terms))

        def free(name: str) -> bool:
            return key(name) in own or self._names.is_free(name)

        return replace(
            concept,
            synonyms=tuple(filter(free, concept.synonyms)),
            abbreviations=tuple(filter(free, concept.abbreviations)),
        )
