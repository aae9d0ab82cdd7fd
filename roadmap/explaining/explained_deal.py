"""A deal explained: when each need is ready, the one that decides, and what stands behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from requirements.gate import Gate, Importance, Maturity
from roadmap.explaining.chain import ChainStep, chain_of
from roadmap.explaining.present import Present
from roadmap.indexing.deals.demand import providers
from roadmap.plans.causes import Cause
from roadmap.plans.deals import DealLine, DealStatus, NeedLine
from roadmap.plans.document import FeatureLine


@dataclass(frozen=True, slots=True)
class NeedReady:
    """One need: what meets it and when. `late` counts working days after the gate (negative: before it; None: never);
    `position` is its place among the needs of its gate; `drop` the share of what the deal keeps that a challenge costs
    where it is not met."""

    gate: Gate
    position: int
    any_of: tuple[str, ...]
    maturity: Maturity
    importance: Importance
    capability: str | None
    feature: str | None
    release: str | None
    ready: date | None
    day: date
    late: int | None
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Train:
    """Why a feature ships when it does: it was verified on `verified`, `slack` working days before its release froze.

    `earlier` is the release before, if any: it froze `missed` working days before the work was verified (0 or less: the
    work would have made it), and is `used` or not. `held` says what else keeps the feature from it: a feature that it
    comes after and that ships with it, work to enable it that ends later, or nothing that is known.
    """

    feature: str
    release: str
    freeze: date
    ship: date
    verified: date
    slack: int
    earlier: str | None
    missed: int
    used: bool
    held: Literal["after", "enable", ""] = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """Who had the people that the chain waited for: a feature, the deals that count on it, person-days meanwhile."""

    feature: str
    deals: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """A feature that would meet the deciding need, or the challenge `need`, and is not built, and why not."""

    feature: str
    cause: Cause
    need: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """A feature that a deal rests on: so many working days may its work slip before it misses its release."""

    feature: str
    release: str
    slack: int


@dataclass(frozen=True, slots=True)
class DealExplained:
    """One deal: all its needs, the one that decides (None: it needs nothing), and the chain behind that.

    `slack` is the least slack of its gates in working days, None where one is never met. `next_release` is the release
    after the one it is served with, and `next_slack` the slack it would leave. `pinned_out` says that a pin keeps it
    from being served, `placeholder` that nobody has the deal yet.
    """

    line: DealLine
    needs: tuple[NeedReady, ...]
    deciding: NeedReady | None
    train: Train | None
    chain: tuple[ChainStep, ...]
    losses: tuple[Loss, ...]
    unbuilt: tuple[Unbuilt, ...]
    slack: int | None
    rests: tuple[Rest, ...]
    next_release: str | None
    next_slack: int | None
    pinned_out: bool = False
    placeholder: bool = False
    unmet: tuple[Unbuilt, ...] = ()
    """Features that would meet a challenge that the plan does not meet."""

    @property
    def safe(self) -> bool:
        """Whether every gate is met in time."""
        return self.line.status in (DealStatus.SECURED, DealStatus.AT_RISK)


def explain_deal(present: Present, key: str) -> DealExplained:
    """One open deal of the plan."""
    line = present.deals[key]
    needs = _needs(present, line)
    deciding = _deciding(needs)
    feature = None if deciding is None else deciding.feature
    built = feature in present.draft.placements
    chain = chain_of(present, feature) if feature is not None and built else ()
    slacks = [gate.slack for gate in line.gates]
    later, left = _next_release(present, line)
    return DealExplained(
        line=line,
        needs=needs,
        deciding=deciding,
        train=_train(present, feature) if feature is not None and built else None,
        chain=chain,
        losses=losses_of(chain, key),
        unbuilt=_unbuilt(present, deciding),
        slack=None if None in slacks else min((slack for slack in slacks if slack is not None), default=None),
        rests=_rests(present, line),
        next_release=later,
        next_slack=left,
        pinned_out=present.indexed.deals[present.indexed.names.deal_position(key)].served is False,
        placeholder=key in present.project.market.placeholders,
        unmet=_unmet(present, needs) if line.kept else (),
    )


def _needs(present: Present, line: DealLine) -> tuple[NeedReady, ...]:
    days = {gate.gate: gate.day for gate in line.gates}
    counts: dict[Gate, int] = defaultdict(int)
    found = []
    for need in line.needs:
        found.append(_need(present, need, days[need.gate], counts[need.gate]))
        counts[need.gate] += 1
    return tuple(found)


def _need(present: Present, need: NeedLine, day: date, position: int) -> NeedReady:
    calendar, origin = present.project.calendar, present.indexed.names.origin
    late = None if need.ready is None else calendar.limit(need.ready, origin) - calendar.limit(day, origin)
    return NeedReady(
        gate=need.gate,
        position=position,
        any_of=tuple(need.any_of),
        maturity=need.maturity,
        importance=need.importance,
        capability=need.capability,
        feature=need.feature,
        release=need.release,
        ready=need.ready,
        day=day,
        late=late,
        drop=need.drop,
    )


def _deciding(needs: tuple[NeedReady, ...]) -> NeedReady | None:
    """The breaker need that is latest against its gate; one that is never ready before all."""
    breakers = [need for need in needs if need.importance is Importance.BREAKER]
    return max(breakers, key=lambda need: (need.late is None, need.late or 0), default=None)


def _train(present: Present, feature: str) -> Train:
    line = present.features[feature]
    releases = {release.id: release for release in present.plan.releases}
    own = releases[line.release]
    before = [release for release in present.plan.releases if release.ship < own.ship and not release.past]
    earlier = before[-1] if before else None
    calendar, origin = present.project.calendar, present.indexed.names.origin
    missed = 0 if earlier is None else calendar.limit(line.verified, origin) - calendar.limit(earlier.freeze, origin)
    return Train(
        feature=feature,
        release=own.id,
        freeze=own.freeze,
        ship=own.ship,
        verified=line.verified,
        slack=line.slack,
        earlier=None if earlier is None else earlier.id,
        missed=missed,
        used=earlier is not None and earlier.used,
        held="" if earlier is None else _held(present, line, earlier.ship),
    )


def _held(present: Present, line: FeatureLine, earlier: date) -> Literal["after", "enable", ""]:
    """What keeps a feature from a release that ships earlier, besides the work to be verified."""
    others = present.draft.foundation(line.id) - {line.id}
    if any(present.draft.landings.get(other) == line.release for other in others):
        return "after"
    return "enable" if any(work.last > earlier for work in line.work) else ""


def losses_of(chain: Iterable[ChainStep], deal: str) -> tuple[Loss, ...]:
    """Who had the people while the chain waited, added up; work for the deal itself is no loss."""
    days: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    for step in chain:
        for holder in step.holders:
            if deal not in holder.deals:
                days[holder.feature, holder.deals] += holder.days
    ordered = sorted(days.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Loss(feature, deals, count) for (feature, deals), count in ordered)


def _unbuilt(present: Present, deciding: NeedReady | None) -> tuple[Unbuilt, ...]:
    """Features that would meet the need that decides against a deal, and are not built."""
    if deciding is None or (deciding.late is not None and deciding.late <= 0):
        return ()
    return tuple(Unbuilt(key, cause) for key, cause in _not_built(present, deciding))


def _unmet(present: Present, needs: tuple[NeedReady, ...]) -> tuple[Unbuilt, ...]:
    """Features that would meet the challenges that are not met, and are not built."""
    open_ = [need for need in needs if need.importance is Importance.CHALLENGE and need.ready is None]
    return tuple(Unbuilt(key, cause, need.any_of) for need in open_ for key, cause in _not_built(present, need))


def _not_built(present: Present, need: NeedReady) -> list[tuple[str, Cause]]:
    """What would meet a need and is not built, with the cause of each."""
    causes = {line.id: line.cause for line in present.plan.unplanned}
    able = [key for name in need.any_of for key in providers(present.project, name, need.maturity)]
    return [(key, causes[key]) for key in dict.fromkeys(able) if key in causes]


def _rests(present: Present, line: DealLine) -> tuple[Rest, ...]:
    """The features a deal rests on, with what they come after; those with the least slack first."""
    used = {need.feature for need in line.needs if need.feature and (need.importance is Importance.BREAKER or need.met)}
    keys = {key for feature in used for key in present.draft.foundation(feature)}
    rests = [
        Rest(key, present.features[key].release, present.features[key].slack)
        for key in keys
        if key in present.draft.placements
    ]
    return tuple(sorted(rests, key=lambda rest: (rest.slack, rest.feature)))


def _next_release(present: Present, line: DealLine) -> tuple[str | None, int | None]:
    """The next release that is used after the deal's own, and the least slack that it would leave at the gates."""
    ahead = [release for release in present.plan.releases if release.used and release.ship >= present.plan.as_of]
    ids = [release.id for release in ahead]
    if line.release not in ids or ids.index(line.release) + 1 == len(ids):
        return None, None
    later = ahead[ids.index(line.release) + 1]
    deal = present.project.market.deal(line.id)
    calendar, origin = present.project.calendar, present.indexed.names.origin
    ready = calendar.limit(later.ship, origin) + present.project.market.lead_time(deal)
    slacks = [calendar.limit(gate.day, origin) - ready for gate in line.gates if gate.release == line.release]
    return later.id, min(slacks, default=None)
