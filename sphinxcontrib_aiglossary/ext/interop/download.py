"""Downloads a file within bounds that hold whatever a server does: bytes as they are unpacked, seconds for all of it."""

from __future__ import annotations

import threading
import zlib
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import requests

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST: Final = 60.0
"""Seconds until a whole file must have come, from the first question on."""

_CHUNK: Final = 2**16
_MAY_COME: Final = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
_PLAIN: Final = ("", "identity")
_GZIP: Final = ("gzip", "x-gzip")


def download(address: str, most: int, longest: float = LONGEST, **options: Any) -> bytes:
    """Return what an address has; nothing if it answers that there is nothing.

    Args:
        address: where it lies.
        most: how many bytes are wanted at most; of a longer file that many come back.
        longest: seconds for all of it.
        options: for Sphinx's ``requests.get``. Undocumented: agent and certificates are among them (8.2.3, 9.0.4 and
            9.1.0).

    Raises:
        TimeoutError: it did not come in time.
        Exception: whatever ``requests`` and the libraries below it raise.
    """
    options["timeout"] = min(options.get("timeout") or longest, longest)
    return _within(longest, lambda has_ended: _fetch(address, most, options, has_ended))


def _within(seconds: float, task: Callable[[Callable[[], bool]], bytes]) -> bytes:
    """Return what a task returns, or raise what it raises.

    The time limits of sockets count from byte to byte, in the header of an answer, too: a server that sends one now and
    then holds up whoever reads. So another thread reads. It is left alone when time is up, and ends with the next byte.
    """
    outcome: list[bytes | BaseException] = []
    ended = threading.Event()

    def run() -> None:
        try:
            outcome.append(task(ended.is_set))
        except BaseException as error:  # noqa: BLE001 - raised again below
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    ended.set()
    if not outcome:
        raise TimeoutError
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _fetch(address: str, most: int, options: Mapping[str, Any], has_ended: Callable[[], bool]) -> bytes:
    # The one way of packing that can be unpacked within a bound by what Python has; none within another
    headers = {"Accept-Encoding": "gzip"}
    hooks = {"response": _without_body}
    with requests.get(address, stream=True, headers=headers, hooks=hooks, **options) as response:
        status = response.status_code
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _MAY_COME:
            return b""
        response.raise_for_status()
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        if packed not in (*_PLAIN, *_GZIP):
            raise ValueError(f"it is packed as {packed!r}")
        return _Body(most, packed in _GZIP).read(response, has_ended)


def _without_body(response: Any, **_options: Any) -> None:
    """Leave what a redirection says beside its address: ``requests`` would read and unpack all of it."""
    if response.is_redirect:
        response.raw.close()
        response.raw = BytesIO()


class _Body:
    """Gathers the body of an answer.

    Args:
        most: how many bytes are wanted.
        packed: whether they come packed.
    """

    def __init__(self, most: int, packed: bool) -> None:  # noqa: FBT001 - of one caller
        self._most = most
        # 16: with the header of gzip
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
        self._data = bytearray()

    def read(self, response: Any, has_ended: Callable[[], bool]) -> bytes:
        raw = response.raw
        # What is there is enough: `read` waits until a chunk is full. Only urllib3 2 has the other one.
        read, size = (raw.read1, _CHUNK) if hasattr(raw, "read1") else (raw.read, 1)
        came = 0
        while len(self._data) < self._most:
            chunk = read(size, decode_content=False)
            if has_ended():
                raise TimeoutError
            if not chunk:
                self._check_end(came, response.headers.get("Content-Length", ""))
                break
            came += len(chunk)
            self._add(chunk)
        return bytes(self._data)

    def _add(self, chunk: bytes) -> None:
        left = self._most - len(self._data)
        self._data += self._unpacker.decompress(chunk, left) if self._unpacker else chunk[:left]

    def _check_end(self, came: int, length: str) -> None:
        if (length.isdecimal() and came < int(length)) or (self._unpacker and not self._unpacker.eof):
            raise EOFError("it breaks off")
