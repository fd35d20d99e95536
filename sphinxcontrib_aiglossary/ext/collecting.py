"""Keeps Python's garbage collector from walking again and again over what lives as long as a build."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def spare_living(_app: Sphinx, *_given: Any) -> list[str]:
    """Take all objects of this moment out of what the collector looks at: modules, the environment, what was decided.

    A build makes millions of nodes, and every so many of them the collector searches all that is alive for garbage: in
    a project of two hundred documents that is a third of the time, with a large glossary more.

    Returns:
        No documents to be written, where Sphinx asks for some.
    """
    gc.freeze()
    return []


def search_all(_app: Sphinx, _exception: Exception | None) -> None:
    """Let the collector look at everything again: a process may build more than once."""
    gc.unfreeze()


def setup_collecting(app: Sphinx) -> None:
    """Spare what is there before documents are read, and what is there before they are written."""
    app.connect("env-before-read-docs", spare_living, priority=900)
    app.connect("env-updated", spare_living, priority=900)
    app.connect("build-finished", search_all, priority=900)
