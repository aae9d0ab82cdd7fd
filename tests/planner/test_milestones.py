"""Milestones and freezes: the day on which nothing but a date decides, worked out by hand.

One person; 5 January 2026 is a Monday, R1 freezes on Friday 9 January, R2 on 6 February.
"""

from __future__ import annotations

import pytest

from tests.planner.test_facts import build, days, planned
from tests.projects import feature

TRAINS = {"R1": {"freeze": "2026-01-09", "ship": "2026-01-16"}, "R2": {"freeze": "2026-02-06", "ship": "2026-02-13"}}
DELIVERY = feature(build(0), provides={"first": "ga"})


def test_work_behind_a_milestone_that_is_pinned_to_a_day_begins_on_that_day() -> None:
    features = {"m": DELIVERY, "f": feature(build(2), after=[{"feature": "m"}])}
    plan = planned(
        "2026-01-05",
        gate="2026-02-13",
        releases=TRAINS,
        features=features,
        pins=[{"feature": "m", "start": "2026-01-14"}],
    )
    m, f = plan.features
    assert days(m.work[0]) == ("2026-01-14", "2026-01-14")
    assert days(f.work[0]) == ("2026-01-14", "2026-01-15")


@pytest.mark.parametrize(
    ("start", "release"), [("2026-01-08", "R1"), ("2026-01-09", "R1"), ("2026-01-12", "R2"), ("2026-02-06", "R2")]
)
def test_a_pinned_milestone_lands_where_the_freeze_is_not_before_its_day(start: str, release: str) -> None:
    features = {"f": feature(build(0))}
    pins = [{"feature": "f", "start": start}]
    plan = planned("2026-01-05", gate="2026-02-13", releases=TRAINS, features=features, pins=pins)
    assert (plan.features[0].release, days(plan.features[0].work[0])) == (release, (start, start))


@pytest.mark.parametrize(("as_of", "release"), [("2026-01-09", "R1"), ("2026-01-10", "R2"), ("2026-01-12", "R2")])
def test_an_open_milestone_does_not_land_in_a_train_that_has_frozen(as_of: str, release: str) -> None:
    # A milestone of which nothing is recorded on Monday was not reached by Friday.
    plan = planned(as_of, gate="2026-02-13", releases=TRAINS, features={"f": feature(build(0))})
    assert plan.features[0].release == release


@pytest.mark.parametrize(("done", "release"), [("2026-01-09", "R1"), ("2026-01-10", "R2"), ("2026-01-11", "R2")])
def test_what_was_done_on_the_weekend_after_a_freeze_is_too_late_for_it(done: str, release: str) -> None:
    progress = {"f": {"items": {"build": {"started": "2026-01-05", "done": done}}}}
    pins = [{"feature": "f", "release": "R1"}]  # fulfilled on Friday, overtaken after it
    plan = planned(
        "2026-01-12",
        gate="2026-02-13",
        releases=TRAINS,
        features={"f": feature(build(3))},
        progress=progress,
        pins=pins,
    )
    assert (plan.features[0].release, days(plan.features[0].work[0])) == (release, ("2026-01-05", done))


@pytest.mark.parametrize(("done", "release"), [("2026-01-11", "R1"), ("2026-01-12", "R1"), ("2026-01-13", "R2")])
def test_a_freeze_on_a_day_off_holds_until_the_next_working_day_for_pins_too(done: str, release: str) -> None:
    trains = TRAINS | {"R1": {"freeze": "2026-01-10", "ship": "2026-01-16"}}
    progress = {"f": {"items": {"build": {"started": "2026-01-05", "done": done}}}}
    pins = [{"feature": "f", "release": "R1"}]
    plan = planned(
        "2026-01-14",
        gate="2026-02-13",
        releases=trains,
        features={"f": feature(build(3))},
        progress=progress,
        pins=pins,
    )
    assert plan.features[0].release == release
