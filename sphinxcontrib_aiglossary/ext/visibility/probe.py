"""Asks other extensions what they leave out of a document, before it is written.

The skeleton of the document goes through their post-transforms, their listeners and their visitors; what comes through
shows. The document itself, whole and with its text, would be changed by that for good.
"""

from __future__ import annotations

from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import LoggingReporter, new_document

from sphinxcontrib_aiglossary.ext.other_extensions.environment import keep_foreign_data
from sphinxcontrib_aiglossary.ext.other_extensions.handlers import (
    Visitors,
    foreign_listeners,
    foreign_transforms,
)

from .conditions import MARK, ancestors
from .skeleton import NUMBER, Reach, open_skeleton, stand_ins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.application import Sphinx

HIDDEN: Final = "aiglossary-hidden"
"""The event by which others tell what they leave out: ``(app, node, docname)``, to be answered by a truth or ``None``."""

_EVALUATED: Final = "sphinx.ext.ifconfig"
"""The module of a listener that has a condition of its own."""
_NAMING: Final = frozenset({"ids", "names", "dupnames", "backrefs"})
_HARMLESS: Final = ("sphinx.ext.", "sphinx_design.", "myst_parser.", __name__.partition(".")[0])
"""Modules whose handlers leave nothing out that a condition of its own does not tell.

MyST-Parser (4, 5) and sphinx-design (0.6) write containers in their own way, and all that is in them.
"""


def reach_of(app: Sphinx) -> Reach:
    """Return what other extensions may leave out of the documents of a project."""
    if app.events.listeners.get(HIDDEN):
        return Reach.ANSWERS
    handlers = (*foreign_transforms(app), *foreign_listeners(app), *_overriding(app))
    return Reach.HANDLERS if any(map(_may_leave_out, handlers)) else Reach.VISITORS


def _may_leave_out(handler: object) -> bool:
    return not str(getattr(handler, "__module__", None)).startswith(_HARMLESS)


def _overriding(app: Sphinx) -> Iterator[object]:
    """Yield the translators of a project, and its visitors for nodes of docutils and Sphinx.

    Tried with Sphinx 8.2.3 and 9.0.4 (``translators``, ``translation_handlers``).
    """
    registry = app.registry
    yield from registry.translators.values()
    for visitors in registry.translation_handlers.values():
        for name, (visit, _) in visitors.items():
            if hasattr(nodes, name) or hasattr(addnodes, name):
                yield visit


class Probe:
    """Finds what is left out of each document in one build.

    Args:
        app: the application, with the builder of the build.
        skeletons: those of all documents.
        starting: the documents with which the files of the builder start, where each is assembled of many.
    """

    def __init__(self, app: Sphinx, skeletons: Mapping[str, bytes], starting: Sequence[str]) -> None:
        self._app = app
        self._skeletons = skeletons
        self._transforms = foreign_transforms(app)
        listeners = foreign_listeners(app)
        self._listeners = [each for each in listeners if getattr(each, "__module__", "") != _EVALUATED]
        self._visitors = Visitors(app.builder)
        self._skipped: dict[str, bool] = {}
        self._starts = _starts(starting, app.env.toctree_includes)

    def left_out(self, docname: str, skeleton: bytes) -> frozenset[int]:
        """Return the numbers of the nodes that other extensions leave out of a document."""
        told = self._told(docname)
        document = self._document(docname, skeleton)
        asked = {node[NUMBER] for node in stand_ins(document)} - told.keys()
        with logging.suppress_logging():
            hidden = asked - self._found(document, docname, skeleton, asked)
        return frozenset(hidden).union(number for number, is_hidden in told.items() if is_hidden)

    def _found(self, document: nodes.document, docname: str, skeleton: bytes, asked: set[int]) -> set[int]:
        """Return which of some nodes show; those do that are too much for another extension by themselves."""
        if not asked:
            return set()
        try:
            return self._shown(document, docname, asked)
        except Exception:  # noqa: BLE001 - others may expect what a skeleton has not
            if len(asked) == 1:
                return asked
        ordered = sorted(asked)
        halves = set(ordered[: len(asked) // 2]), set(ordered[len(asked) // 2 :])
        found = (self._found(self._document(docname, skeleton), docname, skeleton, half) for half in halves)
        return set().union(*found)

    def _shown(self, document: nodes.document, docname: str, asked: set[int]) -> set[int]:
        """Return which of some nodes come through all that other extensions do to a skeleton of a document."""
        for node in list(stand_ins(document)):
            if node[NUMBER] not in asked:
                _cut(node)
        start = self._starts.get(docname, docname)
        keep_foreign_data(self._app.env)
        with _at(self._app, start):
            for transform in self._transforms:
                transform(document).apply()
            for listener in self._listeners:
                listener(self._app, document, start)
            skipped: dict[nodes.Node, bool] = {}
            return {node[NUMBER] for node in stand_ins(document) if not self._is_skipped(node, skipped)}

    def _is_skipped(self, node: nodes.Element, known: dict[nodes.Node, bool]) -> bool:
        """Tell whether the writer passes over one of the nodes around a node."""
        for above in ancestors(node):
            if above not in known:
                known[above] = not isinstance(above, nodes.document) and self._skips(above)
            if known[above] and self._visitors.skips(_alone(above, node)):
                return True
        return False

    def _skips(self, node: nodes.Element) -> bool:
        """Ask the visitor of a node, once for all nodes that differ by their names only."""
        told = {name: value for name, value in node.attributes.items() if name not in _NAMING}
        asked = repr((type(node), sorted(told.items())))
        if asked not in self._skipped:
            self._skipped[asked] = self._visitors.skips(node)
        return self._skipped[asked]

    def _document(self, docname: str, skeleton: bytes) -> nodes.document:
        """Return a skeleton as a document, or as the part of the one that its file starts with."""
        env = self._app.env
        start = self._starts.get(docname, docname)
        attributes, children = open_skeleton(skeleton)
        if start != docname:
            attributes = open_skeleton(self._skeletons[start])[0] if self._skeletons.get(start) else {}
            children = [addnodes.start_of_file("", *children, docname=docname)]
        document = new_document(str(env.doc2path(start)))
        document.settings.env = env
        document.reporter = LoggingReporter(str(env.doc2path(start)))
        document.attributes.update(attributes)
        document += children
        for node in document.findall(nodes.Element):
            node.document = document
            document.ids.update(dict.fromkeys(node["ids"], node))
        return document

    def _told(self, docname: str) -> dict[int, bool]:
        """Return what listeners of our event say: of a node that all around it shows, or that it or one of these does not."""
        env, events = self._app.env, self._app.events
        if not events.listeners.get(HIDDEN):
            return {}
        document = _loaded(env, docname)
        answers: dict[nodes.Node, bool | None] = {}
        told: dict[int, bool] = {}
        for node in document.findall(nodes.Element):
            if (mark := node.get(MARK)) is None:
                continue
            chain = [node, *ancestors(node)]
            for each in chain:
                if each not in answers:
                    answers[each] = events.emit_firstresult(HIDDEN, each, docname)
            said = {answers[each] for each in chain} - {None}
            if said:
                told[int(mark.value)] = True in said
        return told


def _cut(node: nodes.Element) -> None:
    """Take a node out of a skeleton, with all around it that stands for nothing else."""
    while node.parent is not None and not next(
        (each for each in node.findall(nodes.inline) if NUMBER in each.attributes and each is not node), None
    ):
        parent = node.parent
        parent.remove(node)
        node = parent


def _alone(above: nodes.Element, node: nodes.Element) -> nodes.Element:
    """Return one of the nodes around a node with nothing else in it.

    A visitor that writes the content itself is known by what it writes, and may well write a part of it.
    """
    if len(list(stand_ins(above))) == 1:
        return above
    made = above.deepcopy()
    for other in list(stand_ins(made)):
        if other[NUMBER] != node[NUMBER]:
            _cut(other)
    made.parent = above.parent
    return made


def _starts(starting: Sequence[str], includes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the document with which the first file starts that a document is part of."""
    starts: dict[str, str] = {}
    for start in starting:
        waiting = [start]
        while waiting:
            docname = waiting.pop()
            if docname not in starts:
                starts[docname] = start
                waiting += includes.get(docname, ())
    return starts


def _loaded(env: Any, docname: str) -> nodes.document:
    """Return a document, without leaving it in Sphinx's cache (8.2.3, 9.0.4: ``_pickled_doctree_cache``)."""
    cache = env._pickled_doctree_cache  # noqa: SLF001 - see above
    was_there = docname in cache
    try:
        return env.get_doctree(docname)  # type: ignore[no-any-return]
    finally:
        if not was_there:
            cache.pop(docname, None)


@contextmanager
def _at(app: Sphinx, docname: str) -> Iterator[None]:
    """Let Sphinx stand at a document as it does when that is written, and go back to where it was.

    Tried with Sphinx 8.2.3 and 9.0.4 (``BuildEnvironment.apply_post_transforms``; the builders of HTML note the page,
    those of manuals the documents that they assemble).
    """
    env, builder = app.env, app.builder
    document, noted = env.current_document, vars(builder).copy()
    new = deepcopy(document)
    new.docname = docname
    env.current_document = new
    builder.current_docname = docname  # type: ignore[attr-defined]
    if "docnames" in noted:
        builder.docnames = env.found_docs  # type: ignore[attr-defined]
    try:
        yield
    finally:
        env.current_document = document
        for name in ("current_docname", "docnames"):
            if name in noted:
                setattr(builder, name, noted[name])
            else:
                vars(builder).pop(name, None)
