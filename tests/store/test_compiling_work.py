"""What compiling does not do twice: counted, not timed."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_aiglossary import repair, sources
from sphinxcontrib_aiglossary.caching.sealed import seal
from sphinxcontrib_aiglossary.merge import merge
from sphinxcontrib_aiglossary.merge.likeness import Texts
from sphinxcontrib_aiglossary.model import Entry, Origin
from sphinxcontrib_aiglossary.naming import lookup
from sphinxcontrib_aiglossary.sources import page_capture, plain_dump
from sphinxcontrib_aiglossary.store import FILE, open_store, writer

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

TERMS = tuple(f"{word} kiln" for word in ("tunnel", "shaft", "rotary", "muffle"))
BODY = "**{0}** is **a furnace that fires pots in turn** - It is hot. **Parts** - Walls of $ heta_0$ bricks. - A door."


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with one source of each format."""
    capture = "".join(f"{term}, kilns\n\n{BODY.format(term.title())}\n\n" for term in TERMS[:2])
    (tmp_path / "page.txt").write_text(f"Showing page 1 of 1 (2 entries)\n\n{capture}", "utf-8")
    plain = "".join(f"{term},kilns\n{BODY.format(term.title())}\n" for term in TERMS[2:])
    (tmp_path / "plain.txt").write_text(plain, "utf-8")
    (tmp_path / "own.yaml").write_text("concepts:\n- term: Glaze\n  synonyms: [slip coat]\n", "utf-8")
    return tmp_path


def _counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> Counter[str]:
    """Count how often a function is called with a first argument, by what that says."""
    calls: Counter[str] = Counter()
    function = getattr(module, name)

    def counted(*given: Any, **named: Any) -> Any:
        calls[str(given[0])] += 1
        return function(*given, **named)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_the_plurals_of_each_name_are_formed_once_for_its_rows(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks and the store share the rows of all names."""
    formed = _counted(monkeypatch, lookup, "plurals")
    open_store(["*.txt", "*.yaml"], base, base / "store").close()
    assert {"Glaze", "slip coat", *map(str.title, TERMS)} <= formed.keys()
    assert set(formed.values()) == {1}


def test_each_record_is_repaired_once(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks for its text."""
    repaired = _counted(monkeypatch, repair, "restore")
    open_store(["*.txt"], base, base / "store").close()
    assert len(repaired) == len(TERMS)
    assert set(repaired.values()) == {1}


def test_a_dump_is_cut_into_records_once(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells its format is what is read."""
    walks = _counted(monkeypatch, plain_dump, "_headlines")
    parted = _counted(monkeypatch, page_capture, "_parted")
    open_store(["plain.txt"], base, base / "one").close()
    assert list(walks.values()) == [1]
    parted.clear()
    open_store(["page.txt"], base, base / "other").close()
    assert set(parted.values()) == {1}


@pytest.mark.parametrize("categories", [2, 5])
def test_the_comparisons_of_entries_that_say_nearly_the_same_grow_with_their_number(
    categories: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dump may tell one thing over and over, under one category or several."""
    comparisons: list[int] = []
    likeness = Texts.likeness

    def counted(self: Texts, one: int, other: int) -> float:
        comparisons[-1] += 1
        return likeness(self, one, other)

    monkeypatch.setattr(Texts, "likeness", counted)
    for number in (200, 400):
        comparisons.append(0)
        merge([_told(place, categories) for place in range(number)])
    once, twice = comparisons
    assert twice <= 2.5 * once


def _told(number: int, categories: int) -> Entry:
    """Return an entry of one name, with words of its own and a few that others have."""
    chance = random.Random(number)
    said = [
        f"{chance.choice('bdfgklmnprst')}o{chance.choice('bdfgklmnprst')}e{chance.randrange(40)}"
        for _ in range(60)
    ]
    category = f"field {number % categories}"
    return Entry(origin=Origin("dump.txt", number), term="kiln", body=" ".join(said), categories=(category,))


def test_of_several_sources_only_the_changed_one_is_read_again(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The compiled glossary knows what the others say; what comes of all together is what a first run makes."""
    open_store(["*.txt", "*.yaml"], base, base / "store").close()
    read = _counted(monkeypatch, sources, "read_file")
    repaired = _counted(monkeypatch, repair, "restore")
    own = base / "own.yaml"
    own.write_text(own.read_text("utf-8").replace("slip coat", "glass coat"), "utf-8")
    again = open_store(["*.txt", "*.yaml"], base, base / "store")
    assert dict(read) == {str(own): 1}
    assert not repaired
    fresh = open_store(["*.txt", "*.yaml"], base, base / "other")
    assert list(again.concepts()) == list(fresh.concepts())
    assert again.problems == fresh.problems
    again.close()
    fresh.close()


def test_a_source_under_another_name_is_read_again(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entries say where they were read."""
    open_store(["*.txt"], base, base / "store").close()
    (base / "plain.txt").rename(base / "moved.txt")
    read = _counted(monkeypatch, sources, "read_file")
    store = open_store(["*.txt"], base, base / "store")
    assert dict(read) == {str(base / "moved.txt"): 1}
    assert {concept.origin.path for concept in store.concepts()} == {"page.txt", "moved.txt"}
    store.close()


def test_a_glossary_of_another_program_knows_nothing(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That one may have read the same bytes otherwise."""
    open_store(["*.txt"], base, base / "store").close()
    with closing(sqlite3.connect(base / "store" / FILE)) as connection, connection:
        connection.execute("UPDATE facts SET value = 'older' WHERE name IN ('program', 'digest')")
    seal(base / "store" / FILE)
    read = _counted(monkeypatch, sources, "read_file")
    open_store(["*.txt"], base, base / "store").close()
    assert len(read) == 2


def _rows(base: Path, folder: str) -> list[str]:
    """Return what all tables of a compiled glossary hold."""
    with closing(sqlite3.connect(base / folder / FILE)) as connection:
        # Files that hold the same may lie otherwise on the disk, and have another seal
        return sorted(row for row in connection.iterdump() if 'INTO "seal"' not in row)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A coat.", "A coat of glass."),
        ("A coat.", "A coat.\n  article: It is fired."),
        ("A coat.", "See [kilns](term:tunnel kiln)."),
        ("slip coat", "glass coat"),
        ("  definition", "  autolink: false\n  definition"),
        ("concepts:\n", "concepts:\n\n- term: Bisque\n"),
    ],
    ids=["a definition", "an article", "a link", "a name", "a setting", "a concept"],
)
def test_a_glossary_that_is_brought_up_to_date_is_one_that_is_made_anew(
    base: Path, old: str, new: str
) -> None:
    """Where only texts have changed, only those are written."""
    own = base / "own.yaml"
    own.write_text(own.read_text("utf-8") + "  definition: A coat.\n", "utf-8")
    open_store(["*.txt", "*.yaml"], base, base / "store").close()
    own.write_text(own.read_text("utf-8").replace(old, new), "utf-8")
    open_store(["*.txt", "*.yaml"], base, base / "store").close()
    open_store(["*.txt", "*.yaml"], base, base / "other").close()
    assert _rows(base, "store") == _rows(base, "other")
    (base / "own.yaml").unlink()
    open_store(["*.txt"], base, base / "store").close()
    open_store(["*.txt"], base, base / "third").close()
    assert _rows(base, "store") == _rows(base, "third")


def test_names_are_not_written_again_where_only_texts_have_changed(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are several for each concept, each in several indices."""
    own = base / "own.yaml"
    own.write_text(own.read_text("utf-8") + "  definition: A coat.\n", "utf-8")
    open_store(["*.txt", "*.yaml"], base, base / "store").close()
    found = _counted(monkeypatch, writer, "found_by")
    own.write_text(own.read_text("utf-8").replace("A coat.", "A coat of glass."), "utf-8")
    open_store(["*.txt", "*.yaml"], base, base / "store").close()
    assert not found
