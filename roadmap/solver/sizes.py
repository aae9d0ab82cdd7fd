"""From what size on a problem is planned in another way."""

from __future__ import annotations

from roadmap.problem import Problem

TINY = 12
"""With no more features than this the full model alone is quicker."""
QUICK_ITEMS = 400
"""With more items the first look at the full model is skipped, because it finds and proves nothing that soon."""


def is_large(problem: Problem) -> bool:
    """Whether there are so many items, support work included, that the full model is slow."""
    return sum(len(feature.items) for feature in problem.features) > QUICK_ITEMS


def is_tiny(problem: Problem) -> bool:
    """Whether there are so few features that the full model alone is quicker than anything before it."""
    return len(problem.features) <= TINY
