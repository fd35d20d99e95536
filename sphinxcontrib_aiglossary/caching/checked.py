"""Files whose first line says what they are and what hash the rest has.

Damage is no message: the file is removed, and what it held is made anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sphinxcontrib_aiglossary.files.regular import open_regular

from .atomic import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

_LONGEST: Final = 1_000
"""Bytes of a first line."""


def write_checked(path: Path, form: str, data: bytes) -> bool:
    """Write a file; tell whether that was possible.

    Args:
        path: the file; folders above it are made.
        form: what the data is, with a version; whoever reads the file has to name it.
        data: what it holds.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, _first_line(path, form, data) + data)
    except OSError:
        return False
    return True


def read_checked(path: Path, form: str) -> bytes | None:
    """Return what :func:`write_checked` wrote; ``None`` if there is no such file.

    One that is damaged, of another form or not written under this name is removed.
    """
    try:
        with open_regular(path) as file:
            first = file.readline(_LONGEST)
            # A foreign file may be of any size
            data = file.read() if first.startswith(_beginning(path, form)) else b""
    except FileNotFoundError:
        if path.is_symlink():
            remove(path)
        return None
    except Exception:  # noqa: BLE001 - whatever stands there
        remove(path)
        return None
    if first != _first_line(path, form, data):
        remove(path)
        return None
    return data


def write_json(path: Path, form: str, data: object) -> bool:
    """Write plain data; tell whether that was possible. The arguments are those of :func:`write_checked`."""
    text = json.dumps(data, indent=0, sort_keys=True, ensure_ascii=False)
    return write_checked(path, form, text.encode("utf-8", "surrogatepass"))


def read_json(path: Path, form: str, shaped: Callable[[Any], T]) -> T | None:
    """Return what is made of the data of a file; ``None`` if there is none that can be used.

    Args:
        path: the file.
        form: what the data is, with a version.
        shaped: makes it what is wanted. Whatever it raises means that the data has another shape.
    """
    found = read_checked(path, form)
    if found is None:
        return None
    try:
        return shaped(json.loads(found.decode("utf-8", "surrogatepass")))
    except Exception:  # noqa: BLE001 - see above
        remove(path)
        return None


def remove(path: Path) -> None:
    """Remove what stands in the place of a file: the file, a link, an empty folder; nothing that holds other files."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            path.rmdir()


def _beginning(path: Path, form: str) -> bytes:
    # Under another name it would be believed for another output
    return json.dumps({"form": form, "name": path.name}).encode()[:-1]


def _first_line(path: Path, form: str, data: bytes) -> bytes:
    return _beginning(path, form) + f', "hash": "{sha256(data).hexdigest()}"}}\n'.encode()
