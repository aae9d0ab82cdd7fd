"""The full model: every rule and the objective, with a complete hint from a known schedule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from roadmap.solver.energy import FINE, Grid, add_energy
from roadmap.solver.guards import check_amounts, check_model
from roadmap.solver.objective import maximise
from roadmap.solver.relaxation import Row
from roadmap.solver.rules import RULES
from roadmap.solver.valuation import NEVER, Valuation, landings_of
from roadmap.solver.variables import Variables, create_variables
from roadmap.solver.windows import Windows

Hint = Callable[[cp_model.IntVar, int], None]
Reader = Callable[[cp_model.IntVar], int]


@dataclass(slots=True)
class Model:
    """A built model and the variables to read its solutions with."""

    problem: Problem
    cp: cp_model.CpModel
    variables: Variables


def build_model(
    problem: Problem, windows: Windows, *, valuation: Valuation, timed: bool = True, grid: Grid | None = FINE
) -> Model:
    """Build the full model, or without time the release master problem, whose optimum is a bound on the full one.

    Raises ModelRefused when the numbers are too large.
    """
    check_amounts(problem)
    cp = cp_model.CpModel()
    variables = create_variables(cp, problem, windows=windows, valuation=valuation, timed=timed)
    for add in RULES:
        add(cp, problem, variables)
    if grid is not None:
        add_energy(cp, problem, variables, grid=grid)
    maximise(cp, problem, variables)
    check_model(cp)
    return Model(problem, cp, variables)


def add_row(model: Model, row: Row) -> None:
    """Add a row that every schedule keeps."""
    variables = [model.cp.get_int_var_from_proto_index(variable) for variable in row[0]]
    model.cp.add(cp_model.LinearExpr.weighted_sum(variables, row[1]) <= row[2])


def landed_indices(model: Model) -> list[list[int]]:
    """By feature and release, the index of the variable that says that the feature lands by the release."""
    return [[literal.index for literal in row] for row in model.variables.landed]


def give_hint(model: Model, schedule: Schedule) -> None:
    """Hint every variable with the values the schedule gives it, so that the search begins from it."""
    hints: dict[int, tuple[cp_model.IntVar, int]] = {}

    def hint(variable: cp_model.IntVar, value: int) -> None:
        hints.setdefault(variable.index, (variable, value))

    landings = landings_of(schedule)
    _hint_landings(model, landings, hint=hint)
    for feature, placement in zip(model.problem.features, schedule.placements, strict=True):
        _hint_items(model, feature.items, placement, hint=hint)
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for variable, value in hints.values():
        model.cp.add_hint(variable, value)


def _hint_landings(model: Model, landings: list[int], *, hint: Hint) -> None:
    problem, variables = model.problem, model.variables
    for feature, landing in enumerate(landings):
        hint(variables.scheduled[feature], int(landing != NEVER))
        for release, literal in enumerate(variables.landed[feature]):
            hint(literal, int(landing <= release))
    used = set(landings) | variables.valuation.fixed
    for release, literal in enumerate(variables.cut):
        hint(literal, int(release in used))
    lost = iter(variables.prices)
    for position, deal in enumerate(problem.deals):
        taken, _ = variables.valuation.taken(position, landings)
        for level, literal in enumerate(variables.levels[position]):
            hint(literal, int(level < taken))
        unmet = set(variables.valuation.unmet(position, landings))
        for number, challenge in enumerate(deal.challenges):
            for level, penalty in enumerate(challenge.penalties):
                if penalty:
                    hint(next(lost)[1], int(number in unmet and level < taken))


def _hint_items(model: Model, items: tuple[int, ...], placement: Placement | None, *, hint: Hint) -> None:
    for number, position in enumerate(items):
        held, item = model.variables.items[position], model.problem.items[position]
        if held is None:
            continue
        if placement is not None:
            mode = placement.modes[number]
            start, end = placement.starts[number], placement.starts[number] + item.modes[mode].days
        else:
            days = [item.modes[m].days for m in held.modes]
            mode, start = -1, model.variables.windows.earliest[position]
            end = start + min(days, default=0)
        hint(held.start, start)
        hint(held.end, end)
        for usable, literal in held.modes.items():
            hint(literal, int(usable == mode))


def read_schedule(model: Model, value: Reader) -> Schedule:
    """The schedule of a solution, read by a function from variable to value."""
    return Schedule(tuple(_placement(model, feature, value) for feature in range(len(model.problem.features))))


def _placement(model: Model, feature: int, value: Reader) -> Placement | None:
    variables = model.variables
    if not variables.windows.open(feature) or not value(variables.scheduled[feature]):
        return None
    work, release = model.problem.features[feature], NOWHERE
    if work.lands:
        release = next(r for r, literal in enumerate(variables.landed[feature]) if value(literal))
    starts, modes = [], []
    for position in work.items:
        held = variables.items[position]
        if held is not None:
            starts.append(value(held.start))
            modes.append(next(mode for mode, literal in held.modes.items() if value(literal)))
    return Placement(release, tuple(starts), tuple(modes))
