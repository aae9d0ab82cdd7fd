"""One rule of the model alone: its variables, that rule and nothing else, fixed to a schedule and asked of CP-SAT."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from roadmap.audit import capacity, coverage, crew, landing, pins, precedence
from roadmap.problem import Precedence, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule, runs_of
from roadmap.solver.cpsat.full_model import FullModel, give_hint
from roadmap.solver.cpsat.variables import Variables, create_variables
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import Windows
from tests.solver.absences import absent_problem, every_placement
from tests.solver.problems import supported_problem

Rule = Callable[[cp_model.CpModel, Problem, Variables], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A schedule of a problem, and what is chosen besides: how many levels each deal takes (bits), which releases are
    cut, and which modes of each item are on. None: as the schedule says."""

    problem: Problem
    schedule: Schedule
    levels: tuple[tuple[bool, ...], ...] | None = None
    cut: tuple[bool, ...] | None = None
    modes: tuple[tuple[bool, ...], ...] | None = None


def allowed(add: Rule, case: Case, *, windows: Windows | None = None) -> bool:
    """Whether the rule alone allows the case, within windows that cut nothing or within those that are given."""
    problem = case.problem
    cp = cp_model.CpModel()
    variables = create_variables(cp, problem, windows=windows or wide(problem), valuation=Valuation(problem))
    add(cp, problem, variables)
    give_hint(FullModel(problem, cp, variables), case.schedule)
    hint = cp.proto.solution_hint
    values = dict(zip(hint.vars, hint.values, strict=True))
    for _, lost in variables.prices:
        del values[lost.index]
    values |= _chosen(case, variables)
    for index, value in values.items():
        cp.add(cp.get_int_var_from_proto_index(index) == int(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(cp)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return status == cp_model.OPTIMAL


def _chosen(case: Case, variables: Variables) -> dict[int, int]:
    """What is chosen besides the schedule, by the index of its variable."""
    values: dict[int, int] = {}
    rows = list(zip(case.levels, variables.levels, strict=True)) if case.levels is not None else []
    rows += [(case.cut, variables.cut)] if case.cut is not None else []
    for bits, literals in rows:
        values |= {literal.index: bit for literal, bit in zip(literals, bits, strict=True)}
    for bits, held in zip(case.modes, variables.items, strict=True) if case.modes is not None else ():
        if held is not None and len(held.modes) > 1:
            values |= {held.modes[mode].index: bit for mode, bit in enumerate(bits)}
    return values


def wide(problem: Problem) -> Windows:
    """Windows that cut nothing, so that no domain speaks for a rule."""
    count, releases = len(problem.features), len(problem.releases) - 1
    return Windows(
        earliest=(0,) * len(problem.items),
        latest=(problem.horizon,) * len(problem.items),
        modes=tuple(tuple(range(len(item.modes))) for item in problem.items),
        first_release=tuple(0 if feature.lands else NOWHERE for feature in problem.features),
        last_release=tuple(releases if feature.lands else NOWHERE for feature in problem.features),
        closure=tuple((feature,) for feature in range(count)),
    )


def cases(rule: str, seeds: range) -> Iterator[tuple[Case, bool]]:
    """Random cases of a rule, each with what the audit's twin says of it."""
    for seed in seeds:
        chance = random.Random(seed)
        case = _pausing(seed, chance) if rule == "capacity" and seed % 2 else _random(seed, chance)
        if rule != "coverage":  # which alone makes the variables of challenges
            deals = tuple(replace(deal, challenges=()) for deal in case.problem.deals)
            case = replace(case, problem=replace(case.problem, deals=deals))
        case = _CHOSEN[rule](case, chance) if rule in _CHOSEN else case
        if case.schedule.placements and not any(crew.check(case.problem, case.schedule)):
            yield case, _TWINS[rule](case)


def _random(seed: int, chance: random.Random) -> Case:
    problem = supported_problem(seed)
    items = tuple(replace(item, earliest=0, latest=problem.horizon) for item in problem.items)
    waits = tuple(
        replace(wait, from_start=chance.random() < 0.2, to_end=chance.random() < 0.2) for wait in problem.precedences
    )
    features = tuple(
        replace(feature, release=chance.randrange(len(problem.releases)))
        if feature.lands and chance.random() < 0.15
        else feature
        for feature in problem.features
    )
    problem = replace(problem, items=items, features=features, precedences=(*waits, *_more_waits(problem, chance)))
    return Case(problem, Schedule(tuple(_placed(problem, f, chance) for f in range(len(problem.features)))))


def _more_waits(problem: Problem, chance: random.Random) -> Iterator[Precedence]:
    first, then = (chance.choice(problem.features).items[0] for _ in range(2))
    if problem.items[first].feature != problem.items[then].feature:
        from_start, to_end = chance.random() < 0.4, chance.random() < 0.4
        yield Precedence(first, then, chance.choice((0, 1, 2)), from_start=from_start, to_end=to_end)


def _placed(problem: Problem, feature: int, chance: random.Random) -> Placement | None:
    """A feature anywhere within the horizon, without a care for any rule."""
    work = problem.features[feature]
    if chance.random() < 0.25:
        return None
    modes = tuple(chance.randrange(len(problem.items[item].modes)) for item in work.items)
    starts = []
    for item, mode in zip(work.items, modes, strict=True):
        fixed, days = problem.items[item].start, problem.items[item].modes[mode].days
        start = chance.randint(0, problem.horizon - days)
        starts.append(fixed if fixed is not None and chance.random() < 0.5 else start)
    release = chance.randrange(len(problem.releases)) if work.lands else NOWHERE
    if work.release is not None and chance.random() < 0.5:
        release = work.release
    return Placement(release, tuple(starts), modes)


def _pausing(seed: int, chance: random.Random) -> Case:
    """Features that each could be placed so alone, with their pauses; together they may be too much."""
    made = absent_problem(seed, features=2, horizon=6)
    items = tuple(replace(item, earliest=0, latest=made.horizon, start=None) for item in made.items)
    problem = replace(made, items=items, precedences=())
    chosen = [chance.choice(every_placement(problem, feature)) for feature in range(len(problem.features))]
    return Case(problem, Schedule(tuple(chosen)))


def _with_levels(case: Case, chance: random.Random) -> Case:
    return replace(case, levels=tuple(tuple(chance.random() < 0.6 for _ in d.levels) for d in case.problem.deals))


def _with_cuts(case: Case, chance: random.Random) -> Case:
    """Items that end in their order, because the rule looks at the last one only: the order is another rule's."""
    problem, placements = case.problem, list(case.schedule.placements)
    for feature, placed in enumerate(placements):
        ends = [run.end for run in runs_of(problem, feature, placed)] if placed is not None else []
        if ends != sorted(ends):
            placements[feature] = None
    cut = tuple(release.fixed or chance.random() < 0.8 for release in problem.releases)
    ship = chance.randint(3, problem.horizon)  # close together, so that one freezes before the one before it
    releases = tuple(
        replace(release, freeze=chance.randint(1, ship), ship=ship + number)
        for number, release in enumerate(problem.releases)
    )
    case = replace(case, problem=replace(problem, releases=releases))
    return replace(case, schedule=Schedule(tuple(placements)), cut=cut)


def _with_modes(case: Case, chance: random.Random) -> Case:
    """One mode, none or two at once."""
    modes = [tuple(chance.random() < 0.5 for _ in item.modes) for item in case.problem.items]
    for feature, placed in zip(case.problem.features, case.schedule.placements, strict=True):
        for number, position in enumerate(feature.items):
            if chance.random() < 0.8:
                own = None if placed is None else placed.modes[number]
                modes[position] = tuple(mode == own for mode in range(len(modes[position])))
    return replace(case, modes=tuple(modes))


def _cut_enough(case: Case) -> bool:
    used = {placed.release for placed in case.schedule.placements if placed is not None and placed.release != NOWHERE}
    return case.cut is None or all(case.cut[release] for release in used)


def _levels_met(case: Case, *, support: bool) -> bool:
    """Whether levels rise from the first and their demands are met: those on support work, or all others."""
    problem, met = case.problem, True
    ships = coverage.shipped(problem, case.schedule)
    for deal, bits in zip(problem.deals, case.levels or (), strict=True):
        met &= support or list(bits) == sorted(bits, reverse=True)
        for level, taken in zip(deal.levels, bits, strict=True):
            for demand in level.demands if taken else ():
                if support == (not any(problem.features[f].lands for f in demand.features)):
                    met &= (
                        any(ships[f] is not None for f in demand.features)
                        if support
                        else coverage.is_met(demand, ships)
                    )
    return met


def _pinned_deals(case: Case) -> bool:
    return all(
        deal.served is None or (bits[0] if deal.served else not any(bits))
        for deal, bits in zip(case.problem.deals, case.levels or (), strict=True)
    )


def _one_mode(case: Case) -> bool:
    """Whether each item of several modes has one that is as long as it runs, or none where it is not scheduled."""
    problem = case.problem
    for feature, placed in zip(problem.features, case.schedule.placements, strict=True):
        for number, position in enumerate(feature.items):
            modes, bits = problem.items[position].modes, (case.modes or ())[position]
            on = [mode.days for mode, bit in zip(modes, bits, strict=True) if bit]
            if len(modes) > 1 and on != ([] if placed is None else [modes[placed.modes[number]].days]):
                return False
    return True


_CHOSEN = {
    "coverage": _with_levels,
    "support": _with_levels,
    "pins": _with_levels,
    "landing": _with_cuts,
    "crew": _with_modes,
}
_TWINS: dict[str, Callable[[Case], bool]] = {
    "precedence": lambda case: not any(precedence.check(case.problem, case.schedule)),
    "capacity": lambda case: not any(capacity.check(case.problem, case.schedule)),
    "crew": _one_mode,
    "landing": lambda case: not any(landing.check(case.problem, case.schedule)) and _cut_enough(case),
    "coverage": lambda case: _levels_met(case, support=False),
    "support": lambda case: _levels_met(case, support=True),
    "pins": lambda case: not any(pins.check(case.problem, case.schedule)) and _pinned_deals(case),
}
