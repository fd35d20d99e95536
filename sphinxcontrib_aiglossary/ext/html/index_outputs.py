"""Which outputs have a page for an index of ours, as the builder and the configuration say before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

ONE_PAGE: Final = "singlehtml"
"""The builder of one big page."""


def has_pages(builder: Builder) -> bool:
    """Tell whether a builder writes pages of indices.

    The one of one big page writes none. Another project's may show documents as what an index is not, as slides: then
    its template asks for more than we could give it.
    """
    shows = getattr(type(builder), "get_doc_context", None)
    return builder.format == "html" and shows is StandaloneHTMLBuilder.get_doc_context


def is_wanted(page: str, config: Config, output: str = "html") -> bool:
    """Tell whether the project wants an index, as Sphinx does it for its own indices.

    Args:
        page: name of the page, e.g. ``aiglossary-terms``.
        config: the configuration.
        output: ``html``, which EPUB goes by, too, ``latex`` or ``texinfo``: each has a setting of its own.
    """
    wanted = config[f"{output}_domain_indices"]
    return bool(wanted) if isinstance(wanted, bool) else page in wanted
