"""The two dump formats: every entry found, none invented, whatever the layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.sources import read_text
from sphinxcontrib_aiglossary.sources.page_capture import PageCapture
from sphinxcontrib_aiglossary.sources.plain_dump import PlainDump

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.sources import Reading

CASES = Path(__file__).parents[1] / "cases" / "sources"


def _shown(reading: Reading) -> str:
    """Write records as the ``.expected`` files do: line and headline, the body's first and last line, problems."""
    parts: list[str] = []
    for record in reading.records:
        parts.append(f"{record.origin.line}: {record.headline or '(no headline)'}")
        lines = (record.body or "(no body)").split("\n")
        if len(lines) > 3:
            lines = [lines[0], f"… {len(lines) - 2} lines …", lines[-1]]
        parts += [f"    {line}".rstrip() for line in lines]
    parts += [f"problem {problem.origin.line}: {problem.message}" for problem in reading.problems]
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.txt")))
def test_a_dump_is_cut_at_its_headlines_and_nowhere_else(case: str) -> None:
    """Chrome, fences, formulas, tables, lists, missing parts: see the files in ``cases/sources``."""
    text = (CASES / f"{case}.txt").read_text("utf-8")
    assert _shown(read_text(text, "dump.txt")) == (CASES / f"{case}.expected").read_text("utf-8")


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.txt")))
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_neither_records_nor_line_numbers(case: str, end: str) -> None:
    """A dump saved on Windows or on an old Mac reads as the same."""
    text = (CASES / f"{case}.txt").read_text("utf-8")
    assert read_text(text.replace("\n", end), "dump.txt") == read_text(text, "dump.txt")


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.txt")))
def test_each_format_knows_its_own(case: str) -> None:
    """A page capture is told from a plain dump by its content."""
    text = (CASES / f"{case}.txt").read_text("utf-8")
    assert PageCapture().detect(text) == case.startswith("page")
    if case.startswith("plain"):
        assert PlainDump().detect(text)


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.txt")))
def test_no_word_of_a_body_is_lost(case: str) -> None:
    """Every word of the file stands in a headline or a body, but for the chrome."""
    text = (CASES / f"{case}.txt").read_text("utf-8")
    reading = read_text(text, "dump.txt")
    kept = " ".join(f"{record.headline} {record.body}" for record in reading.records).split()
    start = text.index(reading.records[0].headline or reading.records[0].body)
    wanted = text[start:].partition("\nPrevious\n")[0].split()
    assert kept == wanted


@pytest.mark.parametrize("line", ["Search", "next", "« Previous 1 2 3 Next »", "Page 2 of 7", "© 1999 Kilns"])
def test_what_is_taken_for_furniture_is_said_with_its_line(line: str) -> None:
    """Between two records, too: nobody has to guess what a page has lost."""
    records = "glaze, surface\n\n**Glaze** is a coat.\n\n{}\n\nslip, casting\n\n**Slip** is clay.\n"
    reading = read_text("7 entries\n\n" + records.format(line), "dump.txt")
    assert [(record.headline, record.body) for record in reading.records] == [
        ("glaze, surface", "**Glaze** is a coat."),
        ("slip, casting", "**Slip** is clay."),
    ]
    said = [f"{problem.origin}: {problem.message}" for problem in reading.problems]
    assert said == [
        "dump.txt:1: taken for the furniture of a page and left out: '7 entries'",
        f"dump.txt:7: taken for the furniture of a page and left out: {line!r}",
    ]


@pytest.mark.parametrize(
    "headline", ["dye\nsearch", "dye\nsearch, testing", "search\ndye, testing", "What is dye\nsearch"]
)
def test_a_headline_that_is_broken_is_read_as_a_whole_one(headline: str) -> None:
    """Though one of its lines looks like the search box of a page."""
    whole = headline.replace("\n", " ")
    first = whole.removeprefix("What is ").partition(",")[0].capitalize()
    page = "7 entries\n\nslip, casting\n\n**Slip** is clay.\n\n{}\n\n**{}** shows flaws by ink.\n"
    broken, one = (read_text(page.format(each, first), "dump.txt").records for each in (headline, whole))
    assert [(each.headline, each.body) for each in broken] == [(each.headline, each.body) for each in one]
    assert whole in "".join(each.headline + each.body for each in broken)


@pytest.mark.parametrize(
    "text",
    [
        "Just a letter.\n\nIt has two paragraphs, and no headline.\n",
        "# A readme\n\nInstall it, then run it.\n\n```\npip install x\n```\n",
        "name,age,city\nAlice,30,Rome\nBob,31,Oslo\n",
        "import os,sys\nprint(os, sys)\n",
    ],
)
def test_another_kind_of_text_is_no_dump(text: str) -> None:
    """A letter, a readme, CSV and a program have no headlines; one problem names what was tried."""
    reading = read_text(text, "other.txt")
    assert reading.records == ()
    (problem,) = reading.problems
    assert str(problem).startswith(
        "other.txt: error: the source is of no known format; tried: YAML, page capture, plain dump. "
    )


def test_several_headlines_without_a_body_are_each_reported() -> None:
    """None of them becomes the body of another; the text behind the last one is its own."""
    dump = (
        "spin coating, lithography\n\nedge bead, lithography\n\ndicing, packaging\n\n"
        "**Dicing** is **cutting a wafer to dies** with a thin saw, which is done after test and before packaging.\n"
    )
    reading = read_text(dump, "x.txt")
    assert [(record.headline, bool(record.body)) for record in reading.records] == [
        ("spin coating, lithography", False),
        ("edge bead, lithography", False),
        ("dicing, packaging", True),
    ]
    assert [str(problem) for problem in reading.problems] == [
        "x.txt:1: info: the headline 'spin coating, lithography' has no body [headline]",
        "x.txt:3: info: the headline 'edge bead, lithography' has no body [headline]",
    ]
