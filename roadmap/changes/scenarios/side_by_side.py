"""Plans side by side: what each is worth, whom it serves, what it promises, and how that differs from the first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from requirements.gate import Gate
from roadmap.changes.scenarios.scenario_plans import WhatIfVariant
from roadmap.planner.stored.replan import difference
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.plan_part import Part
from roadmap.plans.revenue.money import Headline, PlanProof


class MovedPromise(Part):
    """A promise that is another one in this variant."""

    deal: str
    gate: Gate
    before: date | None
    """The day in the first plan; None if there is no promise there."""
    after: date | None
    """The day in this plan; None if there is no promise here."""
    days: int | None
    """Calendar days by which it moves, later ones above 0; None where there is no promise on one side."""


class WeekOfWork(Part):
    """A week, by its Monday, and person-days in it."""

    monday: date
    used: int
    available: int


class BusySkill(Part):
    """A skill and the share of its people's time that is planned, from the first day to the horizon."""

    skill: str
    share: float


class ValueDifference(Part):
    """By how much a variant is worth more than the first one, in thousands of the currency."""

    found: int
    """Between the plans that were found."""
    least: int | None
    """The best plans differ by at least so much; None if that is not proved."""
    most: int | None
    """And by at most so much."""
    verdict: Literal["proved", "certain", "open"]
    """proved: exactly so much; certain: proved which of the two is worth more; open: the difference lies inside what
    both searches left open."""


class PlanColumn(Part):
    """One variant and its plan."""

    name: str
    changes: list[str]
    """What it changes, in plain words; empty for the folder as it is."""
    proof: PlanProof
    headline: Headline
    coverage: float | None
    """The share of the revenue target that the plan keeps: secured, at risk and late; None without a target."""
    secured: float | None
    """The share of the target that is secured."""
    deals: dict[DealStatus, int]
    """How many deals in hand stand how."""
    peak: WeekOfWork | None
    """The busiest week over all skills; None if nothing is planned."""
    busiest: BusySkill | None
    """The skill whose people are busiest over the whole plan; None if there are no people."""
    won: list[str]
    """Deals that are served here and not in the first variant, though both know them."""
    lost: list[str]
    """Deals that are served in the first variant and not here, though both know them."""
    added: list[str]
    """Deals that only this variant knows."""
    dropped: list[str]
    """Deals that only the first variant knows."""
    promises: int
    """How many promises the plan makes: each day of a deal is one."""
    moved: list[MovedPromise]
    """Promises that differ from the first variant, of deals that both know, gate by gate."""
    moves: int
    """How many promises these are: each day of a deal is one."""
    difference: ValueDifference | None
    """None for the first variant."""


class SideBySide(Part):
    """A what-if: the folder as it is, and each variant beside it."""

    name: str
    currency: str
    start_from: str | None
    """The plan that all searches began from; None if there was none."""
    seconds: float
    """Seconds given to each search."""
    effort: float | None = None
    """Seconds of processor time given to each search instead; None where the clock counted."""
    columns: list[PlanColumn]
    """The folder as it is first."""


def lay_side_by_side(
    variants: Sequence[WhatIfVariant],
    plans: Sequence[Plan],
    *,
    start_from: str | None,
    seconds: float,
    effort: float | None = None,
) -> SideBySide:
    """Compare the plans of variants; the first one is what the others are compared with."""
    bases = (None, *[plans[0]] * (len(plans) - 1))
    return SideBySide(
        name=plans[0].name,
        currency=plans[0].currency,
        start_from=start_from,
        seconds=seconds,
        effort=effort,
        columns=[_column(*column) for column in zip(variants, plans, bases, strict=True)],
    )


def _column(variant: WhatIfVariant, plan: Plan, base: Plan | None) -> PlanColumn:
    deals = _in_hand(plan)
    before = deals if base is None else _in_hand(base)
    both = [key for key in deals if key in before]
    headline = plan.headline
    moved = [one for key in both for one in moved_promises(before[key], deals[key])]
    return PlanColumn(
        name=variant.name,
        changes=list(variant.changes),
        proof=plan.proof,
        headline=headline,
        coverage=_share(headline.secured + headline.at_risk + headline.late, headline.target),
        secured=_share(headline.secured, headline.target),
        deals={status: sum(deal.status is status for deal in deals.values()) for status in DealStatus},
        peak=busiest_week(plan),
        busiest=_busiest_skill(plan),
        won=[key for key in both if _served(deals[key]) and not _served(before[key])],
        lost=[key for key in both if _served(before[key]) and not _served(deals[key])],
        added=[key for key in deals if key not in before],
        dropped=[key for key in before if key not in deals],
        promises=len(plan.promised),
        moved=moved,
        moves=len({(one.deal, one.before or one.after) for one in moved}),
        difference=None if base is None else value_difference(plan.proof, base.proof),
    )


def _in_hand(plan: Plan) -> dict[str, DealLine]:
    """The deals that somebody has, by id: those that a plan's summary counts."""
    return {deal.id: deal for deal in plan.deals if not deal.placeholder}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


def _served(deal: DealLine) -> bool:
    return deal.status is not DealStatus.GIVEN_UP


def moved_promises(before: DealLine, after: DealLine) -> list[MovedPromise]:
    """The promises of one deal that differ between two plans, in the order of the gates; what needs no release is no
    promise."""
    old = {gate: day for day, gates in before.promised_days.items() for gate in gates}
    new = {gate: day for day, gates in after.promised_days.items() for gate in gates}
    return [
        MovedPromise(
            deal=after.id, gate=gate, before=one, after=other, days=(other - one).days if one and other else None
        )
        for gate in Gate
        if (one := old.get(gate)) != (other := new.get(gate))
    ]


def busiest_week(plan: Plan) -> WeekOfWork | None:
    """The week with most person-days planned over all skills, the first of several; None if nothing is planned."""
    totals: dict[date, tuple[int, int]] = {}
    for skill in plan.skills:
        for week in skill.weeks:
            used, available = totals.get(week.monday, (0, 0))
            totals[week.monday] = used + week.used, available + week.available
    monday = max(sorted(totals), key=lambda day: totals[day][0], default=None)
    if monday is None or not totals[monday][0]:
        return None
    return WeekOfWork(monday=monday, used=totals[monday][0], available=totals[monday][1])


def _busiest_skill(plan: Plan) -> BusySkill | None:
    shares = [
        (round(sum(week.used for week in skill.weeks) / available, 6), skill.id)
        for skill in plan.skills
        if (available := sum(week.available for week in skill.weeks))
    ]
    share, skill = max(shares, default=(0.0, ""))
    return BusySkill(skill=skill, share=share) if skill else None


def value_difference(here: PlanProof, there: PlanProof) -> ValueDifference:
    """By how much one plan is worth more than another, and how sure that is."""
    found = difference((here.value, here.bound), (there.value, there.bound))
    verdict: Literal["proved", "certain", "open"] = "open"
    if found.certain:
        verdict = "proved" if found.proved else "certain"
    return ValueDifference(found=found.found, least=found.least, most=found.most, verdict=verdict)
