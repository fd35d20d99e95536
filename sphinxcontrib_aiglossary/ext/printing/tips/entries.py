"""Hand-written entries as other pages show them: copies whose references are resolved where they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import OnlyNodeTransform, ReferencesResolver
from sphinx.util import logging
from sphinx.util.docutils import new_document

from sphinxcontrib_aiglossary.ext.deciding.digests import digest
from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.printing.autolink import AUTOMATIC
from sphinxcontrib_aiglossary.ext.printing.first_use import WordForms
from sphinxcontrib_aiglossary.ext.printing.transforms import ResolveNames
from sphinxcontrib_aiglossary.ext.reading.definitions import Entry, entries_of

from .addresses import moved

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def _resolvers() -> Any:
    """Return what Sphinx would run over the page itself, in the same order."""
    # Imported late: it brings all of intersphinx along
    from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver  # noqa: PLC0415 - see above

    return WordForms, ResolveNames, MystReferenceResolver, ReferencesResolver, OnlyNodeTransform


class Entries:
    """The hand-written entries of one build, each document read and each entry resolved once."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._env = env
        self._builder = builder
        self._written: dict[str, dict[str, Entry]] = {}
        self._resolved: dict[tuple[str, str], Entry | None] = {}

    def get(self, place: tuple[str, str]) -> Entry | None:
        """Return an entry, its links as seen from the document that it stands in; ``None`` if there is none."""
        if place not in self._resolved:
            docname, anchor = place
            entry = self._of(docname).get(anchor)
            body = self._resolve(docname, entry.body) if entry else []
            self._resolved[place] = Entry(entry.terms, body) if entry else None
        return self._resolved[place]

    def body(self, place: tuple[str, str], docname: str) -> list[nodes.Node]:
        """Return what an entry says, its links as seen from a document."""
        entry = self.get(place)
        holder = nodes.Element("", *(child.deepcopy() for child in entry.body)) if entry else nodes.Element()
        for reference in holder.findall(nodes.reference):
            moved(reference, place[0], docname, self._builder)
        return holder.children

    def digest(self, place: tuple[str, str]) -> str:
        """Return what stands for the text of an entry and for where its links lead."""
        entry = self.get(place)
        return digest([child.pformat() for child in entry.body]) if entry else ""

    def _of(self, docname: str) -> dict[str, Entry]:
        if docname not in self._written:
            found = entries_of(self._env.get_doctree(docname))
            self._written[docname] = {anchor: entry for anchors, entry in found for anchor in anchors}
        return self._written[docname]

    def _resolve(self, docname: str, body: list[nodes.Node]) -> list[nodes.Node]:
        """Resolve the references of an entry without a word: the page that it stands on says what there is to say."""
        holder = new_document("")
        holder.settings.env = self._env
        holder += [child.deepcopy() for child in body]
        for xref in holder.findall(addnodes.pending_xref):
            xref.setdefault("refdoc", docname)
            xref[AUTOMATIC] = True
        # They ask Sphinx's domain
        domain_of(self._env).registration.put_back()
        with logging.suppress_logging():
            for resolver in _resolvers():
                resolver(holder).run()
        return holder.children
