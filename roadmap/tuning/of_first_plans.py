"""Tuned constants of first plans: the order of deals, and which sizes are small."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FirstPlanTuning:
    """First plans, and what counts as a small problem."""

    # The first plan: orders of deals
    order_share: float = 0.1
    """The share of the time that the order search gets where no first order holds every pin."""
    order_item_steps: int = 2500
    """In reproducible mode, where time does not count: steps of that search times items of work, per second asked."""
    order_most_steps: int = 3_000
    """And at most so many."""
    order_kinds: tuple[float, ...] = (0.12, 0.18, 0.24, 0.28)
    """How often a new order changes thrift, rotation, patience or the required features, summed up; else its deals."""
    order_move_share: float = 0.5
    order_swap_share: float = 0.8
    """How often a deal moves, and, summed up, two change places; else a block of deals moves."""
    order_memory: int = 60
    order_stale: int = 20  # the search ends after so many steps, times deals and features, without a better plan
    slipping_rounds: int = 4
    late_rounds: int = 3
    """How often useless work is left out and the rest placed anew, and how often late work and the rest make room."""

    # Sizes
    tiny_features: int = 12
    """With no more features than this the full model alone is quicker."""
    quick_items: int = 400
    """With more items the first look at the full model is skipped, because it finds and proves nothing that soon."""
    units_per_second: float = 1 / 20
    """Deterministic units per second of the wall limit in reproducible mode, unless the search states them."""
