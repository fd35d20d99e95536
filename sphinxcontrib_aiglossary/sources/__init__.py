"""Source formats: a file becomes records or entries, whatever is wrong with it becomes problems."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.files.regular import MAX_BYTES, NotAFileError, TooLargeError, read_source
from sphinxcontrib_aiglossary.model import Origin
from sphinxcontrib_aiglossary.problems import Kind, Problem

from . import other_formats
from .base import Reading, Source
from .page_capture import PageCapture
from .plain_dump import PlainDump
from .yaml_source import YamlSource

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMATS", "MAX_BYTES", "Reading", "Source", "read_file", "read_text"]

FORMATS: Final[tuple[Source, ...]] = (YamlSource(), PageCapture(), PlainDump())
"""Every format, the one with the narrowest mark first."""
_DUMPS: Final = (PageCapture, PlainDump)

_RE_LINE_END = re.compile(r"\r\n?")
# "# a comment", "---", "%YAML 1.2": a line of YAML in which nothing is
_RE_NOTHING = re.compile(r"\s*(?:#.*|---\s*|\.\.\.\s*|%YAML.*)?")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read_file(path: Path, shown: str) -> Reading:
    """Read one source file, whatever its format.

    Args:
        path: the file.
        shown: the path as origins and messages name it.

    Returns:
        The reading; a file that cannot be used gives none but one problem.
    """
    try:
        data = read_source(path)
    except FileNotFoundError:
        return _unusable(shown, _missing(shown))
    except NotAFileError:
        return _unusable(shown, "is not a file; name a file or a glob")
    except TooLargeError as error:
        return _unusable(shown, f"{error}; split it")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unusable(shown, f"cannot be read: {reason}")
    return _decode(data, shown)


def _missing(shown: str) -> str:
    advice = "a path starts from the folder of conf.py, on the command line from the current folder"
    if "\\" in shown:
        # On Windows it would stand here with slashes
        advice = r"write `/` between folders, not `\`"
    elif shown.startswith("~"):
        advice = f"`~` has no meaning in it; {advice}"
    return f"does not exist; {advice}"


def _decode(data: bytes, shown: str) -> Reading:
    if reason := other_formats.told_by_bytes(data):
        return _unusable(shown, reason, 1)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _unusable(shown, f"is {encoding}; convert the source to UTF-8", 1)
    if (position := data.find(b"\0")) >= 0:
        return _unusable(shown, "is binary: it has a NUL byte; a source is UTF-8 text", _line(data, position))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a byte order mark the decoder counts from behind it.
        position = error.start + len(data) - len(error.object)
        byte = data[position]
        return _unusable(
            shown, f"is not UTF-8: byte 0x{byte:02X} here; convert the source to UTF-8", _line(data, position)
        )
    return read_text(text, shown)


def read_text(text: str, shown: str) -> Reading:
    """Read a source text: find its format, then read it.

    Args:
        text: the text; any line ends.
        shown: the path as origins and messages name it.
    """
    if "\r" in text:
        text = _RE_LINE_END.sub("\n", text)
    if not text.strip():
        return _unusable(shown, "is empty")
    for source in FORMATS:
        if source.detect(text):
            reason = other_formats.told_by_text(text, shown) if isinstance(source, _DUMPS) else None
            return _unusable(shown, reason, 1) if reason else source.read(text, shown)
    if all(map(_RE_NOTHING.fullmatch, text.split("\n"))):
        return _unusable(shown, "is empty but for comments")
    if reason := other_formats.told_by_text(text, shown):
        return _unusable(shown, reason, 1)
    tried = ", ".join(source.label for source in FORMATS)
    advice = "YAML begins with `concepts:`, a dump with a headline, `term, synonym, category`, above its text"
    return _unusable(shown, f"is of no known format; tried: {tried}. {advice}")


def _line(data: bytes, position: int) -> int:
    return _RE_LINE_END.sub("\n", data[:position].decode("utf-8", "replace")).count("\n") + 1


def _unusable(shown: str, reason: str, line: int = 0) -> Reading:
    return Reading(
        problems=(Problem(kind=Kind.SOURCE, origin=Origin(shown, line), message=f"the source {reason}"),)
    )
