"""Work that pauses: placed by one rule everywhere, the best of it found and proved, and no bound below it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from ortools.sat.python import cp_model

from roadmap.audit import broken_rules, value
from roadmap.pausing import is_sound
from roadmap.problem import Deal, Demand, Feature, Item, Level, Mode, Problem, Release
from roadmap.schedule import Placement, Schedule, Status
from roadmap.solver import course
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation
from roadmap.solver.bound.stretches import find_stretches
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.polish import Polisher
from roadmap.solver.construct.restart import Restarter
from roadmap.solver.construct.timetable import Timetable
from roadmap.solver.cpsat.full_model import build_model, give_hint, read_schedule
from roadmap.solver.local.compiled import chains as compiled_chains
from roadmap.solver.local.compiled import recreating
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.solver.outcome import Search
from roadmap.solver.repair.part import fit_in, part_of
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from roadmap.tuning import TUNING
from tests.solver.absences import absent_problem, apart_problem, best_value, every_run
from tests.solver.searching import board_for, search_for


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))


def _finds_the_best(problem: Problem) -> bool:
    """Search; whether the best plan pauses."""
    best = best_value(problem)
    ending, schedule = search_for(problem)  # every schedule on the way is audited
    found = ending.proof.status, ending.proof.value, ending.proof.bound
    assert found == ((Status.INFEASIBLE, None, None) if best is None else (Status.OPTIMAL, best, best))
    return schedule is not None and any(placed is not None and placed.pauses for placed in schedule.placements)


def test_the_search_finds_and_proves_the_best_of_all_schedules_that_pause() -> None:
    assert sum(_finds_the_best(absent_problem(seed)) for seed in range(80)) >= 8


def test_the_search_finds_and_proves_the_best_of_work_of_several_kinds_of_people() -> None:
    assert sum(_finds_the_best(apart_problem(seed)) for seed in range(60)) >= 8


@pytest.mark.sweep
def test_the_search_finds_and_proves_the_best_of_many_more() -> None:
    assert sum(_finds_the_best(absent_problem(seed)) for seed in range(3000, 3400)) >= 40


def one_item(there: tuple[int, ...], away: tuple[int, ...], *, days: int, crew: int = 1, pause: int = 10) -> Problem:
    """One item whose feature must be built, in as many slots as there are people for."""
    size = len(there)
    return Problem(
        horizon=size,
        capacity=(there,),
        items=(Item(0, (Mode(((0, crew),), days),), True, 0, size, pauses=True),),
        features=(Feature((0,), (), 0, planned=True),),
        precedences=(),
        releases=(Release(size, size, 0, fixed=True),),
        deals=(Deal((Level(1, (Demand((0,), size),)),)),),
        absent=(away,),
        longest_pause=pause,
    )


def _random_item(chance: random.Random) -> Problem:
    size = chance.randint(4, 11)
    held = chance.randint(1, 4)
    away = tuple(min(held, chance.choice((0, 0, 0, 1, 1, 2, held))) for _ in range(size))
    there = tuple(max(0, held - gone - (chance.random() < 0.1)) for gone in away)
    return one_item(there, away, days=chance.randint(1, 4), crew=chance.randint(1, held), pause=chance.randint(1, 3))


@pytest.mark.parametrize("seed", range(150))
def test_the_first_place_is_the_first_start_and_the_first_end_that_there_is(seed: int) -> None:
    chance = random.Random(seed)
    problem = _random_item(chance)
    begin = chance.randrange(problem.horizon)
    runs = [run for run in every_run(problem, problem.items[0], problem.items[0].modes[0]) if run[0] >= begin]
    sound = [
        (start, end)
        for start, end, pauses in runs
        if end <= problem.horizon
        and not broken_rules(replace(problem, deals=()), Schedule((Placement(0, (start,), (0,), (pauses,)),)))
    ]
    found = Timetable(problem).find(0, 0, begin, problem.horizon, problem.horizon)
    if not sound:
        assert found is None
    else:
        assert found is not None
        assert (found.start, found.end) == (min(start for start, _ in sound), min(end for _, end in sound))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_put_and_lifted_leaves_the_people_as_they_were(seed: int) -> None:
    problem = _random_item(random.Random(seed))
    table, other = Timetable(problem), Timetable(problem)
    found = table.find(0, 0, 0, problem.horizon, problem.horizon)
    if found is not None:
        assert table.holds(0, 0, found.start, found.pauses)
        table.put(0, found.start, 0, found.pauses)
        assert table.ends[0] == found.end
        table.undo(0)
    assert table.find(0, 0, 0, problem.horizon, problem.horizon) == found
    assert (table.pauses, table._free, table._away) == (other.pauses, other._free, other._away)


def test_large_pools_and_crews_are_placed_by_the_same_rule() -> None:
    # 300 people fill more than a byte: 15 of them for 2 days, 290 away on the second: 10 work, and 5 pause.
    problem = one_item((300, 10, 300), (0, 290, 0), days=2, crew=15)
    found = Timetable(problem).find(0, 0, 0, 3, 3)
    assert found is not None
    assert (found.start, found.end, found.pauses) == (0, 3, ((1, 5),))
    # A crew of 16 works at one go: never here.
    assert Timetable(one_item((300, 10, 300), (0, 290, 0), days=2, crew=16)).find(0, 0, 0, 3, 3) is None


def test_pauses_that_are_too_long_or_at_an_end_are_not_sound() -> None:
    mode = Mode(((0, 1),), 2)
    assert is_sound(mode, 0, ((1, 1), (2, 1)), pause=2)
    assert not is_sound(mode, 0, ((1, 1), (2, 1)), pause=1)
    assert not is_sound(mode, 0, ((0, 1),), pause=2)
    assert not is_sound(mode, 0, ((2, 1),), pause=2)
    assert not is_sound(mode, 1, ((0, 1),), pause=2)


def _ruined(problem: Problem, seed: int, steps: int = 150) -> Schedule | None:
    """A schedule by ruin and recreate; None if no first one holds the pins."""
    board = board_for(problem)
    decoder = Decoder(problem, board.windows, valuation=board.valuation)
    course.construct(board, Search(1, workers=1, reproducible=True), decoder=decoder)
    if board.schedule is None:
        return None
    Ruiner(board, decoder, seed=seed, machine=recreating).search(Allowance(steps, lambda: 1.0))
    return board.schedule


def _pauses(schedule: Schedule) -> int:
    return sum(seats for p in schedule.placements if p is not None for mine in p.pauses for _, seats in mine)


def test_ruin_and_recreate_places_by_the_same_rule_and_never_breaks_one() -> None:
    best = paused = 0
    for seed in range(60):
        problem = (apart_problem if seed % 3 == 0 else absent_problem)(seed + 500, pins=False)
        schedule = _ruined(problem, seed)  # audited on the way
        assert schedule is not None
        worth, most = value(problem, schedule), best_value(problem)
        assert most is not None
        assert worth <= most
        best, paused = best + (worth == most), paused + (_pauses(schedule) > 0)
    assert best >= 55
    assert paused >= 6


def test_a_plan_that_pauses_is_a_solution_of_the_full_model_and_is_read_back_worth_the_same() -> None:
    found = 0
    for seed in range(700, 760):
        problem = (apart_problem if seed % 2 == 0 else absent_problem)(seed, pins=False)
        schedule = _ruined(problem, seed, steps=40)
        if schedule is None or not _pauses(schedule):
            continue
        model = build_model(problem, find_windows(problem), valuation=Valuation(problem))
        give_hint(model, schedule)
        hinted = model.cp.proto.solution_hint
        for variable, worth in zip(list(hinted.vars), list(hinted.values), strict=True):
            model.cp.add(model.cp.get_int_var_from_proto_index(variable) == worth)
        solver = cp_model.CpSolver()
        assert solver.solve(model.cp) == cp_model.OPTIMAL
        assert solver.objective_value == value(problem, schedule)
        assert read_schedule(model, solver.value) == schedule
        found += 1
    assert found >= 6


def test_parts_polish_and_restart_keep_what_pauses() -> None:
    found = 0
    for seed in range(800, 900):
        problem = (apart_problem if seed % 2 == 0 else absent_problem)(seed, pins=False)
        schedule = _ruined(problem, seed, steps=40)
        if schedule is None or not _pauses(schedule):
            continue
        found += 1
        polished = Polisher(problem, find_windows(problem), valuation=Valuation(problem)).polish(schedule)
        assert broken_rules(problem, polished) == ()
        assert value(problem, polished) >= value(problem, schedule)
        resumed = Restarter(problem).resume(schedule)
        assert resumed is not None
        assert broken_rules(problem, resumed) == ()
        assert value(problem, resumed) >= value(problem, schedule)
        part = part_of(problem, schedule, range(1))
        assert broken_rules(part.problem, part.schedule) == ()
        assert fit_in(part, problem, schedule, part.schedule) == schedule
    assert found >= 6


def test_no_relaxation_bounds_below_the_best_plan_that_pauses() -> None:
    for seed in range(900, 960):
        assert _least_margin(absent_problem(seed)) >= 0
        assert _least_margin(apart_problem(seed)) >= 0


@pytest.mark.sweep
def test_no_relaxation_of_two_thousand_problems_bounds_below_the_best_plan_that_pauses() -> None:
    assert min(_least_margin(absent_problem(seed)) for seed in range(10_000, 12_000)) == 0
    assert min(_least_margin(apart_problem(seed)) for seed in range(10_000, 10_300)) == 0


def _least_margin(problem: Problem) -> int:
    """How far the bounds of prices, in any of some steps, and of the windows lie above the best plan; 0 if there is no
    plan."""
    best = best_value(problem)
    if best is None:
        return 0
    windows, valuation = find_windows(problem), Valuation(problem)
    pricing = PricedRelaxation(problem, windows, valuation=valuation, machine=compiled_chains)
    margin = simple_bound(problem, windows, valuation=valuation) - best
    for _ in range(25):
        pricing.step(float(best))
        margin = min(margin, (best if pricing.bound is None else pricing.bound) - best)
    return margin


def test_the_best_plan_keeps_every_row_of_energy() -> None:
    kept = 0
    for seed in range(960, 1000):
        problem = absent_problem(seed, pins=False)
        schedule = _ruined(problem, seed, steps=40)
        if schedule is None or not _pauses(schedule):
            continue
        landed = [[100 * f + r for r in range(len(problem.releases))] for f in range(len(problem.features))]
        values = np.zeros(100 * len(problem.features) + len(problem.releases))
        for feature, placed in enumerate(schedule.placements):
            for release in range(len(problem.releases)):
                values[landed[feature][release]] = placed is not None and placed.release <= release
        for stretches in find_stretches(problem, find_windows(problem), landed=landed):
            assert stretches.overfilled(values, 10) == []
            kept += 1
    assert kept >= 6
