"""A process that renders articles while Sphinx writes other pages, where a core of the processor would be idle."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from functools import partial
from multiprocessing.process import current_process
from typing import TYPE_CHECKING

from sphinx.util.parallel import parallel_available

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.process import BaseProcess


def has_idle_core() -> bool:
    """Tell whether a process beside this one would have a core of its own, and may be forked from it."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return (
        parallel_available
        and usable > 1
        # What another thread has locked would stay locked in a fork
        and threading.active_count() == 1
        and not current_process().daemon
    )


def start(tasks: Iterable[Callable[[], object]]) -> Callable[[], None]:
    """Let another process do some tasks, if the system allows one; it ends with this one at the latest.

    A task that fails is left undone, and so is one that has something to say: whoever needs its outcome does it again
    and says it.

    Returns:
        What ends the process, whatever it is doing.
    """
    process = multiprocessing.get_context("fork").Process(target=_do, args=(tasks,), daemon=True)
    try:
        process.start()
    except OSError:  # no memory, or too many processes
        return lambda: None
    return partial(_stop, process)


def _stop(process: BaseProcess) -> None:
    process.terminate()
    process.join()


class _SaidError(Exception):
    """Something was to be said that only the process of the build may say."""


class _Refusing(logging.Handler):
    """Breaks off whoever says something."""

    def emit(self, record: logging.LogRecord) -> None:
        raise _SaidError(record.getMessage())


def _do(tasks: Iterable[Callable[[], object]]) -> None:
    # Who breaks off the build at a terminal breaks off this process too, which then has nothing to say
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for logger in (logging.getLogger("sphinx"), logging.getLogger()):
        logger.handlers = [_Refusing(logging.WARNING)]
    for task in tasks:
        with suppress(Exception):
            task()
