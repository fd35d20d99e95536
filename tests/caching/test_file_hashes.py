"""The hashes of files: a file that looks the same is not read again, and no change is missed for that."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.caching.file_hashes import FileHashes
from sphinxcontrib_aiglossary.files.regular import hash_of_source

if TYPE_CHECKING:
    from pathlib import Path

LATER = 60_000_000_000
"""Nanoseconds, longer than any file system is in doubt."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source of one concept."""
    path = tmp_path / "terms.yaml"
    path.write_text("concepts:\n- term: Wafer\n  definition: A disc.\n", encoding="utf-8")
    return path


@dataclass
class Reader:
    """Hashes a file as builds one after the other do."""

    file: Path
    read: list[Path] = field(default_factory=list)
    """The files that were read for it."""

    def __call__(self) -> str:
        """Return the hash."""
        (found,) = FileHashes(self.file.parent / "kept/hashes.json", self._find).of([self.file])
        return found

    def _find(self, file: Path) -> str:
        self.read.append(file)
        return hash_of_source(file)


@pytest.fixture
def hash_of(source: Path) -> Reader:
    """What hashes the source."""
    return Reader(source)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute has passed since anything was written."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)


@pytest.mark.usefixtures("later")
def test_a_file_that_looks_the_same_is_not_read_again(hash_of: Reader) -> None:
    """However large it is."""
    first = hash_of()
    assert [path.name for path in hash_of.read] == ["terms.yaml"]
    assert hash_of() == first
    assert len(hash_of.read) == 1


def test_a_file_that_was_just_written_is_read_again(hash_of: Reader) -> None:
    """It may be written once more within the same tick of the clock, with as many bytes."""
    first = hash_of()
    assert hash_of() == first
    assert len(hash_of.read) == 2


@pytest.mark.usefixtures("later")
def test_a_change_is_seen_though_size_and_time_are_those_of_before(source: Path, hash_of: Reader) -> None:
    """Whatever sets the time of writing back leaves a trace."""
    first, before = hash_of(), source.stat()
    changed = source.read_text(encoding="utf-8").replace("disc", "disk")
    # Until the clock of the file system has gone on
    while source.stat().st_ctime_ns == before.st_ctime_ns:
        source.write_text(changed, encoding="utf-8")
        os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.stat().st_size == before.st_size
    assert hash_of() != first


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 0}', '{"version": 1, "files": [1]}'])
def test_a_damaged_file_of_hashes_knows_nothing(source: Path, hash_of: Reader, text: str) -> None:
    """Nor does one of another version."""
    first = hash_of()
    (source.parent / "kept/hashes.json").write_text(text, encoding="utf-8")
    assert hash_of() == first
    assert len(hash_of.read) == 2


@pytest.mark.usefixtures("later")
def test_a_file_that_is_gone_has_another_hash(source: Path, hash_of: Reader) -> None:
    """As has one that is a folder now."""
    first = hash_of()
    source.unlink()
    second = hash_of()
    source.mkdir()
    assert len({first, second, hash_of()}) == 3
