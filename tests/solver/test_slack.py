"""Slack: among plans worth the same, the one with more time before the dearest gates; never for value."""

from __future__ import annotations

import pytest

from roadmap.problem import Deal, Demand, Level, Release
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.compiled import slack
from roadmap.solver.decoder import Decoder
from roadmap.solver.orders import first_plan
from roadmap.solver.ruin import Ruiner, Span
from tests.problems import item, problem, schedule
from tests.solver.problems import crowded_problem
from tests.solver.searching import board_for


def _leave_slack(board: Board, *, steps: int = 300) -> None:
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    Ruiner(board, decoder, seed=1, machine=slack).leave_slack(Span(steps, lambda: 1.0, timed=False))


def _two_deals(start: Schedule) -> Board:
    # One person; two features of four slots; releases at 4, 8 and 12. Both deals can wait until 12.
    releases = [Release(limit, limit, 0, fixed=True) for limit in (4, 8, 12)]
    deals = [Deal((Level(value, (Demand((feature,), 12),)),)) for feature, value in enumerate((10, 1))]
    board = board_for(problem([item(0, days=4), item(1, days=4)], deals=deals, releases=releases, horizon=12))
    board.offer(start, "start")
    return board


def test_the_dearer_deal_gets_the_earlier_release() -> None:
    # The cheap deal first: 10 x (12 - 8) + 1 x (12 - 4) = 48. The dear one first: 10 x (12 - 4) + 1 x (12 - 8) = 84.
    board = _two_deals(schedule((1, [4]), (0, [0])))
    _leave_slack(board)
    assert board.schedule == schedule((0, [0]), (1, [4]))
    assert board.value == 11


def test_what_has_most_slack_already_stays() -> None:
    board = _two_deals(schedule((0, [0]), (1, [4])))
    before = board.schedule
    _leave_slack(board)
    assert board.schedule is before


@pytest.mark.parametrize("seed", range(6))
def test_value_is_never_given_up_for_slack(seed: int) -> None:
    board = board_for(crowded_problem(seed))  # audits what is offered and settled
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    before = board.value
    _leave_slack(board)
    assert before is not None
    assert board.value is not None
    assert board.value >= before


def test_a_schedule_worth_less_is_not_settled_on() -> None:
    board = _two_deals(schedule((0, [0]), (1, [4])))
    assert not board.settle(schedule((0, [0]), None), "slack")
    assert board.value == 11


def test_when_asked_to_stop_nothing_is_tried() -> None:
    board = _two_deals(schedule((1, [4]), (0, [0])))
    before = board.schedule
    board.stop.set()
    _leave_slack(board)
    assert board.schedule is before
