"""Tuned constants of the searches for problems of one kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SpecialTuning:
    """Problems of one kind: selection, and as early as possible."""

    list_share: float = 0.3
    """The share of the time that the search over lists gets."""
    list_most: int = 6_000
    list_stale: int = 400
    """And at most so many lists, or so many without a shorter schedule."""
    lists_per_second: int = 30
    """In reproducible mode: lists for each second asked."""
    list_population: int = 40
    list_large_population: int = 120
    """Lists that are kept: few for a quick start, more for the search beside the solver."""
    list_swaps: float = 0.05  # how often neighbours of a new list change places
    list_close: int = 48
    """Slots in which a place is looked for first; only tasks that find none look at all slots."""
    selection_spare: float = 0.2
    """Seconds before the board's deadline at which the solve ends by itself, so that what it found is kept."""
    goal_units_per_second: float = 1 / 20
    """Deterministic units for each second asked in reproducible mode, unless the search states them."""
