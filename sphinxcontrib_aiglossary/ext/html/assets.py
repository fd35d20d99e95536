"""Which pages need which styles and scripts of ours; what no page needs is not copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinxcontrib_aiglossary.ext.collect.page_record import INDICES
from sphinxcontrib_aiglossary.ext.compat.sphinx_design import DESIGN, design_style
from sphinxcontrib_aiglossary.ext.domain import domain_of, has_browser
from sphinxcontrib_aiglossary.ext.render.components import aiglossary_box
from sphinxcontrib_aiglossary.ext.render.dropdown import is_book

from .concept_item import aiglossary_concept
from .definition_items import aiglossary_dfn
from .domain_indices import is_written
from .index_outputs import has_pages
from .page_files import PageFile, forget_files, link_file, put_file, remove_file
from .page_filter import is_filtered
from .tooltip_nodes import page_tips

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

_HERE: Final = Path(__file__).parent / "static"
_STYLE: Final = PageFile("aiglossary.css", _HERE / "aiglossary.css")
_BOOK_STYLE: Final = PageFile(
    "aiglossary-epub.css", _HERE.parent.parent / "epub" / "static" / "aiglossary-epub.css"
)
_SEARCH_SCRIPT: Final = PageFile("aiglossary-search.js", _HERE / "aiglossary-search.js")
_TIPS_STYLE: Final = PageFile("aiglossary-tips.css", _HERE / "aiglossary-tips.css")
_TIPS_SCRIPT: Final = PageFile("aiglossary-tips.js", _HERE / "aiglossary-tips.js")
_FILTER_STYLE: Final = PageFile("aiglossary-filter.css", _HERE / "aiglossary-filter.css")
_FILTER_SCRIPT: Final = PageFile("aiglossary-filter.js", _HERE / "aiglossary-filter.js")
_DESIGN_STYLE: Final = PageFile(DESIGN, design_style())

_FILES: Final = {
    file.name: file
    for file in (
        _STYLE,
        _BOOK_STYLE,
        _DESIGN_STYLE,
        _SEARCH_SCRIPT,
        _TIPS_SCRIPT,
        _TIPS_STYLE,
        _FILTER_SCRIPT,
        _FILTER_STYLE,
    )
}
_SEARCH: Final = "search"
"""The page of Sphinx's search."""
_GENERAL: Final = ":general"
"""Stands for the pages of indices and of the search where documents are named; no document has such a name."""
_NEEDED: Final = "aiglossary-files"
"""Names the files in a document whose page needs any."""


def _needed(app: Sphinx, document: nodes.document) -> Iterator[PageFile]:
    """Yield the files that the page of a resolved document needs."""
    concepts = list(document.findall(aiglossary_concept))
    has_boxes = _has(document, aiglossary_box) or any(concept["folds"] for concept in concepts)
    # A project that lists it has its style on every page
    if has_boxes and "sphinx_design" not in app.extensions:
        yield _DESIGN_STYLE
    if concepts or _has(document, aiglossary_dfn):
        yield _STYLE
    if is_book(app.builder) and domain_of(app.env).has_terms and _has_formula(document, concepts):
        yield _BOOK_STYLE
    if has_browser(app.builder):
        if (shown := page_tips(document)) is not None:
            if shown["shows"]:
                yield _TIPS_SCRIPT
            yield _TIPS_STYLE
        if is_filtered(document):
            yield _FILTER_SCRIPT
            yield _FILTER_STYLE


def _has_formula(document: nodes.document, concepts: list[aiglossary_concept]) -> bool:
    return (
        any(concept["math"] for concept in concepts)
        or _has(document, nodes.math)
        or _has(document, nodes.math_block)
    )


def _has(document: nodes.document, kind: type[nodes.Element]) -> bool:
    return next(iter(document.findall(kind)), None) is not None


def _finds_terms(app: Sphinx) -> bool:
    """Tell whether readers can search for terms, whoever defines them."""
    builder = app.builder
    if not has_browser(builder) or not has_pages(builder) or not getattr(builder, "search", False):
        return False
    return domain_of(app.env).has_terms


def note_files(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Note what a page needs, before it is written: this happens in the main process, whoever writes it."""
    if app.builder.format == "html":
        names = [file.name for file in _needed(app, document)]
        if names:
            document[_NEEDED] = names
        if state := domain_of(app.env).state:
            state.note_files(docname, names)


def link_files(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], document: nodes.document | None
) -> None:
    """Link what a page needs."""
    names: Sequence[str] = document.get(_NEEDED, ()) if document is not None else ()
    if pagename in INDICES and "content" in context:
        names = [_STYLE.name]
    if pagename == _SEARCH and document is None and _finds_terms(app):
        names = [_SEARCH_SCRIPT.name]
    for name in names:
        link_file(app, _FILES[name])


def keep_needed(app: Sphinx) -> None:
    """Remove the files that an earlier build has copied and that no page needs any more; others are there."""
    builder, state = app.builder, domain_of(app.env).state
    if builder.format != "html" or state is None:
        return
    general = {_STYLE.name} if any(is_written(page, builder) for page in INDICES) else set()
    if _finds_terms(app):
        general.add(_SEARCH_SCRIPT.name)
    state.note_files(_GENERAL, sorted(general))
    needed, known = state.files({*app.env.found_docs, _GENERAL})
    outdir = Path(builder.outdir)
    for name in needed & _FILES.keys():
        put_file(outdir, _FILES[name])
    # A project may have files of these names, and the style of sphinx-design from there
    for name in known - needed:
        if name != DESIGN or "sphinx_design" not in app.extensions:
            remove_file(outdir, name)


def forget_linked(app: Sphinx, _exception: Exception | None) -> None:
    """Let the builder forget what its last page links."""
    forget_files(app, _FILES)


def setup_assets(app: Sphinx) -> None:
    """Have pages link what they need."""
    # After other extensions, which may remove what a page would show
    app.connect("doctree-resolved", note_files, priority=900)
    app.connect("html-page-context", link_files)
    app.connect("html-collect-pages", _collected)
    app.connect("build-finished", _finished)
    app.connect("build-finished", forget_linked)


def _collected(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """See to the files before an EPUB packs whatever lies in its folder; add no page."""
    keep_needed(app)
    return []


def _finished(app: Sphinx, exception: Exception | None) -> None:
    """See to the files of a builder that collects no pages."""
    if exception is None:
        keep_needed(app)
