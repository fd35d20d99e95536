"""The reading order of a project's documents, and the chapters in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def chapters(root: str, includes: Mapping[str, Sequence[str]], docnames: Iterable[str]) -> dict[str, str]:
    """Return the chapter of each document, in the order of the toctrees, those in none of them sorted at the end.

    A chapter is an entry of the root's toctrees with all below it. The root is one by itself, and so is each document
    that no toctree lists. Sphinx's own walk recurses and fails on toctrees that include each other.

    Args:
        root: the root document, or the one that a book starts with.
        includes: the documents that each document's toctrees list.
        docnames: all documents.
    """
    known = set(docnames)
    found: dict[str, str] = {}
    waiting = [(root, root)]
    while waiting:
        docname, chapter = waiting.pop()
        if docname in known and docname not in found:
            found[docname] = chapter
            below = reversed(includes.get(docname, ()))
            waiting.extend((name, name if docname == root else chapter) for name in below)
    return found | {docname: docname for docname in sorted(known - found.keys())}
