"""The rules of the year: work before signature by August, what blocks acceptance by October, signing in season.

Sales of the domain close in eight productive months; so 80 % of the technical work that precedes signature should be
done by the end of August, and everything that blocks acceptance by the end of October, so that payment falls in the
year. A rule is checked for each calendar year whose deadline lies within the plan, and counts what is done from the
`as_of` day on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requirements.gate import Gate, Importance
from roadmap.plans.deals import DealLine, DealStatus, GateLine
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.support import CaseLine
from roadmap.views.delivery.calendar import WorkCalendar
from roadmap.views.delivery.pieces import BEFORE_SIGNATURE

SIGNATURE_SHARE = 0.8
"""The share of the work before signature that should be done by the end of August."""
PRODUCTIVE = 0.5
"""A month is productive if it closes at least this share of what the best month of the segment closes."""
USUAL = [1 if month in (1, 2, 11, 12) else 8 for month in range(1, 13)]
"""The weights of the months where the plan says none: eight productive ones, March to October."""
DAY = timedelta(days=1)


class YearRule(StrEnum):
    """What is checked."""

    SIGNATURE = "signature"
    ACCEPTANCE = "acceptance"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Breach:
    """A deal, or a feature that deals need, that is on the wrong side of a rule.

    `size` is person-days after August, working days after October, or 0 for a signing out of season; `day` is the last
    day of that work, the day on which acceptance is no longer blocked, or the day of signing.
    """

    deal: str | None
    feature: str | None
    day: date
    size: int


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """Whether a rule holds in a year: `done` of `total` are right (person-days, or deals), at least `wanted` should be.

    `breaches` come with the largest first.
    """

    rule: YearRule
    year: int
    done: int
    total: int
    wanted: float
    breaches: tuple[Breach, ...]

    @property
    def holds(self) -> bool:
        """Whether enough is right."""
        return self.done >= self.wanted


def answers(plan: Plan, calendar: WorkCalendar) -> tuple[RuleCheck, ...]:
    """All rules for all years that the plan can tell about; none where there is nothing to be counted."""
    years = range(plan.as_of.year, plan.horizon.year + 1)
    found = [_signature(plan, calendar, year) for year in years if _inside(date(year, 8, 31), plan)]
    found += [_acceptance(plan, calendar, year) for year in years if _inside(date(year, 10, 31), plan)]
    found += [_season(plan, year) for year in years]
    return tuple(answer for answer in found if answer.total)


def _inside(day: date, plan: Plan) -> bool:
    return plan.as_of <= day <= plan.horizon


def _signature(plan: Plan, calendar: WorkCalendar, year: int) -> RuleCheck:
    """Cases before signature of served deals, and the features that they need by then, in person-days of the year."""
    done, late = 0, Counter[tuple[str | None, str | None]]()
    last: dict[tuple[str | None, str | None], date] = {}
    for key, first, end, people in _before_signature(plan):
        before, after = _halves(first, end, people, calendar=calendar, year=year)
        done += before
        if after:
            late[key] += after
            last[key] = max(last.get(key, end), end)
    breaches = [Breach(deal, feature, last[deal, feature], days) for (deal, feature), days in late.items()]
    total = done + sum(late.values())
    return RuleCheck(YearRule.SIGNATURE, year, done, total, SIGNATURE_SHARE * total, _ranked(breaches))


def _before_signature(plan: Plan) -> Iterator[tuple[tuple[str | None, str | None], date, date, int]]:
    """Pieces of work that precede signature: whose they are, their first and last day, and how many people.

    Of deals in hand; nobody works yet on cases of placeholders.
    """
    in_hand = {deal.id for deal in plan.deals if not deal.placeholder}
    days = {(deal.id, line.gate): line.day for deal in plan.deals for line in deal.gates}
    for line in plan.support:
        if line.deal in in_hand and line.first and line.last and line.gate in BEFORE_SIGNATURE:
            follows = line.earliest > days.get((line.deal, line.gate), line.earliest)
            if line.gate is not Gate.SIGNING or not follows:
                yield (line.deal, None), line.first, line.last, line.crew
    for feature in _features_before_signature(plan):
        for item in feature.work:
            yield (None, feature.id), item.begins, item.last, item.crew


def _halves(first: date, last: date, people: int, *, calendar: WorkCalendar, year: int) -> tuple[int, int]:
    """Person-days of a piece of work in the plan and the year: until the end of August, and after it."""
    until = calendar.until
    begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    deadline = date(year, 8, 31)
    before = until(min(end, deadline)) - until(begin - DAY)
    after = until(end) - until(max(begin - DAY, deadline))
    return max(0, before) * people, max(0, after) * people


def _features_before_signature(plan: Plan) -> list[FeatureLine]:
    """The features that a served deal needs by a gate up to signing, and those that they come after."""
    features = {feature.id: feature for feature in plan.features}
    rest = [
        need.feature
        for deal in plan.deals
        if deal.status is not DealStatus.GIVEN_UP
        for need in deal.needs
        if need.feature and need.gate in BEFORE_SIGNATURE and (need.met or need.importance is Importance.BREAKER)
    ]
    found = set[str]()
    while rest:
        key = rest.pop()
        if key in features and key not in found:
            found.add(key)
            rest += [after.feature for after in features[key].after]
    return [feature for feature in plan.features if feature.id in found]


def _acceptance(plan: Plan, calendar: WorkCalendar, year: int) -> RuleCheck:
    """Served deals whose acceptance falls in the year, and the day on which nothing blocks it any more."""
    deadline, breaches, total = date(year, 10, 31), [], 0
    cases: dict[str, list[CaseLine]] = {}
    for line in plan.support:
        if line.gate is Gate.ACCEPTANCE:
            cases.setdefault(line.deal, []).append(line)
    for deal, gate in _gates(plan, Gate.ACCEPTANCE):
        if gate.day.year != year:
            continue
        total += 1
        free = _unblocked(gate, cases.get(deal.id, []), plan)
        if free > deadline:
            breaches.append(Breach(deal.id, None, free, max(1, calendar.until(free) - calendar.until(deadline))))
    return RuleCheck(YearRule.ACCEPTANCE, year, total - len(breaches), total, total, _ranked(breaches))


def _unblocked(gate: GateLine, own: list[CaseLine], plan: Plan) -> date:
    """The day on which the release is in use and the cases before acceptance are done; the horizon if never."""
    ends = [line.last for line in own if line.last and line.earliest <= gate.day]
    return max([gate.ready or plan.horizon, *ends])


def _season(plan: Plan, year: int) -> RuleCheck:
    """Served deals that sign in the year, and those that sign in a month in which their segment closes little."""
    closes = {line.segment: line.weights for line in plan.year.closes}
    breaches, total = [], 0
    for deal, gate in _gates(plan, Gate.SIGNING):
        signing = max(gate.day, gate.ready or gate.day)
        if signing.year == year:
            total += 1
            weights = closes.get(deal.segment, USUAL)
            if weights[signing.month - 1] < PRODUCTIVE * max(weights):
                breaches.append(Breach(deal.id, None, signing, 0))
    ordered = tuple(sorted(breaches, key=lambda one: (one.day, one.deal or "")))
    return RuleCheck(YearRule.SEASON, year, total - len(breaches), total, total, ordered)


def _gates(plan: Plan, gate: Gate) -> Iterator[tuple[DealLine, GateLine]]:
    """A gate of each served deal in hand that has it ahead."""
    for deal in plan.deals:
        if deal.status is not DealStatus.GIVEN_UP and not deal.placeholder:
            yield from ((deal, line) for line in deal.gates if line.gate is gate)


def _ranked(breaches: list[Breach]) -> tuple[Breach, ...]:
    return tuple(sorted(breaches, key=lambda one: (-one.size, one.deal or "", one.feature or "")))
