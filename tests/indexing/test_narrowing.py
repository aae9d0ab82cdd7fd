"""Narrowing: where there are too many sets of skills, as little as possible is given up, and it is said."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from roadmap.cli.commands.folders.check import command
from roadmap.indexing.people.ability import Ability
from roadmap.indexing.people.narrowing import narrowed
from roadmap.indexing.people.pools import find_pools, is_narrowed

SKILLS = tuple(f"s{n}" for n in range(8))


def team(seed: int, *shares: str) -> list[Ability]:
    """25 to 40 people who know one of eight skills fully, and a second one by one of the shares."""
    chance = random.Random(seed)
    pairs = [chance.sample(SKILLS, 2) for _ in range(chance.randint(25, 40))]
    return [Ability({a: Fraction(1), b: Fraction(chance.choice(shares))}, ((0, 100),)) for a, b in pairs]


@pytest.mark.parametrize("seed", range(20))
def test_eight_skills_of_equals_are_never_narrowed(seed: int) -> None:
    assert not is_narrowed(team(seed, "1"), SKILLS, 100)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("shares", [("7/10",), ("1/2", "3/5", "7/10", "4/5")])
def test_of_people_with_second_skills_many_keep_both(seed: int, shares: tuple[str, ...]) -> None:
    people = team(seed, *shares)
    kept = people
    while is_narrowed(kept, SKILLS, 100):
        kept = narrowed(kept, set(SKILLS))
    assert all(set(one.speeds) <= set(before.speeds) for one, before in zip(kept, people, strict=True))
    # before, everybody lost one of two skills at once
    assert sum(len(one.speeds) == 2 for one in kept) >= len(people) / 3
    assert len(find_pools(people, SKILLS, SKILLS, 100)[0]) <= 260 + 5 * len(SKILLS)


def test_what_costs_least_goes_first_and_the_only_one_with_a_skill_keeps_it() -> None:
    # a is known by three fully and by two at 90 %: calling these 90 % for all costs 3 x 10 of 480 days, 1/16;
    # the second skill of each of the two is half of all there is of b.
    full, nearly = (
        Ability({"a": Fraction(1)}, ((0, 100),)),
        Ability({"a": Fraction(9, 10), "b": Fraction(1)}, ((0, 100),)),
    )
    less = narrowed([full, full, full, nearly, nearly], {"a", "b"})
    assert [one.speeds["a"] for one in less] == [Fraction(9, 10)] * 5
    assert [one.speeds.get("b") for one in less] == [None, None, None, 1, 1]


def test_check_says_that_people_are_taken_to_know_less(tmp_path: Path) -> None:
    people = {
        f"p{n}": {"name": f"P{n}", "team": "t", "skills": {skill: str(share) for skill, share in one.speeds.items()}}
        for n, one in enumerate(team(0, "1/2", "3/5", "7/10", "4/5"))
    }
    work = [{"phase": "build", "skill": skill, "effort": 2} for skill in SKILLS]
    folder = {
        "name": "Many skills",
        "start": "2026-01-05",
        "horizon": "2026-06-26",
        "segments": {"any": {"name": "Any", "target": 1000, "win_rate": 1, "lead_rate": 1}},
        "capabilities": {"api": {"name": "API", "kind": "serving"}},
        "teams": {"t": {"name": "T", "skill": "s0"}},
        "people": people,
        "features": {"f": {"name": "F", "team": "t", "provides": {"api": "ga"}, "work": work}},
        "releases": {"R1": {"freeze": "2026-04-30", "ship": "2026-04-30"}},
    }
    (tmp_path / "roadmap.yaml").write_text(yaml.safe_dump(folder), encoding="utf-8")
    found = CliRunner().invoke(command, [str(tmp_path)])
    assert (found.exit_code, "warning: skills-narrowed: " in found.output) == (0, True)
