"""Random companies in which nothing was done for weeks: `python -m benchmarks.soak --late 1000` tries more of them."""

from __future__ import annotations

import pytest

from benchmarks.soak import late


@pytest.mark.parametrize("seed", range(2_000_000, 2_000_012))
def test_a_plan_of_some_weeks_ago_is_moved_and_is_worth_what_its_order_is_worth(seed: int) -> None:
    assert late.check(seed) == []


class Unmoved:
    """Moves no plan."""

    def __init__(self, _restarter: object) -> None:
        pass

    def slip(self, _wishes: object, *, early: bool) -> None:
        return None


def test_a_plan_that_drops_what_is_late_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.planner.stored.restore.Slipper", Unmoved)
    assert any(late.check(seed) for seed in range(40))
