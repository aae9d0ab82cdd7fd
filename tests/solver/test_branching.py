"""Branching: the bound of prices with levels settled, which never falls below the best schedule of a side."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from roadmap.problem import Mode, Problem
from roadmap.solver.board import Board
from roadmap.solver.bound.bound_limits import Limits
from roadmap.solver.bound.priced.branch_and_bound import Branching
from roadmap.solver.bound.priced.closure import Sides
from roadmap.solver.bound.priced.priced_relaxation import PricedRelaxation
from roadmap.solver.bound.prover import BRANCHES, Prover
from roadmap.solver.cpsat.shared_rows import LearnedRows
from roadmap.solver.local.compiled import chains as compiled_chains
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.tuning import TUNING
from tests.solver.problems import crowded_problem, random_problem, simple_problem
from tests.solver.searching import board_for
from tests.solver.test_brute_force import best_value

LONG = Search(20, workers=1, reproducible=True, deterministic_time=1.0)


def priced(board: Board, *, steps: int, target: float) -> PricedRelaxation:
    pricing = PricedRelaxation(board.problem, board.windows, valuation=board.valuation, machine=compiled_chains)
    for _ in range(steps):
        pricing.step(target)
    return pricing


def never() -> bool:
    return False


def excluding() -> Problem:
    """Three deals, three people, one day; each deal takes two of the people, so only one can be served, but prices that
    are half of what a deal brings let three halves be paid for. Each deal brings 10, the release costs 1."""
    problem = simple_problem(days=(1, 1, 1), horizon=1)
    crews = (((0, 1), (1, 1)), ((1, 1), (2, 1)), ((0, 1), (2, 1)))
    items = tuple(replace(item, modes=(Mode(crew, 1),)) for item, crew in zip(problem.items, crews, strict=True))
    return replace(problem, items=items, capacity=((1,), (1,), (1,)))


@pytest.mark.parametrize("seed", range(40))
def test_no_side_bounds_below_the_best_that_it_holds(seed: int) -> None:
    problem = random_problem(seed)
    best = best_value(problem)
    pricing = priced(board_for(problem), steps=20, target=float(best or 0))
    branching = Branching(pricing)
    value = -1000 if best is None else best - 1
    for _ in range(12):
        going = branching.step(value, never)
        bound = branching.bound()
        assert best is None or (bound is not None and bound >= best)
        if not going:
            break


def test_a_settled_deal_bounds_what_the_problem_with_that_deal_settled_is_worth() -> None:
    tried = 0
    for seed in range(30):
        problem = random_problem(seed, pins=False)
        problem = replace(problem, deals=tuple(replace(deal, levels=deal.levels[:1]) for deal in problem.deals))
        problem = replace(problem, deals=tuple(replace(deal, challenges=()) for deal in problem.deals))
        pricing = priced(board_for(problem), steps=10, target=0.0)
        if len(pricing.closure.levels) < len(problem.deals):
            continue
        for served, sides in ((True, Sides((0,), ())), (False, Sides((), (0,)))):
            best = best_value(replace(problem, deals=(replace(problem.deals[0], served=served), *problem.deals[1:])))
            aside = pricing.aside(pricing.best, sides, length=0.5)
            for _ in range(15):
                aside.step(float(best or 0))
            assert best is None or (aside.bound is not None and aside.bound >= best)
            tried += best is not None
    assert tried > 10


def test_deals_that_exclude_each_other_are_no_longer_mixed() -> None:
    problem = excluding()
    assert best_value(problem) == 9
    pricing = priced(board_for(problem), steps=300, target=9.0)
    assert pricing.bound is not None
    assert pricing.bound >= 12
    branching = Branching(pricing)
    bounds = [pricing.bound]
    while branching.step(8, never):
        bounds.append(branching.bound() or 0)
    assert all(after <= before for before, after in pairwise(bounds))
    assert 9 <= bounds[-1] <= 10


def test_a_side_that_holds_nothing_better_is_closed_and_then_nothing_is_open() -> None:
    problem = excluding()
    branching = Branching(priced(board_for(problem), steps=300, target=9.0))
    for _ in range(60):
        if not branching.step(10, never):
            break
    assert branching.bound() is None
    assert not branching.step(10, never)


def test_when_time_is_up_the_bound_stays_as_it_was() -> None:
    problem = excluding()
    branching = Branching(priced(board_for(problem), steps=300, target=9.0))
    before = branching.bound()
    assert not branching.step(8, lambda: True)
    assert branching.bound() == before


def test_with_many_sides_open_a_new_one_keeps_the_prices_it_began_from(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = excluding()
    pricing = priced(board_for(problem), steps=300, target=9.0)
    assert TUNING.branch_most_open > 1
    monkeypatch.setattr("roadmap.solver.bound.priced.branch_and_bound.TUNING", replace(TUNING, branch_most_open=0))
    branching = Branching(pricing)
    assert branching.step(8, never)
    assert all(side.point is pricing.best for side in branching._open)


@pytest.mark.slow
def test_the_prover_branches_on_large_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Incumbent | Bound] = []
    board = board_for(crowded_problem(), told=told)
    monkeypatch.setattr("roadmap.solver.bound.prover.is_large", lambda _: True)
    Prover(board, LONG, limits=Limits(board, 20.0), learned=LearnedRows(lambda: compiled_chains)).run()
    bounds = [news for news in told if isinstance(news, Bound)]
    assert BRANCHES in {news.found_by for news in bounds}
    assert [news.bound for news in bounds] == sorted((news.bound for news in bounds), reverse=True)
