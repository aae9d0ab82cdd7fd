"""Which releases take a feature whose work is done: the rule of landing, for every part of the search that places work.

Windows, decoder, beginning again, room for one more deal and post-pass ask here; machine code says the same once more
in `solver/local/compiled/placing_features.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.problem import Problem

Done = tuple[int, int]
"""When the work of a feature that must be done by the freeze has ended, and when all other has; 0 where there is
none."""


def done(problem: Problem, feature: int, ends: Sequence[int] | Mapping[int, int]) -> Done:
    """When the work of a feature is done, by the exclusive end of each item."""
    work, items = problem.features[feature].items, problem.items
    frozen = max((ends[item] for item in work if items[item].by_freeze), default=0)
    return frozen, max((ends[item] for item in work if not items[item].by_freeze), default=0)


def takes(problem: Problem, release: int, feature: int, done: Done) -> bool:
    """Whether a release takes a feature whose work is done then, whatever the feature comes after."""
    limits, work = problem.releases[release], problem.features[feature]
    pinned = work.release is None or work.release == release
    return pinned and release >= work.not_before and done[0] <= limits.freeze and done[1] <= limits.ship
