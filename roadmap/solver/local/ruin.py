"""Ruin and recreate: take part of the best plan out, serve the lost deals again in a shaken order, keep what pays.

Source: Schrimpf et al., "Record breaking optimization results using the ruin and recreate principle" (2000); the mix of
small and large ruins and the annealed acceptance follow Christiaens and Vanden Berghe, "Slack induction by string
removals" (2020). The steps themselves are machine code (`compiled.recreating`), some thousands a second, and run
without holding the interpreter; this is their clock, their annealing and their way to the board.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from operator import gt
from time import monotonic
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.local.compiled.layout import FOCUS, LEAST
from roadmap.solver.local.packing import Packed
from roadmap.solver.valuation import dear_from, most_earned
from roadmap.tuning import TUNING

Array = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long to search: at most so many steps, and while `left` gives a positive share of the time (1 at first).

    Where `timed` is False, only the steps count, so that the same search does the same again. `heat` is the first
    temperature as a share of the value, `dear` how long only the dearest deals are served, as a share of the search.
    """

    steps: int
    left: Callable[[], float]
    timed: bool = True
    heat: float = TUNING.ruin_heat
    dear: float = TUNING.dear_time


class Meeting:
    """Where searches that run beside each other meet: the one that is behind goes on from the plan of the one ahead."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plans: dict[int, tuple[int, Array]] = {}

    def ahead(self, name: int, worth: int, plan: Array) -> Array | None:
        """Leave the present plan of a search; the best plan that another left, if it is worth more."""
        with self._lock:
            self._plans[name] = worth, plan.copy()
            best = max(self._plans.values(), key=lambda left: left[0])
            return best[1] if best[0] > worth else None


def eased_pool(before: Problem, after: Problem) -> int | None:
    """The first pool that has more people in some slot of one problem than of another before it; None if none has, or
    the two have other pools or another horizon."""
    if (len(before.capacity), before.horizon) != (len(after.capacity), after.horizon):
        return None
    pairs = enumerate(zip(before.capacity, after.capacity, strict=True))
    return next((pool for pool, (old, new) in pairs if any(map(gt, new, old))), None)


class Ruiner:
    """Searches around the board's best schedule for one problem; more often around the work of a pool (`focus`) that
    has more people than when the schedule was made."""

    def __init__(
        self, board: Board, decoder: Decoder, *, seed: int, machine: ModuleType, focus: int | None = None
    ) -> None:
        self.board, self._machine = board, machine
        self._packed = Packed(board.problem, board.windows, valuation=board.valuation, decoder=decoder)
        self._packed.problem[FOCUS] = -1 if focus is None else focus
        self._seed = seed
        self._dear = dear_from([most_earned(deal) for deal in board.problem.deals], TUNING.dear_share)
        machine.sow(seed)

    def search_beside(self, span: Allowance, *, meeting: Meeting | None = None, start: Schedule | None = None) -> int:
        """The same search in a thread of its own, with its own chance."""
        self._machine.sow(self._seed)
        return self.search(span, meeting=meeting, start=start)

    def search(self, span: Allowance, *, meeting: Meeting | None = None, start: Schedule | None = None) -> int:
        """Ruin and recreate, from a schedule (None: the board's best); better schedules go to the board.

        What the best plan that it found is worth, or the one that it began from.
        """
        board, met = self.board, 1.0
        begin = board.schedule if start is None else start
        now = None if begin is None else self._packed.plan(begin)
        if now is None or not board.problem.deals:
            return board.value or 0
        tried, best, earns = now.copy(), now.copy(), np.zeros(len(board.problem.deals), dtype=np.int64)
        whole: int = self._machine.count_value(self._packed.problem, now, earns)
        worth = most = whole
        chunk, done, improved, ended = TUNING.ruin_first_steps, 0, 0, False
        patience = TUNING.ruin_stale * (len(board.problem.deals) + len(board.problem.features) + 10)
        while done < span.steps and not board.over():
            left, count = min(span.left(), 1 - done / span.steps), min(chunk, span.steps - done)
            few, stale = left > 1 - span.dear and not ended, done - improved > patience
            if left <= 0 or (stale and not few):
                break
            if stale:
                ended, few, improved = True, False, done
            self._packed.problem[LEAST] = self._dear if few else 0
            if meeting is not None and left < met - 1 / TUNING.ruin_meetings:
                met = left
                worth = self._follow(meeting.ahead(self._seed, worth, now), now, earns, worth)
            began, heat = monotonic(), max(1e-9, span.heat * abs(worth) * left)
            worth, found = self._machine.search(self._packed.problem, now, tried, best, earns, worth, most, count, heat)
            done += count
            if span.timed:
                chunk = max(1, int(chunk * min(2.0, TUNING.ruin_look / max(1e-6, monotonic() - began))))
            if found > most:
                most, improved = found, done
                whole = max(whole, self._offer(best, few=few))
        return whole

    def _offer(self, plan: Array, *, few: bool) -> int:
        """Offer a plan, filled if only `few` deals were tried; what it is worth then."""
        whole = self._filled(plan) if few else plan
        self.board.offer(self._packed.schedule(whole), "ruin and recreate")
        return int(
            self._machine.count_value(
                self._packed.problem, whole, np.zeros(len(self.board.problem.deals), dtype=np.int64)
            )
        )

    def _filled(self, plan: Array) -> Array:
        """A plan with whatever other deals still fit."""
        full, earns = plan.copy(), np.zeros(len(self.board.problem.deals), dtype=np.int64)
        self._packed.problem[LEAST] = 0
        self._machine.count_value(self._packed.problem, full, earns)
        self._machine.fill(self._packed.problem, full, earns)
        return full

    def _follow(self, ahead: Array | None, now: Array, earns: Array, worth: int) -> int:
        """Go on from a plan that is ahead, if there is one; what the present plan is worth then."""
        if ahead is None:
            return worth
        now[:] = ahead
        return int(self._machine.count_value(self._packed.problem, now, earns))

    def leave_slack(self, span: Allowance) -> None:
        """Search for a plan that is worth no less and leaves more time before the dearest gates; it goes to the board.

        The same steps, of which only those count that keep the value.
        """
        board = self.board
        now = None if board.schedule is None else self._packed.plan(board.schedule)
        if now is None or not board.problem.deals:
            return
        tried, best, earns = now.copy(), now.copy(), np.zeros(len(board.problem.deals), dtype=np.int64)
        worth = self._machine.count_value(self._packed.problem, now, earns)
        self._packed.problem[LEAST] = 0
        most = before = self._machine.count_slack(self._packed.problem, now, earns)
        chunk, done = TUNING.ruin_first_steps, 0
        while done < span.steps and span.left() > 0 and not board.stop.is_set():
            began, count = monotonic(), min(chunk, span.steps - done)
            most = self._machine.search_slack(self._packed.problem, now, tried, best, earns, worth, most, count)
            done += count
            if span.timed:
                chunk = max(1, int(chunk * min(2.0, TUNING.ruin_look / max(1e-6, monotonic() - began))))
        if most > before:
            board.settle(self._packed.schedule(best), "slack")
