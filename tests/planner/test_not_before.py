"""Work that may not begin before a day, worked out by hand. One person; 5 January 2026 is a Monday."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.plans.causes import CauseKind
from roadmap.views.lookup import look_up
from roadmap.views.reasons.causes import cause_text
from tests.planner.test_facts import build, days, planned
from tests.projects import feature


@pytest.mark.parametrize("where", ["item", "feature"])
@pytest.mark.parametrize(
    ("day", "ran"),
    [
        ("2026-01-02", ("2026-01-05", "2026-01-07")),  # past: it says nothing
        ("2026-01-14", ("2026-01-14", "2026-01-16")),
        ("2026-01-17", ("2026-01-19", "2026-01-21")),  # a Saturday: from Monday on
    ],
)
def test_work_begins_on_its_day_or_the_next_working_day(where: str, day: str, ran: tuple[str, str]) -> None:
    held = {"not_before": day}
    made = feature(build(3) | held) if where == "item" else feature(build(3), **held)
    plan = planned("2026-01-05", features={"f": made})
    assert days(plan.features[0].work[0]) == ran


def test_the_later_day_of_an_item_and_its_feature_holds_and_only_for_that_item() -> None:
    # TaskJuggler and MS Project agree: a summary's "start no earlier than" holds for each task below it.
    made = feature(build(2, "design"), build(2) | {"not_before": "2026-01-14"}, not_before="2026-01-07")
    design, work = planned("2026-01-05", features={"f": made}).features[0].work
    assert (days(design), days(work)) == (("2026-01-07", "2026-01-08"), ("2026-01-14", "2026-01-15"))


def test_others_use_the_people_in_the_meantime() -> None:
    made = {
        "f": feature(build(2) | {"not_before": "2026-01-14"}, after=["g"]),
        "g": feature(build(7), provides={"first": "ga"}),
    }
    f, g = planned("2026-01-05", features=made).features
    assert (days(f.work[0]), days(g.work[0])) == (("2026-01-14", "2026-01-15"), ("2026-01-05", "2026-01-13"))


@pytest.mark.parametrize(("told", "first"), [({"remaining": 2}, "2026-01-05"), (None, "2026-01-14")])
def test_what_has_begun_has_begun(told: dict[str, Any] | None, first: str) -> None:
    progress = {} if told is None else {"f": {"items": {"build": {"started": "2026-01-05"} | told}}}
    made = feature(build(3) | {"not_before": "2026-01-14"})
    plan = planned("2026-01-06", features={"f": made}, progress=progress)
    assert str(plan.features[0].work[0].first) == first


@pytest.mark.parametrize(("day", "release"), [("2026-01-09", "R1"), ("2026-01-10", "R2"), ("2026-01-12", "R2")])
def test_a_delivery_lands_where_the_freeze_is_not_before_its_day(day: str, release: str) -> None:
    # A board that arrives is a milestone with its day: it is there from that day on, not since the evening before.
    trains = {
        "R1": {"freeze": "2026-01-09", "ship": "2026-01-16"},
        "R2": {"freeze": "2026-02-06", "ship": "2026-02-13"},
    }
    made = {"f": feature(build(0) | {"not_before": day}), "g": feature(build(2), after=["f"], provides={"first": "ga"})}
    board = planned("2026-01-05", releases=trains, features=made, pins=[{"feature": "g", "planned": True}])
    f, g = board.features
    arrives = "2026-01-12" if day > "2026-01-09" else day
    assert (f.release, days(f.work[0]), str(g.work[0].first)) == (release, (arrives, arrives), arrives)


def test_a_deal_that_a_day_makes_too_late_is_told_so() -> None:
    made = feature(build(3) | {"not_before": "2026-02-19"})  # 19, 20, 23 February; the freeze is on the 20th
    plan = planned("2026-01-05", features={"f": made})
    (cause,) = plan.deals[0].causes
    assert cause.kind is CauseKind.NOT_BEFORE
    assert cause_text(cause, look_up(plan)) == (
        "Capability: Feature (f) cannot be built in time, because its work must not start before 2026-02-19"
    )


def test_a_day_after_the_last_of_the_plan_leaves_the_feature_out() -> None:
    plan = planned("2026-01-05", features={"f": feature(build(3), not_before="2026-04-01")})
    assert (plan.features, plan.headline.value) == ([], 0)
