"""The bound: a release master problem, tightened step by step, from prices of people and by cuts.

First prices of people bound it, and become its rows. Its linear relaxation gets the stretches of time that its solution
overfills, until none is left; then the deals that it serves are put to the full model, and a set that cannot be served
together becomes a cut; and so on. Whatever is cut off is proved impossible, so every bound on the way holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from roadmap.solver.board import Board
from roadmap.solver.bound.bound_limits import Limits
from roadmap.solver.bound.conflicts import MasterWish, Wishes, WishJudge, latest_core, least_core
from roadmap.solver.bound.covers import Covers
from roadmap.solver.bound.master import Master
from roadmap.solver.bound.priced.branch_and_bound import Branching
from roadmap.solver.bound.priced.priced_chains import Prices
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation, priced_row
from roadmap.solver.cpsat.full_model import Reader
from roadmap.solver.cpsat.relaxation import Row
from roadmap.solver.cpsat.shared_rows import LearnedRows, Rows
from roadmap.solver.cpsat.solve import solve_model
from roadmap.solver.engines import is_large
from roadmap.solver.outcome import Search
from roadmap.tuning import TUNING

NAME = "release bound"
PRICES = "prices"
BRANCHES = "branches"
"""Whose names the bounds carry."""


class Prover:
    """Tightens the bound on the board of one problem until time or ideas run out."""

    def __init__(self, board: Board, search: Search, *, limits: Limits, learned: LearnedRows | None = None) -> None:
        self.board, self.search, self.limits = board, search, limits
        self.learned = learned or LearnedRows()
        self._began_pricing = False
        self._tried: set[frozenset[int]] = set()
        self._settled = False

    @cached_property
    def master(self) -> Master:
        """The release master problem; on large problems it takes seconds to build, and often is not needed."""
        return Master(self.board)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.learned, self.master.model, add=self.master.add)

    @cached_property
    def wishes(self) -> Wishes:
        """What can be put to the full model."""
        return Wishes(self.board.problem, self.master.model.variables)

    @cached_property
    def judge(self) -> WishJudge:
        """Who puts it there."""
        search = replace(self.search, workers=1)
        return WishJudge(self.board, search, limit=self.limits.judge, spend=self.limits.spend)

    @cached_property
    def _levels(self) -> list[list[int]]:
        return [[literal.index for literal in row] for row in self.master.model.variables.levels]

    @cached_property
    def _covers(self) -> Covers:
        return Covers(self._needs(), len(self.board.problem.features))

    def run(self) -> None:
        """Relax, cut, and solve with integers when the relaxation has no more to cut."""
        whole = False
        self._price()
        if self._relaxed() is not None and len(self.master.model.cp.proto.variables) <= TUNING.integer_variables:
            self._solved_whole()
        while not self.limits.over():
            began = self.board.elapsed()
            self._price()
            self._rows.take()
            values = self._solved_whole() if whole else self._relaxed()
            if values is None:
                return
            found = self._cut(values, seconds=max(TUNING.cuts_seconds, self.board.elapsed() - began))
            if not found and whole and (self._large_and_priced() or not self.master.overfill(values)):
                if self._settled and not self.judge.unsure():
                    return
                self.limits.look *= TUNING.wish_patience
                self.judge.forget()
                self._tried.clear()
            whole = not found

    def _large_and_priced(self) -> bool:
        """Whether rows for stretches would cost more than they cut off beside those of prices."""
        return self._began_pricing and is_large(self.board.problem)

    def _price(self) -> None:
        """Once the compiled chains are there: bound by prices, and rows from the last of them."""
        machine = None if self._began_pricing or self.limits.over() else self.learned.machine()
        if machine is None:
            return
        self._began_pricing = True
        board, until = self.board, self.board.left() * (1 - TUNING.price_share)
        pricing = PricedRelaxation(board.problem, board.windows, valuation=board.valuation, machine=machine)
        kept: deque[Prices] = deque(maxlen=TUNING.price_kept)
        for step in range(TUNING.price_steps):
            more = pricing.step(float(board.value or 0))
            board.limit(max(pricing.bound or 0, board.value or 0), PRICES)
            self.limits.spend(TUNING.price_units)
            if step % TUNING.price_kept_each == 0:
                kept.append(pricing.prices)
            if not more or self.limits.over() or (self.limits.units is None and board.left() < until):
                break
        self.learned.facts.extend(priced_row(pricing.chains, each) for each in (*kept, pricing.best.prices))
        if is_large(board.problem):
            self._branch(pricing)
        if not self.limits.over():
            self._rows.take()

    def _branch(self, pricing: PricedRelaxation) -> None:
        """Settle levels of deals one by one, until nothing is left to settle or to prove."""
        board, branching = self.board, Branching(pricing)
        while branching.step(board.value or 0, self.limits.over):
            self.limits.spend(2 * TUNING.branch_steps * TUNING.price_units)
            bound = branching.bound()
            board.limit(max(board.value or 0, bound if bound is not None else 0), BRANCHES)

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
            covers = self._covers.violated(point.values, TUNING.stretch_rows)
            for row in covers:
                self.master.add(row)
            more = len(covers)
            if not self._large_and_priced():
                more += self.master.overfill(point.values)
            if not more or (last is not None and last - point.bound < abs(last) * TUNING.cut_worthwhile):
                return point.values
            last = point.bound
        return None

    def _solved_whole(self) -> NDArray[np.float64] | None:
        """The best solution found with integers; None if there is none."""
        task = self.limits.task(NAME, seconds=TUNING.integer_share * self.board.left(), units=TUNING.integer_units)
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

    def _candidates(self, values: NDArray[np.float64]) -> Iterator[list[MasterWish]]:
        """Sets of deals to look at, each dearest first: one by one, together, by two."""
        chosen: list[tuple[float, float, MasterWish]] = []
        for deal, row in enumerate(self._levels):
            levels = sum(values[literal] > TUNING.wish_reached for literal in row)
            if levels:
                wish, share = self.wishes.of_deal(deal, levels), float(values[row[levels - 1]])
                chosen.append((wish.worth * share, share, wish))
        chosen.sort(key=lambda entry: -entry[0])
        lack, together = 0.0, []
        for _, share, wish in sorted(chosen, key=lambda entry: (-round(entry[1], 3), -entry[0])):
            if lack + 1 - share < TUNING.wish_sure:
                lack += 1 - share
                together.append(wish)
        yield from ([wish] for _, _, wish in chosen[: TUNING.wish_alone] if wish.worth > 0)
        together.sort(key=lambda wish: -wish.worth)
        yield from (together[:count] for count in TUNING.wish_first if count < len(together))
        yield together
        if lack == 0 and len(together) == len(chosen):
            return
        pairs = [
            (min(gain, less), [wish, other])
            for (gain, share, wish), (less, part, other) in combinations(chosen[: TUNING.wish_dear], 2)
            if share + part > TUNING.wish_pair
        ]
        yield from (pair for _, pair in sorted(pairs, key=lambda entry: -entry[0]))
        yield from ([wish] for _, _, wish in chosen[TUNING.wish_alone :] if wish.worth > 0)

    def _exclude(self, core: list[MasterWish]) -> int:
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


def _not_all(wishes: list[MasterWish]) -> Row:
    return [wish.literal for wish in wishes], [1] * len(wishes), len(wishes) - 1
