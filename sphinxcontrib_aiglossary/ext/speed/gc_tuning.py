"""Holds less in memory, and keeps the garbage collector from walking again and again over what has to stay there."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

RARELY: Final = 10_000
"""So many new objects make the collector look for garbage among them; Python's own number is 700 or 2,000.

The tree of one document has more: it would be searched a dozen times while it grows.
"""

AGAIN: Final = 3
"""After so many looks at new objects the collector looks at those that were left; Python's own number is 10.

The tree of a document outlives a look and is garbage soon after: ten of them would wait to be given back.
"""

_usual: Final[list[tuple[int, ...]]] = []
"""The numbers that hold outside of builds, while one goes on."""


def search_rarely() -> None:
    """Let the collector look less often, and not at modules, until a build ends."""
    usual = gc.get_threshold()
    if 0 < usual[0] < RARELY:
        _usual[:] = [usual]
        gc.set_threshold(RARELY, AGAIN, usual[2])
    gc.freeze()


def spare_living(_app: Sphinx, *_given: Any) -> list[str]:
    """Take all objects of this moment out of what the collector looks at: modules and the environment.

    A build makes millions of nodes, and every so many of them the collector searches all that is alive for garbage: in
    a project of two hundred documents that is a third of the time, with a large glossary more. Of what is spared nothing
    is given back before the build ends, so that it must be done before documents are read.

    Returns:
        No documents to be written, where Sphinx asks for some.
    """
    gc.freeze()
    return []


def let_trees_go(app: Sphinx, _document: nodes.document) -> None:
    """Let go of the trees of the documents that were read before this one.

    Sphinx holds all of them until they are written, many times as large as the files in which they are, too. To read
    these takes no longer than the collector takes to walk over the trees.

    Undocumented: ``_write_doc_doctree_cache`` (8.2.3, 9.0.4, 9.1.1), which is empty where several processes read.
    """
    getattr(app.env, "_write_doc_doctree_cache", {}).clear()


def let_file_go(app: Sphinx, _document: nodes.document, docname: str) -> None:
    """Let go of the file of the tree that is going to be written.

    Undocumented: ``_pickled_doctree_cache`` (8.2.3, 9.0.4, 9.1.1) keeps the bytes of all that were asked for.
    """
    getattr(app.env, "_pickled_doctree_cache", {}).pop(docname, None)


def give_back() -> None:
    """Give back what the page before has left, before a large one is written.

    The context of a page holds itself: only the collector frees its text, and a page of a glossary may have a million
    characters.
    """
    gc.collect(1)


def search_as_usual(_app: Sphinx, _exception: Exception | None) -> None:
    """Let the collector look at everything again, as often as before: a process may build more than once."""
    gc.unfreeze()
    if _usual:
        gc.set_threshold(*_usual.pop())


def setup_collecting(app: Sphinx) -> None:
    """Spare what is there before documents are read."""
    search_rarely()
    app.connect("env-before-read-docs", spare_living, priority=900)
    app.connect("doctree-read", let_trees_go)
    app.connect("doctree-resolved", let_file_go)
    app.connect("build-finished", search_as_usual, priority=900)
