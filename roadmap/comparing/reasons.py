"""Why a promise moves: what the two plans say differently about the needs that decide it."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.amounts.halves import number_of
from requirements.gate import Gate, Importance
from roadmap.comparing.pairs import DifferenceKind, Pair, PlanChange
from roadmap.comparing.sides import Side
from roadmap.plans.deals import DealLine, NeedLine
from roadmap.plans.document import FeatureLine
from roadmap.plans.engineering.work import WorkStatus


def reasons_for(deal: str, gate: Gate, one: Side, two: Side) -> tuple[PlanChange, ...]:
    """The differences behind the day of one promise, each once, in the order of kinds: what the customer needs, what
    brings it, and what holds that up. Empty where the plans alone do not tell."""
    old, new = _needs(one.deals[deal], gate), _needs(two.deals[deal], gate)
    found = dict.fromkeys(_of_needs(deal, old, new))
    for name in sorted(_deciding(old) | _deciding(new)):
        was, now = old.get(name), new.get(name)
        if was is not None and now is not None:
            found |= dict.fromkeys(_of_providers(deal, name, was, now, one=one, two=two))
    return tuple(sorted(found, key=lambda change: (list(DifferenceKind).index(change.kind), change.subject)))


def _needs(deal: DealLine, gate: Gate) -> dict[str, NeedLine]:
    """The breaker needs up to a gate by their alternatives; of equal ones, the one that is asked for first."""
    found: dict[str, NeedLine] = {}
    for need in deal.needs:
        if need.importance is Importance.BREAKER and need.gate.rank <= gate.rank:
            name = " | ".join(need.any_of)
            if name not in found or need.maturity.rank > found[name].maturity.rank:
                found[name] = need
    return found


def _deciding(needs: dict[str, NeedLine]) -> set[str]:
    """The needs that are ready last, or never."""
    never = {name for name, need in needs.items() if need.ready is None}
    last = max((need.ready for need in needs.values() if need.ready), default=None)
    return never or {name for name, need in needs.items() if need.ready == last}


def _of_needs(deal: str, old: dict[str, NeedLine], new: dict[str, NeedLine]) -> Iterator[PlanChange]:
    for name in sorted(old.keys() | new.keys()):
        pair = Pair(old[name].maturity if name in old else None, new[name].maturity if name in new else None)
        if pair.differs:
            yield PlanChange(DifferenceKind.NEED, f"{deal}/{name}", pair)


def _of_providers(deal: str, name: str, was: NeedLine, now: NeedLine, *, one: Side, two: Side) -> Iterator[PlanChange]:
    if was.feature != now.feature:
        yield PlanChange(DifferenceKind.PROVIDER, name, Pair(was.feature, now.feature))
    for feature in sorted({need.feature for need in (was, now) if need.feature is not None}):
        yield from _of_feature(feature, one, two, seen=set())
    if was.release is not None and was.release == now.release:
        ships = Pair(one.releases[was.release].ship, two.releases[was.release].ship)
        if ships.differs:
            yield PlanChange(DifferenceKind.SHIP, was.release, ships)
        elif was.ready != now.ready and was.ready is not None and now.ready is not None:
            lead = Pair((was.ready - ships.before).days, (now.ready - ships.after).days)
            yield PlanChange(DifferenceKind.LEAD_TIME, deal, lead)


def _of_feature(key: str, one: Side, two: Side, *, seen: set[str]) -> Iterator[PlanChange]:
    """Where a feature lands, what is different about its work, and the same of what it comes after."""
    seen.add(key)
    old, new = one.features.get(key), two.features.get(key)
    landing = Pair(old.release if old else None, new.release if new else None)
    if not landing.differs:
        return
    yield PlanChange(DifferenceKind.LANDING, key, landing)
    if old is not None and new is not None:
        yield from _of_work(key, old, new)
    waits = {wait.feature for line in (old, new) if line is not None for wait in line.after} - seen
    for other in sorted(waits):
        yield from _of_feature(other, one, two, seen=seen)


def _of_work(key: str, old: FeatureLine, new: FeatureLine) -> Iterator[PlanChange]:
    effort = effort_to_begin(old, new)
    if effort.differs:
        yield PlanChange(DifferenceKind.EFFORT, key, effort)
    began = Pair(old.work[0].first, new.work[0].first)
    is_planned = all(line.work[0].status is WorkStatus.PLANNED for line in (old, new))
    ends = Pair(old.verified, new.verified)
    if is_planned and began.differs:
        yield PlanChange(DifferenceKind.BEGIN, key, began)
    elif not is_planned and ends.differs:
        yield PlanChange(DifferenceKind.END, key, ends)


def effort_to_begin(old: FeatureLine, new: FeatureLine) -> Pair[int | float]:
    """The person-days of work that neither plan has begun, in both. Of running work a plan states what remains, which
    is less from day to day, however things go."""
    works = list(zip(old.work, new.work, strict=True)) if len(old.work) == len(new.work) else []
    ahead = [pair for pair in works if all(work.status is WorkStatus.PLANNED for work in pair)]
    was, now = (number_of(sum(pair[at].effort for pair in ahead)) for at in (0, 1))
    return Pair(was, now)
