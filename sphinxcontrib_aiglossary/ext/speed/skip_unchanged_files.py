"""Files that Sphinx makes anew in every build, left as they are where they would be the same.

Of a large glossary, its general index and its inventory take half of a build of nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx import __display_version__

from sphinxcontrib_aiglossary.ext.domain import domain_of, has_browser
from sphinxcontrib_aiglossary.ext.html.index_outputs import has_pages
from sphinxcontrib_aiglossary.ext.incremental.hashing import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.incremental.result_cache import Kept

_PAGE: Final = "genindex"
_INVENTORY: Final = "objects.inv"
_PLAIN: Final = (str, int, float, bool, type(None))


def spare_files(builder: Any, env: BuildEnvironment, kept: Kept) -> None:
    """Let a builder leave files as they are that it would write the same again.

    Undocumented: a builder writes the general index by its method ``write_genindex`` and the inventory by
    ``dump_inventory`` (8.2.3, 9.0.4, 9.1.1), once all documents are written. An index that is parted by letters is left
    to Sphinx.
    """
    # Those that write pages as data have no templates
    if not has_browser(builder) or getattr(builder, "templates", None) is None:
        return
    around = kept.around = cache(partial(_around, builder, env))
    _spare(builder, "dump_inventory", kept, Path(builder.outdir) / _INVENTORY, partial(_objects, env))
    if has_pages(builder) and not builder.config.html_split_index:
        page = Path(builder.get_outfilename(_PAGE))
        _spare(builder, "write_genindex", kept, page, partial(_indexed, builder, env, around))


@dataclass(frozen=True, slots=True)
class _Spared:
    """Writes a file by a method of Sphinx, unless it shows already all that it would show."""

    write: Callable[[], None]
    kept: Kept
    file: Path
    shown: Callable[[], Iterator[object]]

    def __call__(self) -> None:
        mark = digest(*self.shown())
        if not self.kept.shows(self.file, mark):
            with self.kept.writing(self.file, mark):
                self.write()


def _spare(builder: Any, method: str, kept: Kept, file: Path, shown: Callable[[], Iterator[object]]) -> None:
    write = getattr(builder, method)
    # A builder may be used again, for a second build of the same process
    write = write.write if isinstance(write, _Spared) else write
    setattr(builder, method, _Spared(write, kept, file, shown))


def _objects(env: BuildEnvironment) -> Iterator[object]:
    """Yield all that the inventory tells; one digest stands for the names of the glossary, of which there may be thousands."""
    registration = domain_of(env).registration
    yield env.config.project, env.config.version, registration.digest
    ours = registration.listed
    for domain in env.domains.sorted():
        found = domain.get_objects()
        yield domain.name, sorted(each for each in found if each[2] != "term" or each[3:5] not in ours)


def _indexed(builder: Any, env: BuildEnvironment, around: Callable[[], str]) -> Iterator[object]:
    """Yield all that the page of the general index shows: the entries, and what a theme puts around them."""
    registration = domain_of(env).registration
    yield registration.digest, sorted(registration.indexed_besides().items())
    yield around()
    yield [
        (name, value) for name, value in sorted(builder.globalcontext.items()) if isinstance(value, _PLAIN)
    ]
    yield [tuple(map(str, link[:1])) for link in builder.globalcontext.get("rellinks", ())]


def _around(builder: Any, env: BuildEnvironment) -> str:
    """Return what stands for all that a theme puts around the content of a page, as it follows from what was read."""
    return digest(
        sorted((name, title.astext()) for name, title in env.titles.items()),
        sorted((name, toc.astext()) for name, toc in env.tocs.items()),
        sorted(env.toctree_includes.items()),
        __display_version__,
        sorted(vars(builder.build_info).items()),
        builder.templates.newest_template_mtime(),
    )
