"""Slips: what costs nothing because others make up for it, and what is compared with what."""

from __future__ import annotations

from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import Answer, Unchanged
from roadmap.explaining.present import present_of
from roadmap.explaining.pricing import prices_of
from roadmap.planner.stored.replan import Difference
from tests.explain.rivals import rivals, wants
from tests.explain.test_pricing import alone, asked
from tests.planner.plans import plan_of
from tests.projects import feature, project


def test_a_slip_that_more_people_make_up_for_costs_nothing() -> None:
    # Two people; x is designed in 2 days and built in 10 person-days by one or two. R1 freezes after 20 slots: begun
    # 10 slots later, two people build it in slots 12 to 16. As planned, one person builds it in slots 2 to 11.
    work = [
        {"phase": "design", "skill": "code", "effort": 2},
        {"phase": "build", "skill": "code", "effort": 10, "crew": [1, 2]},
    ]
    stated = rivals(
        teams={"core": {"name": "Core", "skill": "code", "people": 2}},
        features={"x": feature(*work)},
        deals={"d": wants("api", "2026-02-02")},
        releases={"R1": {"freeze": "2026-01-30", "ship": "2026-02-02"}},
    )
    plan = present_of(plan_of((0, [0, 2]), **stated), project(**stated))
    changes = [Change("slip", "x", amount=days) for days in (10, 20)]
    free, dear = prices_of(plan, changes, asked(plan, changes))
    assert free.difference == Difference(0, 0, 0)
    assert dear.difference == Difference(-100, -100, -100)


def test_a_plan_that_needs_nothing_of_what_is_taken_away_has_no_price_and_is_not_asked_about() -> None:
    # a could begin in slot 0 and begins in slot 6: five days later than it could it need not move.
    plan = alone()
    asking = asked(plan, [])
    (price_of_a,) = prices_of(plan, [Change("slip", "a", amount=5)], asking)
    assert price_of_a.asked
    assert price_of_a.difference is not None
    assert price_of_a.difference.found == price_of_a.difference.most == 0


def test_a_better_plan_found_on_the_way_improves_both_sides_of_a_price() -> None:
    # The slip was answered from the present plan of 250; a plan worth 300 found later that keeps a's start holds then,
    # too, and one that does not is no reason to call the slip dearer than it was found to be.
    plan = alone()
    asking = asked(plan, [])
    slip = Change("slip", "b", amount=10)
    asking.answers[slip] = Answer(slip, plan.schedule, 200, None, {})
    before = prices_of(plan, [slip], asking)[0].difference
    asking.base = Unchanged(plan.schedule, 255, {})
    after = prices_of(plan, [slip], asking)[0].difference
    assert before is not None
    assert after is not None
    assert (before.found, after.found) == (-50, -50)
