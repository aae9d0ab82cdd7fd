"""Slack: among plans worth the same, the one with more time before the dearest gates; never for value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from roadmap.audit import value
from roadmap.problem import Deal, Demand, Level, Release
from roadmap.schedule import Schedule
from roadmap.solver import course
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.cpsat.slack_model import count_slack, leave_slack
from roadmap.solver.local.compiled import slack
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.solver.outcome import Search
from roadmap.solver.valuation import NEVER, Valuation, landings_of
from roadmap.tuning import TUNING
from tests.problems import item, problem, schedule
from tests.solver.problems import crowded_problem, random_problem
from tests.solver.searching import board_for, search_for
from tests.solver.test_brute_force import valid_schedules


def by_ruins(board: Board) -> None:
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    Ruiner(board, decoder, seed=1, machine=slack).leave_slack(Allowance(300, lambda: 1.0, timed=False))


def by_full_model(board: Board) -> None:
    leave_slack(board, Search(20, workers=1), seconds=60, units=0.5)


SLACK_IN_WASTE = 60
"""The seed of a problem in which building what earns nothing would leave more slack; the post-pass drops it."""
WAYS = pytest.mark.parametrize("leave", [by_ruins, by_full_model])
Leave = Callable[[Board], None]


def _two_deals(start: Schedule) -> Board:
    # One person; two features of four slots; releases at 4, 8 and 12. Both deals can wait until 12.
    releases = [Release(limit, limit, 0, fixed=True) for limit in (4, 8, 12)]
    deals = [Deal((Level(value, (Demand((feature,), 12),)),)) for feature, value in enumerate((10, 1))]
    board = board_for(problem([item(0, days=4), item(1, days=4)], deals=deals, releases=releases, horizon=12))
    board.offer(start, "start")
    return board


@WAYS
def test_the_dearer_deal_gets_the_earlier_release(leave: Leave) -> None:
    # The cheap deal first: 10 x (12 - 8) + 1 x (12 - 4) = 48. The dear one first: 10 x (12 - 4) + 1 x (12 - 8) = 84.
    board = _two_deals(schedule((1, [4]), (0, [0])))
    leave(board)
    assert board.schedule == schedule((0, [0]), (1, [4]))
    assert board.value == 11


@WAYS
def test_what_has_most_slack_already_stays(leave: Leave) -> None:
    board = _two_deals(schedule((0, [0]), (1, [4])))
    before = board.schedule
    leave(board)
    assert board.schedule is before


@WAYS
@pytest.mark.parametrize("seed", range(6))
def test_value_is_never_given_up_for_slack(seed: int, leave: Leave) -> None:
    board = board_for(crowded_problem(seed))  # audits what is offered and settled
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    before = board.value
    leave(board)
    assert before is not None
    assert board.value is not None
    assert board.value >= before


def test_a_schedule_worth_less_is_not_settled_on() -> None:
    board = _two_deals(schedule((0, [0]), (1, [4])))
    assert not board.settle(schedule((0, [0]), None), "slack")
    assert board.value == 11


@WAYS
def test_when_asked_to_stop_nothing_is_tried(leave: Leave) -> None:
    board = _two_deals(schedule((1, [4]), (0, [0])))
    before = board.schedule
    board.stop.set()
    leave(board)
    assert board.schedule is before


def test_where_nothing_is_worth_anything_nothing_is_lost() -> None:
    free = replace(random_problem(3), deals=())
    features = tuple(replace(feature, cost=0) for feature in free.features)
    releases = tuple(replace(release, cost=0) for release in free.releases)
    board = board_for(replace(free, features=features, releases=releases))
    first_plan(board, decoder=Decoder(board.problem, board.windows, valuation=board.valuation))
    by_full_model(board)
    assert board.value == 0


def test_slack_is_what_a_deal_earns_times_the_time_before_its_gate() -> None:
    releases = [Release(limit, limit, 0, fixed=True) for limit in (4, 8, 12)]
    both = Level(10, (Demand((0,), 12), Demand((1,), 8)))
    options, better = Level(3, (Demand((0, 1), 12),)), Level(2, (Demand((1,), 4),))
    question = problem(
        [item(0), item(1)], deals=[Deal((both,)), Deal((options, better))], releases=releases, horizon=12
    )
    valuation = Valuation(question)
    # Of two demands the one with less time counts, of two options the earlier, of two levels the last one taken.
    assert count_slack(valuation, [0, 1]) == 10 * min(12 - 4, 8 - 8) + 3 * (12 - 4)
    assert count_slack(valuation, [2, 0]) == 10 * min(12 - 12, 8 - 4) + 5 * (4 - 4)
    assert count_slack(valuation, [0, NEVER]) == 3 * (12 - 4)
    assert count_slack(valuation, [NEVER, NEVER]) == 0


@pytest.mark.parametrize("seed", [seed for seed in range(120) if seed != SLACK_IN_WASTE])
def test_of_all_tiny_plans_worth_most_the_search_ends_with_the_one_with_most_slack(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "TUNING", replace(TUNING, order_item_steps=3))
    question = random_problem(seed)
    valued = [(value(question, schedule), schedule) for schedule in valid_schedules(question)]
    valuation, best = Valuation(question), max((worth for worth, _ in valued), default=None)
    most = [count_slack(valuation, landings_of(schedule)) for worth, schedule in valued if worth == best]
    _, found = search_for(question)
    assert (found is None) == (best is None)
    if found is not None:
        assert value(question, found) == best
        assert count_slack(valuation, landings_of(found)) == max(most)
