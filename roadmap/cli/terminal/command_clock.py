"""When this command began, so that `--time` is the time of all that it does: starting, reading, searching, writing."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

LONGEST_START = 60.0
"""Seconds that starting Python may have taken, at most: what seems longer is a clock that was set."""
SLOWEST_START = 8.0
"""Seconds that starting may have taken for each second of processor time. A shell that becomes the command at the end
of a line (`pip install ... && roadmap demo`) leaves it its own age, and next to no processor time."""
LEAST = 0.1
"""Seconds for planning again, however few are given."""
_began: list[float] = []


def note_start() -> None:
    """This process runs one command, which began when the process did."""
    _began[:] = [time.monotonic() - age()]


def began() -> float:
    """When the command began, on the monotonic clock: with its process, or now if others ran in the process before."""
    return _began.pop() if _began else time.monotonic()


def age() -> float:
    """Seconds since this process began; without a system that tells, the processor time it has used."""
    with contextlib.suppress(OSError, ValueError, IndexError, AttributeError):
        told = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace")
        ticks = int(told.rpartition(")")[2].split()[19])  # field 22: when it began, in ticks since the system did
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
        if age >= 0.0:
            return min(age, LONGEST_START, SLOWEST_START * time.process_time())
    return time.process_time()


def seconds_left(seconds: float, *, starting: float, ending: float = 0.0) -> float:
    """Of the seconds of `--time` those for planning again: less what starting took, `starting` at most, because an
    older process does more than this command, and less what `ending` takes. Never fewer than LEAST."""
    return max(LEAST, seconds - min(age(), starting) - ending)
