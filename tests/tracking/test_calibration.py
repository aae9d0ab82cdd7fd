"""The range that finished work suggests."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from roadmap.policy.uncertainty import EffortSpread
from roadmap.supply.feature import Phase
from roadmap.tracking.calibration import learned_range
from roadmap.tracking.estimates import Spent

POLICY = EffortSpread(less=Fraction(20, 100), more=Fraction(60, 100))


def spent(actual: float) -> Spent:
    """A piece of work of a hundred days that took so many."""
    return Spent("f", Phase.BUILD, "code", 100, 100, 100, Fraction(round(2 * actual), 2), stated=True)


def drawn(count: int, bias: float, seed: int) -> list[Spent]:
    """Efforts from 80 to 160, most likely 100, all of them larger by a factor: beta(2, 4) to within a hair."""
    chance = random.Random(seed)
    return [spent(bias * (80 + 80 * chance.betavariate(2, 4))) for _ in range(count)]


def test_without_finished_work_nothing_is_suggested() -> None:
    assert learned_range([], POLICY) is None


def test_a_single_result_moves_little() -> None:
    found = learned_range([spent(300)], POLICY)
    assert found is not None
    # the middle of the policy is (ln 0.8 + ln 1.6) / 2 = 0.1234, ten times; ln 3 = 1.0986 once: 0.2121, 1.236
    assert found.ratio == pytest.approx(1.236, abs=0.001)
    assert found.least < found.ratio < found.most


@pytest.mark.parametrize("seed", range(10))
def test_thirty_percent_more_are_found_within_five_points(seed: int) -> None:
    plain, biased = learned_range(drawn(120, 1.0, seed), POLICY), learned_range(drawn(120, 1.3, seed), POLICY)
    assert plain is not None
    assert biased is not None
    assert biased.ratio / plain.ratio == pytest.approx(1.3, abs=0.05)
    assert plain.ratio == pytest.approx(1.06, abs=0.05)  # the mean of the range is (80 + 4 x 100 + 160) / 6 = 106.7


@pytest.mark.parametrize("seed", range(10))
def test_work_as_the_policy_says_keeps_about_its_range(seed: int) -> None:
    found = learned_range(drawn(200, 1.0, seed), POLICY)
    assert found is not None
    assert found.less == pytest.approx(25, abs=10)
    assert found.more == pytest.approx(50, abs=15)


def test_shares_stay_within_what_a_policy_may_say() -> None:
    found = learned_range([spent(400)] * 200, POLICY)
    assert found is not None
    assert (found.less, found.more) == (0, 100)
