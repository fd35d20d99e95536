"""A file that cannot be used is one problem that says why, never an exception."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import sources
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.sources import read_file

if TYPE_CHECKING:
    from pathlib import Path

DUMP = "spin coating, lithography\n\n**Spin Coating** is **spreading resist by rotation**.\n"


def _only_problem(path: Path) -> str:
    reading = read_file(path, path.name)
    assert (reading.records, reading.entries) == ((), ())
    (problem,) = reading.problems
    assert problem.kind is Kind.SOURCE
    return f"{problem.origin}: {problem.message}"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "f.txt: the source is empty"),
        (b" \r\n\t\n", "f.txt: the source is empty"),
        (b"a, b\n\x00\x01", "f.txt:2: the source is binary: it has a NUL byte; a source is UTF-8 text"),
        (
            b"caf\xc3\xa9, food\r\n\r\ncaf\xe9 noir\r\n",
            "f.txt:3: the source is not UTF-8: byte 0xE9 here; convert the source to UTF-8",
        ),
        (b"\xff", "f.txt:1: the source is not UTF-8: byte 0xFF here; convert the source to UTF-8"),
        (DUMP.encode("utf-16"), "f.txt:1: the source is UTF-16; convert the source to UTF-8"),
        (DUMP.encode("utf-32"), "f.txt:1: the source is UTF-32; convert the source to UTF-8"),
        (b"# terms\n---\n  # to come\n", "f.txt: the source is empty but for comments"),
        (
            b"Dear friend!\nNothing new here.\n",
            (
                "f.txt: the source is of no known format; tried: YAML, page capture, plain dump. YAML begins with `concepts:`, "
                "a dump with a headline, `term, synonym, category`, above its text"
            ),
        ),
    ],
)
def test_unusable_bytes_are_named_with_their_line(tmp_path: Path, data: bytes, said: str) -> None:
    """Empty, binary and wrongly encoded files."""
    path = tmp_path / "f.txt"
    path.write_bytes(data)
    assert _only_problem(path) == said


def test_a_byte_order_mark_is_no_part_of_the_first_headline(tmp_path: Path) -> None:
    """Editors on Windows write one; faults behind it keep their line."""
    path = tmp_path / "f.txt"
    path.write_bytes(b"\xef\xbb\xbf" + DUMP.encode())
    assert read_file(path, "f.txt").records[0].headline == "spin coating, lithography"
    path.write_bytes(b"\xef\xbb\xbfa\nb\xe9")
    assert _only_problem(path).startswith("f.txt:2: the source is not UTF-8: byte 0xE9")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("gone.txt", "a path starts from the folder of conf.py, on the command line from the current folder"),
        (r"terms\own.txt", r"write `/` between folders, not `\`"),
        (
            "~own.txt",
            (
                "`~` has no meaning in it; a path starts from the folder of conf.py, on the command line from "
                "the current folder"
            ),
        ),
    ],
)
def test_a_missing_file_says_where_it_was_looked_for(tmp_path: Path, name: str, advice: str) -> None:
    """That tells what to write instead; the folder of the machine would be different for every author."""
    assert _only_problem(tmp_path / name) == f"{name}: the source does not exist; {advice}"


def test_a_file_that_may_not_be_opened_gives_the_reason_of_the_system(tmp_path: Path) -> None:
    """Here links that lead to each other; missing rights are said likewise."""
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert _only_problem(tmp_path / "one").startswith("one: the source cannot be read: ")


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    """A folder is not searched: a glob says which files are meant."""
    assert _only_problem(tmp_path).endswith("the source is not a file; name a file or a glob")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Reading a named pipe would hang for ever."""
    os.mkfifo(tmp_path / "pipe")
    assert _only_problem(tmp_path / "pipe").endswith("is not a file; name a file or a glob")


def test_a_name_that_no_system_takes_is_a_problem(tmp_path: Path) -> None:
    """A NUL in a path raises ValueError in Python, not OSError."""
    assert "the source " in _only_problem(tmp_path / "a\0b")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """The bound holds for the size on disk, before anything is read: a sparse file costs nothing."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(sources.MAX_BYTES + 1)
    assert _only_problem(path) == (
        "huge.txt: the source has 268,435,457 bytes, more than the 268,435,456 that are read; split it"
    )
