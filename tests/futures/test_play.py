"""Playing a plan: as planned it is the plan; otherwise each day is that of a plain event simulator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from roadmap.explaining.present import Present
from roadmap.futures.playing.draws import Drawer
from roadmap.futures.playing.play import Player
from roadmap.futures.playing.simulating import game_of
from tests.futures.oracle import Oracle
from tests.futures.random_plans import random_plan, running_plan

PLANS, MORE = range(16), range(16, 266)
ORACLE, MORE_ORACLE = range(16), range(16, 316)


def require_the_plan(present: Present) -> None:
    """What goes as planned is the plan to the day."""
    game = game_of(present)
    assert game.player.unlike == ()
    assert game.boarding.unlike == ()


def require_the_oracle(seed: int) -> None:
    """Every day is that of a plain event simulator, from the same draws."""
    game = game_of(running_plan(seed) if seed % 3 == 2 else random_plan(seed))
    draws = Drawer(game.world, seed).block(0, 6)
    days, lost = game.player.needs(draws, sick_days=60)
    played = game.player.play(days, lost)
    oracle = Oracle(game.network, list(game.player.planned_days()))
    for run in range(draws.runs):
        starts, ends = oracle.play(days[:, run].tolist(), lost[:, run].tolist())
        assert (played.starts[:, run].tolist(), played.ends[:, run].tolist()) == (starts, ends), seed


@pytest.mark.parametrize("seed", PLANS)
def test_what_goes_as_planned_is_the_plan_to_the_day(seed: int) -> None:
    require_the_plan(random_plan(seed))
    require_the_plan(running_plan(seed))


@pytest.mark.sweep
def test_500_plans_that_go_as_planned_are_the_plan_to_the_day() -> None:
    for seed in MORE:
        require_the_plan(random_plan(seed))
        require_the_plan(running_plan(seed))


@pytest.mark.parametrize("seed", ORACLE)
def test_every_day_is_that_of_a_plain_event_simulator(seed: int) -> None:
    require_the_oracle(seed)


@pytest.mark.sweep
def test_every_day_of_300_plans_is_that_of_a_plain_event_simulator() -> None:
    for seed in MORE_ORACLE:
        require_the_oracle(seed)


def test_the_random_plans_hold_what_is_to_be_played() -> None:
    legs = [leg for seed in range(40) for leg in game_of(random_plan(seed)).network.legs]
    jobs = [job for seed in range(40) for job in game_of(random_plan(seed)).network.jobs]
    links = [link for seed in range(40) for link in game_of(random_plan(seed)).network.links]
    pausing = [s for s in legs if s.lines and sum(line.upto - line.before for line in s.lines) < sum(
        len(line.seats) * (s.end - s.begin) for line in s.lines)]  # fmt: skip
    assert pausing, "somebody is away"
    assert any(not leg.first for leg in legs), "work changes hands"
    assert any(job.until for job in jobs), "a wait of calendar days"
    assert any(not leg.lines and leg.end > leg.begin for leg in legs), "a wait"
    assert any(link.to_end for link in links), "an end that waits"
    assert any(link.from_start for link in links), "a start that waits for a start"
    assert any(len(leg.lines) > 1 for leg in legs), "several skills at once"
    assert any(job.deal is not None for job in jobs), "support"
    assert any(job.item is None for seed in range(40) for job in game_of(running_plan(seed)).network.jobs), "running"


def test_a_play_knows_when_it_is_unlike_the_plan() -> None:
    game = game_of(random_plan(2))
    leg = next(n for n, s in enumerate(game.network.legs) if s.lines and s.last)
    jobs = list(game.network.jobs)
    number = game.network.legs[leg].job
    jobs[number] = replace(jobs[number], extra=jobs[number].extra + 1)
    assert leg in Player(replace(game.network, jobs=tuple(jobs))).unlike


def test_less_work_never_ends_later() -> None:
    game = game_of(random_plan(7))
    days = np.concatenate([game.player.planned_days()[:, None] * k for k in (1, 2, 3)], axis=1)
    ends = game.player.play(days, np.zeros_like(days)).ends
    assert (np.diff(ends, axis=1) >= 0).all()
