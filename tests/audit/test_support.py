"""Rule 6 of the audit, support, on schedules made by hand: kept, broken, on the boundary, and on nothing at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, capacity, coverage, landing, precedence, support, value
from roadmap.audit.value import cut_releases
from roadmap.problem import Feature, Item, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule
from tests.problems import deal, item, problem


def brought(*pieces: Item, served: bool | None = None) -> Problem:
    """A deal worth 10 that brings these pieces as feature 0."""
    feature = Feature(tuple(range(len(pieces))), (), 0, lands=False)
    return problem(list(pieces), features=[feature], deals=[deal(10, ((0,), 20), served=served)])


def placed(*starts: int, release: int = NOWHERE) -> Schedule:
    """The pieces at these starts."""
    return Schedule((Placement(release, starts, (0,) * len(starts)),))


@pytest.mark.parametrize(("start", "kept"), [(3, False), (4, True), (6, True), (7, False)])
def test_a_piece_keeps_its_window(start: int, kept: bool) -> None:
    # 2 slots of work in [4, 8).
    question = brought(item(0, 2, earliest=4, latest=8))
    assert (list(support.check(question, placed(start))) == []) is kept
    assert (broken_rules(question, placed(start)) == ()) is kept


def test_a_piece_ends_by_the_horizon() -> None:
    question = brought(item(0, 2, earliest=4, latest=100))  # the horizon is 20
    assert list(support.check(question, placed(18))) == []
    assert "outside [4, 100)" in next(iter(support.check(question, placed(19))))


def test_pieces_have_no_order_and_no_release_limits() -> None:
    # The second piece lies before the first; both end after the freeze in slot 8 and the ship limit of 10.
    question = brought(item(0, 2), item(0, 2))
    backwards = placed(16, 12)
    assert [list(rule.check(question, backwards)) for rule in (support, precedence, landing, capacity)] == [[]] * 4
    assert cut_releases(question, backwards) == ()


def test_pieces_of_one_deal_take_people_at_once() -> None:
    question = brought(item(0, 2), item(0, 2))
    assert "pool 0" in next(iter(capacity.check(question, placed(3, 4))))
    assert list(capacity.check(question, placed(3, 5))) == []


def test_support_work_lands_in_no_release_and_all_else_in_one() -> None:
    question = brought(item(0, 2))
    assert list(support.check(question, placed(0, release=0))) == ["feature 0 is placed in release 0"]
    lands = replace(question, features=(replace(question.features[0], lands=True),))
    assert list(support.check(lands, placed(0))) == ["feature 0 is placed in release -1"]
    assert "does not exist" in broken_rules(lands, placed(0))[0]


def test_a_deal_earns_only_with_its_support_work() -> None:
    question = brought(item(0, 2))
    assert (value(question, placed(0)), value(question, Schedule((None,)))) == (10, 0)
    assert broken_rules(question, Schedule((None,))) == ()


def test_a_deal_pinned_to_be_served_has_its_support_work() -> None:
    question = brought(item(0, 2), served=True)
    assert list(support.check(question, placed(0))) == []
    assert "lacks its support work, feature 0" in next(iter(support.check(question, Schedule((None,)))))
    assert "pinned to be served" in next(iter(coverage.check(question, Schedule((None,)))))


def test_nothing_scheduled_breaks_nothing() -> None:
    assert list(support.check(brought(item(0, 2)), Schedule((None,)))) == []
    assert list(support.check(problem([item(0)]), Schedule((Placement(0, (0,), (0,)),)))) == []


def test_a_piece_that_is_not_done_hides_no_later_one() -> None:
    features = [Feature((0,), (), 0, lands=False), Feature((1,), (), 0, lands=False)]
    question = problem([item(0, 2), item(1, 2, earliest=4, latest=8)], features=features, people=2)
    assert len(list(support.check(question, Schedule((None, Placement(NOWHERE, (3,), (0,))))))) == 1


def test_support_work_ships_with_the_first_slot_and_what_is_not_done_never() -> None:
    features = [Feature((0,), (), 0, lands=False), Feature((1,), (), 0), Feature((2,), (), 0)]
    question = problem([item(0), item(1), item(2)], features=features, people=3)
    placements = (Placement(NOWHERE, (5,), (0,)), Placement(0, (0,), (0,)), None)
    assert coverage.shipped(question, Schedule(placements)) == (0, 10, None)
