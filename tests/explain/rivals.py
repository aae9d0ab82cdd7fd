"""Two deals that want one person: a small case in which every kind of repair has a price that can be added up.

One person; `a` takes 5 days and is for deal d, `b` takes 6 and is for deal e, and both gates are the day on which R1
ships. R1 freezes at the end of the 8th working day, so that it holds one of them; R2 ships 11 working days later.

d is expected to bring 100 and e 200; up to 20 days late a deal keeps half. The best plan serves e in time and d late:
200 + 50 = 250. The other way round is worth 100 + 100 = 200.
"""

from __future__ import annotations

from typing import Any

from roadmap.explaining.present import Present, present_of
from tests.planner.plans import plan_of
from tests.projects import capability, deal, feature, project

TRAINS = {
    "R1": {"freeze": "2026-01-14", "ship": "2026-01-16"},
    "R2": {"freeze": "2026-01-30", "ship": "2026-02-02"},
}


def rivals(**changes: Any) -> dict[str, Any]:
    """The folder; `changes` replace whole sections."""
    teams = {
        "core": {"name": "Core", "skill": "code", "people": 1},
        "desk": {"name": "Desk", "skill": "buying", "people": 1},
    }
    return {
        "releases": TRAINS,
        "teams": teams,
        "capabilities": {"api": capability(), "c": capability()},
        "features": {"a": feature(), "b": _b(), "bought": _bought()},
        "deals": {"d": wants("api"), "e": wants("c", value=400)},
        "profiles": {"either": {"name": "Takes either", "needs": {"design_in": ["api | c"]}}},
    } | changes


def _b() -> dict[str, Any]:
    return feature({"phase": "build", "skill": "code", "effort": 6}, provides={"c": "ga"})


def _bought() -> dict[str, Any]:
    """Provides the same as a, for 30 and a day of another person."""
    return feature({"phase": "build", "skill": "buying", "effort": 1}, team="desk", variant="partner", cost=30)


def wants(name: str, day: str = "2026-01-16", **fields: Any) -> dict[str, Any]:
    """A deal that needs one capability by a day."""
    return deal(**{"gates": {"design_in": day}, "needs": {"design_in": [name]}} | fields)


def present(**changes: Any) -> Present:
    """The best plan without what is bought: b in slots 0 to 5, a in slots 6 to 10."""
    stated = rivals(**changes)
    bought = [None] * (len(stated["features"]) - 2)
    return present_of(plan_of((1, [6]), (0, [0]), *bought, **stated), project(**stated))
