"""Play: an order of work played out in many runs at once, each leg when its people and all it waits for are there.

What does not follow from that (a day on which the planner has something begin later than it could) is kept as the
earliest start, so that a play in which everything takes what is planned gives the plan, to the day. What takes less
lets what waits for it begin sooner; what takes more holds it up. People keep their order, and nobody is given other
work: a better plan would be another plan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from roadmap.futures.network import Leg, Network, Role
from roadmap.futures.playing.draws import Draws, Ints, days_lost
from roadmap.futures.playing.order import Moment, Ties, order_of, ties_of
from roadmap.futures.playing.presence import Presence

Times = npt.NDArray[np.int32]
ROUNDED = 1e-6
"""How much more than whole days still counts as whole: what floating point adds."""
NOTHING = -1
"""Nothing held a leg up: its own earliest start."""


@dataclass(frozen=True, slots=True)
class Played:
    """When each leg starts and ends, by row, in each run, by column; beyond the horizon where it does not within the
    plan. `held` is the leg that let it start no sooner (NOTHING: its earliest start)."""

    starts: Times
    ends: Times
    held: npt.NDArray[np.int32] | None = None


@dataclass(slots=True)
class _Board:
    """What is known in the middle of a play."""

    starts: Times
    ends: Times
    held: npt.NDArray[np.int32] | None
    free: dict[int, Times] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)


class Player:
    """Plays one network. `unlike` are the legs whose end is not that of the plan when all goes as planned, which no
    plan has that the checker accepted."""

    def __init__(self, network: Network) -> None:
        self.network, self.never = network, network.horizon + 1
        self._presence = Presence(network)
        self._ties: Ties = ties_of(network)
        self._order: tuple[Moment, ...] = order_of(network, self._ties)
        self._heads = np.array([job.heads for job in network.jobs], dtype=np.int64)
        self._exact = np.array([float(job.exact) for job in network.jobs])[:, None]
        self._extra = np.array([job.extra for job in network.jobs], dtype=np.int64)[:, None]
        self._floors = np.array(
            [network.jobs[leg.job].floor if leg.first else 0 for leg in network.legs], dtype=np.int32
        )
        self.held_back = self._hold_back()
        self.unlike = self._compare()

    def needs(self, draws: Draws, *, sick_days: int, dropped: npt.NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
        """The days that each job takes, and the days of its people that illness takes from it. `dropped` are jobs
        that are not done, by run."""
        whole = np.ceil(draws.efforts * self._exact - ROUNDED).astype(np.int64) + self._extra
        lost = days_lost(draws.ill, whole, self._heads, sick_days=sick_days)
        if dropped is not None:
            whole[dropped], lost[dropped] = 0, 0
        return whole, lost

    def play(self, days: Ints, lost: Ints, *, trace: bool = False) -> Played:
        """Play so many runs as the needs have columns."""
        shape = (len(self.network.legs), days.shape[1])
        held = np.full(shape, NOTHING, dtype=np.int32) if trace else None
        board = _Board(np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32), held)
        for step in self._order:
            if step.starts:
                self._start(board, step.leg)
                self._work(board, step.leg, days, lost)
            if step.ends:
                self._finish(board, step.leg)
        return Played(board.starts, board.ends, board.held)

    def as_planned(self) -> Played:
        """One run in which everything takes what is planned."""
        planned = self.planned_days()[:, None]
        return self.play(planned, np.zeros_like(planned))

    def planned_days(self) -> Ints:
        """The days that each job takes as planned."""
        found: Ints = (np.ceil(self._exact - ROUNDED).astype(np.int64) + self._extra)[:, 0]
        return found

    def _start(self, board: _Board, number: int) -> None:
        """Set the start of a leg: after what it waits for, once its people are free and somebody of them works."""
        leg, runs = self.network.legs[number], board.starts.shape[1]
        ready = np.full(runs, self._floors[number], dtype=np.int32)
        held = None if board.held is None else board.held[number]
        for link in self._ties.before.get(number, ()):
            after = (board.starts if link.from_start else board.ends)[link.first] + np.int32(link.lag)
            _push(ready, after, held, link.first)
        for who in _people(leg):
            if who in board.free:
                _push(ready, board.free[who], held, board.last[who])
        np.minimum(ready, self.never, out=ready)
        begins = self._presence.begins(leg) if leg.first else None  # who takes over may be away at first
        board.starts[number] = ready if begins is None else begins[ready]

    def _work(self, board: _Board, number: int, days: Ints, lost: Ints) -> None:
        """Set the end of a leg: when each of its lines has worked what falls to it."""
        leg, start = self.network.legs[number], board.starts[number]
        job, end = self.network.jobs[leg.job], board.ends[number]
        if not leg.lines:
            if job.until:
                until = np.array([*job.until, self.never], dtype=np.int32)
                end[:] = np.minimum(until[np.minimum(start, len(job.until))], self.never)
            else:
                end[:] = np.minimum(start + days[leg.job], self.never)
            return
        end[:] = start
        for line in leg.lines:
            whole = line.heads * days[leg.job] + lost[leg.job]
            upto = whole if line.upto == line.total else -(-line.upto * whole // line.total)
            need = upto - -(-line.before * whole // line.total) if line.before else upto
            np.maximum(end, self._presence.ends(line.seats, start, need), out=end)

    def _finish(self, board: _Board, number: int) -> None:
        """Hold a leg until what its end waits for, and let its people go."""
        end = board.ends[number]
        for link in self._ties.until.get(number, ()):
            after = (board.starts if link.from_start else board.ends)[link.first] + np.int32(link.lag)
            np.maximum(end, np.minimum(after, self.never), out=end)
        leg, start = self.network.legs[number], board.starts[number]
        job = self.network.jobs[leg.job]
        for who in _people(leg):
            if job.role is Role.SUPPORT and who in board.free:
                board.free[who] = np.where(end > start, end, board.free[who])
            elif job.role is Role.SUPPORT:
                board.free[who] = np.where(end > start, end, np.int32(0))
            else:
                board.free[who] = end
            board.last[who] = number

    def _hold_back(self) -> int:
        """Set the earliest starts that only the planner knows; how many they are."""
        planned, held = self.planned_days()[:, None], 0
        lost = np.zeros_like(planned)
        shape = (len(self.network.legs), 1)
        board = _Board(np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32), None)
        for step in self._order:
            begin = self.network.legs[step.leg].begin
            if step.starts:
                self._start(board, step.leg)
                if board.starts[step.leg, 0] < begin:
                    self._floors[step.leg] = begin
                    board.starts[step.leg] = begin
                    held += 1
                self._work(board, step.leg, planned, lost)
            if step.ends:
                self._finish(board, step.leg)
        return held

    def _compare(self) -> tuple[int, ...]:
        """The legs that do not start as planned, or the last of a job that does not end so."""
        played = self.as_planned()
        return tuple(
            number
            for number, leg in enumerate(self.network.legs)
            if played.starts[number, 0] != leg.begin or (leg.last and played.ends[number, 0] != leg.end)
        )


def _people(leg: Leg) -> tuple[int, ...]:
    if len(leg.lines) == 1:
        return leg.lines[0].seats
    return tuple(dict.fromkeys(who for line in leg.lines for who in line.seats))


def _push(ready: Times, after: Times, held: npt.NDArray[np.int32] | None, by: int) -> None:
    """Let a leg be ready no sooner than `after`, and note who held it up."""
    if held is not None:
        held[after > ready] = by
    np.maximum(ready, after, out=ready)


def ends_of_jobs(network: Network, played: Played) -> Times:
    """When each job ends, by row: the end of its last leg."""
    last = dict[int, int]()
    for number, leg in enumerate(network.legs):
        last[leg.job] = number
    return played.ends[[last[job] for job in range(len(network.jobs))]]


def by_feature(network: Network) -> dict[int, list[int]]:
    """The jobs of each feature."""
    found = defaultdict[int, list[int]](list)
    for number, job in enumerate(network.jobs):
        found[job.feature].append(number)
    return dict(found)
