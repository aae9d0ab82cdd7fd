"""Slack by the full model: of plans worth the same, the one that leaves most time before the dearest gates.

For problems on which ruin and recreate did not run, because they are so small that the full model alone is quicker, or
because the best was proved before. The value becomes a row, and slack the objective.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.cpsat.full_model import FullModel, Reader, build_model, give_hint, read_schedule
from roadmap.solver.cpsat.guards import check_model
from roadmap.solver.cpsat.objective import terms
from roadmap.solver.cpsat.solve import SolveTask, solve_model
from roadmap.solver.cpsat.variables import Literal
from roadmap.solver.errors import ModelRefused
from roadmap.solver.outcome import Search
from roadmap.solver.valuation import Valuation, landings_of

NAME = "slack"
WEIGHT = 10**6
"""What the dearest level of all counts, for each slot."""


def count_slack(valuation: Valuation, landings: list[int]) -> int:
    """The slack of landings, in thousands of the currency times slots: what each deal earns, times the least time
    between the release that meets a demand of its last level taken and the last one that would."""
    total, ships = 0, [release.ship for release in valuation.problem.releases]
    for deal, levels in enumerate(valuation.levels):
        taken, earned = valuation.taken(deal, landings)
        if earned <= 0:
            continue
        shipped = ((min(landings[f] for f in features), last) for features, last in levels[taken - 1])
        total += earned * min((ships[last] - ships[landing] for landing, last in shipped if landing >= 0), default=0)
    return total


def leave_slack(board: Board, search: Search, *, seconds: float, units: float | None = None) -> None:
    """Look for a plan that is worth as much as the best and leaves more slack, and settle on it.

    For at most so many seconds, and deterministic `units` where the work is limited.
    """
    if board.schedule is None or board.value is None or board.stopped() or seconds <= 0:
        return
    model = build_model(board.problem, board.windows, valuation=board.valuation)
    _keep_value(model, board.value)
    try:
        _maximise_slack(model)
        check_model(model.cp)
    except ModelRefused:  # worth too much to be kept by a row
        return
    give_hint(model, board.schedule)
    inner = Board(
        board.problem, began=board.began, deadline=board.elapsed() + board.began + seconds, tell=lambda _: None
    )
    inner.stop = board.stop
    found: list[Schedule] = []

    def keep(value: Reader) -> None:
        found.append(board.polisher.polish(read_schedule(model, value)))

    task = SolveTask(NAME, seconds, units, bounds=False, schedules=False)
    solve_model(inner, model, search=search, task=task, keep=keep)
    before = count_slack(board.valuation, landings_of(board.schedule))
    for schedule in found:
        if count_slack(board.valuation, landings_of(schedule)) > before:
            board.settle(schedule, NAME)


def _keep_value(model: FullModel, value: int) -> None:
    found = terms(model.problem, model.variables)
    if found:  # nothing may be worth anything: then no plan is worth less
        amounts, literals = zip(*found, strict=True)
        model.cp.add(cp_model.LinearExpr.weighted_sum(literals, amounts) >= value)


def _maximise_slack(model: FullModel) -> None:
    """The slack of the last level that each deal takes, times what the deal earns with it."""
    problem, variables = model.problem, model.variables
    dearest = max((sum(level.value for level in deal.levels) for deal in problem.deals), default=0)
    weighted: list[tuple[int, Literal]] = []
    for deal, literals in enumerate(variables.levels):
        earned = 0
        for position, (level, literal) in enumerate(zip(problem.deals[deal].levels, literals, strict=True)):
            earned += level.value
            if earned > 0 and (slack := _slack(model, deal=deal, level=position)) is not None:
                above = literals[position + 1] if position + 1 < len(literals) else 0
                model.cp.add(slack <= problem.horizon * (literal - above))
                weighted.append((max(1, earned * WEIGHT // dearest), slack))
    model.cp.maximize(cp_model.LinearExpr.weighted_sum([v for _, v in weighted], [w for w, _ in weighted]))


def _slack(model: FullModel, *, deal: int, level: int) -> Literal | None:
    """Slots, at most the least slack of the level's demands; None where it can never be taken, or demands nothing."""
    ships = [release.ship for release in model.problem.releases]
    demands = model.variables.valuation.levels[deal][level]
    if not demands or any(last < 0 for _, last in demands):
        return None
    slack = model.cp.new_int_var(0, model.problem.horizon, "")
    for features, last in demands:
        met = [_met(model, features=features, release=release) for release in range(last)]
        model.cp.add(slack <= sum((ships[r + 1] - ships[r]) * literal for r, literal in enumerate(met)))
    return slack


def _met(model: FullModel, *, features: tuple[int, ...], release: int) -> Literal:
    """Whether one of the features has landed by a release."""
    landed = [model.variables.landed[feature][release] for feature in features]
    if len(landed) == 1:
        return landed[0]
    met = model.cp.new_bool_var("")
    model.cp.add(sum(landed) >= met)
    return met
