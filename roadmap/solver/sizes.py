"""From what size on a problem is planned in another way."""

from __future__ import annotations

from roadmap.problem import Problem
from roadmap.tuning import TUNING


def is_large(problem: Problem) -> bool:
    """Whether there are so many items, support work included, that the full model is slow."""
    return sum(len(feature.items) for feature in problem.features) > TUNING.quick_items


def is_tiny(problem: Problem) -> bool:
    """Whether there are so few features that the full model alone is quicker than anything before it."""
    return len(problem.features) <= TUNING.tiny_features
