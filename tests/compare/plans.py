"""Plans to compare, made of one small project and schedules given by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.plans.document import Plan
from tests.planner.plans import plan_of
from tests.projects import capability, deal, feature

R1 = {"freeze": "2026-01-14", "ship": "2026-01-16", "cost": 10}
R2 = {"freeze": "2026-01-28", "ship": "2026-01-30", "cost": 10}
R1_DAY, R2_DAY = date(2026, 1, 16), date(2026, 1, 30)


def plan(*placements: tuple[int, list[int]] | None, **entities: Any) -> Plan:
    """A plan of `api` (feature f, five days) for deal `a` (1,000 expected) and `smi` (feature g) for deal `b` (100).

    Without placements f lands in R1 and g in R2, one after the other.
    """
    made: dict[str, Any] = {
        "capabilities": {"api": capability(), "smi": capability()},
        "features": {"f": feature(), "g": feature(provides={"smi": "ga"})},
        "releases": {"R1": R1, "R2": R2},
        "deals": {"a": a(), "b": b()},
    }
    return plan_of(*(placements or ((0, [0]), (1, [5]))), **(made | entities))


def a(**fields: Any) -> dict[str, Any]:
    """A deal of 1,000 expected that needs `api` for its design-in at the end of March."""
    return deal(
        **({"value": 2000, "gates": {"design_in": "2026-03-27"}, "needs": {"design_in": ["api"]}, "name": "A"} | fields)
    )


def b(**fields: Any) -> dict[str, Any]:
    """A deal of 100 expected that needs `smi` for its design-in at the end of March."""
    return deal(**({"gates": {"design_in": "2026-03-27"}, "needs": {"design_in": ["smi"]}, "name": "B"} | fields))
