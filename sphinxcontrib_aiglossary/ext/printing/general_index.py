"""The general index of Sphinx, which it makes anew in every build: of a large glossary that takes half of a build of nothing."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx import __display_version__

from sphinxcontrib_aiglossary.ext.deciding.digests import digest
from sphinxcontrib_aiglossary.ext.domain import has_browser

from .indices import has_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.kept import Kept

_PAGE: Final = "genindex"
_PLAIN: Final = (str, int, float, bool, type(None))


def spare_index(builder: Any, env: BuildEnvironment, kept: Kept) -> None:
    """Let a builder leave the general index as it is if it would write the same page again.

    Undocumented: a builder writes it by its method ``write_genindex`` (8.2.3, 9.0.4, 9.1.1), once all documents are
    written. An index that is parted by letters is left to Sphinx.
    """
    written_whole = has_browser(builder) and has_pages(builder) and not builder.config.html_split_index
    # Those that write pages as data have no templates
    if not written_whole or getattr(builder, "templates", None) is None:
        return
    # A builder may be used again, for a second build of the same process
    write = getattr(builder.write_genindex, "__wrapped__", builder.write_genindex)

    @wraps(write)
    def write_unless_same() -> None:
        mark = digest(*_shown(builder, env))
        page = Path(builder.get_outfilename(_PAGE))
        if not kept.shows(page, mark):
            with kept.writing(page, mark):
                write()

    builder.write_genindex = write_unless_same


def _shown(builder: Any, env: BuildEnvironment) -> Iterator[object]:
    """Yield all that the page shows: the entries, and what a theme puts around them."""
    yield sorted(env.domains.index_domain.entries.items())
    yield sorted((name, title.astext()) for name, title in env.titles.items())
    yield sorted((name, toc.astext()) for name, toc in env.tocs.items())
    yield sorted(env.toctree_includes.items())
    yield (
        __display_version__,
        sorted(vars(builder.build_info).items()),
        builder.templates.newest_template_mtime(),
    )
    yield [
        (name, value) for name, value in sorted(builder.globalcontext.items()) if isinstance(value, _PLAIN)
    ]
    yield [tuple(map(str, link[:1])) for link in builder.globalcontext.get("rellinks", ())]
