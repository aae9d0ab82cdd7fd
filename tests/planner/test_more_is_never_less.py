"""More people, skills, deals and alternatives never lower a value that is proved, whoever shares which skills."""

from __future__ import annotations

import random
from typing import Any

import pytest

from roadmap.planner.stored.replan import replan
from roadmap.schedule import Status
from tests.projects import capability, deal, feature, project

SKILLS = ("a", "b", "c", "d")
TRAINS = {
    "R1": {"freeze": "2026-01-14", "ship": "2026-01-16"},
    "R2": {"freeze": "2026-01-28", "ship": "2026-01-30"},
}


def company(seed: int) -> dict[str, Any]:
    """Five people with two of four skills each at different speeds, six features of two items, and five deals."""
    chance = random.Random(seed)

    def skills() -> dict[str, str]:
        first, second = chance.sample(SKILLS, 2)
        return {first: "100%", second: chance.choice(("50%", "70%", "100%"))}

    def work() -> list[dict[str, Any]]:
        phases = ("build", "verify")
        return [{"phase": phase, "skill": chance.choice(SKILLS), "effort": chance.randint(2, 7)} for phase in phases]

    return {
        "teams": {"t": {"name": "T", "skill": "a"}},
        "people": {f"p{n}": {"name": f"P{n}", "team": "t", "skills": skills()} for n in range(5)},
        "capabilities": {f"c{n}": capability() for n in range(6)},
        "features": {f"f{n}": feature(*work(), team="t", provides={f"c{n}": "ga"}) for n in range(6)},
        "deals": {
            f"d{n}": deal(
                value=chance.randint(100, 999),
                gates={"design_in": chance.choice(("2026-01-16", "2026-01-30"))},
                needs={"design_in": chance.sample([f"c{c}" for c in range(6)], 2)},
            )
            for n in range(5)
        },
        "releases": TRAINS,
    }


def proved(entities: dict[str, Any]) -> int:
    found = replan(project(**entities), None, seconds=60.0)
    assert found.proof.status is Status.OPTIMAL
    assert found.proof.value is not None
    return found.proof.value


def with_skill(entities: dict[str, Any]) -> dict[str, Any]:
    people = entities["people"]
    more = next(skill for skill in SKILLS if skill not in people["p0"]["skills"])
    skills = people["p0"]["skills"] | {more: "60%"}
    return entities | {"people": people | {"p0": people["p0"] | {"skills": skills}}}


def with_person(entities: dict[str, Any]) -> dict[str, Any]:
    return entities | {"people": entities["people"] | {"q": entities["people"]["p1"] | {"name": "Q"}}}


def with_deal(entities: dict[str, Any]) -> dict[str, Any]:
    return entities | {"deals": entities["deals"] | {"e": entities["deals"]["d0"]}}


def with_alternative(entities: dict[str, Any]) -> dict[str, Any]:
    first = entities["deals"]["d1"]
    needs = [f"{first['needs']['design_in'][0]} | c5", *first["needs"]["design_in"][1:]]
    return entities | {"deals": entities["deals"] | {"d1": first | {"needs": {"design_in": needs}}}}


@pytest.mark.parametrize("seed", range(8))
def test_what_can_only_help_never_lowers_a_proved_value(seed: int) -> None:
    entities = company(seed)
    before = proved(entities)
    after = {more.__name__: proved(more(entities)) for more in (with_skill, with_person, with_deal, with_alternative)}
    assert {name: value for name, value in after.items() if value < before} == {}
