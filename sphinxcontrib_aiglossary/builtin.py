"""The built-in glossary as a source: its name, where it lies, how its origins are told."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .model import Origin

NAME: Final = "builtin"
"""Its name among the sources."""
TAXONOMY: Final = "categories.yaml"
"""The file of the folder that holds the taxonomy; it is no source."""
PREFIX: Final = "<builtin>/"
"""What the paths of its files begin with in an origin."""


def holds(origin: Origin) -> bool:
    """Return whether something was read in the built-in glossary."""
    return origin.path.startswith(PREFIX)


@cache
def folder() -> Path:
    """Return the folder of the built-in glossary: inside the package in a wheel, beside it in an editable install."""
    package = Path(__file__).resolve().parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def files() -> tuple[Path, ...]:
    """Return the YAML files of the built-in glossary, in the order in which they are read."""
    return tuple(path for path in sorted(folder().glob("*.yaml")) if path.name != TAXONOMY)
