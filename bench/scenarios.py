"""What is done with a project, and the projects with which it is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from .projects import Size, by_hand, floor, mkdocs, ours

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .projects import Project

CLEAN: Final = "clean"
"""Nothing is there yet."""
COMPILED: Final = "compiled"
"""Nothing is there but the compiled glossary."""
WARM: Final = "warm"
"""The output was removed, doctrees and caches were not."""
NOTHING: Final = "nothing"
"""Nothing has changed."""
CONCEPT: Final = "concept"
"""One definition has changed."""
DOCUMENT: Final = "document"
"""One document has changed."""
ACTIONS: Final = (CLEAN, NOTHING, DOCUMENT, CONCEPT, WARM, COMPILED)
"""In the order in which they are done: each finds a built project, except for the first."""


ALL_FULL: Final = ":show: all\n:detail: full"
"""Options of the directive that print everything."""


class Scale(NamedTuple):
    """How much there is in the projects of the table."""

    concepts: int = 4000
    documents: int = 200
    used: int = 100
    """Concepts that are used of a glossary that is not printed as a whole."""
    many: int = 50_000
    """Concepts of the large glossary of which few are used."""
    linking_concepts: int = 5000
    linking_documents: int = 1000
    """The size of the projects with automatic links."""


QUICK: Final = Scale(300, 20, 50, 2000, 500, 50)


@dataclass(frozen=True, slots=True)
class Setup:
    """A project that can be written, and what is measured with it."""

    label: str
    write: Callable[[Path, Size], Project]
    size: Size
    actions: tuple[str, ...] = (CLEAN,)
    peer: bool = False
    """Whether it is built by the programs of other projects."""
    mkdocs: bool = False
    """Whether it is built by mkdocs, not by Sphinx."""


def setups(scale: Scale) -> dict[str, Setup]:
    """Return all projects of the table by name."""
    size = Size(scale.concepts, scale.documents)
    few = size._replace(used=scale.used)
    linking = Size(scale.linking_concepts, scale.linking_documents, scale.used, 10)
    paged = partial(by_hand, pages=True)
    full = partial(ours, pages=True, options=ALL_FULL)
    autolink = partial(ours, settings="aiglossary_autolink = 'page'")
    return {
        "floor": Setup("documents alone", floor, size, (CLEAN, NOTHING, DOCUMENT)),
        "rst-26": Setup("by hand in reST, 26 pages", paged, size, (CLEAN, NOTHING, CONCEPT)),
        "rst-1": Setup("by hand in reST, one page", by_hand, size, (CLEAN, NOTHING, CONCEPT)),
        "myst-26": Setup("by hand in MyST, 26 pages", partial(paged, markup="md"), size),
        "myst-1": Setup("by hand in MyST, one page", partial(by_hand, markup="md"), size),
        "rst-brief": Setup("by hand in reST, definitions only", partial(by_hand, brief=True), size),
        "rst-used": Setup(f"by hand in reST, {scale.used} terms", partial(by_hand, brief=True), few),
        "tippy": Setup(
            "by hand in reST, one page, with sphinx-tippy", partial(by_hand, tippy=True), size, peer=True
        ),
        "mkdocs": Setup(
            "documents alone in mkdocs",
            partial(mkdocs, glossary=False),
            size,
            (CLEAN, NOTHING),
            peer=True,
            mkdocs=True,
        ),
        "ezglossary": Setup(
            "mkdocs with ezglossary",
            partial(mkdocs, glossary=True),
            size,
            (CLEAN, NOTHING),
            peer=True,
            mkdocs=True,
        ),
        "full": Setup("all in full, 26 pages", full, size, (CLEAN, NOTHING, DOCUMENT, CONCEPT, WARM)),
        "brief": Setup("all, definitions only", partial(ours, options=":show: all"), size),
        "used": Setup("only terms in use", ours, few, (CLEAN, NOTHING, DOCUMENT, COMPILED)),
        "used-many": Setup(
            f"only terms in use, of {scale.many:,}", ours, few._replace(concepts=scale.many), (COMPILED,)
        ),
        "unlinked": Setup("without automatic links", ours, linking),
        "linked": Setup("with automatic links", autolink, linking),
    }
