"""Prices begin from the same plan, and large problems are planned by what finds most in seconds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap.explaining.asking.search_after_change import least_solving
from roadmap.explaining.pricing import prices_of, skill_changes
from tests.explain.test_pricing import alone, asked


def test_whom_a_worse_plan_found_with_more_people_harms_is_not_told() -> None:
    plan = alone()
    change = skill_changes(plan)[0]
    asking = asked(plan, [change])
    worse = replace(asking.answers[change], value=plan.value - 100, bound=None, kept={})
    asking.answers[change] = worse
    (found,) = prices_of(plan, [change], asking)
    # the present plan holds with more people, too: nothing is gained, and nobody loses
    assert found.difference is not None
    assert found.difference.found == 0
    assert (found.losers, found.winners) == ((), ())


@pytest.mark.parametrize(
    ("is_loaded", "items", "least"),
    [(True, 401, 20.0), (True, 400, 2.0), (True, 200, 2.0), (True, 199, 1.2), (False, 401, 1.2)],
)
def test_the_solver_is_left_out_longer_of_large_problems_where_ruin_and_recreate_is_loaded(
    is_loaded: bool,
    items: int,
    least: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = alone().indexed.problem
    monkeypatch.setattr("roadmap.explaining.asking.search_after_change.loaded", lambda: is_loaded)
    many = replace(problem, items=(problem.items[0],) * items)
    assert least_solving(many) == least
