"""A glossary of which nothing but words has changed is brought up to date as if it were compiled anew, and faster."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_aiglossary import pipeline
from sphinxcontrib_aiglossary.merge import merge
from sphinxcontrib_aiglossary.store import FILE, open_store
from sphinxcontrib_aiglossary.store.serialization import thawed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCES = ["*.txt", "*.yaml", "builtin"]

KILNS = """\
concepts:
- term: Kiln
  abbreviations: [MoD]
  definition: A furnace for pots.
- term: Glaze
  categories: [Pottery]
  definition: A coat of glass, put on [pots](term:pot).
  article: It is fired in a [kiln](term:kiln).
- term: Pot
  definition: A vessel of clay.
- term: Linear attention
  definition: A cheap way to look back.
"""
POTS = """\
concepts:
- term: Bisque
  definition: Clay that was fired once.
- term: Slip
  definition: Clay in water.
- term: Cone
  definition: A gauge of heat.
"""
DUMP = """\
Cone, pottery
**Cone** is **a gauge of heat that bends in a kiln** - It stands on a shelf. - Cones have numbers.
Wheel thrower, pottery
**Wheel thrower** is **a person who throws pots** - One sits at a wheel.
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder of sources, and their compiled glossary."""
    (tmp_path / "kilns.yaml").write_text(KILNS, "utf-8")
    (tmp_path / "pots.yaml").write_text(POTS, "utf-8")
    (tmp_path / "dump.txt").write_text(DUMP, "utf-8")
    open_store(SOURCES, tmp_path, tmp_path / "store").close()
    return tmp_path


@pytest.fixture
def merged(base: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many entries were merged each time that a glossary was compiled."""
    merged: list[int] = []

    def counted(entries: Any) -> Any:
        merged.append(len(entries))
        return merge(entries)

    monkeypatch.setattr(pipeline, "merge", counted)
    return merged


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def _held(path: Path) -> dict[str, list[Any]]:
    """Return all that a compiled glossary holds, by table."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: [
                tuple(thawed(value) if isinstance(value, bytes) else value for value in row)
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 - our tables
            ]
            for table in ("facts", "files", "concepts", "names")
        }


def _is_as_compiled_anew(base: Path) -> bool:
    open_store(SOURCES, base, base / "store").close()
    open_store(SOURCES, base, base / "anew").close()
    new = base / "anew" / FILE
    same = _held(base / "store" / FILE) == _held(new)
    new.unlink()
    return same


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A furnace for pots.", "A furnace."),
        ("A furnace for pots.", "A furnace\n    of bricks,\n    for pots."),
        ("A coat of glass, put", "A thin coat of glass, put"),
        ("It is fired", "First it dries. It is fired"),
        (
            "  definition: A vessel of clay.\n",
            "  definition: A vessel of clay.\n  article: It may have a lid.\n",
        ),
        ("concepts:", "# all of them\n\nconcepts:"),
        ("A vessel of clay.", "A vessel of clay. # or of metal"),
    ],
    ids=[
        "words",
        "lines",
        "beside a link",
        "an article",
        "a new article",
        "a comment above",
        "a comment beside",
    ],
)
def test_other_words_are_not_compiled(base: Path, merged: list[int], old: str, new: str) -> None:
    """The lines of what follows may move."""
    _edit(base / "kilns.yaml", old, new)
    open_store(SOURCES, base, base / "store").close()
    assert merged == []
    assert _is_as_compiled_anew(base)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kilns.yaml", "term: Kiln", "term: Oven"),
        ("kilns.yaml", "[MoD]", "[MoD, K]"),
        ("kilns.yaml", "A furnace for pots.", "A furnace for [pots](term:pot)."),
        ("kilns.yaml", "[pots](term:pot)", "pots"),
        ("kilns.yaml", "[pots](term:pot)", "[pots](term:pots of clay)"),
        ("kilns.yaml", "[Pottery]", "[Ceramics]"),
        ("kilns.yaml", "- term: Pot\n  definition: A vessel of clay.\n", ""),
        ("kilns.yaml", "A vessel of clay.", "A vessel of clay.\n  odd: 1"),
        ("kilns.yaml", "A cheap way to look back.", "A way to look back in linear time."),
        ("kilns.yaml", "concepts:", ""),
        ("pots.yaml", "A gauge of heat.", "A shape that points upwards."),
        ("dump.txt", "who throws pots", "who makes pots"),
    ],
)
def test_what_another_concept_may_notice_is_compiled(
    base: Path, merged: list[int], file: str, old: str, new: str
) -> None:
    """Names, links, what is compared with a text of another source, and whatever is not as it should be."""
    _edit(base / file, old, new)
    open_store(SOURCES, base, base / "store").close()
    assert len(merged) == 1
    assert _is_as_compiled_anew(base)


@pytest.mark.parametrize(
    "change",
    [
        lambda base: (base / "more.yaml").write_text("concepts:\n- term: Clay\n", "utf-8"),
        lambda base: (base / "pots.yaml").unlink(),
        lambda base: (base / "pots.yaml").rename(base / "a.yaml"),
    ],
    ids=["a new file", "a file that is gone", "another name"],
)
def test_other_files_are_compiled(base: Path, merged: list[int], change: Callable[[Path], object]) -> None:
    """Though some of them are as they were."""
    change(base)
    open_store(SOURCES, base, base / "store").close()
    assert len(merged) == 1
    assert _is_as_compiled_anew(base)


def test_sources_in_another_order_are_compiled(base: Path, merged: list[int]) -> None:
    """The first of several definitions is the one that is printed."""
    open_store(SOURCES[::-1], base, base / "store").close()
    assert len(merged) == 1


def test_what_is_complained_of_is_said_of_the_right_line(base: Path) -> None:
    """The lines of a file with a problem may move like those of others."""
    _edit(base / "kilns.yaml", "A vessel of clay.", "A vessel of clay.\n  odd: 1")
    lines = []
    for start in ("concepts:", "\n\nconcepts:"):
        _edit(base / "kilns.yaml", "concepts:", start)
        with closing(open_store(SOURCES, base, base / "store")) as store:
            lines += [problem.origin.line for problem in store.problems if "odd" in problem.message]
    assert lines[1] == lines[0] + 2


def test_a_damaged_glossary_is_compiled(base: Path, merged: list[int]) -> None:
    """Nothing of it is taken over."""
    with closing(sqlite3.connect(base / "store" / FILE)) as connection:
        connection.execute("UPDATE files SET data = x'00' WHERE shown = 'kilns.yaml'")
        connection.commit()
    _edit(base / "kilns.yaml", "A furnace for pots.", "A furnace.")
    open_store(SOURCES, base, base / "store").close()
    assert len(merged) == 1
    assert _is_as_compiled_anew(base)


@pytest.mark.parametrize("seed", range(6))
def test_any_row_of_edits_leads_to_what_compiling_makes(base: Path, seed: int) -> None:
    """Of words, of links, of lines, of two files at once, of concepts that are told in several places."""
    dice = random.Random(seed)
    words = [
        "clay",
        "of",
        "[kiln](term:kiln)",
        "[nothing](term:nothing)",
        "heat",
        "cone",
        "linear attention",
        "\n    wet",
    ]
    for _ in range(15):
        for name in dice.sample(["kilns.yaml", "pots.yaml"], dice.randint(1, 2)):
            path = base / name
            lines = path.read_text("utf-8").split("- term: ")
            number = dice.randrange(1, len(lines))
            term = lines[number].partition("\n")[0]
            told = " ".join(dice.choices(words, k=dice.randint(1, 6))).strip()
            lines[number] = (
                f"{dice.choice([term, term, term, 'Kiln', 'Cone'])}\n  definition: |\n    A {told}\n"
            )
            path.write_text("- term: ".join(lines), "utf-8")
        assert _is_as_compiled_anew(base)
