"""Mends the search index: Sphinx drops index entries, and shows each name of a definition as a result of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx.search import SearchLanguage
from sphinx.util.index_entries import split_index_msg

from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.incremental.hashing import digest
from sphinxcontrib_aiglossary.ext.std_terms import index_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.std_terms import IndexEntry

    Found = tuple[str, str, str]
    """What the search keeps of an index entry: text, id, ``main`` or empty."""

_KEPT: Final = "search"


def mend(indexer: Any, env: BuildEnvironment) -> None:
    """Fill in the index entries of all documents, and drop the words that no document holds any more.

    The entries of all terms of a definition lead to the first one, of which a script on the page of the search quotes the
    definition. The search shows what leads to one place once, however many names of it are found, and puts a name that is
    searched for as it stands before all words of texts and titles.

    Tried with Sphinx 8.2.3, 9.0.4 and 9.1.1: ``IndexBuilder.load`` leaves ``_index_entries`` empty and keeps words whose
    documents are gone; a document without a title is not in ``_titles``, one with ``no-search`` has no entries.
    """
    indexer._index_entries = _index_entries(indexer, env)  # noqa: SLF001 - see above
    for postings in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001 - see above
        for word in [word for word, docnames in postings.items() if not docnames]:
            del postings[word]
    _prune_by_set(indexer)


def _prune_by_set(indexer: Any) -> None:
    """Let a search index prune itself by a set of documents: by the mapping of Sphinx it looks up all of them for each word.

    Undocumented: ``dump_search_index`` calls ``IndexBuilder.prune`` with ``env.all_docs`` (8.2.3, 9.0.4, 9.1.1).
    """
    prune = indexer.prune
    indexer.prune = lambda docnames: prune(set(docnames))


def _index_entries(indexer: Any, env: BuildEnvironment) -> dict[str, list[Found]]:
    """Return the index entries of all documents that the search knows, as an earlier build made them of the same."""
    domain = domain_of(env)
    docnames = sorted(indexer._titles)  # noqa: SLF001 - see `mend`
    entries = domain.registration.indexed_besides()
    mark = digest(
        domain.state and domain.state.layout,
        domain.registration.digest,
        [(name, entries.get(name), _is_hidden(env, name)) for name in docnames],
        [(name, entry.anchors) for name, page in sorted(domain.pages.items()) for entry in page.definitions],
    )
    found: dict[str, list[Found]] | None = domain.kept.data(_KEPT, mark) if domain.kept else None
    if found is None:
        found = _made_entries(docnames, env)
        if domain.kept:
            domain.kept.put_data(_KEPT, mark, found)
    return found


def _made_entries(docnames: Iterable[str], env: BuildEnvironment) -> dict[str, list[Found]]:
    entries = env.domains.index_domain.entries
    firsts = _firsts(env)
    also = _also(env)

    def found(docname: str) -> Iterator[Found]:
        for text, anchor, main in _searched((*entries.get(docname, ()), *also.get(docname, ()))):
            yield text, firsts.get((docname, anchor), anchor), main

    return {docname: [] if _is_hidden(env, docname) else sorted(set(found(docname))) for docname in docnames}


def splits_at_blanks(builder: Builder) -> bool:
    """Tell whether the search takes each word for itself: in Chinese and Japanese it looks for words in a text.

    Undocumented: ``IndexBuilder.feed`` (8.2.3, 9.0.4, 9.1.1) splits texts by this method and keeps the words as a set.
    """
    language = getattr(getattr(builder, "indexer", None), "lang", None)
    return language is not None and type(language).split is SearchLanguage.split


def _is_hidden(env: BuildEnvironment, docname: str) -> bool:
    metadata = env.metadata.get(docname, {})
    return "no-search" in metadata or "nosearch" in metadata


def _searched(entries: Iterable[IndexEntry]) -> Iterator[Found]:
    """Yield what the search keeps of index entries, as ``IndexBuilder.feed`` does."""
    for kind, value, anchor, main, _ in entries:
        try:
            parts = split_index_msg(kind, value)
        except ValueError:
            continue
        for part in parts:
            yield part, anchor or "", main


def _firsts(env: BuildEnvironment) -> Mapping[tuple[str, str], str]:
    """Return the id of the first term of each definition written by hand, by the documents and ids of its others."""
    return {
        (docname, anchor): definition.anchors[0]
        for docname, page in domain_of(env).pages.items()
        for definition in page.definitions
        for anchor in definition.anchors[1:]
    }


def _also(env: BuildEnvironment) -> Mapping[str, list[IndexEntry]]:
    """Return by document what the search finds beside the index: each of several concepts under their common name.

    A term that is written by hand is found under all names of the concept that it replaces.
    """
    domain = domain_of(env)
    also: dict[str, list[IndexEntry]] = {}
    if domain.decision is None:
        return also
    for ident, (docname, anchor) in domain.decision.targets.items():
        names = filter(domain.decision.names.is_free, domain.store.names(ident))
        also.setdefault(docname, []).extend(index_entries(names, anchor))
    for written, by_hand in domain.decision.names.also_by_hand.items():
        docname, anchor = env.domains.standard_domain.objects["term", written]
        also.setdefault(docname, []).extend(index_entries(by_hand, anchor))
    return also
