"""Levelling: support work moves to where fewest others are at work, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.planner.levelling import levelled
from roadmap.problem import Deal, Demand, Feature, Item, Level, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from tests.problems import item, problem
from tests.solver.problems import supported_problem
from tests.solver.searching import search_for


def question(*pieces: Item, people: int = 3, feature: Item | None = None) -> Problem:
    """One deal that brings these pieces of feature 0; feature 1, if there is one, is built by the same people."""
    items = [*pieces] + ([feature] if feature else [])
    features = [Feature(tuple(range(len(pieces))), (), 0, lands=False)]
    features += [Feature((len(pieces),), (), 0)] if feature else []
    only = Deal((Level(10, (Demand((0,), 20),)),))
    return problem(items, features=features, people=people, deals=[only])


def placed(*starts: int, beside: tuple[int, int] | None = None) -> Schedule:
    """The pieces at these starts, and feature 1 in a release from a start."""
    support = Placement(NOWHERE, starts, (0,) * len(starts))
    return Schedule((support,) if beside is None else (support, Placement(beside[0], (beside[1],), (0,))))


def starts(schedule: Schedule) -> tuple[int, ...]:
    """Where the pieces are."""
    first = schedule.placements[0]
    assert first is not None
    return first.starts


def squares(asked: Problem, schedule: Schedule) -> int:
    """The sum of squares of the people at work, over pools and slots."""
    load = [[0] * asked.horizon for _ in asked.capacity]
    for feature, placement in zip(asked.features, schedule.placements, strict=True):
        for number, position in enumerate(feature.items if placement else ()):
            assert placement is not None
            mode = asked.items[position].modes[placement.modes[number]]
            for pool, amount in mode.crews:
                for slot in range(placement.starts[number], placement.starts[number] + mode.days):
                    load[pool][slot] += amount
    return sum(count * count for row in load for count in row)


def test_pieces_that_lie_on_a_heap_are_spread() -> None:
    # Three pieces of 2 slots in a window of 6: one after the other there is one person at work, not three at once.
    asked = question(*[item(0, 2, earliest=4, latest=10) for _ in range(3)])
    level = levelled(asked, placed(8, 8, 8))
    assert sorted(starts(level)) == [4, 6, 8]
    assert (squares(asked, placed(8, 8, 8)), squares(asked, level)) == (18, 6)  # 2 x 3 x 3; 6 x 1


def test_pieces_keep_their_windows_and_the_people_there_are() -> None:
    # The feature takes slots 0 to 3; the window [2, 6) has one free person in [4, 6) only where there is one person.
    asked = question(item(0, 2, earliest=2, latest=6), people=1, feature=item(1, 4))
    schedule = placed(4, beside=(0, 0))
    assert broken_rules(asked, schedule) == ()
    assert levelled(asked, schedule) == schedule


def test_pieces_move_away_from_features_which_stay() -> None:
    # The feature is at work in [0, 6); the piece may lie in [2, 10) and moves behind it, as little as it must.
    asked = question(item(0, 2, earliest=2, latest=10), feature=item(1, 6))
    level = levelled(asked, placed(3, beside=(0, 0)))
    assert level == placed(6, beside=(0, 0))


def test_pieces_move_away_from_running_work_as_if_it_was_planned_now() -> None:
    # Somebody is on running work in [0, 6), and one person is left; the piece may lie in [2, 10), and moves behind it.
    asked = question(item(0, 2, earliest=2, latest=10))
    assert levelled(asked, placed(3), running=[[1] * 6 + [0] * (asked.horizon - 6)]) == placed(6)


def test_what_is_even_already_stays() -> None:
    asked = question(*[item(0, 2, earliest=0, latest=20) for _ in range(2)])
    assert levelled(asked, placed(3, 9)) == placed(3, 9)


def test_pieces_with_a_fixed_start_stay() -> None:
    asked = question(item(0, 2, start=3), item(0, 2, earliest=3, latest=5))
    assert levelled(asked, placed(3, 3)) == placed(3, 3)


def test_a_schedule_without_support_work_stays_as_it_is() -> None:
    plain = problem([item(0)])
    assert levelled(plain, Schedule((Placement(0, (1,), (0,)),))) == Schedule((Placement(0, (1,), (0,)),))
    assert levelled(plain, Schedule((None,))) == Schedule((None,))
    assert levelled(question(item(0, 2)), Schedule((None,))) == Schedule((None,))


def test_what_has_begun_goes_on_as_soon_as_somebody_has_time_and_the_rest_keeps_away_from_it() -> None:
    # One person. The second piece has begun: it takes the first days that are free, and no others where load is less.
    asked = question(item(0, 2), item(0, 2), people=1)
    level = levelled(asked, placed(0, 6), begun=frozenset({1}))
    assert starts(level) == (0, 2)
    assert starts(levelled(asked, placed(3, 6), begun=frozenset({1}))) == (3, 0)


@pytest.mark.parametrize("seed", range(40))
def test_a_levelled_plan_is_valid_worth_the_same_and_no_less_even(seed: int) -> None:
    asked = supported_problem(seed, features=5, horizon=16)
    asked = replace(asked, capacity=tuple(tuple(count + 1 for count in row) for row in asked.capacity))
    _, schedule = search_for(asked)
    if schedule is None:
        return
    level = levelled(asked, schedule)
    assert broken_rules(asked, level) == ()
    assert value(asked, level) == value(asked, schedule)
    assert squares(asked, level) <= squares(asked, schedule)
