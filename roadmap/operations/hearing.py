"""What is heard of an operation while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # operations that only read take no time to import the planner
    from roadmap.planner.options import PlanningStage, Progress

OnStage = Callable[["PlanningStage", float | None], None]
"""Hears what is done from now on, and until when on the monotonic clock, where that is known."""
OnProgress = Callable[["Progress"], None]
"""Hears the state of a search: about once a second, and at every better plan."""


def unheard(*_told: Any) -> None:
    """Nobody listens."""
