"""Racing: every way begins from the same plan, the better one gets the rest, and the rest begins from the best plan."""

from __future__ import annotations

from typing import cast

import pytest

from roadmap.schedule import Schedule
from roadmap.solver.local.racing import WAYS, race, race_beside, spans_of_steps, spans_of_time
from roadmap.solver.local.ruin import Allowance, Meeting, Ruiner
from roadmap.tuning import TUNING
from tests.solver.problems import crowded_problem, simple_problem
from tests.solver.searching import board_for


class Told:
    """A search that finds what it is told and notes how it was asked."""

    def __init__(self, found: dict[float, int]) -> None:
        self.board, self.found = board_for(simple_problem()), found
        self.board.offer(Schedule((None, None)), "start")
        self.asked: list[tuple[float, int, bool, bool]] = []

    def search(self, span: Allowance, *, meeting: Meeting | None = None, start: Schedule | None = None) -> int:
        self.asked.append((span.dear, span.steps, meeting is not None, start is self.board.schedule))
        return self.found[span.dear]

    search_beside = search


@pytest.mark.parametrize(("few", "many", "better"), [(9, 5, WAYS[0]), (5, 9, WAYS[1]), (7, 7, WAYS[0])])
def test_the_better_way_gets_the_rest(few: int, many: int, better: float) -> None:
    told = Told({WAYS[0]: few, WAYS[1]: many})
    race(cast("Ruiner", told), spans_of_steps(1000))
    short, rest = int(1000 * TUNING.race_trial), int(1000 * (1 - 2 * TUNING.race_trial))
    assert told.asked == [
        (WAYS[0], short, False, True),
        (WAYS[1], short, False, True),
        (better, rest, False, False),
    ]


def test_beside_each_other_each_tries_one_way_and_both_go_on_in_the_better_one_and_meet() -> None:
    one, other = Told({WAYS[0]: 5, WAYS[1]: 6}), Told({WAYS[0]: 5, WAYS[1]: 6})
    race_beside((cast("Ruiner", one), cast("Ruiner", other)), spans_of_steps(1000))
    assert [(dear, met) for dear, _, met, _ in one.asked] == [(WAYS[0], False), (WAYS[1], True)]
    assert [(dear, met) for dear, _, met, _ in other.asked] == [(WAYS[1], False), (WAYS[1], True)]


def test_what_fails_in_the_search_beside_is_raised() -> None:
    broken = Told({})
    with pytest.raises(KeyError):
        race_beside((cast("Ruiner", Told({WAYS[0]: 5})), cast("Ruiner", broken)), spans_of_steps(10))


def test_a_span_of_time_begins_when_it_is_asked_for_and_lasts_its_share() -> None:
    board = board_for(crowded_problem(), seconds=100)
    span = spans_of_time(board, 50.0)(0.5, 0.0)
    assert 0.9 < span.left() <= 1.0
    board.deadline -= 20
    assert 0.1 < span.left() < 0.25
    board.deadline -= 10
    assert span.left() < 0
