"""Random companies in which several people do one piece of work, in all the ways in which they can."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.soak.folders import SKILLS, Section, random_folder

DAYS = ("2026-01-14", "2026-02-03", "2026-02-11", "2026-03-04")
"""Days on which somebody is away."""


def folder_of_hands(seed: int) -> Section:
    """The random company of a seed, with work that is divided among people of several speeds, that stays with its
    people, and that takes people of two skills at once; some people are away for a day."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    data = random_folder(seed)
    for feature in data["features"].values():
        for work in feature["work"]:
            if work.get("effort"):
                _vary(work, chance)
    for person in data["people"].values():
        if chance.random() < 0.5:
            day = chance.choice(DAYS)
            person.setdefault("leave", []).append({"first": day, "last": day})
    return data


def _vary(work: dict[str, Any], chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.2:
        work |= {"divisible": True, "crew": [1, 2]}
    elif kind < 0.35:
        work["hand_over"] = "never"
    elif kind < 0.5:
        skill = work.pop("skill")
        work.pop("crew", None)
        work["skills"] = {skill: 1, chance.choice([other for other in SKILLS if other != skill]): 1}
