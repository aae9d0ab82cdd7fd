"""All meetings of a folder, by name: one object each, so that what one browser does another can take back."""

from __future__ import annotations

import threading
from pathlib import Path

from roadmap.meeting.meeting import NAME, PlanningMeeting, meetings_of

MOST = 200
"""Meetings whose steps back are kept."""


class Meetings:
    """The meetings of a folder. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, PlanningMeeting] = {}
        self._lock = threading.RLock()

    def names(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(meetings_of(self._folder))

    def get(self, name: str) -> PlanningMeeting | None:
        """A meeting, which may have no file yet; None for what is no name of one."""
        if not NAME.fullmatch(name):
            return None
        with self._lock:
            if name not in self._known and len(self._known) >= MOST:
                self._known.pop(next(iter(self._known)))
            return self._known.setdefault(name, PlanningMeeting(self._folder, name))
