"""The compiled glossary: names found in a fixed order, kept on disk, compiled again when it must be."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import pipeline
from sphinxcontrib_aiglossary.ext.incremental.sqlite_cache import Shelf
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.store import FILE, NameKind, open_store, serialization

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinxcontrib_aiglossary.store import Store

GLOSSARY = """
category: Kilns
concepts:
  - term: Slow kiln firing
    abbreviations: [SKF]
    synonyms: [soak firing]
    deprecated: [cold firing]
    definition: Fires a [pot](term:pots) in the [kiln](term:kiln), never [nothing](term:nothing).
    see: [batch (kilns)]
  - term: Batch
    definition: The pots that a kiln fires at one time.
  - term: batch
    categories: [Baking, Machine learning]
    definition: The loaves that an oven bakes at one time.
  - term: Kiln
    abbreviations: [MoD]
    definition: An oven for a [pot](term:Pot).
  - term: mod
    definition: A small change.
  - term: Pot
    plural: pottery
    definition: What a [kiln](term:kiln) fires; a [pot](term:pot) is a pot.
  - term: skf
    definition: A maker of bearings.
  - term: Cone pack
    abbreviations: [CP]
    definition: Cones in a row.
  - term: Clay press
    abbreviations: [CP]
    definition: Squeezes clay.
  - term: Potter's wheel
    definition: Turns.
  - term: Ærograph
    synonyms: [glaze sprayer]
    plural: false
    definition: Sprays glaze.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A glossary in YAML."""
    path = tmp_path / "own.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


@pytest.fixture
def store(source: Path) -> Iterator[Store]:
    """The glossary, compiled in memory."""
    opened = open_store([source.name], source.parent, None)
    yield opened
    opened.close()


def _found(store: Store, name: str) -> list[tuple[str, str]]:
    return [(match.ident, match.kind.name) for match in store.find(name)]


@pytest.mark.parametrize(
    ("name", "ident", "kind"),
    [
        ("Slow kiln firing", "slow-kiln-firing", "TERM"),
        ("slow-kiln FIRING", "slow-kiln-firing", "TERM"),
        ("SKF", "slow-kiln-firing", "ABBREVIATION"),
        ("skf", "skf", "TERM"),
        ("Skf", "skf", "TERM"),
        ("MoD", "kiln", "ABBREVIATION"),
        ("Mod", "mod", "TERM"),
        ("Soak Firing", "slow-kiln-firing", "SYNONYM"),
        ("soak firings", "slow-kiln-firing", "VARIANT"),
        ("cold firing", "slow-kiln-firing", "DEPRECATED"),
        ("cold firings", "slow-kiln-firing", "DEPRECATED"),
        ("kilns", "kiln", "VARIANT"),
        ("pottery", "pot", "VARIANT"),
        ("Kiln's", "kiln", "TERM"),
        ("kilns’", "kiln", "VARIANT"),
        ("potter’s wheel", "potters-wheel", "TERM"),
        ("Kiln (kilns)", "kiln", "QUALIFIED"),
        ("batch (kilns)", "batch-kilns", "QUALIFIED"),
        ("batch (Machine Learning)", "batch-baking", "QUALIFIED"),
        ("batch (ml)", "batch-baking", "QUALIFIED"),
        ("batches (baking)", "batch-baking", "VARIANT"),
        ("SKF (kilns)", "slow-kiln-firing", "ABBREVIATION"),
        ("batch (ML basics)", "batch-baking", "QUALIFIED"),
        ("ÆROGRAPH", "aerograph", "TERM"),
    ],
)
def test_a_name_leads_to_one_concept(store: Store, name: str, ident: str, kind: str) -> None:
    """The name as written goes before its key, both before plurals, all before qualified names; a term before others."""
    assert _found(store, name) == [(ident, kind)]


@pytest.mark.parametrize(
    "name",
    ["", " ", "'s", "pots", "ærographs", "glaze sprayers", "batch (pottery)", "(kilns)", "nothing", "x (y"],
)
def test_a_name_of_no_concept_leads_nowhere(store: Store, name: str) -> None:
    """A stated plural replaces the rule, and ``false`` removes those of all names."""
    assert store.find(name) == ()


@pytest.mark.parametrize(
    ("name", "idents"),
    [
        ("batch", ["batch-baking", "batch-kilns"]),
        ("Batch", ["batch-baking", "batch-kilns"]),
        ("CP", ["clay-press", "cone-pack"]),
    ],
)
def test_an_ambiguous_name_leads_to_all_its_concepts_in_order(
    store: Store, name: str, idents: list[str]
) -> None:
    """The casing of a homonym decides nothing."""
    assert [ident for ident, _ in _found(store, name)] == idents


def test_a_match_says_the_name_as_it_is_printed(store: Store) -> None:
    """For a plural, the name of which it is the plural."""
    assert [match.name for name in ("KILNS", "batch (ml)", "skfs") for match in store.find(name)][:2] == [
        "Kiln",
        "batch",
    ]


def test_concepts_come_in_print_order(store: Store) -> None:
    """Idents and concepts alike."""
    terms = [concept.name for concept in store.concepts()]
    assert terms[:3] == ["Ærograph", "batch (baking)", "Batch (kilns)"]
    assert [concept.ident for concept in store.concepts()] == list(store.idents())
    assert len(store) == len(terms) == 11


def test_an_unknown_ident_is_a_key_error(store: Store) -> None:
    """For every question about one concept."""
    for ask in (store.concept, store.names, store.uses):
        with pytest.raises(KeyError):
            ask("nothing")


def test_names_to_register_begin_with_the_concepts_own(store: Store) -> None:
    """A homonym is registered under its qualified name first; names to avoid are not registered."""
    assert store.names("slow-kiln-firing") == ("Slow kiln firing", "soak firing", "SKF")
    assert store.names("batch-kilns") == ("Batch (kilns)", "Batch")


def test_a_definition_uses_what_it_links_to(store: Store) -> None:
    """A name that leads nowhere is left out, and ``see`` is no use."""
    assert store.uses("slow-kiln-firing") == ("kiln",)
    assert store.uses("kiln") == ("pot",)


def test_a_definition_does_not_use_itself(store: Store) -> None:
    """Nor does a link to it count."""
    assert store.uses("pot") == ("kiln",)


def test_suggestions_are_names_that_look_alike(store: Store) -> None:
    """Letters missing, doubled or swapped, also at the start; the printed name is given."""
    assert store.suggest("slow kiln fireing")[0] == "Slow kiln firing"
    assert store.suggest("Slwo-kiln firing")[0] == "Slow kiln firing"
    assert store.suggest("zoak firing") == ("soak firing",)
    assert store.suggest("entirely different") == ()
    assert len(store.suggest("batch", most=1)) == 1


def test_a_name_to_avoid_is_never_suggested(store: Store) -> None:
    """However alike it looks."""
    assert "cold firing" not in store.suggest("cold firin")


def test_an_unchanged_glossary_is_not_compiled_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is opened as it is, problems included."""
    folder = source.parent / "cache"
    first = open_store([source.name], source.parent, folder)
    monkeypatch.setattr(pipeline, "load", lambda *_: pytest.fail("compiled again"))
    second = open_store([source.name], source.parent, folder)
    assert second.digest == first.digest
    assert second.problems == first.problems
    assert Kind.LINK in {problem.kind for problem in second.problems}
    assert second.concept("kiln") == first.concept("kiln")
    assert [path.name for path in folder.iterdir()] == [FILE]


def test_a_changed_source_is_compiled_again(source: Path) -> None:
    """Bytes decide, not the time of the file."""
    folder = source.parent / "cache"
    first = open_store([source.name], source.parent, folder)
    times = source.stat()
    source.write_text(GLOSSARY.replace("term: Kiln", "term: Oven"), encoding="utf-8")
    os.utime(source, ns=(times.st_atime_ns, times.st_mtime_ns))
    second = open_store([source.name], source.parent, folder)
    assert second.digest != first.digest
    assert (_found(second, "kiln"), _found(second, "oven")) == ([], [("oven", "TERM")])


def test_an_open_store_is_not_disturbed_by_a_newer_one(source: Path) -> None:
    """The file is replaced as a whole; who has the old one open goes on reading it."""
    folder = source.parent / "cache"
    first = open_store([source.name], source.parent, folder)
    source.write_text("concepts:\n- term: Oven\n", encoding="utf-8")
    open_store([source.name], source.parent, folder)
    assert _found(first, "kiln") == [("kiln", "TERM")]
    assert len(list(first.concepts())) == 11


@pytest.mark.parametrize("length", [0, 10, 100, 5000, -1])
def test_a_damaged_file_is_compiled_again_silently(source: Path, length: int) -> None:
    """Empty, garbage, cut short in the middle or by one byte."""
    folder = source.parent / "cache"
    open_store([source.name], source.parent, folder).close()
    path = folder / FILE
    path.write_bytes(b"garbage!" * 2 if length == 10 else path.read_bytes()[:length])
    assert _found(open_store([source.name], source.parent, folder), "kiln") == [("kiln", "TERM")]
    assert _found(open_store([source.name], source.parent, folder), "kiln") == [("kiln", "TERM")]


def test_damage_inside_the_file_is_mended_when_it_is_met(source: Path) -> None:
    """A value with a wrong checksum is never unpickled."""
    folder = source.parent / "cache"
    expected = open_store([source.name], source.parent, folder).concept("kiln")
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE concepts SET data = zeroblob(length(data)) WHERE ident = 'kiln'")
    connection.close()
    assert open_store([source.name], source.parent, folder).concept("kiln") == expected


MANY = 250


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A source of hundreds of concepts."""
    source = tmp_path / "many.yaml"
    kilns = (f"- term: Kiln {number:03}\n  definition: Burns.\n" for number in reversed(range(MANY)))
    source.write_text("concepts:\n" + "".join(kilns), "utf-8")
    return source


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The size of each value that is read of a file, in bytes."""
    sizes: list[int] = []
    thawed = serialization.thawed

    def measured(data: bytes) -> object:
        sizes.append(len(data))
        return thawed(data)

    monkeypatch.setattr(serialization, "thawed", measured)
    return sizes


@pytest.mark.parametrize("number", [MANY, MANY - 3, 5])
def test_outlines_come_in_print_order(many: Path, number: int) -> None:
    """Whether all are asked for or some of them, in whatever order."""
    store = open_store([many.name], many.parent, many.parent / "cache")
    asked = store.idents()[-number:]
    outlines = list(store.outlines(list(reversed(asked))))
    assert [concept.ident for concept in outlines] == list(asked)
    assert [concept.entries for concept in outlines] == [()] * number


def test_outlines_are_read_some_at_a_time(many: Path, read: list[int]) -> None:
    """All of them would take more room than a page that prints them."""
    store = open_store([many.name], many.parent, many.parent / "cache")
    read.clear()
    outlines = store.outlines(store.idents())
    next(outlines)
    assert 0 < len(read) < MANY
    assert len(list(outlines)) == MANY - 1
    assert len(read) == MANY


def test_what_needs_no_action_is_not_read_when_a_file_is_opened(tmp_path: Path, read: list[int]) -> None:
    """A dump has several repairs for each of its concepts: a build says how many, and `aiglossary check` lists them."""
    sizes = []
    for number in (100, 900):
        folder = tmp_path / str(number)
        folder.mkdir()
        # The formula has lost its backslash
        records = (
            f"kiln {each},fired kiln {each},pottery\n"
            f"**Kiln {each}** is an oven of ${each} frac{{1}}{{2}}$ chambers. It has $\\sum x$ doors.\n"
            for each in range(number)
        )
        (folder / "kilns.txt").write_text("\n".join(records), "utf-8")
        open_store(["kilns.txt"], folder, folder / "cache").close()
        read.clear()
        store = open_store(["kilns.txt"], folder, folder / "cache")
        sizes.append(sum(read))
        assert store.notes == len({problem for problem in store.problems if problem.is_note}) >= number
        assert store.warnings == tuple(problem for problem in store.problems if not problem.is_note)
    small, large = sizes
    assert large - small < 900 - 100


def test_damage_among_outlines_is_mended_when_it_is_met(many: Path) -> None:
    """In the middle of them, too: each comes once."""
    folder = many.parent / "cache"
    expected = list(open_store([many.name], many.parent, folder).concepts())
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE concepts SET outline = zeroblob(9) WHERE number = ?", (MANY // 2,))
    connection.close()
    store = open_store([many.name], many.parent, folder)
    assert [concept.term for concept in store.outlines(store.idents())] == [each.term for each in expected]


def test_an_open_file_holds_little_of_itself_in_memory(many: Path) -> None:
    """SQLite would hold 2 MB of each, and a build has several open, in two processes."""
    folder = many.parent / "cache"
    open_store([many.name], many.parent, folder).close()
    compiled = serialization.opened(folder / FILE)
    shelf = Shelf(folder / "texts.sqlite", "")
    shelf.put("name", "", ("text", False))
    shelf.flush()
    for connection in (compiled, shelf._connection):
        assert connection
        ((kilobytes,),) = connection.execute("PRAGMA cache_size")
        assert -1000 < kilobytes < 0
        connection.close()


def test_a_folder_that_cannot_be_made_means_memory(source: Path) -> None:
    """A file stands where the folder should be."""
    blocked = source.parent / "cache"
    blocked.write_text("in the way", encoding="utf-8")
    assert _found(open_store([source.name], source.parent, blocked), "kiln") == [("kiln", "TERM")]
    assert blocked.read_text(encoding="utf-8") == "in the way"


def _ask_in_child(store: Store, answers: multiprocessing.SimpleQueue[list[str]]) -> None:
    terms = [store.concept(ident).term for ident in store.idents()]
    # what a parent has open on disk must not be read through by its children
    database = store._database
    mine = database._path is None or database._pid == os.getpid()
    answers.put(terms if mine else ["read through the connection of the parent"])


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("folder", ["cache", None])
def test_a_store_is_usable_after_a_fork(source: Path, folder: str | None) -> None:
    """Children and parent read at once, on disk and in memory."""
    store = open_store([source.name], source.parent, source.parent / folder if folder else None)
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    children = [context.Process(target=_ask_in_child, args=(store, answers)) for _ in range(3)]
    for child in children:
        child.start()
    expected = [concept.term for concept in store.concepts()]
    assert [answers.get() for _ in children] == [expected] * 3
    for child in children:
        child.join()
        assert child.exitcode == 0


def test_a_missing_source_is_a_problem_and_the_store_opens(tmp_path: Path) -> None:
    """An empty glossary that says why it is empty."""
    store = open_store(["nowhere.yaml"], tmp_path, None)
    assert (len(store), store.idents(), store.find("x"), store.suggest("x")) == (0, (), (), ())
    assert {problem.kind for problem in store.problems} == {Kind.SOURCE}


def test_progress_is_told_while_compiling(source: Path) -> None:
    """What is done, how much, of how much."""
    told: list[tuple[str, int, int]] = []
    open_store([source.name], source.parent, None, lambda *step: told.append(step))
    assert told
    assert all(0 <= done <= total for _, done, total in told)


def test_kinds_of_names_answer_in_order() -> None:
    """The order of the enum is the order in which names answer."""
    assert [kind.name for kind in sorted(NameKind, key=lambda kind: kind.value)][:2] == ["TERM", "QUALIFIED"]
