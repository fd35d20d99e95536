"""What is no file is said to be none, at once, by a build as by the command line."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import pipeline
from sphinxcontrib_aiglossary.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pipe(path: Path) -> None:
    """Make a pipe, to which nobody will ever write."""
    os.mkfifo(path)


def device(path: Path) -> None:
    """Make what has no end."""
    path.symlink_to("/dev/zero")


def listener(path: Path) -> None:
    """Make a socket."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def folder(path: Path) -> None:
    """Make a folder."""
    path.mkdir()


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one sound source."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.yaml").write_text("concepts:\n- term: Kiln\n  definition: Burns.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("make", [pipe, device, listener, folder])
@pytest.mark.parametrize("names", [["sound.yaml", "odd.yaml"], ["*.yaml"]])
@pytest.mark.parametrize("kept", ["cache", None])
def test_what_is_no_file_is_one_problem_and_the_others_are_read(
    base: Path, make: Callable[[Path], None], names: list[str], kept: str | None
) -> None:
    """The compiled glossary and `check` say the same; folders are no match of a glob, as in a shell with files in mind."""
    make(base / "odd.yaml")
    said = ["odd.yaml: error: the source is not a file; name a file or a glob [source]"]
    if make is folder and "*.yaml" in names:
        said = []
    assert list(map(str, pipeline.load(names, base).problems)) == said
    for _ in range(2):
        store = open_store(names, base, base / kept if kept else None)
        assert list(map(str, store.problems)) == said
        assert [concept.term for concept in store.concepts()] == ["Kiln"]
        store.close()


@pytest.mark.parametrize("make", [pipe, device])
def test_a_file_that_becomes_none_is_noticed(base: Path, make: Callable[[Path], None]) -> None:
    """In the next build, and the other way round in the one after it."""
    odd = base / "odd.yaml"
    for number in range(3):
        if number % 2:
            odd.unlink()
            make(odd)
        else:
            odd.unlink(missing_ok=True)
            odd.write_text("concepts:\n- term: Oven\n  definition: Bakes.\n", "utf-8")
        store = open_store(["*.yaml"], base, base / "cache")
        assert bool(store.problems) == bool(number % 2)
        assert bool(store.find("oven")) != bool(number % 2)
        store.close()
