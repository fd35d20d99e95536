"""Keeps the handlers of our nodes where another extension registers one of its own by the name of the builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from .handlers import module_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PRINTED: Final = frozenset({__name__.partition(".")[0], "sphinx_design"})
"""Packages whose nodes a printed glossary is made of."""


def keep_handlers(app: Sphinx) -> None:
    """Let a builder find the handlers of what we print under its own name, too.

    Sphinx looks for handlers under the name of the builder, and under its format only if there is none at all:
    ``add_node(x, epub=…)`` hides all that were registered for ``html``. Nothing else is copied: what becomes of other
    nodes is as it would be without us. Tried with Sphinx 8.2.3 and 9.0.4 (``create_translator``).
    """
    handlers, builder = app.registry.translation_handlers, app.builder
    named = handlers.get(builder.name)
    if named is None or builder.name == builder.format:
        return
    for name, pair in handlers.get(builder.format, {}).items():
        package = module_of(pair[0]).partition(".")[0]
        if package in _PRINTED and not hasattr(nodes, name):
            named.setdefault(name, pair)
