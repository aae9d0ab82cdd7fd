"""Cores: plans of the dearest deals first, and rows that no schedule of the whole breaks."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import pytest

from roadmap.problem import Challenge, Deal, Demand, Level, Problem
from roadmap.schedule import Schedule
from roadmap.solver import solving
from roadmap.solver.budget import Budget
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.cpsat.full_model import add_row, build_model
from roadmap.solver.cpsat.relaxation import ROW_UNITS
from roadmap.solver.cpsat.shared_rows import LearnedRows, Rows
from roadmap.solver.cpsat.solve import SolveTask, solve_model
from roadmap.solver.outcome import Search
from roadmap.solver.repair import cores
from roadmap.solver.repair.cores import Core, choose_cores, has_cores, plan_cores
from tests.solver.problems import crowded_problem, random_problem, simple_problem, supported
from tests.solver.searching import board_for
from tests.solver.test_brute_force import best_value

ONE = Search(20, workers=1, reproducible=True, deterministic_time=5.0)


def planned(problem: Problem, search: Search = ONE, *, said: bool = False) -> tuple[bool, int | None, list[Core]]:
    """Whether the last core was solved to the end, the value of the best schedule, and what was learned, or `said`."""
    board = board_for(problem)
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    learned = LearnedRows()
    if board.schedule is None:
        return False, None, []
    solved = plan_cores(board, search, budget=Budget(board, search), share=1.0, learned=learned)
    facts, other = (learned.said, learned.facts) if said else (learned.facts, learned.said)
    assert not other
    return solved, board.value, [core for core in map(owner_of, facts) if isinstance(core, Core)]


def owner_of(fact: object) -> object:
    return getattr(fact, "__self__", None)


def core_of(problem: Problem, core: Core) -> Problem:
    return replace(problem, deals=tuple(problem.deals[position] for position in sorted(core.deals)))


def worth(*values: int) -> Problem:
    """Deals of these values, each with a feature of its own."""
    problem = simple_problem(days=(1,) * len(values), horizon=len(values))
    return replace(
        problem,
        deals=tuple(Deal((Level(v, d.levels[0].demands),)) for v, d in zip(values, problem.deals, strict=True)),
    )


SUPPORTED = supported(crowded_problem(features=30, deals=20, horizon=60))


def test_each_core_has_the_fewest_deals_that_could_earn_its_share_and_is_smaller_than_the_whole() -> None:
    assert choose_cores(worth(10, 50, 20, 15, 5)) == [{1}, {1, 2}, {1, 2, 3}]
    assert choose_cores(worth(90, 5, 5)) == [{0}]
    assert choose_cores(worth(10, 10)) == []
    assert choose_cores(worth(10)) == []
    assert choose_cores(worth()) == []


def test_a_pinned_deal_is_in_every_core_and_one_pinned_out_in_none() -> None:
    problem = worth(10, 50, 20, 15, 5)
    pinned = {1: replace(problem.deals[1], served=False), 4: replace(problem.deals[4], served=True)}
    deals = tuple(pinned.get(position, deal) for position, deal in enumerate(problem.deals))
    chosen = choose_cores(replace(problem, deals=deals))
    assert chosen
    assert all(4 in core and 1 not in core for core in chosen)


def test_on_a_large_problem_there_is_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "is_large", lambda _: True)
    assert choose_cores(worth(10, 50, 20, 12, 8)) == [{0, 1, 2, 3}]
    assert choose_cores(worth(10, 50, 20, 15, 5)) == [{1, 2, 3}]


@pytest.mark.parametrize(
    ("problem", "planned_cores"),
    [
        (crowded_problem(), True),
        (crowded_problem(features=12), False),
        (worth(*range(1, 14)), True),
        (worth(*[10] * 13), False),
        (SUPPORTED, True),
        (crowded_problem(features=201), False),
        (replace(SUPPORTED, deals=tuple(replace(deal, served=True) for deal in SUPPORTED.deals)), False),
    ],
    ids=["small", "tiny", "unequal", "equal", "much support", "large", "all pinned"],
)
def test_there_are_cores_where_they_are_smaller_than_the_whole(problem: Problem, *, planned_cores: bool) -> None:
    assert has_cores(problem, seconds=60) is planned_cores


def test_the_plan_of_a_core_is_filled_with_what_else_fits() -> None:
    board = board_for(worth(10, 50, 20, 15, 5))
    board.offer(Schedule((None,) * 5), "empty")
    plan_cores(board, ONE, budget=Budget(board, ONE), share=1.0, learned=LearnedRows())
    assert board.value == 99  # 100, less the release


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_what_one_solve_says_of_the_cores_of_a_large_problem_is_true(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cores, "is_large", lambda _: True)
    problem = random_problem(seed, pins=seed % 3 == 0)
    _, _, said = planned(problem, replace(ONE, deterministic_time=5.0 if seed % 4 else 0.02), said=True)
    for core in said:
        best = best_value(core_of(problem, core))
        assert best is None or core.most >= best
    board = board_for(problem)
    model = build_model(problem, board.windows, valuation=board.valuation)
    Rows(LearnedRows(said=[core.row for core in said]), model, add=partial(add_row, model), said=True)
    solve_model(board, model, search=ONE, task=SolveTask("test", 20))
    assert board.value == best_value(problem)


def test_rows_take_what_was_said_only_where_asked_for() -> None:
    board = board_for(worth(10, 50))
    added: list[object] = []
    for said in (False, True):
        model = build_model(board.problem, board.windows, valuation=board.valuation)
        Rows(LearnedRows(said=[Core(frozenset({0}), 10).row]), model, add=added.append, said=said)
        assert len(added) == said


def test_what_was_said_wrongly_costs_no_value_and_proves_nothing() -> None:
    # One solve said that the dear deal earns nothing: the full model believes it, the second solve does not.
    problem = worth(10, 50)
    board = board_for(problem)
    board.offer(Schedule((None, None)), "empty")
    learned = LearnedRows(said=[Core(frozenset({1}), 0).row])
    full = solving._Full(board, ONE, budget=Budget(board, ONE), learned=learned)
    full.look(1.0)
    assert board.value == best_value(problem)
    assert board.bound == board.value


def test_a_model_that_is_infeasible_by_what_was_said_wrongly_ends_nothing() -> None:
    problem = worth(10, 50)
    pinned = replace(problem, deals=tuple(replace(deal, served=True) for deal in problem.deals))
    board = board_for(pinned)
    first_plan(board, decoder=Decoder(pinned, board.windows, valuation=board.valuation))
    before, learned = board.value, LearnedRows(said=[Core(frozenset({0, 1}), 0).row])
    assert before is not None
    full = solving._Full(board, ONE, budget=Budget(board, ONE), learned=learned)
    assert full.look(1.0) == "infeasible"
    assert board.value == before


def test_all_that_rests_on_what_one_solve_said_is_one_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving._Full, "_confirm", lambda *_: None)
    board = board_for(worth(10, 50))
    board.offer(Schedule((None, None)), "empty")
    learned = LearnedRows(said=[Core(frozenset({1}), 0).row])
    for seed in range(3):
        solving._Full(board, replace(ONE, seed=seed), budget=Budget(board, ONE), learned=learned).look(1.0)
    assert board.value == board.bound
    assert not board.proved()


@pytest.mark.parametrize("seed", range(60))
def test_no_schedule_is_worth_more_than_the_core_when_only_its_deals_earn(seed: int) -> None:
    problem = random_problem(seed, pins=seed % 3 == 0)
    _, value, learned = planned(problem)
    best = best_value(problem)
    assert value is None or (best is not None and value <= best)
    for core in learned:
        assert core.most == best_value(core_of(problem, core))


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_the_best_of_the_whole_stays_with_the_rows_of_its_cores(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "ROW_UNITS", 7 if seed % 4 else ROW_UNITS)  # the smaller, in a coarser unit
    problem = random_problem(seed, pins=False)
    _, _, learned = planned(problem)
    board = board_for(problem)
    model = build_model(problem, board.windows, valuation=board.valuation)
    rows = Rows(LearnedRows(facts=[core.row for core in learned]), model, add=partial(add_row, model))
    assert rows.take() == len(learned)
    assert solve_model(board, model, search=ONE, task=SolveTask("test", 20)).claim == "optimal"
    assert board.value == best_value(problem)


def test_a_row_counts_the_challenges_of_its_own_deals_only() -> None:
    # Two deals of 10, each with a challenge of 4 that nothing meets in time.
    problem = simple_problem(days=(1, 1), horizon=2)
    hard = (Challenge(Demand((), 0), (4,)),)
    problem = replace(problem, deals=tuple(replace(deal, challenges=hard) for deal in problem.deals))
    board = board_for(problem)
    model = build_model(problem, board.windows, valuation=board.valuation)
    variables, amounts, most = Core(frozenset({1}), 5).row(model)
    lost = {literal.index for _, literal in model.variables.prices}
    assert most == 5
    assert sorted(amounts) == [-4, -1, 10]
    assert len(lost.intersection(variables)) == 1
    assert model.variables.levels[1][0].index in variables
    assert model.variables.levels[0][0].index not in variables


def test_cores_are_planned_within_their_share_and_their_plans_are_plans_of_the_whole() -> None:
    problem = crowded_problem(features=20, deals=20, horizon=40)
    board = board_for(problem)
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    before, budget, learned = board.value, Budget(board, ONE), LearnedRows()
    plan_cores(board, ONE, budget=budget, share=0.3, learned=learned)
    assert before is not None
    assert (board.value or 0) > before
    assert learned.facts
    assert budget.left() > 0.7 * 5.0


def test_a_core_that_is_hard_gets_its_share_and_no_more() -> None:
    problem, little = crowded_problem(), replace(ONE, deterministic_time=0.4)
    board = board_for(problem)
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    budget = Budget(board, little)
    assert not plan_cores(board, little, budget=budget, share=0.25, learned=LearnedRows())
    assert budget.left() == pytest.approx(0.3, abs=0.05)


def test_what_only_one_solve_says_is_not_learned() -> None:
    problem = crowded_problem(features=20, deals=20, horizon=40)
    solved, _, learned = planned(problem, replace(ONE, deterministic_time=0.05))
    assert not solved
    assert learned == []


def test_nothing_is_planned_once_the_search_is_stopped() -> None:
    problem = crowded_problem(features=20, deals=20, horizon=40)
    board = board_for(problem)
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    board.stop = threading.Event()
    board.stop.set()
    before, learned = board.value, LearnedRows()
    assert not plan_cores(board, ONE, budget=Budget(board, ONE), share=0.5, learned=learned)
    assert board.value == before
    assert not learned.facts
