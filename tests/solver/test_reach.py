"""Reach: what no plan can earn of a deal, even alone, is no part of any bound, and no schedule is worth less for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import value
from roadmap.problem import Challenge, Deal, Demand, Level, Problem, Release
from roadmap.solver.bound import reach as reaching
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.bound.reach import find_reach, keep_within_reach, within_reach
from roadmap.solver.course import run_phases
from roadmap.solver.cpsat.solve import Solved
from roadmap.solver.outcome import Search
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.problems import item, problem
from tests.solver.problems import random_problem
from tests.solver.searching import SMALL, board_for, search_for

SEARCH = Search(20, workers=1)
LATE, SOON = (Demand((0,), 10), Demand((1,), 10)), (Demand((0,), 6), Demand((1,), 6))


def two(*levels: tuple[int, tuple[Demand, ...]], served: bool | None = None) -> Problem:
    """Two features of four days each for one person, and a deal that needs both. R1 freezes at the end of slot 4 and
    holds either of them, R2 at the end of slot 8 and holds both: windows alone see nothing of that."""
    releases = [Release(5, 6, 0, fixed=False), Release(9, 10, 0, fixed=False)]
    wanted = Deal(tuple(Level(worth, demands) for worth, demands in levels), served=served)
    return problem([item(0, 4), item(1, 4)], releases=releases, deals=[wanted])


def reach_of(asked: Problem) -> tuple[int, ...]:
    return find_reach(board_for(asked), SEARCH, seconds=60)


@pytest.mark.parametrize(
    ("levels", "reach"),
    [
        ([(100, LATE), (50, SOON)], 1),
        ([(100, SOON)], 0),
        ([(100, LATE)], 1),
        ([(100, (Demand((0,), 10), Demand((1,), 6))), (50, SOON)], 1),
        # either of them will do
        ([(100, (Demand((0, 1), 6),))], 1),
    ],
)
def test_a_level_that_one_person_cannot_meet_even_for_this_deal_alone_is_out_of_reach(
    levels: list[tuple[int, tuple[Demand, ...]]], reach: int
) -> None:
    assert reach_of(two(*levels)) == (reach,)


def test_what_is_out_of_reach_is_in_no_bound() -> None:
    asked = two((100, LATE), (50, SOON))
    deal = replace(asked.deals[0], challenges=(Challenge(Demand((), 10), (10, 5)),))
    asked = replace(asked, deals=(deal,))
    # 100 + 50, less 15 for the challenge that nothing meets; then 100 less 10.
    assert simple_bound(asked, find_windows(asked), valuation=Valuation(asked)) == 135
    board = board_for(asked)
    assert keep_within_reach(board, SEARCH)
    assert (board.reach, board.bound, board.sure) == ((1,), 90, 90)
    assert board.problem.deals[0].challenges == (Challenge(Demand((), 10), (10,)),)


def test_a_deal_that_must_be_served_keeps_its_first_level() -> None:
    pinned = two((100, SOON), (50, SOON), served=True)
    assert within_reach(pinned, (0,)).deals[0].levels == pinned.deals[0].levels[:1]
    assert within_reach(two((100, SOON)), (0,)).deals[0].levels == ()
    asked = two((100, LATE))
    assert within_reach(asked, (1,)) is asked


def test_what_one_solve_calls_infeasible_is_within_reach_until_another_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = ["infeasible", "open"]
    monkeypatch.setattr(reaching, "solve_model", lambda *_, **__: Solved(claims.pop(0), 0.0))  # type: ignore[arg-type]
    assert reach_of(two((100, SOON))) == (1,)
    assert claims == []


def test_nothing_is_asked_without_time_nor_of_a_deal_that_is_served_already() -> None:
    asked = two((100, LATE), (50, SOON))
    assert find_reach(board_for(asked), SEARCH, seconds=-1.0) == (2,)
    assert find_reach(board_for(asked), SEARCH, seconds=60, units=0.0) == (2,)
    served = two((100, LATE))
    board = board_for(served)
    run_phases(board, SMALL)
    assert board.value == 100


def test_a_search_tells_what_it_found_out_of_reach() -> None:
    board = board_for(two((100, LATE), (50, SOON), (25, SOON)))
    run_phases(board, SMALL)
    assert (board.reach, board.value, board.bound) == ((1,), 100, 100)


@pytest.mark.parametrize(("seed", "reach"), [(1, None), (2, None), (10, (0, 0, 0)), (24, (0, 0))])
def test_no_schedule_is_worth_less_without_what_is_out_of_reach(seed: int, reach: tuple[int, ...] | None) -> None:
    # Of 10 and 24 windows alone would tell (1, 2, 2) and (0, 1).
    whole = random_problem(seed)
    assert reach is None or reach_of(whole) == reach
    shorter = within_reach(whole, reach_of(whole))
    ending, schedule = search_for(whole)
    other, found = search_for(shorter)
    assert ending.proof.value == other.proof.value
    for one in (schedule, found):
        if one is not None:
            assert value(whole, one) == value(shorter, one)
