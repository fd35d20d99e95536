"""Styles and scripts that only some pages need: they are linked there, and copied if there is such a page.

What ``app.add_css_file`` is told while a page is written stays on that page in the first build of an application; from
the second on, every page has it. So the builder is told, and forgets it when the build is over. Tried with Sphinx 8.2.3
and 9.0.4.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sphinxcontrib_aiglossary.caching.atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_PRIORITY: Final = 500
"""Sphinx's own for the files of extensions."""


class PageFile(NamedTuple):
    """A style or a script of ours."""

    name: str
    source: Path


def link_file(app: Sphinx, file: PageFile) -> None:
    """Link a file on the page that is being written; a script runs once the page is there."""
    builder = cast("StandaloneHTMLBuilder", app.builder)
    # Sphinx adds a checksum to the address: the file has to be there before
    put_file(Path(builder.outdir), file)
    if file.name.endswith(".js"):
        builder.add_js_file(file.name, priority=_PRIORITY, defer="defer")
    else:
        builder.add_css_file(file.name, priority=_PRIORITY)


def put_file(outdir: Path, file: PageFile) -> None:
    """Copy a file to the output, unless it is there; several processes may do so at once."""
    target = _place(outdir, file.name)
    content = file.source.read_bytes()
    with suppress(OSError):
        if target.read_bytes() == content:
            return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, content)


def remove_file(outdir: Path, name: str) -> None:
    """Remove a file that no page needs any more."""
    _place(outdir, name).unlink(missing_ok=True)


def forget_files(app: Sphinx, names: Collection[str]) -> None:
    """Let the builder forget which files the last page links.

    Sphinx takes for a file of all pages what is linked when a build begins.
    """
    addresses = {f"_static/{name}" for name in names}
    context = getattr(app.builder, "globalcontext", {})
    for linked in (context.get("css_files"), context.get("script_files")):
        # A project may put other things in their place
        if isinstance(linked, list):
            linked[:] = [
                file
                for file in linked
                if getattr(file, "filename", None) not in addresses
                or getattr(file, "priority", None) != _PRIORITY
            ]


def _place(outdir: Path, name: str) -> Path:
    return outdir / "_static" / name
