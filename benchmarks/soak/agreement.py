"""Mutated plans: the model with everything fixed to a plan is feasible exactly when the audit accepts the plan."""

from __future__ import annotations

import random
from dataclasses import replace

from ortools.sat.python import cp_model

from benchmarks.soak.solving import answer
from roadmap.audit import broken_rules, value
from roadmap.problem import Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from roadmap.solver.cpsat.full_model import FullModel, build_model
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import Windows, find_windows
from tests.solver.problems import random_problem, supported_problem

PLANS = 10
"""Mutated plans of one problem."""


def check(seed: int) -> list[str]:
    """Where model and audit disagree over one problem's plan and its mutations."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    make = supported_problem if seed % 3 == 0 else random_problem
    problem = make(seed, features=chance.randint(2, 6), horizon=chance.randint(5, 14))
    plan = answer(problem).schedule
    if plan is None:
        return []
    plans = [plan, *(mutated(problem, plan, chance) for _ in range(PLANS - 1))]
    return [sentence for number, one in enumerate(plans) for sentence in disagreement(problem, one, number)]


def mutated(problem: Problem, plan: Schedule, chance: random.Random) -> Schedule:
    """The plan with one to three random changes of starts, modes, releases, or of what is in it."""
    placements = list(plan.placements)
    for _ in range(chance.choice((1, 1, 2, 3))):
        feature = chance.randrange(len(placements))
        placements[feature] = _changed(problem, feature, placements[feature], chance)
    return Schedule(tuple(placements))


def _changed(problem: Problem, feature: int, placement: Placement | None, chance: random.Random) -> Placement | None:
    items, lands = problem.features[feature].items, problem.features[feature].lands
    release = chance.randrange(len(problem.releases)) if lands else NOWHERE
    if placement is None:
        starts = sorted(chance.randrange(problem.horizon) for _ in items)
        modes = tuple(chance.randrange(len(problem.items[item].modes)) for item in items)
        return Placement(release, tuple(starts), modes)
    kind, number = chance.randrange(8), chance.randrange(len(items))
    if kind == 0:
        return None
    if kind == 1:
        return replace(placement, release=release)
    if kind == 2:
        mode = chance.randrange(len(problem.items[items[number]].modes))
        return replace(placement, modes=(*placement.modes[:number], mode, *placement.modes[number + 1 :]))
    start = placement.starts[number] + chance.choice((-2, -1, -1, 1, 1, 2, 5))
    return replace(placement, starts=(*placement.starts[:number], start, *placement.starts[number + 1 :]))


def disagreement(problem: Problem, plan: Schedule, number: int) -> list[str]:
    """Where model and audit differ over one plan, which goes by a number."""
    broken = broken_rules(problem, plan)
    worth = modelled(problem, plan)
    if (worth is None) != bool(broken):
        return [f"plan {number}: the model says {worth}, the audit {broken or 'valid'}"]
    counted = None if broken else value(problem, plan)
    return [] if worth == counted else [f"plan {number}: the model counts {worth}, the audit {counted}"]


def modelled(problem: Problem, plan: Schedule) -> int | None:
    """What the full model says the plan is worth; None if it does not allow it."""
    model = build_model(problem, _wide(problem), valuation=Valuation(problem))
    _fix(model, plan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"the solver says {solver.status_name(status)} of a plan in which all is fixed")
    return round(solver.objective_value)


def _wide(problem: Problem) -> Windows:
    """Windows that rule out nothing but what the items themselves do: what is merely of no use stays possible."""
    last = len(problem.releases) - 1
    return Windows(
        earliest=tuple(item.earliest for item in problem.items),
        latest=tuple(min(item.latest, problem.horizon) for item in problem.items),
        modes=tuple(tuple(range(len(item.modes))) for item in problem.items),
        first_release=tuple(0 if feature.lands else NOWHERE for feature in problem.features),
        last_release=tuple(last if feature.lands else NOWHERE for feature in problem.features),
        closure=find_windows(problem).closure,
    )


def _fix(model: FullModel, plan: Schedule) -> None:
    cp, variables = model.cp, model.variables
    for feature, placement in enumerate(plan.placements):
        cp.add(variables.scheduled[feature] == int(placement is not None))
        for release, literal in enumerate(variables.landed[feature]):
            cp.add(literal == int(placement is not None and placement.release <= release))
        if placement is None:
            continue
        for number, item in enumerate(model.problem.features[feature].items):
            held = variables.items[item]
            if held is not None:
                cp.add(held.start == placement.starts[number])
                cp.add(held.modes[placement.modes[number]] == 1)
