"""Releases, pins and progress as limits. Slot 0 is the as-of day; limits are exclusive ends."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project, opposed
from roadmap.problem import Mode, Release
from tests.projects import capability, deal, feature, project

TRAIN = {"freeze": "2026-01-14", "ship": "2026-01-16", "cost": 400}
API = {"api": capability()}


def index(**entities: Any) -> Indexed:
    return index_project(made(**entities))


def made(**entities: Any) -> Project:
    return project(
        **({"capabilities": API, "features": {"f": feature(), "g": feature()}, "releases": {"R1": TRAIN}} | entities)
    )


def held(*pins: dict[str, Any]) -> Indexed:
    return index(pins=list(pins))


def test_freeze_and_ship_days_are_included() -> None:
    # Wednesday 14 and Friday 16 January are the 8th and 10th working day.
    assert index().problem.releases == (Release(freeze=8, ship=10, cost=400, fixed=False),)


def test_a_release_on_a_weekend_moves_to_monday() -> None:
    found = index(releases={"R1": {"freeze": "2026-01-10", "ship": "2026-01-17"}})
    assert (found.problem.releases[0].freeze, found.problem.releases[0].ship) == (6, 11)


def test_releases_before_the_as_of_day_and_after_the_horizon_are_left_out() -> None:
    late = {"freeze": "2026-05-01", "ship": "2026-05-04"}
    second = {"freeze": "2026-01-23", "ship": "2026-01-26"}
    found = index(header={"as_of": "2026-01-19"}, releases={"R1": TRAIN, "R2": second, "R9": late})
    # From Monday 19 January, the 23rd is the 5th working day and the 26th the 6th.
    assert found.names.releases == ("R2",)
    assert found.problem.releases == (Release(5, 6, 0, fixed=False),)


def test_releases_are_in_order_of_their_ship_days() -> None:
    first = {"freeze": "2026-01-07", "ship": "2026-01-08"}
    assert index(releases={"R2": TRAIN, "R1": first}).names.releases == ("R1", "R2")


def test_a_feature_pinned_to_a_release_is_built_in_it() -> None:
    feature_held = held({"feature": "g", "release": "R1"}).problem.features[1]
    assert (feature_held.planned, feature_held.release) == (True, 0)


@pytest.mark.parametrize("planned", [True, False])
def test_a_feature_is_pinned_in_or_out(planned: bool) -> None:
    assert held({"feature": "f", "planned": planned}).problem.features[0].planned is planned


def test_a_feature_pinned_to_be_done_by_a_day_has_items_that_end_by_it() -> None:
    found = held({"feature": "f", "done_by": "2026-01-09"}).problem
    assert found.items[0].latest == 5
    assert found.features[0].planned is True


def test_a_feature_pinned_to_start_on_a_day_starts_its_first_item_there() -> None:
    two = feature({"phase": "build", "skill": "code", "effort": 1}, {"phase": "verify", "skill": "code", "effort": 1})
    found = index(features={"f": two}, pins=[{"feature": "f", "start": "2026-01-07"}]).problem
    assert [item.start for item in found.items] == [2, None]


def test_a_pin_to_a_day_off_holds_on_the_next_working_day() -> None:
    # 10 January 2026 is a Saturday; Monday the 12th is the sixth working day of a plan from Monday the 5th.
    found = index(features={"f": feature()}, pins=[{"feature": "f", "start": "2026-01-10"}]).problem
    assert [item.start for item in found.items] == [5]


def test_deals_are_pinned_served_or_not() -> None:
    found = index(
        deals={"a": deal(), "b": deal()}, pins=[{"deal": "a", "served": True}, {"deal": "b", "served": False}]
    )
    assert [d.served for d in found.problem.deals] == [True, False]


def test_a_pin_on_a_closed_deal_asks_nothing() -> None:
    assert index(deals={"a": deal(stage="lost")}, pins=[{"deal": "a", "served": True}]).problem.deals == ()


@pytest.mark.parametrize(
    ("pins", "clashing"),
    [
        ([{"feature": "f", "planned": True}, {"feature": "f", "planned": False}], (0, 1)),
        ([{"feature": "f", "release": "R1"}, {"feature": "f", "planned": False}], (0, 1)),
        ([{"feature": "f", "start": "2026-01-06"}, {"feature": "f", "start": "2026-01-07"}], (0, 1)),
        ([{"deal": "a", "served": True}, {"deal": "a", "served": False}], (0, 1)),
        ([{"feature": "f", "start": "2026-12-08"}], (0,)),
        ([{"feature": "f", "release": "R0"}], ()),  # overtaken: it has shipped without f, which check says
        ([{"feature": "f", "start": "2025-12-08"}], ()),
        ([{"feature": "f", "planned": True}, {"feature": "g", "planned": False}], ()),
        (
            [
                {"feature": "f", "planned": True},
                {"feature": "f", "release": "R1"},
                {"feature": "f", "done_by": "2026-01-09"},
            ],
            (),
        ),
        ([{"deal": "a", "served": True}, {"deal": "b", "served": False}], ()),
    ],
)
def test_pins_that_can_never_hold_are_found_before_any_search(
    pins: list[dict[str, Any]], clashing: tuple[int, ...]
) -> None:
    early = {"freeze": "2025-12-10", "ship": "2025-12-12"}
    folder = made(deals={"a": deal(), "b": deal()}, releases={"R0": early, "R1": TRAIN}, pins=pins)
    assert opposed(folder, index_project(folder).names) == clashing


STEPS = (
    {"phase": "design", "skill": "code", "effort": 4},
    {"phase": "build", "skill": "code", "effort": 10, "crew": [1, 2]},
    {"phase": "verify", "skill": "code", "effort": 3},
)


def tracked(items: dict[str, Any], **policy: Any) -> Indexed:
    return index(
        header={"as_of": "2026-01-19", "policy": policy},
        releases={"R1": {"freeze": "2026-03-13", "ship": "2026-03-16"}},
        teams={"core": {"name": "Core", "skill": "code", "people": 2}},
        features={"f": feature(*STEPS)},
        progress={"f": {"items": items}},
    )


def test_finished_work_is_no_part_of_the_problem_and_does_not_hold_the_feature() -> None:
    found = tracked({"design": {"started": "2026-01-05", "done": "2026-01-08"}})
    assert (found.names.lines, found.problem.features[0].planned) == ((1, 2), None)
    assert [item.earliest for item in found.problem.items] == [0, 0]


def test_running_work_goes_on_from_the_as_of_day_with_its_crew_and_what_follows_waits_for_it() -> None:
    found = tracked({"build": {"started": "2026-01-12", "remaining": 6, "crew": 2}})
    (going,) = found.staff.going
    # 6 x 1.08 / 2 = 3.24 -> 4 days of both people; verify comes after it, and design, of which nothing is said, may be
    # done beside it once somebody is free.
    assert (going.end, going.stints) == (4, ((0, 0, 4), (1, 0, 4)))
    assert found.names.lines == (0, 2)
    assert [item.earliest for item in found.problem.items] == [0, 4]
    assert found.problem.capacity[0][:6] == (0, 0, 0, 0, 2, 2)
    assert found.problem.features[0].begun


def test_what_remains_of_work_out_of_sequence_waits_where_the_policy_says_so() -> None:
    found = tracked({"build": {"started": "2026-01-12", "remaining": 6, "crew": 2}}, out_of_sequence="wait")
    assert (found.staff.going, found.names.lines) == ((), (0, 1, 2))
    assert [mode.days for mode in found.problem.items[1].modes] == [4]
    assert found.problem.features[0].begun


def test_running_work_with_nothing_left_takes_nobody() -> None:
    (going,) = tracked({"build": {"started": "2026-01-12", "remaining": 0}}).staff.going
    assert (going.end, going.stints) == (0, ())


def test_progress_of_one_of_two_items_of_a_phase_leaves_the_other_all_its_work() -> None:
    two = [
        {"phase": "build", "skill": "code", "effort": 4, "name": "a"},
        {"phase": "build", "skill": "code", "effort": 5},
    ]
    told = {"name": "a", "started": "2026-01-05", "remaining": 3}
    found = index(features={"f": feature(*two)}, progress={"f": {"items": {"build": told}}})
    assert [going.end for going in found.staff.going] == [3]
    assert [item.modes for item in found.problem.items] == [(Mode(((0, 1),), 5),)]


def test_finished_work_between_freeze_and_ship_lands_where_it_was_verified() -> None:
    # R1 freezes on 14 January and R2 on the 30th. Done on the 13th it lands in R1, on the 15th in R2.
    for done, first in (("2026-01-13", 0), ("2026-01-14", 0), ("2026-01-15", 1)):
        found = index(
            header={"as_of": "2026-01-15"},
            releases={
                "R1": {"freeze": "2026-01-14", "ship": "2026-01-16"},
                "R2": {"freeze": "2026-01-30", "ship": "2026-02-02"},
            },
            features={"f": feature()},
            progress={"f": {"items": {"build": {"started": "2026-01-05", "done": done}}}},
        )
        assert (found.problem.features[0].items, found.problem.features[0].not_before) == ((), first)


def test_a_lag_counts_from_the_day_on_which_the_work_was_done() -> None:
    # Done on Wednesday 7 January, ten working days in between: 8 to 21 January. As of Monday 19th, slot 3 is the 22nd.
    found = index(
        header={"as_of": "2026-01-19"},
        features={"f": feature(), "g": feature(after=[{"feature": "f", "lag": 10}], provides={"c": "ga"})},
        progress={"f": {"items": {"build": {"started": "2026-01-05", "done": "2026-01-07"}}}},
    )
    assert [item.earliest for item in found.problem.items] == [3]


@pytest.mark.parametrize(("phase", "earliest"), [("build", 8), ("enable", 10)])
def test_a_lag_after_what_shipped_without_a_record_counts_from_the_last_day_on_which_it_can_have_ended(
    phase: str, earliest: int
) -> None:
    # R0 froze on Wednesday 7 January, two working days before the plan begins, and shipped on the 9th: ten days of lag.
    work = {"phase": phase, "skill": "code", "effort": 3}
    found = index(
        header={"as_of": "2026-01-12"},
        releases={"R0": {"freeze": "2026-01-07", "ship": "2026-01-09"}, "R1": TRAIN},
        features={"g": feature(work), "f": feature(STEPS[1], after=[{"feature": "g", "lag": 10}])},
        progress={"g": {"shipped": "R0"}},
    )
    assert [item.earliest for item in found.problem.items] == [earliest]


def test_a_feature_that_has_shipped_is_ready_and_no_longer_planned() -> None:
    gates = {"design_in": "2026-02-27"}
    found = index(
        header={"as_of": "2026-01-19"},
        features={"f": feature(), "g": feature(after=["f"])},
        deals={"a": deal(gates=gates, needs={"design_in": ["api"]})},
        progress={"f": {"shipped": "R1"}},
    )
    assert found.names.features == ("g",)
    assert found.problem.features[0].after == ()
    assert found.problem.deals[0].levels[0].demands == ()


def test_a_feature_frozen_into_a_coming_release_lands_there_without_work() -> None:
    found = index(progress={"f": {"shipped": "R1"}}).problem.features[0]
    assert (found.items, found.release, found.planned, found.cost) == ((), 0, True, 0)
