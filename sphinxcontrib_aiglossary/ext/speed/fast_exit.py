"""Lets the process of a build end at once: the system takes back its memory as a whole.

Python searches for garbage when it ends, going over all objects several times. That is a quarter of a second of a build
that finds little changed.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_WRITTEN: Final = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)
"""What holds back what is written to a file."""
_STANDARD: Final = 2
"""The last of the files that are open in every process, which Python flushes in any case."""


def end_at_once() -> None:
    """Leave out the last search for garbage, which would also write what waits in files that somebody has left open."""
    if _may_be_writing():
        for each in gc.get_objects():
            if isinstance(each, _WRITTEN):
                # Closed, or on a full disk: nobody is there to be told
                with suppress(OSError, ValueError):
                    each.flush()
    gc.freeze()


def _may_be_writing() -> bool:
    """Tell whether a file is open to be written, as far as the system tells: to look at all objects takes long, too."""
    if sys.platform == "win32":
        return True
    from fcntl import F_GETFL, fcntl  # noqa: PLC0415 - not on every system

    try:
        numbers = [int(each.name) for each in Path("/dev/fd").iterdir()]
    except OSError:
        return True
    for number in numbers:
        # The folder itself was open while it was listed
        with suppress(OSError):
            if number > _STANDARD and fcntl(number, F_GETFL) & (os.O_WRONLY | os.O_RDWR):
                return True
    return False


def setup_ending() -> None:
    """See to it once in a process, however often it builds."""
    atexit.unregister(end_at_once)
    atexit.register(end_at_once)
