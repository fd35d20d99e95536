"""Glossaries for Sphinx: terms from a built-in glossary, YAML or raw dumps, linked in every document.

The core (sources, repair, merging, store, exports) knows nothing of Sphinx; the extension lives in :mod:`.ext`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; imported late, so that the core runs without Sphinx."""
    from .ext.extension import setup_extension  # noqa: PLC0415 - see above

    return setup_extension(app)
