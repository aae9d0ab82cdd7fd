"""Pieces of support cases, placed in weeks: as planned, and as if nobody planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requirements.gate import Gate
from requirements.market import SIGNED
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.support import CaseLine
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


PersonDays = dict[int, int]
"""Person-days by week, or by month, of the work calendar."""


@dataclass(slots=True)
class DealLoad:
    """The cases of one deal, of one skill or of all skills."""

    deal: str
    weeks: dict[Placing, PersonDays]
    """Person-days in each week, for each placing."""
    months: dict[Placing, PersonDays]
    """The same in each month."""
    keys: dict[Placing, dict[int, set[CaseKey]]]
    """The cases at work in each month, for each placing."""
    cases: set[CaseKey]
    served: PersonDays
    """Person-days in each week that the plan gives to its cases."""
    left: PersonDays
    """Person-days in each week of cases that the plan does not serve, as if nobody planned."""


Loads = Mapping[str | None, tuple[DealLoad, ...]]
"""The loads of deals by skill, and of all skills under None; in the order of the plan."""


def loads_of(plan: Plan, calendar: WorkCalendar) -> Loads:
    """Every piece of every case, put together by skill and deal: there are many pieces, and few deals."""
    spread: dict[tuple[date, date], tuple[PersonDays, PersonDays]] = {}
    found: dict[str | None, dict[str, DealLoad]] = {None: {}}
    for line in plan.support:
        for skill in (None, line.skill):
            deals = found.setdefault(skill, {})
            if line.deal not in deals:
                deals[line.deal] = _nothing(line.deal)
            _add(line, deals[line.deal], calendar, spread)
    return {skill: tuple(deals.values()) for skill, deals in found.items()}


def _nothing(deal: str) -> DealLoad:
    def empty() -> dict[Placing, PersonDays]:
        return {placing: {} for placing in Placing}

    return DealLoad(deal, empty(), empty(), keys={placing: {} for placing in Placing}, cases=set(), served={}, left={})


def _add(
    line: CaseLine,
    load: DealLoad,
    calendar: WorkCalendar,
    spread: dict[tuple[date, date], tuple[PersonDays, PersonDays]],
) -> None:
    """One more piece. `spread` remembers the days of spans: many pieces share theirs."""
    usual = (line.customary_first, line.customary_last)
    is_served = line.first is not None and line.last is not None
    planned = (line.first, line.last) if line.first and line.last else usual
    key = (line.deal, line.case, line.number)
    load.cases.add(key)
    for placing, span in ((Placing.PLANNED, planned), (Placing.UNPLANNED, usual)):
        if span not in spread:
            spread[span] = (calendar.by_week(*span, 1), calendar.by_month(*span, 1))
        weeks, months = spread[span]
        _count(load.weeks[placing], weeks, line.crew)
        _count(load.months[placing], months, line.crew)
        for month in months:
            load.keys[placing].setdefault(month, set()).add(key)
        if placing is Placing.PLANNED:
            _count(load.served if is_served else load.left, weeks, line.crew)


def _count(total: PersonDays, days: PersonDays, people: int) -> None:
    for at, worked in days.items():
        total[at] = total.get(at, 0) + worked * people


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
