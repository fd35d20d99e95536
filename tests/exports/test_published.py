"""The file in which a site publishes its definitions, as it is written and read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sphinxcontrib_aiglossary.exports.published import (
    MAX_DEFINITION,
    MAX_SIZE,
    PublishedTerm,
    is_local,
    line,
    read,
    write,
)

WAFER = PublishedTerm("glo.html#term-wafer", "Wafer (WF)", ("WF", "Wafer"), "Lithography", "A disc of $x_0$.")
LATCH = PublishedTerm("hand.html#term-latch", "latch", ("latch",), "", "Holds a [bit](<glo.html>).")


def file(*terms: object, **keys: object) -> bytes:
    """A file with these terms."""
    return json.dumps({"version": 1, "terms": terms, **keys}).encode()


def wafer(**changes: object) -> dict[str, Any]:
    """A term with some keys changed; ``None`` takes one away."""
    term = {**WAFER._asdict(), **changes}
    return {key: value for key, value in term.items() if value is not None}


def test_what_is_written_is_read() -> None:
    """In the same order, whatever the order was before."""
    text = write("Owner", "1.0", [line(LATCH), line(WAFER)])
    assert text == write("Owner", "1.0", [line(WAFER), line(LATCH)])
    assert read(text.encode()) == ((WAFER, LATCH), (), "")
    assert json.loads(text)["project"] == "Owner"


def test_further_keys_are_for_later() -> None:
    """A file with keys that nobody knows yet is read."""
    assert read(file(wafer(more=True), language="en")).terms == (WAFER,)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "no JSON"),
        (b"<!doctype html>", "no JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"version": NaN}', "no JSON"),
        (b'{"version": 1, "terms": [' + b"[" * 100_000, "no JSON"),
        (b'{"version": ' + b"1" * 5_000 + b"}", "no JSON"),
        (b"[]", "no object"),
        (b"null", "no object"),
        (b"{}", "no object"),
        (b'{"version": "1", "terms": []}', "version is '1'"),
        (b'{"version": true, "terms": []}', "version is True"),
        (b'{"version": 1.0, "terms": []}', "version is 1.0"),
        (b'{"version": [[]], "terms": []}', "version is of the type list"),
        (b'{"version": 2, "terms": []}', "version is 2, and only 1 is known"),
        (b'{"version": 1}', "no list"),
        (b'{"version": 1, "terms": {"a": 1}}', "no list"),
        (b" " * (MAX_SIZE + 1), "more than 16 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_fault(data: bytes, fault: str) -> None:
    """Whatever it holds, reading it raises nothing."""
    reading = read(data)
    assert reading.terms == ()
    assert fault in reading.fault


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        (7, "it is no object"),
        (["Wafer"], "it is no object"),
        (wafer(uri=None), "'uri' is missing"),
        (wafer(uri=7), "'uri' is no text"),
        (wafer(term={}), "'term' is no text"),
        (wafer(term=" \u202e "), "'term' is empty"),
        (wafer(term="x" * 501), "'term' has more than 500 characters"),
        (wafer(names="Wafer"), "'names' is no list of texts"),
        (wafer(names=["Wafer", 7]), "'names' is no list of texts"),
        (wafer(category=[]), "'category' is no text"),
        (wafer(definition=""), "'definition' is empty"),
        (wafer(definition="x" * (MAX_DEFINITION + 1)), "'definition' has more than 12000 characters"),
        (wafer(uri="https://evil.example/"), "not relative"),
        (wafer(uri="//evil.example/"), "not relative"),
        (wafer(uri="/root.html"), "not relative"),
        (wafer(uri="../up.html"), "not relative"),
        (wafer(uri="javascript:alert(1)"), "not relative"),
        (wafer(uri="\\\\evil.example"), "not relative"),
        (wafer(uri="http://[::1"), "not relative"),
    ],
)
def test_a_term_that_cannot_be_used_leaves_the_others(term: object, fault: str) -> None:
    """It is counted and named by its number."""
    reading = read(file(wafer(), term))
    assert reading.terms == (WAFER,)
    assert len(reading.faults) == 1
    assert reading.faults[0].startswith("term 2: ")
    assert fault in reading.faults[0]


def test_what_no_page_can_print_is_taken_out() -> None:
    """Control characters, directions that reach beyond a text, halves of surrogate pairs."""
    (term,) = read(
        file(wafer(term="a\x00\u202eb\n c", category="\x9fd", definition="e\ud800\u2066\x1b\n\nf\t"))
    ).terms
    assert (term.term, term.category, term.definition) == ("ab c", "d", "e\n\nf\t")


@pytest.mark.parametrize(
    "uri", ["a.html", "a/b/#c", "#document-a#term-b", "a%20b.html?c=d#e:f", "sub/a:b.html"]
)
def test_addresses_of_a_site_are_relative(uri: str) -> None:
    """As Sphinx writes them into an inventory."""
    assert is_local(uri)
