"""The figures of delivery: cases and people by skill and month, peaks and averages, and what is left uncovered.

People are person-days divided by the working days of the same period. A peak is the month with the most people; the
average is over all working days of the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roadmap.plan.document import Plan
from roadmap.views.delivery.calendar import WorkCalendar, work_calendar
from roadmap.views.delivery.pieces import CaseKey, CasePiece, LoadScenario, Placing, pieces_of, weights

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
    pieces: tuple[CasePiece, ...]
    customers: int
    """Open deals in hand, whether they bring cases or not."""
    cases: int
    """Their cases within the plan."""
    to_find: int
    """Cases of placeholders, deals that nobody has yet."""
    outlooks: tuple[Outlook, ...]
    """Every scenario in every placing."""

    def outlook(self, placing: Placing, scenario: LoadScenario) -> Outlook:
        """One of them."""
        return next(one for one in self.outlooks if (one.placing, one.scenario) == (placing, scenario))


def figures_of(plan: Plan) -> Figures:
    """Count the cases of a plan."""
    calendar = work_calendar(plan)
    pieces = pieces_of(plan, calendar)
    in_hand = {deal.id for deal in plan.deals if not deal.placeholder}
    keys = {piece.key for piece in pieces}
    own = sum(deal in in_hand for deal, _kind, _number in keys)
    return Figures(
        calendar=calendar,
        pieces=pieces,
        customers=len(in_hand),
        cases=own,
        to_find=len(keys) - own,
        outlooks=tuple(
            _outlook(placing, scenario, pieces, calendar, weights(plan, scenario))
            for placing in Placing
            for scenario in LoadScenario
        ),
    )


def _outlook(
    placing: Placing,
    scenario: LoadScenario,
    pieces: Iterable[CasePiece],
    calendar: WorkCalendar,
    counted: Mapping[str, float],
) -> Outlook:
    own = [piece for piece in pieces if piece.line.deal in counted]
    skills = sorted({piece.line.skill for piece in pieces})
    return Outlook(
        placing=placing,
        scenario=scenario,
        deals=len({piece.line.deal for piece in own}),
        whole=_load(None, placing, own, calendar, counted),
        skills=tuple(
            _load(skill, placing, [p for p in own if p.line.skill == skill], calendar, counted) for skill in skills
        ),
    )


def _load(
    skill: str | None, placing: Placing, pieces: list[CasePiece], calendar: WorkCalendar, counted: Mapping[str, float]
) -> Load:
    months = _months(placing, pieces, calendar, counted)
    total = sum(month.person_days for month in months)
    average = total / len(calendar.days) if calendar.days else 0.0
    peak = max(range(len(months)), key=lambda at: (months[at].people, -at), default=0)
    return Load(
        skill=skill,
        months=months,
        cases=sum(counted[deal] for deal, _kind, _number in {piece.key for piece in pieces}),
        person_days=total,
        average=average,
        peak=peak,
        ratio=months[peak].people / average if average else 0.0,
        deals=_shares(peak, placing, pieces, counted),
    )


def _months(
    placing: Placing, pieces: list[CasePiece], calendar: WorkCalendar, counted: Mapping[str, float]
) -> tuple[MonthFigures, ...]:
    person_days, worked = [0.0] * len(calendar.months), Counter(calendar.month_of)
    cases: list[set[CaseKey]] = [set() for _ in calendar.months]
    for piece in pieces:
        for month, days in piece.months[placing].items():
            person_days[month] += days * counted[piece.line.deal]
            cases[month].add(piece.key)
    return tuple(
        MonthFigures(
            month=first,
            cases=sum(counted[deal] for deal, _kind, _number in cases[at]),
            person_days=person_days[at],
            people=person_days[at] / worked[at],
        )
        for at, first in enumerate(calendar.months)
    )


def _shares(peak: int, placing: Placing, pieces: list[CasePiece], counted: Mapping[str, float]) -> tuple[Share, ...]:
    found: Counter[str] = Counter()
    for piece in pieces:
        found[piece.line.deal] += piece.months[placing].get(peak, 0)
    ranked = sorted(((days * counted[deal], deal) for deal, days in found.items() if days), key=lambda p: (-p[0], p[1]))
    return tuple(Share(deal, days) for days, deal in ranked[:MOST_DEALS])
