"""Problems as Sphinx warnings: typed, located, each said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from sphinxcontrib_aiglossary.problems import Kind, Problem

TYPE: Final = "aiglossary"
"""The first half of the name of every warning: ``aiglossary.<subtype>``."""

logger = logging.getLogger(__name__)


def warn(kind: Kind, message: str, location: nodes.Node | tuple[str, int] | str | None) -> None:
    """Say one warning.

    Args:
        kind: gives the subtype, by which a project can suppress it.
        message: one sentence without trailing period.
        location: a node, a document with a line, or ``path:line``.
    """
    logger.warning("%s", message, type=TYPE, subtype=kind.subtype, location=location)


def report(problems: Iterable[Problem]) -> None:
    """Say the problems of the data: one warning for each cause, one info line for all that needs no action."""
    noted = 0
    for problem in dict.fromkeys(problems):
        if problem.kind.severity == "info":
            noted += 1
        else:
            # Without a line Sphinx takes a path for the name of a document
            warn(problem.kind, problem.message, f"{problem.origin.path}:{problem.origin.line or 1}")
    if noted:
        notes, them = ("note", "it") if noted == 1 else ("notes", "them")
        logger.info("aiglossary: %d %s on the sources; run `aiglossary check` to list %s", noted, notes, them)
