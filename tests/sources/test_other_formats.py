"""A table or a file of another program is refused by name; a dump that holds such things is read."""

from __future__ import annotations

import csv
import io
import zipfile
from itertools import product
from typing import TYPE_CHECKING, Literal

import pytest

from sphinxcontrib_aiglossary.cli import main
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.sources import read_file, read_text

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ["Ballast", "Heavy stones, or water, low in a hull.", "Ships"],
    ["keel", "The keel is the beam along the bottom of a hull.", "Ships"],
    ["BHP", "Power at the shaft", "Machine learning"],
    ["Mizzen", "**Mizzen**: the mast behind the main one, shorter.", "Rigging"],
    ["bilge", "The lowest part", "Hulls"],
]
HEADERS = [
    [],
    ["Term", "Definition", "Category"],
    ["term", "definition", "field"],
    ["Name", "Description", "Topic"],
]


def _refusal(text: str, name: str = "terms.txt") -> str:
    """Return what is said of a text that gives nothing."""
    reading = read_text(text, name)
    assert (reading.records, reading.entries) == ((), ())
    (problem,) = reading.problems
    assert (problem.kind, problem.origin.line) == (Kind.SOURCE, 1)
    return problem.message


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize(
    ("separator", "said"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_a_table_is_refused_with_any_header_and_quoting(
    separator: str, said: str, quoting: Literal[0, 1]
) -> None:
    """By its content, in any order of its rows, with line breaks of Windows and within values."""
    for header, end, turn in product(HEADERS, ("\n", "\r\n"), range(5)):
        text = io.StringIO()
        rows = [*([header] if header else []), *ROWS[turn:], *ROWS[:turn]]
        csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
        assert f"separated by {said}" in _refusal(text.getvalue())


@pytest.mark.parametrize(
    "text",
    [
        # Whoever wrote it did not quote what holds a comma
        "term,definition\nkeel,The beam, below, of a hull.\nbilge,The part, of all, that is lowest.\n",
        "term, definition, category\nkeel, the beam below, hulls\nbilge, the lowest part, hulls\n",
        "keel,hull,machine learning\nbilge,hull,machine learning\nmizzen,mast,rigging\nballast,weight,hulls\n",
        "Begriff;Bedeutung\nKiel;Balken unten\n",
        'sep=;\n"Term";"Definition"\n"keel";"The beam"\n',
        "| Term | Definition |\n|------|------------|\n| keel | The beam of a hull |\n| bilge | The lowest part |\n",
        "dead weight,DWT\ndead weight scale,DWS\ndead rise,DR\ndead reckoning,DRE\n",
    ],
)
def test_other_tables_are_refused(text: str) -> None:
    """Uneven rows, spaces, two rows below a header, what a spreadsheet adds, Markdown, names that begin alike."""
    assert "a table" in _refusal(text)


def _zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", _zipped(), "an archive (ZIP)"),
        ("a.txt", _zipped(), "an archive (ZIP)"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office program"),
        ("a.pdf", b"%PDF-1.7\nkeel, hull\n", "a PDF"),
        ("a.rtf", b"{\\rtf1\\ansi keel, hull, ships}", "(RTF)"),
        ("a.html", b"<!DOCTYPE html>\n<p>keel, hull, ships</p>\n", "HTML"),
        ("a.txt", b"<dl>\n<dt>keel</dt>\n<dd>The beam</dd>\n</dl>\n", "HTML"),
        ("a.txt", b"<?xml version='1.0'?>\n<terms/>\n", "XML"),
        ("a.json", b'[{"word": "keel"}]', "JSON"),
        ("a.txt", b'{"word": "keel"}\n{"word": "bilge"}\n', "JSON Lines"),
        ("a.txt", b"#+TITLE: Ships\n* keel\nThe beam, below.\n", "an Org file"),
        ("a.org", b"* keel\nkeel,hull,ships\n", "an Org file"),
        ("a.csv", b"\xef\xbb\xbfkeel,hull\nbilge,hull\n", "a table (CSV)"),
        ("a.csv", b"keel\nbilge\nmizzen\n", "a table (CSV)"),
        ("a.TSV", b"keel\nbilge\nmizzen\n", "a table (TSV)"),
        ("a.csv", "keel,hull\n".encode("utf-16"), "UTF-16"),
        ("a.csv", "Kiel;Träger\n".encode("latin-1"), "not UTF-8"),
    ],
)
def test_a_file_of_another_program_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    """By its first bytes, its first line, or its suffix; `check` fails."""
    path = tmp_path / name
    path.write_bytes(data)
    (problem,) = read_file(path, name).problems
    assert said in problem.message
    assert main(["check", str(path)]) == 1


ENTRY = {
    "sea anchor, drogue, seamanship": "**Sea anchor** is a bag of cloth, towed to keep the bow to the waves.",
    "tiller,rudder,steering": "**Tiller** is the bar by which a rudder is turned.",
    "storm jib, sail, seamanship": "A storm jib is a small sail of heavy cloth, set before the mast in a gale.",
}
HOLDS = [
    "| wind | force |\n|------|-------|\n| gale | 8 |\n| storm | 10 |",
    "\n".join(f"| wind {number} | {number} | knots |" for number in range(200)),
    "wind,force,unit\n" + "\n".join(f"gale {number},{number},knots" for number in range(200)),
    "```csv\nterm,definition\nkeel,beam\n```",
    "\n".join(f"gale\t{number}\tknots" for number in range(200)),
    "Kinds: cone; parachute; bag.\nUses: storm; drift; repair.",
    '```json\n{"wind": 8}\n```',
    "<table>\n<tr><td>gale</td></tr>\n</table>",
    '"Heave to", the mate said, "and wait".',
    "",
]


@pytest.mark.parametrize("name", ["dump.txt", "dump.csv", "dump.html"])
@pytest.mark.parametrize("held", HOLDS)
def test_a_dump_that_holds_a_table_is_read(held: str, name: str) -> None:
    """However much of it is table, and whatever its file is called."""
    text = "\n".join(f"{headline}\n{body}\n{held}" for headline, body in ENTRY.items())
    reading = read_text(text, name)
    assert not any(problem.kind is Kind.SOURCE for problem in reading.problems)
    assert {record.headline for record in reading.records} >= set(ENTRY)
