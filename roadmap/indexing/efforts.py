"""Efforts: the person-days that are planned of an estimate."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from requirements.amounts.halves import Halves, in_halves
from roadmap.policy import Estimate, Policy
from roadmap.supply.feature import Effort


def planned_effort(effort: Effort, policy: Policy) -> Halves:
    """The person-days that are planned: a point of the range, or (low + 4 x likely + high) / 6 rounded up to half a
    day, or to a whole one where all of the range is whole.

    Source of the formula: the mean of the beta-PERT distribution (Malcolm et al., 1959).
    """
    if policy.estimate is Estimate.EXPECTED:
        step = max(part.denominator for part in (effort.low, effort.likely, effort.high))
        return in_halves(Fraction(ceil(Fraction(step, 6) * (effort.low + 4 * effort.likely + effort.high)), step))
    return {Estimate.LOW: effort.low, Estimate.LIKELY: effort.likely, Estimate.HIGH: effort.high}[policy.estimate]
