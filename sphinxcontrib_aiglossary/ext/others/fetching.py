"""Finds the glossaries that other projects publish beside their inventories, and keeps what came over the network."""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from sphinx.util import logging, requests

from sphinxcontrib_aiglossary.ext.domain import folder
from sphinxcontrib_aiglossary.published import FILE_NAME, MAX_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

FOLDER: Final = "others"
"""Where fetched files are kept, within our folder."""
TIMEOUT: Final = 10
"""Seconds without a byte, where the project sets no ``intersphinx_timeout``."""
LONGEST: Final = 60
"""Seconds until a whole file must have come."""

_ABSENT: Final = b""
"""What is kept of a site that publishes nothing."""
_DAY: Final = 86_400
_CHUNK: Final = 2**16
_MAY_COME: Final = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)

logger = logging.getLogger(__name__)


class Found(NamedTuple):
    """A file of another project."""

    data: bytes
    place: str
    """Where it was found, for messages."""


def find(app: Sphinx, locations: Sequence[str]) -> Found | None:
    """Return the file beside the first inventory that is there; ``None`` if there is none.

    Args:
        app: the application, whose settings for inventories hold for this file, too.
        locations: addresses and paths of inventories.
    """
    for location in locations:
        if "://" in location:
            address = urljoin(location, FILE_NAME)
            if data := _remote(app, address):
                return Found(data, _without_password(address))
        elif (inventory := Path(app.srcdir, location)).is_file():
            data = _local(inventory.with_name(FILE_NAME))
            return Found(data, str(Path(location).with_name(FILE_NAME).as_posix())) if data else None
    return None


def _local(path: Path) -> bytes:
    """Return the content of a file, of a large one the beginning."""
    if not path.is_file():
        return _ABSENT
    try:
        with path.open("rb") as file:
            return file.read(MAX_SIZE + 1)
    except OSError as error:
        logger.info("aiglossary: %s could not be read: %s", path, error)
        return _ABSENT


def _remote(app: Sphinx, address: str) -> bytes:
    """Return what an address has, or what it had when it was asked last."""
    name = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    path = folder(app.env) / FOLDER / f"{name}.json"
    if _is_fresh(path, app.config.intersphinx_cache_limit):
        return path.read_bytes()
    try:
        data = _download(app, address)
    except Exception as error:  # noqa: BLE001 - requests passes on whatever the libraries below it raise
        kept = path.read_bytes() if path.is_file() else _ABSENT
        then = "the one fetched before is used" if kept else "its definitions are not shown"
        shown = _without_password(address)
        logger.info("aiglossary: %s could not be fetched (%s); %s", shown, type(error).__name__, then)
        return kept
    with suppress(OSError):  # a read-only folder: it is fetched again next time
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(data)
        temporary.replace(path)
    return data


def _is_fresh(path: Path, days: int) -> bool:
    """Tell whether a file need not be fetched again: the rule of ``intersphinx_cache_limit``."""
    try:
        modified = path.stat().st_mtime
    except OSError:
        return False
    return days < 0 or modified >= time.time() - days * _DAY


def _download(app: Sphinx, address: str) -> bytes:
    """Return what an address has; nothing if it answers that there is nothing, or with a page.

    Undocumented: Sphinx's own ``requests`` takes agent and certificates so (8.2.3, 9.0.4 and 9.1.0).
    """
    config = app.config
    with requests.get(
        address,
        stream=True,
        timeout=config.intersphinx_timeout or TIMEOUT,
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    ) as response:
        status = response.status_code
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _MAY_COME:
            return _ABSENT
        response.raise_for_status()
        end = time.monotonic() + LONGEST
        data = bytearray()
        for chunk in response.iter_content(_CHUNK):
            data += chunk
            if len(data) > MAX_SIZE:
                break
            if time.monotonic() > end:
                raise TimeoutError
    return _ABSENT if data.lstrip()[:1] == b"<" else bytes(data[: MAX_SIZE + 1])


def _without_password(address: str) -> str:
    """Return an address without user and password, for messages."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
