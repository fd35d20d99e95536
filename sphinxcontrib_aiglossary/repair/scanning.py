"""Marks in long texts, found fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


def marks(
    pattern: re.Pattern[str], firsts: re.Pattern[str], text: str, at: int = 0
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, as ``finditer`` does.

    A pattern of several marks is tried at every character, which takes ten times as long as to look for their first
    characters: a set of characters is what Python's expressions find fastest.

    Args:
        pattern: the marks; none is empty.
        firsts: a set of characters, with which every mark begins.
        text: the text.
        at: where to begin.
    """
    while first := firsts.search(text, at):
        at = first.start()
        if found := pattern.match(text, at):
            yield found
            at = found.end()
        else:
            at += 1
