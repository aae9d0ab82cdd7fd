"""The full model: every rule and the objective, with a complete hint from a known schedule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from roadmap.problem import Mode, Problem
from roadmap.schedule import NOWHERE, Pauses, Placement, Run, Schedule, end_of, placement, runs_of
from roadmap.solver.cpsat.energy import FINE, Grid, add_energy
from roadmap.solver.cpsat.guards import check_amounts, check_model
from roadmap.solver.cpsat.objective import maximise
from roadmap.solver.cpsat.relaxation import Row
from roadmap.solver.cpsat.rules import RULES
from roadmap.solver.cpsat.stretching import Stretched
from roadmap.solver.cpsat.variables import ItemVariables, Variables, create_variables
from roadmap.solver.valuation import NEVER, Valuation, landings_of
from roadmap.solver.windows import Windows

Hint = Callable[[cp_model.IntVar, int], None]
Reader = Callable[[cp_model.IntVar], int]


@dataclass(slots=True)
class FullModel:
    """A built model and the variables to read its solutions with."""

    problem: Problem
    cp: cp_model.CpModel
    variables: Variables


def build_model(
    problem: Problem, windows: Windows, *, valuation: Valuation, timed: bool = True, grid: Grid | None = FINE
) -> FullModel:
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
    return FullModel(problem, cp, variables)


def add_row(model: FullModel, row: Row) -> None:
    """Add a row that every schedule keeps."""
    variables = [model.cp.get_int_var_from_proto_index(variable) for variable in row[0]]
    model.cp.add(cp_model.LinearExpr.weighted_sum(variables, row[1]) <= row[2])


def landed_indices(model: FullModel) -> list[list[int]]:
    """By feature and release, the index of the variable that says that the feature lands by the release."""
    return [[literal.index for literal in row] for row in model.variables.landed]


def give_hint(model: FullModel, schedule: Schedule) -> None:
    """Hint every variable with the values the schedule gives it, so that the search begins from it."""
    hints: dict[int, tuple[cp_model.IntVar, int]] = {}

    def hint(variable: cp_model.IntVar, value: int) -> None:
        hints.setdefault(variable.index, (variable, value))

    landings = landings_of(schedule)
    _hint_landings(model, landings, hint=hint)
    for feature, placed in enumerate(schedule.placements):
        _hint_items(model, feature, placed, hint=hint)
    for waiting in model.variables.waiting:
        hint(waiting.left, waiting.people - sum(hints[seats.index][1] for seats in waiting.seats))
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for variable, value in hints.values():
        model.cp.add_hint(variable, value)


def _hint_landings(model: FullModel, landings: list[int], *, hint: Hint) -> None:
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


def _hint_items(model: FullModel, feature: int, placed: Placement | None, *, hint: Hint) -> None:
    runs = {} if placed is None else {run.item: run for run in runs_of(model.problem, feature, placed)}
    for position in model.problem.features[feature].items:
        held, item = model.variables.items[position], model.problem.items[position]
        if held is None:
            continue
        start = model.variables.windows.earliest[position]
        end = min((item.modes[mode].end(start) for mode in held.modes), default=start)
        run = runs.get(position) or Run(position, start, end, item.modes[0], -1, ())
        hint(held.start, run.start)
        hint(held.end, run.end)
        for usable, literal in held.modes.items():
            hint(literal, int(usable == run.choice))
        if held.stretched is not None:
            _hint_pauses(held.stretched, run, hint=hint)


def _hint_pauses(stretched: Stretched, run: Run, *, hint: Hint) -> None:
    hint(stretched.size, run.end - run.start)
    away: dict[int, int] = {}
    missing = {slot: run.mode.missing(seats) for slot, seats in run.pauses}
    for line, pauses in enumerate(stretched.of(run.mode) if run.choice >= 0 else ()):
        away |= {id(pause): missing[pause.slot][line] for pause in pauses if pause.slot in missing}
    for pause in (pause for pauses in stretched.pauses.values() for pause in pauses):
        hint(pause.seats, away.get(id(pause), 0))
        hint(pause.any, int(away.get(id(pause), 0) > 0))
    for mode, rests in stretched.rests.items():
        idle = run.mode.crew * (run.end - run.start - run.mode.days) - sum(seats for _, seats in run.pauses)
        for rest in rests:
            hint(rest, idle if mode == run.choice else 0)


def read_schedule(model: FullModel, value: Reader) -> Schedule:
    """The schedule of a solution, read by a function from variable to value."""
    return Schedule(tuple(_placement(model, feature, value) for feature in range(len(model.problem.features))))


def _placement(model: FullModel, feature: int, value: Reader) -> Placement | None:
    variables = model.variables
    if not variables.windows.open(feature) or not value(variables.scheduled[feature]):
        return None
    work, release = model.problem.features[feature], NOWHERE
    if work.lands:
        release = next(r for r, literal in enumerate(variables.landed[feature]) if value(literal))
    starts, modes, pauses = [], [], []
    for position in work.items:
        held = variables.items[position]
        if held is not None:
            chosen = next(mode for mode, literal in held.modes.items() if value(literal))
            start, paused = _read_pauses(held, model.problem.items[position].modes[chosen], value)
            starts.append(start)
            modes.append(chosen)
            pauses.append(paused)
    return placement(release, starts, modes, pauses)


def _read_pauses(held: ItemVariables, mode: Mode, value: Reader) -> tuple[int, Pauses]:
    """The start and the pauses of an item, without days before the first and after the last on which anybody works."""
    start = value(held.start)
    missing: dict[int, list[int]] = {}
    for line, pauses in enumerate(() if held.stretched is None else held.stretched.of(mode)):
        for pause in (pause for pause in pauses if value(pause.seats)):
            missing.setdefault(pause.slot, [0] * len(mode.heads))[line] = value(pause.seats)
    while sum(missing.get(start, ())) == mode.crew and missing:
        del missing[start]
        start += 1
    away = {slot: mode.seats(seats) for slot, seats in sorted(missing.items())}
    while away and ((end := end_of(mode, start, tuple(away.items()))) <= max(away) or _idle(mode, away, end - 1)):
        del away[max(away)]
    return start, tuple(away.items())


def _idle(mode: Mode, away: dict[int, int], slot: int) -> bool:
    """Whether nobody works in a slot."""
    return sum(mode.missing(away.get(slot, 0))) == mode.crew
