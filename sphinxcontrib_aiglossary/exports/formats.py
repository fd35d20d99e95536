"""The formats of an export: which function writes which.

Each function takes concepts and a detail and returns text; the command line chooses by :data:`EXPORTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import json_export, myst, rst, yaml_export

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinxcontrib_aiglossary.model import Concept, Detail


EXPORTS: Final[Mapping[str, Callable[[Sequence[Concept], Detail], str]]] = {
    "rst": rst.export,
    "myst": myst.export,
    "yaml": yaml_export.export,
    "json": json_export.export,
}
"""Format to writer: takes the concepts in print order and ``"brief"`` or ``"full"``, returns the text of a file."""
