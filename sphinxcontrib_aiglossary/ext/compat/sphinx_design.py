"""What we take of sphinx-design beside its nodes. Tried with 0.6.0, 0.6.1 and 0.8.0."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sphinx_design

DESIGN: Final = "sphinx-design.min.css"
"""The name under which it has its style copied."""

_PLACES: Final = ("static/sphinx-design.min.css", "compiled/style.min.css")
"""Where its style lies, the newer versions first."""


def design_style() -> Path:
    """Return the file of its style."""
    package = Path(sphinx_design.__file__).parent
    found = (package / place for place in _PLACES)
    return next((path for path in found if path.is_file()), package / _PLACES[0])
