"""What was written into one output directory by one builder: a digest for each document.

The environment cannot know it: one environment serves several outputs, and a build may write only some documents or
be killed.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

_VERSION: Final = 1

_STALE: Final = ""
"""Stands for the digest of a document whose output may be of any age."""


class State:
    """The state file of one builder and output directory."""

    def __init__(self, folder: Path, builder: str, outdir: Path, words: Sequence[str] = ()) -> None:
        """Read the file, if there is one.

        Args:
            folder: where it lies.
            builder: the name of the builder.
            outdir: the output directory.
            words: texts of which no digest tells, and that any document may show: other ones make all documents stale.
        """
        name = blake2b(f"{builder}\n{outdir.resolve().as_posix()}".encode(), digest_size=8).hexdigest()
        self._path = folder / f"written-{builder}-{name}.json"
        self._words = list(words)
        self._written = self._load()
        self._now: Mapping[str, str] = {}
        self._wrote: set[str] = set()

    def begin(self, fingerprints: Mapping[str, str], docnames: Collection[str]) -> list[str]:
        """Compare what should stand in the output with what was written there.

        The documents returned are at once noted as stale: were their old digests kept, a killed build followed by an
        undone change would leave a stale page for ever.

        Args:
            fingerprints: the digests of the documents that have a part in the glossary.
            docnames: all documents of the project.

        Returns:
            The documents to write again.
        """
        written = dict.fromkeys(docnames, _STALE) if self._written is None else self._written
        written = {name: mark for name, mark in written.items() if name in docnames}
        outdated = sorted(
            name for name in {*written, *fingerprints} if written.get(name) != fingerprints.get(name)
        )
        self._written = written | dict.fromkeys(outdated, _STALE)
        self._now = fingerprints
        self._wrote = set()
        self._save()
        return outdated

    def note(self, docname: str) -> None:
        """Note that a document is being written."""
        self._wrote.add(docname)

    def finish(self, docnames: Iterable[str] = ()) -> None:
        """Keep what this build has written.

        Args:
            docnames: documents written besides those noted.
        """
        if self._written is None:
            return
        for docname in {*self._wrote, *docnames}:
            if docname in self._now:
                self._written[docname] = self._now[docname]
            else:
                self._written.pop(docname, None)
        self._save()

    def _load(self) -> dict[str, str] | None:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if (
            not isinstance(data, dict)
            or data.get("version") != _VERSION
            or data.get("words") != self._words
            or not isinstance(data.get("written"), dict)
        ):
            return None
        return {str(name): str(mark) for name, mark in data["written"].items()}

    def _save(self) -> None:
        text = json.dumps(
            {"version": _VERSION, "words": self._words, "written": self._written}, indent=0, sort_keys=True
        )
        temporary = self._path.with_suffix(".tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self._path)
        except OSError:
            return  # a read-only folder: every build writes all documents
