"""Conflicts: sets of wishes that no plan can grant together, found by the full model on just what they need.

A wish is a literal of the release master problem and the demands that it brings. A set that cannot be granted gives a
clause for the master problem (logic-based Benders decomposition, Hooker and Ottosson 2003).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from roadmap.problem import Deal, Demand, Level, Problem
from roadmap.solver.board import Board
from roadmap.solver.cpsat.energy import COARSE
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.cpsat.solve import SolveTask, solve_model
from roadmap.solver.cpsat.variables import Variables
from roadmap.solver.outcome import Search
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows

Needs = tuple[tuple[tuple[int, ...], int], ...]
"""Demands: of each, the features of which one must land, and by which release."""


@dataclass(frozen=True, slots=True)
class MasterWish:
    """What a true `literal` of the master problem asks of a plan. `worth` orders wishes, dearest first."""

    literal: int
    needs: Needs
    worth: int = 0


class WishJudge:
    """Says whether wishes can be granted together; only a proof that they cannot counts."""

    def __init__(
        self, board: Board, search: Search, *, limit: Callable[[], SolveTask | None], spend: Callable[[float], None]
    ) -> None:
        self._board, self._search, self._limit, self._spend = board, search, limit, spend
        self._granted: list[frozenset[MasterWish]] = []
        self._open: set[frozenset[MasterWish]] = set()
        self._pinned = any(deal.served for deal in board.problem.deals)
        free = tuple(replace(release, cost=0) for release in board.problem.releases)
        features = tuple(replace(feature, cost=0) for feature in board.problem.features)
        self._base = replace(board.problem, releases=free, features=features, deals=())

    def impossible(self, wishes: Sequence[MasterWish], *, offer: bool = False) -> bool:
        """Whether it is proved that no plan grants all the wishes. False where that is not known.

        With `offer` a plan that grants them goes to the board.
        """
        asked = frozenset(wishes)
        if not asked or asked in self._open or any(asked <= granted for granted in self._granted):
            return False
        task = self._limit()
        if task is None:
            return False
        claim = self._solve(asked, self._search, task=replace(task, schedules=offer and not self._pinned))
        if claim == "optimal":
            self._granted.append(asked)
        if claim == "open":
            self._open.add(asked)
        return claim == "infeasible"

    def confirmed(self, wishes: Sequence[MasterWish]) -> bool:
        """Whether a second solve with other settings finds the wishes impossible too."""
        task = self._limit()
        other = replace(self._search, seed=self._search.seed + 1, presolve=not self._search.presolve)
        return task is not None and self._solve(frozenset(wishes), other, task=task) == "infeasible"

    def unsure(self) -> bool:
        """Whether any look ended without an answer."""
        return bool(self._open)

    def forget(self) -> None:
        """Forget what had no answer, so that more time can be given to it."""
        self._open.clear()

    def _solve(self, wishes: frozenset[MasterWish], search: Search, *, task: SolveTask) -> str:
        question = asked_problem(self._base, wishes)
        windows, valuation = find_windows(question), Valuation(question)
        model = build_model(question, windows, valuation=valuation, grid=COARSE)
        model.cp.clear_objective()  # type: ignore[no-untyped-call]
        solved = solve_model(self._board, model, search=search, task=task)
        self._spend(solved.units)
        return solved.claim


def asked_problem(problem: Problem, wishes: Iterable[MasterWish]) -> Problem:
    """The problem with one deal, pinned to be served, that demands what the wishes do."""
    needs = sorted({need for wish in wishes for need in wish.needs})
    demands = tuple(Demand(features, problem.releases[last].ship) for features, last in needs if last >= 0)
    return replace(problem, deals=(Deal((Level(1, demands),), (), served=True),))


def least_core(judge: WishJudge, wishes: Sequence[MasterWish]) -> list[MasterWish]:
    """From wishes that are impossible together, dearest first, few that still are: each of them is needed, if known."""
    low, high = 1, len(wishes)
    while low < high:
        middle = (low + high) // 2
        if judge.impossible(wishes[:middle]):
            high = middle
        else:
            low = middle + 1
    core = list(wishes[:high])
    for wish in list(core[:-1]):
        fewer = [other for other in core if other is not wish]
        if judge.impossible(fewer):
            core = fewer
    return core


def latest_core(
    judge: WishJudge, wishes: Sequence[MasterWish], *, later: Callable[[MasterWish], MasterWish | None]
) -> list[MasterWish]:
    """The same wishes, each put off as far as the wishes stay impossible together."""
    core = list(wishes)
    for place in range(len(core)):
        while (put_off := later(core[place])) is not None:
            tried = [*core[:place], put_off, *core[place + 1 :]]
            if not judge.impossible(tried):
                break
            core = tried
    return core


class Wishes:
    """The wishes behind the levels of deals, and behind the landings that they need."""

    def __init__(self, problem: Problem, variables: Variables) -> None:
        self._problem, self._valuation = problem, variables.valuation
        self._levels = [[literal.index for literal in row] for row in variables.levels]
        self._landed = [[literal.index for literal in row] for row in variables.landed]
        self._closure = variables.windows.closure
        self._ships = [release.ship for release in problem.releases]

    def of_deal(self, deal: int, levels: int) -> MasterWish:
        """The wish that a deal reaches so many levels (at least one)."""
        demands = dict.fromkeys(need for level in self._valuation.levels[deal][:levels] for need in level)
        worth = sum(level.value for level in self._problem.deals[deal].levels[:levels])
        return MasterWish(self._levels[deal][levels - 1], _tightest(demands), worth)

    def split(self, wishes: Iterable[MasterWish]) -> list[MasterWish]:
        """The same asked by landings, one wish for each; a wish that leaves a choice stays with what it leaves open."""
        landings: dict[int, int] = {}
        rest: list[MasterWish] = []
        for wish in wishes:
            open_needs = tuple(need for need in wish.needs if len(need[0]) != 1)
            if open_needs:
                rest.append(replace(wish, needs=open_needs))
            for features, last in wish.needs:
                if len(features) == 1:
                    landings[features[0]] = min(last, landings.get(features[0], last))
        return rest + [self.of_landing(feature, last) for feature, last in sorted(landings.items())]

    def of_landing(self, feature: int, release: int) -> MasterWish:
        """The wish that a feature lands by a release (or one that ships as early)."""
        last = bisect_right(self._ships, self._ships[release]) - 1 if release >= 0 else -1
        return MasterWish(self._landed[feature][max(0, last)], (((feature,), last),))

    def later(self, wish: MasterWish) -> MasterWish | None:
        """The wish that the same feature lands one release later; None if that is as good as any time, or unclear."""
        (features, last), *others = wish.needs
        if others or len(features) != 1:
            return None
        following = bisect_right(self._ships, self._ships[last]) if last >= 0 else 0
        if following >= len(self._ships) or self._landed[features[0]][following] == wish.literal:
            return None
        return self.of_landing(features[0], following)

    def implied(self, wish: MasterWish) -> dict[int, int]:
        """By feature, the release by which it must land where a wish is granted."""
        landings: dict[int, int] = {}
        for features, last in wish.needs:
            for feature in self._closure[features[0]] if len(features) == 1 else ():
                landings[feature] = min(last, landings.get(feature, last))
        return landings


def _tightest(demands: Iterable[tuple[tuple[int, ...], int]]) -> Needs:
    """Each choice of features once, with the earliest release asked."""
    needs: dict[tuple[int, ...], int] = {}
    for features, last in demands:
        key = tuple(sorted(set(features)))
        needs[key] = min(last, needs.get(key, last))
    return tuple(sorted(needs.items()))
