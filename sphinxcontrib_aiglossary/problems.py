"""Faults of the data as values: a kind, an origin and a message. The core collects them, the shells say them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Origin

MOST: Final = 100
"""Problems of one kind that are said of one file: more of them nobody reads, and they have one cause."""

Severity = Literal["error", "warning", "info"]
"""``error``: the text could not be used. ``warning``: its author can mend it. ``info``: noted, nothing to do."""


class About(NamedTuple):
    """What is known of a kind of problem."""

    subtype: str
    """The second half of the warning's name, ``aiglossary.<subtype>``."""
    severity: Severity
    """How a shell says it."""
    meaning: str
    """One or two sentences for the documentation."""


class Kind(About, Enum):
    """Every kind of problem. The documentation prints this list."""

    SOURCE = (
        "source",
        "error",
        "A source is missing, unreadable, not UTF-8, too large, or of a format that is not read, such as a table.",
    )
    YAML = (
        "yaml",
        "warning",
        "A YAML source has a syntax fault, a misspelt or missing field, or a value of the wrong type.",
    )
    DUPLICATE = (
        "duplicate",
        "warning",
        "Two concepts claim one name and nothing tells them apart; the first keeps it.",
    )
    VARIANT = (
        "variant",
        "info",
        "A plural or spelling variant was dropped because it is a name of another concept.",
    )
    HEADLINE = (
        "headline",
        "info",
        "A headline of a dump has no body, or a body no headline; the text is kept.",
    )
    FURNITURE = (
        "furniture",
        "info",
        "A line of a captured page is taken for its furniture, such as a way back or a search box, and left out.",
    )
    TRUNCATED = (
        "truncated",
        "info",
        "The text of a dump breaks off or has a gap, and what stood there is not known.",
    )
    REPAIRED = "repaired", "info", "Damage in a dump was repaired; before and after are listed."
    MATH = "math", "info", "What stands between dollar signs is not valid TeX and is shown as literal text."
    UNDEFINED = "undefined", "info", "No defining sentence was found for a term of a dump."
    LINK = "link", "warning", "A definition or a `see` field refers to a concept that does not exist."
    CATEGORY = (
        "category",
        "info",
        "A category that the taxonomy does not know; it is indexed under its own title.",
    )
    HOUSE_RULE = (
        "house-rule",
        "warning",
        "A concept of a YAML source breaks a rule of good glossaries. Only `aiglossary check --strict` says so, never a build.",
    )
    CONFIG = (
        "config",
        "warning",
        "A configuration value is not usable, and the default is used; or its name is misspelt.",
    )
    OPTION = "option", "warning", "An option of a directive is not usable; it is left out."
    GLOSSARY = (
        "glossary",
        "warning",
        "A page has a definition or an abbreviation in the form of another tool, which is read as text; the message says how to write it.",
    )
    AMBIGUOUS = (
        "ambiguous",
        "warning",
        "A name belongs to several concepts and nothing decides between them; the first is linked.",
    )
    UNPLACED = "unplaced", "warning", "A concept is in use, but no placement prints it."
    UNUSED = (
        "unused",
        "warning",
        "No document uses a concept of the project's own YAML sources, also not through a definition. Only `aiglossary_warn_unused` makes it a warning; without it, a build counts such concepts in one line.",
    )
    CHARACTER = (
        "character",
        "warning",
        "The LaTeX engine of the project cannot print a character of the glossary; another one can.",
    )
    FORMULA = (
        "formula",
        "warning",
        "An EPUB shows a formula as code, since it cannot be made MathML.",
    )
    ELSEWHERE = (
        "elsewhere",
        "warning",
        "An intersphinx project publishes a glossary that cannot be used, or not all of it; what is skipped is not shown beside links.",
    )
    DEPRECATED = "deprecated", "warning", "A name to avoid is used; the message names the preferred term."


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in the data, with kind and origin."""

    kind: Kind
    origin: Origin
    message: str
    """One sentence that says what is wrong and what to do, in the words of the documentation; no trailing period."""
    before: str = ""
    """For a repair: the text as it stood."""
    after: str = ""
    """For a repair: the text put in its place."""
    name: str = ""
    """For a dead link: the name that no concept has; something else may have it."""

    @property
    def is_note(self) -> bool:
        """Whether there is nothing to do about it."""
        return self.kind.severity == "info"

    def __str__(self) -> str:
        return f"{self.origin}: {self.kind.severity}: {self.message} [{self.kind.subtype}]"


def bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield of each file the first hundred problems of each kind, and one that says how many more there are.

    Notes are all told: whoever asks for them wants to see each repair.
    """
    found = list(problems)
    numbers = Counter((each.kind, each.origin.path) for each in found if not each.is_note)
    told: Counter[tuple[Kind, str]] = Counter()
    for each in found:
        of = each.kind, each.origin.path
        told[of] += 1
        if each.is_note or told[of] <= MOST:
            yield each
        elif told[of] == MOST + 1:
            more = numbers[of] - MOST
            yield replace(each, message=f"{more:,} more of this kind in this file; mend those above first")
