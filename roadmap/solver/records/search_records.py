"""What a process of the search needs to tell of it: records on its output alone, one at a time, in bounded memory."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import threading
from typing import Any, BinaryIO

from roadmap.solver.outcome import Bound, Incumbent
from roadmap.solver.records.codec import encode_schedule
from roadmap.solver.records.frames import write_frame


class Teller:
    """Writes records to the parent, one at a time; a parent that is gone ends the child quietly."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def write(self, record: dict[str, Any]) -> None:
        """Write one record; nothing to do if nobody reads any more, because then the input closes too."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            write_frame(self._stream, record)

    def tell(self, found: Incumbent | Bound) -> None:
        """Write a better schedule or bound."""
        if isinstance(found, Bound):
            self.write({"kind": "bound", "bound": found.bound, "found_by": found.found_by})
        else:
            row = encode_schedule(found.schedule)
            known = {"value": found.value, "bound": found.bound, "found_by": found.found_by}
            self.write({"kind": "incumbent", "schedule": row} | known)

    def uncounted(self, seconds: float | None) -> None:
        """Write that time does not count from now on, or how much of it did not."""
        self.write({"kind": "uncounted", "seconds": seconds})


def own_output() -> BinaryIO:
    """Standard output for records alone: whatever else in this process prints, libraries included, goes to the errors.

    A library that printed one line among the records would damage them and lose the search.
    """
    records = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return records


def limit_memory(size: int) -> None:
    """Limit the address space of this process, in bytes; the solver has no limit of its own that works."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
