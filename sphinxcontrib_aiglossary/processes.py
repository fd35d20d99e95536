"""Work shared with processes of one's own, where cores of the processor would be idle."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from multiprocessing.process import current_process
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from multiprocessing.connection import Connection

_LEAST: Final = 500_000
"""Characters that are worth a process."""
_MOST: Final = 8
"""Processes at once: more of them wait for the one that gathers what they have done."""

T = TypeVar("T")


class Share(Protocol):
    """Does the same to each of some things, and returns the outcomes in their order."""

    def __call__(
        self, function: Callable[[int], T], weights: Sequence[int], told: Callable[[int], object]
    ) -> list[T]:
        """Do it.

        Args:
            function: takes the number of a thing.
            weights: how many characters each thing has.
            told: takes how many things are done.
        """


def alone(function: Callable[[int], T], weights: Sequence[int], told: Callable[[int], object]) -> list[T]:
    """Do all in this process, a :class:`Share`."""
    outcomes = []
    for number in range(len(weights)):
        outcomes.append(function(number))
        told(number + 1)
    return outcomes


def together(function: Callable[[int], T], weights: Sequence[int], told: Callable[[int], object]) -> list[T]:
    """Do all in several processes, a :class:`Share`; what one of them has not done is done in this one.

    The others are forked, so that they have everything at hand. Outcomes are pickled on their way back.
    """
    number = min(usable_cores(), _MOST, len(weights), sum(weights) // _LEAST + 1)
    if number < 2 or not may_fork():  # noqa: PLR2004 - this process and another one
        return alone(function, weights, told)
    own, *others = _parted(weights, number)
    helpers = [_Helper(function, part) for part in others]
    outcomes: dict[int, T] = {}
    try:
        for done, each in enumerate(own, 1):
            outcomes[each] = function(each)
            told(done * len(weights) // len(own))
        for helper in helpers:
            outcomes.update(helper.outcomes())
    finally:
        for helper in helpers:
            helper.stop()
    return [outcomes[each] if each in outcomes else function(each) for each in range(len(weights))]


def usable_cores() -> int:
    """Return how many cores of the processor this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def may_fork() -> bool:
    """Tell whether this process may be forked."""
    return (
        os.name == "posix"
        # What another thread has locked would stay locked in a fork
        and threading.active_count() == 1
        and not current_process().daemon
    )


def _parted(weights: Sequence[int], number: int) -> list[list[int]]:
    """Return parts of about the same weight: the heaviest thing first, each to the lightest part."""
    parts: list[list[int]] = [[] for _ in range(number)]
    sums = [0] * number
    for each in sorted(range(len(weights)), key=lambda each: (-weights[each], each)):
        lightest = sums.index(min(sums))
        parts[lightest].append(each)
        sums[lightest] += weights[each]
    return [sorted(part) for part in parts]


class _Helper:
    """A process that does a part."""

    def __init__(self, function: Callable[[int], T], part: Iterable[int]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiving, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_do, args=(function, part, sending), daemon=True)
        # There may be no memory for it, or too many processes
        with suppress(OSError):
            self._process.start()
        # It has its own, and the end of that is to be noticed
        sending.close()

    def outcomes(self) -> dict[int, T]:
        """Return what it has done: nothing if it failed."""
        try:
            found: dict[int, T] = self._receiving.recv()
        except (EOFError, OSError):
            return {}
        return found

    def stop(self) -> None:
        """End it, if it has not ended."""
        self._receiving.close()
        if self._process.pid is not None:
            self._process.terminate()
            self._process.join()


def _do(function: Callable[[int], T], part: Iterable[int], sending: Connection) -> None:
    # The collector would write into all that is shared, and so make copies of it
    gc.freeze()
    # At a terminal this breaks off all processes: the one that waits says so
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(Exception):
        sending.send({each: function(each) for each in part})
