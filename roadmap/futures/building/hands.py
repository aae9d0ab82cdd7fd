"""Hands: when people work once a plan does not go as planned.

Work waits for people who are away. Whoever is gone, for good or for longer than work waits (`longest_pause`), is stood
in for once `STAND_IN` working days have passed: the play neither loses the work nor makes a new plan. Before
their first day nobody stands in for anybody.
"""

from __future__ import annotations

from roadmap.futures.network import PersonTimes
from roadmap.indexing.people.worker import Worker

STAND_IN = 10
"""Working days until somebody stands in for a person who is gone."""


def hand_of(worker: Worker, horizon: int) -> PersonTimes:
    """When somebody works: while they are there, and where they are gone, whoever stands in for them."""
    known = sorted((*worker.present, *worker.away))
    if not known:
        return PersonTimes(worker.id, (), horizon)
    works, end = list(worker.present), known[0][0]
    for begin, until in [*known, (horizon, horizon)]:
        if begin - end > STAND_IN:
            works.append((end + STAND_IN, begin))
        end = max(end, until)
    return PersonTimes(worker.id, tuple(sorted(works)), known[0][0])
