"""The style of printed glossaries and their indexes, linked only on the pages that have one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.ext.reading.uses import INDICES

from . import page_files
from .concept import aiglossary_concept
from .items import aiglossary_dfn

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STATIC: Final = Path(__file__).parent / "static"
STYLE: Final = "aiglossary.css"


def add_static(app: Sphinx) -> None:
    """Let HTML builders copy the style."""
    if app.builder.format == "html":
        copy_folder(app, STATIC)


def copy_folder(app: Sphinx, folder: Path) -> None:
    """Let the builder copy files of ours; ``app.add_static_dir`` does the same from Sphinx 9.1 on."""
    app.config.html_static_path.append(str(folder))


def link_style(
    app: Sphinx, docname: str, _template: str, _context: dict[str, Any], document: nodes.document | None
) -> None:
    """Link the style on a page that defines terms, by whomever, or lists them."""
    defines = document is not None and any(
        next(document.findall(kind), None) for kind in (aiglossary_concept, aiglossary_dfn)
    )
    if defines or docname in INDICES:
        page_files.link_style(app, STYLE)
