"""What the running text of a page mentions, noted where plain mentions become links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinxcontrib_aiglossary.config import AUTOLINK
from sphinxcontrib_aiglossary.ext.problems import warn
from sphinxcontrib_aiglossary.mentions.text import Text, folded
from sphinxcontrib_aiglossary.problems import Kind

from .linkable import blocks

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from .plain_names import PlainNames

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

    @property
    def word_set(self) -> frozenset[str]:
        """Its distinct words."""
        return frozenset(self.words.split("\n"))


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
    return Prose(policy, tuple(mentions), "\n".join(sorted(set(map(folded, pieces)))))


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
