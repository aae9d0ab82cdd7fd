"""Pieces of support cases, placed in weeks: as planned, and as if nobody planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from requirements.gate import Gate
from requirements.market import SIGNED
from roadmap.plan.deals import DealLine, DealStatus
from roadmap.plan.document import Plan
from roadmap.plan.support import CaseLine
from roadmap.views.delivery.calendar import WorkCalendar

BEFORE_SIGNATURE = frozenset({Gate.EVALUATION, Gate.DESIGN_IN, Gate.SIGNING})


class LoadScenario(StrEnum):
    """Which deals bring their cases, and with what weight."""

    CONFIRMED = "confirmed"
    """Signed deals alone."""
    WEIGHTED = "weighted"
    """Every open deal in hand, each counted with its win probability."""
    EVERYTHING = "everything"
    """Every open deal in hand, counted in full."""
    FOUND = "found"
    """The same and every placeholder, as if all deals that the forecast still has to find were there."""
    SERVED = "served"
    """The deals in hand that the plan serves, counted in full."""


class Placing(StrEnum):
    """When cases are worked on."""

    PLANNED = "planned"
    """As the plan has it; the cases of deals that it does not serve fall as if nobody planned."""
    UNPLANNED = "unplanned"
    """If nothing is planned: everybody at work right before each gate, or right after it."""


CaseKey = tuple[str, str, int]
"""A case: its deal, its kind and its number."""


@dataclass(frozen=True, slots=True)
class CasePiece:
    """One piece of a case with its person-days by week and by month, for each placing."""

    line: CaseLine
    served: bool
    weeks: Mapping[Placing, Mapping[int, int]]
    months: Mapping[Placing, Mapping[int, int]]

    @property
    def key(self) -> CaseKey:
        """The case it belongs to."""
        return self.line.deal, self.line.case, self.line.number


def pieces_of(plan: Plan, calendar: WorkCalendar) -> tuple[CasePiece, ...]:
    """Every piece of every case, in the order of the plan."""
    return tuple(_piece(line, calendar) for line in plan.support)


def _piece(line: CaseLine, calendar: WorkCalendar) -> CasePiece:
    usual, crew = (line.customary_first, line.customary_last), line.crew
    served = line.first is not None and line.last is not None
    planned = (line.first, line.last) if line.first and line.last else usual
    spans = {Placing.PLANNED: planned, Placing.UNPLANNED: usual}
    return CasePiece(
        line,
        served=served,
        weeks={placing: calendar.by_week(first, last, crew) for placing, (first, last) in spans.items()},
        months={placing: calendar.by_month(first, last, crew) for placing, (first, last) in spans.items()},
    )


def weights(plan: Plan, scenario: LoadScenario) -> dict[str, float]:
    """How much each deal counts, by id; deals that do not count are left out."""
    found = {deal.id: _weight(deal, scenario) for deal in plan.deals}
    return {deal: weight for deal, weight in found.items() if weight}


def _weight(deal: DealLine, scenario: LoadScenario) -> float:
    if deal.placeholder and scenario is not LoadScenario.FOUND:
        return 0.0
    return {
        LoadScenario.CONFIRMED: float(deal.stage in SIGNED),
        LoadScenario.WEIGHTED: deal.win_probability,
        LoadScenario.EVERYTHING: 1.0,
        LoadScenario.FOUND: 1.0,
        LoadScenario.SERVED: float(deal.status is not DealStatus.GIVEN_UP),
    }[scenario]
