"""The reading order of a project's documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def reading_order(root: str, includes: Mapping[str, Sequence[str]], docnames: Iterable[str]) -> list[str]:
    """Return all documents in the order of the toctrees, those in none of them sorted at the end.

    Sphinx's own walk recurses and fails on toctrees that include each other.

    Args:
        root: the root document.
        includes: the documents that each document's toctrees list.
        docnames: all documents.
    """
    known = set(docnames)
    order: dict[str, None] = {}
    waiting = [root]
    while waiting:
        docname = waiting.pop()
        if docname in known and docname not in order:
            order[docname] = None
            waiting.extend(reversed(includes.get(docname, ())))
    return [*order, *sorted(known - order.keys())]
