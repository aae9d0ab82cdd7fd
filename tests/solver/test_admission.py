"""One more deal beside a plan that stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.problem import Challenge, Deal, Demand, Feature, Level, Problem, Release
from roadmap.schedule import Placement
from roadmap.solver.construct.admission import Admission, held, kept, on_time
from tests.problems import deal, item, problem, schedule
from tests.solver.problems import random_problem
from tests.solver.searching import search_for

THREE = [
    Release(freeze=8, ship=10, cost=1, fixed=False),
    Release(18, 20, 1, fixed=False),
    Release(28, 30, 1, fixed=False),
]


def asked(*, people: int = 1) -> Problem:
    """Features of 6, 5 and 9 days for one person, and the first of three deals, which needs the first feature."""
    items = [item(0, 6), item(1, 5), item(2, 9)]
    return problem(items, people=people, horizon=30, releases=THREE, deals=[deal(10, ((0,), 10))])


PRESENT = schedule((0, [0]), None, None)
"""The first feature lands in release 0; its person is free from slot 6 on."""


def test_what_is_there_already_needs_nothing() -> None:
    found = Admission(asked(), PRESENT, [(0,)]).earliest([(0,)])
    assert found is not None
    assert (found.release, found.schedule) == (0, PRESENT)


def test_a_need_goes_where_the_others_leave_room() -> None:
    # slots 6 to 10 end after the freeze in slot 8, so the second release is the first one
    admission = Admission(asked(), PRESENT, [(1,)])
    found = admission.earliest([(1,)])
    assert found is not None
    assert (found.release, found.schedule) == (1, schedule((0, [0]), (1, [6]), None))
    assert admission.not_before([(1,)]) == 0  # with nobody else at work: slots 0 to 4


def test_all_needs_land_by_the_release() -> None:
    # 5 days from slot 6 and then 9 from slot 11 end in slot 20, after the freeze in slot 18
    found = Admission(asked(), PRESENT, [(1,), (2,)]).earliest([(1,), (2,)])
    assert found is not None
    assert found.release == 2
    assert broken_rules(asked(), found.schedule) == ()


def test_of_alternatives_the_one_with_least_work_is_built() -> None:
    found = Admission(asked(), PRESENT, [(1, 2)]).earliest([(2, 1)])
    assert found is not None
    assert found.schedule == schedule((0, [0]), (1, [6]), None)


def test_one_question_leaves_nothing_behind_for_the_next() -> None:
    admission = Admission(asked(), PRESENT, [(1,), (2,)])
    first = admission.earliest([(1,)])
    admission.earliest([(1,), (2,)])
    assert admission.earliest([(1,)]) == first


def test_nothing_is_found_where_there_is_no_room_before_the_end() -> None:
    full = replace(asked(), capacity=((1,) * 6 + (0,) * 24,))
    admission = Admission(full, PRESENT, [(1,)])
    assert admission.earliest([(1,)]) is None
    assert admission.not_before([(1,)]) == 0


def test_a_need_that_no_feature_meets_is_never_met() -> None:
    admission = Admission(asked(), PRESENT, [()])
    assert (admission.earliest([()]), admission.not_before([()])) == (None, 3)


def test_work_that_waits_for_a_release_could_land_sooner() -> None:
    # the feature is done in slot 6 and lands in release 1; release 0 would do too if it were cut
    waiting = schedule((1, [0]), None, None)
    found = Admission(replace(asked(), deals=(deal(10, ((0,), 20)),)), waiting, [(0,)]).earliest([(0,)])
    assert found is not None
    assert found.release == 0
    assert found.schedule.placements[0] == Placement(0, (0,), (0,))


def test_a_feature_that_is_pinned_to_a_release_does_not_come_sooner() -> None:
    features = [Feature((0,), (), 0, release=1), Feature((1,), (), 0), Feature((2,), (), 0)]
    pinned = replace(asked(), features=tuple(features), deals=(deal(10, ((0,), 20)),))
    found = Admission(pinned, schedule((1, [0]), None, None), [(0,)]).earliest([(0,)])
    assert found is not None
    assert found.release == 1


def test_without_releases_nothing_lands() -> None:
    admission = Admission(replace(asked(), releases=(), deals=()), schedule(None, None, None), [(1,)])
    assert (admission.earliest([(1,)]), admission.not_before([(1,)])) == (None, 0)


@pytest.mark.parametrize("seed", range(40))
def test_an_admitted_deal_harms_nobody(seed: int) -> None:
    asking = random_problem(seed, features=4, horizon=9)
    _, best = search_for(asking)
    if best is None:
        return
    wanted = [(feature,) for feature in range(len(asking.features))]
    admission = Admission(asking, best, wanted)
    for needs in (wanted[:1], wanted[1:3], wanted):
        found = admission.earliest(needs)
        if found is None:
            continue
        assert broken_rules(asking, found.schedule) == ()
        assert found.release >= admission.not_before(needs)
        ship = asking.releases[found.release].ship
        before, after = shipped(asking, best), shipped(asking, found.schedule)
        assert all((day := after[features[0]]) is not None and day <= ship for features in needs)
        assert all(serve(line, after).earned >= serve(line, before).earned for line in asking.deals)


LEVELS = (
    Level(4, (Demand((0,), 20), Demand((1,), 30))),
    Level(6, (Demand((0,), 10), Demand((1,), 20))),
)
CHALLENGE = Challenge(Demand((2,), 30), (1, 2))


def test_a_deal_is_held_at_the_level_it_has() -> None:
    assert held(Deal(LEVELS), 1, frozenset()) == Deal((LEVELS[0],), served=True)
    both = held(Deal(LEVELS), 2, frozenset())
    assert both == Deal((Level(10, (Demand((0,), 10), Demand((1,), 20))),), served=True)


def test_a_deal_is_held_with_the_challenges_that_are_met() -> None:
    free = Challenge(Demand((3,), 30), (0, 0))
    wanted = held(Deal(LEVELS, (CHALLENGE, free)), 1, frozenset({0, 1}))
    assert wanted.levels[0].demands == (*LEVELS[0].demands, Demand((2,), 30))


def test_a_deal_that_gets_nothing_is_free() -> None:
    assert held(Deal(LEVELS), 0, frozenset()) == Deal(())


def test_a_deal_on_time_keeps_its_challenges_as_a_price() -> None:
    assert on_time(Deal(LEVELS, (CHALLENGE,))) == Deal(
        (Level(10, (Demand((0,), 10), Demand((1,), 20))),), (Challenge(Demand((2,), 30), (3,)),), served=True
    )


def test_what_is_kept_pins_some_deals_and_forgets_the_others() -> None:
    two = replace(asked(), deals=(deal(10, ((0,), 10)), deal(5, ((1,), 30)), deal(5, ((0,), 30))))
    question = kept(two, PRESENT, [0, 1])
    assert question.deals == (replace(two.deals[0], served=True), Deal(()), Deal(()))
    assert value(question, PRESENT) == 9
