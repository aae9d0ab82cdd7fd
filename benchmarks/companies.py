"""Input folders of companies of any size: deals with gates and needs, features in chains, teams of some skills."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

START = date(2026, 1, 5)
HEADER = """\
name: Company of {deals} deals and {features} features
start: 2026-01-05
horizon: 2027-06-30
calendar: CN
include: [deals.csv, features.yaml]
segments:
  isv: {{name: Software vendors, target: 30000万, win_rate: 1/3, lead_rate: 2/3}}
  cloud: {{name: Clouds, target: 50000万, win_rate: 1/2, lead_rate: 3/4}}
cadences:
  - {{prefix: R, first: 2026-03-06, last: 2027-06-30, weeks: 8, freeze: 10, cost: 150}}
teams:
"""
HEADS = "id,name,customer,segment,stage,value,win_probability,evaluation,design_in,needs_evaluation,needs_design_in\n"
SKILLS = ("compiler", "runtime", "kernels", "serving", "tools", "models", "driver", "qa")
PEOPLE_A_FEATURE = 1 / 5
"""People of the company for each feature, so that about half of the work can be done."""


def write_company(folder: Path, *, deals: int, features: int, seed: int = 0) -> None:
    """Write the folder of a company of so many deals and features; the same numbers give the same files."""
    chance = random.Random(seed)  # noqa: S311 - repeatable sizes, no secrets
    folder.mkdir(parents=True, exist_ok=True)
    people = max(2, round(features * PEOPLE_A_FEATURE / len(SKILLS)))
    teams = "".join(f"  {skill}: {{name: {skill.title()}, skill: {skill}, people: {people}}}\n" for skill in SKILLS)
    header = HEADER.format(deals=deals, features=features)
    (folder / "roadmap.yaml").write_text(header + teams, encoding="utf-8")
    (folder / "features.yaml").write_text("".join(_features(features, chance)), encoding="utf-8")
    (folder / "deals.csv").write_text(HEADS + "".join(_deals(deals, features, chance)), encoding="utf-8")


def _features(count: int, chance: random.Random) -> Iterator[str]:
    yield "capabilities:\n"
    for number in range(count):
        yield f"  c{number}: {{name: Capability {number}, kind: serving}}\n"
    yield "features:\n"
    for number in range(count):
        skill, other = chance.sample(SKILLS, 2)
        low = chance.randint(3, 15)
        effort = f"[{low}, {low + 5}, {low + 12}]"
        after = (
            f", after: [f{chance.randrange(max(0, number - 40), number)}]" if number and chance.random() < 0.3 else ""
        )
        work = (
            f"[{{phase: build, skill: {skill}, effort: {effort}, crew: [1, 3]}}, "
            f"{{phase: verify, skill: {other}, effort: {low}}}]"
        )
        head = f"name: Feature {number}, team: {skill}, provides: {{c{number}: ga}}"
        yield f"  f{number}: {{{head}{after}, work: {work}}}\n"


def _deals(count: int, features: int, chance: random.Random) -> Iterator[str]:
    for number in range(count):
        segment = chance.choice(("isv", "cloud"))
        value = chance.randint(50, 3000)
        evaluation = START + timedelta(days=chance.randint(60, 300))
        design_in = evaluation + timedelta(days=chance.randint(40, 120))
        first, *others = (f"c{int(features * chance.random() ** 2)}" for _need in range(chance.randint(2, 4)))
        needs = "; ".join(f"{name} : ga" for name in dict.fromkeys(others) if name != first) or f"{first} : ga"
        yield (
            f"D{number:05d},Deal {number},Customer {number},{segment},opportunity,{value}万,{chance.randint(10, 90)}%,"
            f"{evaluation},{design_in},{first} : preview,{needs}\n"
        )
