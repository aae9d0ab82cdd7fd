"""Random companies of which random things are reported, in any order: `python -m benchmarks.soak --facts 1000` tries
more of them."""

from __future__ import annotations

import pytest

from benchmarks.soak import facts


@pytest.mark.parametrize("seed", range(24))
def test_facts_are_never_faults_and_their_plan_is_right_on_the_calendar(seed: int) -> None:
    assert facts.check(seed) == []
