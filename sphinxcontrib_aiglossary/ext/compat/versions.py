"""The versions of other packages, told without loading them: that would take longer than all that a build may have to do."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def version_of(package: str, distribution: str) -> str:
    """Return the version of an installed package as its metadata tell.

    Args:
        package: the name that is imported.
        distribution: the name under which it is installed, with hyphens.

    Returns:
        Text that changes with the version: the name of the folder of the metadata, where they lie beside the package
        (PEP 376), else the version; ``""`` if the package is not there.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    start = distribution.replace("-", "_") + "-"
    names = (path.name for path in Path(spec.origin).parents[1].iterdir())
    beside = sorted(name for name in names if name.lower().startswith(start) and name.endswith(".dist-info"))
    if beside:
        return beside[-1]
    # Imported late: it takes longer than looking at a folder
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
