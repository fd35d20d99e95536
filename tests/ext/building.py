"""Building small projects again and again, as the tests of the Sphinx layer need it."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOTS = Path(__file__).parent.parent / "roots"

_RE_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_RE_TAG = re.compile(r"<[^>]+>")
_RE_TIPS = re.compile(r'<template class="aiglossary-tips".*?</template>\n', re.DOTALL)
_RE_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
_RE_DFN = re.compile(r"</?dfn>")
_RE_TITLE = re.compile(r'(<a class="reference internal" href="[^"]*#[^"]*") title="[^"]*"')
_RE_SPACE = re.compile(r"\s+")

# Not part of the promise: times, and the traces of a changed configuration
_TIMED = re.compile(r"environment\.pickle|\.buildinfo(\.bak)?")


@dataclass(frozen=True, kw_only=True)
class Built:
    """What one build left behind."""

    outdir: Path
    warnings: tuple[str, ...]
    """One for each warning, sorted, paths relative to the project."""
    status: str

    @property
    def ours(self) -> tuple[str, ...]:
        """The warnings of this extension."""
        return tuple(warning for warning in self.warnings if "[aiglossary." in warning)

    def html(self, page: str) -> str:
        """The HTML of a page's body, without navigation, what is shown beside links, and marks of what is defined."""
        text = _RE_TIPS.sub("", (self.outdir / page).read_text(encoding="utf-8"))
        text = _RE_DFN.sub("", _RE_TITLE.sub(r"\1", text))
        return text.partition('<div class="body" role="main">')[2].partition('<div class="sphinxsidebar"')[0]

    def text(self, page: str) -> str:
        """The words of a page's body that readers meet."""
        return _RE_SPACE.sub(" ", _RE_TAG.sub("", _RE_DATA.sub("", self.html(page)))).strip()

    def files(self) -> dict[str, bytes]:
        """Every file of the output that a clean build must reproduce."""
        return {
            path.relative_to(self.outdir).as_posix(): path.read_bytes()
            for path in sorted(self.outdir.rglob("*"))
            if path.is_file() and not _TIMED.fullmatch(path.name)
        }


class Project:
    """A project in a folder of its own, to be edited and built."""

    def __init__(self, folder: Path, root: str | None = None) -> None:
        self.src = folder / "src"
        self._folder = folder
        if root is None:
            self.src.mkdir()
        else:
            shutil.copytree(ROOTS / f"test-{root}", self.src)

    def write(self, name: str, text: str) -> None:
        """Write a file, only if that changes it."""
        path = self.src / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = (self.src / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (self.src / name).write_text(text.replace(old, new), encoding="utf-8")

    def build(
        self,
        builder: str = "html",
        *,
        build: str = "build",
        jobs: int = 1,
        files: Sequence[str] = (),
        tags: Sequence[str] = (),
        **config: Any,
    ) -> Built:
        """Build the project.

        Args:
            builder: name of the builder.
            build: the folder of doctrees and outputs; builds of one folder are incremental.
            jobs: number of processes.
            files: the documents to write; all that need it by default.
            tags: tags for ``only``.
            config: configuration beside ``conf.py``.
        """
        app = SphinxTestApp(
            builder,
            srcdir=self.src,
            builddir=self._folder / build,
            parallel=jobs,
            tags=list(tags),
            # MyST adds `.md` to this very mapping: were it Sphinx's default, later tests would meet it there
            confoverrides={"source_suffix": {".rst": "restructuredtext"}, **config},
        )
        try:
            app.build(filenames=[self.src / name for name in files])
            said = _RE_ESCAPE.sub("", app.warning.getvalue()).replace(f"{self.src}/", "")
            return Built(
                outdir=Path(app.outdir),
                warnings=tuple(sorted(filter(None, said.splitlines()))),
                status=_RE_ESCAPE.sub("", app.status.getvalue()),
            )
        finally:
            app.cleanup()


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> set[str]:
    """Return the names of the files in which two outputs differ."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
