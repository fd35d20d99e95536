"""What other extensions do to a document before it is written: their transforms, their listeners and their visitors.

Each of them may leave out a part of a document. What they leave out must not show up in what we copy, list or count.
Sphinx does not document its lists of transforms and listeners; tried with Sphinx 8.2.3 and 9.0.4.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import Reporter
from sphinx.util import logging
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils.transforms import Transform
    from docutils.writers import Writer
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    Listener = Callable[[Sphinx, nodes.document, str], object]

_KNOWN: Final = frozenset({"docutils", "sphinx", "myst_parser", __name__.partition(".")[0]})
"""Packages whose part in a build is known here."""
_EXTENSIONS: Final = "sphinx.ext."
"""Extensions that come with Sphinx: a project may do without them, and some leave out what they hold."""
_IFCONFIG: Final = "sphinx.ext.ifconfig"
_GRAPHVIZ: Final = "sphinx.ext.graphviz"

_ADDED: Final = {
    "title": "",
    "subtitle": "",
    "author": "",
    "authors": (),
    "section": 1,
    "texinfo_filename": "",
    "texinfo_elements": {},
    "texinfo_dir_entry": "",
}
"""What the builders of manuals add to the settings of their writers."""

_RE_WORD: Final = re.compile(r"[^\W_]+")


def is_foreign(kind: type[nodes.Node]) -> bool:
    """Tell whether a class of nodes is of an extension: neither of docutils, nor of Sphinx itself, nor ours."""
    return kind.__module__.startswith(_EXTENSIONS) or _is_foreign(kind.__module__)


def holds_text(node: nodes.Element) -> bool:
    """Tell whether a node holds something that may be read: no diagram does, nor a mark without content.

    The links in a diagram of ``sphinx.ext.inheritance_diagram`` are its areas.
    """
    return bool(node.children) and all(kind.__module__ != _GRAPHVIZ for kind in type(node).__mro__)


def scratch_document(source: str, settings: Any = None) -> nodes.document:
    """Return an empty document that stands for a page, and says nothing of what is wrong with it."""
    document = new_document(source, settings)
    document.reporter = Reporter(source, report_level=Reporter.SEVERE_LEVEL, halt_level=10, stream=False)
    return document


def foreign_transforms(app: Sphinx) -> tuple[type[Transform], ...]:
    """Return the post-transforms of extensions that do not come with Sphinx, in the order in which they run."""
    found = (each for each in app.registry.get_post_transforms() if _is_foreign(each.__module__))
    return tuple(sorted(found, key=lambda each: each.default_priority or 0))


def foreign_listeners(app: Sphinx) -> tuple[Listener, ...]:
    """Return what other extensions and ``conf.py`` do at ``doctree-resolved``, in the order in which they are called.

    Of Sphinx's own listeners only that of ``sphinx.ext.ifconfig`` leaves something out.
    """
    # Sphinx sorts in this way whenever it emits an event
    called = sorted(app.events.listeners.get("doctree-resolved", ()), key=lambda each: each.priority)
    return tuple(each.handler for each in called if _is_asked(module_of(each.handler)))


class Visitors:
    """Asks the visitors of a builder's translator whether they pass over a node. One object serves one builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._document: nodes.document | None = None
        """Stands for the page in the eyes of a translator; ``None`` if the builder has no translator."""
        self._rest: tuple[Any, ...] = ()
        self._is_prepared = False
        self._asked: dict[type[nodes.Node], bool] = {}

    def skips(self, node: nodes.Node) -> bool:
        """Tell whether the writer leaves out what a node holds: its visitor says so, and has not written it itself.

        The visitor of a node that holds no text, which may draw a diagram, is not asked. Nor are those of Sphinx and
        docutils for their own nodes, nor ours. A visitor that fails, as some do outside the page, leaves nothing out.
        """
        if not isinstance(node, nodes.Element) or not holds_text(node) or not self._may_skip(type(node)):
            return False
        translator = self._translator()
        if translator is None:
            return False
        # A visitor may change its node
        asked = node.deepcopy()
        asked.parent, asked.document = node.parent, translator.document
        with logging.suppress_logging():
            before = list(_output(translator))
            try:
                translator.dispatch_visit(asked)
            except (nodes.SkipNode, nodes.SkipChildren):
                written = list(_output(translator))
                if not is_foreign(type(node)):
                    # Formulas become pictures, in which no word is found
                    return written == before
                return not _says(written, node.astext())
            except Exception:  # noqa: BLE001 - whatever goes wrong in the visitor of another extension
                return False
        return False

    def _may_skip(self, kind: type[nodes.Node]) -> bool:
        """Tell whether the visitor of a class of nodes is to be asked."""
        if kind not in self._asked:
            translator = self._translator()
            self._asked[kind] = translator is not None and (
                is_foreign(kind) or _is_foreign(_visitor_module(translator, kind))
            )
        return self._asked[kind]

    def _translator(self) -> nodes.NodeVisitor | None:
        """Return a new translator, as a visitor may leave it in any state; ``None`` if the builder has none."""
        if not self._is_prepared:
            self._is_prepared = True
            self._document, self._rest = _prepared(self._builder)
        if self._document is None:
            return None
        with logging.suppress_logging():
            try:
                return self._builder.create_translator(self._document, *self._rest)
            except Exception:  # noqa: BLE001 - a builder without a translator, or of another package
                self._document = None
                return None


def _is_foreign(module: str) -> bool:
    return module.partition(".")[0] not in _KNOWN


def _is_asked(module: str) -> bool:
    return module == _IFCONFIG or _is_foreign(module)


def module_of(called: Any) -> str:
    """Return where a function, method or object was written; empty for what ``conf.py`` or a shell has made."""
    while isinstance(called, partial):
        called = called.func
    return str(getattr(called, "__module__", None) or type(called).__module__ or "")


def _visitor_module(translator: nodes.NodeVisitor, kind: type[nodes.Node]) -> str:
    """Return where the visitor of a class of nodes was written; docutils' module if there is none."""
    for each in kind.__mro__:
        if method := getattr(translator, f"visit_{each.__name__}", None):
            return module_of(getattr(method, "__func__", method))
    return nodes.__name__


def _prepared(builder: Builder) -> tuple[nodes.document | None, tuple[Any, ...]]:
    """Return a document with the settings of the writer, and what else the translator takes."""
    writer, rest = _writer(builder)
    # Translators ask for more than a document has when it is read, some for what only the builder adds
    settings = get_default_settings(*filter(None, (writer,)))
    for name, value in _ADDED.items():
        if getattr(settings, name, None) is None:
            setattr(settings, name, value)
    settings.env = builder.env
    return scratch_document("", settings), rest


def _writer(builder: Builder) -> tuple[Writer[str] | None, tuple[Any, ...]]:
    """Return the writer of a builder's format, and what its translator takes beside the document."""
    # Imported late: each of them brings a writer along that other builders do without
    if builder.format == "html":
        from sphinx.writers.html import HTMLWriter  # noqa: PLC0415 - see above

        return HTMLWriter(builder), (builder,)  # type: ignore[arg-type]
    if builder.format == "latex":
        from sphinx.writers.latex import LaTeXWriter  # noqa: PLC0415 - see above

        chosen = builder.config.latex_documents
        theme = builder.themes.get(chosen[0][4] if chosen else "manual")  # type: ignore[attr-defined]
        return LaTeXWriter(builder), (builder, theme)  # type: ignore[arg-type]
    if builder.format == "man":
        from sphinx.writers.manpage import ManualPageWriter  # noqa: PLC0415 - see above

        return ManualPageWriter(builder), (builder,)
    if builder.format == "texinfo":
        from sphinx.writers.texinfo import TexinfoWriter  # noqa: PLC0415 - see above

        return TexinfoWriter(builder), (builder,)  # type: ignore[arg-type]
    if builder.format == "xml":
        from sphinx.writers.xml import XMLWriter  # noqa: PLC0415 - see above

        return XMLWriter(builder), ()
    return None, (builder,)


def _says(written: Iterable[str], text: str) -> bool:
    """Tell whether what was written holds a text, or most of it: a visitor may write all that is in its node."""
    words = set(_RE_WORD.findall(text))
    found = words.intersection(_RE_WORD.findall(" ".join(written)))
    return len(found) * 2 > len(words)


def _output(translator: nodes.NodeVisitor) -> Iterator[str]:
    """Yield what a translator has written so far, wherever it puts that."""
    for name in ("body", "output", "states", "context", "bodystack"):
        yield from _texts(getattr(translator, name, ()))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
