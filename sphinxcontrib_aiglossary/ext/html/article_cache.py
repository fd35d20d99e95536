"""Articles as HTML, rendered once in their life: a file keeps them.

Where many are to be rendered, and a core of the processor is idle, another process does so too, from the last one to the
first. Whoever comes to an article looks first whether it is there. So nobody waits, and somewhere the two meet.
"""

from __future__ import annotations

import json
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from sphinxcontrib_aiglossary._version import __version__
from sphinxcontrib_aiglossary.ext.compat.versions import version_of
from sphinxcontrib_aiglossary.ext.i18n.ui_strings import words_as_shown
from sphinxcontrib_aiglossary.ext.incremental.sqlite_cache import Shelf

from .article_html import Fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxcontrib_aiglossary.ext.render.article_node import Glossary
    from sphinxcontrib_aiglossary.ext.speed.worker import Ahead
    from sphinxcontrib_aiglossary.model import Concept

    from .article_html import Told
    from .article_renderer import Renderer

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


MANY: Final = 200
"""Articles to be rendered for which another process is worth its start."""
_FORM: Final = "HTML, text"
"""What lies on the shelf of a fragment."""
_AT_ONCE: Final = 32
"""Articles that it renders before it shows them."""


class Wanted(NamedTuple):
    """What a page will ask for."""

    ident: str
    detail: str
    anchors: bool


class Fragments:
    """The fragments of one builder.

    Args:
        builder: the builder.
        glossary: answers for the concepts.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, glossary: Glossary) -> None:
        self._builder = builder
        self._glossary = glossary
        self._ahead: Ahead | None = None
        self._known: dict[str, str] = {}
        settings = _digest(*_all_that_shapes(builder))
        self._shelf = Shelf(
            Path(builder.doctreedir, "aiglossary", f"fragments-{builder.name}.sqlite"), settings
        )
        # Other renderers write image files beside the page, which a fragment from another build would lack.
        self._keeps_math = builder.math_renderer_name == "mathjax"

    def get(self, concept: Concept, detail: str, *, anchors: bool = True) -> Fragment:
        """Return the fragment of a concept, from the shelf if it lies there.

        Of an article that opens with the definition, this becomes a fragment of its own: pages with links show it.
        """
        kept = self._kept(concept, detail, anchors=anchors)
        if kept is None and detail == "brief" and self._glossary.prints_whole(concept.ident):
            if self._kept(concept, "full", anchors=True) is None:
                self._make(concept, "full", anchors=True)
            kept = self._kept(concept, detail, anchors=anchors)
        return kept or self._make(concept, detail, anchors=anchors)

    def told(self, concept: Concept, detail: str, *, anchors: bool = True) -> Told:
        """Return what a page has to know of the fragment of a concept before it is written."""
        if self._keeps_math:
            return self.get(concept, detail, anchors=anchors).told
        # Images of formulas belong to a page, and are made when that is written
        return self._renderer.read(concept, detail)

    def _kept(self, concept: Concept, detail: str, *, anchors: bool) -> Fragment | None:
        kept = self._shelf.get(*self._place(concept, detail, anchors=anchors))
        if kept is None:
            return None
        html, text = json.loads(kept[0])
        return Fragment(html, kept[1], text)

    def _make(self, concept: Concept, detail: str, *, anchors: bool) -> Fragment:
        occurring = self._glossary.occurring(concept, detail)
        whole, definition = self._renderer.render(concept, detail, occurring, anchors=anchors)
        self._put(self._place(concept, detail, anchors=anchors), whole)
        if definition and detail != "brief":
            self._put(self._place(concept, "brief", anchors=False), definition)
        return whole

    def _place(self, concept: Concept, detail: str, *, anchors: bool) -> tuple[str, str]:
        """Return the name of a fragment and the digest of what it is made from."""
        if concept.ident not in self._known:
            # Where a text was read is not printed, so that it may move within its source; only others are quoted
            origins = [entry.origin for entry in concept.entries[1:]]
            texts = [(e.definition, e.article, e.repeated, e.headings) for e in concept.entries]
            self._known[concept.ident] = _digest(concept.name, concept.see, origins, texts)
        digest = f"{self._known[concept.ident]} {_digest(self._glossary.occurring(concept, detail))}"
        return _name(concept.ident, detail, anchors=anchors), digest

    def _put(self, place: tuple[str, str], fragment: Fragment) -> None:
        if self._keeps_math or not fragment.math:
            kept = json.dumps((fragment.html, fragment.text), ensure_ascii=False)
            self._shelf.put(*place, (kept, fragment.math))

    @cached_property
    def _renderer(self) -> Renderer:
        # Imported late: most builds find all articles rendered
        from .article_renderer import Renderer  # noqa: PLC0415 - see above

        return Renderer(self._builder)

    def render_ahead(self, wanted: Sequence[Wanted]) -> None:
        """Let another process render those of some articles that are not there, if they are many and a core is idle.

        Args:
            wanted: what will be asked for, in this order.
        """
        # Who writes images of formulas cannot be stopped at any time, and renders for the page alone
        if len(wanted) < MANY or not self._keeps_math:
            return
        there = self._shelf.names()
        missing = [
            each for each in wanted if _name(each.ident, each.detail, anchors=each.anchors) not in there
        ]
        if len(missing) < MANY:
            return
        # Imported late: most builds find all articles rendered
        from sphinxcontrib_aiglossary.ext.speed.worker import Ahead, has_idle_core  # noqa: PLC0415 - see above

        if has_idle_core():
            self._ahead = Ahead(self._tasks(missing))

    def _tasks(self, wanted: Sequence[Wanted]) -> Iterator[Callable[[], object]]:
        for number, each in enumerate(reversed(wanted), start=1):
            yield partial(self._render, each)
            if not number % _AT_ONCE:
                yield self.flush
        yield self.flush

    def _render(self, wanted: Wanted) -> None:
        self.get(self._glossary.concept(wanted.ident), wanted.detail, anchors=wanted.anchors)

    def flush(self) -> None:
        """Write the fragments that wait in memory, for a process that may end at any time."""
        self._shelf.flush()
        self._glossary.flush()

    def close(self) -> None:
        """Close the file."""
        if self._ahead:
            self._ahead.stop()
        self._shelf.close()


_fragments: WeakKeyDictionary[StandaloneHTMLBuilder, Fragments] = WeakKeyDictionary()


def fragments_of(builder: StandaloneHTMLBuilder, glossary: Glossary) -> Fragments:
    """Return the fragments of a builder; a forked process shares the file and nothing else."""
    if builder not in _fragments:
        _fragments[builder] = Fragments(builder, glossary)
    return _fragments[builder]


def flush_fragments(app: Sphinx, *_page: object) -> None:
    """Write the fragments of a page that is finished: a worker ends without a word."""
    if fragments := _fragments.get(app.builder):  # type: ignore[call-overload]
        fragments.flush()


def close_fragments(app: Sphinx, _exception: Exception | None) -> None:
    """Close the file when the build ends."""
    if fragments := _fragments.pop(app.builder, None):  # type: ignore[call-overload]
        fragments.close()


def _name(ident: str, detail: str, *, anchors: bool) -> str:
    # A definition is the same wherever it is shown
    return f"{ident} {detail} {int(anchors and detail == 'full')}"


def _all_that_shapes(builder: StandaloneHTMLBuilder) -> Iterator[object]:
    """Yield all that shapes a fragment beside the concept."""
    yield _FORM, __version__, _versions(), words_as_shown()
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
    import pygments  # noqa: PLC0415 - see above
    import sphinx  # noqa: PLC0415 - see above

    return [
        *(module.__version__ for module in (sphinx, docutils, pygments)),
        version_of("markdown_it", "markdown-it-py"),
        version_of("mdit_py_plugins", "mdit-py-plugins"),
        version_of("sphinx_design", "sphinx-design"),
    ]


def _app_of(builder: StandaloneHTMLBuilder) -> Sphinx:
    """Return the application: ``app`` in Sphinx 8.2, ``_app`` in 9.0, where ``app`` warns."""
    return vars(builder).get("_app") or builder.app


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
