"""Work that prefers to be late, worked out by hand. 5 January 2026 is a Monday; R1 freezes on Friday 20 February."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planner.test_facts import TWO, build, days, planned
from tests.planner.test_waits import ran, wait, work_of
from tests.projects import feature

LATE = {"prefer": "late"}


def test_late_work_ends_with_the_freeze_and_documents_with_the_ship_day() -> None:
    # TaskJuggler 3.7.1 has these days with `scheduling alap` and `end 2026-02-20`, or 2026-02-27 for the documents.
    trains = {"R1": {"freeze": "2026-02-20", "ship": "2026-02-27"}}
    made = {"f": feature(build(3), build(2, "verify") | LATE, build(2, "enable") | LATE)}
    plan = planned("2026-01-05", features=made, releases=trains)
    assert ran(plan) == [("2026-01-05", "2026-01-07"), ("2026-02-19", "2026-02-20"), ("2026-02-26", "2026-02-27")]
    assert [work.late for work in work_of(plan)] == [False, True, True]


def test_all_work_of_a_late_feature_is_late_but_for_what_says_otherwise() -> None:
    made = {"f": feature(build(2, "design") | {"prefer": "early"}, build(3), build(2, "verify"), prefer="late")}
    plan = planned("2026-01-05", features=made)
    assert ran(plan) == [("2026-01-05", "2026-01-06"), ("2026-02-16", "2026-02-18"), ("2026-02-19", "2026-02-20")]


def test_late_work_makes_room_for_other_work_and_costs_no_deal() -> None:
    # One person: the late three days leave the first days to the other five.
    features = {"f": feature(build(3), **LATE), "g": feature(build(5), provides={"first": "ga"})}
    plan = planned("2026-01-05", features=features, pins=[{"feature": "g", "planned": True}])
    assert ran(plan) == [("2026-02-18", "2026-02-20")]
    assert ran(plan, "g") == [("2026-01-05", "2026-01-09")]
    assert plan.headline.value == 1000


def test_what_waits_for_it_keeps_its_place() -> None:
    # f is early and waits for g from 8 January on; so g is as late as that, which is where it was.
    features = {
        "f": feature(build(3), after=["g"]),
        "g": feature(build(3), provides={"first": "ga"}, **LATE),
    }
    plan = planned("2026-01-05", features=features)
    assert (ran(plan, "g"), ran(plan)) == ([("2026-01-05", "2026-01-07")], [("2026-01-08", "2026-01-12")])


@pytest.mark.parametrize(
    ("tied", "own"),
    # f runs from 5 to 14 January, early. g is to start, or end, three days before it.
    [
        ({"wait_for": "start", "lag": 3}, ("2026-01-05", "2026-01-07")),
        ({"wait_for": "end"}, ("2026-01-12", "2026-01-14")),
    ],
)
def test_late_work_keeps_its_distance_to_the_start_or_the_end_of_what_waits(
    tied: dict[str, Any], own: tuple[str, str]
) -> None:
    features = {
        "f": feature(build(8), after=[{"feature": "g"} | tied]),
        "g": feature(build(3), provides={"first": "ga"}, **LATE),
    }
    plan = planned("2026-01-05", features=features, teams=TWO)
    assert ran(plan, "g") == [own]


def test_people_who_are_busy_or_away_set_the_day() -> None:
    # The only person is on leave from 18 February to 20 February, and on g, which is pinned, on the 16th and 17th.
    people = {
        "ann": {
            "name": "Ann",
            "team": "core",
            "skill": "code",
            "leave": [{"first": "2026-02-18", "last": "2026-02-20"}],
        }
    }
    features = {"f": feature(build(3), **LATE), "g": feature(build(2), provides={"first": "ga"})}
    plan = planned(
        "2026-01-05",
        features=features,
        teams={"core": {"name": "Core", "skill": "code", "people": 0}},
        people=people,
        pins=[{"feature": "g", "start": "2026-02-16"}],
    )
    assert ran(plan) == [("2026-02-11", "2026-02-13")]


def test_a_late_wait_and_what_follows_it_move_together() -> None:
    # Verified on 19 and 20 February; five calendar days before end on the 18th, and begin on the evening of Friday 13.
    made = {"f": feature(build(3), wait("5 calendar days", "verify") | LATE, build(2, "verify") | LATE)}
    plan = planned("2026-01-05", features=made)
    assert ran(plan)[1:] == [("2026-02-14", "2026-02-18"), ("2026-02-19", "2026-02-20")]


def test_what_has_begun_goes_on_and_a_late_plan_stays_as_it_is() -> None:
    made = {"f": feature(build(3), build(2, "verify") | LATE)}
    items: dict[str, Any] = {"build": {"started": "2026-01-05", "done": "2026-01-07"}}
    plan = planned("2026-01-12", features=made, progress={"f": {"items": items}})
    assert ran(plan)[1] == ("2026-02-19", "2026-02-20")
    items["verify"] = {"started": "2026-01-08", "remaining": 1}
    plan = planned("2026-01-12", features=made, progress={"f": {"items": items}})
    assert days(work_of(plan)[1]) == ("2026-01-08", "2026-01-12")


def test_late_work_is_no_later_than_running_work_that_ends_with_it() -> None:
    # f runs from 5 to 14 January and is to end no earlier than g. Running work goes on whatever it waits for, so that
    # nothing holds g; and yet it stays on 12 to 14 January, not at the freeze.
    features = {
        "f": feature(build(8), after=[{"feature": "g", "wait_for": "end"}]),
        "g": feature(build(3), provides={"first": "ga"}, **LATE),
    }
    runs = {"f": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}}
    plan = planned("2026-01-08", features=features, teams=TWO, progress=runs)
    assert (ran(plan), ran(plan, "g")) == ([("2026-01-05", "2026-01-14")], [("2026-01-12", "2026-01-14")])


def test_late_work_is_no_later_than_running_work_that_overlaps_it() -> None:
    # The second item began with the first and ends no earlier; it runs until 14 January.
    beside = build(8, "verify") | {"overlaps": {"start": 0, "end": 0}}
    made = {"f": feature(build(3) | LATE, beside)}
    runs = {"f": {"items": {"verify": {"started": "2026-01-05", "remaining": 5}}}}
    plan = planned("2026-01-08", features=made, teams=TWO, progress=runs)
    assert ran(plan) == [("2026-01-12", "2026-01-14"), ("2026-01-05", "2026-01-14")]
