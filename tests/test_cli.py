"""The command line: what each command writes, where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """\
concepts:
  - term: etching
    abbreviations: [ETCH]
    categories: [Etch]
    definition: Removal of material from a [wafer](term:wafer), by `plasma` or by acid, at a rate of $r$; it goes on for long enough to make lines wrap.
  - term: wafer
    categories: [Machine learning]
    definition: A batch of examples, oddly named.
  - term: wafer
    categories: [Fab operations]
    definition: A disk of silicon.
    article: |
      Its edge has a notch.
"""

DUMP = """\
Fab Glossary

2 technical terms and definitions

overlay error, OVL, lithography

**Overlay error** is the distance between a printed layer and the layer below it. It is kept below $frac{1}{3}$ of a line.

vent valve, equipment

**Vent valve** is the valve that lets nitrogen into a chamber before it is opened.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sources, which is the current one."""
    (tmp_path / "terms.yaml").write_text(TERMS, "utf-8")
    (tmp_path / "dump.txt").write_text(DUMP, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, in the current folder."""
    return subprocess.run(
        [sys.executable, "-m", "sphinxcontrib_aiglossary.cli", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def misuse(*arguments: str) -> str:
    """Run the program wrongly, and return the one line that it says."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_extract_writes_an_object_for_each_entry_of_a_dump(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON Lines; what a person wrote as YAML is no entry to be scored."""
    assert main(["extract", "dump.txt", "terms.yaml"]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["term"], each["line"]) for each in entries] == [("Overlay error", 5), ("Vent valve", 9)]


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        ("rst", "\n.. glossary::\n"),
        ("myst", "{glossary}\n"),
        ("yaml", "concepts:\n"),
        ("json", '"version": 1'),
    ],
)
def test_convert_writes_each_form(
    folder: Path, form: str, sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the standard output if no file is named; every concept is in it, in print order."""
    assert main(["convert", "*.yaml", "dump.txt", "--to", form]) == 0
    text = capsys.readouterr().out
    assert sign in text
    assert text.index("etching") < text.index("verlay error") < text.index("ent valve")
    assert "notch" in text


def test_convert_brief_leaves_articles_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Definitions stay."""
    assert main(["convert", "terms.yaml", "--to", "rst", "--detail", "brief"]) == 0
    text = capsys.readouterr().out
    assert "disk of silicon" in text
    assert "notch" not in text


def test_a_file_is_written_only_if_its_text_changes(folder: Path) -> None:
    """Whatever watches it need not wake up."""
    output = folder / "glossary.rst"
    assert main(["convert", "terms.yaml", "--to", "rst", "-o", str(output)]) == 0
    os.utime(output, (1, 1))
    assert main(["convert", "terms.yaml", "--to", "rst", "-o", str(output)]) == 0
    assert output.stat().st_mtime == 1
    assert main(["convert", "dump.txt", "--to", "rst", "-o", str(output)]) == 0
    assert output.stat().st_mtime > 1


def test_check_lists_every_problem_and_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, with origin and kind, a repair with before and after; the last line is the sum."""
    assert main(["check", "terms.yaml", "dump.txt"]) == 0
    *lines, summary = capsys.readouterr().out.splitlines()
    assert all(re.match(r"[\w.]+:\d+: (warning|info): .+ \[[a-z]+\]$", line) for line in lines)
    repair = next(line for line in lines if line.endswith("[repaired]"))
    assert repair.startswith("dump.txt:7: info: ")
    assert "$frac{1}{3}$" in repair
    assert "\\frac{1}{3}" in repair
    assert re.fullmatch(r"0 errors, \d+ warnings?, \d+ notes? in 5 entries of 5 concepts", summary)


def test_check_bounds_what_it_says_of_one_kind_and_file_and_counts_all(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line that says how many more stands where the first of them would."""
    (folder / "empty.yaml").write_text("concepts:\n" + "- term:\n" * 1_234, "utf-8")
    main(["check", "empty.yaml"])
    *said, counts = capsys.readouterr().out.splitlines()
    assert len(said) == 101
    assert (
        said[-1]
        == "empty.yaml:102: warning: 1,134 more of this kind in this file; mend those above first [yaml]"
    )
    assert "1234 warnings" in counts


def test_check_lists_a_plural_that_is_a_name_of_another_concept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is dropped: the name goes before a plural."""
    (folder / "dice.yaml").write_text(
        "concepts:\n  - term: Die\n    definition: A cube.\n  - term: Dies\n    definition: Tools.\n", "utf-8"
    )
    assert main(["check", "dice.yaml"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "dice.yaml:2: info: “Dies”, the plural of “Die”, is dropped: it is a name of “Dies” (dice.yaml:4) [variant]"
    )


def test_check_fails_on_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sound sources are checked all the same."""
    assert main(["check", "missing.yaml", "terms.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("missing.yaml: error: ")
    assert lines[-1].startswith("1 error, ")
    assert lines[-1].endswith("3 entries of 3 concepts")


def test_check_fails_on_warnings_only_if_it_is_strict(folder: Path) -> None:
    """A misspelt field can be mended, but does no harm."""
    (folder / "odd.yaml").write_text("concepts:\n  - term: a\n    definition: A.\n    articel: B.\n", "utf-8")
    assert main(["check", "odd.yaml"]) == 0
    assert main(["check", "odd.yaml", "--strict"]) == 1
    assert main(["check", "dump.txt", "--strict"]) == 0


def test_only_a_strict_check_asks_for_the_rules_of_good_glossaries(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They come with the line of the concept, and a summary of the links stands before the last line."""
    assert main(["check", "terms.yaml"]) == 0
    assert "[house-rule]" not in capsys.readouterr().out
    assert main(["check", "terms.yaml", "--strict"]) == 1
    *found, linked, summary = capsys.readouterr().out.splitlines()
    assert found == [
        "terms.yaml:9: warning: “wafer”: the article has 5 words, expected 80 to 300 [house-rule]"
    ]
    assert linked == "0 of 3 authored concepts with related concepts in `see`"
    assert summary.startswith("0 errors, 1 warning, ")


def test_the_built_in_glossary_passes_a_strict_check(capsys: pytest.CaptureFixture[str]) -> None:
    """What is asked of others holds at home."""
    assert main(["check", "builtin", "--strict"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 errors, 0 warnings, 0 notes in ")


def test_problems_beside_an_output_go_to_the_error_stream(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could be read is written, and the exit code says that something could not."""
    assert main(["convert", "missing.txt", "terms.yaml", "--to", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)["concepts"]) == 3
    assert err.startswith("missing.txt: error: ")


def test_show_prints_names_category_and_wrapped_definition(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By any name, without marks, no line wider than the terminal."""
    monkeypatch.setenv("COLUMNS", "40")
    assert main(["show", "etch", "--source", "terms.yaml"]) == 0
    text = capsys.readouterr().out
    assert text == (
        "etching (ETCH)\n[Etch]\n\nRemoval of material from a wafer, by\nplasma or by acid, at a rate of $r$; it\n"
        "goes on for long enough to make lines\nwrap.\n"
    )


def test_show_prints_every_homonym(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under their qualified names."""
    assert main(["show", "wafers", "--source", "terms.yaml"]) == 0
    text = capsys.readouterr().out
    assert "disk of silicon" in text
    assert "oddly named" in text


def test_show_suggests_names_for_an_unknown_term(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And fails."""
    assert main(["show", "etchin", "--source", "terms.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("aiglossary: no concept is named 'etchin'; did you mean 'etching'")
    assert err.count("\n") == 1


def test_the_builtin_glossary_is_a_source(capsys: pytest.CaptureFixture[str]) -> None:
    """It is the one that is shown from, and can be named beside others."""
    assert main(["show", "mixture of experts"]) == 0
    assert "mixture of experts" in capsys.readouterr().out.casefold()


def test_errors_of_use_are_one_line(folder: Path) -> None:
    """With exit code 2, and no traceback."""
    assert "COMMAND" in misuse()
    assert "invalid choice" in misuse("translate", "terms.yaml")
    assert "'pdf'" in misuse("convert", "terms.yaml", "--to", "pdf")
    assert "SOURCE" in misuse("check")
    assert "cannot write no/such/folder.rst" in misuse(
        "convert", "terms.yaml", "--to", "rst", "-o", "no/such/folder.rst"
    )


def test_a_reader_that_stops_ends_the_program_quietly(folder: Path) -> None:
    """As `head` does."""
    many = "concepts:\n" + "".join(
        f"  - term: concept {n}\n    definition: {'word ' * 50}\n" for n in range(500)
    )
    (folder / "many.yaml").write_text(many, "utf-8")
    command = [sys.executable, "-m", "sphinxcontrib_aiglossary.cli", "convert", "many.yaml", "--to", "rst"]
    # Without a buffer, Python takes a write that was cut short for a whole one.
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_output_is_utf_8_whatever_the_locale(folder: Path) -> None:
    """A glossary is text in every script."""
    (folder / "scripts.yaml").write_text(
        "concepts:\n  - term: 日本語\n    definition: Ein Maß — µ.\n", "utf-8"
    )
    for environment in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ):
        done = run("convert", "scripts.yaml", "--to", "yaml", **environment)
        assert (done.returncode, done.stderr) == (0, "")
        assert "term: 日本語" in done.stdout


def test_progress_is_shown_in_a_terminal_only(folder: Path) -> None:
    """In one line, which is cleared before the program ends; a log has none of it."""
    assert run("check", "dump.txt").stderr == ""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sphinxcontrib_aiglossary.cli", "check", "dump.txt"]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "repairing records: 100 %" in shown
    assert shown.endswith("\r\x1b[K")
