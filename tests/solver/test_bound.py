"""The bound: whatever is cut off is proved impossible, so no bound on the way is below the best plan."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from ortools.sat.python import cp_model

from roadmap.problem import Mode
from roadmap.solver.board import Board
from roadmap.solver.bound import prover as prover_module
from roadmap.solver.bound.bound_limits import Limits
from roadmap.solver.bound.conflicts import Wishes, WishJudge, asked_problem, latest_core, least_core
from roadmap.solver.bound.covers import Covers
from roadmap.solver.bound.master import Master
from roadmap.solver.bound.prover import Prover
from roadmap.solver.bound.proving import prove_bound, start_bound
from roadmap.solver.bound.stretches import Stretches
from roadmap.solver.cpsat import relaxation
from roadmap.solver.cpsat.energy import find_spans
from roadmap.solver.cpsat.full_model import build_model
from roadmap.solver.cpsat.relaxation import Relaxation, rows_of
from roadmap.solver.cpsat.solve import SolveTask
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Bound, Search
from roadmap.tuning import TUNING
from tests.solver.problems import crowded_problem, random_problem, simple_problem
from tests.solver.searching import board_for, search_for
from tests.solver.test_brute_force import best_value

ONE = Search(60, workers=1, reproducible=True)


def _judge(board: Board) -> WishJudge:
    def limit() -> SolveTask | None:
        return SolveTask("conflicts", 20, 1.0, bounds=False, schedules=False)

    return WishJudge(board, ONE, limit=limit, spend=lambda _: None)


def _wishes(board: Board) -> Wishes:
    model = build_model(board.problem, board.windows, valuation=board.valuation, timed=False, grid=None)
    return Wishes(board.problem, model.variables)


@pytest.mark.parametrize("seed", range(120))
def test_no_bound_on_the_way_is_below_the_best_of_all_schedules(seed: int) -> None:
    problem = random_problem(seed)
    best = best_value(problem)
    told: list[Bound] = []
    board = Board(
        problem,
        began=time.monotonic(),
        deadline=time.monotonic() + 60,
        tell=lambda found: told.append(found) if isinstance(found, Bound) else None,
    )
    prove_bound(board, ONE, units=0.5)
    if best is not None:
        assert all(found.bound >= best for found in told)
        assert told


@pytest.mark.parametrize("seed", range(20))
def test_the_bound_of_larger_problems_is_never_below_what_a_search_finds(seed: int) -> None:
    problem = random_problem(seed + 1000, features=8, horizon=16)
    board = board_for(problem)
    prove_bound(board, ONE, units=1.0)
    ending, _ = search_for(problem)
    if ending.proof.value is not None and board.bound is not None:
        assert board.bound >= ending.proof.value


def test_two_deals_that_do_not_fit_together_are_cut_off() -> None:
    # One person, two features of 3 slots and two gates at 4: 6 people-days of work and 4 to do it in. Either deal
    # alone earns 10 less the release for 1; the stretches alone would let a fraction of the other land too.
    board = board_for(simple_problem(days=(3, 3), horizon=4))
    prove_bound(board, ONE, units=1.0)
    assert board.bound == 9


def test_the_core_of_impossible_deals_leaves_out_what_is_not_needed() -> None:
    # One person, three features of 2 slots, gates at 3, 3 and 6: the two by 3 are impossible, the third by 6 is not.
    board = board_for(simple_problem(days=(2, 2, 2), horizon=6, gates=(3, 3, 6)))
    judge, wishes = _judge(board), _wishes(board)
    deals = [wishes.of_deal(deal, 1) for deal in (2, 0, 1)]
    assert judge.impossible(deals)
    assert {wish.literal for wish in least_core(judge, deals)} == {wish.literal for wish in deals[1:]}


def test_a_core_is_put_off_to_the_last_release_at_which_it_is_impossible() -> None:
    # One person; both features take 3 slots; releases at 3, 4 and 9. Both by 3 is impossible, and both by 4 too, and
    # one by 4 with the other by 9 is not.
    board = board_for(simple_problem(days=(3, 3), horizon=9, gates=(3, 4)))
    judge, wishes = _judge(board), _wishes(board)
    core = wishes.split([wishes.of_deal(0, 1), wishes.of_deal(1, 1)])
    assert [wish.needs for wish in core] == [(((0,), 0),), (((1,), 1),)]
    later = latest_core(judge, core, later=wishes.later)
    assert [wish.needs[0][1] for wish in later] == [0, 1]  # feature 0 is of no use later, so its window ends at 3
    assert judge.confirmed(later)


def test_a_judge_without_time_proves_nothing() -> None:
    board = board_for(simple_problem(days=(3, 3), horizon=4))
    wishes = _wishes(board)
    judge = WishJudge(board, ONE, limit=lambda: None, spend=lambda _: None)
    both = [wishes.of_deal(0, 1), wishes.of_deal(1, 1)]
    assert not judge.impossible(both)
    assert not judge.confirmed(both)
    assert _judge(board).impossible(both)


@pytest.mark.parametrize("seed", range(40))
def test_wishes_found_impossible_are_granted_by_no_schedule(seed: int) -> None:
    problem = random_problem(seed, pins=False)
    board = board_for(problem)
    judge, wishes = _judge(board), _wishes(board)
    for deal, levels in enumerate(problem.deals):
        wish = wishes.of_deal(deal, len(levels.levels))
        if judge.impossible([wish]):
            assert best_value(asked_problem(problem, [wish])) is None


CONSTRAINTS: dict[str, tuple[Callable[..., object], Callable[..., object]]] = {
    "clause": (lambda m, a, b, c: m.add_bool_or(a, ~b), lambda a, b, c: a or not b),
    "implication": (lambda m, a, b, c: m.add_implication(a, ~c), lambda a, b, c: not (a and c)),
    "both implied": (lambda m, a, b, c: m.add_bool_and(a, b).only_enforce_if(c), lambda a, b, c: not c or (a and b)),
    "at most one": (lambda m, a, b, c: m.add_at_most_one(a, b, ~c), lambda a, b, c: a + b + (1 - c) <= 1),
    "exactly one": (lambda m, a, b, c: m.add_exactly_one(a, b, c), lambda a, b, c: a + b + c == 1),
    "sum from below": (lambda m, a, b, c: m.add(a + 2 * b - c >= 1), lambda a, b, c: a + 2 * b - c >= 1),
    "sum from above": (lambda m, a, b, c: m.add(a + 2 * b - c <= 1), lambda a, b, c: a + 2 * b - c <= 1),
    "left out": (lambda m, a, b, c: m.add(a + b <= 0).only_enforce_if(c), lambda a, b, c: True),
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_row_of_the_relaxation_allows_just_the_points_that_its_constraint_allows(name: str) -> None:
    add, holds = CONSTRAINTS[name]
    model = cp_model.CpModel()
    add(model, *(model.new_bool_var("") for _ in range(3)))
    rows = list(rows_of(model.proto))
    for point in product((0, 1), repeat=3):
        kept = all(sum(k * point[v] for v, k in zip(names, by, strict=True)) <= limit for names, by, limit in rows)
        assert kept == bool(holds(*point))


def test_the_bound_is_the_optimum_of_the_relaxation_and_holds_for_any_duals() -> None:
    # Most of 3a + 2b with a + b <= 1 is 3. Any dual values prove some bound of at least 3.
    model = cp_model.CpModel()
    a, b = model.new_bool_var(""), model.new_bool_var("")
    model.add(a + b <= 1)
    model.maximize(3 * a + 2 * b + 7)
    relaxed = Relaxation(model)
    point = relaxed.solve(10)
    assert point is not None
    assert point.bound == 10
    for price in (-1.0, 0.0, 1.0, 2.5, 4.0, float("nan")):
        assert relaxed._proved(np.array([price])) >= 10


def test_a_relaxation_without_a_solution_gives_no_point(monkeypatch: pytest.MonkeyPatch) -> None:
    model = cp_model.CpModel()
    a, b = model.new_bool_var(""), model.new_bool_var("")
    model.maximize(a + b)
    relaxed = Relaxation(model)
    relaxed.add(([0, 1], [1, 1], 2))  # always holds: left out
    assert relaxed._rows == []
    monkeypatch.setattr(relaxation, "TUNING", replace(TUNING, relaxation_many_rows=-1))
    point = relaxed.solve(10)
    assert point is not None
    assert point.bound == 2
    relaxed.add(([0, 1], [-1, -1], -3))
    assert relaxed.solve(10) is None


@pytest.mark.parametrize("seed", range(30))
def test_the_table_of_stretches_counts_what_each_span_counts(seed: int) -> None:
    problem = random_problem(seed, features=6, horizon=12, pins=False)
    board = board_for(problem)
    releases = len(problem.releases)
    landed = [[f * releases + r for r in range(releases)] for f in range(len(problem.features))]
    for mine, people in zip(find_spans(problem, board.windows), problem.capacity, strict=True):
        if not mine:
            continue
        table = Stretches(mine, people, landed=landed, horizon=problem.horizon)
        values = np.ones(len(problem.features) * releases)
        for b, e in product(range(len(table.begins)), range(len(table.ends))):
            begin, end = int(table.begins[b]), int(table.ends[e])
            if begin >= end:
                continue
            # All land as early as they ever can: what each must spend then is what its first release makes it spend.
            wanted = sum(
                min(
                    (
                        crew * max(0, min(days, end - begin, s.earliest + days - begin, end - (s.latest[r] - days)))
                        for crew, days in s.modes
                        if s.earliest + days <= s.latest[r]
                    ),
                    default=0,
                )
                for s in mine
                for r in [min(s.latest)]
            )
            names, amounts, room = table._row(b, e)
            assert sum(amounts) == wanted or sum(amounts) > wanted == 0
            assert room == sum(people[begin:end])
            assert len(names) == len(set(names))
        assert all(sum(amounts) > room for _, amounts, room in table.overfilled(values, 5))


def test_pairs_of_levels_that_need_all_of_a_conflict_exclude_each_other() -> None:
    # Features 0 and 1 cannot both land by release 2. Level 10 needs 0 by 1, level 11 needs 1 by 2, level 12 both,
    # level 13 needs 1 only by release 3.
    covers = Covers({10: {0: 1}, 11: {1: 2}, 12: {0: 2, 1: 0}, 13: {1: 3}}, features=2)
    covers.learn([(0, 2), (1, 2)])
    values = np.zeros(14)
    values[[10, 11, 12, 13]] = 0.7
    rows = covers.violated(values, 10)
    assert ([10, 11], [1, 1], 1) in rows
    assert ([12], [1], 0) in rows
    assert not any(13 in names for names, _, _ in rows)
    assert not [row for row in covers.violated(values, 10) if row in rows]


def test_the_bound_runs_beside_the_search_and_ends_when_told() -> None:
    board = board_for(crowded_problem())
    thread = start_bound(board, Search(60, workers=2))
    while board.bound is None:
        time.sleep(0.01)
    thread.finish(60)
    assert not thread.is_alive()
    assert not board.over()


def test_an_error_in_the_bound_surfaces_where_it_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise SolverDisagreement("injected")

    monkeypatch.setattr(prover_module.Prover, "run", fail)
    with pytest.raises(SolverDisagreement, match="injected"):
        start_bound(board_for(simple_problem()), Search(60)).finish(60)


def test_deals_that_only_the_full_model_finds_impossible_together_are_cut_off() -> None:
    # Three people, and three items of two people for 2 slots, due by 5: 12 people-days of 15, and no stretch is
    # overfilled, but only one runs at a time, so two land. The release costs 1.
    base = simple_problem(people=3, days=(2, 2, 2), horizon=5)
    problem = replace(base, items=tuple(replace(item, modes=(Mode(((0, 2),), 2),)) for item in base.items))
    board = board_for(problem)
    prover = Prover(board, ONE, limits=Limits(board, 1.0))
    prover._relaxed()
    assert board.bound == 29
    prover.run()
    assert board.bound == best_value(problem) == 19


def test_limits_without_work_left_give_no_task() -> None:
    board = board_for(simple_problem())
    limits = Limits(board, 0.0)
    assert limits.over()
    assert limits.judge() is None
    assert Limits(board, None).judge() is not None
    prover = Prover(board, ONE, limits=limits)
    assert prover._relaxed() is None
    assert prover._solved_whole() is None


def test_the_same_cuts_go_to_the_relaxation_and_to_the_integers() -> None:
    built = Master(board_for(simple_problem()))
    rows, constraints = len(built.relaxation._rows), len(built.model.cp.proto.constraints)
    level = built.model.variables.levels[0][0].index
    built.add(([level], [1], 0))
    assert len(built.relaxation._rows) == rows + 1
    assert len(built.model.cp.proto.constraints) == constraints + 1
