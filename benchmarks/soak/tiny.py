"""Tiny companies as input folders, on a day of their second or third week on which anything may have happened."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

Section = dict[str, Any]
START, WEEKS = date(2026, 3, 2), 3
"""A Monday, and the weeks that the plan has from the `as_of` day on."""
LATE = ((0, 100), (3, 50))
"""What a deal keeps: up to so many working days late so many percent."""
CURVE = [{"days": days, "keeps": f"{keeps}%"} for days, keeps in LATE]
SEGMENT = {"name": "S", "target": 1000, "win_rate": 1, "lead_rate": 1, "lateness": CURVE}


def tiny_folder(seed: int) -> Section:
    """A company of one or two people and two or three features on a day of its second or third week."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    as_of = START + timedelta(days=chance.randint(5, 20))
    features = {f"f{n}": _feature(n, chance) for n in range(chance.randint(2, 3))}
    progress = {key: _told(feature, as_of, chance) for key, feature in features.items()}
    ships = sorted(as_of + timedelta(days=chance.randint(0, 7 * WEEKS)) for _ in range(2))
    freezes = [ship - timedelta(days=chance.choice((0, 0, 3, 7))) for ship in ships]
    trains = enumerate(zip(sorted(freezes), ships, strict=True), 1)
    later = {f"R{n}": {"freeze": freeze.isoformat(), "ship": ship.isoformat()} for n, (freeze, ship) in trains}
    gone = {"freeze": "2026-03-04", "ship": "2026-03-06"}
    for told in progress.values():
        if not told["items"] and chance.random() < 0.2:
            told["shipped"] = "R0"
    return {
        "name": "Tiny", "start": START.isoformat(), "as_of": as_of.isoformat(),
        "horizon": (as_of + timedelta(weeks=WEEKS)).isoformat(),
        "calendar": {"days_off": [day.isoformat() for day in _days(chance, range(5))],
                     "working_days": [day.isoformat() for day in _days(chance, (5, 6))]},
        "policy": {"estimate": "likely", "safe_slack": 0, "placeholders": False, "crew_loss": "0%"},
        "segments": {"s": {**SEGMENT, "lead_time": chance.choice((0, 2))}},
        "capabilities": {f"c{n}": {"name": f"C{n}", "kind": "serving"} for n in range(len(features))},
        "features": features,
        "progress": {key: told for key, told in progress.items() if told["items"] or "shipped" in told},
        **_staff(as_of, chance),
        "releases": {"R0": gone, **later},
        "deals": {f"d{n}": _deal(n, as_of, chance) for n in range(len(features))},
    }  # fmt: skip


def _staff(as_of: date, chance: random.Random) -> Section:
    """Two people, or one who goes on leave."""
    team: Section = {"name": "T", "skill": "dev"}
    if chance.random() < 0.4:
        return {"teams": {"t": {**team, "people": 2}}}
    first = as_of + timedelta(days=chance.randint(-2, 12))
    leave = {"first": first.isoformat(), "last": (first + timedelta(days=chance.randint(0, 4))).isoformat()}
    return {"teams": {"t": team}, "people": {"ann": {"name": "Ann", "team": "t", "leave": [leave]}}}


def _days(chance: random.Random, weekdays: Sequence[int]) -> list[date]:
    """Some days of the plan that are such days of the week."""
    return [START + timedelta(days=7 * week + chance.choice(weekdays)) for week in range(7) if chance.random() < 0.4]


def _feature(number: int, chance: random.Random) -> Section:
    phases = chance.choice((["build"], ["build", "verify"], ["build", "enable"]))
    wait = {"feature": f"f{number - 1}", "lag": chance.choice((0, 0, 2, 4))}
    after = [wait] if number and chance.random() < 0.4 else []
    work = [{"phase": phase, "skill": "dev", "effort": chance.choice((0, 0.5, 1, 1.5, 2, 3, 4))} for phase in phases]
    return {"name": "F", "team": "t", "provides": {f"c{number}": "ga"}, "work": work, "after": after}


def _told(feature: Section, as_of: date, chance: random.Random) -> Section:
    items: Section = {}
    for work in feature["work"]:
        kinds = ("open", "running", "done") if work["effort"] else ("open", "done")
        kind, began = chance.choice(kinds), as_of - timedelta(days=chance.randint(0, 9))
        if kind == "open":
            if chance.random() < 0.5:
                items[work["phase"]] = {"begun": False}
        elif kind == "running":
            items[work["phase"]] = {"started": began.isoformat(), "remaining": chance.choice((0.5, 1, 2, 2.5, 4))}
        else:
            done = began + timedelta(days=chance.randint(0, (as_of - began).days))
            items[work["phase"]] = {"started": began.isoformat(), "done": done.isoformat()}
    return {"items": items}


def _deal(number: int, as_of: date, chance: random.Random) -> Section:
    gate = as_of + timedelta(days=chance.randint(-5, 7 * WEEKS))
    return {
        "name": "D", "customer": "C", "segment": "s", "stage": "opportunity", "value": chance.choice((100, 230, 470)),
        "gates": {"design_in": gate.isoformat()}, "needs": {"design_in": [f"c{number}"]},
    }  # fmt: skip
