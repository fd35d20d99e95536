"""Downloads end in time and within their bounds, whatever a server does."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from sphinxcontrib_aiglossary.ext.interop.download import download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST: Final = 1_000
SOON: Final = 0.4
"""Seconds that a download may take here."""
FOREVER: Final = 30
"""Seconds after which a server gives up, should nobody else."""


@contextmanager
def answering(*answers: Iterable[bytes]) -> Iterator[str]:
    """Serve one answer after the other, part by part, on a free port; give the address."""
    ended = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for answer in answers:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                try:
                    for part in answer:
                        connection.sendall(part)
                        if ended.is_set():
                            break
                except OSError:
                    pass  # nobody listens any longer

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        ended.set()
        thread.join()
        server.close()


def answer(body: bytes, *headers: str, status: str = "200 OK") -> tuple[bytes, ...]:
    """Return an answer of one part."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return ("\r\n".join(lines).encode() + b"\r\n\r\n" + body,)


def drip(beginning: bytes, part: bytes) -> Iterator[bytes]:
    """Yield a beginning, and then a little again and again, always before any time limit between two bytes."""
    yield beginning
    end = time.monotonic() + FOREVER
    while time.monotonic() < end:
        time.sleep(SOON / 8)
        yield part


DRIPS = {
    "body": (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", b"x"),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "packed": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10],
        b"\0\0\0\xff\xff",
    ),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-Wait: a little\r\n"),
    "first line": (b"HTTP/1.1 200 ", b"O"),
}


@pytest.mark.parametrize("name", DRIPS)
def test_a_server_that_sends_byte_by_byte_holds_nobody_up(name: str) -> None:
    """Wherever in its answer it begins: there is one time limit for all."""
    # Whoever waits for the server to give up meets the end of its answer
    with answering(drip(*DRIPS[name])) as address, pytest.raises(TimeoutError):
        download(address, MOST, SOON, timeout=FOREVER)


def test_a_server_that_sends_nothing_holds_nobody_up() -> None:
    """The limit between two bytes is shortened."""
    silent = threading.Event()

    def wait() -> Iterator[bytes]:
        silent.wait(FOREVER)
        yield b""

    with answering(wait()) as address:
        with pytest.raises(Exception, match=r"(?i)timed? ?out|^$"):
            download(address, MOST, SOON, timeout=FOREVER)
        silent.set()


@pytest.mark.parametrize("length", [0, 1, MOST - 1, MOST])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_comes_as_it_is(length: int, packed: bool) -> None:  # noqa: FBT001
    """Packed or not, up to the last byte."""
    data = bytes(number % 251 for number in range(length))
    sent = answer(gzip.compress(data), "Content-Encoding: gzip") if packed else answer(data)
    with answering(sent) as address:
        assert download(address, MOST) == data


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_long_file_the_beginning_comes(packed: bool) -> None:  # noqa: FBT001
    """Bytes count as they are unpacked: 50 MB that were 50 kB are not held in memory."""
    data = bytes(50_000_000 if packed else MOST + 1)
    sent = answer(gzip.compress(data), "Content-Encoding: gzip") if packed else answer(data)
    with answering(sent) as address:
        assert download(address, MOST) == bytes(MOST)


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "deflate", "gzip,identity", "zstd"])
def test_other_packings_and_chains_of_them_are_refused(coding: str) -> None:
    """A little of them may become any number of bytes at once."""
    sent = answer(gzip.compress(gzip.compress(b"data")), f"Content-Encoding: {coding}")
    with answering(sent) as address, pytest.raises(ValueError, match="it is packed as"):
        download(address, MOST)


def test_what_a_redirection_says_is_not_read() -> None:
    """Only where it leads to: its text may be as long as that of any answer."""
    sent = [
        b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n",
        b"this is not packed, and whoever unpacks it fails",
    ]
    with answering(drip(b"".join(sent), b"x"), answer(b"data")) as address:
        assert download(address, MOST, FOREVER / 2) == b"data"


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_breaks_off_is_none(packed: bool) -> None:  # noqa: FBT001
    """It is not taken for a shorter one."""
    data = bytes(range(200))
    if packed:
        sent = answer(gzip.compress(data)[:-12], "Content-Encoding: gzip")
    else:
        (whole,) = answer(data)
        sent = (whole[:-1],)
    with answering(sent) as address, pytest.raises(Exception, match=r"breaks off|IncompleteRead"):
        download(address, MOST)
