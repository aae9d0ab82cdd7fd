from __future__ import annotations

import json

import pytest

from roadmap.schedule import Placement, Schedule
from roadmap.solver.outcome import Search
from roadmap.solver.records.codec import (
    decode_problem,
    decode_schedule,
    decode_search,
    encode_problem,
    encode_schedule,
    encode_search,
)
from tests.solver.problems import random_problem

SCHEDULE = Schedule((None, Placement(1, (0, 3), (0, 1))))


@pytest.mark.parametrize("seed", range(20))
def test_a_problem_survives_its_way_through_json(seed: int) -> None:
    problem = random_problem(seed)
    assert decode_problem(json.loads(json.dumps(encode_problem(problem)))) == problem


def test_a_schedule_survives_its_way_through_json() -> None:
    assert decode_schedule(json.loads(json.dumps(encode_schedule(SCHEDULE)))) == SCHEDULE


@pytest.mark.parametrize("start", [None, SCHEDULE])
def test_settings_survive_their_way_through_json(start: Schedule | None) -> None:
    search = Search(1.5, workers=3, seed=4, reproducible=True, presolve=False, start=start, deterministic_time=0.5)
    assert decode_search(json.loads(json.dumps(encode_search(search)))) == search
