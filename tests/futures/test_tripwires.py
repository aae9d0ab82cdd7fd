"""Tripwires, held against quarters that had no part in choosing them."""

from __future__ import annotations

from functools import cache

import numpy as np

from benchmarks.futures import alarms
from roadmap.folder.project import Project
from roadmap.futures.playing.simulating import Game, game_of, joined, simulate_blocks
from roadmap.futures.playing.skill_load import LoadCounter
from roadmap.futures.telling.chances_of_runs import months_of
from roadmap.futures.telling.tripping import Tripping
from roadmap.tuning import TUNING
from tests.futures.random_plans import planned
from tests.projects import capability, deal, feature, project

PARTS = range(5)
LIKELY = 20
POLICY = {"uncertainty": {"gates": "0 days", "sick_days": 0, "common": {"company": 0, "skill": 0, "feature": 0}}}


def company() -> Project:
    """One deal that needs five features at once, each built and verified by people of its own within 16 to 32 and a few
    days; the train freezes after 30 working days, so that each misses it now and then, and any of them breaks the
    promise."""
    skills = [f"s{part}" for part in PARTS]
    return project(
        header={"policy": POLICY, "horizon": "2026-06-26"},
        teams={skill: {"name": skill, "skill": skill, "people": 1} for skill in skills},
        capabilities={f"c{part}": capability() for part in PARTS},
        features={
            f"f{part}": feature(
                {"phase": "build", "skill": skills[part], "effort": LIKELY},
                {"phase": "verify", "skill": skills[part], "effort": [2, 3, 4]},
                team=skills[part],
                provides={f"c{part}": "ga"},
            )
            for part in PARTS
        },
        releases={
            "R1": {"freeze": "2026-02-13", "ship": "2026-03-20", "cost": 0},
            "R2": {"freeze": "2026-05-15", "ship": "2026-05-29", "cost": 0},
        },
        deals={
            "d": deal(
                gates={"design_in": "2026-03-27"},
                needs={"design_in": [{"any_of": [f"c{part}"]} for part in PARTS]},
            )
        },
    )


@cache
def game() -> Game:
    return game_of(planned(company()))


def test_a_few_tripwires_warn_of_most_that_can_go_wrong_and_seldom_for_nothing() -> None:
    played = game()
    counter = LoadCounter(played.network, months_of(played))
    stated = joined(list(simulate_blocks(played, runs=3000, seed=1, counter=counter)))
    fresh = joined(list(simulate_blocks(played, runs=2000, seed=2)))
    found = alarms(played, stated, fresh, counter)
    assert found["broken"] > 200
    assert found["warned"] >= 0.8
    assert found["false_alarms"] < 0.15
    assert found["days_ahead"] >= 20


def test_tripwires_are_on_different_work_in_the_order_of_their_days_and_say_what_is_left() -> None:
    played = game()
    block = joined(list(simulate_blocks(played, runs=3000, seed=1)))
    wires = Tripping(played, block).of(0, 0, [])
    kept, names = np.asarray(block.trains[0] <= 0), played.present.indexed.names
    assert 2 <= len(wires) <= TUNING.tripwire_most
    assert len({wire.feature for wire in wires}) == len(wires)
    assert [wire.by for wire in wires] == sorted(wire.by for wire in wires)
    for wire in wires:
        jobs = [n for n, job in enumerate(played.network.jobs) if (job.name, job.phase) == (wire.feature, wire.phase)]
        late = block.ends[jobs].max(axis=0) > names.calendar.limit(wire.by, names.origin)
        assert wire.chance == round(float(kept[late].mean()), 3)
        assert wire.chance <= kept.mean() / 2


def test_what_is_sure_and_what_never_happens_has_no_tripwire() -> None:
    played = game()
    block = joined(list(simulate_blocks(played, runs=500, seed=1)))
    assert Tripping(played, block).of(0, 1, []) == []  # the second release, months later
