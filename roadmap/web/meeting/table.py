"""The table of one meeting: the gestures that hold now, and the way back to each earlier state."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from roadmap.web.meeting.gestures import MadeGesture

MOST_STATES = 500
"""States to which a meeting can go back."""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """What holds at one moment: gestures in the order in which they were made, and what was written down."""

    gestures: tuple[MadeGesture, ...] = ()
    notes: tuple[str, ...] = ()
    decisions: tuple[MeetingDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """What was decided, and by whom."""

    text: str
    who: str


class MeetingTable:
    """One meeting. May be used from any thread."""

    def __init__(self, name: str, state: MeetingState | None = None) -> None:
        self.name = name
        self._states = [state or MeetingState()]
        self._place = 0
        self._lock = threading.RLock()

    @property
    def state(self) -> MeetingState:
        """What holds now."""
        return self._states[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether a state was left by going back."""
        return self._place < len(self._states) - 1

    def make(self, gesture: MadeGesture) -> None:
        """Make a gesture; one about the same is replaced by it."""
        with self._lock:
            kept = tuple(one for one in self.state.gestures if one.about != gesture.about)
            self._go_on(replace(self.state, gestures=(*kept, gesture)))

    def remove(self, number: int) -> None:
        """Take one gesture back, by its number from 1; nothing happens if there is none."""
        with self._lock:
            kept = tuple(one for at, one in enumerate(self.state.gestures, start=1) if at != number)
            if kept != self.state.gestures:
                self._go_on(replace(self.state, gestures=kept))

    def note(self, text: str) -> None:
        """Write something down."""
        with self._lock:
            self._go_on(replace(self.state, notes=(*self.state.notes, text)))

    def decide(self, decision: MeetingDecision) -> None:
        """Write a decision down."""
        with self._lock:
            self._go_on(replace(self.state, decisions=(*self.state.decisions, decision)))

    def undo(self) -> None:
        """Go back to the state before, if there is one."""
        with self._lock:
            self._place = max(0, self._place - 1)

    def redo(self) -> None:
        """Go to the state that was left by going back, if there is one."""
        with self._lock:
            self._place = min(len(self._states) - 1, self._place + 1)

    def _go_on(self, state: MeetingState) -> None:
        self._states = [*self._states[: self._place + 1], state][-MOST_STATES:]
        self._place = len(self._states) - 1
