"""Random small companies as input folders: a little of everything that is planned."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

START = date(2026, 1, 5)
WEEKS = 26
SKILLS = ("code", "test", "field")
PHASES = ("design", "build", "verify", "enable")

Section = dict[str, Any]


def random_folder(seed: int) -> Section:
    """What the `roadmap.yaml` of a company holds that plans half a year from Monday 5 January 2026 on."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    features = {f"f{n}": _feature(n, chance) for n in range(chance.randint(2, 6))}
    return {
        "name": "Random",
        "start": START.isoformat(),
        "horizon": (START + timedelta(weeks=WEEKS, days=-3)).isoformat(),
        "calendar": chance.choice(["CN", {"days_off": ["2026-02-16", "2026-02-17", "2026-04-06"]}]),
        "policy": {"crew_loss": chance.choice(["0%", "8%"]), "safe_slack": 5},
        "segments": {"s": _segment(chance), "t": _segment(chance)},
        "capabilities": {f"c{n}": {"name": f"C{n}", "kind": "serving"} for n in range(len(features))},
        "features": features,
        "teams": _teams(chance),
        "people": _people(chance),
        "releases": _releases(chance),
        "deals": {f"d{n}": _deal(len(features), chance) for n in range(chance.randint(1, 5))},
    }


def with_hands(folder: Section, seed: int) -> Section:
    """The same company, whose work asks for several skills at once, for mixed crews or for one person throughout, and
    whose people have half days off."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    for work in (work for feature in folder["features"].values() for work in feature["work"] if "skill" in work):
        if chance.random() < 0.4 and work["effort"]:
            del work["skill"], work["crew"]
            work["skills"] = chance.choice(({"code": 1, "test": 1}, {"code": 1, "field": 1, "test": 1}))
        elif chance.random() < 0.5:
            work["divisible"] = True
        if chance.random() < 0.4:
            work["hand_over"] = chance.choice(("never", "never", "costs 2 days"))
    for leave in (leave for person in folder["people"].values() for leave in person.get("leave", [])):
        leave["half"] = chance.random() < 0.5
    return folder


def _day(chance: random.Random, first: int, last: int) -> str:
    return (START + timedelta(days=chance.randint(7 * first, 7 * last))).isoformat()


def _segment(chance: random.Random) -> Section:
    late = [{"days": 0, "keeps": "100%"}]
    if chance.random() < 0.7:
        late += [{"days": chance.choice((5, 15)), "keeps": "60%"}]
    segment: Section = {
        "name": "S", "target": 1000, "win_rate": "1/2", "lead_rate": "3/4", "lead_time": chance.choice((0, 3, 10)),
        "lateness": late,
    }  # fmt: skip
    if chance.random() < 0.5:
        segment["support"] = [{"name": "Case", "count": chance.randint(1, 2), "work": [_piece(chance)]}]
    return segment


def _piece(chance: random.Random) -> Section:
    effort = chance.randint(1, 5)
    gate = chance.choice(("evaluation", "design_in"))
    phase = "evaluation" if gate == "evaluation" else "migration"
    return {"phase": phase, "gate": gate, "skill": "field", "effort": effort, "spread": effort + chance.randint(0, 12)}


def _teams(chance: random.Random) -> Section:
    return {
        skill: {
            "name": skill, "skill": skill, "people": chance.randint(1, 3), "reserved": chance.choice(("0%", "20%")),
        }
        for skill in SKILLS
    }  # fmt: skip


def _people(chance: random.Random) -> Section:
    found: Section = {}
    for number in range(chance.randint(0, 2)):
        first = START + timedelta(days=chance.randint(10, 100))
        person: Section = {"name": f"P{number}", "team": chance.choice(SKILLS)}
        if chance.random() < 0.5:
            person["skills"] = {skill: chance.choice(("50%", "100%")) for skill in chance.sample(SKILLS, 2)}
        if chance.random() < 0.6:
            last = first + timedelta(days=chance.randint(0, 10))
            person["leave"] = [{"first": first.isoformat(), "last": last.isoformat()}]
        if chance.random() < 0.3:
            person["first"] = _day(chance, 1, 6)
        found[f"p{number}"] = person
    return found


def _releases(chance: random.Random) -> Section:
    found, ship = {}, START + timedelta(days=4)
    for number in range(1, chance.randint(3, 6)):
        ship += timedelta(days=chance.randint(14, 35))
        freeze = ship - timedelta(days=chance.choice((0, 7, 14)))
        found[f"R{number}"] = {
            "freeze": freeze.isoformat(), "ship": ship.isoformat(), "cost": chance.choice((0, 20, 50)),
            "fixed": chance.random() < 0.1,
        }  # fmt: skip
    return found


def _feature(number: int, chance: random.Random) -> Section:
    phases = sorted(chance.sample(PHASES, chance.randint(1, 3)), key=PHASES.index)
    earlier = [f"f{n}" for n in range(number)]
    after = []
    if earlier and chance.random() < 0.4:
        wait = chance.choice(("finish", "interface"))
        after.append({"feature": chance.choice(earlier), "wait_for": wait, "lag": chance.choice((0, 0, 3))})
    provides = {f"c{number}": chance.choice(("ga", "proven"))}
    if earlier and chance.random() < 0.2:
        provides[f"c{chance.randrange(number)}"] = "ga"
    return {
        "name": f"F{number}", "team": "code", "provides": provides, "work": [_work(phase, chance) for phase in phases],
        "after": after, "cost": chance.choice((0, 0, 30)),
    }  # fmt: skip


def _work(phase: str, chance: random.Random) -> Section:
    skill = {"verify": "test", "enable": "field"}.get(phase, "code")
    most = chance.choice((1, 1, 2, 3))
    return {"phase": phase, "skill": skill, "effort": chance.choice((0, 1, 3, 5, 8, 13)), "crew": [1, most]}


def _deal(count: int, chance: random.Random) -> Section:
    evaluation, decision = sorted((_day(chance, 4, 24), _day(chance, 4, 24)))
    wanted = [f"c{n}" for n in chance.sample(range(count), chance.randint(1, min(3, count)))]
    design_in: list[str] = [" | ".join(wanted[:2])] if chance.random() < 0.3 else wanted[:2]
    if len(wanted) > 2:
        design_in.append(f"{wanted[2]} -20%")
    return {
        "name": "Deal", "customer": "C", "segment": chance.choice("st"), "stage": "opportunity",
        "value": chance.randint(50, 900), "gates": {"evaluation": evaluation, "design_in": decision},
        "needs": {"evaluation": wanted[:1], "design_in": design_in},
    }  # fmt: skip


def with_days(folder: Section, seed: int) -> Section:
    """The folder with days before which work may not begin, waits, overlaps, tied starts and ends, and late work."""
    chance = random.Random(-seed)  # noqa: S311 - repeatable cases, no secrets
    features = {key: _with_days(feature, chance) for key, feature in folder["features"].items()}
    return {**folder, "features": features}


def _with_days(feature: Section, chance: random.Random) -> Section:
    work: list[Section] = []
    for number, item in enumerate(feature["work"]):
        more: Section = {"not_before": _day(chance, 1, 8)} if chance.random() < 0.2 else {}
        if number and chance.random() < 0.4:
            more["overlaps"] = {"start": chance.choice((0, 1, 3))} | ({"end": 1} if chance.random() < 0.5 else {})
        if chance.random() < 0.3:
            more["prefer"] = "late"
        work.append({**item, **more})
        if chance.random() < 0.3:
            days = chance.choice((3, 8, 12))
            wait = f"{days} calendar days" if chance.random() < 0.5 else days
            work.append({"phase": item["phase"], "wait": wait, "name": f"wait {number}"})
    sides = [{**wait, "wait_for": chance.choice((wait["wait_for"], "start", "end"))} for wait in feature["after"]]
    return {**feature, "work": work, "after": sides}
