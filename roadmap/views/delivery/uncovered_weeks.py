"""What is left uncovered: weeks in which cases need more people of a skill than there are beside the features.

Features and the cases of served deals always fit together: the plan keeps to the people there are. What can be left
over are the cases of deals that the plan does not serve. People with several skills are on hand under each of them, so
what is said here is the least that is uncovered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from roadmap.plans.document import Plan
from roadmap.views.delivery.figures import MOST_DEALS, Figures
from roadmap.views.delivery.pieces import DealLoad, LoadScenario, Placing, weights

TO_SUNDAY = timedelta(days=6)
SMALLEST = 0.5
"""Person-days in a week below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Weeks in a row in which a skill is short: from a Monday to a Sunday, within the plan."""

    skill: str
    first: date
    last: date
    person_days: float
    people: float
    """The most people short in any one week."""
    deals: tuple[str, ...]
    """Deals that the plan does not serve and whose cases fall into these weeks, the largest first."""


@dataclass(frozen=True, slots=True)
class Second:
    """Somebody who works on cases of a skill that is not what they do first."""

    person: str
    own: str
    skill: str
    first: date
    last: date
    person_days: int
    deals: tuple[str, ...]


def gaps(plan: Plan, figures: Figures, placing: Placing, scenario: LoadScenario) -> tuple[Gap, ...]:
    """What is uncovered in a scenario, the largest first."""
    counted, found = weights(plan, scenario), []
    by_skill = {skill: loads for skill, loads in figures.loads.items() if skill is not None}
    for skill, own in sorted(by_skill.items()):
        asking = [load for load in own if load.deal in counted]
        short = _short(plan, figures, skill, own, placing=placing, counted=counted)
        for is_short, weeks in groupby(range(len(short)), key=lambda week: short[week] >= SMALLEST):
            if is_short:
                found.append(_gap(plan, figures, skill, list(weeks), short=short, loads=asking, placing=placing))
    return tuple(sorted(found, key=lambda gap: (-gap.person_days, gap.first, gap.skill)))


def _short(
    plan: Plan,
    figures: Figures,
    skill: str,
    loads: Sequence[DealLoad],
    *,
    placing: Placing,
    counted: Mapping[str, float],
) -> list[float]:
    """Person-days that are missing in each week."""
    line = next((line for line in plan.skills if line.id == skill), None)
    on_hand = {week.monday: week for week in line.weeks} if line is not None else {}
    planned, needed = [0] * len(figures.calendar.mondays), [0.0] * len(figures.calendar.mondays)
    for load in loads:
        weight = counted.get(load.deal, 0.0)
        for at, days in load.weeks[placing].items() if weight else ():
            needed[at] += days * weight
        for at, days in load.served.items():
            planned[at] += days
    short = []
    for monday, need, with_cases in zip(figures.calendar.mondays, needed, planned, strict=True):
        week = on_hand.get(monday)
        features = max(0, week.used - with_cases) if week is not None else 0
        short.append(max(0.0, features + need - (week.available if week is not None else 0)) if need else 0.0)
    return short


def _gap(
    plan: Plan,
    figures: Figures,
    skill: str,
    weeks: list[int],
    *,
    short: list[float],
    loads: Sequence[DealLoad],
    placing: Placing,
) -> Gap:
    calendar = figures.calendar
    worked = [max(1, sum(week == at for week in calendar.week_of)) for at in weeks]
    first, last = weeks[0], weeks[-1]
    taken: Counter[str] = Counter()
    for load in loads:
        by_week = load.weeks[placing] if placing is Placing.UNPLANNED else load.left
        taken[load.deal] += sum(days for at, days in by_week.items() if first <= at <= last)
    ranked = sorted((deal for deal, days in taken.items() if days), key=lambda deal: (-taken[deal], deal))
    return Gap(
        skill=skill,
        first=max(calendar.mondays[weeks[0]], plan.as_of),
        last=min(calendar.mondays[weeks[-1]] + TO_SUNDAY, plan.horizon),
        person_days=sum(short[at] for at in weeks),
        people=max(short[at] / days for at, days in zip(weeks, worked, strict=True)),
        deals=tuple(ranked[:MOST_DEALS]),
    )


def seconds(plan: Plan) -> tuple[Second, ...]:
    """Who carries cases as a second line, the first to begin first."""
    own = {line.id: line.skill for line in plan.year.people}
    found: dict[tuple[str, str], list[tuple[date, date, int, str]]] = {}
    for line in plan.support:
        for person in line.people:
            if line.first is not None and line.last is not None and own.get(person, line.skill) != line.skill:
                found.setdefault((person, line.skill), []).append((line.first, line.last, line.days, line.deal))
    made = [
        Second(
            person=person,
            own=own[person],
            skill=skill,
            first=min(first for first, _, _, _ in pieces),
            last=max(last for _, last, _, _ in pieces),
            person_days=sum(days for _, _, days, _ in pieces),
            deals=tuple(dict.fromkeys(deal for _, _, _, deal in sorted(pieces))),
        )
        for (person, skill), pieces in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.first, one.person, one.skill)))
