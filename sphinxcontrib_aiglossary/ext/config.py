"""The configuration values as Sphinx knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxcontrib_aiglossary.config import VALUES

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_config_values(app: Sphinx) -> None:
    """Register every declared value.

    No change of them has documents read again: the state file of the output tells which ones change. Their types are
    checked by us, with a typed warning.
    """
    for value in VALUES:
        app.add_config_value(
            value.name, list(value.default), "", types=frozenset({Any}), description=value.help
        )
