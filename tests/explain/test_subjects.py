"""What can be asked about is found by its id, by its name, and by what stands behind a capability or a team."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.explaining.subjects import Subject, find_subjects, near
from roadmap.plans.document import Plan
from tests.planner.plans import plan_of
from tests.projects import capability, deal, feature


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Two deals, a feature that is built and one that is not, and a team called by a Chinese name."""
    needs: dict[str, Any] = {"gates": {"design_in": "2026-01-16"}, "needs": {"design_in": ["api"]}}
    return plan_of(
        (0, [0]),
        None,
        teams={"core": {"name": "核心组", "skill": "code", "people": 1}},
        capabilities={"api": capability(name="Python API"), "tool": capability(name="推理工具")},
        features={"f": feature(name="Bindings"), "g": feature(name="Tool kit", provides={"tool": "ga"})},
        deals={"north": deal(name="千寻图库", **needs), "south": deal(name="Deal: South", **needs)},
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("north", "deal:north"),
        ("千寻图库", "deal:north"),
        ("deal:千寻图库", "deal:north"),
        ("deal: south", "deal:south"),
        ("bindings", "feature:f"),
        ("TOOL  kit", "feature:g"),
        ("api", "feature:f"),
        ("python api", "feature:f"),
        ("feature:推理工具", "feature:g"),
        ("核心组", "skill:code"),
        ("core", "skill:code"),
        ("skill:core", "skill:code"),
        ("feature:千寻图库", None),
        ("deal:api", None),
        ("nobody", None),
    ],
)
def test_ids_and_names_are_understood(plan: Plan, asked: str, found: str | None) -> None:
    kind, _, key = (found or "").partition(":")
    assert [(one.kind, one.id) for one in find_subjects(plan, asked)] == ([(kind, key)] if found else [])


def test_a_name_of_two_things_finds_both(plan: Plan) -> None:
    twice = plan.model_copy(update={"unplanned": [plan.unplanned[0].model_copy(update={"name": "千寻图库"})]})
    assert find_subjects(twice, "千寻图库") == [Subject("deal", "north"), Subject("feature", "g")]
    assert near(twice, "pythn api") == ["api"]
