"""Deals as levels, demands and challenges. Slot 0 is Monday 2026-01-05; limits are exclusive ends."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.problem import Challenge, Deal, Demand, Level
from tests.projects import SEGMENT, capability, deal, feature, project

CAPABILITIES = {"api": capability(), "tool": capability(), "old": capability(ready="ga")}
FEATURES = {
    "early": feature(provides={"api": "preview"}),
    "full": feature(provides={"api": "ga"}),
    "tool": feature(provides={"tool": "proven"}),
}
PATIENT = SEGMENT | {"lateness": [{"days": 0, "keeps": 1}, {"days": 10, "keeps": "40%"}]}
FRIDAY = {"design_in": "2026-01-16"}  # the tenth working day: limit 10


def index(segment: dict[str, Any] | None = None, **fields: Any) -> Deal:
    made = project(
        segments={"isv": segment or PATIENT},
        capabilities=CAPABILITIES,
        features=FEATURES,
        deals={"d": deal(**fields)},
    )
    return index_project(made).problem.deals[0]


# Expected 100: 40 % = 40 is kept up to 10 days late, the other 60 only on time.
def test_a_curve_becomes_levels_from_the_latest_day_to_the_gate() -> None:
    found = index(gates=FRIDAY, needs={"design_in": ["api"]})
    assert found.levels == (Level(40, (Demand((1,), 20),)), Level(60, (Demand((1,), 10),)))


def test_the_lead_time_comes_off_the_gate() -> None:
    found = index(PATIENT | {"lead_time": 3}, gates=FRIDAY, needs={"design_in": ["api"]})
    assert [level.demands[0].latest for level in found.levels] == [17, 7]
    own = index(PATIENT | {"lead_time": 3}, gates=FRIDAY, needs={"design_in": ["api"]}, lead_time=1)
    assert [level.demands[0].latest for level in own.levels] == [19, 9]


def test_a_gate_on_a_weekend_ends_with_the_friday_before() -> None:
    found = index(gates={"design_in": "2026-01-18"}, needs={"design_in": ["api"]})
    assert found.levels[-1].demands == (Demand((1,), 10),)


@pytest.mark.parametrize(
    ("gate", "need", "features"),
    [
        ("evaluation", "api", (0, 1)),  # preview is enough at evaluation
        ("design_in", "api", (1,)),  # design-in wants ga
        ("acceptance", "api", ()),  # acceptance wants proven, which nothing provides
        ("acceptance", "api : ga", (1,)),  # unless the need says otherwise
        ("design_in", "api | tool", (1, 2)),  # alternatives add up; proven holds ga
    ],
)
def test_a_need_is_met_by_the_features_mature_enough_at_its_gate(
    gate: str, need: str, features: tuple[int, ...]
) -> None:
    found = index(gates={gate: "2026-01-16"}, needs={gate: [need]})
    assert found.levels[0].demands[0].features == features


def test_what_is_ready_needs_nothing() -> None:
    assert index(gates=FRIDAY, needs={"design_in": ["old", "old | api"]}).levels[0].demands == ()


def test_what_is_ready_but_not_mature_enough_is_still_needed() -> None:
    found = index(gates={"acceptance": "2026-01-16"}, needs={"acceptance": ["old"]})
    assert found.levels[0].demands == (Demand((), 20),)


def test_of_two_needs_for_the_same_features_the_more_urgent_remains() -> None:
    gates = {"design_in": "2026-01-16", "signing": "2026-01-30"}
    found = index(gates=gates, needs={"signing": ["api"], "design_in": ["api"]})
    assert found.levels[-1].demands == (Demand((1,), 10),)


def test_gates_a_deal_has_passed_ask_for_nothing() -> None:
    gates = {"evaluation": "2026-01-09", "design_in": "2026-01-16"}
    needs = {"evaluation": ["tool"], "design_in": ["api"]}
    found = index(gates=gates, needs=needs, stage="design_in")
    assert [demand.features for demand in found.levels[0].demands] == [(1,)]


# A drop of 25 % costs a quarter of each level: 10 of 40 and 15 of 60.
def test_a_challenge_costs_its_drop_of_every_level_and_must_be_there_by_the_gate() -> None:
    found = index(gates=FRIDAY, needs={"design_in": ["api", "tool -25%", "old -10%", "tool nice"]})
    assert found.challenges == (Challenge(Demand((2,), 10), (10, 15)),)


# 333.33 expected: 40 % is 133.33 -> 133, all of it 333, so the second level is 200.
def test_rounding_never_loses_more_than_the_rounding_of_the_whole() -> None:
    found = index(PATIENT | {"win_rate": "1/3"}, gates=FRIDAY, value=1000, needs={"design_in": ["api"]})
    assert [level.value for level in found.levels] == [133, 200]


@pytest.mark.parametrize(
    ("stage", "own", "expected"),
    [("lead", None, 50), ("opportunity", None, 100), ("won", None, 200), ("lead", "10%", 20)],
)
def test_the_win_probability_follows_the_stage_unless_stated(stage: str, own: str | None, expected: int) -> None:
    assert sum(level.value for level in index(stage=stage, win_probability=own).levels) == expected


def test_lost_and_paid_deals_are_not_planned_for() -> None:
    made = project(deals={"a": deal(stage="lost"), "b": deal(stage="paid"), "c": deal()})
    assert index_project(made).names.deals == ("c",)


def test_gates_before_the_start_and_after_the_horizon_keep_their_distance() -> None:
    # 22 December 2025 lies 10 working days before Monday 5 January; 6 April 2026 is the 6th after the 60 of the plan.
    early = index(gates={"design_in": "2025-12-22"}, needs={"design_in": ["api"]})
    late = index(gates={"design_in": "2026-04-06"}, needs={"design_in": ["api"]})
    assert [found.levels[-1].demands[0].latest for found in (early, late)] == [-9, 66]
