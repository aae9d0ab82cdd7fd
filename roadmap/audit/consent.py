"""Consent: a published promise that nobody agreed to move is kept.

Twin of the rule in `roadmap.indexing.deals.consent`.
It is told what was promised, and knows nothing of how that is written into the problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.problem import Problem
from roadmap.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one promise asks for: that its deal is served, and for each promised need the features of which one is
    enough, with the limit by whose end it must have shipped."""

    deal: int
    needs: tuple[tuple[int, ...], ...]
    latest: int


def check(problem: Problem, schedule: Schedule, agreements: Sequence[Agreement]) -> Iterator[str]:
    """Every need of every agreement has a feature whose release ships by the limit, and the deal has all without which
    it is not served."""

    def is_there(features: tuple[int, ...], limit: int) -> bool:
        for feature in features:
            placement = schedule.placements[feature]
            if placement is not None and (
                not problem.features[feature].lands or problem.releases[placement.release].ship <= limit
            ):
                return True
        return False

    for number, agreement in enumerate(agreements):
        for need in agreement.needs:
            if not is_there(need, agreement.latest):
                yield f"agreement {number} asks for one of features {need} by {agreement.latest}: none ships by then"
        first = problem.deals[agreement.deal].levels[:1]
        if any(not is_there(demand.features, demand.latest) for level in first for demand in level.demands):
            yield f"agreement {number} asks for deal {agreement.deal} to be served, and it is not"
