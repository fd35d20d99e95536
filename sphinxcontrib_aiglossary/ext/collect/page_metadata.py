"""The fields in the metadata of a page that are ours: what they say, and at which line."""

from __future__ import annotations

import json
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.config import AUTOLINK
from sphinxcontrib_aiglossary.ext.warnings_ import warn
from sphinxcontrib_aiglossary.problems import Kind

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

OFF, FIRST_IN_PAGE, FIRST_IN_SECTION, ALL = AUTOLINK

_PREFIX: Final = "aiglossary-"
PREFER: Final = f"{_PREFIX}prefer"
"""The categories that a page prefers."""
LINKING: Final = f"{_PREFIX}autolink"
"""Which mentions of a page become links; goes before the configuration."""
_FIELDS: Final = (PREFER, LINKING)


def warn_of_unknown(env: BuildEnvironment, docname: str) -> None:
    """Warn of the fields of a page that look like ours and are none."""
    known = {name.removeprefix(_PREFIX): name for name in _FIELDS}
    for name in env.metadata.get(docname, {}):
        own = name.removeprefix(_PREFIX)
        if own != name and own not in known:
            close = get_close_matches(own, known, 1)
            advice = f"did you mean {known[close[0]]}?" if close else f"the fields are {', '.join(_FIELDS)}"
            message = f"no field of the metadata is called {name}; {advice}"
            warn(Kind.OPTION, message, (docname, line_of(env, docname, name)))


def preferred(env: BuildEnvironment, docname: str) -> tuple[str, ...]:
    """Return the categories that a page prefers, names separated by commas; MyST hands a list over as JSON."""
    value = str(env.metadata.get(docname, {}).get(PREFER, "")).strip()
    with suppress(ValueError):
        if isinstance(names := json.loads(value), list):
            return tuple(str(name).strip() for name in names)
    return tuple(filter(None, map(str.strip, value.split(","))))


def policy_of(env: BuildEnvironment, docname: str, default: str) -> str:
    """Return which mentions of a page become links: what its metadata say, else what the project says."""
    value = env.metadata.get(docname, {}).get(LINKING)
    if value is None:
        return default
    # YAML takes a bare `off` for a truth value
    policy = OFF if str(value) == "False" else str(value).strip()
    if policy in AUTOLINK:
        return policy
    expected = " or ".join(map(repr, AUTOLINK))
    message = (
        f"metadata {LINKING} is {policy!r}, expected {expected}; the project's value {default!r} is used"
    )
    warn(Kind.OPTION, message, (docname, line_of(env, docname, LINKING)))
    return default


def line_of(env: BuildEnvironment, docname: str, name: str) -> int:
    """Return the line at which a document's metadata state a field: Sphinx keeps the value only."""
    with env.doc2path(docname).open(encoding="utf-8-sig", errors="replace") as source:
        return next((number for number, line in enumerate(source, 1) if name in line), 1)
