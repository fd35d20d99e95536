"""What was written into one output directory by one builder: a digest for each document.

The environment cannot know it: one environment serves several outputs, and a build may write only some documents or
be killed.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxcontrib_aiglossary.caching.checked import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

_FORM: Final = "aiglossary written 6"

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
        self.name = f"{builder}-{name}"
        """Tells the builder and the output directory from others."""
        self._path = folder / f"written-{self.name}.json"
        self._words = list(words)
        self._seen: dict[str, dict[str, str]] = {}
        self._files: dict[str, list[str]] = {}
        self.situation = ""
        """Stands for all that shaped the output; empty if the next build has to look at everything itself."""
        self.outline = ""
        """Stands for all of that but the texts of concepts; empty if even the outline tells nothing."""
        self.layout = ""
        """Stands for what is printed where, and by which names, as it follows from the outline."""
        self._registered = ""
        self._written = self._load()
        self._fingerprints: Callable[[], Mapping[str, str]] = dict
        self._known: Mapping[str, str] = {}
        self._seen_now: dict[str, Mapping[str, str]] = {}
        self._wrote: set[str] = set()
        self._files_now: dict[str, Sequence[str]] = {}

    @property
    def wrote(self) -> bool:
        """Whether this build has written any document."""
        return bool(self._wrote)

    def stands(self, situation: str, registered: str) -> bool:
        """Tell whether what was written last is still what should stand in the output; go on from it if so.

        Args:
            situation: stands for all that shapes the glossary of the project, except for what other projects say.
            registered: stands for the names in the environment, which another builder may have saved.
        """
        if (
            self._written is None
            or self.situation != situation
            or self._registered != registered
            or self._seen
            or _STALE in self._written.values()
        ):
            return False
        self._known = dict(self._written)
        return True

    @cached_property
    def _now(self) -> Mapping[str, str]:
        return {**self._fingerprints(), **self._known}

    def begin(
        self,
        fingerprints: Callable[[], Mapping[str, str]],
        known: Mapping[str, str],
        docnames: Collection[str],
        elsewhere: Callable[[str], str] = lambda _uri: "",
    ) -> list[str]:
        """Compare what should stand in the output with what was written there.

        The documents returned are at once noted as stale: were their old digests kept, a killed build followed by an
        undone change would leave a stale page for ever.

        Args:
            fingerprints: makes the digests of the documents that have a part in the glossary. Where nothing was written
                there is nothing to compare with, and it is not called before the build has written its documents.
            known: digests that are there at once.
            docnames: all documents of the project.
            elsewhere: gives the digest of what is now shown of the term of another project at an address.

        Returns:
            The documents to write again.
        """
        self._fingerprints, self._known = fingerprints, known
        self.situation = self.outline = ""
        if self._written is None:
            outdated, written = sorted(docnames), {}
        else:
            written = {name: mark for name, mark in self._written.items() if name in docnames}
            names = {*written, *self._now}
            outdated = sorted(name for name in names if written.get(name) != self._now.get(name))
        self._seen = {name: seen for name, seen in self._seen.items() if name in docnames}
        changed = (
            name
            for name, seen in self._seen.items()
            if any(elsewhere(uri) != mark for uri, mark in seen.items())
        )
        outdated = sorted({*outdated, *changed})
        self._written = written | dict.fromkeys(outdated, _STALE)
        self._seen_now, self._files_now = {}, {}
        self._wrote = set()
        self._save()
        return outdated

    def mark(self, name: str) -> str:
        """Return the digest of a document as it should stand in the output; empty if it has no part in the glossary."""
        return self._known.get(name) or self._now.get(name, "")

    def note(self, docname: str) -> None:
        """Note that a document is being written."""
        self._wrote.add(docname)

    def note_seen(self, docname: str, seen: Mapping[str, str]) -> None:
        """Note to which terms of other projects a document links that is being written.

        Only its writing tells: what answers a name is for Sphinx's resolvers to decide.

        Args:
            docname: the document.
            seen: by address a digest of what is shown of it, empty if that is nothing.
        """
        self._seen_now[docname] = seen

    def note_files(self, docname: str, names: Sequence[str]) -> None:
        """Note which of our files the page of a document links that is being written."""
        self._files_now[docname] = names

    def files(self, docnames: Collection[str]) -> tuple[set[str], set[str]]:
        """Return the files that the pages of some documents link, and those that pages of earlier builds linked."""
        now = {**self._files, **self._files_now}
        linked = {file for name, files in now.items() if name in docnames for file in files}
        return linked, {file for files in self._files.values() for file in files}

    def finish(self, docnames: Iterable[str] = (), registered: str = "") -> None:
        """Keep what this build has written.

        Args:
            docnames: documents written besides those noted.
            registered: stands for the names that are registered.
        """
        if self._written is None:
            return
        self._registered = registered
        now = self._now
        for docname in {*self._wrote, *docnames}:
            if docname in now:
                self._written[docname] = now[docname]
            else:
                self._written.pop(docname, None)
            self._seen.pop(docname, None)
            if seen := self._seen_now.get(docname):
                self._seen[docname] = dict(seen)
        for docname, files in self._files_now.items():
            self._files[docname] = list(files)
        self._files = {name: files for name, files in self._files.items() if files}
        self._save(finished=True)

    def _load(self) -> dict[str, str] | None:
        kept = read_json(self._path, _FORM, _shaped)
        if kept is None or kept.words != self._words:
            return None
        self._seen, self._files = kept.seen, kept.files
        self.situation, self.outline, self.layout, self._registered = kept.digests
        return kept.written

    def _save(self, *, finished: bool = False) -> None:
        state = {
            "words": self._words,
            "situation": self.situation if finished else "",
            "outline": self.outline if finished else "",
            "layout": self.layout,
            "registered": self._registered,
            "written": self._written,
            "seen": self._seen,
            "files": self._files,
        }
        # Into a read-only folder nothing is written: every build writes all documents
        write_json(self._path, _FORM, state)


class _Kept(NamedTuple):
    """What a state file holds."""

    words: list[str]
    digests: tuple[str, ...]
    written: dict[str, str]
    seen: dict[str, dict[str, str]]
    files: dict[str, list[str]]


def _shaped(data: Any) -> _Kept:
    return _Kept(
        words=list(data["words"]),
        digests=tuple(str(data[name]) for name in ("situation", "outline", "layout", "registered")),
        written={str(name): str(mark) for name, mark in data["written"].items()},
        seen={str(name): dict(seen) for name, seen in data["seen"].items()},
        files={str(name): list(map(str, files)) for name, files in data["files"].items()},
    )
