"""Scripts and styles that only some pages link.

What ``app.add_css_file`` is told while a page is written stays on that page in the first build of an application; from
the second on, every page has it. So the builder is told, and forgets it when the build is over. Tried with Sphinx 8.2.3
and 9.0.4.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_PRIORITY: Final = 500
"""Sphinx's own for the files of extensions."""


def link_style(app: Sphinx, name: str) -> None:
    """Link a style on the page that is being written."""
    cast("StandaloneHTMLBuilder", app.builder).add_css_file(name, priority=_PRIORITY)


def link_script(app: Sphinx, name: str) -> None:
    """Link a script on the page that is being written; it runs once the page is there."""
    cast("StandaloneHTMLBuilder", app.builder).add_js_file(name, priority=_PRIORITY, defer="defer")


def setup_page_files(app: Sphinx, *names: str) -> None:
    """Let the builder forget some files when the build is over.

    The last page that is written would have them otherwise, and Sphinx takes for a file of all pages what is linked when
    a build begins.
    """
    app.connect("build-finished", partial(_forget, {f"_static/{name}" for name in names}))


def _forget(names: set[str], app: Sphinx, _exception: Exception | None) -> None:
    context = getattr(app.builder, "globalcontext", {})
    for linked in (context.get("css_files"), context.get("script_files")):
        # A project may put other things in their place
        if isinstance(linked, list):
            linked[:] = [
                file
                for file in linked
                if not (
                    getattr(file, "filename", None) in names and getattr(file, "priority", None) == _PRIORITY
                )
            ]
