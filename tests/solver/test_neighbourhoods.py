"""Neighbourhoods: what is freed, and that everything else stays where it is."""

from __future__ import annotations

import pytest

from roadmap.schedule import Placement, Schedule
from roadmap.solver.repair.neighbourhoods import Neighbourhoods, restrict
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from tests.solver.problems import crowded_problem, simple_problem

CROWDED = crowded_problem()
NOTHING = Schedule((None,) * len(CROWDED.features))


@pytest.mark.parametrize("seed", range(12))
def test_a_draw_frees_features_that_can_be_scheduled_and_at_least_half_as_many_as_asked(seed: int) -> None:
    windows = find_windows(CROWDED)
    draws = Neighbourhoods(CROWDED, windows, valuation=Valuation(CROWDED), seed=seed)
    free = draws.draw(NOTHING, 10)
    assert len(free) >= 5
    assert all(windows.open(feature) for feature in free)
    assert len(free) < draws.count()


def test_a_draw_as_large_as_the_problem_frees_everything() -> None:
    draws = Neighbourhoods(CROWDED, find_windows(CROWDED), valuation=Valuation(CROWDED), seed=1)
    assert len(draws.draw(NOTHING, 1000)) == draws.count()


def test_a_plan_in_which_no_deal_loses_anything_is_still_drawn_from() -> None:
    question = simple_problem(people=2, days=(2, 2, 2), horizon=8)
    served = Schedule((Placement(0, (0,), (0,)), Placement(0, (0,), (0,)), Placement(0, (2,), (0,))))
    draws = Neighbourhoods(question, find_windows(question), valuation=Valuation(question), seed=2)
    assert all(len(draws.draw(served, 2)) == 2 for _ in range(10))


def test_what_is_not_free_keeps_its_place_its_crew_or_its_absence() -> None:
    question = simple_problem(people=2, days=(2, 2, 2), horizon=8)
    schedule = Schedule((Placement(0, (3,), (0,)), None, Placement(0, (1,), (0,))))
    windows = restrict(question, find_windows(question), schedule=schedule, free={2})
    assert (windows.earliest[0], windows.latest[0], windows.modes[0]) == (3, 5, (0,))
    assert not windows.open(1)
    assert (windows.earliest[2], windows.latest[2]) == (0, 8)
