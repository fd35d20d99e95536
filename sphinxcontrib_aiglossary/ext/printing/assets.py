"""The style of printed glossaries and their indexes, linked only on the pages that have one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.reading.uses import INDICES

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STATIC: Final = Path(__file__).parent / "static"
STYLE: Final = "aiglossary.css"


def add_static(app: Sphinx) -> None:
    """Let HTML builders copy our files; ``app.add_static_dir`` does the same from Sphinx 9.1 on."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))


def link_style(
    app: Sphinx, docname: str, _template: str, _context: dict[str, Any], document: nodes.document | None
) -> None:
    """Link the style on a page that prints terms or lists them; ``singlehtml`` has one page for all of them."""
    decision = domain_of(app.env).decision
    if docname in INDICES:
        app.add_css_file(STYLE)
    if document is None or decision is None:
        return
    pages = {place for (place, _), printed in decision.printed.items() if printed}
    if docname in pages or (pages and app.builder.name == "singlehtml"):
        app.add_css_file(STYLE)
