"""Entries as JSON Lines."""

from __future__ import annotations

import json

from sphinxcontrib_aiglossary.exports import extract
from sphinxcontrib_aiglossary.model import Entry, Origin


def test_a_line_is_an_object_whatever_a_reader_takes_for_a_line_end() -> None:
    """Separators of Unicode that JSON would leave as they are come out as escapes."""
    body = "kiln\u2028oven\u2029stove\x85hob\x0cend"
    entry = Entry(origin=Origin("far/dump.txt", 3), term="kiln", body=body)

    (line,) = extract.lines([entry], [])

    assert line.splitlines() == [line]
    assert json.loads(line)["body"] == body
    assert json.loads(line)["file"] == "dump.txt"
