"""From what size on a problem is planned in another way."""

from __future__ import annotations

from roadmap.problem import Problem

QUICK_ITEMS = 400
"""With more items the first look at the full model is skipped, because it finds and proves nothing that soon."""


def is_large(problem: Problem) -> bool:
    """Whether there are so many items, support work included, that the full model is slow."""
    return sum(len(feature.items) for feature in problem.features) > QUICK_ITEMS
