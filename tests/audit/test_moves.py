"""The switching rule, checked move by move: ten slots of notice, moves of twenty, two a year, five of training."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roadmap.audit.moves import Moved, SwitchingRule, check

RULE = SwitchingRule(notice=10, least=20, most_a_year=2, training=5)
MOVE = Moved(
    person=0, line=0, away=10, first=15, end=35, year=2026, agreed=False, trained=10, home=((0, 10), (35, 200))
)
"""Just enough of everything."""


def broken(*moves: Moved) -> list[str]:
    return list(check(moves, RULE, horizon=200))


def again(**changes: Any) -> Moved:
    """A second move of the same person to the same line, twenty slots after the first."""
    later: dict[str, Any] = {"away": 55, "first": 55, "end": 75, "home": ((75, 200),)}
    return replace(MOVE, **(later | changes))


def test_no_moves_break_no_rule() -> None:
    assert broken() == []


def test_a_move_with_just_enough_of_everything_keeps_the_rule() -> None:
    assert broken(MOVE) == []


def test_a_move_without_notice_is_refused_unless_it_was_agreed_before() -> None:
    early = replace(MOVE, away=9, trained=9, home=((0, 9),))
    assert broken(early) == ["person 0 is moved from slot 9 without notice"]
    assert broken(replace(early, agreed=True)) == []


def test_a_move_that_is_too_short_is_refused_unless_the_plan_ends_it() -> None:
    short = replace(MOVE, end=34)
    assert broken(short) == ["person 0 is moved for 19 slots, less than 20"]
    assert list(check([short], RULE, horizon=34)) == []


def test_nobody_does_their_own_work_while_moved_or_in_training() -> None:
    assert broken(replace(MOVE, home=((0, 11),))) == ["person 0 does their own work while moved"]
    assert broken(replace(MOVE, home=((34, 50),))) == ["person 0 does their own work while moved"]


def test_a_training_is_done_before_anybody_leaves_for_it() -> None:
    assert broken(replace(MOVE, trained=11)) == ["person 0 leaves for a training that is not done by slot 10"]


def test_the_first_move_to_a_line_comes_after_the_days_of_training() -> None:
    assert broken(replace(MOVE, away=11)) == ["person 0 is moved after 4 slots of training"]
    # Trained before the plan begins, nobody is trained again.
    assert broken(replace(MOVE, away=15, trained=None)) == []
    # The second move to the same line takes no training, one to another line does.
    assert broken(MOVE, again()) == []
    assert broken(MOVE, again(line=1)) == ["person 0 is moved after 0 slots of training"]


def test_there_are_no_more_moves_of_one_person_in_a_year_than_agreed() -> None:
    third = again(away=100, first=100, end=120, home=())
    assert broken(MOVE, again(), third) == ["person 0 is moved 3 times in 2026"]
    assert broken(MOVE, again(), replace(third, year=2027)) == []
    assert broken(MOVE, again(), replace(third, person=1, away=95)) == []


def test_nobody_is_moved_to_and_fro() -> None:
    assert broken(MOVE, again(away=54)) == ["person 0 is moved again 19 slots after a move"]
