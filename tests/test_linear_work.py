"""Texts that nobody writes, but somebody may send: twice as much of them is twice the work. Counted, not timed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from work import lines_run

from sphinxcontrib_aiglossary.exports import rst_inline, rst_writer
from sphinxcontrib_aiglossary.markup import markdown

if TYPE_CHECKING:
    from collections.abc import Callable


def assert_linear(function: Callable[[str], object], unit: str, count: int = 40) -> None:
    """Assert that a function runs hardly more than twice the lines for twice as many units."""
    once, twice = (lines_run(partial(function, unit * number)) for number in (count, 2 * count))
    assert twice <= 2.1 * once


@pytest.mark.parametrize("unit", ["[a](term:", "[](term:", "[a](term:b(", "[a](term:b) "])
def test_no_link_is_looked_through_for_each_that_is_open_before_it(unit: str) -> None:
    """A parenthesis that nothing closes does not cost the rest of its line."""
    assert_linear(markdown.parse, unit)


@pytest.mark.parametrize("unit", ["*a*", "`a` ", "$a$ ", "[a](b)"])
def test_no_line_is_written_again_for_each_mark_in_it(monkeypatch: pytest.MonkeyPatch, unit: str) -> None:
    """Whatever a paragraph repeats: a mark is told what stands before it, and not all that does."""
    told = 0
    joined = rst_inline._joined

    def counted(before: str, markup: str) -> str:
        nonlocal told
        told += len(before)
        return joined(before, markup)

    monkeypatch.setattr(rst_inline, "_joined", counted)
    work = []
    for count in (40, 80):
        told = 0
        rst_writer.write(markdown.parse(unit * count))
        work.append(told)
    assert work[1] <= 2.1 * work[0]
