"""What the running text of a page mentions, noted where plain mentions become links."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.config import AUTOLINK
from sphinxcontrib_aiglossary.ext.exclusions import Exclusions
from sphinxcontrib_aiglossary.ext.problems import warn
from sphinxcontrib_aiglossary.mentions import Mentions, words
from sphinxcontrib_aiglossary.mentions.text import Text, folded
from sphinxcontrib_aiglossary.problems import Kind

from .linkable import blocks

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.config import Settings
    from sphinxcontrib_aiglossary.mentions import Name
    from sphinxcontrib_aiglossary.store import Store

OFF, FIRST_IN_PAGE, FIRST_IN_SECTION, ALL = AUTOLINK

FIELD: Final = "aiglossary-autolink"
"""The field of a page's metadata that goes before the configuration."""


class Mentioned(NamedTuple):
    """A name that stands in the running text of a page; equal ones of one page are one."""

    name: str
    """As the page writes it."""
    idents: tuple[str, ...]
    """The concepts that have the name."""
    only: tuple[str, ...]
    """The expressions of the ``only`` directives around it."""


class Prose(NamedTuple):
    """What is noted of the running text of a page."""

    policy: str
    """Which mentions become links."""
    mentions: tuple[Mentioned, ...]
    words: str
    """Its distinct words, folded and sorted, one a line."""
    names: int
    """Stands for the names that its words can form: another number if one of them comes or goes."""

    @property
    def word_set(self) -> frozenset[str]:
        """Its distinct words."""
        return frozenset(self.words.split("\n"))


class PlainNames:
    """The names that become links where a text merely mentions them, read by need.

    Args:
        store: the glossary.
        settings: hold the names that are excluded; a shorter name within one of them is found.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._exclusions = Exclusions(store, settings.exclude)
        self._starting: dict[str, tuple[Name, ...]] = {}
        self._formed: dict[str, dict[str, _Formed]] = {}
        self.digest = f"{store.names_digest} {sorted(settings.exclude)}"
        """Changes if any of the names may have come or gone."""
        self.mentions = Mentions(self.starting)

    def starting(self, word: str) -> tuple[Name, ...]:
        """Return the names that begin with a folded word."""
        if word not in self._starting:
            names = self._store.starting(word)
            self._starting[word] = tuple(filter(self._is_name, names)) if self._exclusions else names
        return self._starting[word]

    def _is_name(self, name: Name) -> bool:
        return any(
            match.ident == name.ident and not self._exclusions.hides(match)
            for match in self._store.find(name.asked)
        )

    def formed_of(self, found: AbstractSet[str]) -> int:
        """Return a number that stands for the names all of whose words are among some words."""
        total = 0
        for first in found:
            by_second = self._formed_with(first)
            for second in by_second.keys() & found:
                formed = by_second[second]
                total += formed.mark
                for rest, mark in formed.longer:
                    if rest <= found:
                        total += mark
        return total % (1 << 64)

    def _formed_with(self, first: str) -> dict[str, _Formed]:
        """Return the names that begin with a word by their second words: most pages have the first, few have both."""
        if (known := self._formed.get(first)) is None:
            known = self._formed[first] = {}
            for name in self.starting(first):
                _, second, *rest = (*words(name.asked), first)
                known.setdefault(second, _Formed()).add(name, frozenset(rest))
        return known


@dataclass(slots=True)
class _Formed:
    """The names that begin with the same two words, as numbers that stand for them."""

    mark: int = 0
    """Those of two words, or one."""
    longer: list[tuple[frozenset[str], int]] = field(default_factory=list)
    """Those of more, with the words that they need besides."""

    def add(self, name: Name, rest: frozenset[str]) -> None:
        """Add a name that needs some words besides the first two, or among them."""
        mark = int.from_bytes(blake2b(repr(name).encode(), digest_size=8).digest())
        if len(rest) > 1:
            self.longer.append((rest, mark))
        else:
            self.mark += mark


def read_prose(document: nodes.document, docname: str, policy: str, names: PlainNames) -> Prose:
    """Return what the running text of a document mentions."""
    mentions: dict[Mentioned, None] = {}
    pieces: set[str] = set()
    for block in blocks(document, docname):
        pieces.update(Text(block.text).pieces)
        for mention in names.mentions.find(block.text):
            if block.run_of(mention):
                written = " ".join(mention.text.split())
                mentions[Mentioned(written, mention.idents, block.place.only)] = None
    found = frozenset(map(folded, pieces))
    return Prose(policy, tuple(mentions), "\n".join(sorted(found)), names.formed_of(found))


def policy_of(env: BuildEnvironment, docname: str, default: str) -> str:
    """Return which mentions of a page become links: what its metadata say, else what the project says."""
    value = env.metadata.get(docname, {}).get(FIELD)
    if value is None:
        return default
    # YAML takes a bare `off` for a truth value
    policy = OFF if str(value) == "False" else str(value).strip()
    if policy in AUTOLINK:
        return policy
    expected = " or ".join(map(repr, AUTOLINK))
    message = f"metadata {FIELD} is {policy!r}, expected {expected}; the project's value {default!r} is used"
    warn(Kind.OPTION, message, (docname, _line_of_field(env, docname)))
    return default


def _line_of_field(env: BuildEnvironment, docname: str) -> int:
    """Return where a page's metadata state the field: Sphinx keeps the value only."""
    with env.doc2path(docname).open(encoding="utf-8-sig", errors="replace") as source:
        return next((number for number, line in enumerate(source, 1) if FIELD in line), 1)
