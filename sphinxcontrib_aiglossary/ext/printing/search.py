"""Mends the search index, from which Sphinx drops the index entries of all documents that it does not rewrite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.deciding.registration import IndexEntry


def mend(indexer: Any, env: BuildEnvironment) -> None:
    """Fill in the index entries of all documents, and drop the words that no document holds any more.

    Tried with Sphinx 8.2.3 and 9.0.4: ``IndexBuilder.load`` leaves ``_index_entries`` empty and keeps words whose
    documents are gone; a document without a title is not in ``_titles``, one with ``no-search`` has no entries.
    """
    entries = env.domains.index_domain.entries
    indexer._index_entries = {  # noqa: SLF001 - see above
        docname: [] if _is_hidden(env, docname) else sorted(set(_searched(entries.get(docname, ()))))
        for docname in sorted(indexer._titles)  # noqa: SLF001 - see above
    }
    for postings in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001 - see above
        for word in [word for word, docnames in postings.items() if not docnames]:
            del postings[word]


def _is_hidden(env: BuildEnvironment, docname: str) -> bool:
    metadata = env.metadata.get(docname, {})
    return "no-search" in metadata or "nosearch" in metadata


def _searched(entries: Iterable[IndexEntry]) -> Iterator[tuple[str, str, str]]:
    """Yield what the search keeps of index entries, as ``IndexBuilder.feed`` does."""
    for kind, value, anchor, main, _ in entries:
        try:
            parts = split_index_msg(kind, value)
        except ValueError:
            continue
        for part in parts:
            yield part, anchor or "", main
