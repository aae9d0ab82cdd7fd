"""A share of the machine: several sessions search by turns, and who has used least CPU time comes next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

CORES = 2
"""Sessions of one process that search at once, unless the user says otherwise; never read off the machine."""


@dataclass(slots=True)
class _Sharer:
    """A session that shares: the CPU seconds that it used, and what is called once it is its turn (None: it does not
    wait)."""

    spent: float = 0.0
    grant: Callable[[], None] | None = None
    running: bool = False


@dataclass(slots=True)
class CpuShare:
    """Gives turns to sessions, `cores` at a time. First steps of answers need no turn. Safe to use from threads."""

    cores: int = CORES
    _sharers: dict[object, _Sharer] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def request(self, who: object, grant: Callable[[], None], *, spent: float = 0.0) -> None:
        """Wait for a turn: `grant` is called once it has come, maybe at once. A turn that `who` had is over, in which
        it `spent` so many CPU seconds."""
        with self._lock:
            sharer = self._sharers.setdefault(who, _Sharer(min((s.spent for s in self._sharers.values()), default=0.0)))
            sharer.spent += spent
            sharer.grant, sharer.running = grant, False
        self._go_on()

    def release(self, who: object) -> None:
        """A session neither searches nor waits any more."""
        with self._lock:
            sharer = self._sharers.get(who)
            if sharer is not None:
                sharer.grant, sharer.running = None, False
        self._go_on()

    def forget(self, who: object) -> None:
        """A session is over."""
        with self._lock:
            self._sharers.pop(who, None)
        self._go_on()

    def _go_on(self) -> None:
        """Give turns as long as there are any."""
        granted = []
        with self._lock:
            waiting = sorted((s for s in self._sharers.values() if s.grant is not None), key=lambda s: s.spent)
            free = self.cores - sum(s.running for s in self._sharers.values())
            for sharer in waiting[: max(0, free)]:
                granted.append(sharer.grant)
                sharer.grant, sharer.running = None, True
        for grant in granted:
            if grant is not None:
                grant()


SHARED = CpuShare()
"""What the sessions of this process share, unless they are given another."""
