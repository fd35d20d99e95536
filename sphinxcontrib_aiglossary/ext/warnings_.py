"""Problems as Sphinx warnings: typed, located, each said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.util import logging

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.problems import Kind, bounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.problems import Problem

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


def report_unused(concepts: Iterable[Concept]) -> None:
    """Say which of the author's own concepts nobody uses, each at its line."""
    for concept in concepts:
        written = (entry.origin for entry in concept.entries if entry.authored)
        origin = next(origin for origin in written if not builtin.holds(origin))
        message = f"no document uses {concept.name!r}; refer to it, remove it, or set aiglossary_warn_unused = False"
        warn(Kind.UNUSED, message, f"{origin.path}:{origin.line}")


def mention_unused(number: int) -> None:
    """Say how many of the author's own concepts nobody uses."""
    if number:
        are, them = ("is", "it") if number == 1 else ("are", "them")
        said = (
            "aiglossary: %d of your concepts %s used by no document; aiglossary_warn_unused = True names %s"
        )
        logger.info(said, number, are, them)


def report(problems: Iterable[Problem]) -> None:
    """Say the problems of the data that call for something to be done: one warning for each cause."""
    for problem in bounded(dict.fromkeys(problems)):
        # Without a line Sphinx takes a path for the name of a document
        warn(problem.kind, problem.message, f"{problem.origin.path}:{problem.origin.line or 1}")


def mention_notes(number: int) -> None:
    """Say how many other problems of the sources there are, in one line."""
    if number:
        notes, them = ("note", "it") if number == 1 else ("notes", "them")
        logger.info(
            "aiglossary: %d %s on the sources; run `aiglossary check` to list %s", number, notes, them
        )
