"""Projects in which something was promised, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from requirements.gate import Gate
from roadmap.folder.baseline import Baseline, Published
from roadmap.folder.project import Project
from tests.projects import capability, deal, feature, project

R1 = {"freeze": "2026-01-14", "ship": "2026-01-16"}
"""Freeze is the 8th working day, ship the 10th."""
R2 = {"freeze": "2026-01-28", "ship": "2026-01-30"}
"""Two weeks later: ship is the 20th working day."""
R3 = {"freeze": "2026-03-11", "ship": "2026-03-13"}
"""Six weeks later still: ship is the 50th working day."""
DAY = date(2026, 1, 16)


def published(day: date = DAY, *gates: Gate, promised: str = "api", key: str = "d") -> Published:
    """A promise to the deal `d`: the capability `api` by the ship day of R1, for its design-in."""
    return Published(key, gates or (Gate.DESIGN_IN,), day, "R1", frozenset({promised}))


def promised(*promises: Published, **entities: Any) -> Project:
    """A project with one feature of five days for one deal of 1,000 expected, and promises of a baseline.

    The gate is the last day of March: slack is not the question. The policy is the default, 2 % a week and 10 % at
    most: 20 for each started week, 100 for five and more.
    """
    stated = deal(value=2000, gates={"design_in": "2026-03-27"}, needs={"design_in": ["api"]})
    made = {
        "capabilities": {"api": capability()},
        "features": {"f": feature()},
        "releases": {"R1": R1, "R2": R2, "R3": R3},
        "deals": {"d": stated},
    }
    baseline = Baseline("1" * 64, date(2026, 1, 5), promises or (published(),))
    return replace(project(**(made | entities)), baseline=baseline)
