"""Finds the glossaries that other projects publish beside their inventories, and keeps what came over the network."""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from sphinx.util import logging

from sphinxcontrib_aiglossary.caching.checked import read_checked, write_checked
from sphinxcontrib_aiglossary.exports.published import FILE_NAME, MAX_SIZE
from sphinxcontrib_aiglossary.ext.domain import folder
from sphinxcontrib_aiglossary.files.regular import open_regular

from .download import download

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

FOLDER: Final = "others"
"""Where fetched files are kept, within our folder."""
TIMEOUT: Final = 10
"""Seconds without a byte, where the project sets no ``intersphinx_timeout``."""
_ABSENT: Final = b""
"""What is kept of a site that publishes nothing."""
_DAY: Final = 86_400
_FORM: Final = "aiglossary fetched 1"

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
    try:
        with open_regular(path) as file:
            return file.read(MAX_SIZE + 1)
    except FileNotFoundError:
        return _ABSENT
    except OSError as error:
        logger.info("aiglossary: %s could not be read: %s", path, error)
        return _ABSENT


def _remote(app: Sphinx, address: str) -> bytes:
    """Return what an address has, or what it had when it was asked last."""
    name = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    path = folder(app.env) / FOLDER / f"{name}.json"
    is_fresh = _is_fresh(path, app.config.intersphinx_cache_limit)
    kept = read_checked(path, _FORM)
    if is_fresh and kept is not None:
        return kept
    try:
        data = _download(app, address)
    except Exception as error:  # noqa: BLE001 - requests passes on whatever the libraries below it raise
        then = "the one fetched before is used" if kept else "its definitions are not shown"
        shown = _without_password(address)
        logger.info("aiglossary: %s could not be fetched (%s); %s", shown, type(error).__name__, then)
        return kept or _ABSENT
    # Into a read-only folder nothing is written: it is fetched again next time
    write_checked(path, _FORM, data)
    return data


def _is_fresh(path: Path, days: int) -> bool:
    """Tell whether a file need not be fetched again: the rule of ``intersphinx_cache_limit``."""
    try:
        modified = path.stat().st_mtime
    except OSError:
        return False
    return days < 0 or modified >= time.time() - days * _DAY


def _download(app: Sphinx, address: str) -> bytes:
    """Return what an address has; nothing if it answers that there is nothing, or with a page."""
    config = app.config
    data = download(
        address,
        MAX_SIZE + 1,
        timeout=config.intersphinx_timeout or TIMEOUT,
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    )
    return _ABSENT if data.lstrip()[:1] == b"<" else data


def _without_password(address: str) -> str:
    """Return an address without user and password, for messages."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
