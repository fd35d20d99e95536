"""The digests of files: a file that looks the same is not read again, and no change is missed for that."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.store import digest_of_sources, seen

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


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read since."""
    files: list[Path] = []
    digest = seen._digest

    def noting(file: Path) -> str:
        files.append(file)
        return digest(file)

    monkeypatch.setattr(seen, "_digest", noting)
    return files


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute has passed since anything was written."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)


def digest(source: Path) -> str:
    """Return the digest of a source."""
    return digest_of_sources([source.name], source.parent, source.parent / "kept")


@pytest.mark.usefixtures("later")
def test_a_file_that_looks_the_same_is_not_read_again(source: Path, read: list[Path]) -> None:
    """However large it is."""
    first = digest(source)
    assert [path.name for path in read] == ["terms.yaml"]
    assert digest(source) == first
    assert len(read) == 1


def test_a_file_that_was_just_written_is_read_again(source: Path, read: list[Path]) -> None:
    """It may be written once more within the same tick of the clock, with as many bytes."""
    first = digest(source)
    assert digest(source) == first
    assert len(read) == 2


@pytest.mark.usefixtures("later")
def test_a_change_is_seen_though_size_and_time_are_those_of_before(source: Path) -> None:
    """Whatever sets the time of writing back leaves a trace."""
    first, before = digest(source), source.stat()
    changed = source.read_text(encoding="utf-8").replace("disc", "disk")
    # Until the clock of the file system has gone on
    while source.stat().st_ctime_ns == before.st_ctime_ns:
        source.write_text(changed, encoding="utf-8")
        os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.stat().st_size == before.st_size
    assert digest(source) != first


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 0}', '{"version": 1, "files": [1]}'])
def test_a_damaged_file_of_digests_knows_nothing(source: Path, read: list[Path], text: str) -> None:
    """Nor does one of another version."""
    first = digest(source)
    (source.parent / "kept/sources.json").write_text(text, encoding="utf-8")
    assert digest(source) == first
    assert len(read) == 2


@pytest.mark.usefixtures("later")
def test_a_file_that_is_gone_has_another_digest(source: Path) -> None:
    """As has one that is a folder now."""
    first = digest(source)
    source.unlink()
    second = digest(source)
    source.mkdir()
    assert len({first, second, digest(source)}) == 3
