"""Searching on both sides of a question: the changed folder and the folder as it is, by turns, with equal seeds.

A single short search can report any difference: what it finds for the changed folder may be possible in the folder as
it is, too. So both get the same effort and the same chance, and what one side finds is tried on the other.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import replace
from functools import cached_property
from types import ModuleType

from roadmap.audit import broken_rules, value
from roadmap.explaining.asking.modelling import modelled
from roadmap.operations.session.differing import PlacedProject
from roadmap.planner.stored.carrying import Carried, carry, wishes_from
from roadmap.planner.widening import whole_bound
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.tuning import TUNING

Claims = dict[int, int | None]
"""What one look alone claimed of each side (by its identity) that no plan is worth more than."""


class SearchedSide:
    """One side: the best plan of a project, and how to look for better ones, more often around the pool in `focus`."""

    def __init__(self, placed: PlacedProject, restarter: Restarter | None = None, *, focus: int | None = None) -> None:
        self.placed, self._focus = placed, focus
        self.restarter = restarter or Restarter(placed.indexed.problem)
        self._ruiner: Ruiner | None = None

    @cached_property
    def simple(self) -> int:
        """What no plan is worth more than, counted without a search, in the money of the plan."""
        indexed, again = self.placed.indexed, self.restarter
        whole = whole_bound(self.placed.project, indexed)
        if whole is None:
            whole = simple_bound(indexed.problem, again.windows, valuation=again.decoder.valuation)
        return whole - indexed.owed

    @property
    def is_proved(self) -> bool:
        """Whether no plan is worth more."""
        return self.placed.bound == self.placed.worth

    def limit(self, bound: int) -> None:
        """Keep what no plan is worth more than, in the money of the plan, if it is less than what was known."""
        if self.placed.bound is None or bound < self.placed.bound:
            self.placed = replace(self.placed, bound=bound)

    def limit_problem(self, bound: int | None) -> None:
        """The same as a search found it for the problem: of people who were narrowed that says nothing of the whole."""
        if bound is not None and not self.placed.indexed.staff.narrowed:
            self.limit(bound - self.placed.indexed.owed)

    def take(self, schedule: Schedule | None) -> bool:
        """Keep a schedule if the audit accepts it and it is worth more; whether it was kept."""
        problem = self.placed.indexed.problem
        if schedule is None or broken_rules(problem, schedule):
            return False
        if value(problem, schedule) - self.placed.indexed.owed <= self.placed.worth:
            return False
        self.placed = replace(self.placed, schedule=schedule)
        if self._ruiner is not None:
            self._ruiner.board.begin(self.placed.schedule)
        return True

    def take_from(self, carried: Carried) -> bool:
        """Try a plan of another problem, or of an earlier day, on this one; whether it was kept."""
        return self.take(self.restarter.restart(wishes_from(carried, self.placed.indexed)))

    def look(self, claims: Claims, *, seconds: float, seed: int, stop: threading.Event) -> None:
        """Look by the full model, which proves small problems; what one look claims the next may confirm."""
        placed, claimed = self.placed, claims.get(id(self))
        found = modelled(
            placed.indexed.problem, placed.schedule, seconds=seconds, seed=seed, claimed=claimed, stop=stop
        )  # fmt: skip
        claims[id(self)] = found.claimed
        self.take(found.schedule)
        self.limit_problem(found.bound)

    def search(self, machine: ModuleType, *, seed: int, seconds: float, stop: threading.Event) -> bool:
        """Ruin and recreate for so many CPU seconds of this process; whether a better plan was found."""
        if self._ruiner is None:
            self._ruiner = self._new_ruiner(machine)
        ruiner = self._ruiner
        ruiner.board.stop = stop
        machine.sow(seed)
        end = time.process_time() + seconds
        heat = TUNING.question_heats[seed % len(TUNING.question_heats)]
        ruiner.search(Allowance(1 << 60, lambda: (end - time.process_time()) / seconds, heat=heat))
        found = ruiner.board.schedule
        if found is None or found is self.placed.schedule or broken_rules(self.placed.indexed.problem, found):
            return False
        better = value(self.placed.indexed.problem, found) - self.placed.indexed.owed > self.placed.worth
        if better:
            self.placed = replace(self.placed, schedule=found)
        return better

    def _new_ruiner(self, machine: ModuleType) -> Ruiner:
        board = Board(self.placed.indexed.problem, began=time.monotonic(), deadline=math.inf, tell=lambda _: None)
        board.begin(self.placed.schedule)
        return Ruiner(board, self.restarter.decoder, seed=0, machine=machine, focus=self._focus)


def exchange(one: SearchedSide, other: SearchedSide) -> bool:
    """Try the plan of one side on the other; whether it was kept there."""
    return other.take_from(carry(one.placed.indexed, one.placed.schedule))
