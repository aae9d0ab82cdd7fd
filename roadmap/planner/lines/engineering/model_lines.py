"""Target models: whether the agreed list gets its share of the people who adapt models, and what is built beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from requirements.amounts.halves import Halves
from requirements.capability import Kind
from roadmap.indexing.efforts import planned_effort
from roadmap.planner.draft import Draft
from roadmap.plans.deals import DealLine
from roadmap.plans.document import FeatureLine
from roadmap.plans.engineering.models import (
    AdHocLine,
    ModelQuarter,
    ModelState,
    ShareStatus,
    TargetModelLine,
    TargetModelsPart,
)
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.plans.support import CaseLine
from roadmap.policy.target_models import TargetModels

Taken = dict[str, list[Fraction]]
"""Net person-days by kind of work (listed, ad_hoc, other), one number for each slot."""


@dataclass(frozen=True, slots=True)
class _Agreed:
    """The agreed list, the models there are, and the skills that are counted."""

    draft: Draft
    policy: TargetModels
    models: frozenset[str]
    skills: tuple[str, ...]


def target_models(
    draft: Draft, features: list[FeatureLine], deals: list[DealLine], support: Iterable[CaseLine]
) -> TargetModelsPart | None:
    """What the agreed list gets; None if the policy names none. The lines are those of the plan."""
    policy = draft.project.header.policy.target_models
    if policy is None:
        return None
    models = frozenset(key for key, line in draft.project.market.capabilities.items() if line.kind is Kind.MODEL)
    agreed = _Agreed(draft, policy, models, _skills(draft, policy, models))
    taken = _taken(agreed, features, support)
    spans = _quarters(draft)
    return TargetModelsPart(
        share=float(policy.share),
        skills=list(agreed.skills),
        total=_quarter(agreed, taken, draft.project.as_of, draft.project.header.horizon),
        quarters=[_quarter(agreed, taken, first, last) for first, last in spans],
        listed=[_listed_line(key, agreed, deals) for key in dict.fromkeys(policy.models)],
        ad_hoc=sorted(
            (_ad_hoc_line(line, agreed, deals) for line in features if _kind(line.provides, agreed) == "ad_hoc"),
            key=lambda line: (-line.person_days, line.feature),
        ),
    )


def _skills(draft: Draft, policy: TargetModels, models: frozenset[str]) -> tuple[str, ...]:
    """The skills the policy names, or those of the teams that answer for features which provide models."""
    engineering = draft.project.engineering
    own = [engineering.teams[f.team].skill for f in engineering.features.values() if models & f.provides.keys()]
    return tuple(dict.fromkeys(policy.skills or own))


def _kind(provides: Iterable[str], agreed: _Agreed) -> str:
    """What kind of work a feature is: a listed model counts before one that is not."""
    provided = set(provides)
    if provided & set(agreed.policy.models):
        return "listed"
    return "ad_hoc" if provided & agreed.models else "other"


def _taken(agreed: _Agreed, features: list[FeatureLine], support: Iterable[CaseLine]) -> Taken:
    horizon = agreed.draft.indexed.problem.horizon
    taken: Taken = {kind: [Fraction(0)] * horizon for kind in ("listed", "ad_hoc", "other")}
    for feature in features:
        for item in feature.work:
            for slot, net in _net(item, agreed):
                taken[_kind(feature.provides, agreed)][slot] += net
    for case in support:
        if case.first is not None and case.last is not None and case.skill in agreed.skills:
            slots = _slots(case.first, case.last, agreed.draft)
            for slot in slots:
                taken["other"][slot] += Fraction(case.effort, len(slots))
    return taken


def _net(item: WorkLine, agreed: _Agreed) -> Iterable[tuple[int, Fraction]]:
    """The person-days that go into a work item in each slot of the plan, without the reserved share."""
    people = item.people_by_skill.items()
    counted = {skill: number for skill, number in people if skill in agreed.skills and number}
    if item.status is WorkStatus.DONE or not counted:
        return []
    productive = agreed.draft.indexed.staff.productive
    net = sum((number * productive[skill] for skill, number in counted.items()), Fraction(0))
    return [(slot, net) for slot in _slots(item.begins, item.last, agreed.draft)]


def _slots(first: date, last: date, draft: Draft) -> range:
    """The slots from one day to another, both included, cut at the ends of the plan."""
    calendar, origin = draft.project.calendar, draft.indexed.names.origin
    end = min(calendar.limit(last, origin), draft.indexed.problem.horizon)
    return range(max(calendar.slot(first, origin), 0), end)


def _quarters(draft: Draft) -> list[tuple[date, date]]:
    """The first and last day of each calendar quarter of the plan, cut at its ends."""
    first, horizon = draft.project.as_of, draft.project.header.horizon
    found = []
    while first <= horizon:
        month = (first.month - 1) // 3 * 3 + 4
        following = date(first.year + month // 13, month % 12, 1)
        found.append((first, min(date.fromordinal(following.toordinal() - 1), horizon)))
        first = following
    return found


def _quarter(agreed: _Agreed, taken: Taken, first: date, last: date) -> ModelQuarter:
    staff, slots = agreed.draft.indexed.staff, _slots(first, last, agreed.draft)
    able = [worker for worker in staff.whole if next(iter(worker.skills)) in agreed.skills]
    days = [sum(begin <= slot < end for slot in slots for begin, end in worker.present) for worker in able]
    on_hand = sum(days)
    reserved = sum((n * worker.reserved for n, worker in zip(days, able, strict=True)), Fraction(0))
    listed, ad_hoc, other = (sum((taken[kind][slot] for slot in slots), Fraction(0)) for kind in taken)
    wanted = on_hand * agreed.policy.share
    elsewhere = ad_hoc + other + reserved
    broken = ShareStatus.TAKEN if elsewhere > on_hand - wanted else ShareStatus.IDLE
    return ModelQuarter(
        first=first,
        last=last,
        on_hand=on_hand,
        listed=round(listed),
        ad_hoc=round(ad_hoc),
        other=round(other),
        reserved=round(reserved),
        free=max(0, round(on_hand - listed - elsewhere)),
        wanted=ceil(wanted),
        status=ShareStatus.HOLDS if listed >= wanted else broken,
    )


def _listed_line(key: str, agreed: _Agreed, deals: list[DealLine]) -> TargetModelLine:
    draft, capability = agreed.draft, agreed.draft.project.market.capabilities[key]
    able = [name for name, f in draft.project.engineering.features.items() if key in f.provides]
    built = sorted((name for name in able if name in draft.landings), key=lambda n: draft.ship_day(draft.landings[n]))
    efforts = [_effort(name, agreed) for name in built or able]
    waiting = [deal for deal in deals if any(key in need.any_of and not need.met for need in deal.needs)]
    is_ready = capability.ready is not None
    return TargetModelLine(
        capability=key,
        name=capability.name,
        state=ModelState.PLANNED if built else ModelState.READY if is_ready else ModelState.LEFT_OUT,
        release=draft.landings[built[0]] if built else None,
        features=built or able,
        person_days=ceil(sum(efforts) if built else min(efforts, default=0)),
        deals=[deal.id for deal in waiting],
        given_up=sum(deal.expected - deal.kept for deal in waiting),
    )


def _effort(feature: str, agreed: _Agreed) -> Halves:
    """Person-days of the counted skills that a feature takes, as they are planned."""
    engineering, policy = agreed.draft.project.engineering, agreed.draft.project.header.policy
    work = engineering.features[feature].work
    return sum(planned_effort(item.effort, policy) * item.share_of(agreed.skills) for item in work)


def _ad_hoc_line(line: FeatureLine, agreed: _Agreed, deals: list[DealLine]) -> AdHocLine:
    return AdHocLine(
        feature=line.id,
        name=line.name,
        release=line.release,
        person_days=round(sum(net for item in line.work for _, net in _net(item, agreed))),
        deals=line.deals,
        kept=sum(deal.kept for deal in deals if deal.id in line.deals),
    )
