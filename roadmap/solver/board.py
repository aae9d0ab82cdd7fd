"""The board: the best schedule and bound so far, shared by all phases of a search, and the clock they keep to."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.polish import Polisher
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Bound, Incumbent
from roadmap.solver.valuation import Valuation, landings_of
from roadmap.solver.windows import Windows, find_windows
from roadmap.tuning import TUNING


class Board:
    """What every phase reads and writes: offers of schedules and bounds, each told to `tell` if it is better.

    Safe to use from several threads. `began` is on the monotonic clock, and so is `deadline` unless effort counts.
    `used_beside` are the seconds of processor time of a process that works beside this one, as last heard.
    `uncounted` hears None when time ceases to count and the seconds when it counts again; without it all time counts.
    """

    def __init__(
        self, problem: Problem, *, began: float, deadline: float, tell: Callable[[Incumbent | Bound], None]
    ) -> None:
        self.narrow(problem)
        self.reach: tuple[int, ...] | None = None
        self.began, self.deadline = began, deadline
        self.clock: Callable[[], float] = time.monotonic
        self.used_beside = 0.0
        self.stop = threading.Event()
        self.uncounted: Callable[[float | None], None] | None = None
        self.schedule: Schedule | None = None
        self.begun: Schedule | None = None
        self.value: int | None = None
        self.bound: int | None = None
        self._sure: int | None = None
        self._exact: int | None = None
        self._claims: dict[object, int] = {}
        self._tell = tell
        self._lock = threading.Lock()

    def count_effort(self, seconds: float) -> None:
        """End after so many seconds of processor time, counted from the start of this process, instead of by the
        clock: whatever is left, or a share of it, is then what free cores would take for it."""
        self.clock = lambda: self.processor_time() / TUNING.effort_cores
        self.deadline = seconds / TUNING.effort_cores

    def processor_time(self) -> float:
        """The seconds of processor time that the search has used: this process, and what is known of one beside it."""
        return time.process_time() + self.used_beside

    def narrow(self, problem: Problem) -> None:
        """Go on with a problem that has the same schedules, each worth the same, while nothing else uses the board."""
        self.problem = problem
        self.windows: Windows = find_windows(problem)
        self.valuation = Valuation(problem)
        self.polisher = Polisher(problem, self.windows, valuation=self.valuation)

    def offer(self, schedule: Schedule, found_by: str) -> bool:
        """Polish a valid schedule and keep it if it is worth more than the best; whether it was kept."""
        polished = self.polisher.polish(schedule)
        value = self.valuation.total(landings_of(polished))
        with self._lock:
            if self.value is not None and value <= self.value:
                return False
            self.schedule, self.value = polished, value
            self._weigh()
            self._tell(Incumbent(polished, value, self.bound, found_by, self.elapsed()))
        return True

    def begin(self, schedule: Schedule) -> None:
        """Begin from a valid schedule that somebody knows: it stays as it is, less what earns nothing, until another
        one is worth more. What is worth the same is no reason to move anything."""
        schedule = self.polisher.without_idle(schedule)
        value = self.valuation.total(landings_of(schedule))
        with self._lock:
            self.begun = self.schedule = schedule
            self.value = value
            self._weigh()
            self._tell(Incumbent(schedule, value, self.bound, "start", self.elapsed()))

    def settle(self, schedule: Schedule, found_by: str) -> bool:
        """Keep a valid schedule in place of the best if it is worth no less, once it is polished; whether it was."""
        polished = self.polisher.polish(schedule)
        value = self.valuation.total(landings_of(polished))
        with self._lock:
            if self.value is None or value < self.value:
                return False
            self.schedule, self.value = polished, value
            self._weigh()
            self._tell(Incumbent(polished, value, self.bound, found_by, self.elapsed()))
        return True

    def limit(self, bound: int, found_by: str, *, solve: object | None = None) -> None:
        """State that no schedule is worth more than `bound`.

        What one `solve` of a solver claims is believed until a schedule is worth more, and sure only once another solve
        claims as much; anything else is counted exactly, and sure. SolverDisagreement if a known schedule is worth
        more than a bound that is sure.
        """
        with self._lock:
            if solve is None:
                self._exact = bound if self._exact is None else min(bound, self._exact)
            elif self.value is None or bound >= self.value:
                self._claims[solve] = min(bound, self._claims.get(solve, bound))
            before = self.bound
            self._weigh()
            if self.bound is not None and (before is None or self.bound < before):
                self._tell(Bound(self.bound, found_by, self.elapsed()))

    def _weigh(self) -> None:
        """Forget claims that a schedule has shown to be wrong; the lowest bound, and the lowest that is sure."""
        value = self.value
        if value is not None:
            self._claims = {solve: bound for solve, bound in self._claims.items() if bound >= value}
        exact = [] if self._exact is None else [self._exact]
        claims = sorted(self._claims.values())
        self.bound = min(exact + claims, default=None)
        self._sure = min(exact + claims[1:], default=None)
        if value is not None and self._sure is not None and self._sure < value:
            raise SolverDisagreement(f"a bound of {self._sure} is below the value {value} of a known schedule")

    def elapsed(self) -> float:
        """Seconds since the search was asked for."""
        return time.monotonic() - self.began

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Time that does not count: there is no deadline, beginning and deadline then move on by as much, and
        `uncounted` hears of it."""
        tell, began, deadline = self.uncounted or (lambda _: None), time.monotonic(), self.deadline
        mark = self.clock()
        tell(None)
        self.deadline = math.inf
        try:
            yield
        finally:
            spent = time.monotonic() - began
            self.began += spent
            self.deadline = deadline + self.clock() - mark
            tell(spent)

    def left(self) -> float:
        """Seconds until the deadline; negative after it."""
        return self.deadline - self.clock()

    def proved(self) -> bool:
        """Whether the best schedule is surely the best there is."""
        return self.value is not None and self._sure is not None and self.value >= self._sure

    @property
    def sure(self) -> int | None:
        """The lowest bound that was counted exactly, or that a second solve claims too."""
        return self._sure

    def stopped(self) -> bool:
        """Whether to stop, whatever is known: asked to, or out of time."""
        return self.stop.is_set() or self.left() <= 0

    def over(self) -> bool:
        """Whether to stop: asked to, out of time, or nothing left to find."""
        return self.stopped() or self.proved()
