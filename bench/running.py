"""What a command costs: seconds on the clock and of the processor, and the most memory it held."""

from __future__ import annotations

import compileall
import os
import subprocess
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sphinxcontrib_aiglossary

if TYPE_CHECKING:
    from collections.abc import Sequence


class Cost(NamedTuple):
    """The cost of one run."""

    seconds: float
    """On the clock."""
    cpu: float
    """Of the processor, in user and system mode, children included."""
    megabytes: float
    """The most memory that was resident in the command or in one of its children."""


def run(command: Sequence[str], log: Path) -> Cost:
    """Run a command and return its cost.

    Args:
        command: what to run.
        log: takes what it says.

    Raises:
        RuntimeError: it failed.
    """
    _compile_program()
    start = time.perf_counter()
    with log.open("wb") as said, subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} failed:\n{tail}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@cache
def _compile_program() -> None:
    """Compile the extension to bytecode, as pip does where a user installs it: here it may lie as it was written."""
    compileall.compile_dir(Path(sphinxcontrib_aiglossary.__file__).parent, quiet=1)
