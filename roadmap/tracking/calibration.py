"""Calibration: the range of estimates that finished work suggests, shrunk towards the one that the policy states.

Ratios of what work took to what was likely are averaged as logarithms. The policy counts as `BELIEVED` pieces of work,
so that a few results move little (an empirical Bayes estimate of mean and variance, Morris 1983).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.policy.uncertainty import EffortSpread
from roadmap.tracking.estimates import Spent

BELIEVED = 10
"""Pieces of work that the policy's range counts as."""
ENDS = 2.326
"""Standard deviations from the middle to low and high: one in a hundred lies beyond each."""
STEP = 5
"""Suggested shares are rounded to so many percent."""


@dataclass(frozen=True, slots=True)
class LearnedRange:
    """What so many pieces of work suggest: by which factor estimates are off, with one standard error to each side, and
    the range as percent that a number may become less or more."""

    count: int
    ratio: float
    least: float
    most: float
    less: int
    more: int


def learned_range(work: Sequence[Spent], stated: EffortSpread) -> LearnedRange | None:
    """The range that finished work suggests; None where nothing is finished."""
    logs = [math.log(float(piece.actual) / float(piece.likely)) for piece in work]
    if not logs:
        return None
    low, high = math.log(max(0.01, 1 - float(stated.less))), math.log(1 + float(stated.more))
    count, believed_mean, believed_spread = len(logs), (low + high) / 2, max(0.01, (high - low) / (2 * ENDS))
    mean = (sum(logs) + BELIEVED * believed_mean) / (count + BELIEVED)
    own = sum(logs) / count
    squares = sum((log - own) ** 2 for log in logs)
    spread = math.sqrt((squares + BELIEVED * believed_spread**2) / (count - 1 + BELIEVED))
    error = spread / math.sqrt(count + BELIEVED)
    return LearnedRange(
        count=count,
        ratio=round(math.exp(mean), 3),
        least=round(math.exp(mean - error), 3),
        most=round(math.exp(mean + error), 3),
        less=_percent(1 - math.exp(mean - ENDS * spread)),
        more=_percent(math.exp(mean + ENDS * spread) - 1),
    )


def _percent(share: float) -> int:
    return min(100, max(0, STEP * round(100 * share / STEP)))
