"""Scores of the ledger by group."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requirements.gate import Gate
from roadmap.folder.project import Project
from roadmap.supply.feature import Phase
from roadmap.tracking.ledger import LedgerLine, Tripwire
from roadmap.tracking.promise_keeping import Kept
from roadmap.tracking.scores import scores_of, wilson
from roadmap.views.quarterly.scores import score_tables
from tests.projects import capability, deal, feature, project

WIRE = Tripwire(feature="f", phase=Phase.BUILD, by=date(2026, 1, 8), chance=0.1)


def kept(held: bool, **fields: Any) -> Kept:
    """A promise to d for 16 January that f decides, given at 17 of 20."""
    told: dict[str, Any] = {
        "published": date(2026, 1, 5), "plan": "p", "deal": "d", "gate": Gate.DESIGN_IN, "release": "R1",
        "ship": date(2026, 1, 16), "day": date(2026, 1, 16), "features": ["f"], "chance": 0.85, "tripwires": [WIRE],
    }  # fmt: skip
    announced = fields.pop("announced", None)
    return Kept(LedgerLine(**(told | fields)), held, announced)


@pytest.fixture(scope="module")
def company() -> Project:
    return project(
        capabilities={"api": capability()},
        features={"f": feature(), "g": feature()},
        releases={"R1": {"freeze": "2026-01-14", "ship": "2026-01-16"}},
        deals={
            key: deal(customer=f"Customer {key}", gates={"design_in": "2026-03-01"}, needs={"design_in": ["api"]})
            for key in "de"
        },
    )


def test_each_group_counts_its_promises_and_those_that_held(company: Project) -> None:
    past = [kept(True), kept(False), kept(True, day=date(2026, 5, 4), tripwires=[], chance=None)]
    found = {(one.by, one.id): one for one in scores_of(past, company)}
    team, segment = company.engineering.features["f"].team, company.market.deals["d"].segment
    counted = {group: (one.given, one.held) for group, one in found.items()}
    assert counted == {
        ("team", team): (3, 2), ("phase", "build"): (2, 1), ("segment", segment): (3, 2),
        ("quarter", "2026Q1"): (2, 1), ("quarter", "2026Q2"): (1, 1),
    }  # fmt: skip
    # chances of 0.85: (0.15^2 + 0.85^2) / 2 where one of two held
    assert found["phase", "build"].brier == pytest.approx((0.15**2 + 0.85**2) / 2, abs=1e-4)
    assert found["quarter", "2026Q2"].brier is None
    assert found["quarter", "2026Q2"].stated is None


def test_the_share_of_few_promises_is_drawn_towards_that_of_all(company: Project) -> None:
    # 2 of 3 held in all, which counts as four promises: (1 + 4 x 2/3) / 5 in the second quarter, / 6 in the first
    past = [kept(True), kept(False), kept(True, day=date(2026, 5, 4))]
    found = {one.id: one for one in scores_of(past, company) if one.by == "quarter"}
    assert found["2026Q2"].share == pytest.approx((1 + 8 / 3) / 5, abs=1e-3)
    assert found["2026Q1"].share == pytest.approx((1 + 8 / 3) / 6, abs=1e-3)
    assert found["2026Q1"].least < found["2026Q1"].share < found["2026Q1"].most


def test_the_interval_is_that_of_wilson() -> None:
    # 8 of 10, z = 1.6449, z^2 = 2.7057: middle (0.8 + 0.1353) / 1.2706 = 0.7361; half 1.6449 x sqrt(0.016 + 0.006764)
    # / 1.2706 = 0.1953
    assert wilson(0.8, 10) == pytest.approx((0.5408, 0.9314), abs=1e-3)
    assert wilson(1.0, 5)[1] == 1.0
    assert wilson(0.0, 5)[0] == 0.0


def test_without_a_promise_whose_day_is_past_there_is_no_score(company: Project) -> None:
    assert scores_of([], company) == ()
    assert score_tables((), company) == ()
