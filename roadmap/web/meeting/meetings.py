"""All meetings of a workbench, by name."""

from __future__ import annotations

import re
import threading

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.web.meeting.table import MeetingTable

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?", re.ASCII)
"""A name that is a file name on every system and an address as it is."""
MOST = 50


class Meetings:
    """The meetings that were opened since the start. May be used from any thread."""

    def __init__(self) -> None:
        self._tables: dict[str, MeetingTable] = {}
        self._lock = threading.RLock()

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in order."""
        with self._lock:
            return tuple(sorted(self._tables))

    def get(self, name: str) -> MeetingTable | None:
        """A meeting; None if none of this name was begun."""
        with self._lock:
            return self._tables.get(name)

    def begin(self, name: str) -> MeetingTable:
        """A meeting, begun now if there is none of this name. UsageFault for a name that is no file name."""
        if not NAME.fullmatch(name):
            raise UsageFault(_("Expected a name of small letters, digits and dashes, such as q3-planning."))
        with self._lock:
            if name not in self._tables and len(self._tables) >= MOST:
                raise UsageFault(_("There are too many meetings."))
            return self._tables.setdefault(name, MeetingTable(name))
