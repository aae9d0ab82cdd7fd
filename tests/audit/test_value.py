"""The value of schedules made by hand, with the arithmetic."""

from __future__ import annotations

import pytest

from roadmap.audit import value
from roadmap.audit.coverage import Served, serve
from roadmap.audit.value import cut_releases
from roadmap.problem import Challenge, Deal, Demand, Feature, Level, Release
from tests.problems import deal, item, problem, schedule

# Half of 100 is kept up to slot 12, all of it up to slot 10.
LATE = Deal((Level(50, (Demand((0,), 12),)), Level(50, (Demand((0,), 10),))))


@pytest.mark.parametrize(("ship", "earned"), [(10, 100), (11, 50), (12, 50), (13, 0)])
def test_a_late_deal_keeps_what_its_curve_says(ship: int, earned: int) -> None:
    assert serve(LATE, (ship,)).earned == earned


def test_a_feature_that_never_ships_serves_nobody() -> None:
    assert serve(LATE, (None,)) == Served(levels=0, earned=0, met=())


def test_any_alternative_is_enough() -> None:
    either = deal(7, ((0, 1), 10))
    assert [serve(either, ships).earned for ships in [(None, 10), (10, None), (11, 11)]] == [7, 7, 0]


def test_all_demands_of_a_level_must_be_met() -> None:
    both = deal(7, ((0,), 10), ((1,), 10))
    assert [serve(both, ships).earned for ships in [(10, 10), (10, None)]] == [7, 0]


# The challenge costs 30 of the first level and 30 of the second: (50 - 30) + (50 - 30) = 40.
def test_an_unmet_challenge_costs_its_drop_at_every_level_reached() -> None:
    challenged = Deal(LATE.levels, (Challenge(Demand((1,), 10), (30, 30)),))
    assert serve(challenged, (10, 10)).earned == 100
    assert serve(challenged, (10, 11)).earned == 40
    assert serve(challenged, (11, None)).earned == 20


# Level 1 would cost more than it brings (50 - 60), so the deal stays at level 0 (50 - 0).
def test_a_deal_stops_at_the_level_that_earns_most() -> None:
    dear = Deal(LATE.levels, (Challenge(Demand((1,), 10), (0, 60)),))
    assert serve(dear, (10, None)) == Served(levels=1, earned=50, met=(False,))


def test_a_deal_whose_every_level_loses_money_is_not_served_unless_pinned() -> None:
    bad = (Challenge(Demand((1,), 10), (60, 60)),)
    assert serve(Deal(LATE.levels, bad), (10, None)) == Served(levels=0, earned=0, met=(False,))
    # 50 - 60 = -10 is the best a pinned deal can do.
    assert serve(Deal(LATE.levels, bad, served=True), (10, None)) == Served(levels=1, earned=-10, met=(False,))


def test_a_deal_pinned_out_earns_nothing() -> None:
    assert serve(deal(7, ((0,), 10), served=False), (10,)).earned == 0


def test_a_worthless_deal_that_can_be_served_counts_as_served() -> None:
    assert serve(deal(0, ((0,), 10)), (10,)).levels == 1


def test_a_deal_that_needs_nothing_is_served() -> None:
    assert serve(deal(7), ()).earned == 7


# 100 earned - 40 for the release that is used - 9 for the feature; the fixed release costs 3 although it is empty.
def test_value_is_what_deals_earn_less_releases_and_features() -> None:
    trains = [Release(8, 10, 40, fixed=False), Release(9, 11, 3, fixed=True), Release(9, 11, 1000, fixed=False)]
    plan = problem([item(0)], features=[Feature((0,), (), 9)], releases=trains, deals=[LATE])
    assert value(plan, schedule((0, [0]))) == 48
    assert cut_releases(plan, schedule((0, [0]))) == (0, 1)
    assert value(plan, schedule(None)) == -3
