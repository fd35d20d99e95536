"""Articles as HTML, rendered once in their life: the builder's own translator writes them, a file keeps them."""

from __future__ import annotations

import gc
import re
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote, unquote
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import new_document

from sphinxcontrib_aiglossary import __version__
from sphinxcontrib_aiglossary.ext.words import words_as_shown

from .folding import folds, is_book, write_folded
from .inline import link_of
from .linking import MENTIONED, RELATED, WRITTEN, Link, settle
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_aiglossary.model import Concept

    Resolve = Callable[[Link], tuple[str, str] | None]
    """Link to a concept -> (uri from the current page, title), or ``None``: then it is plain text."""

_PLACEHOLDER: Final = "aiglossary-"
"""Begins the ``href`` of a link to a concept in a fragment. No link of a source can look so: see ``LINKED_SCHEMES``."""

_KINDS: Final = f"{WRITTEN}|{RELATED}|{MENTIONED}"
_RE_LINK = re.compile(rf'<a\b([^>]*?) href="{_PLACEHOLDER}((?:{_KINDS}):[^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_RE_ROLE = re.compile(r'<span class="xref std std-term">(.*)</span>', re.DOTALL)
"""What Sphinx puts around the text of every ``:term:``."""

_CONFIG: Final = (
    "epub_show_urls",
    "highlight_options",
    "html_codeblock_linenos_style",
    "html_permalinks",
    "html_permalinks_icon",
    "language",
    "mathjax_display",
    "mathjax_inline",
)
_SETTINGS: Final = ("cloak_email_addresses", "compact_lists", "table_style")


class Fragment(NamedTuple):
    """The HTML of an article; links to concepts are placeholders."""

    html: str
    math: bool
    """Whether there is a formula in it: the page then needs MathJax."""


class Fragments:
    """The fragments of one builder."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        settings = _digest(*_all_that_shapes(builder))
        self._shelf = Shelf(
            Path(builder.doctreedir, "aiglossary", f"fragments-{builder.name}.sqlite"), settings
        )
        # Other renderers write image files beside the page, which a fragment from another build would lack.
        self._keeps_math = builder.math_renderer_name == "mathjax"

    def get(self, concept: Concept, detail: str, occurring: str, *, anchors: bool = True) -> Fragment:
        """Return the fragment of a concept, from the shelf if it lies there."""
        anchors = anchors and detail == "full"  # a definition is the same wherever it is shown
        name = f"{concept.ident} {detail} {int(anchors)}"
        texts = ((e.origin, e.definition, e.article, e.repeated, e.headings) for e in concept.entries)
        digest = _digest(concept.ident, concept.name, concept.see, occurring, *texts)
        if kept := self._shelf.get(name, digest):
            return Fragment(kept[0], kept[1])
        fragment = render_fragment(concept, detail, self._builder, occurring, anchors=anchors)
        if self._keeps_math or not fragment.math:
            self._shelf.put(name, digest, fragment)
        return fragment

    def close(self) -> None:
        """Close the file."""
        self._shelf.close()


_fragments: WeakKeyDictionary[StandaloneHTMLBuilder, Fragments] = WeakKeyDictionary()


def fragments_of(builder: StandaloneHTMLBuilder) -> Fragments:
    """Return the fragments of a builder; a forked process shares the file and nothing else."""
    if builder not in _fragments:
        _fragments[builder] = Fragments(builder)
    return _fragments[builder]


def close_fragments(app: Sphinx, _exception: Exception | None) -> None:
    """Close the file when the build ends."""
    if fragments := _fragments.pop(app.builder, None):  # type: ignore[call-overload]
        fragments.close()


def render_fragment(
    concept: Concept, detail: str, builder: StandaloneHTMLBuilder, occurring: str, *, anchors: bool = True
) -> Fragment:
    """Return an article as the builder's translator writes it."""
    # Imported late: most builds find all articles rendered
    from .content import content  # noqa: PLC0415 - see above

    # An article makes thousands of short-lived objects: every few of them Python would search all of Sphinx's trees
    # for garbage.
    paused = gc.isenabled()
    gc.disable()
    try:
        document = new_document(concept.origin.path, builder.docsettings)
        document += content(concept, detail, anchors=anchors, occurring=occurring, folded=folds(builder))
        write_folded(document)
        for xref in list(document.findall(addnodes.pending_xref)):
            kind, name, idents = link_of(xref)
            uri = _PLACEHOLDER + ":".join((kind, quote(name, safe=""), *idents))
            xref.replace_self(nodes.reference("", "", *xref.children, internal=True, refuri=uri))
        return _translate(document, builder)
    finally:
        if paused:
            gc.enable()


def _translate(document: nodes.document, builder: StandaloneHTMLBuilder) -> Fragment:
    if is_book(builder):
        # EPUB prints where links lead, in footnotes of the page by default: a fragment has no page.
        book: Any = builder
        book.add_visible_links(document, "no" if builder.config.epub_show_urls == "no" else "inline")
    translator: Any = builder.create_translator(document, builder)
    for node in document.children:
        node.walkabout(translator)
    return Fragment("".join(translator.body), has_math(translator))


def fill(html: str, resolve: Resolve) -> str:
    """Return a fragment with the links as they are on one page."""
    if _PLACEHOLDER not in html:
        return html
    targets = iter(settle([_link(match[2]) for match in _RE_LINK.finditer(html)], resolve))

    def link(match: re.Match[str]) -> str:
        before, _, after, text = match.groups()
        target = next(targets)
        if target is None:
            role = _RE_ROLE.fullmatch(text)
            return role[1] if role else text
        uri, title = target
        shown = f' title="{escape(title)}"' if title else ""
        return f'<a{before} href="{escape(uri)}"{after}{shown}>{text}</a>'

    return _RE_LINK.sub(link, html)


def _link(placeholder: str) -> Link:
    kind, name, *idents = placeholder.split(":")
    return Link(kind, unquote(name), tuple(idents))


def _all_that_shapes(builder: StandaloneHTMLBuilder) -> Iterator[object]:
    """Yield all that shapes a fragment beside the concept."""
    yield __version__, _versions(), words_as_shown()
    translator = builder.get_translator_class()
    yield builder.math_renderer_name, builder.add_permalinks
    yield translator.__module__, translator.__qualname__
    app = _app_of(builder)
    yield sorted((name, extension.version) for name, extension in app.extensions.items())
    handlers = app.registry.translation_handlers
    for visit, _ in (handlers.get(builder.name) or handlers.get(builder.format, {})).values():
        yield visit.__module__, visit.__qualname__
    yield [(name, repr(getattr(builder.config, name, None))) for name in _CONFIG]
    yield [(name, repr(getattr(builder.docsettings, name, None))) for name in _SETTINGS]


def _versions() -> list[str]:
    """Return the versions of all that has a hand in a fragment."""
    # Imported late: a build that writes no glossary asks for none of them
    import docutils  # noqa: PLC0415 - see above
    import markdown_it  # noqa: PLC0415 - see above
    import mdit_py_plugins  # noqa: PLC0415 - see above
    import pygments  # noqa: PLC0415 - see above
    import sphinx  # noqa: PLC0415 - see above

    return [module.__version__ for module in (sphinx, docutils, pygments, markdown_it, mdit_py_plugins)]


def has_math(translator: Any, *, also: bool = False) -> bool:
    """Return whether a translator has met a formula; with ``also``, let it know of one more.

    Undocumented: by this attribute of the page's translator Sphinx (8.2, 9.0) decides whether to load MathJax.
    """
    translator._has_maths_elements |= also  # noqa: SLF001 - there is no public way
    return bool(translator._has_maths_elements)  # noqa: SLF001 - likewise


def _app_of(builder: StandaloneHTMLBuilder) -> Sphinx:
    """Return the application: ``app`` in Sphinx 8.2, ``_app`` in 9.0, where ``app`` warns."""
    return vars(builder).get("_app") or builder.app


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
