"""How sure each gate is, for timelines, sites and editions: late in so many of twenty futures, ready by when in 16."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from requirements.gate import Gate
from roadmap.futures.chances import DOTS, Chances
from roadmap.futures.chances_file import are_of
from roadmap.plans.document import Plan
from roadmap.views.futures.chance_words import late_sentence

SureGates = Mapping[tuple[str, Gate], "SureGate"]
"""By deal and gate; a gate that waits for no release is not there."""


@dataclass(frozen=True, slots=True)
class SureGate:
    """A gate of a deal: in how many of twenty futures it is late, by which day the customer can use what it needs in 16
    of 20 (None: after the plan's end), and the first release that is sure enough to promise (None: none is)."""

    deal: str
    gate: Gate
    late: int
    ready: date | None
    promise: str | None


def sure_gates(plan: Plan, chances: Chances | None) -> SureGates:
    """The gates of a plan that was simulated as it is; nothing where it was not."""
    if chances is None or not are_of(chances, plan):
        return {}
    return {
        (one.deal, one.gate): SureGate(one.deal, one.gate, one.late, one.ready.p80, one.promise)
        for one in chances.gates
    }


IN_TIME, LATE = "○", "●"
DOT_SIGNS = IN_TIME + LATE
"""A future in time, and one that is late."""


def dots_text(late: int) -> str:
    """Twenty dots, those filled that are late."""
    return IN_TIME * (DOTS - late) + LATE * late


def sure_words(late: int) -> str:
    """The same in words."""
    return late_sentence(late)
