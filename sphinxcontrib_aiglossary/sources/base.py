"""What every source format gives: records or entries, and the problems met while reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Entry, Record
    from sphinxcontrib_aiglossary.problems import Problem


SAMPLE: Final = 4 * 1024 * 1024
"""How many characters are looked at to tell the format of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from one source."""

    records: tuple[Record, ...] = ()
    """Raw records, still to be interpreted: what a dump gives."""
    entries: tuple[Entry, ...] = ()
    """Finished entries: what YAML gives."""
    problems: tuple[Problem, ...] = ()


class Source(Protocol):
    """One source format."""

    label: str
    """The format as a message names it: ``page capture``."""

    def detect(self, text: str) -> bool:
        """Return whether a text is in this format."""

    def read(self, text: str, path: str) -> Reading:
        """Read a text in this format; ``path`` goes into the origins."""
