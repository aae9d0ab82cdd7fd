"""The figures of delivery: cases and people by skill and month, peaks and averages, and what is left uncovered.

People are person-days divided by the working days of the same period. A peak is the month with the most people; the
average is over all working days of the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roadmap.plans.document import Plan
from roadmap.views.delivery.calendar import WorkCalendar, work_calendar
from roadmap.views.delivery.pieces import DealLoad, Loads, LoadScenario, Placing, loads_of, weights

MOST_DEALS = 8
"""Deals named for a peak."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: the cases at work in it, their person-days, and the people that makes."""

    month: date
    cases: float
    person_days: float
    people: float


@dataclass(frozen=True, slots=True)
class Share:
    """A deal and its person-days in a peak."""

    deal: str
    person_days: float


@dataclass(frozen=True, slots=True)
class Load:
    """The load of one skill, or of all of them (`skill` None), over the plan.

    `ratio` is peak by average, 0 without any load; `peak` is the position of the peak month, the first of several.
    """

    skill: str | None
    months: tuple[MonthFigures, ...]
    cases: float
    person_days: float
    average: float
    peak: int
    ratio: float
    deals: tuple[Share, ...]
    """The deals that make the peak, the largest first."""

    @property
    def highest(self) -> float:
        """The people of the peak month."""
        return self.months[self.peak].people if self.months else 0.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """One scenario in one placing."""

    placing: Placing
    scenario: LoadScenario
    deals: int
    whole: Load
    skills: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan says about delivery."""

    calendar: WorkCalendar
    loads: Loads
    customers: int
    """Open deals in hand, whether they bring cases or not."""
    cases: int
    """Their cases within the plan."""
    to_find: int
    """Cases of placeholders, deals that nobody has yet."""
    outlooks: tuple[Outlook, ...]
    """Every scenario in every placing."""

    @property
    def has_cases(self) -> bool:
        """Whether any deal brings a case."""
        return bool(self.loads[None])

    def outlook(self, placing: Placing, scenario: LoadScenario) -> Outlook:
        """One of them."""
        return next(one for one in self.outlooks if (one.placing, one.scenario) == (placing, scenario))


def figures_of(plan: Plan) -> Figures:
    """Count the cases of a plan."""
    calendar = work_calendar(plan)
    loads = loads_of(plan, calendar)
    in_hand = {deal.id for deal in plan.deals if not deal.placeholder}
    cases = sum(len(load.cases) for load in loads[None])
    own = sum(len(load.cases) for load in loads[None] if load.deal in in_hand)
    return Figures(
        calendar=calendar,
        loads=loads,
        customers=len(in_hand),
        cases=own,
        to_find=cases - own,
        outlooks=tuple(
            _outlook(placing, scenario, loads, calendar, weights(plan, scenario))
            for placing in Placing
            for scenario in LoadScenario
        ),
    )


def _outlook(
    placing: Placing, scenario: LoadScenario, loads: Loads, calendar: WorkCalendar, counted: Mapping[str, float]
) -> Outlook:
    own = {skill: [load for load in deals if load.deal in counted] for skill, deals in loads.items()}
    skills = sorted(skill for skill in loads if skill is not None)
    return Outlook(
        placing=placing,
        scenario=scenario,
        deals=len(own[None]),
        whole=_load(None, placing, own[None], calendar, counted),
        skills=tuple(_load(skill, placing, own[skill], calendar, counted) for skill in skills),
    )


def _load(
    skill: str | None, placing: Placing, loads: list[DealLoad], calendar: WorkCalendar, counted: Mapping[str, float]
) -> Load:
    months = _months(placing, loads, calendar, counted)
    total = sum(month.person_days for month in months)
    average = total / len(calendar.days) if calendar.days else 0.0
    peak = max(range(len(months)), key=lambda at: (months[at].people, -at), default=0)
    return Load(
        skill=skill,
        months=months,
        cases=sum(counted[load.deal] * len(load.cases) for load in loads),
        person_days=total,
        average=average,
        peak=peak,
        ratio=months[peak].people / average if average else 0.0,
        deals=_shares(peak, placing, loads, counted),
    )


def _months(
    placing: Placing, loads: list[DealLoad], calendar: WorkCalendar, counted: Mapping[str, float]
) -> tuple[MonthFigures, ...]:
    worked = Counter(calendar.month_of)
    person_days, cases = [0.0] * len(calendar.months), [0.0] * len(calendar.months)
    for load in loads:
        weight = counted[load.deal]
        for month, days in load.months[placing].items():
            person_days[month] += days * weight
        for month, keys in load.keys[placing].items():
            cases[month] += len(keys) * weight
    return tuple(
        MonthFigures(month=first, cases=cases[at], person_days=person_days[at], people=person_days[at] / worked[at])
        for at, first in enumerate(calendar.months)
    )


def _shares(peak: int, placing: Placing, loads: list[DealLoad], counted: Mapping[str, float]) -> tuple[Share, ...]:
    found = [(load.months[placing].get(peak, 0) * counted[load.deal], load.deal) for load in loads]
    ranked = sorted((pair for pair in found if pair[0]), key=lambda pair: (-pair[0], pair[1]))
    return tuple(Share(deal, days) for days, deal in ranked[:MOST_DEALS])
