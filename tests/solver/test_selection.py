"""Problems of one slot: what is chosen is the best there is, counted by hand or by trying everything."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Challenge, Deal, Demand, Feature, Item, Level, Mode, Problem, Release
from roadmap.schedule import Placement, Schedule, Status
from roadmap.solver.engines import is_selection
from roadmap.solver.special.selection import select
from roadmap.solver.windows import find_windows
from tests.solver.searching import board_for, search_for


def one_slot(costs: list[int], budget: int, deals: list[tuple[int, list[tuple[int, ...]]]]) -> Problem:
    """Features that take so many people in the one slot; deals with a value and their needs, each of alternatives."""
    return Problem(
        horizon=1,
        capacity=((budget,),),
        items=tuple(Item(n, (Mode(((0, cost),), 1),), True, 0, 1) for n, cost in enumerate(costs)),
        features=tuple(Feature((n,), (), 0) for n in range(len(costs))),
        precedences=(),
        releases=(Release(1, 1, 0, fixed=True),),
        deals=tuple(Deal((Level(worth, tuple(Demand(need, 1) for need in needs)),)) for worth, needs in deals),
    )


def random_selection(seed: int) -> Problem:
    """Six features with dependencies and prices, five deals of one or two levels with alternatives."""
    chance = random.Random(seed)
    needs = [[tuple(chance.sample(range(6), chance.choice((1, 1, 2)))) for _ in range(2)] for _ in range(5)]
    question = one_slot([chance.randint(0, 5) for _ in range(6)], chance.randint(3, 12), [(0, n) for n in needs])
    features = tuple(
        replace(feature, after=tuple(g for g in range(f) if chance.random() < 0.2), cost=chance.choice((0, 0, 2, -1)))
        for f, feature in enumerate(question.features)
    )
    deals = []
    for deal in question.deals:
        late, best = deal.levels[0].demands, chance.choice((0, 1, 1))
        levels = (
            Level(chance.randint(0, 9), late[:1]),
            Level(chance.randint(0, 9), tuple(replace(d, latest=best) for d in late)),
        )
        deals.append(replace(deal, levels=levels, served=chance.choice((None, None, None, False))))
    return replace(question, features=features, deals=tuple(deals))


def best_of_all(problem: Problem) -> int:
    """The best of all choices that the audit accepts."""
    ways = [None, Placement(0, (0,), (0,))]
    schedules = (Schedule(chosen) for chosen in product(ways, repeat=len(problem.features)))
    return max(value(problem, s) for s in schedules if not broken_rules(problem, s))


def test_the_budget_goes_to_the_deals_that_are_worth_most_together() -> None:
    # 6 people: deals 0 and 1 share feature 0 and need 2 + 1 + 3 = 6 people for 5 + 6; deal 2 needs 5 for 10
    question = one_slot([2, 1, 3, 5], 6, [(5, [(0,), (1,)]), (6, [(0,), (2,)]), (10, [(3,)])])
    ending, schedule = search_for(question)
    assert (ending.proof.status, ending.proof.value, ending.proof.bound) == (Status.OPTIMAL, 11, 11)
    assert schedule is not None
    assert [placement is not None for placement in schedule.placements] == [True, True, True, False]


@pytest.mark.parametrize("seed", range(60))
def test_random_selections_are_solved_to_the_best_of_all_choices(seed: int) -> None:
    question = random_selection(seed)
    board = board_for(question)
    board.offer(Schedule((None,) * 6), "empty")
    assert is_selection(question, board.windows)
    assert select(board)
    assert board.value == best_of_all(question)


def _with_item(question: Problem, **change: object) -> Problem:
    return replace(question, items=(replace(question.items[0], **change), *question.items[1:]))  # type: ignore[arg-type]


PLAIN = one_slot([2, 1], 3, [(5, [(0,), (1,)])])


@pytest.mark.parametrize(
    "question",
    [
        replace(PLAIN, horizon=2, capacity=((3, 3),)),
        replace(PLAIN, releases=(Release(1, 1, 3, fixed=False),)),
        replace(PLAIN, features=(replace(PLAIN.features[0], planned=True), PLAIN.features[1])),
        replace(PLAIN, deals=(replace(PLAIN.deals[0], served=True),)),
        replace(PLAIN, deals=(replace(PLAIN.deals[0], challenges=(Challenge(Demand((1,), 1), (1,)),)),)),
        replace(PLAIN, deals=(Deal((Level(10**8, ()), Level(1, (Demand((0,), 1),)))),)),
        _with_item(PLAIN, modes=(Mode((), 0),)),
    ],
)
def test_what_has_time_pins_or_large_amounts_in_it_is_no_selection(question: Problem) -> None:
    assert is_selection(PLAIN, find_windows(PLAIN))
    assert not is_selection(question, find_windows(question))


def test_a_search_that_is_over_stops_without_an_answer() -> None:
    board = board_for(PLAIN, seconds=0)
    assert not select(board)
    assert board.value is None


def test_an_error_in_the_solve_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_settings: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("roadmap.solver.special.selection.mathopt.solve", fail)
    with pytest.raises(RuntimeError, match="broken"):
        select(board_for(PLAIN))
