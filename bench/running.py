"""What a command costs: seconds on the clock and of the processor, and the most memory it held."""

from __future__ import annotations

import compileall
import os
import subprocess
import threading
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import sphinxcontrib_aiglossary

if TYPE_CHECKING:
    from collections.abc import Sequence


_BETWEEN: Final = 0.5
"""Seconds between two looks at the memory: each takes some thousandths."""


class Cost(NamedTuple):
    """The cost of one run."""

    seconds: float
    """On the clock."""
    cpu: float
    """Of the processor, in user and system mode, children included."""
    megabytes: float
    """The most memory that was resident in the command and its children together, as far as it was seen."""


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
        family = Family(process.pid)
        family.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)} failed:\n{tail}")
    family.join()
    # The peak of the largest process alone is known to the system, however short it was
    return Cost(seconds, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss / 1024, family.megabytes))


class Family(threading.Thread):
    """Looks now and then how much memory a process and its children hold together; on Linux only.

    What several of them share is counted once: their proportional set sizes are added.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.megabytes = 0.0
        """The most that was seen."""

    def run(self) -> None:
        """Look until the process is gone."""
        while held := _held(self._pid):
            self.megabytes = max(self.megabytes, held / 1024)
            time.sleep(_BETWEEN)


def _held(pid: int) -> int:
    """Return the kilobytes that a process and all below it hold; 0 if it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own + sum(map(_held, map(int, children)))


@cache
def _compile_program() -> None:
    """Compile the extension to bytecode, as pip does where a user installs it: here it may lie as it was written."""
    compileall.compile_dir(Path(sphinxcontrib_aiglossary.__file__).parent, quiet=1)
