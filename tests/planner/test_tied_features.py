"""Features that wait for the start of another, or end after it, worked out by hand. 5 January 2026 is a Monday."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.plans.document import Plan
from tests.planner.test_facts import TWO, build, days, planned
from tests.projects import feature


def tied(as_of: str = "2026-01-05", *, own: int, other: int, progress: Any = None, **wait: Any) -> Plan:
    """Two people; f, which takes so many days, waits for g."""
    features = {
        "f": feature(build(own), after=[{"feature": "g"} | wait]),
        "g": feature(build(other), provides={"first": "ga"}),
    }
    return planned(as_of, features=features, teams=TWO, progress=progress or {})


def ran(plan: Plan) -> dict[str, tuple[str, str]]:
    return {line.id: days(line.work[0]) for line in plan.features}


@pytest.mark.parametrize(
    ("wait", "own"),
    # g runs for eight days, from 5 to 14 January; f takes three. TaskJuggler 3.7.1 has the days of `finish`
    # (`depends g`) and `start` (`depends g { onstart gaplength 5d }`); MS Project has all four.
    [
        ({"wait_for": "finish"}, ("2026-01-15", "2026-01-19")),
        ({"wait_for": "start"}, ("2026-01-05", "2026-01-07")),
        ({"wait_for": "start", "lag": 5}, ("2026-01-12", "2026-01-14")),
        ({"wait_for": "end"}, ("2026-01-12", "2026-01-14")),
        ({"wait_for": "end", "lag": 2}, ("2026-01-14", "2026-01-16")),
    ],
)
def test_a_feature_starts_or_ends_so_long_after_the_other(wait: dict[str, Any], own: tuple[str, str]) -> None:
    assert ran(tied(own=3, other=8, **wait)) == {"f": own, "g": ("2026-01-05", "2026-01-14")}


def test_it_never_lands_before_the_other() -> None:
    # f is done on 7 January and waits for the train of g, which is verified on the 14th.
    trains = {
        "R1": {"freeze": "2026-01-09", "ship": "2026-01-12"},
        "R2": {"freeze": "2026-01-16", "ship": "2026-01-19"},
    }
    features = {
        "f": feature(build(3), after=[{"feature": "g", "wait_for": "start"}]),
        "g": feature(build(8), provides={"first": "ga"}),
    }
    plan = planned("2026-01-05", features=features, teams=TWO, releases=trains)
    assert {line.id: line.release for line in plan.features} == {"f": "R2", "g": "R2"}


@pytest.mark.parametrize(
    ("wait", "first"),
    # On 8 January g has run since the 5th and takes five days more: 8 to 14. Five days after its start is the 12th.
    [
        ({"wait_for": "start"}, "2026-01-08"),
        ({"wait_for": "start", "lag": 5}, "2026-01-12"),
        ({"wait_for": "end"}, "2026-01-12"),
        ({"wait_for": "end", "lag": 2}, "2026-01-14"),
    ],
)
def test_running_work_counts_from_the_day_on_which_it_began(wait: dict[str, Any], first: str) -> None:
    progress = {"g": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}}
    plan = tied("2026-01-08", own=3, other=8, progress=progress, **wait)
    assert ran(plan)["f"][0] == first


def test_the_last_work_that_is_verified_is_what_ends() -> None:
    # g is verified on 14 January; the documents of f may be written when its own build has ended.
    features = {
        "f": feature(build(3), build(2, "enable"), after=[{"feature": "g", "wait_for": "end"}]),
        "g": feature(build(8), build(4, "enable"), provides={"first": "ga"}),
    }
    plan = planned("2026-01-05", features=features, teams=TWO)
    assert [days(work) for work in plan.features[0].work] == [
        ("2026-01-12", "2026-01-14"),
        ("2026-01-15", "2026-01-16"),
    ]


def test_a_wait_whose_end_waits_for_running_work_begins_no_later_than_it_must() -> None:
    # g runs to Thursday 15 January. Of the wait of three calendar days those from Tuesday 13 on end on that day; from a
    # Friday on it takes a single working day, which says nothing of a Tuesday.
    features = {
        "f": feature(
            build(1, "design"),
            {"phase": "build", "wait": "3 calendar days"},
            after=[{"feature": "g", "wait_for": "end"}],
        ),
        "g": feature(build(9), provides={"first": "ga"}),
    }
    progress = {"g": {"items": {"build": {"started": "2026-01-05", "remaining": 6}}}}
    plan = planned("2026-01-08", features=features, teams=TWO, progress=progress)
    assert days(plan.features[0].work[1]) == ("2026-01-13", "2026-01-15")
