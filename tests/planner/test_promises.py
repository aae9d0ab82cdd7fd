from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requirements.gate import Gate
from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.stored.replan import replan
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.document import Plan
from roadmap.schedule import Placement, Schedule, Status
from tests.planner.plans import plan_made
from tests.planner.published import R1, R3, promised, published
from tests.projects import capability, deal, feature


def only(plan: Plan) -> PromiseLine:
    [line] = plan.promises
    return line


def test_a_promise_that_is_kept_costs_nothing() -> None:
    plan = plan_made(promised(), (0, [0]))  # R1, as promised
    line = only(plan)
    assert (line.deal, line.gates, line.ready, line.weeks, line.price) == ("d", [Gate.DESIGN_IN], line.day, 0, 0)
    assert plan.headline.moved_promises == 0
    assert plan.headline.value == 1000


def test_a_promise_that_becomes_earlier_costs_nothing() -> None:
    plan = plan_made(promised(published(date(2026, 1, 30))), (0, [0]))
    assert only(plan).ready == date(2026, 1, 16)
    assert (only(plan).weeks, plan.headline.value) == (0, 1000)


@pytest.mark.parametrize(
    ("release", "weeks", "price"),
    [(1, 2, 40), (2, 8, 100)],  # R2 is ten working days late: 2 weeks x 20; R3 forty: 8 weeks, the most
)
def test_each_started_week_later_costs_its_share_up_to_the_most(release: int, weeks: int, price: int) -> None:
    plan = plan_made(promised(), (release, [0]))
    assert (only(plan).weeks, only(plan).price, only(plan).most) == (weeks, price, 100)
    assert plan.headline.moved_promises == price
    assert plan.headline.value == 1000 - price


def test_a_week_counts_from_its_first_day() -> None:
    one_day = promised(published(date(2026, 1, 29)))  # R2 ships one working day later
    assert (only(plan_made(one_day, (1, [0]))).weeks, only(plan_made(one_day, (1, [0]))).price) == (1, 20)


def test_a_deal_that_is_not_served_breaks_its_promise() -> None:
    plan = plan_made(promised(), None)
    assert (only(plan).ready, only(plan).weeks, only(plan).price) == (None, 5, 100)
    assert plan.headline.value == -100


def test_a_deal_pinned_out_breaks_its_promise_even_if_the_software_is_there() -> None:
    plan = plan_made(promised(pins=[{"deal": "d", "served": False}]), (0, [0]))
    assert (only(plan).ready, only(plan).price, plan.headline.value) == (None, 100, -100)


def test_what_can_no_longer_be_broken_is_no_promise() -> None:
    gates = {"design_in": "2026-03-27"}
    base: dict[str, Any] = {"gates": gates, "needs": {"design_in": ["api"]}, "value": 2000}
    closed = promised(deals={"d": deal(**base, stage="lost")})
    passed = promised(deals={"d": deal(**base, stage="won")})
    there = promised(capabilities={"api": capability(ready="ga")})
    dropped = promised(published(promised="smi"), capabilities={"api": capability(), "smi": capability()})
    free = promised(header={"policy": {"promises": {"per_week": "0"}}})
    for made in (closed, passed, there, dropped, free):
        assert index_project(made).promises == ()
        assert index_project(made).owed == 0


@pytest.mark.parametrize(
    ("as_of", "release", "weeks", "price"),
    # Promised for 16 January: R1 ships that day, R2 ten working days later, R3 forty.
    [
        ("2026-01-19", "R1", 0, 0),
        ("2026-02-02", "R2", 2, 40),
        ("2026-03-02", "R2", 2, 40),
        ("2026-03-16", "R3", 8, 100),
    ],
)
def test_a_promise_that_was_broken_stays_broken_after_the_release_shipped(
    as_of: str, release: str, weeks: int, price: int
) -> None:
    made = promised(header={"as_of": as_of}, progress={"f": {"shipped": release}})
    plan = replan(made, None, seconds=30.0).plan
    assert plan is not None
    assert [(line.weeks, line.price) for line in plan.promises] == ([(weeks, price)] if weeks else [])
    assert (plan.headline.value, plan.headline.moved_promises) == (1000 - price, price)


def test_a_need_that_came_later_is_not_part_of_the_promise() -> None:
    made = promised(
        capabilities={"api": capability(), "smi": capability()},
        features={"f": feature(), "g": feature(provides={"smi": "ga"})},
        deals={
            "d": deal(value=2000, gates={"design_in": "2026-03-27"}, needs={"design_in": ["api", "smi"]}),
        },
    )
    plan = plan_made(made, (0, [0]), (2, [5]))  # api in R1 as promised, the new need in R3
    assert (only(plan).ready, only(plan).price) == (date(2026, 1, 16), 0)


def test_a_promise_needs_all_that_was_promised() -> None:
    both = replace(published(), promised=frozenset({"api", "smi"}))
    made = promised(
        both,
        capabilities={"api": capability(), "smi": capability()},
        features={"f": feature(), "g": feature(provides={"smi": "ga"})},
        deals={"d": deal(value=2000, gates={"design_in": "2026-03-27"}, needs={"design_in": ["api", "smi"]})},
    )
    plan = plan_made(made, (0, [0]), (1, [5]))  # one in R1, the other in R2: two weeks late, once
    assert (only(plan).ready, only(plan).price) == (date(2026, 1, 30), 40)


def test_two_gates_of_different_days_are_two_promises() -> None:
    two = promised(
        published(date(2026, 1, 16), Gate.EVALUATION),
        published(date(2026, 1, 30), Gate.DESIGN_IN),
        deals={
            "d": deal(
                value=2000,
                gates={"evaluation": "2026-03-20", "design_in": "2026-03-27"},
                needs={"evaluation": ["api"], "design_in": ["api"]},
            )
        },
    )
    plan = plan_made(two, (1, [0]))  # R2: the evaluation two weeks late, the design-in as promised
    assert [(line.gates, line.weeks, line.price) for line in plan.promises] == [
        ([Gate.EVALUATION], 2, 40),
        ([Gate.DESIGN_IN], 0, 0),
    ]


def test_one_release_fewer_counts_the_promises_it_moves() -> None:
    plan = plan_made(promised(releases={"R1": R1 | {"cost": 10}, "R3": R3 | {"fixed": True}}), (0, [0]))
    [line] = [line for line in plan.versions.lines if line.release == "R1"]
    assert line.without is not None
    assert (line.without.saved, line.without.lost) == (10, 100)  # R3 is forty working days later


def small(price: str) -> Project:
    """Two features of five days for one person, R1 has room for one of them; both deals are worth serving later.

    `d` (1,000 expected) was promised R1. `e` needs R1: two weeks later it keeps nothing. It is worth 60.
    """
    curve = [{"days": 0, "keeps": 1}]
    segment = {"name": "S", "target": 0, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": 0, "lateness": curve}
    return promised(
        segments={"isv": segment},
        header={"policy": {"promises": {"per_week": price, "most": price}}},
        capabilities={"api": capability(), "smi": capability()},
        features={"f": feature(), "g": feature(provides={"smi": "ga"})},
        deals={
            "d": deal(value=2000, gates={"design_in": "2026-03-27"}, needs={"design_in": ["api"]}),
            "e": deal(value=120, gates={"design_in": "2026-01-16"}, needs={"design_in": ["smi"]}),
        },
    )


@pytest.mark.parametrize(
    ("price", "lands", "worth"),
    [("5%", "R2", 1010), ("7%", "R1", 1000)],  # moving costs 50 and wins 60; moving costs 70
)
def test_a_promise_moves_only_where_that_is_worth_its_price(price: str, lands: str, worth: int) -> None:
    planned = replan(small(price), None, seconds=60, workers=1)
    assert planned.plan is not None
    assert planned.plan.proof.status is Status.OPTIMAL
    assert planned.plan.proof.value == planned.plan.proof.bound == planned.proof.value == planned.proof.bound == worth
    assert next(line.release for line in planned.plan.features if line.id == "f") == lands


def test_the_search_finds_what_trying_everything_finds() -> None:
    made = small("6%")
    problem = index_project(made).problem
    places = [None, *(Placement(r, (s,), (0,)) for r in range(3) for s in (0, 5))]
    every = [Schedule(pair) for pair in product(places, places)]
    best = max(value(problem, schedule) for schedule in every if not broken_rules(problem, schedule))
    planned = replan(made, None, seconds=60, workers=1)
    assert planned.proof.value == best - index_project(made).owed


@settings(max_examples=40)
@given(
    st.dates(date(2026, 1, 5), date(2026, 3, 20)),
    st.integers(0, 12),
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from([("2%", "10%"), ("3%", "10%"), ("1%", "1%"), ("0.7%", "33%")]),
    st.integers(0, 3000),
)
def test_the_price_by_levels_is_the_price_by_dates(
    day: date, lead: int, release: int | None, prices: tuple[str, str], worth: int
) -> None:
    stated = deal(value=worth, lead_time=lead, gates={"design_in": "2026-03-27"}, needs={"design_in": ["api"]})
    policy = {"promises": {"per_week": prices[0], "most": prices[1]}}
    made = promised(published(day), deals={"d": stated}, header={"policy": policy})
    line = only(plan_made(made, None if release is None else (release, [0])))
    expected = round(worth * Fraction(1, 2))
    most = made.header.policy.promises.price(expected, 999)
    if line.ready is None:  # not built, or R3 with a lead time that passes the end of the lateness curve
        assert line.price == line.most == most
    else:
        assert line.price == min(most, made.header.policy.promises.price(expected, line.weeks))
        assert (line.weeks == 0) == (line.ready <= day)
