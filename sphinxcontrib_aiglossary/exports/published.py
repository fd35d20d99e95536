"""The glossary that a site publishes for other projects: ``aiglossary.json``, beside ``objects.inv``.

``docs/reference/published.md`` describes the format. What is read was written by strangers: only texts of the right
type, length and kind come out of here, and nothing in them that no page can print.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE_NAME: Final = "aiglossary.json"
VERSION: Final = 1
"""Counts up when a key changes its meaning; further keys may come without."""

MAX_SIZE: Final = 16 * 2**20
"""Bytes of a file that is read."""
MAX_DEFINITION: Final = 12_000
"""Characters of a definition that is published or read."""
MAX_NAME: Final = 500
MAX_URI: Final = 2_000

# Characters that print nothing or turn the text around them: controls but for tab and line feed, halves of surrogate
# pairs, directional embeddings, overrides and isolates, and what is no character
_RE_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_RE_LOCAL = re.compile(r"(?!/)[^\s\\]+")


class PublishedTerm(NamedTuple):
    """One term of a site."""

    uri: str
    """Where it stands, relative to the root of the site: as ``objects.inv`` has it."""
    term: str
    """The line above the definition."""
    names: tuple[str, ...]
    """The names by which ``objects.inv`` knows it."""
    category: str
    """The leading category; may be empty."""
    definition: str
    """Markdown in the dialect of :mod:`..markup.markdown`; its links are relative to the root of the site."""


class Reading(NamedTuple):
    """What was read of a file."""

    terms: tuple[PublishedTerm, ...] = ()
    faults: tuple[str, ...] = ()
    """What is wrong with each term that is not among them."""
    fault: str = ""
    """What is wrong with the file as a whole; empty if it could be read."""


def write(project: str, version: str, lines: Iterable[str]) -> str:
    """Return the text of a file; the same terms give the same text.

    Args:
        project: the name of the project.
        version: its version; may be empty.
        lines: the :func:`line` of each term, in any order.
    """
    head = _json({"version": VERSION, "project": project, "project_version": version})
    return f'{head[:-1]},"terms":[\n' + ",\n".join(sorted(lines)) + "\n]}\n"


def line(term: PublishedTerm) -> str:
    """Return the line of a file that tells one term."""
    return _json({name: value for name, value in term._asdict().items() if value})


def _json(data: dict[str, Any]) -> str:
    return _printable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def read(data: bytes) -> Reading:
    """Return what a file says, and what is wrong with it.

    >>> read(b"[]").fault
    'it is no object with the key "version"'
    """
    try:
        listed = _listed(data)
    except _FaultError as fault:
        return Reading(fault=str(fault))
    terms: list[PublishedTerm] = []
    faults: list[str] = []
    for number, each in enumerate(listed, 1):
        try:
            terms.append(_term(each))
        except _FaultError as fault:
            faults.append(f"term {number}: {fault}")
    return Reading(tuple(terms), tuple(faults))


class _FaultError(Exception):
    """Says what is wrong with a file or with one term of it."""


def _listed(data: bytes) -> list[Any]:
    """Return the terms of a file, still unchecked."""
    if len(data) > MAX_SIZE:
        raise _FaultError(f"it has more than {MAX_SIZE // 2**20} MB")
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise _FaultError("it is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _FaultError(f"it is no JSON that can be read ({type(error).__name__})") from None
    if not isinstance(found, dict) or "version" not in found:
        raise _FaultError('it is no object with the key "version"')
    version = found["version"]
    if version != VERSION or isinstance(version, (bool, float)):
        raise _FaultError(f"its version is {_shown(version)}, and only {VERSION} is known")
    if not isinstance(listed := found.get("terms"), list):
        raise _FaultError('its "terms" are no list')
    return listed


def _term(found: object) -> PublishedTerm:
    if not isinstance(found, dict):
        raise _FaultError("it is no object")
    uri = _text(found, "uri", MAX_URI)
    if not is_local(uri):
        raise _FaultError(f"'uri' is {_shown(uri)}, which is not relative to the root of the site")
    names = found.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _FaultError("'names' is no list of texts")
    return PublishedTerm(
        uri,
        _in_one_line(_text(found, "term", MAX_NAME)),
        tuple(names),
        _in_one_line(_text({"category": "", **found}, "category", MAX_NAME)),
        _printable(_text(found, "definition", MAX_DEFINITION)),
    )


def _text(found: dict[str, object], key: str, longest: int) -> str:
    """Return one text of a term; raise what is wrong with it."""
    text = found.get(key)
    if not isinstance(text, str):
        raise _FaultError(f"{key!r} is {'missing' if text is None else 'no text'}")
    if len(text) > longest:
        raise _FaultError(f"{key!r} has more than {longest} characters")
    if key != "category" and not _printable(text).strip():
        raise _FaultError(f"{key!r} is empty")
    return text


def is_local(uri: str) -> bool:
    """Tell whether a URI leads from the root of a site to some place in it, and nowhere else.

    >>> [is_local(uri) for uri in ("a/b.html#c", "#c", "/a", "//a", "a:b", "../a")]
    [True, True, False, False, False, False]
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    steps = parts.path.split("/")
    return not (parts.scheme or parts.netloc or ".." in steps) and bool(_RE_LOCAL.fullmatch(uri))


def _printable(text: str) -> str:
    return _RE_UNPRINTABLE.sub("", text)


def _in_one_line(text: str) -> str:
    return " ".join(_printable(text).split())


def _shown(value: object) -> str:
    """Return a value for a message: short, in ASCII."""
    if not isinstance(value, (str, int, float)):
        return f"of the type {type(value).__name__}"
    text = ascii(value)
    return text if len(text) <= 60 else text[:60] + "…"  # noqa: PLR2004 - columns of a message


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
