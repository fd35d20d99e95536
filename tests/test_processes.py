"""Work that several processes share: the same outcome as in one, whatever becomes of the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import processes
from sphinxcontrib_aiglossary.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAVY = [processes._LEAST] * 7
HERE = os.getpid()


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine of three cores."""
    monkeypatch.setattr(processes, "usable_cores", lambda: 3)


def ignore(_done: int) -> None:
    """Tell nobody."""


def test_each_thing_is_done_once_and_the_outcomes_are_in_order() -> None:
    """By as many processes as there are cores."""
    told: list[int] = []
    outcomes = processes.together(lambda number: (number, os.getpid()), HEAVY, told.append)
    assert [number for number, _ in outcomes] == list(range(7))
    assert len({process for _, process in outcomes}) == 3
    assert told == sorted(told)
    assert told[-1] == 7
    assert not multiprocessing.active_children()


def test_the_work_is_parted_by_weight() -> None:
    """One long thing takes as long as many short ones."""
    assert processes._parted([1, 1, 6, 1, 1, 1, 1], 2) == [[2], [0, 1, 3, 4, 5, 6]]


def test_little_work_is_not_worth_a_process() -> None:
    """A fork takes time, too."""
    assert set(processes.together(lambda _number: os.getpid(), [1] * 7, ignore)) == {os.getpid()}


def test_nothing_is_forked_beside_another_thread() -> None:
    """What that has locked would stay locked."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        done = processes.together(lambda _number: os.getpid(), HEAVY, ignore)
    finally:
        end.set()
        thread.join()
    assert set(done) == {os.getpid()}


def killed(number: int) -> int:
    """Square a number, unless in another process: that is killed at once, as where memory is scarce."""
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return number**2


def failing(number: int) -> int:
    """Square a number, unless in another process."""
    if os.getpid() != HERE:
        raise RuntimeError("not here")
    return number**2


def unpicklable(number: int) -> Callable[[], int]:
    """Return what no other process could return."""
    return lambda: number**2


@pytest.mark.parametrize("function", [killed, failing])
def test_what_another_process_has_not_done_is_done_here(function: Callable[[int], int]) -> None:
    """Whatever has ended it."""
    assert processes.together(function, HEAVY, ignore) == [number**2 for number in range(7)]
    assert not multiprocessing.active_children()


def test_what_cannot_be_handed_over_is_made_here() -> None:
    """It is made twice, which is better than not at all."""
    made = processes.together(unpicklable, HEAVY, ignore)
    assert [each() for each in made] == [number**2 for number in range(7)]


def test_a_failure_is_raised_as_if_there_were_one_process() -> None:
    """And nothing is left running."""

    def fail(number: int) -> int:
        if number == 5:
            raise ValueError(number)
        return number

    with pytest.raises(ValueError, match="5"):
        processes.together(fail, HEAVY, ignore)
    assert not multiprocessing.active_children()


BODY = "**{0}** is **a furnace that fires pots in turn** - It is hot. **Parts** - Walls of $ heta_0$ bricks. - A door."


def sources(folder: Path) -> None:
    """Write two files of YAML and two dumps."""
    folder.mkdir()
    for name in ("glaze", "slip"):
        text = f"concepts:\n- term: {name}\n  definition: A coat of clay.\n  categories: [coats]\n"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("tunnel", "shaft"):
        terms = [f"{name} kiln {letter}" for letter in "abcdefghij"]
        text = "".join(f"{term},kilns\n{BODY.format(term.title())}\n" for term in terms)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def test_a_glossary_is_the_same_however_many_processes_have_compiled_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last word, problems and digests included."""
    sources(tmp_path / "sources")
    monkeypatch.setattr(processes, "_LEAST", 1)
    made = []
    for number in (1, 3):
        monkeypatch.setattr(processes, "usable_cores", lambda number=number: number)
        with closing(open_store(["*"], tmp_path / "sources", tmp_path / str(number))) as store:
            digests = store.digest, store.outline_digest, store.names_digest, store.texts(store.idents())
            made.append((list(store.concepts()), store.problems, store.plain_names(), digests))
    assert len(made[0][0]) == 22
    assert made[0] == made[1]
