"""Random companies of which random things are reported, in any order: `python -m benchmarks.soak --facts 1000` tries
more of them."""

from __future__ import annotations

import pytest

from benchmarks.soak import facts, trial


@pytest.mark.parametrize("seed", range(24))
def test_facts_are_never_faults_and_their_plan_is_right_on_the_calendar(seed: int) -> None:
    assert facts.check(seed) == []


@pytest.mark.parametrize("seeds", [range(start, start + 10) for start in (0, 10, 20)])
def test_the_plan_of_a_tiny_company_with_facts_is_worth_the_best_of_all_plans(seeds: range) -> None:
    assert {seed: wrong for seed in seeds if (wrong := trial.check(seed))} == {}


@pytest.mark.parametrize("seed", [0, 1, 3, 4])
def test_what_runs_between_two_days_stays_as_it_was_when_all_goes_as_the_plan_with_facts_says(seed: int) -> None:
    assert facts.check_again(seed) == []
