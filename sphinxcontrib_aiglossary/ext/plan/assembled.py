"""Which documents become part of an output that is assembled of many: a PDF, one big page, a manual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.visibility.conditions import conditions_around, counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinxcontrib_aiglossary.ext.collect.page_record import Toctree
    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition

_TOCTREE_ONLY: Final = {"latex": 5, "texinfo": 7}
"""Where an entry of ``latex_documents`` or ``texinfo_documents`` says that the text of its first document is left out."""
_BARE_SOURCES: Final = {"<latex output>", "<texinfo output>"}
"""What Sphinx calls the source of such a tree. Tried with Sphinx 8.2.3 and 9.0.4 (``assemble_doctree``)."""


class Start(NamedTuple):
    """A document with which a file of a builder starts, or that is appended to one."""

    docname: str
    bare: bool = False
    """Whether its own text is left out, so that the documents of its toctrees remain."""


def starts(builder: Builder, config: Config) -> tuple[Start, ...]:
    """Return the documents with which the files of a builder start, the first file's first, then those appended.

    Returns:
        Nothing for a builder that is not known.
    """
    files: Iterable[Sequence[object]] = {
        "latex": config.latex_documents,
        "texinfo": config.texinfo_documents,
        "man": config.man_pages,
        "html": [(config.root_doc,)],
    }.get(builder.format, ())
    at = _TOCTREE_ONLY.get(builder.format)
    appended = {"latex": config.latex_appendices, "texinfo": config.texinfo_appendices}.get(
        builder.format, ()
    )
    first = (
        Start(str(entry[0]), bare=at is not None and len(entry) > at and bool(entry[at])) for entry in files
    )
    return (*first, *map(Start, appended))


def assembled(
    starting: Iterable[Start],
    includes: Mapping[str, Sequence[str]],
    toctrees: Mapping[str, Sequence[Toctree]],
    holds: Callable[[Condition], bool],
) -> set[str]:
    """Return the documents whose text is part of the output.

    Sphinx puts a document where the first toctree lists it, even if that one stands in an ``only`` that is dropped
    later. Tried with Sphinx 8.2.3 and 9.0.4 (``inline_all_toctrees``).

    Args:
        starting: what :func:`starts` returns.
        includes: the documents that each document's toctrees list.
        toctrees: the toctrees of the documents of which one may not show.
        holds: evaluates conditions.
    """
    shown: set[str] = set()
    for start, bare in starting:
        met: set[str] = set()
        waiting = [(start, True)]
        while waiting:
            docname, lives = waiting.pop()
            if docname in met:
                continue
            met.add(docname)
            if lives and not (bare and docname == start):
                shown.add(docname)
            below = [
                (name, lives and ((bare and docname == start) or counts(toctree.only, holds)))
                for toctree in toctrees.get(docname, ())
                for name in toctree.docnames
            ]
            waiting.extend(reversed(below or [(name, lives) for name in includes.get(docname, ())]))
    return shown


def shown_in(tree: nodes.document, docname: str, holds: Callable[[Condition], bool]) -> set[str]:
    """Return the documents whose text is part of one file, which :func:`assembled` tells of all files together.

    Args:
        tree: the file's, before its ``only`` directives are evaluated.
        docname: the document with which it starts.
        holds: evaluates conditions.
    """
    inner = [*tree.findall(addnodes.start_of_file), *tree.findall(nodes.document)]
    shown = {node["docname"] for node in inner if node is not tree and counts(conditions_around(node), holds)}
    return shown if tree.get("source") in _BARE_SOURCES else {docname, *shown}
