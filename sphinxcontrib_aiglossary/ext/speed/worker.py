"""A second process that does what is needed later, where a core of the processor would be idle.

Sphinx alone decides how many processes read and write: this one helps where Sphinx has been told to use one.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.processes import may_fork, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.process import BaseProcess


def has_idle_core() -> bool:
    """Tell whether a process beside this one would have a core of its own, and may be forked from it."""
    return usable_cores() > 1 and may_fork()


class Ahead:
    """A process that does some tasks, if the system allows one; it ends with this one at the latest.

    A task that fails is left undone, and so is one that has something to say: whoever needs its outcome does it again
    and says it.
    """

    def __init__(self, tasks: Iterable[Callable[[], object]]) -> None:
        self._process: BaseProcess | None = None
        process = multiprocessing.get_context("fork").Process(
            target=_do, args=(tasks, os.getpid()), daemon=True
        )
        # The collector would write into all that both processes share, and so make copies of it
        gc.freeze()
        # There may be no memory for it, or too many processes
        with suppress(OSError):
            process.start()
            self._process = process

    def wait(self) -> None:
        """Wait until all is done."""
        if self._process:
            self._process.join()

    def stop(self) -> None:
        """End it, whatever it is doing: it leaves nothing unfinished."""
        if self._process:
            self._process.terminate()
            self._process.join()


class _SaidError(Exception):
    """Something was to be said that only the process of the build may say."""


class _Refusing(logging.Handler):
    """Breaks off whoever says something."""

    def emit(self, record: logging.LogRecord) -> None:
        raise _SaidError(record.getMessage())


def _do(tasks: Iterable[Callable[[], object]], build: int) -> None:
    # Who breaks off the build at a terminal breaks off this process too; an unfinished file is to be removed
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_given: sys.exit())
    for logger in (logging.getLogger("sphinx"), logging.getLogger()):
        logger.handlers = [_Refusing(logging.WARNING)]
    for task in tasks:
        if os.getppid() != build:
            return  # it was killed, and nobody waits for any of this
        with suppress(Exception):
            task()
