"""Every kind of damage and every layout trap, as readable files in ``cases/repair``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.markup import markdown
from sphinxcontrib_aiglossary.model import Origin
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.repair import restore

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.repair import Restored

CASES = sorted((Path(__file__).parents[1] / "cases" / "repair").glob("*.md"))
SHARED = Path(__file__).parents[3] / "shared"
ORIGIN = Origin("dump.txt", 7)


def read_case(path: Path) -> dict[str, str]:
    """Return the sections of a case: ``input``, ``expected`` and, where something is noted, ``noted``."""
    pieces = re.split(r"^==== (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: text.removesuffix("\n") for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def noted(restored: Restored) -> str:
    """Return what was noted, in the form of the cases."""
    losses = [p.kind.subtype for p in restored.problems if p.kind is not Kind.REPAIRED]
    return "\n".join(
        [f"repair: {r.kind}" for r in restored.repairs] + [f"problem: {loss}" for loss in losses]
    )


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"\w+", text)


def with_repairs(body: str, restored: Restored) -> str:
    """Return the body with every noted repair made by hand: nothing else may change a word."""
    body = " ".join(body.split())
    for repair in restored.repairs:
        before = " ".join(repair.before.split())
        assert before in body
        body = body.replace(before, " ".join(repair.after.split()), 1)
    return body


def shared_bodies() -> list[str]:
    """Return the bodies of the sample dumps, in lines and flattened; skip where there are none."""
    labels = SHARED / "eval" / "truth" / "entries.jsonl"
    if not labels.is_file():
        pytest.skip("the sample dumps lie beside the project only where it is developed")
    bodies = []
    for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines()):
        lines = (SHARED / "seeds" / row["file"]).read_text(encoding="utf-8").split("\n")
        body = lines[row["body_first_line"] - 1 : row["body_last_line"]]
        bodies += ["\n".join(body), " ".join(body)]
    return bodies


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_body_is_restored_as_its_case_says(path: Path) -> None:
    """Input, expected text and what is noted stand in one file."""
    case = read_case(path)
    restored = restore(case["input"], ORIGIN)
    assert restored.text == case["expected"]
    assert noted(restored) == case.get("noted", "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_word_is_lost_or_made_up(path: Path) -> None:
    """Outside the noted repairs, the words and their order are those of the input."""
    case = read_case(path)
    restored = restore(case["input"], ORIGIN)
    assert words(restored.text) == words(with_repairs(case["input"], restored))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_restored_body_is_stable(path: Path) -> None:
    """What is restored is read as lines and stays as it is."""
    once = restore(read_case(path)["input"], ORIGIN).text
    if "\n" in once:
        assert restore(once, ORIGIN).text == once


def test_no_word_of_the_sample_dumps_is_lost() -> None:
    """The same holds for every body of the sample dumps, in lines and flattened."""
    for body in shared_bodies():
        restored = restore(body, ORIGIN)
        assert words(restored.text) == words(with_repairs(body, restored))


def test_the_sample_dumps_hold_one_formula_that_cannot_be_set() -> None:
    """All others are valid after the repair; that one was cut off."""
    problems = [p for body in shared_bodies() for p in restore(body, ORIGIN).problems]
    assert {p.message for p in problems if p.kind is Kind.MATH and "sum_{i" not in p.message} == set()


def test_a_repair_is_also_a_problem_with_its_origin() -> None:
    """A shell can list every repair with its place, before and after."""
    restored = restore("Set $ heta_0$.", ORIGIN)
    (problem,) = restored.problems
    assert (problem.kind, problem.origin) == (Kind.REPAIRED, ORIGIN)
    assert (problem.before, problem.after) == ("$ heta_0$", r"$\theta_0$")


@pytest.mark.parametrize(
    ("eaten", "whole"),
    [
        ("\theta_0", r"\theta_0"),
        ("\beta", r"\beta"),
        ("\frac{1}{2}", r"\frac{1}{2}"),
        ("\alpha", r"\alpha"),
        ("\vec{x}", r"\vec{x}"),
    ],
    ids=["tab", "backspace", "form feed", "bell", "vertical tab"],
)
def test_a_control_character_in_a_formula_is_the_command_that_it_was(eaten: str, whole: str) -> None:
    """A program took the backslash and the letter for one character."""
    assert restore(f"Set ${eaten} = x$ now.", ORIGIN).text == f"Set ${whole} = x$ now."


def test_an_unclosed_formula_swallows_nothing() -> None:
    """Headings and items behind it are headings and items."""
    text = restore("The flow is $$ q = \\frac{a **Limits** - **Heat**: high. - **Cold**: low.", ORIGIN).text
    kinds = [token.type for token in markdown.parse(text)]
    assert kinds.count("heading_open") == 1
    assert kinds.count("list_item_open") == 2


@pytest.mark.parametrize(
    "body", ["", " ", "\n\n", "**", "$", "$$", "`", "```", "|", "|--|", "- ", "#", "1.", "\\[", "\x00"]
)
def test_scraps_of_markup_raise_nothing(body: str) -> None:
    """Any text is a body."""
    assert words(restore(body, ORIGIN).text) == words(body)
