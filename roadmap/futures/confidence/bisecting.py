"""Bisecting: for each group of work how sure it must be planned, by halving what is left open after each plan.

All groups are halved at once: after a plan was played, a group is to be surer where it decides that a deal is short of
the wanted chance, and may be less sure where it decides none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from roadmap.futures.confidence.padding import GATES, Group, group_of
from roadmap.futures.confidence.weighing import Weighed
from roadmap.futures.telling.deciding import Deciding

TENTH = 0.1
"""A group is planned at least as sure as the wanted chance, and lacks at least that part of what is missing from 1."""
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bisection:
    """What is still open of each group: it is planned as sure as the middle of its span."""

    spans: Mapping[Group, Span]

    @property
    def sure(self) -> dict[Group, float]:
        """How sure each group is planned now."""
        return {group: (low + high) / 2 for group, (low, high) in self.spans.items()}

    def after(self, short: Collection[Group]) -> Bisection:
        """What is open once it is known which groups decide that a deal is short."""
        middle = self.sure
        return Bisection(
            {
                group: (middle[group], high) if group in short else (low, middle[group])
                for group, (low, high) in self.spans.items()
            }
        )


def bisection_of(groups: Collection[Group], confidence: float) -> Bisection:
    """Nothing is known yet: for a wanted chance of 80 %, between 80 and 98 %."""
    return Bisection(dict.fromkeys((*groups, GATES), (confidence, 1 - TENTH * (1 - confidence))))


def short_groups(found: Weighed, deals: Collection[int], confidence: float) -> set[Group]:
    """The groups that decide gates of some deals which come as planned in too few futures; the gates themselves where
    more money is lost by their days than by the work. `found` was traced."""
    deciding, short = Deciding(found.game, found.block), set[Group]()
    jobs: dict[tuple[str, str], set[Group]] = {}
    for job in found.game.network.jobs:
        jobs.setdefault((job.name, job.phase), set()).add(group_of(job))
    for row in _short_rows(found, deals, confidence):
        for decider in deciding.of(found.game.gates[row]):
            short |= jobs.get((decider.id, decider.phase or ""), set())
    return short | ({GATES} if _is_short_of_days(found, deals, confidence) else set())


def _short_rows(found: Weighed, deals: Collection[int], confidence: float) -> Iterator[int]:
    for deal in deals:
        for row in found.rows.get(deal, ()):
            if found.holds[row].mean() < confidence:
                yield row


def _is_short_of_days(found: Weighed, deals: Collection[int], confidence: float) -> bool:
    """Whether the deals whose work comes as planned keep less than as planned in too many futures, by money."""
    lost, sure = 0.0, 0.0
    for deal in deals:
        rows = list(found.rows.get(deal, ()))
        if rows and found.holds[rows].all(axis=0).mean() >= confidence:
            least, half = np.quantile(found.block.kept[deal], (1 - confidence, 0.5), method="inverted_cdf")
            sure += float(found.full[deal] * half)
            lost += float(found.full[deal] * (half - least))
    return lost > (1 - confidence) * sure
