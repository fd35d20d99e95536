"""Damage to files that are kept between builds, of every kind that a disk, another program or a person can do."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from random import Random

SHAPES: Final[tuple[Any, ...]] = (
    None,
    True,
    0,
    -1.5,
    "text",
    [],
    {},
    [[1]],
    {"files": []},
    {"written": 1, "seen": [], "words": {}},
    {"made_by": [], "stems": [["a", 1]]},
    [["name"]],
    [[1, 2, 3, 4]],
    {"version": 1, "terms": {}},
)
"""Data that is none of ours."""


def flip(path: Path, random: Random) -> None:
    """Change some bits, somewhere."""
    data = bytearray(path.read_bytes())
    for _ in range(random.choice((1, 1, 1, 20)) if data else 0):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def flip_unnoticed(path: Path, random: Random) -> None:
    """Change some bits, and have the file look as old as it was."""
    before = path.stat()
    flip(path, random)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def change_letter(path: Path, random: Random) -> None:
    """Put a letter in place of another one of a text that readers see."""
    data = path.read_bytes()
    word = random.choice((b"disc", b"element", b"mask", b"wafer", b"term-", b"href"))
    path.write_bytes(data.replace(word, word[:-1] + b"x", random.choice((-1, 1))))


def cut(path: Path, random: Random) -> None:
    """Keep the beginning."""
    os.truncate(path, random.randrange(path.stat().st_size + 1))


def empty(path: Path, _random: Random) -> None:
    """Keep nothing."""
    path.write_bytes(b"")


def prolong(path: Path, random: Random) -> None:
    """Write something behind the end."""
    with path.open("ab") as file:
        file.write(random.randbytes(random.choice((1, 100, 4096))))


def zero(path: Path, random: Random) -> None:
    """Lose a block, as after a power cut."""
    data = bytearray(path.read_bytes())
    start = random.randrange(len(data) + 1) // 512 * 512
    data[start : start + 512] = bytes(len(data[start : start + 512]))
    path.write_bytes(data)


def swap(path: Path, random: Random) -> None:
    """Exchange it for another one of our files."""
    others = [each for each in sorted(path.parent.rglob("*")) if each.is_file() and each != path]
    if others:
        other = random.choice(others)
        one, two = path.read_bytes(), other.read_bytes()
        path.write_bytes(two)
        other.write_bytes(one)


def other_shape(path: Path, random: Random) -> None:
    """Write data of another shape, with a first line that is right for it or without one."""
    first, _, _ = path.read_bytes().partition(b"\n")
    data = json.dumps(random.choice(SHAPES)).encode()
    with suppress(ValueError):
        # What others publish may be of any shape
        head = json.loads(first) if path.parent.name != "others" else None
        if isinstance(head, dict) and random.random() < 0.7:
            data = json.dumps({**head, "hash": sha256(data).hexdigest()}).encode() + b"\n" + data
    path.write_bytes(data)


def other_row(path: Path, random: Random) -> None:
    """Change, drop or double a row of a database, as a program does that keeps to the rules of SQLite."""
    with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        tables = [name for (name,) in found]
        table = random.choice(tables) if tables else ""
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - its own tables
        if not rows:
            return
        row, column = random.choice(rows), random.randrange(len(columns))
        where = " AND ".join(f"{name} IS ?" for name in columns)
        if random.random() < 0.25:
            connection.execute(f"DELETE FROM {table} WHERE {where}", row)  # noqa: S608 - likewise
            return
        change = f"UPDATE {table} SET {columns[column]} = ? WHERE {where}"  # noqa: S608 - likewise
        connection.execute(change, (_other(row[column], random), *row))


def _other(value: Any, random: Random) -> object:
    """Return a value in place of another one, of its type or not."""
    choices: list[object] = [b"blob", "text", 7, -1, 2.5, "", b"", 2**62]
    if isinstance(value, int):
        choices += [value + 1, value - 1, str(value)] * 2
    elif isinstance(value, str):
        choices += [value.encode(), value.swapcase(), value[:-1], value.replace("s", "z", 1)] * 2
    elif isinstance(value, bytes):
        choices += [value[:-1], bytes(len(value)), value[::-1], value.decode("latin-1")]
    return random.choice(choices)


def foreign(path: Path, random: Random) -> None:
    """Put a database of somebody else in its place, perhaps with tables of the same names."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        names = random.choice((("texts", "settings"), ("facts", "files", "concepts", "names"), ("t",)))
        columns = random.choice(("digest, value", "name, digest, text, flag, hash", "x"))
        for name in names:
            if random.random() < 0.5:
                connection.execute(f"CREATE TABLE {name} ({columns})")
                given = [random.choice(("digest", 1, b"x", None)) for _ in columns.split(",")]
                connection.execute(f"INSERT INTO {name} VALUES ({','.join('?' * len(given))})", given)  # noqa: S608
            else:
                connection.execute(f"CREATE VIEW {name} AS SELECT 1 AS digest, 2 AS value, 3 AS text")


def folder(path: Path, random: Random) -> None:
    """Put a folder in its place, empty or not."""
    path.unlink()
    path.mkdir()
    if random.random() < 0.3:
        (path / "file").write_text("of somebody", encoding="utf-8")


def circle(path: Path, random: Random) -> None:
    """Put a link in its place that leads to itself, to nothing, or to a device."""
    path.unlink()
    path.symlink_to(random.choice((path.name, "nowhere", "/dev/zero", ".")))


def pipe(path: Path, _random: Random) -> None:
    """Put a pipe in its place, at whose other end there is nobody."""
    path.unlink()
    os.mkfifo(path)


def lose(path: Path, _random: Random) -> None:
    """Remove it."""
    path.unlink()


OF_ANY: Final[Sequence[Callable[[Path, Random], None]]] = (
    flip,
    flip_unnoticed,
    change_letter,
    cut,
    empty,
    prolong,
    zero,
    swap,
    other_shape,
    foreign,
    folder,
    circle,
    pipe,
    lose,
)
OF_DATABASES: Final = (other_row, other_row, other_row, other_row, *OF_ANY)


def damage(path: Path, random: Random) -> str:
    """Damage a file in some way, and say in which."""
    kind = random.choice(OF_DATABASES if path.suffix == ".sqlite" else OF_ANY)
    kind(path, random)
    return f"{path.name}: {kind.__name__}"
