"""Planning again from a schedule that is there, inside this process: for many short questions about one plan.

Workers of a pool call these; each of them imports the solver once. Problems, schedules and outcomes are small values of
integers that go from process to process as they are.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.planner.keeper import RefusedError
from roadmap.planner.options import Options, Planned
from roadmap.planner.run import make_plan
from roadmap.plans.document import Plan
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.outcome import Outcome, Search
from roadmap.solver.process.inside import solve_inside


def replan_problem(
    problem: Problem,
    start: Schedule | None,
    *,
    seconds: float,
    workers: int = 1,
    seed: int = 0,
    stop: threading.Event | None = None,
    reproducible: bool = False,
) -> Outcome:
    """The best schedule found in so many seconds from a valid one (None: from nothing), and what is proved about it.

    `outcome.proof` says OPTIMAL, or BEST_FOUND with a bound: the best plan is worth something in [value, bound]. Raises
    RefusedError if the audit refuses what was found, and SolverError as `solve_inside` does.
    """
    search = Search(seconds=seconds, workers=workers, seed=seed, start=start, reproducible=reproducible)
    outcome = solve_inside(problem, search, stop=stop)
    if outcome.schedule is not None:
        broken = broken_rules(problem, outcome.schedule)
        if not broken and value(problem, outcome.schedule) != outcome.proof.value:
            broken = ("the schedule is not worth what is claimed",)
        if broken:
            raise RefusedError(outcome.schedule, broken)
    return outcome


def replan(
    project: Project,
    start: Plan | None,
    *,
    seconds: float,
    workers: int = 1,
    seed: int = 0,
    stop: threading.Event | None = None,
) -> Planned:
    """Plan a project for so many seconds, beginning from a stored plan; the plan in names, and what is proved about it.

    Raises what `make_plan` raises.
    """
    return make_plan(
        project,
        Options(seconds=seconds, workers=workers, seed=seed),
        observe=lambda _: None,
        save=lambda _: None,
        stop=stop or threading.Event(),
        solver=solve_quietly,
        start=start,
    )


def solve_quietly(problem: Problem, search: Search, *, stop: threading.Event, **_unheard: object) -> Outcome:
    """Solve in this process; what is found on the way is not told, so that no plan is built of it."""
    return solve_inside(problem, search, stop=stop)


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the best plan of one question is worth more than that of another, in thousands of the currency.

    `found` compares the best plans found; the difference of the best plans there are lies in [`least`, `most`], each of
    them None where nothing is proved.
    """

    found: int
    least: int | None
    most: int | None

    @property
    def proved(self) -> bool:
        """Whether both plans are proved the best, so that the difference is exactly what was found."""
        return self.least == self.most == self.found

    @property
    def certain(self) -> bool:
        """Whether it is proved which of the two is worth more, or that they are worth the same."""
        return self.proved or (self.least is not None and self.least > 0) or (self.most is not None and self.most < 0)


def difference(one: tuple[int, int | None], other: tuple[int, int | None]) -> Difference:
    """What the first is worth more than the second, each given as (value, bound)."""
    (value_one, bound_one), (value_other, bound_other) = one, other
    return Difference(
        found=value_one - value_other,
        least=None if bound_other is None else value_one - bound_other,
        most=None if bound_one is None else bound_one - value_other,
    )
