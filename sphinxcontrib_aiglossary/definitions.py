"""Part a body into the definition of its term and the article below it."""

from __future__ import annotations

import re

_RE_END = re.compile(r"(?<=[.!?])\s|\n")


def split(term: str, body: str) -> tuple[str, str]:  # noqa: ARG001
    """Return the definition and the article."""
    return _RE_END.split(body, maxsplit=1)[0], body
