"""A small sample of the soak on every commit: other seeds than the long run begins with, and nothing may break."""

from __future__ import annotations

import pytest

from benchmarks.soak.__main__ import soak

SAMPLES = {
    "portfolios": 150,
    "mutations": 1000,
    "metamorphic": 240,
    "brute": 40,
    "inputs": 100,
    "kills": 4,
    "as-planned": 20,
    "late": 50,
    "more": 50,
    "trial": 60,
    "facts": 60,
    "facts-again": 10,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_breaks_in_a_sample(name: str) -> None:
    tally = soak(name, SAMPLES[name], seed=1_000_000)
    assert tally.cases >= SAMPLES[name]
    assert tally.examples == {}
    assert tally.broken == 0
