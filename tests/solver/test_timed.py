"""Days, waits and tied starts and ends: every search keeps them, and the best plan is that of trying all of them."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.soak.agreement import disagreement, mutated
from roadmap.audit import broken_rules, value
from roadmap.problem import Precedence, Problem
from roadmap.schedule import Schedule, Status
from roadmap.solver import course
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.polish import Polisher
from roadmap.solver.construct.restart import Restarter, wish_of
from roadmap.solver.construct.slipping import Slipper
from roadmap.solver.local.compiled import chains, recreating
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.solver.outcome import Search
from roadmap.solver.records.codec import decode_problem, encode_problem
from roadmap.solver.repair.part import fit_in, part_of
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from roadmap.tuning import TUNING
from tests.problems import item, problem, schedule
from tests.solver import absences, test_brute_force
from tests.solver.searching import board_for, search_for
from tests.solver.timed import calendar_wait, timed_problem


@pytest.fixture(autouse=True)
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))


def best_value(made: Problem) -> int | None:
    return absences.best_value(made) if made.absent else test_brute_force.best_value(made)


@pytest.mark.parametrize(
    ("from_start", "to_end", "first_good"),
    # Item 0 runs in slots 2 to 5, its exclusive end is 6; item 1 takes two slots and waits with a lag of one.
    [(False, False, 7), (True, False, 3), (False, True, 5), (True, True, 1)],
)
def test_the_audit_holds_each_side_to_its_lag(from_start: bool, to_end: bool, first_good: int) -> None:
    wait = Precedence(0, 1, 1, from_start=from_start, to_end=to_end)
    made = problem([item(0, 4), item(1, 2)], people=2, precedences=[wait])
    found = [start for start in range(9) if not _is_broken(made, start)]
    assert found == list(range(first_good, 7)) or found == list(range(first_good, 9))[: len(found)]
    assert found[0] == first_good


def _is_broken(made: Problem, start: int) -> bool:
    roomy = replace(made, releases=tuple(replace(release, freeze=20, ship=20) for release in made.releases))
    return bool(broken_rules(roomy, schedule((0, [2]), (0, [start]))))


def test_the_audit_holds_an_item_to_its_first_end() -> None:
    # Two slots, which may not end before 5: the first start is 3.
    made = problem([item(0, 2, ends_from=5)])
    assert [start for start in range(6) if not broken_rules(made, schedule((0, [start])))] == [3, 4, 5]


def test_a_wait_of_calendar_days_takes_fewer_slots_over_days_off() -> None:
    # Weeks of three slots and two days off. Begun on the evening before slot 0 two days are slots 0 and 1; before slot
    # 2 they are slot 2 and a day off; on the evening of the last slot of a week, both days off and no slot.
    wait = calendar_wait(2, 9)
    assert [wait.end(start) for start in range(5)] == [2, 3, 3, 3, 6]
    assert (wait.days, wait.longest(0), wait.is_milestone) == (0, 2, False)


@pytest.mark.parametrize("away", [False, True])
def test_the_search_finds_and_proves_the_best_of_all_schedules(away: bool) -> None:
    infeasible = 0
    for seed in range(60):
        made = timed_problem(seed, away=away)
        best = best_value(made)
        ending, _ = search_for(made)  # every schedule on the way is audited
        found = ending.proof.status, ending.proof.value, ending.proof.bound
        assert found == ((Status.INFEASIBLE, None, None) if best is None else (Status.OPTIMAL, best, best)), seed
        infeasible += best is None
    assert infeasible < 20


@pytest.mark.sweep
@pytest.mark.parametrize("away", [False, True])
def test_the_search_finds_and_proves_the_best_of_many_more(away: bool) -> None:
    for seed in range(1000, 1600):
        made = timed_problem(seed, away=away)
        ending, _ = search_for(made)
        best = best_value(made)
        assert (ending.proof.value, ending.proof.bound) == (best, best), seed


def _ruined(made: Problem, seed: int) -> Schedule | None:
    """A schedule by ruin and recreate, audited on the way; None if no first one holds the pins."""
    board = board_for(made)
    decoder = Decoder(made, board.windows, valuation=board.valuation)
    course.construct(board, Search(1, workers=1, reproducible=True), decoder=decoder)
    if board.schedule is not None:
        Ruiner(board, decoder, seed=seed, machine=recreating).search(Allowance(120, lambda: 1.0))
    return board.schedule


@pytest.mark.parametrize("away", [False, True])
def test_ruin_and_recreate_never_breaks_a_rule_and_mostly_finds_the_best(away: bool) -> None:
    found = best = 0
    for seed in range(50):
        made = timed_problem(seed, away=away)
        plan, most = _ruined(made, seed), best_value(made)
        if plan is not None:
            assert most is not None
            assert value(made, plan) <= most
            found, best = found + 1, best + (value(made, plan) == most)
    assert found >= 30
    assert best >= 0.9 * found


def test_larger_problems_are_searched_without_breaking_a_rule() -> None:
    for seed in range(300, 312):
        made = timed_problem(seed, features=9, horizon=20, away=seed % 2 == 0)
        plan = _ruined(made, seed)
        if plan is not None:
            assert broken_rules(made, plan) == ()


@pytest.mark.parametrize("away", [False, True])
def test_parts_polish_restart_and_slip_keep_days_and_waits(away: bool) -> None:
    found = 0
    for seed in range(100, 150):
        made = timed_problem(seed, features=4, away=away)
        plan = _ruined(made, seed)
        if plan is None:
            continue
        found += 1
        polished = Polisher(made, find_windows(made), valuation=Valuation(made)).polish(plan)
        resumed = Restarter(made).resume(plan)
        for other in (polished, resumed):
            assert other is None or broken_rules(made, other) == ()
            assert other is None or value(made, other) >= value(made, plan)
        changed = replace(made, capacity=timed_problem(seed + 1, features=4, away=away).capacity)
        wishes = [wish_of(placed) for placed in plan.placements]
        for early in (False, True):
            slipped = Slipper(Restarter(changed)).slip(wishes, early=early)
            assert slipped is None or broken_rules(changed, slipped) == ()
        part = part_of(made, plan, [0])
        assert broken_rules(part.problem, part.schedule) == ()
        assert fit_in(part, made, plan, part.schedule) == plan
    assert found >= 30


@pytest.mark.parametrize("away", [False, True])
def test_late_work_starts_as_late_as_it_can_alone_and_nothing_else_moves_for_it(away: bool) -> None:
    moved = 0
    for seed in range(400, 460):
        made = timed_problem(seed, away=away)
        plan = _ruined(made, seed)
        if plan is None:
            continue
        polisher = Polisher(made, find_windows(made), valuation=Valuation(made))
        polished = polisher.polish(plan)
        assert polisher.without_idle(polished) == polished
        early = replace(made, items=tuple(replace(item, late=0) for item in made.items))
        plain = Polisher(early, find_windows(early), valuation=Valuation(early)).polish(plan)
        assert value(made, polished) == value(made, plain)
        moved += polished != plain
        for feature, placed in enumerate(polished.placements):
            for number, position in enumerate(made.features[feature].items if placed is not None else ()):
                if made.items[position].late and placed is not None and not placed.pauses:
                    assert not any(_can_start(made, polished, feature, number, later) for later in range(1, 4))
    assert moved >= 4


def _can_start(made: Problem, plan: Schedule, feature: int, number: int, later: int) -> bool:
    """Whether an item can start so many slots later while all else stays."""
    placed = plan.placements[feature]
    if placed is None or made.items[made.features[feature].items[number]].start is not None:
        return False
    starts = list(placed.starts)
    starts[number] += later
    changed = list(plan.placements)
    changed[feature] = replace(placed, starts=tuple(starts))
    return not broken_rules(made, Schedule(tuple(changed)))


@pytest.mark.parametrize("away", [False, True])
def test_no_relaxation_bounds_below_the_best_plan(away: bool) -> None:
    for seed in range(200, 240):
        made = timed_problem(seed, away=away)
        best = best_value(made)
        if best is None:
            continue
        windows, valuation = find_windows(made), Valuation(made)
        assert simple_bound(made, windows, valuation=valuation) >= best
        pricing = PricedRelaxation(made, windows, valuation=valuation, machine=chains)
        for _ in range(20):
            pricing.step(float(best))
            assert pricing.bound is None or pricing.bound >= best


@pytest.mark.parametrize("away", [False, True])
def test_the_model_takes_a_plan_exactly_when_the_audit_accepts_it(away: bool) -> None:
    # The model is built with everything fixed to a plan, valid or with one to three random changes.
    kinds = Counter[bool]()
    for seed in range(500, 540):
        made, chance = timed_problem(seed, features=4, away=away), random.Random(seed)
        plan = _ruined(made, seed)
        for number in range(6 if plan is not None else 0):
            tried = plan if number == 0 or plan is None else mutated(made, plan, chance)
            assert tried is not None
            assert disagreement(made, tried, number) == []
            kinds[not broken_rules(made, tried)] += 1
    assert min(kinds[True], kinds[False]) >= 20


def test_problems_reach_the_other_process_as_they_are() -> None:
    for seed in range(20):
        made = timed_problem(seed, away=seed % 2 == 0)
        assert decode_problem(encode_problem(made)) == made
