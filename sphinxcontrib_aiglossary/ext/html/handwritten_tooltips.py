"""Hand-written entries as other pages show them: copies of what their own page shows, its references resolved."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import OnlyNodeTransform, ReferencesResolver
from sphinx.util import logging

from sphinxcontrib_aiglossary.ext.collect.handwritten_entries import Entry, entries_of, take_out_of_place
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of
from sphinxcontrib_aiglossary.ext.incremental.hashing import digest
from sphinxcontrib_aiglossary.ext.other_extensions.environment import keep_foreign_data
from sphinxcontrib_aiglossary.ext.other_extensions.handlers import (
    Visitors,
    foreign_listeners,
    foreign_transforms,
    holds_text,
    is_foreign,
    scratch_document,
)
from sphinxcontrib_aiglossary.ext.transforms.abbreviation_forms import WordForms
from sphinxcontrib_aiglossary.ext.transforms.mention_links import AUTOMATIC
from sphinxcontrib_aiglossary.ext.transforms.references import ResolveNames
from sphinxcontrib_aiglossary.ext.visibility.probe import HIDDEN

from .portable_nodes import make_portable
from .relative_links import moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils.transforms import Transform
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_RE_RAW_ID: Final = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
_OURS: Final = (WordForms, ResolveNames)


class Entries:
    """The hand-written entries of one build, each document read and each entry resolved once."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._env = env
        self._builder = builder
        self._visitors = Visitors(builder)
        self._written: dict[str, dict[str, Entry]] = {}
        self._anchors: dict[str, frozenset[str]] = {}
        self._resolved: dict[tuple[str, str], Entry | None] = {}

    def get(self, place: tuple[str, str]) -> Entry | None:
        """Return an entry as its page shows it, its links as seen from there; ``None`` if there is none.

        Nothing in it belongs to one place only, and no node is of an extension that a page may not expect.
        """
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
            document = self._env.get_doctree(docname)
            self._anchors[docname] = frozenset(_anchors(document))
            found = entries_of(document)
            self._written[docname] = {anchor: entry for anchors, entry in found for anchor in anchors}
        return self._written[docname]

    def _resolve(self, docname: str, body: list[nodes.Node]) -> list[nodes.Node]:
        """Return a definition as its page shows it, resolved without a word: that page says what there is to say.

        All that Sphinx and other extensions would do to the page is done to the definition, while it still has its ids.
        """
        holder = scratch_document(str(self._env.doc2path(docname)))
        holder.settings.env = self._env
        holder += [child.deepcopy() for child in body]
        for xref in holder.findall(addnodes.pending_xref):
            xref.setdefault("refdoc", docname)
            xref[AUTOMATIC] = True
        app = app_of(self._env)
        self._take_out_told(docname, body, holder)
        # They ask Sphinx's domain
        domain_of(self._env).registration.put_back()
        keep_foreign_data(self._env)
        _take_out_empty(holder)
        with logging.suppress_logging(), _on_page(self._env, self._builder, docname):
            for transform in _transforms(app):
                # Another extension's may fail on a text that is no page, as may its domain in Sphinx's resolver
                with suppress(*() if transform in _OURS else (Exception,)):
                    transform(holder).apply()
            for listener in foreign_listeners(app):
                with suppress(Exception):
                    listener(app, holder, docname)
            _adopt(holder)
            self._take_out_skipped(holder)
        self._unlink_dead(docname, holder)
        take_out_of_place(holder)
        make_portable(holder)
        return holder.children

    def _unlink_dead(self, docname: str, holder: nodes.Element) -> None:
        """Leave the text alone of links to an id that their page has not: its author hears of them once, at their line."""
        decision = domain_of(self._env).decision
        targets = decision.targets.values() if decision else ()
        printed = {target.anchor for target in targets if target.docname == docname}
        for reference in list(holder.findall(nodes.reference)):
            # What Sphinx has resolved is marked as internal
            uri = "" if reference.get("internal") else str(reference.get("refuri", ""))
            anchor = unquote(uri[1:]) if uri.startswith("#") else ""
            if anchor and anchor not in self._anchors[docname] | printed | {"top"}:
                reference.replace_self(reference.children)

    def _take_out_told(self, docname: str, body: list[nodes.Node], holder: nodes.Element) -> None:
        """Take out what listeners of our event say that their page leaves out."""
        events = app_of(self._env).events
        if not events.listeners.get(HIDDEN):
            return
        written = (node for child in body for node in child.findall(nodes.Element))
        copied = list(holder.findall(nodes.Element))[1:]
        for node, copy in zip(written, copied, strict=True):
            if events.emit_firstresult(HIDDEN, node, docname):
                copy.parent.remove(copy)

    def _take_out_skipped(self, around: nodes.Element) -> None:
        """Take out what the writer would pass over."""
        for node in list(around.children):
            if self._visitors.skips(node):
                around.remove(node)
            elif isinstance(node, nodes.Element):
                self._take_out_skipped(node)


def _transforms(app: Sphinx) -> Sequence[type[Transform]]:
    """Return what resolves a page, Sphinx's part and that of others, in the order in which Sphinx would call it."""
    # Imported late: it brings all of intersphinx along
    from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver  # noqa: PLC0415 - see above
    from sphinx.ext.intersphinx import IntersphinxRoleResolver  # noqa: PLC0415 - likewise

    known = (*_OURS, MystReferenceResolver, ReferencesResolver, OnlyNodeTransform)
    roles = (IntersphinxRoleResolver,) if "sphinx.ext.intersphinx" in app.extensions else ()
    return sorted((*known, *roles, *foreign_transforms(app)), key=lambda each: each.default_priority or 0)


@contextmanager
def _on_page(env: BuildEnvironment, builder: Builder, docname: str) -> Iterator[None]:
    """Let environment and builder be at work on a document."""
    document, before = env.current_document, vars(builder).get("current_docname", "")
    last = document.docname
    document.docname = docname
    builder.current_docname = docname  # type: ignore[attr-defined]
    try:
        yield
    finally:
        document.docname = last
        builder.current_docname = before  # type: ignore[attr-defined]


def _anchors(document: nodes.document) -> Iterator[str]:
    """Yield the ids of a page, those in its raw HTML included."""
    for node in document.findall(nodes.Element):
        yield from node["ids"]
        if isinstance(node, nodes.raw):
            yield from _RE_RAW_ID.findall(node.astext())


def _adopt(holder: nodes.Element) -> None:
    """Tell each node where it is: extensions that move nodes do not always do so, and writers do not ask."""
    for node in holder.findall(nodes.Element):
        for child in node.children:
            child.parent = node


def _take_out_empty(holder: nodes.Element) -> None:
    """Take out the nodes of other extensions that hold no text.

    Most stand for what is collected from the whole project: a list of tasks, a bibliography. It belongs to the page.
    """
    for node in list(holder.findall(nodes.Element)):
        if is_foreign(type(node)) and not holds_text(node) and node.parent is not None:
            node.parent.remove(node)
