"""More is never less: a skill, person, deal, alternative or later gate more never lowers what is proved of a company.

Its people share skills at several speeds. The same company whose people are taken to know less, because too few sets of
skills are looked at, is never proved to be worth less than the company as it is can be.
"""

from __future__ import annotations

import json
import random
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from benchmarks.soak.as_planned import read
from benchmarks.soak.folders import START, random_folder
from roadmap.indexing.people import pools
from roadmap.planner import Options, make_plan
from roadmap.planner.stored.replan import solve_quietly
from roadmap.schedule import Proof, Status

SKILLS = ("code", "test", "field")
FEW_SETS = 2
"""Sets of skills looked at where most companies have more."""
OPTIONS = Options(seconds=4.0, workers=1, reproducible=True)
"""Work-limited; more than small companies need to be proved."""

Section = dict[str, Any]
More = Callable[[Section, random.Random], None]


def sharing(seed: int) -> Section:
    """A random company with four people more, each of whom knows two or three skills at speeds of their own."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    made = random_folder(seed)
    for number in range(4):
        known = chance.sample(SKILLS, chance.randint(2, 3))
        skills = {skill: chance.choice(("40%", "50%", "70%", "100%")) for skill in known}
        made["people"][f"q{number}"] = {"name": f"Q{number}", "team": known[0], "skills": skills}
    return made


def a_skill(made: Section, chance: random.Random) -> None:
    """Somebody learns a skill, or is faster at one that they know."""
    person = made["people"][f"q{chance.randrange(4)}"]
    person["skills"][chance.choice(SKILLS)] = "100%"


def a_person(made: Section, chance: random.Random) -> None:
    """Somebody joins who knows two skills."""
    skills = dict.fromkeys(chance.sample(SKILLS, 2), "60%")
    made["people"]["new"] = {"name": "New", "team": "code", "skills": skills, "first": START.isoformat()}


def a_deal(made: Section, chance: random.Random) -> None:
    """One more customer wants what another wants."""
    made["deals"]["more"] = made["deals"][chance.choice(sorted(made["deals"]))] | {"value": chance.randint(50, 900)}


def an_alternative(made: Section, chance: random.Random) -> None:
    """Something else will do as well."""
    needs = made["deals"][chance.choice(sorted(made["deals"]))]["needs"]["design_in"]
    first, _, penalty = needs[0].partition(" -")
    other = chance.choice(sorted(made["capabilities"]))
    if other not in first.split(" | "):
        needs[0] = f"{first} | {other}" + (f" -{penalty}" if penalty else "")


CHANGES: dict[str, More] = {
    "a skill": a_skill,
    "a person": a_person,
    "a deal": a_deal,
    "an alternative": an_alternative,
}


def check(seed: int) -> list[str]:
    """What is worth less after more of something, of one random company, or is proved of less than all of it."""
    made = sharing(seed)
    before = proof_of(made)
    with looking_at(FEW_SETS):
        narrow = proof_of(made)
    broken = wrong("knowing less", before, narrow)
    for name, more in CHANGES.items():
        changed = deepcopy(made)
        more(changed, random.Random(seed))  # noqa: S311 - the same
        broken += wrong(name, before, proof_of(changed))
    return broken


def wrong(name: str, before: Proof, after: Proof) -> list[str]:
    """Where what no plan exceeds afterwards is less than what a plan is worth before."""
    most = after.value if after.status is Status.OPTIMAL else after.bound
    if before.value is None or most is None or most >= before.value:
        return []
    return [f"{name}: {before.value} before, and no more than {most} after"]


def proof_of(made: Section) -> Proof:
    """What is proved of a company."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "roadmap.yaml").write_text(json.dumps(made), encoding="utf-8")
        project = read(Path(scratch))
    return make_plan(
        project,
        OPTIONS,
        observe=lambda _: None,
        save=lambda _: None,
        stop=threading.Event(),
        solver=solve_quietly,
    ).proof


@contextmanager
def looking_at(sets: int) -> Iterator[None]:
    """So few sets of skills are looked at, as in a company with many more skills."""
    usual, pools.MOST_SETS = pools.MOST_SETS, sets
    try:
        yield
    finally:
        pools.MOST_SETS = usual
