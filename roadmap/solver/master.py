"""The bound, beside the search for plans: a release master problem, tightened step by step.

Its linear relaxation gets the stretches of time that its solution overfills, until none is left; then the deals that it
serves are put to the full model, and a set that cannot be served together becomes a cut; and so on.
Whatever is cut off is proved impossible, so every bound on the way holds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from roadmap.solver.board import Board
from roadmap.solver.conflicts import Judge, Wish, Wishes, latest_core, least_core
from roadmap.solver.covers import Covers
from roadmap.solver.model import Model, Reader, build_model
from roadmap.solver.outcome import Search
from roadmap.solver.relaxation import Relaxation, Row
from roadmap.solver.search import Task, solve_model
from roadmap.solver.stretches import Stretches, find_stretches

NAME = "release bound"
"""Whose name the bounds carry."""
ROWS = 10
"""Stretches of one pool that get a row in one round."""
SURE = 0.95
"""Wishes are put to the full model together while what they lack to being granted in full sums to less than this."""
ALONE = 12
"""So many of the dearest deals are looked at alone before sets of them, the others after."""
FIRST = (2, 3, 5, 8, 13, 21)
"""So many of the dearest deals are looked at together before all of them."""
DEAR = 60
"""Deals among which pairs are looked at: those that the relaxation earns most from."""
JUDGE_SECONDS = 0.3
JUDGE_UNITS = 0.05
"""What one look at a set of wishes may use at first: seconds, and deterministic units where the work is limited."""
PATIENCE = 3.0
"""How much more a look may use when nothing more is found."""
CUTS_SECONDS = 2.0
"""Cuts are looked for at least so long between two looks at the relaxation."""
WORTHWHILE = 5e-4
"""The least share by which a round must lower the bound for another to follow before deals are looked at."""
SMALL = 1000
"""With no more variables than this integers are asked for at once, for a first bound."""
INTEGER_SHARE = 0.3
"""The share of the time left that one solve with integers may use."""


@dataclass(slots=True)
class Limits:
    """What the bound may still use: the board's time, and deterministic units (None: no limit)."""

    board: Board
    units: float | None
    look: float = 1.0
    ended: threading.Event = field(default_factory=threading.Event)

    def task(self, name: str, *, seconds: float, units: float) -> Task | None:
        """A task of at most so many seconds or units; None if nothing is left."""
        if self.over():
            return None
        if self.units is None:
            return Task(name, min(seconds, self.board.left()), bounds=False, schedules=False)
        return Task(name, self.board.left(), min(units, self.units), bounds=False, schedules=False)

    def judge(self) -> Task | None:
        """The task for one look at a set of wishes."""
        return self.task("conflicts", seconds=JUDGE_SECONDS * self.look, units=JUDGE_UNITS * self.look)

    def spend(self, units: float) -> None:
        """Take off what a solve used."""
        if self.units is not None:
            self.units -= units

    def over(self) -> bool:
        """Whether nothing is left."""
        return self.ended.is_set() or self.board.over() or (self.units is not None and self.units <= 0)


class BoundThread(threading.Thread):
    """Runs a prover beside the search for plans; an error in it is raised where it is joined."""

    def __init__(self, board: Board, search: Search, *, limits: Limits) -> None:
        super().__init__(daemon=True, name=NAME)
        self._board, self._search, self._limits = board, search, limits
        self._failure: BaseException | None = None

    def run(self) -> None:
        """Tighten the bound; keeps what fails for `finish`."""
        try:
            Prover(self._board, self._search, limits=self._limits).run()
        except BaseException as failure:  # noqa: BLE001 - raised by `finish`
            self._failure = failure

    def finish(self, seconds: float) -> None:
        """Ask it to end, wait at most so many seconds, and raise what failed."""
        self._limits.ended.set()
        self.join(seconds)
        if self._failure is not None:
            raise self._failure


def start_bound(board: Board, search: Search) -> BoundThread:
    """Start to tighten the bound beside the search for plans, until the board is over or it is told to finish."""
    thread = BoundThread(board, search, limits=Limits(board, None))
    thread.start()
    return thread


def prove_bound(board: Board, search: Search, *, units: float) -> float:
    """Tighten the bound with at most about so many deterministic units; those used."""
    limits = Limits(board, units)
    Prover(board, search, limits=limits).run()
    return units - (limits.units or 0.0)


class Master:
    """The release master problem as a relaxation and as a model with integers; both get the same cuts."""

    def __init__(self, board: Board) -> None:
        self.model: Model = build_model(board.problem, board.windows, valuation=board.valuation, timed=False, grid=None)
        self.relaxation = Relaxation(self.model.cp)
        landed = [[literal.index for literal in row] for row in self.model.variables.landed]
        self.stretches: list[Stretches] = find_stretches(board.problem, board.windows, landed=landed)

    def add(self, row: Row) -> None:
        """Add a row that every plan keeps."""
        self.relaxation.add(row)
        variables = [self.model.cp.get_int_var_from_proto_index(variable) for variable in row[0]]
        self.model.cp.add(cp_model.LinearExpr.weighted_sum(variables, row[1]) <= row[2])

    def overfill(self, values: NDArray[np.float64]) -> int:
        """Add rows for the stretches that a point overfills; how many."""
        rows = [row for stretches in self.stretches for row in stretches.overfilled(values, ROWS)]
        for row in rows:
            self.add(row)
        return len(rows)


class Prover:
    """Tightens the bound on the board of one problem until time or ideas run out."""

    def __init__(self, board: Board, search: Search, *, limits: Limits) -> None:
        self.board, self.search, self.limits = board, search, limits
        self.master = Master(board)
        self.wishes = Wishes(board.problem, self.master.model.variables)
        self.judge = Judge(board, replace(search, workers=1), limit=limits.judge, spend=limits.spend)
        self._levels = [[literal.index for literal in row] for row in self.master.model.variables.levels]
        self._covers = Covers(self._needs(), len(board.problem.features))
        self._tried: set[frozenset[int]] = set()
        self._settled = False

    def run(self) -> None:
        """Relax, cut, and solve with integers when the relaxation has no more to cut."""
        whole = False
        if self._relaxed() is not None and len(self.master.model.cp.proto.variables) <= SMALL:
            self._solved_whole()
        while not self.limits.over():
            began = self.board.elapsed()
            values = self._solved_whole() if whole else self._relaxed()
            if values is None:
                return
            found = self._cut(values, seconds=max(CUTS_SECONDS, self.board.elapsed() - began))
            if not found and whole and not self.master.overfill(values):
                if self._settled and not self.judge.unsure():
                    return
                self.limits.look *= PATIENCE
                self.judge.forget()
                self._tried.clear()
            whole = not found

    def _needs(self) -> dict[int, dict[int, int]]:
        """By the literal of each level, what must land for it."""
        return {
            literal: self.wishes.implied(self.wishes.of_deal(deal, level + 1))
            for deal, row in enumerate(self._levels)
            for level, literal in enumerate(row)
        }

    def _relaxed(self) -> NDArray[np.float64] | None:
        """The relaxation's solution, with rows for every stretch that it overfills; None if time is up."""
        last: int | None = None
        while not self.limits.over():
            point = self.master.relaxation.solve(self.board.left())
            if point is None:
                return None
            self.board.limit(point.bound, NAME)
            covers = self._covers.violated(point.values, ROWS)
            for row in covers:
                self.master.add(row)
            more = self.master.overfill(point.values) + len(covers)
            if not more or (last is not None and last - point.bound < abs(last) * WORTHWHILE):
                return point.values
            last = point.bound
        return None

    def _solved_whole(self) -> NDArray[np.float64] | None:
        """The best solution found with integers; None if there is none."""
        task = self.limits.task(NAME, seconds=INTEGER_SHARE * self.board.left(), units=5.0)
        if task is None:
            return None
        found: list[NDArray[np.float64]] = []
        model = self.master.model
        size = len(model.cp.proto.variables)

        def keep(value: Reader) -> None:
            chosen = (model.cp.get_int_var_from_proto_index(n) for n in range(size))
            found.append(np.array([value(variable) for variable in chosen], dtype=float))

        task = replace(task, bounds=True, subsolvers=("max_lp", "reduced_costs"))
        two = replace(self.search, workers=min(2, self.search.workers))
        solved = solve_model(self.board, model, search=two, task=task, keep=keep)
        self.limits.spend(solved.units)
        self._settled = solved.claim == "optimal"
        return found[0] if found else None

    def _cut(self, values: NDArray[np.float64], *, seconds: float) -> int:
        """Cut off a point by sets of wishes that it grants and no plan can; how many cuts."""
        until, found = self.board.elapsed() + seconds, 0

        def late() -> bool:
            return self.board.elapsed() > until and not self.search.reproducible

        for deals in self._candidates(values):
            if self.limits.over() or (found and late()):
                break
            key = frozenset(wish.literal for wish in deals)
            if key in self._tried:
                continue
            self._tried.add(key)
            left = deals
            while left and not (found and late()) and self.judge.impossible(left, offer=len(left) > 2):
                core = least_core(self.judge, left)
                found += self._exclude(core)
                left = [wish for wish in left if wish is not core[-1]]
        return found

    def _candidates(self, values: NDArray[np.float64]) -> Iterator[list[Wish]]:
        """Sets of deals to look at, each dearest first: one by one, together, by two."""
        chosen: list[tuple[float, float, Wish]] = []
        for deal, row in enumerate(self._levels):
            levels = sum(values[literal] > 0.3 for literal in row)
            if levels:
                wish, share = self.wishes.of_deal(deal, levels), float(values[row[levels - 1]])
                chosen.append((wish.worth * share, share, wish))
        chosen.sort(key=lambda entry: -entry[0])
        lack, together = 0.0, []
        for _, share, wish in sorted(chosen, key=lambda entry: (-round(entry[1], 3), -entry[0])):
            if lack + 1 - share < SURE:
                lack += 1 - share
                together.append(wish)
        yield from ([wish] for _, _, wish in chosen[:ALONE] if wish.worth > 0)
        together.sort(key=lambda wish: -wish.worth)
        yield from (together[:count] for count in FIRST if count < len(together))
        yield together
        if lack == 0 and len(together) == len(chosen):
            return
        pairs = [
            (min(gain, less), [wish, other])
            for (gain, share, wish), (less, part, other) in combinations(chosen[:DEAR], 2)
            if share + part > 1.05
        ]
        yield from (pair for _, pair in sorted(pairs, key=lambda entry: -entry[0]))
        yield from ([wish] for _, _, wish in chosen[ALONE:] if wish.worth > 0)

    def _exclude(self, core: list[Wish]) -> int:
        """Cut off a set of deals that cannot be served together, and the landings that make it so; how many cuts."""
        if not self.judge.confirmed(core):
            return 0
        self.master.add(_not_all(core))
        landings = self.wishes.split(core)
        if self.judge.impossible(landings):
            least = least_core(self.judge, landings)
            least = latest_core(self.judge, least, later=self.wishes.later)
            if self.judge.confirmed(least):
                self.master.add(_not_all(least))
                if all(len(need[0]) == 1 for wish in least for need in wish.needs):
                    self._covers.learn([(wish.needs[0][0][0], wish.needs[0][1]) for wish in least])
        return 1


def _not_all(wishes: list[Wish]) -> Row:
    return [wish.literal for wish in wishes], [1] * len(wishes), len(wishes) - 1
