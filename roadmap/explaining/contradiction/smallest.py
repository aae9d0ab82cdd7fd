"""Contradictions: the smallest sets of input lines that no plan can hold together, each confirmed alone.

A set is found by leaving out lines and asking again, never by trusting what a solver names as its reasons: such cores
have held lines that have nothing to do with it. Every claim rests on two solves with different settings, and every
line of a set is shown to be needed by a schedule, accepted by the audit, that holds all the others.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from roadmap.audit import broken_rules
from roadmap.explaining.contradiction.held import Ground, Held
from roadmap.indexing.pins import opposed_pairs
from roadmap.planner.causes.shortage import NothingInTime, Shortage, TooFewPeople, shortage_of
from roadmap.problem import Problem
from roadmap.solver.bare import bare
from roadmap.solver.process.judge import Claim, JudgeVerdict
from roadmap.tuning import TUNING

MOST = 5
"""Sets that are told in full; further ones are counted."""


class Asks(Protocol):
    """Whoever answers whether a problem has any schedule: see `roadmap.solver.process.judge.Judge`."""

    def ask(self, problem: Problem, *, seconds: float, seed: int = 0, presolve: bool = True) -> JudgeVerdict:
        """The verdict on a problem."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that cannot hold together. `smallest` says that without any one of them a plan is known; `plain` that they
    say opposite things, or one that is impossible by itself, so that no search is needed to see it."""

    lines: tuple[Held, ...]
    smallest: bool
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Contradictions:
    """All sets that were found, none sharing a line with another. `complete` says that the rest can hold together."""

    clashes: tuple[Clash, ...]
    complete: bool


class Court:
    """Puts questions about sets of lines to a judge, until its time is over; remembers the answers."""

    def __init__(self, ground: Ground, judge: Asks, *, seconds: float) -> None:
        self.ground, self._judge = ground, judge
        self._deadline = time.monotonic() + seconds
        self._known: dict[tuple[frozenset[Held], bool], Claim] = {}

    def left(self) -> float:
        """Seconds left."""
        return self._deadline - time.monotonic()

    def claim(self, lines: Sequence[Held], *, again: bool = False) -> Claim:
        """Whether these lines can hold together; `again` asks with other settings. `open` when the time is over."""
        key = frozenset(lines), again
        if key not in self._known:
            self._known[key] = self.judge(self.ground.problem(lines), again=again)
        return self._known[key]

    def judge(self, problem: Problem, *, again: bool = False) -> Claim:
        """Whether a problem has any schedule. One that the audit refuses does not count."""
        seconds = min(TUNING.clash_question, self.left())
        if seconds <= 0:
            return "open"
        verdict = self._judge.ask(bare(problem), seconds=seconds, seed=int(again), presolve=not again)
        if verdict.claim != "feasible":
            return verdict.claim
        accepted = verdict.schedule is not None and not broken_rules(problem, verdict.schedule)
        return "feasible" if accepted else "open"

    def refutes(self, lines: Sequence[Held]) -> bool:
        """Whether two solves with different settings agree that these lines cannot hold together."""
        return self.claim(lines) == self.claim(lines, again=True) == "infeasible"


def find_contradictions(court: Court) -> Contradictions:
    """The sets, those that need no search first; `court` sets the limit of time."""
    ground = court.ground
    found = [Clash(lines, smallest=True, plain=True) for lines in _plain(ground)]
    rest = [line for line in ground.held if not any(line in clash.lines for clash in found)]
    while rest:
        suspects = _suspects(court, rest)
        if not suspects:
            claim = court.claim(rest)
            if claim != "infeasible":
                return Contradictions(tuple(found), complete=claim == "feasible")
        clash = _smallest(court, suspects or rest)
        if clash is None:
            return Contradictions(tuple(found), complete=False)
        found.append(clash)
        rest = [line for line in rest if line not in clash.lines]
    return Contradictions(tuple(found), complete=True)


def _plain(ground: Ground) -> list[tuple[Held, ...]]:
    """Pins that say opposite things, in pairs, and pins that are impossible by themselves; no pin twice."""
    found: list[tuple[Held, ...]] = []
    used: set[int] = set()
    for pair in opposed_pairs(ground.project, ground.indexed.names):
        if used.isdisjoint(pair):
            used.update(pair)
            found.append(tuple(line for line in ground.held if line.kind == "pin" and line.pin in pair))
    return found


def _suspects(court: Court, lines: Sequence[Held]) -> list[Held]:
    """The lines behind a shortage that can be counted, if they alone cannot hold together; else none.

    They are few, so that asking about them takes little.
    """
    ground = court.ground
    problem = ground.problem(lines)
    shortage = shortage_of(problem)
    if shortage is None:
        return []
    touched = _touched(problem, shortage)
    suspects = [line for line in lines if touched & ground.features(line, problem)]
    return suspects if court.claim(suspects) == "infeasible" else []


def _touched(problem: Problem, shortage: Shortage) -> set[int]:
    if isinstance(shortage, TooFewPeople):
        return set(shortage.features)
    if isinstance(shortage, NothingInTime):
        deal = problem.deals[shortage.deal]
        return {f for level in deal.levels[:1] for demand in level.demands for f in demand.features}
    return {shortage.feature}


def _smallest(court: Court, lines: Sequence[Held]) -> Clash | None:
    """A smallest set among lines that cannot hold together; None if it cannot be confirmed.

    The lines are taken in order; the one with which they stop being possible belongs to the set (one of the sets), and
    the search goes on among those before it. Each step halves what is left, so that a few lines among many are found
    with few questions.
    """
    core: list[Held] = []
    before = list(lines)
    while court.claim(core) != "infeasible":
        low, high = 0, len(before)
        while high - low > 1:
            middle = (low + high) // 2
            if court.claim(core + before[:middle]) == "infeasible":
                high = middle
            else:
                low = middle
        if high == 0:
            return None
        core.append(before[high - 1])
        before = before[: high - 1]
        if court.left() <= 0:
            return None
    core = _shortened(court, core)
    if not court.refutes(core):
        return None
    needed = all(court.claim([other for other in core if other != line]) == "feasible" for line in core)
    ordered = tuple(line for line in court.ground.held if line in core)
    return Clash(ordered, smallest=needed)


def _shortened(court: Court, core: list[Held]) -> list[Held]:
    """The set without lines that questions left open had kept in it."""
    for line in list(core):
        fewer = [other for other in core if other != line]
        if court.claim(fewer) == "infeasible":
            core = fewer
    return core
