"""What Sphinx's extension for other projects has loaded: their inventories, and where these lie."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

INTERSPHINX = "sphinx.ext.intersphinx"


class Listed(NamedTuple):
    """A term that the inventory of another project lists."""

    project: str
    """The project, as the configuration calls it."""
    name: str
    uri: str
    """The address as links have it."""
    title: str
    """The name that the project gives itself."""


def listed_terms(app: Sphinx) -> Iterator[Listed]:
    """Yield the terms of all inventories, sorted by project.

    Undocumented: the environment keeps the inventories by project, type and name, and each object has these attributes
    (tried with Sphinx 8.2.3, 9.0.4 and 9.1.0).
    """
    if INTERSPHINX not in app.extensions:
        return
    for project, inventory in sorted(getattr(app.env, "intersphinx_named_inventory", {}).items()):
        for name, item in inventory.get("std:term", {}).items():
            yield Listed(project, name, item.uri, item.project_name)


def locations(app: Sphinx, project: str) -> tuple[str, ...]:
    """Return where the inventory of a project may lie, in the order in which Sphinx looks there.

    Undocumented: when the configuration has been read, it holds ``(name, (address, (location, ...)))``, and ``None``
    stands for the usual place (tried with Sphinx 8.2.3, 9.0.4 and 9.1.0).
    """
    _, (address, found) = app.config.intersphinx_mapping[project]
    return tuple(posixpath.join(address, "objects.inv") if each is None else each for each in found)
