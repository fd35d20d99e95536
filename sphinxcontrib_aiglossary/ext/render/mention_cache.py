"""Which names of concepts occur in what is printed of one: each text is searched once, a file keeps the outcome."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.ext.incremental.sqlite_cache import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.naming.mentions import Mentions

_VERSION: Final = 1

_RE_WRITTEN = re.compile(r"\[[^\[\]\\`\n]+\]\(term:[^()\n]*\)")
"""A plain link to a concept. In code it is no link, but there no mention becomes one either."""


class Occurring:
    """The names in the texts of concepts: all that may be linked as a mention, and a few more.

    They are one text, which serves as a key too: a name in each line as it is written there, and behind it, parted by
    tabs, the idents of the concepts that have it.
    """

    def __init__(self, path: Path, mentions: Callable[[], Mentions], names_digest: str) -> None:
        """Bind the outcome of searches to a file.

        Args:
            path: the file; it may be missing, and it may be removed at any time.
            mentions: returns the names to look for.
            names_digest: stands for these names: where they change, every text is searched again.
        """
        self._mentions = mentions
        self._shelf = Shelf(path, f"{_VERSION} {names_digest}")
        self._known: dict[tuple[str, str], str] = {}

    def of(self, concept: Concept, detail: str) -> str:
        """Return the names in what is printed of a concept."""
        if (concept.ident, detail) not in self._known:
            self._known[concept.ident, detail] = self._search(concept, detail)
        return self._known[concept.ident, detail]

    def _search(self, concept: Concept, detail: str) -> str:
        name = f"{concept.ident} {detail}"
        text = "\n\n".join(_texts(concept, detail))
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if kept := self._shelf.get(name, digest):
            return kept[0]
        # Imported late: most builds find all texts searched
        from sphinxcontrib_aiglossary.markup.markdown import without_controls  # noqa: PLC0415 - see above

        found = self._mentions().every(_RE_WRITTEN.sub(" ", without_controls(text)))
        occurring = "\n".join("\t".join((name, *idents)) for name, idents in sorted(found.items()))
        self._shelf.put(name, digest, (occurring, False))
        return occurring

    def flush(self) -> None:
        """Write what waits in memory, for a process that may end at any time."""
        self._shelf.flush()

    def forget(self) -> None:
        """Let go of what was looked up, when most texts are; it is looked up again by need."""
        self._shelf.flush()
        self._known.clear()

    def close(self) -> None:
        """Close the file."""
        self._shelf.close()


def _texts(concept: Concept, detail: str) -> list[str]:
    """Return the texts that may be printed of a concept, some of them perhaps in part."""
    if detail == "full":
        return [text for entry in concept.entries for text in (entry.definition, entry.article)]
    return [concept.definition if concept.definition.strip() else concept.article]
